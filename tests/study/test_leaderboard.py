"""The leaderboard's rules: what counts, who stands where, and that nothing can be won by logging more (§12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.roadmap.versions import first_edition
from bot.study.choices import Choice, OwnDays, Pause
from bot.study.days import days_of
from bot.study.journal import BroughtTick, Journal, Session, Skip
from bot.study.leaderboard import WEEKS, Board, Score, board_of, first_week, score_of
from bot.study.member import Member, MemberRecord
from bot.study.progress import Progress
from tests.store.people import BERLIN, GUILD

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
START = date(2026, 11, 2)
"""A Monday whose four weeks end before week 53 of 2026; the board of eight weeks later has week 53 in it."""


def member(
    roadmap: Roadmap,
    days: Iterable[date],
    *,
    at: datetime,
    begins: date = START,
    pauses: Sequence[Pause] = (),
    own: Sequence[OwnDays] = (),
    joined_late_on: date | None = None,
    user_id: int = 1,
    zone: ZoneInfo = BERLIN,
    journal: Journal | None = None,
) -> Progress:
    """Somebody who studied on some days."""
    written = journal or Journal(sessions=tuple(Session(day, 30, number=n) for n, day in enumerate(days)))
    record = MemberRecord(
        Member(GUILD, user_id, zone),
        (Choice(begins),),
        tuple(pauses),
        written,
        tuple(own),
        joined_late_on=joined_late_on,
    )
    return Progress(first_edition(roadmap, begins), record, at)


def after(weeks: int, first: date = START) -> datetime:
    """The Thursday after so many weeks: all of them are closed."""
    return datetime.combine(first + weeks * WEEK + 3 * DAY, datetime.min.time(), UTC)


def on_time(first: date, weeks: int, weekdays: Sequence[int] = (0, 2, 5)) -> list[date]:
    """Study days of some weeks."""
    return [first + n * WEEK + day * DAY for n in range(weeks) for day in weekdays]


@pytest.mark.parametrize("first", [START, date(2026, 12, 14)])
def test_the_last_four_closed_weeks(curriculum: Roadmap, first: date):
    """Also where one of them is week 53: each day up to the target of its week, and extra days add nothing."""
    now = after(WEEKS, first)
    assert first_week(now, ()) == first
    days = on_time(first, WEEKS)
    assert score_of(member(curriculum, days, at=now, begins=first), first) == Score(1, 12, 12, 4)
    assert score_of(member(curriculum, days[1:], at=now, begins=first), first) == Score(1, 11, 12, 4)
    every = [day for n in range(WEEKS) for day in days_of(first + n * WEEK)]
    assert score_of(member(curriculum, every[:7] + days[3:-1], at=now, begins=first), first) == Score(1, 11, 12, 4)
    assert score_of(member(curriculum, [], at=now, begins=first), first) == Score(1, 0, 12, 4)


@pytest.mark.parametrize(
    ("at", "first"),
    [
        (datetime(2026, 12, 1, 15, 59, tzinfo=UTC), START - WEEK),  # 03:59 on Tuesday where a day ends last
        (datetime(2026, 12, 1, 16, 0, tzinfo=UTC), START),
        (datetime(2026, 12, 8, 15, 59, tzinfo=UTC), START),
    ],
)
def test_a_week_counts_when_it_is_closed_everywhere(at: datetime, first: date):
    """From Kiritimati to the last ships: the same four weeks for all."""
    assert first_week(at, ()) == first


def test_pauses_own_days_and_those_who_came_later(curriculum: Roadmap):
    """A paused week counts for nothing; one that a pause touches only where it was kept; own days are the target."""
    now, days = after(WEEKS), on_time(START, WEEKS)

    def score(days: Iterable[date] = days, **more: object) -> Score:
        return score_of(member(curriculum, days, at=now, **more), START)  # pyright: ignore[reportArgumentType]  # as above

    week = Pause(START, START + WEEK)
    assert score(days[3:], pauses=[week]) == Score(1, 9, 9, 3)
    touched = Pause(START, START + DAY)
    assert score(days[1:], pauses=[touched]) == Score(1, 11, 11, 4)
    assert score(days[2:], pauses=[touched]) == Score(1, 9, 9, 3)
    assert score(on_time(START, WEEKS, (6,)), own=[OwnDays(START, (6,))]) == Score(1, 4, 4, 4)
    assert score(on_time(START, WEEKS, (0, 2)), own=[OwnDays(START + 2 * WEEK, (6,))]) == Score(1, 6, 8, 4)
    assert score(days[9:], begins=START + 3 * WEEK) == Score(1, 3, 3, 1)
    assert score([], begins=START + 5 * WEEK) == Score(1, 0, 0, 0)
    assert score(days[6:], joined_late_on=START + 2 * WEEK) == Score(1, 6, 6, 2)


def test_a_finished_roadmap_asks_for_nothing(curriculum: Roadmap):
    """Weeks after it count for nothing, as in the streak; ticks that came along have no study day."""
    finished = START + WEEK
    brought = tuple(BroughtTick(task.id, finished) for task in curriculum.tasks[1:])
    skips = (Skip(curriculum.tasks[0].id, "", finished),)
    journal = Journal(brought=brought, skips=skips, kept_days=tuple(on_time(START, 1)))
    done = member(curriculum, (), at=after(WEEKS), journal=journal)
    assert done.is_complete
    assert score_of(done, START) == Score(1, 3, 6, 2)


def scored(*scores: tuple[int, int, int]) -> Board:
    """The board of members 1, 2, … with days, target and weeks each."""
    return board_of([Score(n, *one) for n, one in enumerate(scores, start=1)], START)


def places(board: Board) -> list[tuple[int | None, int]]:
    """Each line's place and member."""
    return [(line.place, line.score.user_id) for line in board.lines]


def test_the_same_share_is_the_same_place_and_nobody_is_last():
    """4 of 4 is as good as 12 of 12; who stands last has no place; whoever is new stands apart."""
    board = scored((9, 12, 4), (12, 12, 4), (4, 4, 4), (11, 12, 4), (3, 3, 1))
    assert places(board) == [(1, 2), (1, 3), (3, 4), (None, 1)]
    assert board.newcomers == (5,)
    assert places(scored((6, 12, 4), (6, 12, 4), (3, 6, 2))) == [(1, 1), (1, 2), (1, 3)]
    assert not scored((1, 1, 2), (1, 1, 2)).has_started
    assert scored((1, 1, 2), (1, 1, 2), (0, 0, 0)).has_started


def test_ten_lines_at_most():
    """Of more who share the last place that is shown, their number stands in the tenth line."""
    board = scored(*[(12 - n // 4, 12, 4) for n in range(15)])
    assert len(board.lines) == 9
    assert board.more == 3
    assert board.lines[-1].place == 9
    board = scored(*[(30 - n, 30, 4) for n in range(15)])
    assert [line.place for line in board.lines] == list(range(1, 11))
    assert board.more == 0


DAYS = [day for n in range(WEEKS + 1) for day in days_of(START + n * WEEK)]


@given(
    st.lists(st.sets(st.sampled_from(DAYS)), min_size=3, max_size=6),
    st.data(),
)
def test_extra_days_never_change_a_rank(curriculum: Roadmap, studied: list[set[date]], data: st.DataObject):
    """Days in weeks that have reached their target or outside of the four, ticks that came along: nothing of it."""
    now = after(WEEKS)

    def board(members: Sequence[set[date]], brought: tuple[BroughtTick, ...] = ()) -> Board:
        journals = (
            Journal(sessions=tuple(Session(day, 30, number=n) for n, day in enumerate(days)), brought=brought)
            for days in members
        )
        found = (member(curriculum, (), at=now, user_id=n, journal=one) for n, one in enumerate(journals))
        return board_of([score_of(one, START) for one in found], START)

    def room(days: set[date]) -> list[date]:
        full = [START + n * WEEK for n in range(WEEKS) if len(days & set(days_of(START + n * WEEK))) >= 3]
        return [day for monday in full for day in days_of(monday)] + DAYS[-7:]

    more = [days | data.draw(st.sets(st.sampled_from(room(days)))) for days in studied]
    brought = tuple(BroughtTick(task.id, START) for task in curriculum.tasks[:20])
    assert board(more, brought) == board(studied)
