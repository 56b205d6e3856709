"""The JSON shapes of people, servers and channels."""

from .answers import JSON
from .world import Channel, Guild, Person, World

_JOINED = "2026-01-01T00:00:00+00:00"


def user(person: Person) -> JSON:
    """A user."""
    return {
        "id": str(person.id),
        "username": person.name,
        "global_name": person.name,
        "discriminator": "0",
        "avatar": None,
        "bot": person.bot,
        "flags": 0,
        "public_flags": 0,
    }


def member(person: Person, guild: Guild) -> JSON:
    """A user in a server; `permissions` come with interactions only."""
    return {
        "user": user(person),
        "nick": None,
        "avatar": None,
        "roles": [str(role) for role in (guild.bot_role_id, *guild.bot_roles)] if person.bot else [],
        "joined_at": _JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
        "permissions": str(guild.bot_permissions if person.bot else person.permissions),
    }


def channel(world: World, chan: Channel) -> JSON:
    """A text channel or a direct-message channel."""
    last = next(reversed(chan.messages), None)
    shape: JSON = {"id": str(chan.id), "last_message_id": str(last) if last else None, "flags": 0}
    if chan.recipient_id is not None:
        return shape | {"type": 1, "recipients": [user(world.person(chan.recipient_id))]}
    return shape | {
        "type": 0,
        "guild_id": str(chan.guild_id),
        "name": chan.name,
        "position": 0,
        "permission_overwrites": [
            {"id": str(whose), "type": int(whose in world.people), "allow": "0", "deny": str(denied)}
            for whose, denied in chan.denied.items()
        ],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
    }


def guild(world: World, server: Guild) -> JSON:
    """A server as GUILD_CREATE brings it: the bot is its only listed member."""
    return {
        "id": str(server.id),
        "name": server.name,
        "owner_id": str(server.owner_id),
        "icon": None,
        "features": [],
        "preferred_locale": "en-US",
        "unavailable": False,
        "large": False,
        "joined_at": _JOINED,
        "member_count": 1 + len(world.people),
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "nsfw_level": 0,
        "mfa_level": 0,
        "premium_tier": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "roles": roles(server),
        "channels": [channel(world, chan) for chan in server.channels],
        "members": [member(world.bot, server)],
        "emojis": [],
        "stickers": [],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


_BY_GATEWAY = {"channels", "threads", "members", "presences", "voice_states", "joined_at", "large", "unavailable"}


def asked_guild(world: World, server: Guild) -> JSON:
    """A server as REST tells of it: without what only the gateway brings."""
    return {name: told for name, told in guild(world, server).items() if name not in _BY_GATEWAY}


def application(world: World, app_id: int) -> JSON:
    """The application behind the bot."""
    return {
        "id": str(app_id),
        "name": world.bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(next(iter(world.people.values()))),
        "verify_key": "0" * 64,
        "flags": 0,
        "team": None,
        "approximate_guild_count": len(world.guilds),
    }


def roles(server: Guild) -> list[JSON]:
    """The roles of a server."""
    made = (role(role_id, f"role-{role_id}", may, managed=False) for role_id, may in server.roles.items())
    return [
        role(server.id, "@everyone", server.everyones_permissions, managed=False),
        role(server.bot_role_id, "Roadmate", server.bot_permissions, managed=True),
        *made,
    ]


def role(role_id: int, name: str, permissions: int, *, managed: bool) -> JSON:
    """A role."""
    return {
        "id": str(role_id),
        "name": name,
        "permissions": str(permissions),
        "position": int(managed),
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": managed,
        "mentionable": False,
        "flags": 0,
    }
