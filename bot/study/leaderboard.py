"""The leaderboard: who studied on how many of their study days, over the last four closed weeks (product §12).

By their own wish alone. Extra days add nothing, and closed weeks never change, so nothing can be won by logging more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.study.days import Outage, last_closed, week_of
from bot.study.member import MemberPage
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


@dataclass(frozen=True, slots=True)
class Alike:
    """Members whose plans are the same: the page of one of them, and the study days of each."""

    page: MemberPage
    studied: Mapping[int, Set[date]]


@dataclass(frozen=True, slots=True)
class Entrants:
    """All who are on a board: whole pages of those who may have finished, and the others by their plans."""

    whole: tuple[MemberPage, ...]
    alike: tuple[Alike, ...]


@dataclass(frozen=True, slots=True)
class _Week:
    """What a week asks of a member: `is_neutral`: where it is not kept, it is left out, as in the streak (§4)."""

    monday: date
    target: int
    is_neutral: bool


def score_of(progress: Progress, first: date) -> Score:
    """A member's study days, up to the target of each of four weeks; weeks neutral in the streak are left out."""
    return _score(progress.member.user_id, progress.study_days, _weeks(progress, first))


def scores_alike(progress: Progress, studied: Mapping[int, Set[date]], first: date) -> list[Score]:
    """The same of members with the same plan, none of whom has finished: where one of them stands, and their days."""
    weeks = _weeks(progress, first)
    return [_score(user_id, days, weeks) for user_id, days in studied.items()]


def _weeks(progress: Progress, first: date) -> tuple[_Week, ...]:
    """The weeks that are closed and ask for study days."""
    mondays = (first + timedelta(weeks=n) for n in range(WEEKS))
    return tuple(
        _Week(monday, target, _is_neutral(progress.walking_in(monday), monday))
        for monday in mondays
        if (target := progress.walking_in(monday).plan.target(monday)) and not progress.is_open(monday)
    )


def _is_neutral(walk: Progress, monday: date) -> bool:
    return monday < walk.plan.walked_from or walk.plan.is_touched(monday) or walk.was_finished_before(monday)


def _score(user_id: int, study_days: Set[date], weeks: Sequence[_Week]) -> Score:
    studied = Counter(map(week_of, study_days))
    counted = [week for week in weeks if studied[week.monday] >= week.target or not week.is_neutral]
    days = sum(min(studied[week.monday], week.target) for week in counted)
    return Score(user_id, days, sum(week.target for week in counted), len(counted))


def board_of(scores: Iterable[Score], first: date) -> Board:
    """The board: the same share is the same place; who stands last has none, and whoever is new is told apart."""
    found = list(scores)
    ranked = [(one.share, one) for one in found if not one.is_new]
    ranked.sort(key=lambda pair: (-pair[0], pair[1].user_id))
    places: dict[Fraction, int | None] = {}
    for place, (share, _) in enumerate(ranked, start=1):
        places.setdefault(share, place)
    if len(places) > 1:
        places[ranked[-1][0]] = None
    shown, left = ranked[:MOST_LINES], ranked[MOST_LINES:]
    more = sum(1 for share, _ in left if share == shown[-1][0])
    if more:
        shown, more = shown[:-1], more + 1
    lines = tuple(Line(places[share], one) for share, one in shown)
    newcomers = tuple(sorted(one.user_id for one in found if one.is_new))
    return Board(first, lines, newcomers, len(found), more)
