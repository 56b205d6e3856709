"""Ticking: what it did, what can be taken back, and what is left to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import discord

from bot.roadmap import Phase, Task
from bot.study.journal import BroughtTick, Tick
from bot.study.progress import Progress
from bot.study.words import counted, day_name
from bot.ui.screens.layout import (
    MOST_TEXT,
    Screen,
    bar,
    button,
    duration,
    lines,
    on_day,
    phase_colour,
    plain,
    press,
    short,
    task_words,
)
from bot.ui.screens.pages import page_of
from bot.ui.screens.streak import streak_line

_MOST_NAMED = 10
ANY = "*"
"""In place of a block: tasks of any. No id looks like it."""


@dataclass(frozen=True, slots=True)
class PickFor:
    """For which day, and with which note, tasks are chosen; kept under a number."""

    number: int
    day: date
    note: str | None


def ticked_screen(
    before: Progress, after: Progress, ticked: Sequence[Task], already: Sequence[Task], day: date, of_time: str = ""
) -> Screen:
    """What a tick did: the tasks, the streak before and after, the phase, and what comes next."""
    said = [f"✅ **{task_words(task)}**" for task in ticked[:_MOST_NAMED]]
    if len(ticked) > _MOST_NAMED:
        said.append(f"✅ and {len(ticked) - _MOST_NAMED} more")
    said += [f"☑️ {task_words(task)} was ticked already." for task in already[:_MOST_NAMED]]
    said += [of_time] if of_time else []
    if day != after.today and ticked:
        said.append(f"-# Logged on {on_day(day, after.member.zone)}.")
    phases = {p.id: p for task in (*ticked, *already) if (p := after.roadmap.phase_of(task.id))}.values()
    screen = Screen(
        lines(said),
        *(_phase_line(before, after, phase) for phase in phases),
        _streak_change(before, after),
        _next_line(after),
        colour=_colour(after, next(iter(phases), None)),
    )
    undo = ticked[0] if len(ticked) == 1 else None
    return screen.row(
        button("My week", press("week"), discord.ButtonStyle.primary),
        button("More done…", press("done")),
        button("Undo", press("undo", undo.id)) if undo else None,
    )


def time_line(minutes: int | None, note: str | None) -> str:
    """What was logged with a tick: "⏱️ 45 min and your note, logged with it."; nothing when nothing was."""
    said = [duration(minutes)] if minutes else []
    said += ["your note"] if note else []
    return f"⏱️ {' and '.join(said).capitalize()}, logged with it." if said else ""


def logged_instead(minutes: int | None, note: str | None, on: str) -> str:
    """What became of minutes and note for a task that was ticked before."""
    if minutes:
        return f"⏱️ **{duration(minutes)}** of study logged for {on}{', with your note' if note else ''}."
    if note:
        return (
            "Your note is not saved: a ticked task keeps the one it has, and /log changes that. "
            f"With minutes: it is logged as study time. You wrote:\n> {plain(note)}"
        )
    return ""


def ticked_news(before: Progress, after: Progress, ticked: Sequence[Task]) -> str:
    """What ticking in a week's list did, in short: the list itself shows the boxes."""
    phases = {p.id: p for task in ticked if (p := after.roadmap.phase_of(task.id))}.values()
    said = (f"**{counted(len(ticked), 'task')} ticked.**" if ticked else "**Those were ticked already.**",)
    return lines((*said, *(_phase_line(before, after, phase) for phase in phases), _streak_change(before, after)))


def session_screen(before: Progress, after: Progress, minutes: int, day: date) -> Screen:
    """What logging study time without a task did."""
    return Screen(
        f"⏱️ **{duration(minutes)}** of study logged for {on_day(day, after.member.zone)}.",
        _streak_change(before, after),
        _next_line(after),
    ).row(button("My week", press("week")), button("Tick a task…", press("done")))


def pick_screen(progress: Progress, page: int = 0, kept: PickFor | None = None) -> Screen:
    """The open tasks to choose from, this week's first; `kept` is for which day and with which note."""
    tasks = progress.open_tasks
    if not tasks:
        return Screen("Every task of this roadmap is ticked. 🎉", _phase_bars(progress)).row(
            button("My progress", press("progress"))
        )
    shown = page_of([task.id for task in tasks], page, MOST_TEXT)
    number = kept.number if kept else 0
    screen = Screen(
        "## What have you done?",
        "Choose one or several. This week's tasks stand first.",
        f"For {day_name(kept.day, progress.today)}." if kept and kept.day != progress.today else "",
        f"With your note:\n> {plain(kept.note)}" if kept and kept.note else "",
        f"-# {shown.said}" if shown.said else "",
    )
    return screen.choice(
        press("tick", ANY, 0, number),
        "Tick what you have done…",
        [(task.id, _with_week(progress, task)) for task in tasks[shown.first : shown.end]],
        several=True,
    ).row(
        button("◀", press("done", shown.number - 1, number)) if shown.number else None,
        button("▶", press("done", shown.number + 1, number)) if shown.number + 1 < shown.pages else None,
    )


def undone_screen(
    before: Progress, after: Progress, task: Task, taken: Tick | BroughtTick | None, number: int
) -> Screen:
    """What taking a tick back did."""
    said = (
        f"⬜ **{task_words(task)}** is open again.{_gone_with_it(taken)}"
        if taken
        else f"⬜ **{task_words(task)}** was not ticked, so nothing changed."
    )
    phase = after.roadmap.phase_of(task.id)
    return Screen(
        said,
        _phase_line(before, after, phase) if phase else "",
        _streak_change(before, after),
        colour=_colour(after, phase),
    ).row(button("My week", press("week")), button("Tick it again", press("tick-one", task.id, number)))


def _gone_with_it(taken: Tick | BroughtTick) -> str:
    """What else goes with a tick: "45 min and your note went with it." """
    if isinstance(taken, BroughtTick):
        return ""
    said = [duration(taken.minutes)] if taken.minutes else []
    said += ["your note"] if taken.note else []
    return f" {' and '.join(said).capitalize()} went with it." if said else ""


def _with_week(progress: Progress, task: Task) -> str:
    block = progress.roadmap.block_of(task.id)
    return f"W{block.weeks} · {short(task.text, 85)}" if block else task.text


def _phase_line(before: Progress, after: Progress, phase: Phase) -> str:
    now, then = after.phase_progress(phase.id), before.phase_progress(phase.id)
    if now is None or then is None:
        return ""
    if now.total == 0:
        return f"Phase {now.number} · {plain(phase.title)} is not in your plan: ticked, but not counted."
    title = f"Phase {now.number} · {plain(phase.title)}"
    line = f"{bar(now.done, now.total)} {title}: {now.done} of {counted(now.total, 'task')}"
    if now.is_complete and not then.is_complete:
        line += f"\n**Phase {now.number} is complete.**" + (" Its checkpoint is next." if now.items_total else "")
    return line


def _phase_bars(progress: Progress) -> str:
    return f"{bar(progress.done, progress.total)} {progress.done} of {counted(progress.total, 'task')}"


def _streak_change(before: Progress, after: Progress) -> str:
    was, now = before.streak, after.streak
    if now.weeks > was.weeks:
        gained = "\n❄️ A freeze is yours, for a week in which a day is missing." if now.freezes > was.freezes else ""
        first = "Your first week is kept." if now.weeks == 1 and was.longest == 0 else "This week is kept."
        return f"{streak_line(after)}\n**{first}**{gained}"
    return streak_line(after)


def _next_line(progress: Progress) -> str:
    return f"**Next:** {task_words(progress.open_tasks[0])}" if progress.open_tasks else "**Every task is done.** 🎉"


def _colour(progress: Progress, phase: Phase | None) -> int:
    return phase_colour(progress.roadmap.number_of(phase)) if phase else phase_colour(1)
