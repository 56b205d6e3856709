"""What an admin sees of `/admin setup`: what will be, what is, and the invitation for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord.utils import format_dt

from bot.roadmap import Roadmap
from bot.study.member import Server
from bot.study.rhythm import ordinary_hours
from bot.study.words import counted
from bot.ui.screens.layout import CALM, Screen, button, hours, lines, plain, press, zone_now
from bot.ui.screens.settings import day_names

_DONE = 0x22C55E


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """What a server's settings come to: the weekdays of its posts, the next moment for one, and who is left out."""

    server: Server
    weekdays: Sequence[int]
    upcoming: datetime
    now: datetime
    never_called: str = ""

    @property
    def sentences(self) -> tuple[str, str, str]:
        """Where and when, what with, and where questions go."""
        server = self.server
        where = f"<#{server.channel_id}> on {day_names(self.weekdays, server.at)} at {server.at:%H:%M}"
        return (
            f"I post in {where} ({zone_now(server.zone, self.now)}), one message a day at most, and only when there is "
            "somebody to remind.",
            f"Questions from `/stuck` go to <#{server.asks_in}>.",
            "My messages carry pictures." if server.pictures else "My messages carry no pictures.",
        )


def setup_screen(facts: SetupFacts, warnings: Sequence[str], number: int, *, is_first: bool) -> Screen:
    """What will be, before it is set."""
    return _told(Screen("## This is how it will be", colour=CALM), facts, warnings).row(
        button("Set it up" if is_first else "Change it", press("set-up", number), discord.ButtonStyle.success)
    )


def set_up_screen(facts: SetupFacts, warnings: Sequence[str], *, is_saved: bool = True) -> Screen:
    """What is set, after a change or without one."""
    title = "## All set" if is_saved else "## This is how it is set"
    return (
        _told(Screen(title, colour=_DONE), facts, warnings)
        .say("Members join with `/start`, or with the button of an invitation.")
        .row(
            button("Post an invitation", press("invite"), discord.ButtonStyle.primary),
            button("Check everything", press("doctor")),
        )
    )


def _told(screen: Screen, facts: SetupFacts, warnings: Sequence[str]) -> Screen:
    when = f"The next post comes {format_dt(facts.upcoming, 'F')}, if there is somebody to remind by then."
    return screen.say(
        lines(facts.sentences), when, lines(f"⚠️ {warning}" for warning in (*warnings, facts.never_called) if warning)
    )


def invitation_screen(roadmap: Roadmap) -> Screen:
    """The one public message with which people join."""
    weeks = roadmap.blocks[-1].weeks.last
    return Screen(
        f"## Study with us\n**{plain(roadmap.title)}**",
        f"{counted(weeks, 'week')}, about {hours(ordinary_hours(roadmap))} in an ordinary one. I show you what is due, "
        "remind you on study days, and keep your streak.",
        "Press **Join**: you see your plan first, and a second press starts it. Your progress is private.",
        colour=_DONE,
    ).row(button("Join", press("invited"), discord.ButtonStyle.success))


def invited_screen(address: str) -> Screen:
    """The invitation stands."""
    return Screen(
        "## The invitation is posted",
        f"It stands here: {address}. Pin it, and nobody has to look for it.",
        colour=_DONE,
    ).row(button("Check everything", press("doctor")))
