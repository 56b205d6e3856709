"""What was done with a roadmap of a server, and what its versions are called (§9)."""

from __future__ import annotations

from datetime import date

from bot.ui.screens.layout import Screen, button, plain, press
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr


def version_name(number: int, day: date, today: date, title: str) -> str:
    """A former version in a list to pick from."""
    return tr("Version {version}, {day}: {title}", version=number, day=day_name(day, today), title=title)


def roadmap_changed() -> str:
    """Above a report, when the roadmap is another one than the report was about."""
    return tr("⚠️ The roadmap has changed since you saw this. Here's what your file would change now:")


def exported_screen(title: str) -> Screen:
    """Above the file of a roadmap."""
    return Screen(
        tr(
            "Here's “{title}”. Edit it and give it to `/admin roadmap import`: tasks keep their ids, so everyone keeps "
            "their ticks.",
            title=plain(title),
        )
    ).row(button(tr("All roadmaps"), press(Verb.ROADMAPS)))


def is_default(title: str) -> str:
    """A roadmap became the default."""
    return tr("✅ “{title}” is the default now: members who don't choose a roadmap start with it.", title=plain(title))


def is_archived(title: str) -> str:
    """A roadmap was taken out of use."""
    return tr(
        "✅ “{title}” is archived. Nobody new can start it, and members on it carry on. `/admin roadmap restore` "
        "brings it back.",
        title=plain(title),
    )


def is_back(title: str) -> str:
    """An archived roadmap was taken into use again."""
    return tr("✅ “{title}” is in use again: members can start it.", title=plain(title))
