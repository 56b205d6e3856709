"""A study timer: what runs, what was logged, what rings, and the message with which others join (§13)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import discord
from discord.utils import format_dt

from bot.actions.focusing import Stopped
from bot.roadmap import Task
from bot.study.focus import LEAST, Bell, Focus, Ring, Room, stretch_at
from bot.study.progress import Progress
from bot.ui.screens.layout import Address, Screen, button, lines, phase_colour, plain, press
from bot.ui.screens.rewards import finished_lines, streak_lines
from bot.ui.screens.verbs import Verb
from bot.words import day_name, duration, to_tr, tr, tr_n

_BELLS = {
    Ring.DM: to_tr("I'll ring you by direct message when it's over."),
    Ring.CHANNEL: to_tr("I'll ring in the channel, with your name, when it's over."),
}
_BELLS_OF_ROUNDS = {
    Ring.DM: to_tr("I'll ring you by direct message after each round and rest."),
    Ring.CHANNEL: to_tr("I'll ring in the channel, with your name, after each round and rest."),
}


def focus_screen(progress: Progress, focus: Focus, news: str = "") -> Screen:
    """A focus under way. Discord counts down, so the message stays as it is."""
    task = progress.roadmap.task(focus.task_id or "")
    leave = tr("Leave") if focus.room else tr("Stop")
    return Screen(
        news,
        tr("## 🎯 Focus: {amount}", amount=_amount(focus.stretches)),
        tr("On **{task}**", task=plain(task.text)) if task else "",
        lines(_rounds(focus)),
        tr(
            "-# {bell} When it ends, I log the time you studied if it's at least {least} minutes.",
            bell=_bell(focus),
            least=LEAST,
        ),
        colour=_colour(progress, task),
    ).row(
        button(leave, press(Verb.FOCUS_STOP, focus.number), discord.ButtonStyle.danger),
        None if focus.room else button(tr("+5 min"), press(Verb.FOCUS_MORE, focus.number, focus.total)),
        _done_button(progress, focus),
    )


def stopped_screen(stopped: Stopped, news: str = "") -> Screen:
    """What a focus came to: its minutes, its task, the streak."""
    before, after, focus = stopped.before, stopped.after, stopped.focus
    task = after.roadmap.task(focus.task_id or "")
    return Screen(
        news,
        _logged(focus, after),
        _ticked(task, stopped.ticked) if task else "",
        lines(finished_lines(before, after)),
        streak_lines(before, after),
        colour=_colour(after, task),
    ).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        _done_button(after, focus),
        button(tr("Tick a task…"), press(Verb.DONE)) if stopped.ticked is None else None,
    )


def bell_screen(bell: Bell, *, late: bool, mark: str) -> Screen:
    """What a focus rings with: the rest, the next round, or its end. In the channel it says nothing of the work."""
    focus, in_dm = bell.focus, bell.focus.ring is Ring.DM
    sorry = tr("-# Sorry this is late: I was offline when it ended.") if late else ""
    name = "" if in_dm else f"<@{focus.walk.user_id}> "
    screen = Screen(sorry, f"⏰ {name}{_rings(bell, in_dm)}", colour=phase_colour(1))
    is_over = bell.is_last and in_dm and focus.task_id
    return screen.row(
        button(tr("My week"), press(Verb.MY_WEEK, focus.walk.guild_id, mark)),
        button(tr("Done with this task"), press(Verb.FOCUS_DONE, focus.number)) if is_over else None,
    ).addressed(Address(focus.walk.roadmap_id, focus.walk.guild_id if in_dm else 0))


def room_screen(room: Room, people: int, now: datetime) -> Screen:
    """The public message of a shared focus. It names nobody, and says how many they were when it is over."""
    place = stretch_at(room.started_at, room.stretches, now)
    if place is None:
        return Screen(
            tr_n(
                "🎯 **This focus is over:** {amount}, {number} person took part.",
                "🎯 **This focus is over:** {amount}, {number} people took part.",
                people,
                amount=_amount(room.stretches),
            )
        )
    ends = room.started_at + timedelta(minutes=sum(room.stretches[: place + 1]))
    return Screen(
        tr("## 🎯 Focus together: {amount}", amount=_amount(room.stretches)),
        _runs_now(place, (len(room.stretches) + 1) // 2, ends),
        tr("Join any time before the end. Your own minutes count from when you join, and only you see them."),
        colour=phase_colour(1),
    ).row(
        button(tr("Join"), press(Verb.FOCUS_JOIN, room.number), discord.ButtonStyle.success),
        button(tr("Leave"), press(Verb.FOCUS_LEAVE, room.number)),
    )


def _runs_now(place: int, rounds: int, ends: datetime) -> str:
    """What runs in a shared focus."""
    at, left = format_dt(ends, "t"), format_dt(ends, "R")
    if rounds == 1:
        return tr("**Until {time} ({left})**", time=at, left=left)
    if place % 2:
        return tr("**Rest until {time} ({left})**", time=at, left=left)
    return tr(
        "**Round {round} of {rounds} until {time} ({left})**", round=place // 2 + 1, rounds=rounds, time=at, left=left
    )


def _amount(stretches: tuple[int, ...]) -> str:
    """How much study: "25 min", "4 rounds of 25 min", or the sum where rounds differ."""
    study = stretches[::2]
    if len(study) == 1:
        return duration(study[0])
    if len({*study}) == 1:
        return tr("{rounds} rounds of {time}", rounds=len(study), time=duration(study[0]))
    return tr("{time} in {rounds} rounds", rounds=len(study), time=duration(sum(study)))


def _rounds(focus: Focus) -> Iterator[str]:
    """When each round runs."""
    if focus.rounds == 1:
        ends = focus.ends_at
        yield tr("Until **{time}**, {left}", time=format_dt(ends, "t"), left=format_dt(ends, "R"))
        return
    begins = (focus.started_at, *focus.changes)
    for number, place in enumerate(range(0, len(focus.stretches), 2), 1):
        first, last = begins[place], begins[place + 1]
        yield tr(
            "Round {round}: {first} to **{last}**, {left}",
            round=number,
            first=format_dt(first, "t"),
            last=format_dt(last, "t"),
            left=format_dt(last, "R"),
        )


def _bell(focus: Focus) -> str:
    """Whether it rings, where, and when."""
    if focus.ring is None:
        return tr("It won't ring.")
    return tr(_BELLS_OF_ROUNDS[focus.ring]) if focus.rounds > 1 else tr(_BELLS[focus.ring])


def _logged(focus: Focus, progress: Progress) -> str:
    if focus.minutes:
        day = day_name(focus.study_day, progress.today)
        return tr("⏱️ **{time}** logged for {day}.", time=duration(focus.minutes), day=day)
    studied = sum((last - first for first, last in focus.studied(focus.ended_at or focus.ends_at)), timedelta())
    if studied >= timedelta(minutes=LEAST):
        return tr("⏱️ The focus is over. Its minutes were already logged, so nothing was added.")
    return tr("⏱️ That was less than {least} minutes of study, so nothing was logged.", least=LEAST)


def _ticked(task: Task, ticked: bool | None) -> str:
    if ticked is None:
        return ""
    return f"✅ **{plain(task.text)}**" if ticked else tr("☑️ {task} was already ticked.", task=plain(task.text))


def _done_button(progress: Progress, focus: Focus) -> discord.ui.Button[Screen] | None:
    is_open = focus.task_id and progress.roadmap.task(focus.task_id) and not progress.has_done(focus.task_id)
    return button(tr("Done with this task"), press(Verb.FOCUS_DONE, focus.number)) if is_open else None


def _rings(bell: Bell, in_dm: bool) -> str:
    focus = bell.focus
    if bell.is_last:
        if in_dm and focus.minutes:
            return tr("**Your focus is over.** {time} logged.", time=duration(focus.minutes))
        return tr("**Your focus is over.**")
    at, left = format_dt(bell.next_change, "t"), format_dt(bell.next_change, "R")
    if bell.place % 2:
        return tr(
            "**Round {round} of {rounds}** until {time}, {left}.",
            round=bell.round,
            rounds=focus.rounds,
            time=at,
            left=left,
        )
    return tr("**Round {round} is done.** Rest until {time}, {left}.", round=bell.round, time=at, left=left)


def _colour(progress: Progress, task: Task | None) -> int:
    phase = progress.roadmap.phase_of(task.id) if task else progress.current_phase
    return phase_colour(progress.roadmap.number_of(phase)) if phase else phase_colour(1)
