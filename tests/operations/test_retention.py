"""Which scheduled backups stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operations.retention import DAILY, OLDEST, WEEKLY, made_at, name_of, to_keep

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

_moments = st.sets(st.integers(0, 60 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=80)


def test_a_month_of_daily_backups_leaves_seven_days_and_four_weeks():
    """Thursday's back to Friday's, then the last of each week before."""
    kept = sorted((NOW - at).days for at in to_keep([NOW - n * DAY for n in range(60)], NOW))
    assert kept == [0, 1, 2, 3, 4, 5, 6, 11, 18]


def test_several_a_day_leave_the_newest_of_each_day():
    """What comes every six hours is one a day once the day is over."""
    made = [NOW - n * 6 * HOUR for n in range(40)]
    kept = to_keep(made, NOW)
    assert {at.date() for at in kept} >= {(NOW - n * DAY).date() for n in range(DAILY)}
    assert len({at.date() for at in kept}) == len(kept)


@given(_moments)
def test_never_too_many_never_too_old_and_always_the_newest(made: set[datetime]):
    """Whatever there is."""
    kept = to_keep(made, NOW)
    assert kept <= made
    assert len(kept) <= DAILY + WEEKLY
    assert all(NOW - at <= OLDEST for at in kept)
    young = [at for at in made if NOW - at <= OLDEST]
    assert not young or max(young) in kept


@given(_moments)
def test_cleaning_up_at_every_backup_keeps_as_much_as_cleaning_up_once(made: set[datetime]):
    """A weekly one is not lost because it was not kept as a daily one in time."""
    there: set[datetime] = set()
    for at in sorted(made):
        there = to_keep(there | {at}, at)
    newest = max(made, default=NOW)
    assert there == to_keep(made, newest)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001  # made aware in the test
def test_a_name_says_when(at: datetime):
    """To the second, in UTC."""
    at = at.replace(tzinfo=UTC, microsecond=0)
    assert made_at("roadmate", name_of("roadmate", at)) == at


@pytest.mark.parametrize(
    "name",
    [
        "roadmate.db",
        "roadmate-before-the-holidays.db",
        "roadmate-2026-11-26-120000.db.roadmate-part",
        "other-2026-11-26-120000.db",
        "my-roadmate-2026-11-26-120000.db",
        "roadmate-2026-13-26-120000.db",
        "roadmate-2026-11-26-120000.sqlite",
    ],
)
def test_other_files_are_not_ours(name: str):
    """Nothing that an operator put there is ever removed."""
    assert made_at("roadmate", name) is None
