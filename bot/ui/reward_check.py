"""The roles that a server has for what is reached, each with what stands in its way (§12)."""

from __future__ import annotations

import discord

from bot.ui.client import Roadmate
from bot.ui.inputs.achievements import goals_of
from bot.ui.roles import harm_of, roles_that_see, trouble_with
from bot.ui.screens.roles import RewardLine, trouble_line


async def reward_lines(bot: Roadmate, guild_id: int, guild: discord.Guild | None) -> list[RewardLine]:
    """The roles that a server has, each with what stands in its way; `guild`: as Discord tells of it."""
    names = {goal.value: goal.name for goal in goals_of(await bot.store.progress.walked(guild_id))}
    seeing = await roles_that_see(bot.store, guild_id)
    found: list[RewardLine] = []
    for roadmap_id, reward in await bot.store.roles.rewards(guild_id):
        value = f"{roadmap_id}:{reward.achievement}"
        reached, said = names.get(value, reward.achievement), ""
        if guild and (trouble := trouble_with(guild, reward.role_id, seeing)):
            role = guild.get_role(reward.role_id)
            said = trouble_line(trouble, reached, reward.role_id, harm_of(role) if role else ())
        found.append(RewardLine(value, reached, reward.role_id, said))
    return found
