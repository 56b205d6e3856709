"""Several roadmaps in a server: which one to begin, going over to another one, and going back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.study.days import week_of
from bot.study.pace import hours_span
from bot.study.progress import Progress
from bot.study.shelf import ServerRoadmap
from bot.ui.screens.layout import Screen, button, lines, phase_colour, plain, press, short
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import day_name, hours, tr, tr_n


def which_screen(
    roadmaps: Sequence[ServerRoadmap], default: ServerRoadmap | None, number: int, *, news: str = ""
) -> Screen:
    """Somebody joins where there are several roadmaps: which one; the server's default is one press away."""
    titles = [(str(one.roadmap_id), one.title) for one in roadmaps]
    begin = press(Verb.BEGIN_DEFAULT, number, default.roadmap_id) if default else ""
    return (
        Screen(
            news,
            tr("## Which roadmap?"),
            tr_n(
                "This server has {number} roadmap. You follow one at a time and can switch later.",
                "This server has {number} roadmaps. You follow one at a time and can switch later.",
                len(roadmaps),
            ),
        )
        .row(button(default.title, begin, discord.ButtonStyle.success) if default else None)
        .choice(press(Verb.BEGIN, number), tr("Choose a roadmap…"), titles)
    )


def switch_screen(before: Progress, after: Progress, number: int, *, news: str = "") -> Screen:
    """What going over to another roadmap means, and the two ways on."""
    return (
        Screen(
            news,
            tr("## Switch to {roadmap}?", roadmap=plain(after.roadmap.title)),
            lines(_facts(after)),
            colour=phase_colour(1),
        )
        .part(
            f"{_parked(before)} {_way_back()}",
            f"{_from_when(after)} {_yours()}",
        )
        .row(
            button(tr("Switch"), press(Verb.SWITCH, number), discord.ButtonStyle.success),
            button(tr("Stay"), press(Verb.WEEK)),
        )
    )


def switched_screen(before: Progress, after: Progress) -> Screen:
    """After going over."""
    return Screen(
        tr("## You're on {roadmap} now", roadmap=plain(after.roadmap.title)),
        lines(_facts(after)),
        tr("**{roadmap}** is parked, with everything you did on it.", roadmap=plain(before.roadmap.title)),
        colour=phase_colour(1),
    ).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("Go back…"), press(Verb.SWITCH_TO, before.member.roadmap_id)),
        button(tr("My progress"), press(Verb.PROGRESS)),
    )


def _facts(after: Progress) -> list[str]:
    """The plan on the roadmap that is taken up: dates, hours, what is first, how far."""
    plan = after.plan
    ordinary, most = hours_span(after)
    day, usual = day_name(plan.ends_on, after.today), hours(ordinary)
    if ordinary == most:
        ends = tr("📅 **Ends {day}**, about {hours} a week", day=day, hours=usual)
    else:
        ends = tr("📅 **Ends {day}**, about {hours} to {most} a week", day=day, hours=usual, most=hours(most))
    due = ", ".join(block_name(block) for block in after.due_blocks)
    return [
        ends,
        *([_first(after, due)] if due else []),
        tr_n(
            "{done} of {number} task",
            "{done} of {number} tasks",
            after.total,
            done=after.done,
        ),
    ]


def _first(after: Progress, due: str) -> str:
    """What is due first: a roadmap that was parked goes on."""
    return tr("📍 **Next:** {due}", due=due) if after.plan.parked else tr("📍 **First:** {due}", due=due)


def _parked(before: Progress) -> str:
    title, done = plain(before.roadmap.title), len(before.journal.done)
    if not done:
        return tr("**{roadmap}** is parked.", roadmap=title)
    return tr_n(
        "**{roadmap}** is parked, and its {number} tick stays.",
        "**{roadmap}** is parked, and its {number} ticks stay.",
        done,
        roadmap=title,
    )


def _way_back() -> str:
    return tr(
        "You can go back the same way. Weeks you spend elsewhere don't count for it, so its end date moves "
        "back by that many weeks."
    )


def _yours() -> str:
    return tr("You keep your streak and your study days, whichever roadmap you're on.")


def _from_when(after: Progress) -> str:
    """When the change holds: the week that was begun stays with the roadmap that is left."""
    monday = week_of(after.today)
    if after.walking_in(monday).member.roadmap_id == after.member.roadmap_id and after.has_started:
        return tr("The switch applies from this week.")
    return tr(
        "The switch applies from {day}. Anything you tick before then counts too.",
        day=day_name(monday + timedelta(weeks=1), after.today),
    )


def changed_since() -> str:
    """Above what switching means, when it means something else than was shown."""
    return tr("⚠️ Something has changed since you saw this. Here's what it means now:")


def not_offered(title: str) -> str:
    """An invitation is for a roadmap that nobody may begin any more."""
    return tr("That invitation was for “{title}”, which nobody new can start any more.", title=plain(title))


def none_to_join() -> str:
    """No roadmap of a server is in use."""
    return tr("There's no roadmap to join here right now. Ask an admin: `/admin roadmap list` shows what there is.")


def on_it_already() -> str:
    """The roadmap to go over to is the one they are on."""
    return tr("You're already on that roadmap. /week shows what's due.")


def roadmap_name(one: ServerRoadmap, *, alone: bool) -> str:
    """A roadmap in a list to pick from; where several have its title, with what tells them apart."""
    title = short(one.title, 80)
    if one.archived and alone:
        return tr("{title} (archived)", title=title)
    if one.archived:
        return tr("{title} (archived, no. {number})", title=title, number=one.roadmap_id)
    if alone:
        return title
    if one.is_own:
        return tr("{title} (no. {number})", title=title, number=one.roadmap_id)
    return tr("{title} (from the operator)", title=title)
