"""What the bot keeps of its servers: their ids, names and languages, and whether Discord has an outage there.

discord.py keeps all that Discord tells: channels, roles, threads, some 18 kB a server. Who needs to know what the bot
may do in a server asks for it (`whole_guild`), so nothing is kept that could be out of date. What discord.py does not
know it does not hear of either: that something changed about what the bot may do somewhere is told as
`access_changed`, with the server's id and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from discord import Client
from discord.state import ConnectionState

if TYPE_CHECKING:
    _State = ConnectionState[Client]
else:
    _State = ConnectionState

_Payload = Any  # what the gateway sends, in the private types of discord.py
_KEPT = ("id", "name", "preferred_locale", "unavailable")
_ASSUMED = {"bitrate": 0, "user_limit": 0, "owner_id": 0, "message_count": 0, "member_count": 0}
"""What discord.py wants of a voice channel or a thread that it does not know, and Discord need not tell."""


class LeanState(_State):
    """The state of a connection. discord.py calls `parse_…` with what each event of the gateway brings."""

    def parse_guild_create(self, data: _Payload) -> None:
        """A server is told of at a start or after an outage; one of which nothing was known was joined just now."""
        kept = _kept(data)
        if kept.get("unavailable") is False and self._get_guild(int(data["id"])) is None:
            del kept["unavailable"]  # by which discord.py tells the two apart
        super().parse_guild_create(kept)

    def parse_guild_update(self, data: _Payload) -> None:
        """A server may have another name."""
        super().parse_guild_update(_kept(data))

    def parse_interaction_create(self, data: _Payload) -> None:
        """The channel of an interaction is made of what comes with it."""
        data["channel"] = _ASSUMED | data.get("channel", {})
        super().parse_interaction_create(data)

    def _access_changed(self, data: _Payload) -> None:
        """What the bot may do in a server may be different now."""
        self.dispatch("access_changed", int(data["guild_id"]))

    parse_channel_update = _access_changed
    parse_guild_role_update = _access_changed
    parse_guild_role_delete = _access_changed
    parse_guild_member_update = _access_changed  # of the bot itself: of others Discord tells nothing without an intent

    def _not_kept(self, data: _Payload) -> None:
        """What discord.py would keep, and nobody here looks at."""

    parse_channel_create = _not_kept
    parse_channel_delete = _not_kept
    parse_guild_role_create = _not_kept
    parse_thread_create = _not_kept
    parse_thread_update = _not_kept
    parse_thread_delete = _not_kept
    parse_thread_list_sync = _not_kept
    parse_thread_member_update = _not_kept
    parse_thread_members_update = _not_kept
    parse_stage_instance_create = _not_kept
    parse_stage_instance_update = _not_kept
    parse_stage_instance_delete = _not_kept


def _kept(data: Mapping[str, Any]) -> _Payload:
    return {name: data[name] for name in _KEPT if name in data}
