"""A server with all that matters to what the bot may do there, asked of Discord and not kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial
from typing import Any

import discord

from bot.ui.no_answer import NO_ANSWER

_log = logging.getLogger(__name__)

Turn = Callable[[], AbstractAsyncContextManager[None]]
"""Inside of it one request may be made."""

_WHOLE = "whole_guild"


async def whole_guild(client: discord.Client, guild_id: int | None, turn: Turn = nullcontext) -> discord.Guild | None:
    """A server with its channels, roles, open threads and the bot's own place, as they are now.

    None when Discord does not tell: it has an outage, or the bot is not in the server. It costs four requests at once.
    """
    known, own = client.get_guild(guild_id or 0), client.user
    if not guild_id or (known and known.unavailable) or own is None:
        return None

    async def ask(question: Callable[..., Awaitable[Any]], *about: int) -> Any:
        async with turn():
            return await question(*about)

    http: Any = client.http  # its answers have private types
    try:
        guild, channels, member, threads = await asyncio.gather(
            ask(partial(http.get_guild, with_counts=False), guild_id),
            ask(http.get_all_guild_channels, guild_id),
            ask(http.get_member, guild_id, own.id),
            ask(http.get_active_threads, guild_id),
        )
    except NO_ANSWER as failed:
        _log.warning("Discord did not tell what may be done in a server: %s", type(failed).__name__)
        return None
    told = {**guild, "channels": channels, "members": [member], "threads": threads["threads"], "unavailable": False}
    state = client._connection  # pyright: ignore[reportPrivateUsage]  # only a state can make a server of this
    return discord.Guild(data=told, state=state)  # pyright: ignore[reportArgumentType]  # as Discord sends it


async def guild_here(interaction: discord.Interaction) -> discord.Guild | None:
    """The server where something was asked, as above; one interaction asks for it once."""
    if _WHOLE not in interaction.extras:
        interaction.extras[_WHOLE] = await whole_guild(interaction.client, interaction.guild_id)
    return interaction.extras[_WHOLE]
