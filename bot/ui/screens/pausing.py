"""A pause: what it does to each week that it touches, and the way back (§3)."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.study.choices import Pause
from bot.study.pausing import PauseEffect
from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, button, lines, press
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n


def on_a_break_screen(progress: Progress, there: Pause) -> Screen:
    """Instead of a break that was offered: the one that is there, which no press replaces, and the way out of it."""
    until, first = day_name(there.until, progress.today), day_name(there.first, progress.today)
    said = (
        tr("You're paused until {day} already, so nothing has changed.", day=until)
        if there.covers(progress.today)
        else tr(
            "You've planned a break already, from {first} until {last}. Nothing has changed.", first=first, last=until
        )
    )
    return Screen(said, tr("`/pause` sets another day.")).row(_way_back(progress, there))


def paused_screen(progress: Progress, effect: PauseEffect, replaced: Sequence[Pause] = ()) -> Screen:
    """A pause that was just set: what it does to each kind of week it lies in, and the way back (§3).

    `replaced` are the breaks whose place it takes.
    """
    pause = effect.pause
    begun = pause.covers(progress.today)
    until, first = day_name(pause.until, progress.today), day_name(pause.first, progress.today)
    counts = tr("Anything you do in the meantime still counts.")
    ends = tr("📅 Your plan ends {day}.", day=day_name(progress.plan.ends_on, progress.today))
    left = (
        tr_n(
            "After this, you can pause {number} more week.",
            "After this, you can pause {number} more weeks.",
            effect.left,
        )
        if effect.left
        else tr("That's all the breaks that a roadmap allows.")
    )
    return Screen(
        tr("## Paused until {day}", day=until) if begun else tr("## A break from {day}", day=first),
        lines(
            (
                *([] if begun else [tr("You're back on {day}.", day=until)]),
                *_paused_weeks(progress, effect),
                *(_replaced(progress, one) for one in replaced),
            )
        ),
        " ".join((counts, tr("I'll stay quiet until then."))) if begun else counts,
        f"{ends} {left}",
    ).row(_way_back(progress, pause))


def _paused_weeks(progress: Progress, effect: PauseEffect) -> list[str]:
    """What the weeks of a pause mean for plan and streak, whatever weekday it begins and ends on."""
    said: list[str] = []
    if effect.waiting:
        said.append(
            tr_n(
                "⏸️ Your plan waits for {number} week: nothing is due, your streak can't break, and no freeze is used.",
                "⏸️ Your plan waits for {number} weeks: nothing is due, your streak can't break, and no freeze is used.",
                len(effect.waiting),
            )
        )
    for monday in effect.touched:
        said.append(
            tr_n(
                "{number} study day, on any day, keeps the week of {day}. Otherwise it just doesn't count.",
                "{number} study days, on any days, keep the week of {day}. Otherwise it just doesn't count.",
                len(progress.plan.unpaused_days(monday)),
                day=day_name(monday, progress.today),
            )
        )
    return said


def _replaced(progress: Progress, one: Pause) -> str:
    return tr(
        "It replaces your break from {first} until {last}.",
        first=day_name(one.first, progress.today),
        last=day_name(one.until, progress.today),
    )


def _way_back(progress: Progress, pause: Pause) -> ui.Button[Screen]:
    if pause.covers(progress.today):
        return button(tr("Resume now"), press(Verb.RESUME), discord.ButtonStyle.success)
    return button(tr("Cancel this break"), press(Verb.UNPAUSE, pause.first.isoformat()))


def offer_resume(screen: Screen, progress: Progress, pause: Pause | None = None) -> Screen:
    """The way back from a pause; with the pause, it is told as well."""
    if pause:
        screen.part(tr("⏸️ **Paused until {day}.** Nothing is due.", day=day_name(pause.until, progress.today)))
    return screen.row(button(tr("Resume now"), press(Verb.RESUME), discord.ButtonStyle.success))
