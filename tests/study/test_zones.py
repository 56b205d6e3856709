"""Finding a time zone by what people type."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.zones import Found, find_zone, look_up, places, suggestions, zone_label, zone_names
from bot.study.zones.abbreviations import MEANT
from bot.study.zones.places import PLACES
from bot.study.zones.spelling import place_key
from tests.study.zone_table import ABBREVIATIONS, CITIES, COUNTRIES, LARGE_COUNTRIES

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)


def meant(typed: str, now: datetime = WINTER) -> list[str]:
    """The zones that a text means: one is taken, several are offered."""
    return [found.zone for found in look_up(typed, places(), now)]


def offered(typed: str, now: datetime = WINTER, home: str | None = None) -> list[str]:
    """The zones that are suggested while typing."""
    return [found.zone for found in suggestions(typed, places(), now, 25, home)]


@pytest.mark.parametrize(("zone", "ways"), CITIES.items())
def test_sixty_cities_are_taken_typed_three_ways(zone: str, ways: tuple[str, str, str]):
    """In any spelling, with or without marks, in any script; the box shows them first."""
    assert {typed: meant(typed) for typed in ways} == {typed: [zone] for typed in ways}
    assert {typed: offered(typed)[0] for typed in ways} == dict.fromkeys(ways, zone)


@pytest.mark.parametrize(("zone", "ways"), COUNTRIES.items())
def test_twenty_countries_are_taken_typed_three_ways(zone: str, ways: tuple[str, str, str]):
    """A country with one clock is taken, in English and in its own words."""
    assert {typed: meant(typed) for typed in ways} == {typed: [zone] for typed in ways}
    assert {typed: offered(typed)[0] for typed in ways} == dict.fromkeys(ways, zone)


@pytest.mark.parametrize(("typed", "zones"), LARGE_COUNTRIES.items())
def test_a_country_with_several_clocks_offers_them(typed: str, zones: tuple[str, ...]):
    """One city for each clock, the largest first."""
    found = meant(typed)
    assert found[0] == zones[0]
    assert set(zones) <= set(found)
    assert offered(typed)[: len(found)] == found[:25]


@pytest.mark.parametrize(("ways", "zones"), ABBREVIATIONS.items())
def test_fifteen_abbreviations_are_answered_with_cities(ways: tuple[str, str, str], zones: tuple[str, ...]):
    """No abbreviation is taken for the fixed offset that its name is in the IANA database."""
    for typed in ways:
        found = meant(typed)
        assert found[0] == zones[0]
        assert set(zones) <= set(found)
        assert len(found) > 1 or zones == tuple(found)
        assert offered(typed)[0] == zones[0]


def test_every_abbreviation_means_zones_with_cities():
    """The table names only zones that are there."""
    assert {zone for zones in MEANT.values() for zone in zones} <= set(places().of_zones())


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("London", ["Europe/London"]),  # 9 million and 0.4
        ("Perth", ["Australia/Perth"]),
        ("Melbourne", ["Australia/Melbourne"]),
        ("Portland", ["America/Los_Angeles", "America/New_York", "America/Chicago"]),  # 650,000, 67,000, 16,000
        ("Birmingham", ["Europe/London", "America/Chicago", "America/Detroit"]),
        ("Barcelona", ["Europe/Madrid", "America/Caracas"]),
        ("San José", ["America/Los_Angeles", "America/Costa_Rica", "Asia/Manila"]),
        ("Springfield, Missouri", ["America/Chicago"]),
        ("Portland, Maine", ["America/New_York"]),
        ("Paris, Texas", ["America/Chicago"]),
        ("Paris, Texas, USA", ["America/Chicago"]),
        ("San Jose, Costa Rica", ["America/Costa_Rica"]),
        ("London, Canada", ["America/Toronto"]),
        ("London, UK", ["Europe/London"]),
        ("St Petersburg", ["Europe/Moscow"]),
        ("St. Petersburg, Florida", ["America/New_York"]),
        ("Delhi", ["Asia/Kolkata"]),  # a spelling of Dili too: own names go first
        ("Calcutta", ["Asia/Kolkata", "Africa/Johannesburg"]),  # the name of a town, the old name of a large city
        ("Washington, DC", ["America/New_York"]),
        ("nyc", ["America/New_York"]),
        ("Окленд", ["Pacific/Auckland", "America/Los_Angeles"]),  # Auckland and Oakland are one word in Russian
        ("Mexico City", ["America/Mexico_City"]),
        ("Paris, Narnia", []),
        ("Middle-earth", []),
        ("Xyzzy, Germany", []),
    ],
)
def test_a_name_is_taken_when_its_largest_bearer_has_ten_times_the_people(typed: str, zones: list[str]):
    """Else the places are offered, the largest first; what stands after a comma says which one."""
    assert list(dict.fromkeys(meant(typed))) == zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("US/Eastern", "US/Eastern"),
        ("utc", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Pacific/Chatham", "Pacific/Chatham"),
        ("+5:45", "Asia/Kathmandu"),
        ("Asia/Tokyo · UTC+09:00 · 20:00 now", "Asia/Tokyo"),
        ("UTC · UTC+00:00 · 12:00 now", "UTC"),
    ],
)
def test_names_of_the_zone_itself_are_taken(typed: str, zone: str):
    """An IANA name in any case, and a label of ours of an hour ago."""
    assert meant(typed) == [zone]


@pytest.mark.parametrize(
    "typed", ["", " ", "/", "Europe", "../../etc/passwd", "localtime", "Factory", "\0", "·", "Etc/X"]
)
def test_what_is_no_place_is_nothing(typed: str):
    """And never an exception."""
    assert meant(typed) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berl", "Europe/Berlin"),
        ("  berl ", "Europe/Berlin"),
        ("Europe/Ber", "Europe/Berlin"),
        ("new yo", "America/New_York"),
        ("york city", "America/New_York"),
        ("argentina buenos", "America/Argentina/Buenos_Aires"),
        ("kathm", "Asia/Kathmandu"),
        ("port-au", "America/Port-au-Prince"),
        ("paulo", "America/Sao_Paulo"),
        ("ind", "Asia/Kolkata"),  # India, and not Indiana
        ("моск", "Europe/Moscow"),
        ("東", "Asia/Tokyo"),
        ("서", "Asia/Seoul"),
        ("pacific auck", "Pacific/Auckland"),
        ("st. pet", "Europe/Moscow"),
    ],
)
def test_the_best_match_comes_first_while_typing(typed: str, first: str):
    """The largest place with a word that begins so, countries first."""
    assert offered(typed)[0] == first


def test_an_empty_box_begins_with_the_servers_zone():
    """Then come the zones in which most people live, each once; an old fixed offset is not offered again."""
    large = offered("")
    assert large[:2] == ["Asia/Shanghai", "Asia/Kolkata"]
    assert len(large) == len(set(large)) == 25
    assert offered("", home="Europe/Zurich") == ["Europe/Zurich", *large[:24]]
    assert offered("", home="Asia/Kolkata")[:2] == ["Asia/Kolkata", "Asia/Shanghai"]
    assert offered("", home="EST") == large


@pytest.mark.parametrize(
    ("typed", "now", "inside", "outside"),
    [
        ("utc-3", WINTER, "America/Sao_Paulo", "America/New_York"),
        ("+1", WINTER, "Europe/Berlin", "Europe/London"),
        ("+1", SUMMER, "Europe/London", "Europe/Berlin"),  # the offset of today, not the standard one
        ("+0", WINTER, "UTC", "Europe/Berlin"),
        ("−3", WINTER, "America/Sao_Paulo", "Europe/Berlin"),  # a real minus
        ("Etc/GMT-3", WINTER, "Europe/Moscow", "America/Sao_Paulo"),  # its sign is the other way round
    ],
)
def test_an_offset_is_that_of_today(typed: str, now: datetime, inside: str, outside: str):
    """Summer time counts."""
    assert inside in meant(typed, now)
    assert outside not in meant(typed, now)


def test_names_stand_for_places():
    """Old abbreviations and files that are no zones stay out of the list; every name loads."""
    assert not {"EST", "posixrules", "Factory", "localtime", "US/Eastern"} & set(zone_names())
    assert all(ZoneInfo(name).key == name for name in zone_names())


@given(st.text(max_size=40) | st.from_regex(r"[A-Za-z ,./·+-]{0,12}", fullmatch=True))
def test_anything_typed_is_answered(typed: str):
    """Every text is survived, and whatever is offered is a zone that exists, at most so many."""
    assert all(find_zone(zone) for zone in (*offered(typed), *meant(typed)))
    assert len(offered(typed)) <= 25


@pytest.mark.parametrize("typed", ["", "b", "san", "usa", "gmt+1", "мо", "springfield", "Pacific"])
def test_a_label_that_was_shown_is_taken(typed: str):
    """Some clients send what they show; it means the zone that it names, whatever its length."""
    for found in suggestions(typed, places(), WINTER, 25):
        label = zone_label(found, WINTER)
        assert len(label) <= 100
        assert meant(label, SUMMER) == [found.zone]
        assert meant(label.upper(), SUMMER) == [found.zone]


@pytest.mark.parametrize(
    ("found", "now", "label"),
    [
        (Found("Europe/Berlin"), WINTER, "Europe/Berlin · UTC+01:00 · 13:00"),
        (
            Found("Europe/Berlin", "Munich, Germany"),
            SUMMER,
            "Munich, Germany · Europe/Berlin · UTC+02:00 · 14:00",
        ),
        (Found("America/New_York"), WINTER, "America/New York · UTC-05:00 · 07:00"),
        (Found("Asia/Kathmandu"), WINTER, "Asia/Kathmandu · UTC+05:45 · 17:45"),
        (Found("UTC", "x" * 200), WINTER, "x" * 73 + "… · UTC · UTC+00:00 · 12:00"),
    ],
)
def test_a_label_shows_the_clock(found: Found, now: datetime, label: str):
    """A person recognises their zone by the time on their wall."""
    assert zone_label(found, now) == label


@pytest.mark.parametrize(
    "spellings",
    [
        ("Saint-Étienne", "saint etienne", "St. Etienne", "SAINT-E\u0301TIENNE"),
        ("Xi’an", "Xi'an", "xian"),  # as GeoNames writes it
        ("Łódź", "lodz"),
        ("N'Djamena", "ndjamena"),
        ("Washington, D.C.", "washington dc"),
        ("Đà Nẵng", "da nang"),
    ],
)
def test_spellings_of_a_name_are_the_same(spellings: tuple[str, ...]):
    """Marks, case, punctuation and the form of a letter don't count."""
    assert len({place_key(spelling) for spelling in spellings}) == 1


def test_the_table_of_places_is_small_and_names_its_source():
    """It goes with every copy of the bot, and its licence asks to be named."""
    assert PLACES.stat().st_size < 1_500_000
    licence = PLACES.with_name("places.LICENSE").read_text("utf-8")
    assert "GeoNames" in licence
    assert "CC BY 4.0" in licence
