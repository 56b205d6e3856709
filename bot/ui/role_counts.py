"""Whether anybody has a role: Discord tells it only a bot that may manage roles."""

from __future__ import annotations

import asyncio

import aiohttp
import discord

_PATIENCE = 1.0
_NO_ANSWER = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)


async def nobody_has(guild: discord.Guild, role_id: int) -> bool:
    """Whether nobody has a role of a server, as far as Discord says so within a second."""
    if not guild.me.guild_permissions.manage_roles:
        return False
    try:
        async with asyncio.timeout(_PATIENCE):
            counts = await guild.role_member_counts()
    except _NO_ANSWER:
        return False
    return not any(role.id == role_id and count for role, count in counts.items())
