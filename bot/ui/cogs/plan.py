"""One's own plan: pace, focus and pause."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import discord
from discord import app_commands

from bot.study.pace import MANY_HOURS, Pace, Wish, hours_span, with_segment
from bot.study.plan import Pause
from bot.study.progress import Progress
from bot.study.words import counted
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.dates import finish_dates, pause_ends, read_day_ahead
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.layout import on_day
from bot.ui.screens.plan import (
    MOST_PAUSED_DAYS,
    changed_screen,
    kept_screen,
    paused_screen,
    plan_screen,
    preview_screen,
    resumed_screen,
    sure_screen,
)
from bot.ui.wishes import focus_choices, from_token, read_wish, segment_of, to_token

_A_BREAK = timedelta(weeks=2)


class OwnPlan(RoadmateCog):
    """`/pace` and `/pause`, and their buttons."""

    @app_commands.command(description="Change your plan; you see what it means before anything changes")
    @app_commands.describe(
        preset="The roadmap as written, in 6 months or in 4",
        finish_by="Or the day you want to be done, like 31 March or in 6 months",
        phase="Start at this phase, or focus on it",
        focus="Keep one phase and this project only",
    )
    async def pace(
        self,
        interaction: discord.Interaction[Roadmate],
        preset: Literal["as written", "6 months", "4 months"] | None = None,
        finish_by: str | None = None,
        phase: app_commands.Range[int, 1, 104] | None = None,
        focus: str | None = None,
    ) -> None:
        """Preview a change, or show the plan."""
        progress = await self.asker(interaction)
        wish = read_wish(progress.roadmap, progress.today, preset, finish_by, phase, focus)
        if wish == Wish():
            presets = [(pace, to_token(Wish(pace), progress.roadmap)) for pace in Pace]
            await show(interaction, plan_screen(progress, presets))
        else:
            await self._preview(interaction, progress, wish)

    @pace.autocomplete("finish_by")
    async def _finish_dates(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return finish_dates(typed, progress.today) if progress else []

    @pace.autocomplete("focus")
    async def _projects(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return focus_choices(self.bot.roadmap, typed)

    @on_press("pace")
    async def pressed_pace(self, press: Press) -> None:
        """A preset's button."""
        progress = await self.asker(press.interaction)
        await self._preview(press.interaction, progress, from_token(press.word(0), progress.roadmap))

    @on_press("pace-take")
    async def take(self, press: Press) -> None:
        """ "Take this plan"; more than ten hours a week are asked about once more."""
        before = await self.asker(press.interaction)
        segment = segment_of(before, from_token(press.word(0), before.roadmap))
        after = with_segment(before, segment)
        if hours_span(after)[1] > MANY_HOURS and not press.number(1):
            await show(press.interaction, sure_screen(after, press.word(0)))
            return
        await self.bot.store.plans.begin(before.member.guild_id, before.member.user_id, segment)
        await show(press.interaction, changed_screen(await self.again(before)))

    @on_press("pace-keep")
    async def keep(self, press: Press) -> None:
        """ "Leave it as it is"."""
        await show(press.interaction, kept_screen(await self.asker(press.interaction)))

    @app_commands.command(description="Take a break: paused weeks count for nothing, in plan and streak")
    @app_commands.describe(until="The day you are back, like 28 December, or 2 weeks")
    async def pause(self, interaction: discord.Interaction[Roadmate], until: str) -> None:
        """Pause from today until a day."""
        progress = await self.asker(interaction)
        back = read_day_ahead(until, progress.today)
        pause, days_left = _pause(progress, back)
        await self.bot.store.plans.pause(progress.member.guild_id, progress.member.user_id, pause)
        await show(interaction, paused_screen(await self.again(progress), pause, days_left))

    @pause.autocomplete("until")
    async def _ends(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return pause_ends(typed, progress.today) if progress else []

    @on_press("break")
    async def take_a_break(self, press: Press) -> None:
        """ "Pause 2 weeks", after a long silence."""
        progress = await self.asker(press.interaction, press.number(0) or None)
        pause, days_left = _pause(progress, progress.today + _A_BREAK)
        await self.bot.store.plans.pause(progress.member.guild_id, progress.member.user_id, pause)
        await show(press.interaction, paused_screen(await self.again(progress), pause, days_left))

    @on_press("resume")
    async def resume(self, press: Press) -> None:
        """ "Resume now": the pause ends yesterday, or never was when it began today."""
        progress = await self.asker(press.interaction)
        guild_id, user_id = progress.member.guild_id, progress.member.user_id
        for pause in progress.page.pauses:
            if pause.first >= progress.today:
                await self.bot.store.plans.drop_pause(guild_id, user_id, pause.first)
            elif pause.until > progress.today:
                await self.bot.store.plans.pause(guild_id, user_id, Pause(pause.first, progress.today))
        await show(press.interaction, resumed_screen(await self.again(progress)))

    async def _preview(self, interaction: discord.Interaction, before: Progress, wish: Wish) -> None:
        after = with_segment(before, segment_of(before, wish))
        await show(interaction, preview_screen(before, after, to_token(wish, before.roadmap)))


def _pause(progress: Progress, back: date) -> tuple[Pause, int]:
    """The pause from today (or the one under way, with a new end), and the days left after it. Raises Refusal."""
    current = progress.pause
    pause = Pause(current.first if current else progress.today, back)
    used = sum((other.until - other.first).days for other in progress.page.pauses if other != current)
    left = MOST_PAUSED_DAYS - used - (pause.until - pause.first).days
    if left < 0:
        latest = pause.first + timedelta(days=MOST_PAUSED_DAYS - used)
        if latest <= progress.today:
            raise Refusal(
                f"The {counted(MOST_PAUSED_DAYS // 7, 'week')} of pause that a roadmap has are used up. "
                "/pace can make the weeks lighter instead."
            )
        raise Refusal(
            f"A roadmap can pause {counted(MOST_PAUSED_DAYS // 7, 'week')} in all: "
            f"you can pause until {on_day(latest, progress.member.zone)} at the latest."
        )
    return pause, left
