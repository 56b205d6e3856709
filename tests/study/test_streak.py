"""The streak: stories told week by week, and what holds for every story."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.choices import Choice, OwnDays, Pause
from bot.study.days import is_open, week_of
from bot.study.plan import Plan
from bot.study.streak import (
    Streak,
    StudyWeek,
    WeekState,
    days_left,
    days_needed,
    is_last_chance,
    warning_is_due,
)
from bot.study.streak import streak as streak_of
from tests.study.people import DAY, MONDAY, WEEK, bones, edition, week

PLAN = Plan(edition(bones(36)), (Choice(MONDAY),))

LETTERS = {
    WeekState.KEPT: "K",
    WeekState.FROZEN: "F",
    WeekState.NEUTRAL: "-",
    WeekState.OPEN: "o",
    WeekState.BROKEN: "x",
}


def studied(*days_a_week: int) -> frozenset[date]:
    """So many study days in the plan's weeks, from the Tuesday of each on; 7 is the whole week."""
    return frozenset(
        MONDAY + n * WEEK + ((1 + day) % 7) * DAY for n, days in enumerate(days_a_week) for day in range(days)
    )


def streak(days: Set[date], plan: Plan, today: date, finished_from: date = date.max) -> Streak:
    """The chain of somebody who has done everything before a day, if ever."""
    return streak_of(days, plan, today, lambda monday: is_open(monday, today), lambda monday: monday > finished_from)


def on_days(*days: int) -> Plan:
    """The plan with study days of one's own from the start on."""
    return replace(PLAN, own_days=(OwnDays(MONDAY, days),))


def letters(history: tuple[StudyWeek, ...]) -> str:
    """What became of the weeks, a letter each: Kept, Frozen, - neutral, open, x broken."""
    return "".join(LETTERS[a_week.state] for a_week in history)


@pytest.mark.parametrize(
    ("days_a_week", "story", "weeks", "freezes"),
    [
        # The last number is the current week, looked at on its Sunday.
        ([0], "o", 0, 1),
        ([2], "o", 0, 1),
        ([3], "K", 1, 1),
        ([7], "K", 1, 1),
        ([3, 3, 0], "KKo", 2, 1),
        ([3, 3, 3], "KKK", 3, 1),
        # One day missing: the first freeze keeps the week; the second time there is none.
        ([3, 2, 0], "KFo", 2, 0),
        ([3, 2, 2, 0], "KFxo", 0, 0),
        # Two days missing and one freeze: the chain ends, and the freeze stays.
        ([3, 1, 0], "Kxo", 0, 1),
        ([3, 1, 2, 0], "KxFo", 1, 0),
        # A week without a study day is never frozen.
        ([3, 0, 0], "Kxo", 0, 1),
        ([3] * 8 + [0, 0], "KKKKKKKKxo", 0, 3),
        # Every fourth kept week earns a freeze, up to three; a frozen week is a kept one.
        ([3] * 4, "KKKK", 4, 2),
        ([3, 2, 3, 3], "KFKK", 4, 1),
        ([3] * 8, "KKKKKKKK", 8, 3),
        ([3] * 16, "K" * 16, 16, 3),
        # Two freezes keep a week with one study day.
        ([3] * 4 + [1, 0], "KKKKFo", 5, 0),
        ([3] * 8 + [1, 2, 0], "KKKKKKKKFFo", 10, 0),
        # A fourth kept week by freeze gives one back at once.
        ([3, 3, 3, 2, 0], "KKKFo", 4, 1),
        # The chain begins anew after a break; kept weeks before it still count towards a freeze.
        ([3, 3, 0, 3, 3], "KKxKK", 2, 2),
    ],
)
def test_the_story_of_a_chain(days_a_week: list[int], story: str, weeks: int, freezes: int):
    """Weeks with so many study days, as the member sees them on the last Sunday."""
    chain = streak(studied(*days_a_week), PLAN, week(len(days_a_week)) - DAY)
    assert (letters(chain.history), chain.weeks, chain.freezes) == (story, weeks, freezes)


def test_any_days_count():
    """Not only Monday, Wednesday and Saturday."""
    tuesday, thursday, sunday = MONDAY + DAY, MONDAY + 3 * DAY, MONDAY + 6 * DAY
    assert streak({tuesday, thursday, sunday}, PLAN, sunday).weeks == 1


def test_the_current_week_joins_when_its_target_is_reached():
    """The third study day extends the streak at once, not at the end of the week."""
    days = [week(1), week(1) + 2 * DAY, week(1) + 4 * DAY]
    seen = [streak(studied(3) | set(days[: n + 1]), PLAN, day).weeks for n, day in enumerate(days)]
    assert seen == [1, 1, 2]


@pytest.mark.parametrize(
    ("today", "story", "weeks", "freezes"),
    [
        (week(1) - DAY, "o", 0, 1),  # Sunday
        (week(1), "oo", 0, 1),  # Monday: still open for late logging
        (week(1) + DAY, "Fo", 1, 0),  # Tuesday: closed
    ],
)
def test_a_week_is_judged_when_it_closes(today: date, story: str, weeks: int, freezes: int):
    """No freeze is spent, and no chain is broken, before Tuesday."""
    chain = streak(studied(2), PLAN, today)
    assert (letters(chain.history), chain.weeks, chain.freezes) == (story, weeks, freezes)


def test_late_logging_keeps_the_week():
    """On Monday a forgotten Sunday is logged, and the week is kept without a freeze."""
    chain = streak(studied(2) | {week(1) - DAY}, PLAN, week(1))
    assert (letters(chain.history), chain.weeks, chain.freezes) == ("Ko", 1, 1)


def test_an_open_week_holds_the_chain():
    """While last week may still be kept, the chain before it stands."""
    assert streak(studied(3, 3, 1), PLAN, week(3)).weeks == 2
    assert streak(studied(3, 3, 1), PLAN, week(3) + DAY).weeks == 0


@pytest.mark.parametrize(
    ("first", "until", "days_a_week", "story", "weeks"),
    [
        # Two weeks off: neutral, and the chain goes on after them.
        (week(1), week(3), [3, 0, 0, 3], "K--K", 2),
        # Work done while paused still counts as logged, but keeps no week that is neutral.
        (week(1), week(2), [3, 3, 3], "K-K", 2),
        # From Thursday on only Monday and Wednesday are left: two days are enough.
        (week(1) + 3 * DAY, week(2), [3, 2, 0], "KKo", 2),
        # A pause of one Tuesday changes nothing.
        (week(1) + DAY, week(1) + 2 * DAY, [3, 2, 0], "KFo", 2),
        # A week that a pause touches counts for nothing when less is done; no freeze is spent, and nothing breaks.
        (week(1) + 3 * DAY, week(2), [3, 1, 0], "K-o", 1),
        (week(1) + 3 * DAY, week(2), [3, 0, 3], "K-K", 2),
        (week(1) + DAY, week(2), [3, 0, 3], "K-K", 2),  # begun on the Tuesday: only Monday was left
        (week(1) + DAY, week(2), [3, 1, 3], "KKK", 3),
        (week(1) + 5 * DAY, week(3), [3, 1, 0, 3], "K--K", 2),
        # While it is open it may still be kept.
        (week(1) + 3 * DAY, week(2), [3, 1], "Ko", 1),
    ],
)
def test_pauses(first: date, until: date, days_a_week: list[int], story: str, weeks: int):
    """Paused weeks count for nothing; a part of a week lowers its target, and keeps or counts for nothing."""
    plan = replace(PLAN, pauses=(Pause(first, until),))
    chain = streak(studied(*days_a_week), plan, week(len(days_a_week)) - DAY)
    assert (letters(chain.history), chain.weeks) == (story, weeks)


@pytest.mark.parametrize(
    ("own_days", "days_a_week", "story", "weeks", "freezes"),
    [
        ((6,), [1, 1, 0], "KKo", 2, 1),
        ((6,), [1, 0, 0], "KFo", 2, 0),  # with a target of 1 a freeze needs no study day
        ((6,), [0, 0, 1], "FxK", 1, 0),
        ((6,), [1, 1, 1, 1, 0, 0, 0, 0], "KKKKFFxo", 0, 0),
        ((1, 3), [2, 1, 0], "KFo", 2, 0),
        ((1, 3), [2, 0, 0], "Kxo", 0, 1),  # two missing, one freeze
        ((1, 3), [2, 2, 2, 2, 0, 0], "KKKKxo", 0, 2),  # with a target of 2 a week without a study day is never frozen
        ((0, 1, 2, 3, 4), [5, 4, 3, 0], "KFxo", 0, 0),
        ((0, 1, 2, 3, 4, 5, 6), [7, 7, 7, 7, 5, 7], "KKKKFK", 6, 0),
        ((0, 1, 2, 3, 4, 5, 6), [7, 7, 7, 7, 4, 7], "KKKKxK", 1, 2),
    ],
)
def test_own_days_are_the_target(
    own_days: tuple[int, ...], days_a_week: list[int], story: str, weeks: int, freezes: int
):
    """As many study days as are one's own keep a week, on any days."""
    chain = streak(studied(*days_a_week), on_days(*own_days), week(len(days_a_week)) - DAY)
    assert (letters(chain.history), chain.weeks, chain.freezes) == (story, weeks, freezes)


def test_other_days_change_no_week_before_them():
    """Three days kept the first weeks; five are asked for from the third on."""
    plan = replace(PLAN, own_days=(OwnDays(week(2), (0, 1, 2, 3, 4)),))
    chain = streak(studied(3, 2, 3, 0), plan, week(4) - DAY)
    assert letters(chain.history) == "KFxo"
    assert [one.target for one in chain.history] == [3, 3, 5, 5]


def test_after_the_end_no_week_breaks():
    """With all of it done before a week's Monday the week can be kept, and else counts for nothing."""
    chain = streak(studied(3, 3, 0, 3, 1, 0), PLAN, week(6) - DAY, finished_from=week(1) + 5 * DAY)
    assert (letters(chain.history), chain.weeks, chain.freezes) == ("KK-K--", 3, 1)
    still_at_it = streak(studied(3, 1, 0), PLAN, week(3) - DAY, finished_from=week(1))
    assert letters(still_at_it.history) == "Kx-", "on the Monday of the week something was left"


def test_a_free_week_counts_for_nothing():
    """It asks for no study day, and what is done in it keeps nothing."""
    plan = Plan(edition(bones(6, free=(2, 3))), (Choice(MONDAY),))
    assert letters(streak(studied(3, 0, 3, 3), plan, week(4) - DAY).history) == "K--K"


@pytest.mark.parametrize(("days_a_week", "longest"), [([0], 0), ([3, 3, 0, 0], 2), ([3, 0, 3, 3, 3, 0, 0], 3)])
def test_the_longest_chain(days_a_week: list[int], longest: int):
    """It is remembered after a break."""
    assert streak(studied(*days_a_week), PLAN, week(len(days_a_week)) - DAY).longest == longest


def test_before_the_start():
    """Weeks before the plan's start can be kept, and never break the chain."""
    early = {MONDAY - 3 * WEEK + n * DAY for n in range(3)} | {MONDAY - WEEK}
    chain = streak(early | studied(3), PLAN, MONDAY + 6 * DAY)
    assert (letters(chain.history), chain.weeks, chain.freezes) == ("K--K", 2, 1)


def test_joining_for_next_monday():
    """Before the first Monday there is nothing to lose, and the current week is shown."""
    chain = streak(frozenset(), PLAN, MONDAY - 3 * DAY)
    assert (letters(chain.history), chain.weeks, chain.this_week.monday) == ("-", 0, MONDAY - WEEK)


def test_every_week_has_its_reason():
    """The history says how many days there were, how many were asked for, and what was spent."""
    assert streak(studied(3, 2, 1), PLAN, week(2) + 6 * DAY).history == (
        StudyWeek(week(0), 3, 3, WeekState.KEPT),
        StudyWeek(week(1), 2, 3, WeekState.FROZEN, freezes_spent=1),
        StudyWeek(week(2), 1, 3, WeekState.OPEN),
    )


@pytest.mark.parametrize(("kept", "to_next"), [(0, 4), (1, 3), (3, 1), (4, 4), (5, 3)])
def test_weeks_to_the_next_freeze(kept: int, to_next: int):
    """How many kept weeks the next freeze is away."""
    assert streak(studied(*[3] * kept), PLAN, week(kept)).weeks_to_next_freeze == to_next


# Warnings: after three kept weeks (one freeze), a week with these weekdays studied, Monday 0.
@pytest.mark.parametrize(
    ("weekdays", "warned_on"),
    [
        ([], "Sat"),  # two needed, and the freeze covers the third
        ([0], "Sun"),  # one needed, and the freeze covers the other
        ([0, 1], ""),  # the freeze covers what is missing
        ([4], "Sun"),
        ([0, 5], ""),  # studied on Saturday
        ([0, 1, 2], ""),  # kept already
        ([5], "Sun"),
        ([6], "Sat"),  # after Saturday one day alone can't help any more, so nothing is said
    ],
)
def test_the_day_of_the_warning(weekdays: list[int], warned_on: str):
    """The warning comes on the day when the days needed are the days left, and only then."""
    days = studied(3, 3, 3) | {week(3) + n * DAY for n in weekdays}
    assert " ".join(warning_days(days, week(3))) == warned_on


@pytest.mark.parametrize(("weekdays", "warned_on"), [([], "Fri"), ([1], "Sat"), ([1, 3], "Sun"), ([1, 3, 5], "")])
def test_the_day_of_the_warning_without_freezes(weekdays: list[int], warned_on: str):
    """With target 3: nothing done, Friday; one, Saturday; two, Sunday."""
    days = studied(2, 3, 3) | {week(3) + n * DAY for n in weekdays}
    assert streak(studied(2, 3, 3), PLAN, week(3)).freezes == 0
    assert " ".join(warning_days(days, week(3))) == warned_on


def warning_days(days: Set[date], monday: date) -> list[str]:
    """The weekdays of a week on which a warning is due, each seen with what was logged until then."""
    seen = ((day, {d for d in days if d <= day}) for day in (monday + n * DAY for n in range(7)))
    return [f"{day:%a}" for day, so_far in seen if warning_is_due(streak(so_far, PLAN, day), so_far, day)]


def with_freezes(target: int, freezes: int) -> tuple[Plan, frozenset[date]]:
    """A chain of eight weeks or more with so many study days a week, and the freezes that are left of it."""
    plan = replace(PLAN, own_days=(OwnDays(MONDAY, tuple(range(target))),))
    kept = [target] * (8 if freezes > 1 else 3)
    days = {MONDAY + n * WEEK + day * DAY for n, number in enumerate(kept) for day in range(number)}
    spent = len(kept) // 4 + 1 - freezes
    for n in range(spent):  # weeks that were kept with a freeze: with a target of 1 by doing nothing
        days.discard(MONDAY + n * WEEK)
    monday = MONDAY + len(kept) * WEEK
    chain = streak(days, plan, monday + 6 * DAY)
    assert (chain.freezes, chain.weeks) == (freezes, len(kept))
    return plan, frozenset(days)


@pytest.mark.parametrize("target", range(1, 8))
@pytest.mark.parametrize("freezes", range(4))
def test_the_warning_is_for_the_last_day_that_can_help(target: int, freezes: int):
    """For every target, number of freezes, days done and weekday: the streak itself says whether today is needed."""
    plan, before = with_freezes(target, freezes)
    monday = week_of(max(before)) + WEEK
    after = monday + 9 * DAY
    for done in range(1 << 7):
        this_week = frozenset(monday + n * DAY for n in range(7) if done >> n & 1)
        for weekday in range(7):
            today = monday + weekday * DAY
            so_far = before | {day for day in this_week if day <= today}
            to_come = {today + n * DAY for n in range(7 - weekday)}

            def is_kept(days: Set[date]) -> bool:
                judged = {week.monday: week for week in streak(days, plan, after).history}
                return judged[monday].is_kept

            is_last = is_kept(so_far | to_come) and not is_kept(so_far | (to_come - {today}))
            every_day = target - freezes == 7
            expected = is_last and today not in so_far and not every_day
            assert warning_is_due(streak(so_far, plan, today), so_far, today) is expected, (done, weekday)


@pytest.mark.parametrize("target", range(1, 8))
@pytest.mark.parametrize("freezes", range(4))
def test_the_last_reminder_that_can_save_the_freezes(target: int, freezes: int):
    """It says so exactly when all days from it on keep the whole target, and from the next reminder on they don't."""
    plan, before = with_freezes(target, freezes)
    monday = week_of(max(before)) + WEEK
    for done in range(1 << 7):
        for weekday in range(target):
            today = monday + weekday * DAY
            so_far = {monday + n * DAY for n in range(weekday + 1) if done >> n & 1}
            most = len(so_far | {today + n * DAY for n in range(7 - weekday)})
            most_later = len(so_far | {today + n * DAY for n in range(1, 7 - weekday)}) if weekday + 1 < target else 0
            chain = streak(before | so_far, plan, today)
            said = is_last_chance(chain, before | so_far, today, plan.unpaused_days(monday))
            expected = freezes > 0 and len(so_far) < target and most >= target > most_later
            assert said is expected, (done, weekday)


@pytest.mark.parametrize(
    ("weekdays", "said_on"),
    [([], "Wed"), ([0], "Sat"), ([0, 2], "Sat"), ([0, 1, 2], "")],
)
def test_the_reminder_that_says_how_to_keep_the_freeze(weekdays: list[int], said_on: str):
    """With Mon, Wed and Sat: nothing done, Wednesday; one or two days done, Saturday."""
    before, monday = studied(3, 3, 3), week(3)
    found: list[str] = []
    for day in (monday + n * DAY for n in (0, 2, 5)):
        days = before | {d for d in (monday + n * DAY for n in weekdays) if d < day}
        if is_last_chance(streak(days, PLAN, day), days, day, PLAN.unpaused_days(monday)):
            found.append(f"{day:%a}")
    assert " ".join(found) == said_on


def test_two_freezes_cover_two_days():
    """With two freezes and one study day there is nothing to warn of."""
    days = studied(3, 3, 3, 3) | {week(4)}
    assert warning_days(days, week(4)) == []
    assert warning_days(studied(3, 3, 3, 3), week(4)) == ["Sun"]


def test_a_chain_of_one_is_not_warned():
    """A warning is for a streak of two or more."""
    assert warning_days(studied(3), week(1)) == []
    assert warning_days(studied(3, 3), week(2)) == ["Sat"]


def test_a_week_that_a_pause_touches_is_not_warned_of():
    """It can't break the chain, so there is nothing to warn of."""
    plan = replace(PLAN, pauses=(Pause(week(3) + 5 * DAY, week(3) + 6 * DAY),))
    due = [
        f"{day:%a}"
        for day in (week(3) + n * DAY for n in range(7))
        if warning_is_due(streak(studied(3, 3, 3), plan, day), studied(3, 3, 3), day)
    ]
    assert due == []


@pytest.mark.parametrize(
    ("target", "days", "freezes", "needed"),
    [
        (3, 0, 0, 3),
        (3, 0, 1, 2),
        (3, 0, 2, 1),
        (3, 0, 3, 1),  # one at least
        (3, 1, 1, 1),
        (3, 1, 2, 0),
        (3, 2, 0, 1),
        (3, 2, 1, 0),
        (3, 4, 0, 0),
        (1, 0, 0, 1),
        (1, 0, 1, 0),  # with a target of 1 a freeze is enough
        (1, 1, 0, 0),
        (2, 0, 2, 1),
        (7, 0, 3, 4),
        (7, 3, 3, 1),
        (7, 4, 3, 0),
        (0, 0, 1, 0),
    ],
)
def test_the_days_that_still_keep_a_week(target: int, days: int, freezes: int, needed: int):
    """The fewest with the freezes there are."""
    assert days_needed(StudyWeek(MONDAY, days, target, WeekState.OPEN), freezes) == needed


@pytest.mark.parametrize(
    ("today", "weekdays", "left"),
    [(0, [], 7), (0, [0], 6), (3, [0, 1], 4), (3, [3], 3), (6, [], 1), (6, [6], 0), (5, [6], 1)],
)
def test_the_days_that_are_left(today: int, weekdays: list[int], left: int):
    """Today and every day until Sunday on which nothing is logged yet."""
    one = StudyWeek(MONDAY, len(weekdays), 3, WeekState.OPEN)
    assert days_left(one, {MONDAY + n * DAY for n in weekdays}, MONDAY + today * DAY) == left


days_in_20_weeks = st.frozensets(st.integers(-14, 140).map(lambda n: MONDAY + n * DAY), max_size=80)
# Random days seldom keep weeks; these stories do.
tales = st.lists(st.sampled_from([0, 1, 2, 2, 3, 3, 3, 4]), max_size=20).map(lambda weeks: studied(*weeks))
study_days = days_in_20_weeks | tales
pauses = st.lists(
    st.tuples(st.integers(-10, 130), st.integers(1, 30)).map(
        lambda span: Pause(MONDAY + span[0] * DAY, MONDAY + (span[0] + span[1]) * DAY)
    ),
    max_size=2,
).map(tuple)
own_days = st.lists(
    st.builds(
        OwnDays,
        st.integers(-2, 20).map(week),
        st.sampled_from([(), (6,), (1, 3), (0, 2, 5), (0, 1, 2, 3), (0, 1, 2, 3, 4, 5, 6)]),
    ),
    max_size=2,
    unique_by=lambda own: own.monday,
).map(tuple)
roads = st.sampled_from([(), (), (1,), (3, 4), (2, 7)]).map(lambda free: edition(bones(36, free)))
plans = st.builds(Plan, roads, st.just((Choice(MONDAY),)), pauses, own_days)
todays = st.integers(-10, 150).map(lambda n: MONDAY + n * DAY)
finishes = st.just(date.max) | st.integers(0, 140).map(lambda n: MONDAY + n * DAY)


def asked_and_done(days: Set[date], plan: Plan, monday: date) -> tuple[int, int, bool]:
    """How many study days a week asks for, how many it has, and whether a pause takes one of them."""
    week_days = [monday + n * DAY for n in range(7)]
    off = {day for day in week_days for pause in plan.pauses if pause.first <= day < pause.until}
    own = max((own for own in plan.own_days if own.monday <= monday), key=lambda own: own.monday, default=None)
    asked = {week_days[n] for n in (own.days if own and own.days else (0, 2, 5))}
    return 0 if plan.is_free(monday) else len(asked - off), len(days & set(week_days)), bool(asked & off)


def purse(changes: list[int]) -> int:
    """One freeze to begin with, then what was earned and spent; never more than three."""
    left = 1
    for change in changes:
        left = min(3, left + change)
    return left


def slow_streak(days: Set[date], plan: Plan, today: date, finished_from: date) -> tuple[int, int]:
    """The rule told again: what became of each week that counts, then the row of kept ones at the end."""
    kept: list[bool] = []
    changes: list[int] = []
    for monday in (MONDAY + n * WEEK for n in range(-5, 60) if MONDAY + n * WEEK <= today):
        asked, done, touched = asked_and_done(days, plan, monday)
        missing = asked - done
        under_way = MONDAY <= monday <= finished_from
        is_closed = today >= monday + 8 * DAY
        if asked and missing > 0 and (not under_way or not is_closed or touched):
            continue
        if asked:
            kept.append(missing <= 0 or ((done > 0 or asked == 1) and missing <= purse(changes)))
            changes += [-missing] if kept[-1] and missing > 0 else []
            changes += [1] if kept[-1] and sum(kept) % 4 == 0 else []
    chain = next((n for n, was_kept in enumerate(reversed(kept)) if not was_kept), len(kept))
    return chain, purse(changes)


@given(study_days, plans, todays, finishes)
def test_the_streak_is_the_slow_rule(days: frozenset[date], plan: Plan, today: date, finished_from: date):
    """An independent telling of the rule comes to the same chain and freezes."""
    chain = streak(days, plan, today, finished_from)
    assert (chain.weeks, chain.freezes) == slow_streak(days, plan, today, finished_from)


@given(study_days, plans, todays)
def test_freezes_are_spent_only_to_keep(days: frozenset[date], plan: Plan, today: date):
    """There are 0 to 3 freezes; one a missing day is spent on a frozen week, and none on any other."""
    chain = streak(days, plan, today)
    assert 0 <= chain.freezes <= 3
    for one in chain.history:
        missing = one.target - one.days
        assert one.freezes_spent == (missing if one.state is WeekState.FROZEN else 0)
        unstudied = {WeekState.NEUTRAL, WeekState.OPEN, WeekState.BROKEN}
        assert one.days > 0 or one.state in unstudied | ({WeekState.FROZEN} if one.target == 1 else set())
        assert not one.is_touched or one.state in (WeekState.NEUTRAL, WeekState.OPEN, WeekState.KEPT)


@given(study_days, plans, todays)
def test_the_chain_never_grows_without_a_study_day(days: frozenset[date], plan: Plan, today: date):
    """Each week of the chain has a study day of its own, and a month without any adds nothing but what was open.

    Where one day is all that a week asks for, a freeze does for it.
    """
    days = frozenset(day for day in days if day <= today)
    chain = streak(days, plan, today)
    assert chain.weeks <= len({week_of(day) for day in days}) + len(without_a_day(chain))
    later = streak(days, plan, today + 4 * WEEK)
    still_open = [one for one in chain.history if one.state is WeekState.OPEN and one.days]
    by_freeze = len(without_a_day(later)) - len(without_a_day(chain))
    assert later.weeks <= chain.weeks + len(still_open) + by_freeze


def without_a_day(chain: Streak) -> list[StudyWeek]:
    """The weeks that freezes alone have kept."""
    return [one for one in chain.history if one.is_kept and not one.days]


@given(study_days, plans, todays, st.integers(0, 13))
def test_studying_never_shortens_the_chain(days: frozenset[date], plan: Plan, today: date, ago: int):
    """Whatever day is still open for logging: to log it never makes the chain shorter."""
    day = today - ago * DAY
    if is_open(week_of(day), today):
        assert streak(days | {day}, plan, today).weeks >= streak(days, plan, today).weeks


@given(study_days, plans, todays, st.integers(0, 60))
def test_closed_weeks_never_change(days: frozenset[date], plan: Plan, today: date, more: int):
    """What became of a closed week stays so, whatever is studied later."""
    later = today + more * DAY
    still_loggable = min(monday for monday in (week_of(today) - WEEK, week_of(today)) if is_open(monday, today))
    until_now = frozenset(day for day in days if day < still_loggable)
    closed = [one for one in streak(until_now, plan, today).history if one.monday < still_loggable]
    told_later = {one.monday: one for one in streak(days, plan, later).history}
    assert [told_later[one.monday] for one in closed] == closed


@given(study_days, plans, todays)
def test_a_warning_can_help(days: frozenset[date], plan: Plan, today: date):
    """Whoever is warned and studies on every day left keeps the week; whoever studied today is never warned."""
    days = frozenset(day for day in days if day <= today)
    before = streak(days, plan, today)
    if warning_is_due(before, days, today):
        assert today not in days
        sunday = week_of(today) + 6 * DAY
        to_come = {today + n * DAY for n in range((sunday - today).days + 1)}
        after = streak(days | to_come, plan, sunday)
        closed = streak(days | to_come, plan, sunday + 9 * DAY)
        assert {one.monday: one for one in closed.history}[week_of(today)].is_kept
        assert after.weeks >= 1
