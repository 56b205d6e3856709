"""Which members are in a server still: asked by id, which needs no privileged intent."""

from __future__ import annotations

import asyncio
from collections.abc import Set

import aiohttp
import discord

_ASKED_AT_ONCE = 100
"""As many members as Discord looks up in one question."""

_NO_ANSWER = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


async def who_has_left(interaction: discord.Interaction, user_ids: Set[int], patience: float) -> frozenset[int]:
    """Those of some users who are no longer in the server of an interaction; nobody where Discord does not say.

    Who sent it is in the server: an answer that lacks them is not believed.
    """
    asker, guild_id = interaction.user.id, interaction.guild_id
    if not user_ids or guild_id is None:
        return frozenset()
    found = await who_is_here(interaction.client, guild_id, user_ids | {asker}, patience)
    return frozenset(user_ids) - found if found and asker in found else frozenset()


async def who_is_here(
    client: discord.Client, guild_id: int, user_ids: Set[int], patience: float | None = None
) -> frozenset[int] | None:
    """Those of some users who are in a server still. None: Discord did not say, or not within so many seconds."""
    guild = client.get_guild(guild_id)
    if guild is None:
        return None
    wanted, found = sorted(user_ids), set[int]()
    try:
        async with asyncio.timeout(patience):
            for some in (wanted[n : n + _ASKED_AT_ONCE] for n in range(0, len(wanted), _ASKED_AT_ONCE)):
                here = await guild.query_members(user_ids=some, limit=len(some), cache=False)
                found.update(member.id for member in here)
    except _NO_ANSWER:
        return None
    return frozenset(found)
