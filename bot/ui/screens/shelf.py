"""The roadmaps of a server, one of them with its versions, and what was done with it (§9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import discord
from discord.utils import format_dt

from bot.study.shelf import ServerRoadmap, Shelf
from bot.ui.screens.importing import GOOD, fitting_lines
from bot.ui.screens.layout import CALM, Screen, button, lines, plain, press
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n


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
    return tr(
        "✅ “{title}” is the default now: `/start` offers it first, and new invitations are for it.", title=plain(title)
    )


def archive_screen(one: ServerRoadmap) -> Screen:
    """What archiving means, before it is done."""
    return Screen(
        tr("## Archive {roadmap}?", roadmap=plain(one.title)),
        tr_n(
            "Nobody new can start it. The {number} member on it carries on.",
            "Nobody new can start it. The {number} members on it carry on.",
            one.members,
        )
        if one.members
        else tr("Nobody new can start it. Nobody is on it now."),
        tr("`/admin roadmap restore` brings it back."),
        colour=CALM,
    ).row(
        button(tr("Archive it"), press(Verb.ROADMAP_ARCHIVE, one.roadmap_id), discord.ButtonStyle.danger),
        button(tr("Leave it as it is"), press(Verb.ROADMAPS)),
    )


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


def roadmap_screen(one: ServerRoadmap, former: Sequence[tuple[int, str]], *, is_default: bool) -> Screen:
    """What can be done with a roadmap, and what can be had back: former versions, and itself when it is archived."""
    screen = Screen(f"## {plain(one.title)}", colour=GOOD)
    if one.archived:
        screen.ask(
            tr("It's archived, so nobody new can start it."),
            button(tr("Use it again"), press(Verb.ROADMAP_BACK, one.roadmap_id)),
        )
    screen.say(
        tr("Pick an earlier version to bring back. You'll see what changes first.")
        if former
        else tr("It has no earlier versions.")
    )
    screen.choice(
        press(Verb.ROADMAP_VERSION, one.roadmap_id),
        tr("Bring back an earlier version…"),
        [(str(number), said) for number, said in former],
    )
    can_be_default = not one.archived and not is_default
    return screen.row(
        button(tr("Make it the default"), press(Verb.ROADMAP_DEFAULT, one.roadmap_id)) if can_be_default else None,
        button(tr("Get the file"), press(Verb.ROADMAP_FILE, one.roadmap_id)),
        button(tr("Archive…"), press(Verb.ROADMAP_OUT, one.roadmap_id)) if not one.archived else None,
        button(tr("All roadmaps"), press(Verb.ROADMAPS)),
    )


def shelf_screen(shelf: Shelf, news: str = "") -> Screen:
    """All roadmaps of a server; above them what was just done."""
    in_use = lines(_line(one, shelf) for one in shelf.in_use)
    screen = Screen(news, tr("## This server's roadmaps"), in_use, colour=GOOD)
    if archived := [one for one in shelf.all if one.archived]:
        screen.part(tr("**Archived**"), fitting_lines(_line(one, shelf) for one in archived))
    screen.choice(
        press(Verb.ROADMAP_ONE),
        tr("Choose a roadmap…"),
        [(str(one.roadmap_id), one.title) for one in shelf.all],
    )
    return screen.say(tr("-# `/admin roadmap import` adds one, or changes one with an edited file."))


def _line(one: ServerRoadmap, shelf: Shelf) -> str:
    said = [f"**{plain(one.title)}**"]
    said += [tr("default")] if shelf.default == one and len(shelf.in_use) > 1 else []
    if one.is_own:
        said.append(tr("version {version}, {day}", version=one.version, day=format_dt(one.confirmed_at, "D")))
    else:
        said.append(tr("from the operator"))
    said.append(tr_n("{number} member", "{number} members", one.members))
    return " · ".join(said)
