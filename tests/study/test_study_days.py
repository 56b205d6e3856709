"""Study days of one's own, 1 to 7 of them: what keeps a week, what a freeze covers, what is said (§2, §4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.roadmap.versions import edited, first_edition
from bot.study.choices import Choice, OwnDays, Pause
from bot.study.days import days_of
from bot.study.journal import Journal, Session
from bot.study.member import MemberRecord
from bot.study.own_days import coming_days, own_days_from
from bot.study.plan import Plan
from bot.study.progress import Progress
from bot.study.rhythm import ordinary_hours, sessions
from bot.study.snapshots.chain import chain_of
from bot.study.streak import WeekState, days_needed, streak
from bot.ui.screens.chain import streak_line
from tests.study.edits import rhythm
from tests.study.people import DAY, MONDAY, WEEK, standing, week


def member(roadmap: Roadmap, target: int, freezes: int, done: int, today: date) -> Progress:
    """Somebody with so many own study days and freezes, who has studied on the first days of the week."""
    # Every fourth kept week earns a freeze; weeks that are one short spend one: so a number of them is reached.
    weeks = {0: [target, target - 1, target], 1: [target] * 3, 2: [target] * 5, 3: [target] * 9}[freezes]
    before = [week(n) + day * DAY for n, days in enumerate(weeks) for day in range(days)]
    monday = week(len(weeks))
    now = today + (monday - MONDAY)
    journal = Journal(sessions=tuple(Session(day, 30) for day in (*before, *days_of(monday)[:done])))
    record = MemberRecord(
        standing(roadmap, MONDAY).member,
        (Choice(MONDAY),),
        journal=journal,
        own_days=(OwnDays(MONDAY, range_of(target)),),
    )
    return Progress(first_edition(roadmap), record, standing(roadmap, now).now)


def range_of(target: int) -> tuple[int, ...]:
    """So many weekdays from Sunday backwards."""
    return tuple(range(7 - target, 7))


@pytest.mark.parametrize("freezes", range(4))
@pytest.mark.parametrize("target", range(1, 8))
def test_every_week_there_can_be(curriculum: Roadmap, target: int, freezes: int):
    """Days, freezes, days done and weekday: kept, frozen or broken when it closes, and the days that keep it now."""
    for done in range(8):
        still_open = member(curriculum, target, freezes, done, MONDAY + WEEK)
        after = member(curriculum, target, freezes, done, MONDAY + WEEK + DAY)
        assert before_of(after).freezes == freezes, "the story has the freezes that it says"
        judged = after.streak.history[-2]
        missing = target - done
        if missing <= 0:
            expected, spent = WeekState.KEPT, 0
        elif missing <= freezes and (done or target == 1):
            expected, spent = WeekState.FROZEN, missing
        else:
            expected, spent = WeekState.BROKEN, 0
        assert (judged.state, judged.freezes_spent) == (expected, spent)
        # Until Tuesday 04:00 it may still be kept.
        assert still_open.streak.history[-2].state is (WeekState.KEPT if missing <= 0 else WeekState.OPEN)
        now = member(curriculum, target, freezes, done, MONDAY)
        needed = days_needed(now.streak.this_week, now.streak.freezes if missing > 0 else freezes)
        assert needed == brute_force(target, freezes, done)
        for weekday in range(7):
            assert_said(member(curriculum, target, freezes, done, MONDAY + weekday * DAY), target, done)


def before_of(progress: Progress):
    """The chain as it was when the week that is looked at began."""
    monday = progress.streak.history[-2].monday
    days = {day for day in progress.journal.study_days if day < monday}
    return streak(days, progress.plan, monday, lambda other: other >= monday, lambda _: False)


def brute_force(target: int, freezes: int, done: int) -> int:
    """The fewest more days with which the week would count, found by trying."""
    for more in range(8):
        days = done + more
        if days >= target or (target - days <= freezes and (days or target == 1)):
            return more
    raise AssertionError("seven days keep every week")


def assert_said(progress: Progress, target: int, done: int) -> None:
    """The line is true: what is left is what is missing, and never more than the days that are left."""
    said = streak_line(chain_of(progress))
    assert " 0 weeks" not in f" {said}"
    assert f"{done} of {target}" not in said or done <= target
    left = 7 - progress.today.weekday() - sum(day >= progress.today for day in progress.journal.study_days)
    if done >= target:
        assert f"{target} of {target} ✓" in said
        assert ("and" in said.split("✓")[1].split("·")[0]) == (done > target)
    elif " more day" in said:
        number = int(said.split(" more day")[0].split()[-1])
        assert number <= left


@pytest.mark.parametrize(
    ("days", "activities", "hours"),
    [
        ((0, 2, 5), [("Read paper/blog",), ("Implementation/coding",), ("Review + exercises",)], [1, 1.5, 1.5]),
        ((1, 3, 6), [("Read paper/blog",), ("Implementation/coding",), ("Review + exercises",)], [1, 1.5, 1.5]),
        ((6,), [("Read paper/blog", "Implementation/coding", "Review + exercises")], [4]),
        ((5, 6), [("Read paper/blog",), ("Implementation/coding", "Review + exercises")], [1, 3]),
        (
            (0, 1, 2, 3, 4, 5, 6),
            [
                *[("Read paper/blog",)] * 3,
                *[("Implementation/coding",)] * 2,
                *[("Review + exercises",)] * 2,
            ],
            [1 / 3, 1 / 3, 1 / 3, 0.75, 0.75, 0.75, 0.75],
        ),
    ],
)
def test_activities_are_shared_out(
    curriculum: Roadmap, days: tuple[int, ...], activities: list[tuple[str, ...]], hours: list[float]
):
    """Own day i of n has the activities from i·m//n up to max(i·m//n + 1, (i+1)·m//n); the hours stay the week's."""
    found = sessions(curriculum, days)
    assert [session.activities for session in found] == activities
    assert [session.hours for session in found] == pytest.approx(hours)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_the_hours_of_a_week_stay(curriculum: Roadmap, days: set[int]):
    """Whatever days: nothing is added and nothing is lost, and every activity is done."""
    found = sessions(curriculum, sorted(days))
    assert sum(session.hours for session in found) == pytest.approx(ordinary_hours(curriculum))
    assert {one for session in found for one in session.activities} == {row.activity for row in curriculum.rhythm}
    assert [session.weekday for session in found] == sorted(days)


@pytest.mark.parametrize(
    ("starts_on", "today", "monday"),
    [
        (MONDAY, week(3), week(4)),
        (MONDAY, week(3) + 6 * DAY, week(4)),
        (week(1), MONDAY + 4 * DAY, MONDAY),  # the plan has not begun: from this week on
    ],
)
def test_own_days_hold_from_the_next_monday(curriculum: Roadmap, starts_on: date, today: date, monday: date):
    """Or from this one while the plan has not begun; the roadmap's own days are no days of one's own."""
    progress = standing(curriculum, today, starts_on=starts_on)
    assert own_days_from(progress, [6, 1, 3, 3]) == OwnDays(monday, (1, 3, 6))
    assert own_days_from(progress, [0, 2, 5]) == OwnDays(monday, ())


def test_what_changes_is_told_with_its_monday(curriculum: Roadmap):
    """This week keeps its days; next week has the new ones."""
    progress = standing(curriculum, week(3) + 2 * DAY)
    own = own_days_from(progress, [6])
    changed = replace(progress, record=replace(progress.record, own_days=(own,)))
    assert (changed.plan.weekdays(week(3)), changed.plan.weekdays(week(4))) == ((0, 2, 5), (6,))
    assert coming_days(changed) == ((6,), week(4))
    assert coming_days(progress) is None


def test_own_days_stay_when_the_roadmaps_change(curriculum: Roadmap):
    """Whoever has days of their own keeps them through an edit; all others follow it from the next Monday."""
    edition = edited(first_edition(curriculum), rhythm("Mon", "Tue")(curriculum), week(2))
    own = Plan(edition, (Choice(MONDAY),), own_days=(OwnDays(MONDAY, (6,)),))
    theirs = Plan(edition, (Choice(MONDAY),))
    assert [own.target(week(n)) for n in (1, 2, 3)] == [1, 1, 1]
    assert [theirs.target(week(n)) for n in (1, 2, 3)] == [3, 3, 2]


weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))


@given(
    days=st.sets(st.integers(0, 7 * 12 - 1), max_size=40),
    changes=st.lists(st.tuples(st.integers(0, 11), weekdays), max_size=4),
    pauses=st.lists(st.tuples(st.integers(0, 70), st.integers(1, 20)), max_size=3),
    later=st.tuples(st.integers(0, 11), weekdays),
)
def test_days_that_come_later_change_no_closed_week(
    curriculum: Roadmap,
    days: set[int],
    changes: list[tuple[int, tuple[int, ...]]],
    pauses: list[tuple[int, int]],
    later: tuple[int, tuple[int, ...]],
):
    """New study days from a Monday on leave every week before it as it was judged, and spend no freeze there."""
    edition = first_edition(curriculum)
    own = tuple({n: OwnDays(week(n), of) for n, of in changes}.values())
    some = tuple(Pause(MONDAY + first * DAY, MONDAY + (first + length) * DAY) for first, length in pauses)
    studied = {MONDAY + n * DAY for n in days}
    plan = Plan(edition, (Choice(MONDAY),), some, own)
    changed = replace(
        plan, own_days=(*(o for o in own if o.monday != week(later[0])), OwnDays(week(later[0]), later[1]))
    )
    today = week(12)

    def history(one: Plan):
        return streak(studied, one, today, lambda monday: monday > today - timedelta(days=8), lambda _: False).history

    before, after = history(plan), history(changed)
    assert [w for w in before if w.monday < week(later[0])] == [w for w in after if w.monday < week(later[0])]
    for one in after:
        assert one.state is not WeekState.FROZEN or one.freezes_spent == one.missing > 0
        assert one.is_kept <= (one.days > 0 or one.target == 1)
        assert not (one.is_touched and one.state in (WeekState.BROKEN, WeekState.FROZEN))
