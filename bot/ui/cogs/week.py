"""The week on the table: looking at blocks, ticking tasks, taking ticks back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import discord
from discord import app_commands

from bot.actions.previewing import keep_preview
from bot.actions.ticking import PICKING, Ticked, log_session, tick, tick_again, tick_or_log, undo
from bot.roadmap import Block, Task
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.inputs.days import open_days, read_day
from bot.ui.inputs.tasks import read_tasks, task_choices, which_task
from bot.ui.languages import publicly
from bot.ui.replies import Gone, Refusal, show
from bot.ui.router import PREVIEW_GONE, Press, on_press
from bot.ui.screens.done import (
    ANY,
    PickFor,
    logged_instead,
    pick_screen,
    session_screen,
    ticked_news,
    ticked_screen,
    time_line,
    undone_screen,
    week_closed,
)
from bot.ui.screens.layout import press as pressing
from bot.ui.screens.not_found import no_such_week, task_gone, tasks_gone, week_gone
from bot.ui.screens.sharing import shared_week
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import week_screen, weeks_block
from bot.words import day_name

MOST_MINUTES = 24 * 60
MOST_NOTE = 300


class Week(RoadmateCog):
    """`/week`, `/done` and `/undo`, and their buttons."""

    @app_commands.command(description="What's due this week, to tick off right here")
    @app_commands.describe(week="A week of the roadmap (default: the one you're in)", share="Show it to everyone here")
    @for_member
    async def week(
        self,
        interaction: discord.Interaction[Roadmate],
        progress: Progress,
        week: app_commands.Range[int, 1, 104] | None = None,
        share: bool = False,
    ) -> None:
        """Show a block."""
        if share:
            refuse_to_share(interaction)
        block = _block(progress, week)
        if share:
            with publicly(interaction):
                await show(interaction, shared_week(progress, block, interaction.user.display_name), public=True)
        else:
            screen = self.with_offers(interaction, progress, week_screen(progress, block), tells_pause=True)
            await show(interaction, screen)

    @app_commands.command(description="Tick a task, or log study time")
    @app_commands.describe(
        task="What you've done; leave it out to choose from a list",
        day="When: today, yesterday, or a day of a week that is still open",
        minutes="How long it took; without a task, it's logged as study time",
        note="A note for yourself",
    )
    @for_member
    async def done(
        self,
        interaction: discord.Interaction[Roadmate],
        progress: Progress,
        task: str | None = None,
        day: str | None = None,
        minutes: app_commands.Range[int, 1, MOST_MINUTES] | None = None,
        note: app_commands.Range[str, 1, MOST_NOTE] | None = None,
    ) -> None:
        """Tick one task, log a session, or offer the list."""
        on = read_day(day, progress)
        if task is not None:
            found = read_tasks(task, progress, lambda: progress.open_tasks)
            if len(found) == 1:
                await self._done(interaction, progress, found[0], PickFor(0, on, note, minutes))
                return
            kept = await self._keep(interaction, progress, PickFor(0, on, note, minutes))
            await show(interaction, which_task(task, progress, found, pressing(Verb.TICK, ANY, 0, kept.number)))
        elif minutes is not None:
            logged = await log_session(self.deed(interaction, progress), on, minutes, note)
            await show(interaction, session_screen(progress, self.saved(interaction, logged), minutes, on))
        else:
            picking = PickFor(0, on, note)
            kept = await self._keep(interaction, progress, picking) if day is not None or note else None
            await show(interaction, pick_screen(progress, kept=kept))

    async def _done(self, interaction: discord.Interaction, progress: Progress, task: Task, given: PickFor) -> None:
        """Tick one task, or log the minutes of one that is ticked already."""
        day, minutes, note = given.day, given.minutes, given.note
        done = await tick_or_log(self.deed(interaction, progress), task, day, minutes, note)
        instead = logged_instead(minutes if done.is_logged else None, note, day_name(day, progress.today))
        await self._show_ticked(interaction, done, day, instead if done.already else time_line(minutes, note))

    async def _keep(self, interaction: discord.Interaction, progress: Progress, picking: PickFor) -> PickFor:
        """Keep for which day, and with which minutes and note, tasks are about to be chosen."""
        content = {"day": picking.day.isoformat(), "note": picking.note, "minutes": picking.minutes}
        number = await keep_preview(self.deed(interaction, progress), PICKING, content)
        return replace(picking, number=number)

    async def _kept(self, progress: Progress, number: int) -> PickFor | None:
        """For which day and with which note tasks are chosen; None for today. Raises Refusal when it is gone."""
        if not number:
            return None
        member = progress.member
        found = await self.bot.store.previews.get(member.guild_id, member.user_id, PICKING, number, progress.now)
        if found is None:
            raise Refusal(PREVIEW_GONE)
        day = date.fromisoformat(found.content["day"])
        if not progress.is_open(week_of(day)):
            raise Refusal(week_closed(day, progress.today))
        return PickFor(number, day, found.content["note"], found.content.get("minutes"))

    @app_commands.command(description="Take a tick back")
    @app_commands.describe(task="The task that isn't done after all")
    @for_member
    async def undo(self, interaction: discord.Interaction[Roadmate], progress: Progress, task: str) -> None:
        """Open a task again."""
        found = read_tasks(task, progress, lambda: _done_tasks(progress))
        if len(found) == 1:
            await self._undo(interaction, progress, found[0])
        else:
            await show(interaction, which_task(task, progress, found, pressing(Verb.UNDO)))

    @done.autocomplete("task")
    async def _open(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return task_choices(progress.roadmap, progress.open_tasks, typed) if progress else []

    @done.autocomplete("day")
    async def _days(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return open_days(typed, progress) if progress else []

    @undo.autocomplete("task")
    async def _ticked(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return task_choices(progress.roadmap, _done_tasks(progress), typed) if progress else []

    @on_press(Verb.WEEK)
    @for_member
    async def pressed_week(self, press: Press, progress: Progress) -> None:
        """◀, ▶ and "My week"."""
        block = progress.roadmap.block(press.word(0)) if press.args else _block(progress, None)
        if block is None:
            raise Gone(week_gone())
        page = press.number(1) if len(press.args) > 1 else 0
        await show(press.interaction, week_screen(progress, block, page))

    @on_press(Verb.PICK_WEEK)
    @for_member
    async def picked_week(self, press: Press, progress: Progress) -> None:
        """A week chosen from a phase's list."""
        block = progress.roadmap.block(press.values[0]) if press.values else None
        await show(press.interaction, week_screen(progress, block or _block(progress, None)))

    @on_press(Verb.MY_WEEK, names_server=True)
    @for_member
    async def my_week(self, press: Press, progress: Progress) -> None:
        """The reminder's button; in a direct message it names the server."""
        await show(press.interaction, week_screen(progress, _block(progress, None)))

    @on_press(Verb.DONE)
    @for_member
    async def pressed_done(self, press: Press, progress: Progress) -> None:
        """ "More done…", ◀ and ▶."""
        page, number = (press.number(0), press.number(1)) if len(press.args) > 1 else (0, 0)
        await show(press.interaction, pick_screen(progress, page, await self._kept(progress, number)))

    @on_press(Verb.MY_DONE, names_server=True)
    @for_member
    async def my_done(self, press: Press, progress: Progress) -> None:
        """The reminder's button; in a direct message it names the server."""
        await show(press.interaction, pick_screen(progress))

    @on_press(Verb.TICK)
    @for_member
    async def chosen(self, press: Press, progress: Progress) -> None:
        """Tasks chosen from a list: of one block, which is shown again, or of any."""
        press.refuse_other_roadmap(progress)
        tasks = [task for value in press.values if (task := progress.roadmap.task(value))]
        if not tasks:
            raise Gone(tasks_gone())
        page, number = (press.number(1), press.number(2)) if len(press.args) > 2 else (0, 0)
        kept = await self._kept(progress, number)
        if kept and len(tasks) == 1:
            await self._done(press.interaction, progress, tasks[0], kept)
            return
        day, note = (kept.day, kept.note) if kept else (progress.today, None)
        done = await tick(self.deed(press.interaction, progress), tasks, day, note=note)
        block = progress.roadmap.block(press.word(0))
        if block is None:
            await self._show_ticked(press.interaction, done, day, time_line(None, note) if done.ticked else "")
            return
        after = self.saved(press.interaction, done)
        await show(press.interaction, week_screen(after, block, page, news=ticked_news(progress, after, done.ticked)))

    @on_press(Verb.TICK_ONE)
    @for_member
    async def tick_again(self, press: Press, progress: Progress) -> None:
        """ "Tick it again": with the day, the minutes and the note that it had, as long as they are kept."""
        task = _task(progress, press)
        number = press.number(1) if len(press.args) > 1 else 0
        done, day = await tick_again(self.deed(press.interaction, progress), task, number)
        await self._show_ticked(press.interaction, done, day)

    @on_press(Verb.UNDO)
    @for_member
    async def pressed_undo(self, press: Press, progress: Progress) -> None:
        """ "Undo", or one of several tasks that were meant."""
        await self._undo(press.interaction, progress, _task(progress, press))

    async def _show_ticked(self, interaction: discord.Interaction, done: Ticked, day: date, of_time: str = "") -> None:
        after = self.saved(interaction, done)
        await show(interaction, ticked_screen(done.before, after, done.ticked, done.already, day, of_time))

    async def _undo(self, interaction: discord.Interaction, before: Progress, task: Task) -> None:
        undone = await undo(self.deed(interaction, before), task)
        after = self.saved(interaction, undone)
        await show(interaction, undone_screen(before, after, task, undone.taken, interaction.id))


def _block(progress: Progress, week: int | None) -> Block:
    """The block of a roadmap week, or the one that is due. Raises Refusal for a week without one."""
    if week is None:
        return weeks_block(progress)
    if block := progress.roadmap.block_at(week):
        return block
    raise Refusal(no_such_week(week, progress.roadmap.weeks_total))


def _task(progress: Progress, press: Press) -> Task:
    press.refuse_other_roadmap(progress)
    if task := progress.roadmap.task(press.values[0] if press.values else press.word(0)):
        return task
    raise Gone(task_gone())


def _done_tasks(progress: Progress) -> tuple[Task, ...]:
    """What is ticked, newest first."""
    by_id = {tick.task_id: tick.brought_on for tick in progress.journal.brought}
    by_id |= {tick.task_id: tick.study_day for tick in progress.journal.ticks}
    ticked = [task for task in progress.roadmap.tasks if task.id in by_id]
    return tuple(sorted(ticked, key=lambda task: by_id[task.id], reverse=True))
