"""The leaderboard: who studied on how many of their study days, over the last four closed weeks (§12).

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
from bot.study.member import MemberRecord
from bot.study.progress import Progress

WEEKS = 4
FEWEST_WEEKS = 2
"""Whoever has fewer weeks that count is new here."""
STARTS_WITH = 3
MOST_LINES = 10
MOST_NEWCOMERS = 10
"""So many who are new are named; the others are counted."""

_HELD_OPEN = timedelta(days=3)
"""Longer than a week that closed while the bot was away is held open."""

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
    def named(self) -> frozenset[int]:
        """Whom the message names."""
        return frozenset((*(line.score.user_id for line in self.lines), *self.newcomers[:MOST_NEWCOMERS]))

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


def is_settled(outages: Sequence[Outage], now: datetime) -> bool:
    """Whether no week is held open because the bot was away: then closed weeks stay as they are (§4)."""
    return all(outage.until + _HELD_OPEN < now for outage in outages)


def first_week(now: datetime, outages: Sequence[Outage]) -> date:
    """The Monday of the first of the last four weeks that are closed wherever one lives."""
    return last_closed(now, _LAST_ZONE, outages) - timedelta(weeks=WEEKS - 1)


@dataclass(frozen=True, slots=True)
class Alike:
    """Members whose plans are the same: the record of one of them, and the study days of each."""

    record: MemberRecord
    studied: Mapping[int, Set[date]]


@dataclass(frozen=True, slots=True)
class Entry:
    """Who is on a board, with their score where it is kept: what is closed never changes."""

    user_id: int
    score: Score | None


@dataclass(frozen=True, slots=True)
class Entrants:
    """Those to be scored: whole records of whoever may have finished, and the others by their plans.

    `user_ids` are all of them, in order; of some nothing may be readable.
    """

    user_ids: tuple[int, ...]
    whole: tuple[MemberRecord, ...]
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
    ranked = [one for one in found if not one.is_new]
    shares = {pair: Fraction(*pair) for pair in {(one.days, one.target) for one in ranked}}
    order = {share: at for at, share in enumerate(sorted(set(shares.values()), reverse=True))}
    ranks = {pair: order[share] for pair, share in shares.items()}
    placed = sorted((ranks[one.days, one.target], one.user_id, one) for one in ranked)
    places: dict[int, int | None] = {}
    for place, (rank, *_) in enumerate(placed, start=1):
        places.setdefault(rank, place)
    if len(places) > 1:
        places[placed[-1][0]] = None
    shown, left = placed[:MOST_LINES], placed[MOST_LINES:]
    more = sum(1 for rank, *_ in left if rank == shown[-1][0])
    if more:
        shown, more = shown[:-1], more + 1
    lines = tuple(Line(places[rank], one) for rank, _, one in shown)
    newcomers = tuple(sorted(one.user_id for one in found if one.is_new))
    return Board(first, lines, newcomers, len(found), more)
