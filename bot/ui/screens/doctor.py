"""The check-up: what is missing, with what mends it; what is set; and how reliably reminders came, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
from discord.utils import format_dt

from bot.study.deliveries import LastPost, Tally
from bot.study.member import Server
from bot.study.own_days import Calls
from bot.ui.screens.layout import CALM, Screen, button, lines, press, until, zone_now
from bot.ui.screens.settings import day_names
from bot.ui.screens.verbs import Verb
from bot.words import listed, to_tr, tr, tr_n

_FEWEST_FOR_A_HALF = 10
_FEWEST_FOR_A_PERCENT = 100

_LAST = {
    "missed": to_tr("**Last post:** the one due {due} was missed and won't be sent late."),
    "refused": to_tr("**Last post:** the one due {due} was refused by Discord."),
    "silent": to_tr("**Last post:** the one due {due} was skipped, because there was nobody to remind."),
}

_MENDS = {
    "here": to_tr("Post in this channel"),
    "help": to_tr("Ask in the study channel"),
    "pictures": to_tr("Go without pictures"),
    "readers": to_tr("Stop telling readers"),
}
"""The buttons that mend something, or switch it off, by the word that their press carries."""


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What `/admin doctor` found; `upcoming` is the next post that will really come, as things are."""

    server: Server
    weekdays: Sequence[int]
    now: datetime
    findings: Sequence[str]
    resumed: str
    this_week: Tally
    lately: Tally
    last: LastPost | None
    upcoming: datetime | None
    members: int
    calls: Calls
    groups: Sequence[str] = ()
    """How cohorts and reviews stand, a sentence each."""


def doctor_screen(found: CheckUp, mends: Sequence[str]) -> Screen:
    """What is missing, each with what to do; then what is set, the last post and the next; `mends`: what to offer."""
    screen = Screen(
        tr("## Check-up"),
        lines(f"⚠️ {finding}" for finding in found.findings) or all_well(comes=_may_come(found)),
        found.resumed,
        lines((*_settings(found), *found.groups)),
        lines(_reliability(found)),
        lines((_last(found.last), _next(found))),
        colour=CALM if found.findings else 0x22C55E,
    )
    return screen.row(
        *(button(tr(_MENDS[word]), press(Verb.MEND, word), _style(word)) for word in mends),
        button(tr("Post an invitation"), press(Verb.INVITE)) if not found.members else None,
        button(tr("Check again"), press(Verb.DOCTOR)),
    )


def _style(word: str) -> discord.ButtonStyle:
    """What only switches something off is no remedy."""
    return discord.ButtonStyle.secondary if word == "readers" else discord.ButtonStyle.primary


def _may_come(found: CheckUp) -> bool:
    """Whether a post is coming, or will once somebody has joined."""
    return found.upcoming is not None or not found.members


def all_well(*, comes: bool = True) -> str:
    """Nothing is missing; `comes`: a post will."""
    return tr("✅ Everything looks good.") if comes else tr("✅ Nothing is in the way, but no post is coming up.")


def _settings(found: CheckUp) -> tuple[str, str, str]:
    """Where, when and how posts come, where questions go, and how many joined."""
    server = found.server
    channel, days = f"<#{server.channel_id}>", day_names(found.weekdays, server.at)
    time, zone = f"{server.at:%H:%M}", zone_now(server.zone, found.now)
    if server.pictures:
        posts = tr(
            "I post in {channel} on {days} at {time} ({zone}), with pictures.",
            channel=channel, days=days, time=time, zone=zone,
        )  # fmt: skip
    else:
        posts = tr(
            "I post in {channel} on {days} at {time} ({zone}), without pictures.",
            channel=channel, days=days, time=time, zone=zone,
        )  # fmt: skip
    joined = tr_n("{number} member has joined.", "{number} members have joined.", found.members)
    return posts, tr("Questions from `/stuck` go to {channel}.", channel=f"<#{server.asks_in}>"), joined


def _reliability(found: CheckUp) -> list[str]:
    said = [tr("**This week:** {reminders}", reminders=reminders_line(found.this_week))]
    if found.lately != found.this_week:
        said.append(tr("**Last 30 days:** {reminders}", reminders=reminders_line(found.lately)))
    return said


def reminders_line(tally: Tally) -> str:
    """How reliably reminders came: "6 reminders, all on time"."""
    if not (tally.sent or tally.missed or tally.refused):
        return tr("no reminder was due.")
    said = [_sent(tally)] if tally.sent else []
    if tally.missed:
        said.append(tr_n("{number} missed", "{number} missed", tally.missed))
    if tally.refused:
        said.append(tr_n("{number} refused by Discord", "{number} refused by Discord", tally.refused))
    return " ".join(filter(None, (tr("{counts}.", counts=listed(said)), _lateness(tally))))


def _sent(tally: Tally) -> str:
    count, late = tally.sent, tally.late
    if late and late < count:
        return tr_n(
            "{number} reminder, {on_time} on time and {late} late",
            "{number} reminders, {on_time} on time and {late} late",
            count,
            on_time=count - late,
            late=late,
        )
    if count == 2:
        return tr("2 reminders, both late") if late else tr("2 reminders, both on time")
    if late:
        return tr_n("{number} reminder, late", "{number} reminders, all late", count)
    return tr_n("{number} reminder, on time", "{number} reminders, all on time", count)


def _lateness(tally: Tally) -> str:
    """How long after their time they came; nothing of a few, of which that says little."""
    if tally.sent < _FEWEST_FOR_A_HALF:
        return ""
    half, most = _span(tally.within(50)), _span(tally.within(99))
    if tally.sent < _FEWEST_FOR_A_PERCENT:
        return tr("Half came within {half} of their time, the slowest within {most}.", half=half, most=most)
    return tr("Half came within {half} of their time, 99% within {most}.", half=half, most=most)


def _span(seconds: int) -> str:
    """Seconds as people say them: "1 second", "3 minutes", "2 hours"; a part is counted as a whole."""
    if seconds > 3600:
        return tr_n("{number} hour", "{number} hours", -(-seconds // 3600))
    if seconds > 60:
        return tr_n("{number} minute", "{number} minutes", -(-seconds // 60))
    return tr_n("{number} second", "{number} seconds", max(seconds, 1))


def _last(last: LastPost | None) -> str:
    if last is None:
        return tr("**Last post:** none yet.")
    if last.sent_at and last.state == "sent":
        return tr("**Last post:** sent {when}.", when=until(last.sent_at))
    return tr(_LAST[last.state], due=format_dt(last.due_at, "F"))


def _next(found: CheckUp) -> str:
    if found.upcoming is not None:
        return next_post(found.upcoming)
    if found.findings and found.server.trouble:
        return tr("**Next post:** none, see above.")
    if not found.members:
        return tr("**Next post:** none, because nobody has joined yet. *Post an invitation* lets people in.")
    if not found.calls.followers:
        return tr(
            "**Next post:** none, because nobody follows the channel: everyone gets direct messages, or has their "
            "reminders off."
        )
    if found.calls.missed == found.calls.followers:
        days = day_names(found.weekdays)
        return tr("**Next post:** none, because nobody I remind in the channel studies on {days}.", days=days)
    return tr(
        "**Next post:** none in the next two weeks, because there's nobody to remind in the channel: they're on a "
        "break, finished, or haven't studied for two weeks."
    )


def next_post(upcoming: datetime) -> str:
    """The next post that will really come."""
    return tr("**Next post:** {when} ({distance}).", when=format_dt(upcoming, "F"), distance=until(upcoming))


def posts_resumed() -> str:
    """Posts were paused, and go on."""
    return tr(
        "Posts were paused after Discord refused the last one. I can post in the channel again, so they're back on."
    )


def posts_paused() -> str:
    """Posts are paused until the channel is open, or another."""
    return tr(
        "Posts are paused: Discord refused the last one. Let me post in the channel and they'll start again by "
        "themselves, or choose another with /admin setup channel:."
    )


def clock_line(ahead: timedelta) -> str:
    """That the bot's clock is ahead of Discord's (negative: behind); nothing while it is right."""
    if not ahead:
        return ""
    if ahead > timedelta():
        return tr(
            "My clock is {span} ahead of Discord's, so reminders come at the wrong times. "
            "Ask whoever runs me to set the machine's clock.",
            span=_rounded(ahead),
        )
    return tr(
        "My clock is {span} behind Discord's, so reminders come at the wrong times. "
        "Ask whoever runs me to set the machine's clock.",
        span=_rounded(-ahead),
    )


def _rounded(span: timedelta) -> str:
    """A span in whole minutes, hours or days, the largest of which there are two."""
    minutes = round(span / timedelta(minutes=1))
    hours, days = round(minutes / 60), round(minutes / 1440)
    if days >= 2:
        return tr_n("{number} day", "{number} days", days)
    if hours >= 2:
        return tr_n("{number} hour", "{number} hours", hours)
    return tr_n("{number} minute", "{number} minutes", minutes)
