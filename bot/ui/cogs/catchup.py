"""Behind the plan: shift it, catch up, or skip."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.study.pace import shifted_segment, with_segment
from bot.study.progress import Progress
from bot.study.words import counted
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.catchup import (
    add_preview,
    catchup_screen,
    caught_up_screen,
    shift_preview,
    skip_modal,
    skip_preview,
)


class CatchUp(RoadmateCog):
    """`/catchup` and its buttons."""

    @app_commands.command(description="Behind the plan? Shift it, catch up, or skip: each shows first what it does")
    async def catchup(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Show what is overdue and the three ways."""
        await show(interaction, catchup_screen(await self.asker(interaction)))

    @on_press("catchup")
    async def pressed(self, press: Press) -> None:
        """ "Ways to catch up…" and "Back"."""
        await show(press.interaction, catchup_screen(await self.asker(press.interaction)))

    @on_press("shift")
    async def preview_shift(self, press: Press) -> None:
        """ "Shift…"."""
        before = await self._behind(press)
        await show(press.interaction, shift_preview(before, with_segment(before, shifted_segment(before))))

    @on_press("shift-now")
    async def shift(self, press: Press) -> None:
        """ "Shift the plan"."""
        before = await self._behind(press)
        member = before.member
        await self.bot.store.plans.begin(member.guild_id, member.user_id, shifted_segment(before))
        await self.bot.store.plans.catch_up(member.guild_id, member.user_id, catching_up=False)
        await show(press.interaction, caught_up_screen(await self.again(before), "**The plan is shifted.**"))

    @on_press("add")
    async def preview_adding(self, press: Press) -> None:
        """ "Catch up…" and "Stop catching up"."""
        progress = await self._behind(press)
        if progress.member.catching_up:
            await self._set_catching_up(press, progress, catching_up=False)
        else:
            await show(press.interaction, add_preview(progress))

    @on_press("add-now")
    async def add(self, press: Press) -> None:
        """ "Catch up"."""
        await self._set_catching_up(press, await self._behind(press), catching_up=True)

    @on_press("skip")
    async def preview_skip(self, press: Press) -> None:
        """ "Skip…"."""
        await show(press.interaction, skip_preview(await self._behind(press)))

    @on_press("skip-note")
    async def ask_why(self, press: Press) -> None:
        """ "Skip with a note…"."""
        await press.interaction.response.send_modal(skip_modal())

    @on_press("skip-now")
    async def skip(self, press: Press) -> None:
        """The form's answer."""
        before = await self._behind(press)
        member = before.member
        tasks = [task.id for task in before.overdue]
        note = "".join(press.values).strip()
        await self.bot.store.plans.skip(member.guild_id, member.user_id, tasks, note, before.today)
        await self.bot.store.plans.catch_up(member.guild_id, member.user_id, catching_up=False)
        said = f"**{counted(len(tasks), 'task')} skipped.** Ticking one makes it count again."
        await show(press.interaction, caught_up_screen(await self.again(before), said))

    async def _set_catching_up(self, press: Press, progress: Progress, *, catching_up: bool) -> None:
        member = progress.member
        await self.bot.store.plans.catch_up(member.guild_id, member.user_id, catching_up)
        said = (
            "**One overdue task comes with each study day's reminder** until none is left."
            if catching_up
            else "**Reminders bring this week's tasks only.**"
        )
        await show(press.interaction, caught_up_screen(await self.again(progress), said))

    async def _behind(self, press: Press) -> Progress:
        """The asker's progress. Raises Refusal when nothing is overdue any more."""
        progress = await self.asker(press.interaction)
        if not progress.overdue:
            raise Refusal("Nothing is overdue any more: you are on track.")
        return progress
