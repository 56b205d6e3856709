"""A week's study days with their activities and hours: the roadmap's rhythm, shared out over the days (§2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.roadmap import Roadmap
from bot.roadmap.versions import Edition
from bot.study.days import week_of
from bot.study.member import Server


@dataclass(frozen=True, slots=True)
class Session:
    """What a study day is for, and its share of an ordinary week's hours; `weekday` is 0 for Monday."""

    weekday: int
    activities: tuple[str, ...]
    hours: float


def sessions(roadmap: Roadmap, weekdays: Sequence[int]) -> tuple[Session, ...]:
    """A week's study days in order: the i-th of n has the rhythm's activities that fall to it, and their hours."""
    rhythm = sorted(roadmap.rhythm, key=lambda row: row.weekday)
    days, rows = len(weekdays), len(rhythm)
    shares = [range(i * rows // days, max(i * rows // days + 1, (i + 1) * rows // days)) for i in range(days)]
    times = [sum(1 for share in shares if row in share) for row in range(rows)]
    return tuple(
        Session(
            weekday,
            tuple(rhythm[row].activity for row in share),
            sum(rhythm[row].hours / times[row] for row in share),
        )
        for weekday, share in zip(sorted(weekdays), shares, strict=True)
    )


def session_on(roadmap: Roadmap, weekdays: Sequence[int], day: date) -> Session | None:
    """What a day is for, if it is one of these study days."""
    return next((session for session in sessions(roadmap, weekdays) if session.weekday == day.weekday()), None)


def ordinary_hours(roadmap: Roadmap) -> float:
    """The hours of an ordinary week."""
    return sum(row.hours for row in roadmap.rhythm)


def server_days(edition: Edition, server: Server | None, day: date) -> tuple[int, ...]:
    """The weekdays on which a server's posts come in a day's week: its own, or the roadmap's (§2)."""
    return server.days if server and server.days else edition.days_in(week_of(day))


def days_of_several(editions: Iterable[Edition], server: Server | None, day: date) -> tuple[int, ...]:
    """The weekdays of a server's posts in a day's week where these roadmaps are walked: its own, or theirs (§2)."""
    return tuple(sorted({weekday for edition in editions for weekday in server_days(edition, server, day)}))


def sessions_on(editions: Iterable[Edition], server: Server | None, day: date) -> dict[int, Session]:
    """What a day is for on each of these roadmaps, by their ids; nothing where it is none of the server's days."""
    found = {one.roadmap_id: session_on(one.roadmap, server_days(one, server, day), day) for one in editions}
    return {roadmap_id: session for roadmap_id, session in found.items() if session}


def days_as_written(editions: Iterable[Edition]) -> tuple[int, ...]:
    """The weekdays that these roadmaps, as they are now, have between them."""
    return tuple(sorted({weekday for edition in editions for weekday in edition.newest.skeleton.days}))


def own_days_of_server(editions: Iterable[Edition], weekdays: Sequence[int]) -> tuple[int, ...]:
    """The days that a server chooses for its posts, as they are stored: those of its roadmaps are none of its own."""
    return () if set(weekdays) == set(days_as_written(editions)) else tuple(weekdays)
