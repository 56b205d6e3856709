"""Behind the plan: shift it, catch up, or skip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.actions.deeds import Deed
from bot.actions.planning import CATCH_UP, SHIFT, SKIP, catch_up, shift, skip
from bot.actions.previewing import keep_preview
from bot.study.catchup import is_catching_up
from bot.study.pace import fingerprint, shifted_choice, with_choice
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.replies import Refusal, open_form, show
from bot.ui.router import PREVIEW_GONE, Press, on_press
from bot.ui.screens.catchup import (
    add_preview,
    catching_up_line,
    catchup_screen,
    caught_up_screen,
    nothing_overdue,
    nothing_to_skip,
    shift_preview,
    shifted_line,
    skip_modal,
    skip_preview,
    skipped_line,
)
from bot.ui.screens.verbs import Verb


class CatchUp(RoadmateCog):
    """`/catchup` and its buttons."""

    @app_commands.command(description="Behind? Shift your plan, catch up or skip tasks; you see what each does first")
    @for_member
    async def catchup(self, interaction: discord.Interaction[Roadmate], progress: Progress) -> None:
        """Show what is overdue and the three ways."""
        await show(interaction, catchup_screen(progress))

    @on_press(Verb.CATCHUP)
    @for_member
    async def pressed(self, press: Press, progress: Progress) -> None:
        """ "Ways to catch up…" and "Back"."""
        await show(press.interaction, catchup_screen(progress))

    @on_press(Verb.SHIFT)
    @for_member
    async def preview_shift(self, press: Press, before: Progress) -> None:
        """ "Shift…"."""
        _refuse_on_track(before)
        await self._preview_shift(press.interaction, before)

    async def _preview_shift(self, interaction: discord.Interaction, before: Progress) -> None:
        choice = shifted_choice(before)
        after = with_choice(before, choice)
        number = await keep_preview(
            self.deed(interaction, before), SHIFT, {"again": choice.again, "shown": fingerprint(after)}
        )
        await show(interaction, shift_preview(before, after, number))

    @on_press(Verb.SHIFT_NOW)
    @for_member
    async def shift(self, press: Press, before: Progress) -> None:
        """ "Shift the plan": what was shown; when something has changed meanwhile, it is shown again."""
        _refuse_on_track(before)
        content = await self._kept(press, before, SHIFT)
        choice = shifted_choice(before)
        if [list(choice.again), fingerprint(with_choice(before, choice))] != [content["again"], content["shown"]]:
            await self._preview_shift(press.interaction, before)
            return
        shifted = await shift(self.deed(press.interaction, before, press.number(0)), choice)
        after = self.saved(press.interaction, shifted)
        await show(press.interaction, caught_up_screen(after, shifted_line()))

    @on_press(Verb.ADD)
    @for_member
    async def preview_adding(self, press: Press, progress: Progress) -> None:
        """ "Catch up…" and "Stop catching up"."""
        _refuse_on_track(progress)
        if is_catching_up(progress):
            await self._catch_up(press, self.deed(press.interaction, progress), [])
            return
        tasks = [task.id for task in progress.overdue]
        number = await keep_preview(self.deed(press.interaction, progress), CATCH_UP, {"tasks": tasks})
        await show(press.interaction, add_preview(progress, number))

    @on_press(Verb.ADD_NOW)
    @for_member
    async def add(self, press: Press, progress: Progress) -> None:
        """ "Catch up": with what was shown."""
        _refuse_on_track(progress)
        content = await self._kept(press, progress, CATCH_UP)
        await self._catch_up(press, self.deed(press.interaction, progress, press.number(0)), content["tasks"])

    @on_press(Verb.SKIP)
    @for_member
    async def preview_skip(self, press: Press, progress: Progress) -> None:
        """ "Skip…"."""
        _refuse_on_track(progress)
        tasks = [task.id for task in progress.overdue]
        number = await keep_preview(self.deed(press.interaction, progress), SKIP, {"tasks": tasks})
        await show(press.interaction, skip_preview(progress, number))

    @on_press(Verb.SKIP_NOTE, opens_a_form=True)
    async def ask_why(self, press: Press) -> None:
        """ "Skip with a note…"."""
        await open_form(press.interaction, skip_modal(press.number(0)))

    @on_press(Verb.SKIP_NOW)
    @for_member
    async def skip(self, press: Press, before: Progress) -> None:
        """The form's answer: skips what was shown, as far as it is still open."""
        _refuse_on_track(before)
        content = await self._kept(press, before, SKIP)
        tasks = [task.id for task in before.overdue if task.id in content["tasks"]]
        if not tasks:
            raise Refusal(nothing_to_skip())
        note = "".join(press.values).strip()
        outcome = await skip(self.deed(press.interaction, before, press.number(0)), tasks, note)
        after = self.saved(press.interaction, outcome)
        await show(press.interaction, caught_up_screen(after, skipped_line(len(outcome.skipped))))

    async def _kept(self, press: Press, progress: Progress, kind: str) -> dict[str, Any]:
        """What was shown with a button. Raises Refusal when it is no longer kept."""
        member = progress.member
        preview = await self.bot.store.previews.get(
            member.guild_id, member.user_id, kind, press.number(0), progress.now
        )
        if preview is None:
            raise Refusal(PREVIEW_GONE)
        return preview.content

    async def _catch_up(self, press: Press, deed: Deed, tasks: Sequence[str]) -> None:
        after = self.saved(press.interaction, await catch_up(deed, tasks))
        await show(press.interaction, caught_up_screen(after, catching_up_line(on=bool(tasks))))


def _refuse_on_track(progress: Progress) -> None:
    """Raises Refusal when nothing is overdue any more."""
    if not progress.overdue:
        raise Refusal(nothing_overdue())
