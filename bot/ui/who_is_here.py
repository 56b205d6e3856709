"""Which members are in a server still: asked by id, which needs no privileged intent."""

from __future__ import annotations

import asyncio
from collections.abc import Set
from typing import Any

import discord

from bot.ui.no_answer import NO_ANSWER
from bot.ui.whole_guild import Turn

_ASKED_AT_ONCE = 100
"""As many members as Discord looks up in one question."""

HERE = 0
"""What stands for a code of Discord's where somebody is in a server."""

_NO_ACCESS = 50001
"""What Discord answers about a server that the bot is not in."""


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
    except NO_ANSWER:
        return None
    return frozenset(found)


async def why_not_here(client: discord.Client, guild_id: int, user_id: int, turn: Turn) -> int | None:
    """Discord's code for why somebody is not in a server, or the bot itself is not; None: it did not say."""
    http: Any = client.http  # its answers have private types
    try:
        async with turn():
            await http.get_member(guild_id, user_id)
    except discord.NotFound as refused:
        return refused.code
    except discord.Forbidden as refused:
        return refused.code if refused.code == _NO_ACCESS else None
    except NO_ANSWER:
        return None
    return HERE
