"""The leaderboard: who studied on how many of their study days, over the last four closed weeks (product §12).

By their own wish alone. Extra days add nothing, and closed weeks never change, so nothing can be won by logging more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.study.days import Outage, last_closed, week_of
from bot.study.progress import Progress

WEEKS = 4
FEWEST_WEEKS = 2
"""Whoever has fewer weeks that count is new here."""
STARTS_WITH = 3
MOST_LINES = 10

_LAST_ZONE = ZoneInfo("Etc/GMT+12")
"""A week is over everywhere when it is over here."""


@dataclass(frozen=True, slots=True)
class Score:
    """Study days of a member, of as many as their weeks asked for; `weeks` of the four count."""

    user_id: int
    days: int
    target: int
    weeks: int

    @property
    def is_new(self) -> bool:
        """Whether there is too little to compare."""
        return self.weeks < FEWEST_WEEKS

    @property
    def share(self) -> Fraction:
        """What members are ranked by."""
        return Fraction(self.days, self.target or 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the board: its place, which nobody has who stands at its end."""

    place: int | None
    score: Score


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a server over the weeks from a Monday on."""

    first: date
    lines: tuple[Line, ...]
    newcomers: tuple[int, ...]
    members: int
    more: int = 0
    """How many share the place of the last line, and have no line of their own."""

    @property
    def last(self) -> date:
        """The Sunday of its last week."""
        return self.first + timedelta(weeks=WEEKS, days=-1)

    @property
    def has_started(self) -> bool:
        """Whether there are enough members."""
        return self.members >= STARTS_WITH


@dataclass(frozen=True, slots=True)
class BoardMessage:
    """A public message that shows a board; `stale` counts what has changed since it was drawn."""

    guild_id: int
    channel_id: int
    message_id: int
    is_newest: bool = True
    stale: int = 0


def first_week(now: datetime, outages: Sequence[Outage]) -> date:
    """The Monday of the first of the last four weeks that are closed wherever one lives."""
    return last_closed(now, _LAST_ZONE, outages) - timedelta(weeks=WEEKS - 1)


def score_of(progress: Progress, first: date) -> Score:
    """A member's study days, up to the target of each of four weeks; weeks neutral in the streak are left out."""
    days = target = weeks = 0
    for monday in (first + timedelta(weeks=n) for n in range(WEEKS)):
        asked = progress.walking_in(monday).plan.target(monday)
        studied = sum(1 for day in progress.study_days if week_of(day) == monday)
        if _counts(progress, monday, asked, studied):
            days, target, weeks = days + min(studied, asked), target + asked, weeks + 1
    return Score(progress.member.user_id, days, target, weeks)


def _counts(progress: Progress, monday: date, asked: int, studied: int) -> bool:
    """Whether a week is one of the four that count: it is closed, and was kept or might have been (§4)."""
    walk = progress.walking_in(monday)
    if not asked or progress.is_open(monday):
        return False
    is_neutral = monday < walk.plan.walked_from or walk.plan.is_touched(monday) or walk.was_finished_before(monday)
    return studied >= asked or not is_neutral


def board_of(scores: Iterable[Score], first: date) -> Board:
    """The board: the same share is the same place; who stands last has none, and whoever is new is told apart."""
    found = list(scores)
    ranked = sorted((one for one in found if not one.is_new), key=lambda one: (-one.share, one.user_id))
    shares = [one.share for one in ranked]
    last = shares[-1] if len(set(shares)) > 1 else None
    placed = [Line(None if one.share == last else 1 + shares.index(one.share), one) for one in ranked]
    shown, left = placed[:MOST_LINES], placed[MOST_LINES:]
    more = sum(1 for line in left if line.score.share == shown[-1].score.share)
    if more:
        shown, more = shown[:-1], more + 1
    newcomers = tuple(sorted(one.user_id for one in found if one.is_new))
    return Board(first, tuple(shown), newcomers, len(found), more)
