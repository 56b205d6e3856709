"""The name that others see somebody by in a server, which a direct message does not bring along."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import aiohttp
import discord

_PATIENCE = 1.0
"""Seconds: whoever presses waits for the answer."""

_NO_ANSWER = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


async def shown_name(interaction: discord.Interaction, guild_id: int) -> str:
    """The display name that whoever sent an interaction has in a server; where Discord doesn't say, their account's."""
    user, guild = interaction.user, interaction.client.get_guild(guild_id)
    if isinstance(user, discord.Member) or guild is None:
        return user.display_name
    with suppress(*_NO_ANSWER):
        async with asyncio.timeout(_PATIENCE):
            return (await guild.fetch_member(user.id)).display_name
    return user.display_name
