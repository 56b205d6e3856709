"""Ticks from a member's own copy: what was found of them, before anything is stored, and what they came to."""

from __future__ import annotations

import discord

from bot.study.bringing import Matched, with_brought
from bot.study.feats import Feat, reached
from bot.study.progress import Progress
from bot.study.words import counted, listed
from bot.ui.screens.layout import QUIET, Screen, bar, button, lines, plain, press, short
from bot.words.states import achievement_name

_COUNTS = "They count for your progress alone, not for your streak or study days."


def bring_screen(progress: Progress, found: Matched, number: int, *, news: str = "") -> Screen:
    """What would be ticked, with what is not found, and the two ways on."""
    screen = Screen(news, *found_lines(progress, found), colour=QUIET)
    if not found.tasks:
        return screen.say("There is nothing to tick.").row(button("My week", press("week")))
    after = with_brought(progress, [task.id for task in found.tasks])
    return screen.part(_bar(after), _COUNTS).row(
        button(f"Tick {counted(len(found.tasks), 'task')}", press("bring", number), discord.ButtonStyle.success),
        button("Leave it as it is", press("bring-not")),
    )


def found_lines(progress: Progress, found: Matched) -> tuple[str, str]:
    """What was found in a file: "142 of 150 found", and what of it is no new tick."""
    said = (
        [f"☑️ {counted(found.already, 'task')} of them {_is(found.already)} ticked here already."]
        if found.already
        else []
    )
    if found.items:
        said.append(f"🎓 {counted(found.items, 'checkpoint item')}: show what you can with `/checkpoint`.")
    if found.unknown:
        named = [f"“{plain(short(text, 60))}”" for text in found.examples]
        more = found.unknown - len(named)
        said.append(f"Not found: {listed([*named, *([f'{more} more'] if more else [])])}.")
    title = plain(progress.roadmap.title)
    return f"## {found.found:,} of {found.ticked:,} found\nTicked boxes of your file in **{title}**.", lines(said)


def brought_screen(before: Progress, after: Progress, noted: tuple[Feat, ...]) -> Screen:
    """What came along, and what is complete by it: told as it is, without a celebration."""
    many = after.done - before.done
    return Screen(brought_line(many), _bar(after), *noted_lines(after, noted)).row(
        button("My week", press("week"), discord.ButtonStyle.primary), button("My progress", press("progress"))
    )


def brought_line(many: int) -> str:
    """How many ticks came along."""
    return f"☑️ **{counted(many, 'tick')} came along.** {_COUNTS}"


def noted_lines(after: Progress, noted: tuple[Feat, ...]) -> list[str]:
    """What is complete by them."""
    return [lines(f"🏁 {achievement_name(it)}: {plain(it.title)}." for it in (reached(after, feat) for feat in noted))]


def kept_out_screen(progress: Progress) -> Screen:
    """Nothing was brought along."""
    return Screen("Nothing was ticked.", _bar(progress)).row(button("My week", press("week")))


def _bar(progress: Progress) -> str:
    return f"{bar(progress.done, progress.total)} {progress.done} of {counted(progress.total, 'task')}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
