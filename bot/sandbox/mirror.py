"""What the page's one channel can't show appears in it: direct messages, for their reader alone, and help threads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simcord.backend import serializers

from bot.sandbox.world import World

_EPHEMERAL = 64
_TEXT = 10
_DIRECT = "-# ✉️ A direct message to you"
_THREAD = "-# 🧵 In the thread “{name}”, where others would answer. This page has one channel, so it is shown here."


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
            components=[{"type": _TEXT, "content": _DIRECT}, *sent.components],
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


def mirror_threads(world: World) -> None:
    """Show what the bot asks in a thread in the study channel too, and what becomes of it; its buttons work there."""
    backend = world.env.backend
    shown: dict[int, int] = {}

    def mirror(event: str, payload: Any) -> None:
        if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            return
        channel, message_id = backend.channels.get(int(payload["channel_id"])), int(payload["id"])
        if channel is None or not channel.is_thread:
            return
        sent = backend.get_message(channel.id, message_id)
        if sent.author_id != backend.bot_user.id or not sent.components:
            return
        parts = [{"type": _TEXT, "content": _THREAD.format(name=channel.name)}, *sent.components]
        if message_id in shown:
            backend.edit_message(world.channel.id, shown[message_id], {"components": parts})
        else:
            shown[message_id] = backend.create_message(
                world.channel.id, backend.bot_user.id, "", components=parts, flags=sent.flags
            ).id

    backend.subscribers.append(mirror)
