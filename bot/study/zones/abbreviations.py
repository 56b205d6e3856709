"""Abbreviations of zones, and the places that people mean by them (§2).

In the IANA database EST is five hours behind UTC all year, which is the clock of nobody in New York.
"""

from __future__ import annotations

_EASTERN = ("America/New_York", "America/Toronto")
_CENTRAL = ("America/Chicago", "America/Winnipeg", "America/Mexico_City")
_MOUNTAIN = ("America/Denver", "America/Edmonton", "America/Phoenix")
_PACIFIC = ("America/Los_Angeles", "America/Vancouver", "America/Tijuana")
_WESTERN_EUROPE = ("Europe/Lisbon", "Atlantic/Canary")
_CENTRAL_EUROPE = ("Europe/Berlin", "Europe/Madrid", "Europe/Rome", "Europe/Paris", "Europe/Warsaw")
_EASTERN_EUROPE = ("Europe/Kyiv", "Europe/Bucharest", "Europe/Athens", "Europe/Helsinki", "Africa/Cairo")

MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("et", "edt", "est5edt"), _EASTERN),
    "est": (*_EASTERN, "America/Panama", "America/Jamaica"),
    **dict.fromkeys(("ct", "cdt", "cst6cdt"), _CENTRAL),
    "cst": (*_CENTRAL, "Asia/Shanghai", "America/Havana"),
    **dict.fromkeys(("mt", "mst", "mdt", "mst7mdt"), _MOUNTAIN),
    **dict.fromkeys(("pt", "pst", "pdt", "pst8pdt"), _PACIFIC),
    **dict.fromkeys(("akst", "akdt"), ("America/Anchorage",)),
    "hst": ("Pacific/Honolulu",),
    **dict.fromkeys(("ast", "adt"), ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh")),
    **dict.fromkeys(("nst", "ndt"), ("America/St_Johns",)),
    "brt": ("America/Sao_Paulo",),
    "art": ("America/Argentina/Buenos_Aires",),
    **dict.fromkeys(("clt", "clst"), ("America/Santiago",)),
    "cot": ("America/Bogota",),
    "pet": ("America/Lima",),
    "vet": ("America/Caracas",),
    **dict.fromkeys(
        ("gmt", "gmt0", "etc/gmt", "etc/gmt0", "etc/greenwich"),
        ("Europe/London", "Africa/Abidjan", "Africa/Accra", "Africa/Dakar"),
    ),
    "bst": ("Europe/London", "Asia/Dhaka"),
    **dict.fromkeys(("wet", "west"), _WESTERN_EUROPE),
    **dict.fromkeys(("cet", "cest", "met", "mest", "mez", "mesz"), _CENTRAL_EUROPE),
    **dict.fromkeys(("eet", "eest"), _EASTERN_EUROPE),
    **dict.fromkeys(("msk", "msd"), ("Europe/Moscow",)),
    "trt": ("Europe/Istanbul",),
    "wat": ("Africa/Lagos", "Africa/Kinshasa", "Africa/Luanda"),
    "cat": ("Africa/Johannesburg", "Africa/Khartoum", "Africa/Maputo", "Africa/Harare"),
    "sast": ("Africa/Johannesburg",),
    "eat": ("Africa/Nairobi", "Africa/Addis_Ababa", "Africa/Dar_es_Salaam"),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "idt": ("Asia/Jerusalem",),
    "gst": ("Asia/Dubai",),
    "irst": ("Asia/Tehran",),
    "pkt": ("Asia/Karachi",),
    "npt": ("Asia/Kathmandu",),
    "ict": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"),
    "wib": ("Asia/Jakarta",),
    "wita": ("Asia/Makassar",),
    "wit": ("Asia/Jayapura",),
    "myt": ("Asia/Kuala_Lumpur",),
    "sgt": ("Asia/Singapore",),
    "hkt": ("Asia/Hong_Kong",),
    **dict.fromkeys(("pht", "phst"), ("Asia/Manila",)),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "awst": ("Australia/Perth",),
    **dict.fromkeys(("acst", "acdt"), ("Australia/Adelaide", "Australia/Darwin")),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane")),
    **dict.fromkeys(("nzst", "nzdt"), ("Pacific/Auckland",)),
}
"""By the abbreviation in small letters; the zone that most people mean first."""

UTC_NAMES = frozenset(("utc", "uct", "zulu", "universal", "etc/utc", "etc/uct", "etc/zulu", "etc/universal"))
