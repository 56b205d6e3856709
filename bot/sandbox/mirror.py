"""Direct messages in the sandbox: the page shows one channel, so they appear there, for their reader alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simcord.backend import serializers

from bot.sandbox.world import World

_EPHEMERAL = 64
_NOTE = "-# ✉️ A direct message to you"


def mirror_direct_messages(world: World) -> None:
    """Show every direct message of the bot in the study channel too; its buttons work there."""
    backend = world.env.backend
    people = {person.id for person in world.people}

    def mirror(event: str, payload: Any) -> None:
        message: Mapping[str, Any] = payload if event == "MESSAGE_CREATE" else {}
        if not message or message.get("guild_id") or int(message["author"]["id"]) != backend.bot_user.id:
            return
        channel_id = int(message["channel_id"])
        reader = next((user for user, channel in backend.dm_channels.items() if channel == channel_id), None)
        if reader not in people:
            return
        sent = backend.get_message(channel_id, int(message["id"]))
        backend.create_message(
            world.channel.id,
            backend.bot_user.id,
            "",
            components=[{"type": 10, "content": _NOTE}, *sent.components],
            flags=sent.flags | _EPHEMERAL,
            broadcast=False,
            interaction_metadata={
                "id": str(backend.snowflake()),
                "type": 2,
                "name": "dm",
                "command_type": 1,
                "user": dict(serializers.user_payload(backend.users[reader])),
                "authorizing_integration_owners": {},
            },
        )

    backend.subscribers.append(mirror)
