"""What an admin chooses about a file: which tasks are the same, study days and hours, and what it replaces (§9)."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.actions.importing import Kept
from bot.roadmap import DAYS
from bot.roadmap.files.jobs import Question
from bot.study.shelf import Shelf
from bot.ui.screens.layout import Screen, press, short
from bot.ui.screens.verbs import Verb
from bot.words import hours, tr, tr_n, weekday_name

_MOST_OPTIONS = 25
_MOST_QUESTIONS = 2 * _MOST_OPTIONS
_HOURS = (0.5, 1, 1.5, 2, 3, 4, 5, 6)


def weekday_of(day: str) -> str:
    """A weekday of a roadmap's file, as people say it."""
    return weekday_name(DAYS.index(day), short=True)


def ask_about(screen: Screen, number: int, questions: Sequence[Question]) -> None:
    """Selects for what may be one task; what is not chosen counts as new."""
    if not questions:
        return
    left = len(questions) - _MOST_QUESTIONS
    asked = [
        tr(
            "Are these the same tasks in other words? Select the ones that are, and they keep their ticks. "
            "The rest count as new."
        )
    ]
    if left > 0:
        asked.append(tr_n("{number} more pair counts as new.", "{number} more pairs count as new.", left))
    screen.say(" ".join(asked))
    for at in range(0, min(len(questions), _MOST_QUESTIONS), _MOST_OPTIONS):
        options = [
            discord.SelectOption(label=short(one.now, 100), value=f"{one.old}={one.new}", description=_was(one))
            for one in questions[at : at + _MOST_OPTIONS]
        ]
        screen.container.add_item(
            ui.ActionRow(
                ui.Select(
                    custom_id=press(Verb.IMPORT_SAME, number, at),
                    placeholder=tr("The same task, reworded…"),
                    options=options,
                    max_values=len(options),
                )
            )
        )


def _was(one: Question) -> str:
    return short(tr("was: {task}", task=one.was), 100)


def more_choices(screen: Screen, kept: Kept, shelf: Shelf) -> None:
    """Study days and hours, where the file says none; and which roadmap it is a new version of."""
    draft, read = kept.draft, kept.draft.read
    if draft.asked.restores is None and (not read.says_days or draft.asked.wishes.study_days):
        chosen = dict(read.study_days)
        days = [discord.SelectOption(label=weekday_of(day), value=day, default=day in chosen) for day in DAYS]
        same = next(iter(chosen.values())) if len(set(chosen.values())) == 1 else None
        lengths = [discord.SelectOption(label=hours(h), value=f"{h:g}", default=h == same) for h in _HOURS]
        for custom_id, placeholder, options, most in (
            (Verb.IMPORT_DAYS, tr("Study days"), days, len(days)),
            (Verb.IMPORT_HOURS, tr("Hours on each study day"), lengths, 1),
        ):
            screen.container.add_item(
                ui.ActionRow(
                    ui.Select(
                        custom_id=press(custom_id, kept.number),
                        placeholder=placeholder,
                        options=options,
                        max_values=most,
                    )
                )
            )
    if draft.asked.onto is None:
        olds = [(str(one.roadmap_id), one.title) for one in shelf.own]
        screen.choice(press(Verb.IMPORT_ONTO, kept.number), tr("Or is it a new version of…"), olds)
