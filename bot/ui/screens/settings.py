"""How a member is reminded and how a server is set up, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time, timedelta

import discord

from bot.study.days import ROLLOVER, week_of
from bot.study.member import Member, Server, Where
from bot.study.occasions import is_away
from bot.study.own_days import Calls, coming_days, is_never_called
from bot.study.posts import FEW
from bot.study.progress import Progress
from bot.study.rhythm import ordinary_hours, server_days, sessions
from bot.study.timing import personal_time
from bot.study.zones.names import find_zone
from bot.ui.screens.layout import Screen, button, lines, plain, press, zone_now
from bot.ui.screens.verbs import Verb
from bot.words import day_name, hours, tr, tr_n, weekday_name


def reminder_line(progress: Progress, server: Server | None) -> str:
    """Where and when a member hears from the bot, in one sentence."""
    member, monday = progress.member, week_of(progress.today)
    days = day_names(progress.plan.weekdays(monday), personal_time(member, server))
    if member.where is Where.OFF:
        return tr("Off. Turn them on with /reminders.")
    if member.where is Where.DM:
        at = f"{personal_time(member, server):%H:%M}"
        return tr("{days} at {time} your time, by direct message.", days=days, time=at)
    if server is None or server.channel_id is None:
        return tr("None yet. They start once an admin has chosen the study channel with /admin setup.")
    facts = {
        "days": day_names(server_days(progress.edition, server, monday), server.at),
        "time": f"{server.at:%H:%M}",
        "zone": zone_name(server),
        "channel": f"<#{server.channel_id}>",
    }
    if member.ping:
        return tr("{days} at {time} ({zone}) in {channel}, with a ping.", **facts)
    return tr("{days} at {time} ({zone}) in {channel}, without your name or a ping.", **facts)


def day_names(weekdays: Sequence[int], at: time | None = None) -> str:
    """Weekdays as people list them: "Mon, Wed, Sat"; a time before 04:00 lies on the dates after them (§2)."""
    shift = 1 if at is not None and at < ROLLOVER else 0
    return ", ".join(weekday_name((weekday + shift) % 7, short=True) for weekday in sorted(weekdays))


def days_lines(progress: Progress, server: Server | None) -> str:
    """One's study days with what they are for, what changes on Monday, and whether the channel's posts know them."""
    monday = week_of(progress.today)
    weekdays = progress.plan.weekdays(monday)
    shares = sessions(progress.roadmap, weekdays)
    scale = progress.hours_planned / ordinary_hours(progress.roadmap)
    days = ", ".join(f"{weekday_name(share.weekday, short=True)} {hours(share.hours * scale)}" for share in shares)
    said = [tr("📆 Your study days: {days}", days=days)]
    if coming := coming_days(progress):
        days, since = coming
        said.append(tr("From {day}: {days}", day=day_name(since, progress.today), days=day_names(days)))
    if is_never_called(progress, server_days(progress.edition, server, monday)):
        said.append(
            tr(
                "The channel's posts come on other days, so they never remind you. "
                "Press *As a DM* to get reminders on your own days."
            )
        )
    return lines(said)


def posts_miss_you(progress: Progress, server: Server | None) -> str:
    """That the channel's posts come on none of a member's days; nothing where they do."""
    if not is_never_called(progress, server_days(progress.edition, server, week_of(progress.today))):
        return ""
    days = day_names(progress.plan.weekdays(week_of(progress.today) + timedelta(weeks=1)))
    return tr(
        "⚠️ You study on {days}, and the posts come on other days, so they never remind you. `/reminders` sends you "
        "direct messages instead, or changes your days.",
        days=days,
    )


def zone_name(server: Server) -> str:
    """A server's zone as people read it."""
    return server.zone.key.replace("_", " ")


def _once_studied(member: Member) -> str:
    """What a reminder does on a day on which its reader has studied already (§5)."""
    if member.where is Where.DM:
        return tr("Once you've studied, that day's reminder doesn't come.")
    if member.where is Where.CHANNEL and member.ping:
        return tr("Once you've studied, that day's post doesn't mention you.")
    return ""


def reminders_screen(progress: Progress, server: Server | None, in_channel: int, *, news: str = "") -> Screen:
    """A member's reminder settings, with a button for each choice; `in_channel` follow the server's posts.

    `news` is how a zone was understood.
    """
    member = progress.member

    def choice(label: str, where: Where) -> discord.ui.Button[Screen]:
        chosen = member.where is where
        style = discord.ButtonStyle.success if chosen else discord.ButtonStyle.secondary
        return button(
            tr("{choice} (chosen)", choice=label) if chosen else label, press(Verb.REMIND, where), style, off=chosen
        )

    screen = Screen(
        tr("## Your reminders"),
        news,
        f"🔔 {reminder_line(progress, server)}",
        days_lines(progress, server),
        tr("Your time zone is {zone}.", zone=zone_now(member.zone, progress.now)),
        _once_studied(member),
        _quiet_for_now() if is_away(progress, progress.today) and not progress.pause else "",
        tr("-# Change your time, zone or study days with `/reminders time:`, `zone:` and `days:`."),
    ).row(
        choice(tr("In the channel"), Where.CHANNEL),
        choice(tr("As a DM"), Where.DM),
        choice(tr("Off"), Where.OFF),
    )
    if member.where is Where.CHANNEL:
        label = tr("Don't mention me") if member.ping else tr("Mention me")
        screen.row(button(label, press(Verb.PING, int(not member.ping))))
        screen.say(_mentions(member.ping), _seen_by_few() if in_channel < FEW else "")
    elif member.where is Where.DM:
        screen.row(button(tr("Send me one now"), press(Verb.REMIND_NOW)))
    helps = (
        button(tr("Don't ask me when others are stuck"), press(Verb.HELPS, 0))
        if member.helps
        else button(tr("Ask me when others are stuck"), press(Verb.HELPS, 1))
    )
    if not (progress.record.rewards or member.wants_roles):
        return screen.row(helps)
    roles = (
        button(tr("No roles for me"), press(Verb.ROLES, 0))
        if member.wants_roles
        else button(tr("Give me roles for what I reach"), press(Verb.ROLES, 1))
    )
    return screen.row(helps, roles).say(_roles(member.wants_roles))


def _roles(wants: bool) -> str:
    """What roles mean, and who sees them."""
    if wants:
        return tr("-# You get roles for what you reach, and everyone here can see them.")
    return tr("-# A role shows everyone here what you've reached.")


def _quiet_for_now() -> str:
    return tr(
        "😴 I'm staying quiet for now: no study day in a while. "
        "Log anything with `/done` and your reminders start again."
    )


def _mentions(ping: bool) -> str:
    """What being mentioned means, and who sees it."""
    if ping:
        return tr(
            "-# I mention you on your study days until you've studied. Others can see that the reminder is for you."
        )
    return tr(
        "-# *Mention me* pings you on your study days until you've studied. "
        "Others can then see that the reminder is for you."
    )


def _seen_by_few() -> str:
    return tr(
        "-# I only post while someone I remind here still has to study that day. "
        "With so few of you, the others could tell who. Only you see a DM."
    )


def reminders_off() -> str:
    """After "No more reminders"."""
    return tr("Your reminders are off. Turn them back on any time with /reminders.")


def sample_sent() -> str:
    """After "Send me one now"."""
    return tr("Sent. Check your direct messages.")


def sample_waits() -> str:
    """Where Discord refuses the sample for a reason that passes."""
    return tr("Discord isn't taking that message right now. Try again in a few minutes. Your reminders stay on.")


def sample_refused() -> str:
    """Where direct messages turn out to be closed."""
    return tr(
        "Discord doesn't let me message you: your direct messages are closed for this server. "
        "Allow them in the server's privacy settings, then try again. Your reminders are off until then."
    )


def break_too_long() -> str:
    """Where other study days would stretch a break over more weeks than breaks may touch."""
    return tr(
        "With those days, your break would take more weeks than a roadmap allows. Shorten it first: /pace shows it."
    )


def never_called_line(calls: Calls, *, days_are_asked: bool = False) -> str:
    """That the days of the posts are nobody's, or not everybody's; nothing when everybody has one of them.

    `days_are_asked`: they are about to be chosen, so that nobody needs to hear how.
    """
    if not calls.missed:
        return "" if calls.reach_newcomers or calls.followers else _reaches_nobody(calls, days_are_asked=days_are_asked)
    if calls.missed == calls.followers:
        return _reaches_none(days_are_asked=days_are_asked)
    members = tr_n("{number} member", "{number} members", calls.followers)
    if days_are_asked:
        return tr_n(
            "{number} of {members} doesn't study on any of these days, so my posts won't remind them. Members change "
            "their days with `/reminders days:`.",
            "{number} of {members} don't study on any of these days, so my posts won't remind them. Members change "
            "their days with `/reminders days:`.",
            calls.missed,
            members=members,
        )
    return tr_n(
        "{number} of {members} doesn't study on any of the days I post, so my posts never remind them. Change "
        "my days with `/admin setup days:`; members change theirs with `/reminders days:`.",
        "{number} of {members} don't study on any of the days I post, so my posts never remind them. Change my "
        "days with `/admin setup days:`; members change theirs with `/reminders days:`.",
        calls.missed,
        members=members,
    )


def _reaches_none(*, days_are_asked: bool) -> str:
    """Everybody who follows the posts studies on other days."""
    if days_are_asked:
        return tr(
            "Nobody I remind in the channel studies on any of these days, so no reminder would come. Members change "
            "their days with `/reminders days:`."
        )
    return tr(
        "Nobody I remind in the channel studies on any of the days I post, so no reminder comes. Change my days with "
        "`/admin setup days:`; members change theirs with `/reminders days:`."
    )


def _reaches_nobody(calls: Calls, *, days_are_asked: bool) -> str:
    """Nobody follows the posts yet, and who joins begins with other days than these."""
    days = day_names(calls.newcomers_days)
    if days_are_asked:
        return tr(
            "Members study on {days} unless they choose other days. You've picked none of those, so my posts would "
            "remind nobody.",
            days=days,
        )
    return tr(
        "Members study on {days} unless they choose other days. I post on none of those, so my posts would remind "
        "nobody. Change my days with `/admin setup days:`.",
        days=days,
    )


def zone_followed(members: int) -> str:
    """That members who took over the server's zone go by the new one; nothing where there are none."""
    if not members:
        return ""
    return tr_n(
        "The new time zone also applies to {number} member who uses the server's.",
        "The new time zone also applies to {number} members who use the server's.",
        members,
    )


def unknown_zones(zones: Mapping[str, int]) -> list[str]:
    """Who is left out because this machine does not know their time zone, a sentence for each zone."""
    return [
        tr_n(
            "{number} member can't be reminded: the machine I run on doesn't know the time zone {zone}. "
            "Ask whoever runs me to update its time zones.",
            "{number} members can't be reminded: the machine I run on doesn't know the time zone {zone}. "
            "Ask whoever runs me to update its time zones.",
            members,
            zone=plain(zone),
        )
        for zone, members in sorted(zones.items())
        if find_zone(zone) is None
    ]
