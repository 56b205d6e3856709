"""A study timer: rounds and rests on stored instants, and the minutes that come of it (§13).

Only instants go in, so a restart loses nothing, and a change of the clocks in a zone means nothing. A focus is a row
of stretches: study, rest, study and so on, in minutes. Its timer begins at `started_at`; whoever joins others later
shares their timer, and their minutes count from `joined_at`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.study.member import Walk

LEAST = 5
"""Fewer minutes than these are not logged."""

MORE = 5
"""So many minutes a press on "+5 min" adds."""

LONGEST = 12 * 60
"""So many minutes a focus may last, rests included."""

Span = tuple[datetime, datetime]


class Ring(StrEnum):
    """Where a focus rings when a round or a rest is over."""

    DM = "dm"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Focus:
    """A member's focus. `number` is the interaction that began it; `channel_id` is where that was; `room` is the number
    of the focus that is shared with others. `ended_at` and `minutes` (logged) are there once it is over.
    """

    walk: Walk
    number: int
    study_day: date
    started_at: datetime
    joined_at: datetime
    stretches: tuple[int, ...]
    task_id: str | None = None
    ring: Ring | None = None
    channel_id: int | None = None
    room: int | None = None
    ended_at: datetime | None = None
    minutes: int | None = None

    @property
    def total(self) -> int:
        """How many minutes the timer runs, rests included."""
        return sum(self.stretches)

    @property
    def rounds(self) -> int:
        """How many rounds of study it has."""
        return (len(self.stretches) + 1) // 2

    @property
    def changes(self) -> tuple[datetime, ...]:
        """The instants at which its stretches end."""
        return changes(self.started_at, self.stretches)

    @property
    def ends_at(self) -> datetime:
        """The instant at which the timer runs out."""
        return self.started_at + timedelta(minutes=self.total)

    def is_over(self, now: datetime) -> bool:
        """Whether it was ended, or its time has run out."""
        return self.ended_at is not None or now >= self.ends_at

    def next_look(self, now: datetime) -> datetime | None:
        """When something is to be done about it next: at the next change if it rings, else at its end."""
        if self.ended_at is not None:
            return None
        later = (at for at in self.changes if at > now)
        return next(later, self.ends_at) if self.ring else self.ends_at

    def longer(self, now: datetime) -> Focus:
        """The focus with 5 minutes more in the stretch that is running."""
        at = stretch_at(self.started_at, self.stretches, now)
        if at is None:
            return self
        return replace(
            self, stretches=tuple(length + MORE * (place == at) for place, length in enumerate(self.stretches))
        )

    def studied(self, until: datetime) -> tuple[Span, ...]:
        """The spans of study, without the rests, from when this member joined until an instant."""
        begins = (self.started_at, *self.changes)
        cut = ((max(begins[n], self.joined_at), min(begins[n + 1], until)) for n in range(0, len(self.stretches), 2))
        return tuple((first, last) for first, last in cut if first < last)

    def ended(self, at: datetime, others: Iterable[Focus]) -> Focus:
        """The focus ended at an instant, or when its time ran out if that was before, with the minutes to log.

        A minute that one of the others has logged already, as after a clock was set back, counts there alone.
        """
        at = max(self.joined_at, min(at, self.ends_at))
        left = self.studied(at)
        for other in others:
            if other.number != self.number and other.ended_at and other.minutes:
                for span in other.studied(other.ended_at):
                    left = _without(left, span)
        minutes = sum((last - first for first, last in left), timedelta()) // timedelta(minutes=1)
        return replace(self, ended_at=at, minutes=minutes if minutes >= LEAST else 0)


@dataclass(frozen=True, slots=True)
class Room:
    """A focus that is shared in a channel: its timer, and the message with which others join (None: not posted)."""

    number: int
    guild_id: int
    user_id: int
    channel_id: int
    started_at: datetime
    stretches: tuple[int, ...]
    message_id: int | None = None

    @property
    def ends_at(self) -> datetime:
        """The instant at which the timer runs out."""
        return self.started_at + timedelta(minutes=sum(self.stretches))

    def next_change(self, now: datetime) -> datetime | None:
        """When its next stretch begins or its time runs out; None when it is over."""
        return next((at for at in changes(self.started_at, self.stretches) if at > now), None)


@dataclass(frozen=True, slots=True)
class Bell:
    """What a focus rings for: the end of one of its stretches, by its place from 0."""

    focus: Focus
    place: int

    @property
    def is_last(self) -> bool:
        """Whether the whole focus is over."""
        return self.place + 1 >= len(self.focus.stretches)

    @property
    def due_at(self) -> datetime:
        """When it rings."""
        return self.focus.changes[self.place]

    @property
    def next_change(self) -> datetime:
        """When the stretch ends that begins with it."""
        return self.focus.changes[self.place + 1]

    @property
    def round(self) -> int:
        """The round that it ends, or, after a rest, that it begins; from 1."""
        return (self.place + 1) // 2 + 1


def stretches_of(minutes: int, rounds: int, rest: int) -> tuple[int, ...]:
    """Rounds of study with a rest between each two, in minutes."""
    return (minutes, *(rest, minutes) * (rounds - 1))


def changes(started_at: datetime, stretches: Sequence[int]) -> tuple[datetime, ...]:
    """The instants at which stretches end that follow each other."""
    return tuple(started_at + timedelta(minutes=sum(stretches[: n + 1])) for n in range(len(stretches)))


def stretch_at(started_at: datetime, stretches: Sequence[int], now: datetime) -> int | None:
    """The place of the stretch that runs at an instant, from 0; None when all are over."""
    return next((n for n, at in enumerate(changes(started_at, stretches)) if now < at), None)


def bell_at(focus: Focus, now: datetime) -> Bell | None:
    """What a focus has to ring for at an instant: the last change that has come since the member joined."""
    come = [n for n, at in enumerate(focus.changes) if focus.joined_at < at <= now]
    return Bell(focus, come[-1]) if focus.ring and come else None


def _without(spans: Iterable[Span], other: Span) -> tuple[Span, ...]:
    """What is left of spans where another one is cut out."""
    first, last = other
    parts = (part for span in spans for part in ((span[0], min(span[1], first)), (max(span[0], last), span[1])))
    return tuple(part for part in parts if part[0] < part[1])
