"""Roadmaps of a server by what people type, or pick from the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from discord import app_commands

from bot.study.letters import without_marks
from bot.study.naming import Names
from bot.study.shelf import ServerRoadmap
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.layout import short
from bot.ui.screens.roadmap_refusals import no_such_roadmap
from bot.ui.screens.switching import roadmap_name


def roadmap_choices(roadmaps: Sequence[ServerRoadmap], typed: str) -> list[app_commands.Choice[str]]:
    """Roadmaps to pick from, by title."""
    return [
        app_commands.Choice(name=name, value=str(one.roadmap_id))
        for one, name in _named(roadmaps)
        if without_marks(typed) in without_marks(name)
    ][:MOST_CHOICES]


def read_roadmap_name(typed: str, roadmaps: Sequence[ServerRoadmap]) -> ServerRoadmap:
    """The roadmap that a text names. Raises Refusal."""
    by_number = {str(one.roadmap_id): one for one in roadmaps}
    if typed.strip() in by_number:
        return by_number[typed.strip()]
    found = Names((one, (name, one.title)) for one, name in _named(roadmaps)).exactly(typed)
    if len(found) == 1:
        return found[0]
    raise Refusal(no_such_roadmap(typed, several=bool(found)))


def _named(roadmaps: Sequence[ServerRoadmap]) -> list[tuple[ServerRoadmap, str]]:
    """Each roadmap with its title; equal ones are told apart by what they are."""
    titles = Counter(short(one.title, 80) for one in roadmaps)
    return [(one, roadmap_name(one, alone=titles[short(one.title, 80)] == 1)) for one in roadmaps]
