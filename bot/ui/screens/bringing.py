"""Ticks from a member's own copy: what was found of them, before anything is stored, and what they came to."""

from __future__ import annotations

import discord

from bot.study.achievements import Achievement, reached
from bot.study.bringing import Matched, with_brought
from bot.study.progress import Progress
from bot.ui.screens.layout import QUIET, Screen, button, lines, plain, press, short
from bot.ui.screens.verbs import Verb
from bot.words import listed, tr, tr_n
from bot.words.states import achievement_name


def bring_screen(progress: Progress, found: Matched, number: int, *, news: str = "") -> Screen:
    """What would be ticked, with what is not found, and the two ways on."""
    screen = Screen(news, *found_lines(progress, found), colour=QUIET)
    if not found.tasks:
        return screen.say(tr("There's nothing to tick.")).row(button(tr("My week"), press(Verb.WEEK)))
    after = with_brought(progress, [task.id for task in found.tasks])
    return screen.part(_so_far(after), _what_counts()).row(
        button(
            tr_n("Tick {number} task", "Tick {number} tasks", len(found.tasks)),
            press(Verb.BRING, number),
            discord.ButtonStyle.success,
        ),
        button(tr("Leave it as it is"), press(Verb.BRING_NOT)),
    )


def found_lines(progress: Progress, found: Matched) -> tuple[str, str]:
    """What was found in a file: "142 of 150 found", and what of it is no new tick."""
    said: list[str] = []
    if found.already:
        said.append(
            tr_n(
                "☑️ {number} of them is already ticked here.",
                "☑️ {number} of them are already ticked here.",
                found.already,
            )
        )
    if found.items:
        said.append(
            tr_n(
                "🎓 {number} checkpoint item: show what you can do with `/checkpoint`.",
                "🎓 {number} checkpoint items: show what you can do with `/checkpoint`.",
                found.items,
            )
        )
    if found.unknown:
        named = [f"“{plain(short(text, 60))}”" for text in found.examples]
        if more := found.unknown - len(named):
            named.append(tr_n("{number} more", "{number} more", more))
        said.append(tr("Not found: {tasks}.", tasks=listed(named)))
    heading = tr("## {found} of {ticked} found", found=found.found, ticked=found.ticked)
    where = tr("The ticked boxes in your file, matched with **{roadmap}**.", roadmap=plain(progress.roadmap.title))
    return lines((heading, where)), lines(said)


def brought_screen(before: Progress, after: Progress, noted: tuple[Achievement, ...]) -> Screen:
    """What came along, and what is complete by it: told as it is, without a celebration."""
    many = after.done - before.done
    return Screen(brought_line(many), _so_far(after), *noted_lines(after, noted)).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("My progress"), press(Verb.PROGRESS)),
    )


def brought_line(many: int) -> str:
    """How many ticks came along."""
    brought = tr_n("☑️ **{number} tick brought over.**", "☑️ **{number} ticks brought over.**", many)
    return f"{brought} {_what_counts()}"


def noted_lines(after: Progress, noted: tuple[Achievement, ...]) -> list[str]:
    """What is complete by them."""
    all_reached = (reached(after, achievement) for achievement in noted)
    return [
        lines(
            tr("🏁 {achievement}: {title}.", achievement=achievement_name(one), title=plain(one.title))
            for one in all_reached
        )
    ]


def kept_out_screen(progress: Progress) -> Screen:
    """Nothing was brought along."""
    return Screen(tr("Nothing was ticked."), _so_far(progress)).row(button(tr("My week"), press(Verb.WEEK)))


def _so_far(progress: Progress) -> str:
    return tr_n("{done} of {number} task", "{done} of {number} tasks", progress.total, done=progress.done)


def _what_counts() -> str:
    return tr("They count toward your progress, but not toward your streak or study days.")


def changed_since() -> str:
    """Above what was found in a file, when it is something else than was shown."""
    return tr("⚠️ Something has changed since you saw this. Here's what I found in your file now:")


def for_another_roadmap() -> str:
    """The ticks that were shown belong to a roadmap that the member has left since."""
    return tr(
        "Those ticks are for a different roadmap than the one you're on. Switch to it first, with /start roadmap:."
    )
