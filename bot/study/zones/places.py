"""The cities and countries of the world with their time zones, from a file beside this module (§2).

The file is made by `make places` and read when it is first needed: in a thread, as it takes a moment.
"""

from __future__ import annotations

import lzma
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from bot.study.zones.names import prepare_zones
from bot.study.zones.sorted_names import SortedNames
from bot.study.zones.spelling import place_key

PLACES = Path(__file__).with_name("places.txt.xz")
BLOCK = b"\f"
"""What separates the blocks of the file: its origin, countries, cities, other names, whose names those are."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city of 15,000 people or more; `state` is told in the United States only."""

    name: str
    state: str
    country: str
    zone: str
    people: int

    def __str__(self) -> str:
        country = "" if self.country == self.name else self.country
        return ", ".join(filter(None, (self.name, self.state, country)))

    def lies_in(self, words: Sequence[str]) -> bool:
        """Whether each of these keys is one of where the city lies: its state or its country."""
        return set(words) <= {place_key(self.state), place_key(self.country)} - {""}


class Places:
    """All places by their names, by their countries and by their zones; everywhere the largest first."""

    def __init__(self, text: bytes) -> None:
        _, countries, cities, others, whose = text.split(BLOCK)
        lines = cities.decode().split("\n")
        people = array("I", (int(line.rpartition("\t")[2]) for line in lines))
        by_size = sorted(range(len(lines)), key=people.__getitem__, reverse=True)
        rank = array("H", sorted(range(len(lines)), key=by_size.__getitem__))
        self._rows = [lines[line] for line in by_size]
        self._words = _own_names(self._rows)
        self._others = SortedNames(others, (rank[int(line)] for line in whose.split(b"\n")))
        self._country_name: dict[str, str] = {}
        self._country_code: dict[str, str] = {}
        for code, name, *keys in (line.split("\t") for line in countries.decode().split("\n")):
            self._country_name[code] = name
            self._country_code |= dict.fromkeys(keys, code)
        self._in_country, self._largest = self._by_zone()

    def called(self, key: str) -> list[Place]:
        """The cities of exactly this name."""
        bearers = map(self._place, self._words.named(key))
        return [city for city in bearers if place_key(city.name) == key]

    def also_called(self, key: str) -> list[Place]:
        """The cities of which this is another spelling."""
        return [self._place(number) for number in self._others.named(key)]

    def beginning(self, key: str, most: int) -> list[Place]:
        """The cities with a word in their name that begins so, then those with another spelling that does."""
        found = self._words.beginning(key)[:most]
        if len(found) < most:
            found = list(dict.fromkeys((*found, *self._others.beginning(key))))[:most]
        return [self._place(number) for number in found]

    def of_country(self, key: str) -> list[Place]:
        """The largest city in each zone of a country; none when no country is called so."""
        return self._in_country.get(self._country_code.get(key, ""), [])

    def of_countries_beginning(self, key: str) -> list[Place]:
        """The largest city of each country with a name that begins so."""
        codes = {code for name, code in self._country_code.items() if name.startswith(key)}
        return sorted((self._in_country[code][0] for code in codes), key=lambda place: -place.people)

    def country_called(self, key: str) -> str:
        """What a country is called on the screen, by any of its names; empty when no country is called so."""
        return self._country_name.get(self._country_code.get(key, ""), "")

    def of_zones(self) -> Mapping[str, Place]:
        """The largest city of each zone; the zones in which most people live first."""
        return self._largest

    def _by_zone(self) -> tuple[dict[str, list[Place]], dict[str, Place]]:
        in_country: defaultdict[str, dict[str, Place]] = defaultdict(dict)
        largest: dict[str, Place] = {}
        people: Counter[str] = Counter()
        for number, row in enumerate(self._rows):
            *_, code, zone, living = row.split("\t")
            people[zone] += int(living)
            if zone not in in_country[code]:
                in_country[code][zone] = place = self._place(number)
                largest.setdefault(zone, place)
        return (
            {code: list(zones.values()) for code, zones in in_country.items()},
            {zone: largest[zone] for zone, _ in people.most_common()},
        )

    def _place(self, number: int) -> Place:
        name, state, code, zone, people = self._rows[number].split("\t")
        return Place(name, state, self._country_name[code], zone, int(people))


def _own_names(rows: Sequence[str]) -> SortedNames:
    """The cities' names, and the same from each of their words on: "new york city", "york city", "city"."""
    pairs: list[tuple[str, int]] = []
    for number, row in enumerate(rows):
        key = place_key(row.partition("\t")[0])
        while key:
            pairs.append((key, number))
            key = key.partition(" ")[2]
    pairs.sort()
    return SortedNames("\n".join(name for name, _ in pairs).encode(), (number for _, number in pairs))


_loading = Lock()


def places() -> Places:
    """All places; the first call takes a moment, so it belongs into a thread."""
    with _loading:
        return _load()


@cache
def _load() -> Places:
    found = Places(lzma.decompress(PLACES.read_bytes()))
    prepare_zones(found.of_zones())
    return found
