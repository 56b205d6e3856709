"""The roadmaps of a server, one of them with its versions, and what was done with it (§9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import discord
from discord.utils import format_dt

from bot.study.cohorts import Cohort
from bot.study.shelf import Archiving, ServerRoadmap, Shelf
from bot.ui.screens.importing import GOOD, fitting_lines
from bot.ui.screens.layout import CALM, Screen, button, lines, plain, press
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n

_MOST_NAMED = 3


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


def archive_screen(meant: Archiving, today: date) -> Screen:
    """What archiving means, before it is done."""
    one = meant.one
    return Screen(
        tr("## Archive {roadmap}?", roadmap=plain(one.title)),
        lines(filter(None, (_who_starts(meant), _who_is_on_it(one), _next_default(meant)))),
        _cohorts_on_it(meant.cohorts, today),
        tr("`/admin roadmap restore` brings it back."),
        colour=CALM,
    ).row(
        button(tr("Archive it"), press(Verb.ROADMAP_ARCHIVE, one.roadmap_id), discord.ButtonStyle.danger),
        button(tr("Leave it as it is"), press(Verb.ROADMAPS)),
    )


def is_archived(meant: Archiving, today: date) -> str:
    """A roadmap was taken out of use, and what that changed."""
    said = tr("✅ “{title}” is archived. `/admin roadmap restore` brings it back.", title=plain(meant.one.title))
    default = (
        tr(
            "“{title}” is the default now: `/start` offers it first, and new invitations are for it.",
            title=plain(meant.default.title),
        )
        if meant.default
        else ""
    )
    facts = (said, _who_starts(meant), _who_is_on_it(meant.one), default, _cohorts_on_it(meant.cohorts, today))
    return lines(filter(None, facts))


def _who_starts(meant: Archiving) -> str:
    return tr("Nobody new can start it on their own.") if meant.cohorts else tr("Nobody new can start it.")


def _who_is_on_it(one: ServerRoadmap) -> str:
    if not one.members:
        return tr("Nobody is on it now.")
    return tr_n("The {number} member on it carries on.", "The {number} members on it carry on.", one.members)


def _next_default(meant: Archiving) -> str:
    if meant.default is None:
        return ""
    return tr("It's the default. “{title}” becomes the default in its place.", title=plain(meant.default.title))


def _cohorts_on_it(cohorts: Sequence[Cohort], today: date) -> str:
    """The cohorts that keep it, and how one of them would not."""
    if not cohorts:
        return ""
    shown = [_cohort_on_it(one, today) for one in cohorts[:_MOST_NAMED]]
    if more := len(cohorts) - len(shown):
        shown.append(tr_n("And {number} more cohort.", "And {number} more cohorts.", more))
    return lines(
        (
            tr_n("It stays the roadmap of this cohort:", "It stays the roadmap of these cohorts:", len(cohorts)),
            *(f"- {line}" for line in shown),
        )
    )


def _cohort_on_it(one: Cohort, today: date) -> str:
    name, day = plain(one.name), day_name(one.monday, today)
    if not one.takes(today):
        return tr("**{cohort}** starts {day}. Joining has ended.", cohort=name, day=day)
    if today < one.monday:
        return tr("**{cohort}** starts {day}. Members can still join.", cohort=name, day=day)
    return tr("**{cohort}** started {day}. Members can still join.", cohort=name, day=day)


def is_back(title: str) -> str:
    """An archived roadmap was taken into use again."""
    return tr("✅ “{title}” is in use again: members can start it.", title=plain(title))


def roadmap_screen(one: ServerRoadmap, former: Sequence[tuple[int, str]], *, is_default: bool) -> Screen:
    """What can be done with a roadmap, and what can be had back: former versions, and itself when it is archived."""
    screen = Screen(f"## {plain(one.title)}", colour=GOOD)
    if one.archived:
        screen.ask(
            tr("It's archived, so nobody new can start it on their own."),
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
