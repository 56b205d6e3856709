"""Ticking: what it did, what can be taken back, and what is left to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import discord

from bot.roadmap import Phase, Task
from bot.study.firsts import firsts
from bot.study.journal import BroughtTick, Tick
from bot.study.progress import PhaseProgress, Progress
from bot.study.snapshots.chain import chain_of
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import (
    MOST_TEXT,
    Screen,
    bar,
    button,
    lines,
    phase_colour,
    phase_name,
    plain,
    press,
    short,
    task_words,
)
from bot.ui.screens.pages import page_of
from bot.ui.screens.rewards import finished_blocks, finished_lines, streak_lines
from bot.ui.screens.verbs import Verb
from bot.words import day_name, duration, tr, tr_n
from bot.words.task_names import task_names

_MOST_NAMED = 10
ANY = "*"
"""In place of a block: tasks of any. No id looks like it."""


@dataclass(frozen=True, slots=True)
class PickFor:
    """For which day, and with which note and minutes, tasks are chosen; kept under a number."""

    number: int
    day: date
    note: str | None
    minutes: int | None = None


def ticked_screen(
    before: Progress, after: Progress, ticked: Sequence[Task], already: Sequence[Task], day: date, of_time: str = ""
) -> Screen:
    """What a tick did: the tasks, the streak before and after, the phase, and what comes next."""
    said = [f"✅ **{task_words(task)}**" for task in ticked[:_MOST_NAMED]]
    if len(ticked) > _MOST_NAMED:
        said.append(tr("✅ and {number} more", number=len(ticked) - _MOST_NAMED))
    said += [tr("☑️ {task} was already ticked.", task=task_words(task)) for task in already[:_MOST_NAMED]]
    said += [of_time] if of_time else []
    if day != after.today and ticked:
        said.append(tr("-# Logged on {day}.", day=day_name(day, after.today)))
    phases = {p.id: p for task in (*ticked, *already) if (p := after.roadmap.phase_of(task.id))}.values()
    screen = Screen(
        lines(said),
        lines((*(_phase_line(before, after, phase) for phase in phases), *finished_lines(before, after))),
        streak_lines(before, after),
        _next_line(after),
        colour=_colour(after, next(iter(phases), None)),
    )
    undo = ticked[0] if len(ticked) == 1 else None
    return screen.row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("Tick more…"), press(Verb.DONE)),
        button(tr("Undo"), press(Verb.UNDO, undo.id)) if undo else None,
    )


def time_line(minutes: int | None, note: str | None) -> str:
    """What was logged with a tick: "⏱️ 45 min and your note logged with it."; nothing when nothing was."""
    if minutes and note:
        return tr("⏱️ {time} and your note logged with it.", time=duration(minutes))
    if minutes:
        return tr("⏱️ {time} logged with it.", time=duration(minutes))
    return tr("📝 Your note was saved with it.") if note else ""


def logged_instead(minutes: int | None, note: str | None, on: str) -> str:
    """What became of minutes and note for a task that was ticked before."""
    if minutes and note:
        return tr("⏱️ **{time}** of study logged for {day}, with your note.", time=duration(minutes), day=on)
    if minutes:
        return tr("⏱️ **{time}** of study logged for {day}.", time=duration(minutes), day=on)
    if note:
        return tr(
            "Your note wasn't saved, because the task was already ticked. You can change its note in /log, "
            "or add minutes to log this as study time. You wrote:\n> {note}",
            note=plain(note),
        )
    return ""


def week_closed(day: date, today: date) -> str:
    """Why tasks can't be ticked for a day any more that was chosen while its week was open."""
    return tr("The week of {day} is closed. Use /done to log it for today.", day=day_name(day, today))


def ticked_news(before: Progress, after: Progress, ticked: Sequence[Task]) -> str:
    """What ticking in a week's list did, in short: the list itself shows the boxes."""
    if not ticked:
        return lines((tr("**Those were already ticked.**"), streak_lines(before, after)))
    said = (
        tr_n("**Your first task is done**", "**Your first {number} tasks are done**", len(ticked))
        if firsts(before, after).is_first_tick
        else tr_n("**{number} task ticked**", "**{number} tasks ticked**", len(ticked))
    )
    phase = after.roadmap.phase_of(ticked[0].id)
    now = after.phase_progress(phase.id) if phase else None
    of_phase: list[str] = []
    if now:
        of_phase = _completed(before, after, now) if now.total else [_not_counted(now)]
    streak = streak_lines(before, after)
    return lines((" · ".join(filter(None, (said, streak))), *of_phase, *finished_blocks(before, after)))


def session_screen(before: Progress, after: Progress, minutes: int, day: date) -> Screen:
    """What logging study time without a task did."""
    return Screen(
        tr("⏱️ **{time}** of study logged for {day}.", time=duration(minutes), day=day_name(day, after.today)),
        streak_lines(before, after),
        _next_line(after),
    ).row(button(tr("My week"), press(Verb.WEEK)), button(tr("Tick a task…"), press(Verb.DONE)))


def pick_screen(progress: Progress, page: int = 0, kept: PickFor | None = None) -> Screen:
    """The open tasks to choose from, this week's first; `kept` is for which day and with which note."""
    tasks = progress.open_tasks
    if not tasks:
        return Screen(tr("Every task in this roadmap is ticked. 🎉"), _all_tasks(progress)).row(
            button(tr("My progress"), press(Verb.PROGRESS))
        )
    shown = page_of([task.id for task in tasks], page, MOST_TEXT)
    number = kept.number if kept else 0
    screen = Screen(
        tr("## What did you get done?"),
        tr("Pick one or more. This week's tasks come first."),
        tr("For {day}.", day=day_name(kept.day, progress.today)) if kept and kept.day != progress.today else "",
        tr("With your note:\n> {note}", note=plain(kept.note)) if kept and kept.note else "",
        f"-# {shown.said}" if shown.said else "",
    )
    return screen.choice(
        press(Verb.TICK, ANY, 0, number),
        tr("Tick what you've done…"),
        [(task.id, _with_week(progress, task)) for task in tasks[shown.first : shown.end]],
        several=True,
    ).row(
        button(tr("◀ Previous tasks"), press(Verb.DONE, shown.number - 1, number)) if shown.number else None,
        button(tr("More tasks ▶"), press(Verb.DONE, shown.number + 1, number))
        if shown.number + 1 < shown.pages
        else None,
    )


def undone_screen(
    before: Progress, after: Progress, task: Task, taken: Tick | BroughtTick | None, number: int
) -> Screen:
    """What taking a tick back did."""
    said = (
        tr("⬜ **{task}** is open again.", task=task_words(task))
        if taken
        else tr("⬜ **{task}** wasn't ticked, so nothing changed.", task=task_words(task))
    )
    phase = after.roadmap.phase_of(task.id)
    return Screen(
        " ".join(filter(None, (said, _gone_with_it(taken)))),
        _phase_line(before, after, phase) if phase else "",
        streak_line(chain_of(after)),
        colour=_colour(after, phase),
    ).row(button(tr("My week"), press(Verb.WEEK)), button(tr("Tick it again"), press(Verb.TICK_ONE, task.id, number)))


def _gone_with_it(taken: Tick | BroughtTick | None) -> str:
    """What else goes with a tick: "45 min and your note were removed with it." """
    if not isinstance(taken, Tick):
        return ""
    if taken.minutes and taken.note:
        return tr("{time} and your note were removed with it.", time=duration(taken.minutes))
    if taken.minutes:
        return tr("{time} removed with it.", time=duration(taken.minutes))
    return tr("Your note was removed with it.") if taken.note else ""


def _with_week(progress: Progress, task: Task) -> str:
    block, names = progress.roadmap.block_of(task.id), task_names(progress.roadmap)
    if block is None or names.is_told_apart(task):
        return names.shown(task)
    return tr("W{weeks} · {task}", weeks=block.weeks, task=short(task.text, 85))


def _phase_line(before: Progress, after: Progress, phase: Phase) -> str:
    now = after.phase_progress(phase.id)
    if now is None:
        return ""
    if now.total == 0:
        return _not_counted(now)
    title = phase_name(now.number, phase)
    counts = tr_n(
        "{phase}: {done} of {number} task", "{phase}: {done} of {number} tasks", now.total, phase=title, done=now.done
    )
    return lines((f"{counts} {bar(now.done, now.total)}", *_completed(before, after, now)))


def _not_counted(now: PhaseProgress) -> str:
    return tr("{phase} isn't in your plan, so this doesn't count.", phase=phase_name(now.number, now.phase))


def _completed(before: Progress, after: Progress, now: PhaseProgress) -> list[str]:
    """That a phase has become complete, once."""
    if now.phase not in firsts(before, after).phases:
        return []
    if left := now.items_total - now.items_done:
        return [
            tr_n(
                "**Phase {phase} is complete.** Its checkpoint has {number} item left.",
                "**Phase {phase} is complete.** Its checkpoint has {number} items left.",
                left,
                phase=now.number,
            )
        ]
    return [tr("**Phase {number} is complete.**", number=now.number)]


def _all_tasks(progress: Progress) -> str:
    return tr_n("{done} of {number} task", "{done} of {number} tasks", progress.total, done=progress.done)


def _next_line(progress: Progress) -> str:
    if task := progress.goes_on_with:
        return tr("**Next:** {task}", task=task_words(task))
    return tr("**Every task is done.** 🎉")


def _colour(progress: Progress, phase: Phase | None) -> int:
    return phase_colour(progress.roadmap.number_of(phase)) if phase else phase_colour(1)
