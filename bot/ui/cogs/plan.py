"""One's own plan: pace, focus and pause."""

from __future__ import annotations

from datetime import date

import discord
from discord import app_commands

from bot.actions import pausing
from bot.actions.planning import PLAN, take_plan
from bot.actions.previewing import keep_preview
from bot.study.occasions import next_break
from bot.study.pace import PlanRequest, asks_for_more, fingerprint, is_same_plan, with_choice
from bot.study.pausing import (
    OFFERED_BREAK,
    PauseEffect,
    TooLong,
    TouchesNothing,
    pause_from,
    planned_pause,
    replaced_pauses,
)
from bot.study.progress import Progress
from bot.study.requests import to_content
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.dates import finish_dates, pause_beginnings, pause_ends, read_day_ahead, read_day_from
from bot.ui.inputs.plans import (
    asked_before,
    choice_for,
    focus_choices,
    pace_choices,
    pace_of_weeks,
    read_request,
)
from bot.ui.replies import Refusal, show
from bot.ui.router import PREVIEW_GONE, Press, on_press
from bot.ui.screens.pausing import on_a_break_screen, paused_screen
from bot.ui.screens.plan import (
    changed_screen,
    kept_screen,
    plan_screen,
    preview_screen,
    resumed_screen,
    same_screen,
    sure_screen,
)
from bot.ui.screens.plan_refusals import (
    break_cancelled,
    break_gone,
    break_too_long,
    break_touches_nothing,
    not_on_a_break,
)
from bot.ui.screens.verbs import Verb


class OwnPlan(RoadmateCog):
    """`/pace` and `/pause`, and their buttons."""

    @app_commands.command(description="Change your plan; you'll see what it means before anything changes")
    @app_commands.describe(
        preset="The roadmap as written, or one of its faster paces",
        finish_by="Or the day you want to be done, like 31 March or in 6 months",
        phase="Start at this phase, or focus on it",
        focus="Keep just one phase and this project",
    )
    @for_member
    async def pace(
        self,
        interaction: discord.Interaction[Roadmate],
        progress: Progress,
        preset: str | None = None,
        finish_by: str | None = None,
        phase: app_commands.Range[int, 1, 104] | None = None,
        focus: str | None = None,
    ) -> None:
        """Preview a change, or show the plan."""
        request = read_request(progress.roadmap, progress.today, preset, finish_by, phase, focus)
        if request.is_empty:
            await show(interaction, plan_screen(progress))
        else:
            await self._preview(interaction, progress, request)

    @pace.autocomplete("preset")
    async def _paces(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return pace_choices(progress.roadmap, typed) if progress else []

    @pace.autocomplete("finish_by")
    async def _finish_dates(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return finish_dates(typed, progress) if progress else []

    @pace.autocomplete("focus")
    async def _projects(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return focus_choices(progress.roadmap, typed) if progress else []

    @on_press(Verb.PLAN)
    @for_member
    async def pressed_plan(self, press: Press, progress: Progress) -> None:
        """ "Change my pace"."""
        await show(press.interaction, plan_screen(progress))

    @on_press(Verb.PACE)
    @for_member
    async def pressed_pace(self, press: Press, progress: Progress) -> None:
        """A pace's button: 0 is as written, else a named pace goes by its weeks."""
        weeks = press.number(0)
        pace = pace_of_weeks(progress.roadmap, weeks) if weeks else None
        await self._preview(press.interaction, progress, PlanRequest(pace, as_written=pace is None))

    @on_press(Verb.PACE_TAKE)
    @for_member
    async def take(self, press: Press, before: Progress) -> None:
        """ "Use this plan"; more than ten hours a week are asked about once more."""
        member, store = before.member, self.bot.store
        preview = await store.previews.get(member.guild_id, member.user_id, PLAN, press.number(0), before.now)
        if preview is None:
            raise Refusal(PREVIEW_GONE)
        request = asked_before(preview.content["request"], before.roadmap)
        choice = choice_for(before, request)
        after = with_choice(before, choice)
        if fingerprint(after) != preview.content["shown"]:
            await self._preview(press.interaction, before, request)
        elif asks_for_more(after) and not press.number(1):
            await show(press.interaction, sure_screen(after, preview.number))
        else:
            taken = await take_plan(self.deed(press.interaction, before, preview.number), choice)
            await show(press.interaction, changed_screen(self.saved(press.interaction, taken)))

    @on_press(Verb.PACE_KEEP)
    @for_member
    async def keep(self, press: Press, progress: Progress) -> None:
        """ "Leave it as it is"."""
        await show(press.interaction, kept_screen(progress))

    @app_commands.command(description="Take a break: your plan waits, and your streak can't break")
    @app_commands.describe(
        until="The day you're back, like 28 December or 2 weeks",
        begin="The first day of the break (default: today)",
    )
    @app_commands.rename(begin="from")
    @for_member
    async def pause(
        self, interaction: discord.Interaction[Roadmate], progress: Progress, until: str, begin: str | None = None
    ) -> None:
        """Pause from today, or from a later day, until a day."""
        first = read_day_from(begin, progress.today) if begin else progress.today
        await self._pause(interaction, progress, first, read_day_ahead(until, first))

    @pause.autocomplete("begin")
    async def _beginnings(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return pause_beginnings(typed, progress.today) if progress else []

    @pause.autocomplete("until")
    async def _ends(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return pause_ends(typed, progress.today) if progress else []

    @on_press(Verb.BREAK, names_server=True)
    @for_member
    async def take_a_break(self, press: Press, progress: Progress) -> None:
        """ "Pause 2 weeks", after a long silence; a break that is there already stays as it is."""
        if there := next_break(progress):
            await show(press.interaction, on_a_break_screen(progress, there))
            return
        await self._pause(press.interaction, progress, progress.today, progress.today + OFFERED_BREAK)

    async def _pause(self, interaction: discord.Interaction, progress: Progress, first: date, until: date) -> None:
        effect = _effect(progress, first, until)
        replaced = replaced_pauses(progress, effect.pause)
        paused = await pausing.pause(self.deed(interaction, progress), effect.pause)
        await show(interaction, paused_screen(self.saved(interaction, paused), effect, replaced))

    @on_press(Verb.RESUME)
    @for_member
    async def resume(self, press: Press, progress: Progress) -> None:
        """ "Resume now": planned breaks stay."""
        if progress.pause is None:
            raise Refusal(not_on_a_break())
        resumed = await pausing.resume(self.deed(press.interaction, progress), progress.pause)
        await show(press.interaction, resumed_screen(self.saved(press.interaction, resumed)))

    @on_press(Verb.UNPAUSE)
    @for_member
    async def cancel_planned(self, press: Press, progress: Progress) -> None:
        """ "Cancel this break", on one that has yet to begin."""
        planned = planned_pause(progress, press.word(0))
        if planned is None:
            raise Refusal(break_gone())
        cancelled = await pausing.cancel(self.deed(press.interaction, progress), planned)
        plan = plan_screen(self.saved(press.interaction, cancelled))
        await show(press.interaction, plan.say(break_cancelled()))

    async def _preview(self, interaction: discord.Interaction, before: Progress, request: PlanRequest) -> None:
        """Show what a change would bring; what is shown is kept, and done when its button is pressed."""
        after = with_choice(before, choice_for(before, request))
        if is_same_plan(before, after):
            await show(interaction, same_screen(before))
            return
        content = {"request": to_content(request), "shown": fingerprint(after)}
        number = await keep_preview(self.deed(interaction, before), PLAN, content)
        await show(interaction, preview_screen(before, after, number))


def _effect(progress: Progress, first: date, until: date) -> PauseEffect:
    """What a pause would do. Raises Refusal when it would touch too many weeks, or none."""
    try:
        return pause_from(progress, first, until)
    except TooLong as error:
        raise Refusal(break_too_long(error.latest, progress.today)) from None
    except TouchesNothing:
        raise Refusal(break_touches_nothing()) from None
