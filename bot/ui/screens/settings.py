"""How a member is reminded and how a server is set up, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

import discord

from bot.study.days import ROLLOVER, WEEKDAYS, week_of
from bot.study.member import Server, Where
from bot.study.occasions import is_away
from bot.study.own_days import coming_days, is_never_called
from bot.study.progress import Progress
from bot.study.rhythm import ordinary_hours, server_days, sessions
from bot.study.timing import personal_time
from bot.study.words import counted
from bot.ui.screens.layout import Screen, button, hours, lines, on_day, press, zone_now

_QUIET_FOR_NOW = (
    "😴 I am quiet for now, as there was no study day for two weeks. Log anything with `/done`, and reminders go on."
)

_MENTION_ME = "-# *Mention me* pings you on study days until you have studied. Others then see whom a reminder calls."
_MENTIONED = "-# I mention you on your study days until you have studied. Others see whom a reminder calls."


def reminder_line(progress: Progress, server: Server | None) -> str:
    """Where and when a member hears from the bot, in one sentence."""
    member, monday = progress.member, week_of(progress.today)
    days = day_names(progress.plan.weekdays(monday), personal_time(member, server))
    if member.where is Where.OFF:
        return "off. You can turn them on with /reminders."
    if member.where is Where.DM:
        return f"{days} at {personal_time(member, server):%H:%M} your time, as a direct message."
    if server is None or server.channel_id is None:
        return "none yet. An admin chooses the study channel with /admin setup; you are on its list."
    pinged = "with a ping" if member.ping else "without your name, without a ping"
    days = day_names(server_days(progress.edition, server, monday), server.at)
    return f"{days} at {server.at:%H:%M} ({zone_name(server)}) in <#{server.channel_id}>, {pinged}."


def day_names(weekdays: Sequence[int], at: time | None = None) -> str:
    """Weekdays as people list them: "Mon, Wed, Sat"; a time before 04:00 lies on the dates after them (§2)."""
    shift = 1 if at is not None and at < ROLLOVER else 0
    return ", ".join(WEEKDAYS[(weekday + shift) % 7] for weekday in sorted(weekdays))


def days_lines(progress: Progress, server: Server | None) -> str:
    """One's study days with what they are for, what changes on Monday, and whether the channel's posts know them."""
    monday = week_of(progress.today)
    weekdays = progress.plan.weekdays(monday)
    shares = sessions(progress.roadmap, weekdays)
    scale = progress.hours_planned / ordinary_hours(progress.roadmap)
    said = [f"📆 Your study days: {', '.join(f'{WEEKDAYS[s.weekday]} {hours(s.hours * scale)}' for s in shares)}"]
    if coming := coming_days(progress):
        said.append(f"From {on_day(coming[1], progress.member.zone)} on: {day_names(coming[0])}")
    if is_never_called(progress, server_days(progress.edition, server, monday)):
        said.append(
            "The channel's posts come on other days, so they never call you. Press *As a DM* to be reminded on yours."
        )
    return lines(said)


def zone_name(server: Server) -> str:
    """A server's zone as people read it."""
    return server.zone.key.replace("_", " ")


def reminders_screen(progress: Progress, server: Server | None) -> Screen:
    """A member's reminder settings, with a button for each choice."""
    member = progress.member

    def choice(label: str, where: Where) -> discord.ui.Button[Screen]:
        chosen = member.where is where
        style = discord.ButtonStyle.success if chosen else discord.ButtonStyle.secondary
        return button(f"{label} (chosen)" if chosen else label, press("remind", where), style, off=chosen)

    screen = Screen(
        "## Your reminders",
        f"🔔 {reminder_line(progress, server)}",
        days_lines(progress, server),
        f"Your time zone is {zone_now(member.zone, progress.now)}. If you have studied already, the day's reminder "
        "leaves you out.",
        _QUIET_FOR_NOW if is_away(progress, progress.today) and not progress.pause else "",
        "-# Another time, zone or other study days: `/reminders time:`, `zone:` and `days:`.",
    ).row(choice("In the channel", Where.CHANNEL), choice("As a DM", Where.DM), choice("Off", Where.OFF))
    if member.where is Where.CHANNEL:
        screen.row(
            button("Don't mention me" if member.ping else "Mention me", press("ping", int(not member.ping))),
        ).say(_MENTIONED if member.ping else _MENTION_ME)
    elif member.where is Where.DM:
        screen.row(button("Send me one now", press("remind-now")))
    return screen.row(
        button("Don't ask me when others are stuck", press("helps", 0))
        if member.helps
        else button("Ask me when others are stuck", press("helps", 1))
    )


def never_called_line(count: int, members: int) -> str:
    """That the days of the posts are nobody's, or not everybody's; nothing when everybody has one of them."""
    if not count:
        return ""
    who = f"{count} of {counted(members, 'member')} {'studies' if count == 1 else 'study'}"
    return (
        f"{who} on none of the days I post on, so my posts never call them. "
        "Other days: `/admin setup days:`. Each member's own: `/reminders days:`."
    )
