"""Roles for what members reach: an admin chooses them, and each member whether they want them (§12)."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.actions.settings import set_roles
from bot.study.member import Reward
from bot.study.progress import Progress
from bot.study.roles import MOST_REWARDS
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.admin_group import ADMIN
from bot.ui.inputs.achievements import Goal, goal_choices, goals_of, read_goal
from bot.ui.replies import Refusal, note_saved, show
from bot.ui.reward_check import reward_lines
from bot.ui.roles import harm_of, roles_that_see, trouble_with
from bot.ui.router import STALE, Press, on_press, refuse_others
from bot.ui.screens.roles import (
    both_needed,
    role_chosen,
    role_dropped,
    roles_screen,
    too_many_roles,
    trouble_line,
)
from bot.ui.screens.settings import reminders_screen
from bot.ui.screens.verbs import Verb
from bot.ui.whole_guild import guild_here


class ServerRoles(RoadmateCog):
    """`/admin roles`, and the switch of each member."""

    @ADMIN.command(description="Give members a role for what they reach, if they want it")
    @app_commands.describe(
        reached="A phase, a milestone or the whole roadmap; left out, shows the roles there are",
        role="A role below mine, without special permissions",
    )
    async def roles(
        self,
        interaction: discord.Interaction[Roadmate],
        reached: str | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Choose a role, or show those that there are."""
        guild_id = await self.home(interaction)
        if reached is None and role is None:
            await self._show_roles(interaction)
            return
        if reached is None or role is None:
            raise Refusal(both_needed())
        goal = read_goal(reached, await self._goals(guild_id))
        guild = await guild_here(interaction)
        seeing = await roles_that_see(self.bot.store, guild_id)
        trouble = trouble_with(guild, role.id, seeing) if guild else None
        if trouble:
            raise Refusal(trouble_line(trouble, goal.name, role.id, harm_of(role)))
        known = await self.bot.store.roles.rewards(guild_id)
        is_new = (goal.roadmap_id, goal.achievement) not in {(roadmap_id, one.achievement) for roadmap_id, one in known}
        if is_new and len(known) >= MOST_REWARDS:
            raise Refusal(too_many_roles())
        await self.bot.store.roles.choose(guild_id, goal.roadmap_id, Reward(goal.achievement, role.id))
        note_saved(interaction)
        await self._show_roles(interaction, role_chosen(goal.name, role.id))

    @roles.autocomplete("reached")
    async def _reached(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        goals = await self.known_in_time(interaction, self._goals(interaction.guild_id or 0))
        return goal_choices(goals or [], typed)

    @on_press(Verb.DROP_ROLE)
    async def pressed_drop(self, press: Press) -> None:
        """ "Take one out…"."""
        refuse_others(press.interaction)
        roadmap_id, _, achievement = next(iter(press.values), "").partition(":")
        if not roadmap_id.isascii() or not roadmap_id.isdigit():
            raise Refusal(STALE)
        await self.bot.store.roles.drop(await self.home(press.interaction), int(roadmap_id[:9]), achievement)
        note_saved(press.interaction)
        await self._show_roles(press.interaction, role_dropped())

    @on_press(Verb.ROLES)
    @for_member
    async def pressed_roles(self, press: Press, progress: Progress) -> None:
        """ "Give me roles", "Get its role" and "No roles for me"."""
        changed = await set_roles(self.deed(press.interaction, progress), bool(press.number(0)))
        after = self.saved(press.interaction, changed)
        in_channel = await self.bot.store.members.count_in_channel(after.member.guild_id)
        await show(press.interaction, reminders_screen(after, await self.server(press.interaction), in_channel))

    async def _goals(self, guild_id: int) -> list[Goal]:
        return goals_of(await self.bot.store.progress.walked(guild_id))

    async def _show_roles(self, interaction: discord.Interaction, news: str = "") -> None:
        chosen = await reward_lines(self.bot, await self.home(interaction), await guild_here(interaction))
        await show(interaction, roles_screen(chosen, news))
