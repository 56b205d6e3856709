"""Finding a time zone by what people type."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.zones import find_zone, zone_label, zone_names, zones_matching

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("berlin", "Europe/Berlin"),
        ("BERLIN", "Europe/Berlin"),
        ("  berl ", "Europe/Berlin"),
        ("Europe/Ber", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("york", "America/New_York"),
        ("buenos", "America/Argentina/Buenos_Aires"),
        ("argentina buenos", "America/Argentina/Buenos_Aires"),
        ("aires argentina", "America/Argentina/Buenos_Aires"),
        ("kathm", "Asia/Kathmandu"),
        ("port-au", "America/Port-au-Prince"),
        ("utc", "UTC"),
        ("lond", "Europe/London"),
        ("+5:45", "Asia/Kathmandu"),
    ],
)
def test_the_best_match_comes_first(typed: str, best: str):
    """A city that begins with what was typed wins, then any word, in any case and order."""
    assert zones_matching(typed, WINTER)[0] == best


@pytest.mark.parametrize("typed", ["+5:45", "+05:45", "+0545", "+545", "utc+5:45", "UTC +5:45", "gmt+5:45"])
def test_an_offset_finds_its_zones(typed: str):
    """An offset may be written in any usual way."""
    assert zones_matching(typed, WINTER) == ["Asia/Kathmandu", "Asia/Katmandu"]


@pytest.mark.parametrize(
    ("typed", "now", "inside", "outside"),
    [
        ("utc-3", WINTER, "America/Sao_Paulo", "America/New_York"),
        ("+1", WINTER, "Europe/Berlin", "Europe/London"),
        ("+1", SUMMER, "Europe/London", "Europe/Berlin"),  # the offset of today, not the standard one
        ("+2", SUMMER, "Europe/Berlin", "Europe/London"),
        ("+0", WINTER, "UTC", "Europe/Berlin"),
        ("-0", WINTER, "UTC", "Europe/Berlin"),
        ("+13", WINTER, "Pacific/Auckland", "Australia/Sydney"),
    ],
)
def test_an_offset_is_that_of_today(typed: str, now: datetime, inside: str, outside: str):
    """Summer time counts."""
    found = zones_matching(typed, now)
    assert inside in found
    assert outside not in found


def test_a_region_lists_its_cities():
    """A region finds all its zones, in alphabetical order, and no others before them."""
    found = zones_matching("australia", WINTER)
    ours = [name for name in zone_names() if name.startswith("Australia/")]
    assert found[: len(ours)] == ours


def test_nothing_typed_offers_everything():
    """An empty field offers every zone, and nonsense offers none."""
    assert set(zones_matching("", WINTER)) == set(zone_names())
    assert zones_matching("xyzzy", WINTER) == []


def test_names_stand_for_places():
    """Old abbreviations and files that are no zones stay out of the list; every name loads."""
    assert not {"EST", "posixrules", "Factory", "localtime", "US/Eastern"} & set(zone_names())
    assert all(ZoneInfo(name).key == name for name in zone_names())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_name_is_found_in_any_case(typed: str, name: str):
    """People do not type underscores and capitals."""
    found = find_zone(typed)
    assert found is not None
    assert found.key == name


@pytest.mark.parametrize("typed", ["", "Berlin", "Europe", "../../etc/passwd", "/etc/localtime", "Mars/Olympus", "\0"])
def test_what_is_no_zone_is_none(typed: str):
    """Anything else is no zone, and never an exception."""
    assert find_zone(typed) is None


@given(st.text(max_size=40))
def test_anything_typed_is_answered(typed: str):
    """Autocomplete survives every text, and offers only zones that exist."""
    assert set(zones_matching(typed, WINTER)) <= set(zone_names())
    find_zone(typed)


@pytest.mark.parametrize(
    ("name", "now", "label"),
    [
        ("Europe/Berlin", WINTER, "Europe/Berlin · UTC+01:00 · 13:00 now"),
        ("Europe/Berlin", SUMMER, "Europe/Berlin · UTC+02:00 · 14:00 now"),
        ("America/New_York", WINTER, "America/New York · UTC-05:00 · 07:00 now"),
        ("Asia/Kathmandu", WINTER, "Asia/Kathmandu · UTC+05:45 · 17:45 now"),
        ("UTC", WINTER, "UTC · UTC+00:00 · 12:00 now"),
    ],
)
def test_a_label_shows_the_clock(name: str, now: datetime, label: str):
    """A person recognises their zone by the time on their wall."""
    assert zone_label(name, now) == label
