"""A plan as an iCalendar file. Equal plans make equal bytes, and what moves keeps its UID (§13)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.roadmap import Roadmap
from bot.study.agenda import PlannedDay, agenda
from bot.study.member import Walk
from bot.study.progress import Progress
from bot.study.text import shortened
from bot.ui.screens.calendar import checkpoint_event, milestone_event
from bot.words import hours

NAME = "roadmate.ics"

_LARGEST = 195_000
"""Bytes for all events together; where they would be more, their texts are shortened (§13)."""

_FRAME = 190
"""Bytes of an event without its text."""

_MOST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """An all-day event. `uid` names what it is, not when it is."""

    uid: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Entries:
    """All events of a file, with the UID and the title of the calendar, and how many of them are study days."""

    uid: str
    title: str
    events: tuple[Entry, ...]
    study_days: int

    @property
    def digest(self) -> str:
        """Equal for equal events, and only for them."""
        return hashlib.blake2b(repr((self.title, self.events)).encode(), digest_size=16).hexdigest()


def entries(progress: Progress) -> Entries:
    """What the file of a member's plan says. It takes a while: do it off the event loop."""
    plan, roadmap = agenda(progress), progress.roadmap
    owner = _owner(progress.member.walk)
    named = [
        *((f"day-{planned.number}", planned.day, _study_day(planned)) for planned in plan.study_days),
        *((f"milestone-{one.id}", day, milestone_event(one.title)) for day, one in plan.milestones),
        *((f"checkpoint-{phase.id}", day, _checkpoint(roadmap, phase.id)) for day, phase in plan.checkpoints),
    ]
    return Entries(
        f"plan.{owner}@roadmate",
        roadmap.title,
        tuple(_fitting(Entry(f"{name}.{owner}@roadmate", day, text) for name, day, text in named)),
        len(plan.study_days),
    )


def written(said: Entries, sequence: int, changed_at: datetime) -> bytes:
    """The file: its events as they stand since `changed_at`, for the `sequence`-th time. Off the event loop, too."""
    from icalendar import TRANSP, Calendar, Event  # noqa: PLC0415  # 3 MB, for the few who ask for a file

    events = [
        Event.new(
            uid=entry.uid,
            start=entry.day,
            summary=entry.text,
            stamp=changed_at,
            sequence=sequence,
            transparency=TRANSP.TRANSPARENT,  # a study day makes nobody busy from morning to night
        )
        for entry in said.events
    ]
    calendar = Calendar.new(
        uid=said.uid,
        name=said.title,
        prodid="-//Roadmate//Study plan//EN",
        method="PUBLISH",
        subcomponents=events,
    )
    return calendar.to_ical()


def _owner(walk: Walk) -> str:
    """Whose plan of which roadmap it is, in a way that tells no id: people pass files on."""
    return hashlib.blake2b(f"{walk.guild_id}/{walk.user_id}/{walk.roadmap_id}".encode(), digest_size=8).hexdigest()


def _study_day(planned: PlannedDay) -> str:
    return " · ".join(filter(None, (", ".join(planned.activities), hours(planned.hours), " / ".join(planned.blocks))))


def _checkpoint(roadmap: Roadmap, phase_id: str) -> str:
    phase = roadmap.phase(phase_id)
    assert phase is not None
    return checkpoint_event(roadmap.number_of(phase), phase.title)


def _fitting(events: Iterator[Entry]) -> Iterator[Entry]:
    """The events in the order of their days, with texts so short that all of them fit into one file."""
    found: Sequence[Entry] = sorted(events, key=lambda entry: (entry.day, entry.uid))
    # A tenth is for line breaks and for signs that are written as two.
    room = (_LARGEST // max(len(found), 1) - _FRAME) * 9 // 10
    for entry in found:
        yield Entry(entry.uid, entry.day, _cut(shortened(entry.text, _MOST_TEXT), room))


def _cut(text: str, most: int) -> str:
    """A text of at most so many bytes."""
    fits = len(text.encode()[: max(most, 1)].decode(errors="ignore"))
    return text if fits == len(text) else shortened(text, fits)
