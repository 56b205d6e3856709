"""The bot's own messages in a channel, found again by the mark in their buttons."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterable

import discord
from discord.abc import Messageable

from bot.ui.whole_guild import Turn

_log = logging.getLogger(__name__)

_LOOKED_AT = 50
"""How many messages of a channel are read for one's own."""


async def sent_before(
    channel: Messageable, mark: str, own: discord.ClientUser | None, turn: Turn
) -> discord.Message | None:
    """One's own message with this mark among the channel's last ones.

    Where the history may not be read, the nonce alone must do: Discord knows it for a few minutes.
    """
    try:
        async with turn():
            return await _with_mark(channel.history(limit=_LOOKED_AT), mark, own)
    except discord.Forbidden:
        _log.info("the channel's history may not be read; sending again with the same nonce")
        return None


async def first_after(
    channel: Messageable, after: int, mark: str, own: discord.ClientUser | None, turn: Turn
) -> discord.Message | None:
    """One's own message with this mark among the channel's first ones after an id. Raises what discord.py raises."""
    async with turn():
        history = channel.history(limit=_LOOKED_AT, after=discord.Object(after), oldest_first=True)
        return await _with_mark(history, mark, own)


async def _with_mark(
    messages: AsyncIterable[discord.Message], mark: str, own: discord.ClientUser | None
) -> discord.Message | None:
    async for message in messages:
        if message.author == own and mark in str([part.to_dict() for part in message.components]):
            return message
    return None
