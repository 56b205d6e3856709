"""Several roadmaps in a server: which one to begin, going over to another one, and going back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.study.days import week_of
from bot.study.pace import hours_span
from bot.study.progress import Progress
from bot.study.shelf import ServerRoadmap
from bot.study.words import counted
from bot.ui.screens.layout import Screen, bar, button, hours, lines, on_day, phase_colour, plain, press
from bot.ui.screens.week import block_name


def which_screen(roadmaps: Sequence[ServerRoadmap], default: ServerRoadmap | None, number: int) -> Screen:
    """Somebody joins where there are several roadmaps: which one; the server's default is one press away."""
    titles = [(str(one.roadmap_id), one.title) for one in roadmaps]
    begin = press("begin-default", number, default.roadmap_id) if default else ""
    return (
        Screen(
            "## Which roadmap?",
            f"This server has {len(roadmaps)}. You walk one at a time, and can change to another one later.",
        )
        .row(button(default.title, begin, discord.ButtonStyle.success) if default else None)
        .choice(press("begin", number), "Choose a roadmap…", titles)
    )


def switch_screen(before: Progress, after: Progress, number: int, *, news: str = "") -> Screen:
    """What going over to another roadmap means, and the two ways on."""
    return (
        Screen(
            news,
            f"## Change to {plain(after.roadmap.title)}?",
            lines(_facts(after)),
            colour=phase_colour(1),
        )
        .part(
            f"**{plain(before.roadmap.title)}** is parked{_kept(before)}. You can go back the same way: the weeks "
            "until then don't count for it, so it ends later by as many.",
            f"{_from_when(after)} Your streak and your study days go on: they are yours, on any roadmap.",
        )
        .row(
            button("Change to it", press("switch", number), discord.ButtonStyle.success),
            button("Stay", press("week")),
        )
    )


def switched_screen(before: Progress, after: Progress) -> Screen:
    """After going over."""
    return Screen(
        f"## You walk {plain(after.roadmap.title)} now",
        lines(_facts(after)),
        f"**{plain(before.roadmap.title)}** is parked, with all you did on it.",
        colour=phase_colour(1),
    ).row(
        button("My week", press("week"), discord.ButtonStyle.primary),
        button("Go back…", press("switch-to", before.member.roadmap_id)),
        button("My progress", press("progress")),
    )


def _facts(after: Progress) -> list[str]:
    """The plan on the roadmap that is taken up: dates, hours, what is first, how far."""
    plan, zone = after.plan, after.member.zone
    ordinary, most = hours_span(after)
    span = hours(ordinary) if ordinary == most else f"{hours(ordinary)} to {hours(most)}"
    due = ", ".join(block_name(block) for block in after.due_blocks)
    return [
        f"📅 **Ends {on_day(plan.ends_on, zone)}**, about {span} a week",
        *([f"📍 **{'Next' if _was_begun(after) else 'First'}:** {due}"] if due else []),
        f"{bar(after.done, after.total)} {after.done} of {counted(after.total, 'task')}",
    ]


def _was_begun(progress: Progress) -> bool:
    return bool(progress.plan.parked)


def _kept(before: Progress) -> str:
    done = len(before.journal.done)
    return f", and its {counted(done, 'tick')} {'stays' if done == 1 else 'stay'}" if done else ""


def _from_when(after: Progress) -> str:
    """When the change holds: the week that was begun stays with the roadmap that is left."""
    monday = week_of(after.today)
    if after.walking_in(monday).member.roadmap_id == after.member.roadmap_id and after.has_started:
        return "It holds from this week on."
    zone = after.member.zone
    return f"It holds from {on_day(monday + timedelta(weeks=1), zone)}; what you tick until then counts already."
