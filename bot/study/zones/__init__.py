"""Time zones, found by what people type (§2)."""

from bot.study.zones.names import find_zone, zone_names
from bot.study.zones.places import Places, places
from bot.study.zones.search import Found, look_up, suggestions, written_out, zone_label

__all__ = [
    "Found",
    "Places",
    "find_zone",
    "look_up",
    "places",
    "suggestions",
    "written_out",
    "zone_label",
    "zone_names",
]
