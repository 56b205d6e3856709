"""What a member did, by day, and the form that corrects an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

import discord
from discord import ui

from bot.study.days import week_of
from bot.study.log import Entry, EntryKind, bare_days, entries, may_move
from bot.study.progress import Progress
from bot.ui.screens.checkpoint import LONGEST_EVIDENCE
from bot.ui.screens.layout import QUIET, Screen, button, lines, plain, press, short
from bot.ui.screens.pages import page_of
from bot.ui.screens.verbs import Verb
from bot.words import day_name, duration, hours, to_tr, tr
from bot.words.dates import short_day
from bot.words.task_names import task_names

LONGEST_NOTE = 300
_LONGEST_LINE = 120
"""A note is shown in full on its entry's own screen."""
_WEEK = timedelta(days=7)
_LETTERS_A_LINE, _LETTERS_OF_A_DAY, _LINES_OF_A_WEEK = 33, 11, 2
_ROOM = 27 * _LETTERS_A_LINE
"""What is seen on one and a half screens of a phone, beside the heading, the list to choose from and the buttons."""

_LEFT_ROADMAP = {
    EntryKind.TICK: to_tr("A task that's no longer in the roadmap"),
    EntryKind.EVIDENCE: to_tr("An item that's no longer in the roadmap"),
}


def log_screen(progress: Progress, page: int = 0, news: str = "") -> Screen:
    """All entries, the newest first, in pages; each can be chosen."""
    everything = [_told_apart(progress, entry) for entry in entries(progress)]
    if not everything:
        nothing = tr("Nothing logged yet. Use `/done` to tick a task or log study time.")
        return Screen(news, tr("## What you did"), nothing).row(
            button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary)
        )
    shown = page_of(list(_heights(everything)), page, _ROOM)
    on_page = everything[shown.first : shown.end]
    heading = tr("## What you did")
    screen = Screen(news, f"{heading}\n-# {shown.said}" if shown.said else heading, colour=QUIET)
    for monday, of_week in groupby(on_page, key=_monday):
        days = [lines(_of_day(day, list(some))) for day, some in groupby(of_week, key=lambda entry: entry.study_day)]
        screen.say(lines((_week_line(progress, monday), *days)))
    if shown.number == shown.pages - 1 and (bare := sorted(bare_days(progress), reverse=True)):
        screen.say(tr("-# Study days whose entries you removed: {days}", days=", ".join(map(short_day, bare))))
    screen.choice(
        press(Verb.LOG_PICK),
        tr("Correct or remove an entry…"),
        [(entry.key, f"{short_day(entry.study_day)} · {_title(entry)}") for entry in on_page],
    )
    return screen.row(
        button(tr("◀ Newer entries"), press(Verb.LOG, shown.number - 1)) if shown.number else None,
        button(tr("Older entries ▶"), press(Verb.LOG, shown.number + 1)) if shown.number + 1 < shown.pages else None,
        button(tr("My week"), press(Verb.WEEK)),
    )


def _heights(everything: Sequence[Entry]) -> Iterator[str]:
    """Something as long as each entry is high, in letters: whole lines of a phone, and those of its week with it."""
    for _, of_week in groupby(everything, key=_monday):
        spare = _LINES_OF_A_WEEK
        for entry in of_week:
            high = -(-(len(_line(entry)) + _LETTERS_OF_A_DAY) // _LETTERS_A_LINE) + spare
            yield " " * (high * _LETTERS_A_LINE - 1)
            spare = 0


def _monday(entry: Entry) -> date:
    return week_of(entry.study_day)


def _week_line(progress: Progress, monday: date) -> str:
    """A week with its hours against the plan's, as far as the plan asked for any."""
    title = (
        tr("**This week**")
        if monday == week_of(progress.today)
        else tr("**Week of {day}**", day=day_name(monday, progress.today))
    )
    minutes, plan = progress.journal.minutes(monday, monday + _WEEK), progress.walking_in(monday).plan
    if not minutes:
        return title
    if not plan.starts_on <= monday <= plan.ends_on or not plan.unpaused_days(monday):
        return f"{title} · {duration(minutes)}"
    planned = hours(plan.minutes_on(monday) / 60)
    return f"{title} · {tr('{logged} of about {planned}', logged=duration(minutes), planned=planned)}"


def _of_day(day: date, of_day: Sequence[Entry]) -> Iterator[str]:
    """The entries of a day, its name before the first."""
    first, *others = of_day
    yield f"**{short_day(day)}** {_line(first)}"
    yield from map(_line, others)


def entry_screen(progress: Progress, entry: Entry) -> Screen:
    """One entry in full, with what can be done about it."""
    entry = _told_apart(progress, entry)
    closed = (
        ""
        if may_move(progress, entry)
        else tr("-# Its week is closed, so the day stays a study day even if you remove this entry.")
    )
    return Screen(
        f"**{day_name(entry.study_day, progress.today)}**",
        f"{_mark(entry)} {plain(_title(entry))}",
        f"⏱️ {duration(entry.minutes)}" if entry.minutes and entry.kind is EntryKind.TICK else "",
        plain(entry.note) if entry.note else "",
        closed,
    ).row(
        button(tr("Correct…"), press(Verb.LOG_CORRECT, entry.key), discord.ButtonStyle.primary),
        button(tr("Remove"), press(Verb.LOG_REMOVE, entry.key), discord.ButtonStyle.danger),
        button(tr("Back to the log"), press(Verb.LOG, 0)),
    )


def correct_modal(progress: Progress, entry: Entry) -> ui.Modal:
    """The form with what is logged; the day only while its week is open."""
    entry, moves = _told_apart(progress, entry), may_move(progress, entry)
    modal = ui.Modal(title=tr("Correct an entry"), custom_id=press(Verb.LOG_SAVE, entry.key, int(moves)))
    modal.add_item(ui.TextDisplay(f"{_mark(entry)} {plain(_title(entry))}"))
    if moves:
        modal.add_item(_field(tr("Day"), entry.study_day.isoformat(), 40, tr("Today, yesterday, Mon, or a date")))
    if entry.kind is not EntryKind.EVIDENCE:
        needed = entry.kind is EntryKind.SESSION
        modal.add_item(_field(tr("Minutes"), str(entry.minutes or ""), 10, tr("A number"), required=needed))
    evidence = entry.kind is EntryKind.EVIDENCE
    modal.add_item(
        _field(
            tr("Link or note") if evidence else tr("Note"),
            entry.note or "",
            LONGEST_EVIDENCE if evidence else LONGEST_NOTE,
            tr("Only you can see this."),
            required=evidence,
            paragraph=True,
        )
    )
    modal.stop()  # the answer comes through the router, also after a restart
    return modal


def _field(
    name: str, given: str, longest: int, about: str, *, required: bool = True, paragraph: bool = False
) -> ui.Label[ui.Modal]:
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph if paragraph else discord.TextStyle.short,
        default=given or None,
        max_length=longest,
        required=required,
    )
    return ui.Label(text=name, description=about, component=field)


def _told_apart(progress: Progress, entry: Entry) -> Entry:
    """An entry whose task has its week with it where another one reads the same."""
    task = progress.roadmap.task(entry.id) if entry.kind is EntryKind.TICK else None
    return replace(entry, text=task_names(progress.roadmap).whole(task)) if task else entry


def _line(entry: Entry) -> str:
    """An entry in one line; the note is shown in full on its own screen."""
    said = [_title(entry)]
    if entry.minutes and entry.kind is EntryKind.TICK:
        said.append(duration(entry.minutes))
    if words := entry.note.split() if entry.note else []:
        note = " ".join(words)
        said.append(note if "://" in words[-1] else f"“{note}”")  # Discord takes the mark into a link before it
    return f"{_mark(entry)} {plain(short(' · '.join(said), _LONGEST_LINE))}"


def _title(entry: Entry) -> str:
    if entry.kind is EntryKind.SESSION:
        return tr("{time} of study", time=duration(entry.minutes or 0))
    return entry.text or tr(_LEFT_ROADMAP[entry.kind])


def _mark(entry: Entry) -> str:
    return {EntryKind.TICK: "✅", EntryKind.SESSION: "⏱️", EntryKind.EVIDENCE: "🎓"}[entry.kind]


def corrected() -> str:
    """After an entry was corrected."""
    return tr("**Corrected.**")


def removed(*, stays_study_day: bool) -> str:
    """After an entry was removed; in a closed week its day stays a study day."""
    if stays_study_day:
        return tr("**Removed.** Its week is closed, so the day stays a study day.")
    return tr("**Removed.**")


def entry_gone() -> str:
    """That an entry was removed meanwhile."""
    return tr("That entry is gone. /log shows what's there.")


def day_is_fixed() -> str:
    """That the day of an entry can't be corrected."""
    return tr("That entry's week is closed, so its day can't be changed any more.")


def not_minutes(most: int) -> str:
    """That what was written is no number of minutes."""
    return tr("Enter the minutes as a number from 1 to {most}. To delete the entry, press Remove.", most=most)
