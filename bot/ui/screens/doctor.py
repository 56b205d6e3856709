"""The check-up: what is missing, with what mends it; what is set; and how reliably reminders came, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord.utils import format_dt

from bot.study.deliveries import LastPost, Tally
from bot.study.member import Server
from bot.study.words import counted, listed
from bot.ui.screens.layout import CALM, Screen, button, lines, press, until, zone_now
from bot.ui.screens.settings import day_names

_FEWEST_FOR_A_HALF = 10
_FEWEST_FOR_A_PERCENT = 100

_OUTCOMES = {
    "missed": "was missed, and is not made up for",
    "refused": "was refused by Discord",
    "silent": "was left out, as nobody was to be reminded",
}


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What `/admin doctor` found; `upcoming` is the next post that will really come, as things are."""

    server: Server
    weekdays: Sequence[int]
    now: datetime
    findings: Sequence[str]
    resumed: str
    this_week: Tally
    lately: Tally
    last: LastPost | None
    upcoming: datetime | None
    members: int


@dataclass(frozen=True, slots=True)
class Mend:
    """A button that mends something: what its press carries, and its label."""

    word: str
    label: str


def doctor_screen(found: CheckUp, mends: Sequence[Mend]) -> Screen:
    """What is missing, each with what to do; then what is set, the last post and the next."""
    server = found.server
    days = f"{day_names(found.weekdays, server.at)} at {server.at:%H:%M} ({zone_now(server.zone, found.now)})"
    pictures = "with" if server.pictures else "without"
    lately = f"**Last 30 days:** {reminders_line(found.lately)}" if found.lately != found.this_week else ""
    screen = Screen(
        "## Check-up",
        lines(f"⚠️ {finding}" for finding in found.findings) if found.findings else "✅ Everything is in order.",
        found.resumed,
        lines(
            (
                f"I post in <#{server.channel_id}> on {days}, {pictures} pictures.",
                f"Questions from `/stuck` go to <#{server.asks_in}>.",
                f"{counted(found.members, 'member')} {'has' if found.members == 1 else 'have'} joined.",
            )
        ),
        lines(filter(None, (f"**This week:** {reminders_line(found.this_week)}", lately))),
        lines((f"**Last post:** {_last(found.last)}.", f"**Next post:** {_next(found)}")),
        colour=CALM if found.findings else 0x22C55E,
    )
    return screen.row(
        *(button(mend.label, press("mend", mend.word), discord.ButtonStyle.primary) for mend in mends),
        button("Check again", press("doctor")),
    )


def reminders_line(tally: Tally) -> str:
    """How reliably reminders came: "6 reminders, all on time"."""
    if not (tally.sent or tally.missed or tally.refused):
        return "no reminder was due."
    said = [_sent(tally)] if tally.sent else []
    if tally.missed:
        said.append(f"{tally.missed} missed")
    if tally.refused:
        said.append(f"{tally.refused} refused by Discord")
    return f"{listed(said)}.{_lateness(tally)}"


def _sent(tally: Tally) -> str:
    count, punctual = counted(tally.sent, "reminder"), tally.sent - tally.late
    if tally.late and punctual:
        return f"{count}, {punctual} on time and {tally.late} late"
    how = "late" if tally.late else "on time"
    every = {1: "", 2: "both "}.get(tally.sent, "all ")
    return f"{count}, {every}{how}"


def _lateness(tally: Tally) -> str:
    """How long after their time they came; nothing of a few, of which that says little."""
    if tally.sent < _FEWEST_FOR_A_HALF:
        return ""
    most = "99 % within" if tally.sent >= _FEWEST_FOR_A_PERCENT else "the slowest within"
    return f" Half came within {_span(tally.within(50))} of their time, {most} {_span(tally.within(99))}."


def _span(seconds: int) -> str:
    """Seconds as people say them: "1 second", "3 minutes", "2 hours"; a part is counted as a whole."""
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds > size:
            return counted(-(-seconds // size), name)
    return counted(max(seconds, 1), "second")


def _last(last: LastPost | None) -> str:
    if last is None:
        return "none yet"
    if last.sent_at and last.state == "sent":
        return f"sent {until(last.sent_at)}"
    return f"the one of {format_dt(last.due_at, 'F')} {_OUTCOMES[last.state]}"


def _next(found: CheckUp) -> str:
    if found.upcoming is not None:
        return f"{format_dt(found.upcoming, 'F')} ({until(found.upcoming)})."
    if found.findings and found.server.trouble:
        return "none, see above."
    if not found.members:
        return "none, as nobody has joined yet. `/admin setup` posts an invitation."
    return "none in the next two weeks, as nobody in the channel is to be reminded then."
