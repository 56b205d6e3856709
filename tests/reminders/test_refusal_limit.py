"""The ceiling far below Discord's own, by which a wave of refusals stops itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.reminders.refusal_limit import MOST_REFUSALS, WINDOW, RefusalLimit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_it_is_far_below_discords_ban():
    """10,000 invalid requests in 10 minutes ban an address."""
    assert timedelta(minutes=10) == WINDOW
    assert MOST_REFUSALS <= 1000


def test_it_is_reached_by_many_refusals_and_opens_when_they_are_past():
    """Only refusals of the last ten minutes count."""
    ceiling = RefusalLimit(most=3)
    for minute in (0, 4, 8):
        assert not ceiling.is_reached(NOON + timedelta(minutes=minute))
        ceiling.refused(NOON + timedelta(minutes=minute))
    assert ceiling.is_reached(NOON + timedelta(minutes=9))
    assert not ceiling.is_reached(NOON + timedelta(minutes=10))
