"""What a member did, by day, and the form that corrects an entry."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import discord
from discord import ui

from bot.study.log import Entry, EntryKind, bare_days, entries, may_move
from bot.study.progress import Progress
from bot.study.words import day_name
from bot.ui.screens.checkpoint import LONGEST_EVIDENCE
from bot.ui.screens.layout import QUIET, Screen, button, duration, lines, plain, press, short
from bot.ui.screens.pages import page_of

LONGEST_NOTE = 300
_LONGEST_LINE = 240
_ROOM = 2800


def log_screen(progress: Progress, page: int = 0, news: str = "") -> Screen:
    """All entries, the newest first, in pages; each can be chosen."""
    everything = entries(progress)
    if not everything:
        return Screen(news, "## What you did", "Nothing is logged yet. `/done` ticks a task or logs study time.").row(
            button("My week", press("week"), discord.ButtonStyle.primary)
        )
    shown = page_of([_line(entry) + " " * 20 for entry in everything], page, _ROOM)
    on_page = everything[shown.first : shown.end]
    screen = Screen(news, f"## What you did\n-# {shown.said}" if shown.said else "## What you did", colour=QUIET)
    for day, of_day in groupby(on_page, key=lambda entry: entry.study_day):
        screen.say(f"**{day_name(day, progress.today)}**\n{lines(map(_line, of_day))}")
    if shown.number == shown.pages - 1 and (bare := sorted(bare_days(progress), reverse=True)):
        screen.say(f"-# Study days whose entries you removed: {', '.join(_short_day(day) for day in bare)}")
    screen.choice(
        press("log-pick"),
        "Correct or remove…",
        [(entry.key, f"{_short_day(entry.study_day)} · {_title(entry)}") for entry in on_page],
    )
    return screen.row(
        button("◀ Newer", press("log", shown.number - 1)) if shown.number else None,
        button("Older ▶", press("log", shown.number + 1)) if shown.number + 1 < shown.pages else None,
        button("My week", press("week")),
    )


def entry_screen(progress: Progress, entry: Entry) -> Screen:
    """One entry in full, with what can be done about it."""
    closed = (
        ""
        if may_move(progress, entry)
        else "-# Its week is closed: the day stays a study day, also when you remove the entry."
    )
    return Screen(
        f"**{day_name(entry.study_day, progress.today)}**",
        f"{_mark(entry)} {plain(_title(entry))}",
        f"⏱️ {duration(entry.minutes)}" if entry.minutes and entry.kind is EntryKind.TICK else "",
        plain(entry.note) if entry.note else "",
        closed,
    ).row(
        button("Correct…", press("log-correct", entry.key), discord.ButtonStyle.primary),
        button("Remove", press("log-remove", entry.key), discord.ButtonStyle.danger),
        button("Back", press("log", 0)),
    )


def correct_modal(progress: Progress, entry: Entry) -> ui.Modal:
    """The form with what is logged; the day only while its week is open."""
    moves = may_move(progress, entry)
    modal = ui.Modal(title="Correct an entry", custom_id=press("log-save", entry.key, int(moves)))
    modal.add_item(ui.TextDisplay(f"{_mark(entry)} {plain(_title(entry))}"))
    if moves:
        modal.add_item(_field("Day", entry.study_day.isoformat(), 40, "Today, yesterday, Mon, or a date"))
    if entry.kind is not EntryKind.EVIDENCE:
        needed = entry.kind is EntryKind.SESSION
        modal.add_item(_field("Minutes", str(entry.minutes or ""), 10, "A number", required=needed))
    evidence = entry.kind is EntryKind.EVIDENCE
    modal.add_item(
        _field(
            "Link or note" if evidence else "Note",
            entry.note or "",
            LONGEST_EVIDENCE if evidence else LONGEST_NOTE,
            "Only you see it.",
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


def _line(entry: Entry) -> str:
    """An entry in one line; the note is shown in full on its own screen."""
    said = [_title(entry)]
    if entry.minutes and entry.kind is EntryKind.TICK:
        said.append(duration(entry.minutes))
    if entry.note:
        said.append(f"“{' '.join(entry.note.split())}”")
    return f"{_mark(entry)} {plain(short(' · '.join(said), _LONGEST_LINE))}"


def _title(entry: Entry) -> str:
    if entry.kind is EntryKind.SESSION:
        return f"{duration(entry.minutes or 0)} of study"
    gone = "A task that has left the roadmap" if entry.kind is EntryKind.TICK else "An item that has left the roadmap"
    return entry.text or gone


def _mark(entry: Entry) -> str:
    return {EntryKind.TICK: "✅", EntryKind.SESSION: "⏱️", EntryKind.EVIDENCE: "🎓"}[entry.kind]


def _short_day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
