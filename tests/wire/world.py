"""What the fake Discord remembers: people, servers, channels, messages, files."""

import time
from dataclasses import dataclass, field

from .answers import JSON

VIEW, SEND, EMBED, ATTACH, HISTORY = 1 << 10, 1 << 11, 1 << 14, 1 << 15, 1 << 16
SLASH, MAKE_THREADS, SEND_IN_THREADS = 1 << 31, 1 << 35, 1 << 38
MANAGE_SERVER = 1 << 5
ORDINARY = VIEW | SEND | EMBED | ATTACH | HISTORY | SLASH | MAKE_THREADS | SEND_IN_THREADS
_FIRST_MILLISECOND = 1_420_070_400_000


@dataclass
class Person:
    """A Discord account; `permissions` hold in every server."""

    id: int
    name: str
    permissions: int = ORDINARY
    bot: bool = False


@dataclass
class Channel:
    """A text channel of a server, or a direct-message channel with one person."""

    id: int
    name: str
    guild_id: int | None = None
    recipient_id: int | None = None
    messages: dict[int, JSON] = field(default_factory=dict[int, JSON])
    denied: dict[int, int] = field(default_factory=dict[int, int])
    """By role or member, the permissions that they don't have here."""


@dataclass
class Guild:
    """A server, with the bot in it."""

    id: int
    name: str
    owner_id: int
    bot_role_id: int
    channels: list[Channel] = field(default_factory=list[Channel])
    bot_permissions: int = ORDINARY
    everyones_permissions: int = ORDINARY
    bot_roles: list[int] = field(default_factory=list[int])
    """The roles of the bot besides its own."""
    roles: dict[int, int] = field(default_factory=dict[int, int])
    """Those that somebody made, with their permissions."""


class World:
    """The state behind the sockets; ids carry the real time, as discord.py reads it from them."""

    def __init__(self) -> None:
        self._count = 0
        self.people: dict[int, Person] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.files: dict[str, bytes] = {}
        self.bot = Person(self.new_id(), "Roadmate", bot=True)
        self.people[self.bot.id] = self.bot

    def new_id(self) -> int:
        """A new snowflake of this millisecond."""
        self._count += 1
        return (int(time.time() * 1000) - _FIRST_MILLISECOND) << 22 | self._count & 0x3FFFFF

    def person(self, user_id: int) -> Person:
        """The account with this id, made when first asked for."""
        return self.people.setdefault(user_id, Person(user_id, f"member-{user_id}"))

    def add_person(self, name: str, permissions: int = ORDINARY) -> Person:
        """A new account."""
        person = Person(self.new_id(), name, permissions)
        self.people[person.id] = person
        return person

    def add_guild(self, name: str, owner: Person) -> Guild:
        """A new server with one text channel."""
        guild = Guild(self.new_id(), name, owner.id, self.new_id())
        self.guilds[guild.id] = guild
        self.add_channel(guild, "study")
        return guild

    def add_channel(self, guild: Guild, name: str) -> Channel:
        """A new text channel."""
        channel = Channel(self.new_id(), name, guild_id=guild.id)
        guild.channels.append(channel)
        self.channels[channel.id] = channel
        return channel

    def bot_may(self, channel: Channel) -> int:
        """What the bot may do in a channel: what any of its roles gives, less what is denied there."""
        guild = self.guilds[channel.guild_id or 0]
        may = guild.everyones_permissions | guild.bot_permissions
        for role_id in guild.bot_roles:
            may |= guild.roles[role_id]
        for whose in (guild.id, guild.bot_role_id, *guild.bot_roles, self.bot.id):
            may &= ~channel.denied.get(whose, 0)
        return may

    def direct(self, user_id: int) -> Channel:
        """The one direct-message channel with this person."""
        for channel in self.channels.values():
            if channel.recipient_id == user_id:
                return channel
        channel = Channel(self.new_id(), "", recipient_id=self.person(user_id).id)
        self.channels[channel.id] = channel
        return channel
