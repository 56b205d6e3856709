"""What an admin sees of `/admin setup`: what will be, what is, and the invitation for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord.utils import format_dt

from bot.roadmap import Roadmap
from bot.study.cohorts import Cohort
from bot.study.member import Server
from bot.study.review import Policy
from bot.study.rhythm import ordinary_hours
from bot.ui.screens.doctor import next_post
from bot.ui.screens.layout import CALM, Screen, button, lines, plain, press, zone_now
from bot.ui.screens.settings import day_names
from bot.ui.screens.verbs import Verb
from bot.words import hours, tr, tr_n
from bot.words.dates import whole_day

_DONE = 0x22C55E


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """What a server's settings come to: the weekdays of its posts, the next of them, and who is left out."""

    server: Server
    weekdays: Sequence[int]
    upcoming: datetime | None
    """The next post that will really come, as things are."""
    look: datetime
    """The next moment for one, whoever is there by then."""
    now: datetime
    never_called: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Where and when, what with, where questions go, who reads checkpoints, and whether there is a leaderboard."""
        server = self.server
        return (
            tr(
                "I post in {channel} on {days} at {time} ({zone}): at most one reminder a day, and only when "
                "there's someone to remind.",
                channel=f"<#{server.channel_id}>",
                days=day_names(self.weekdays, server.at),
                time=f"{server.at:%H:%M}",
                zone=zone_now(server.zone, self.now),
            ),
            tr("Questions from `/stuck` go to {channel}.", channel=f"<#{server.asks_in}>"),
            tr("My messages come with pictures.") if server.pictures else tr("My messages come without pictures."),
            tr("Members can join a leaderboard.") if server.leaderboard else tr("There's no leaderboard."),
            *review_lines(server),
        )


def review_lines(server: Server) -> list[str]:
    """Who reads checkpoints, and where they hear that something waits."""
    match server.readers.policy:
        case Policy.SELF:
            return [tr("Nobody reviews checkpoints: one is done once each of its items has a link or a note.")]
        case Policy.PEER:
            said = [
                tr("Checkpoints are read by members who have passed the phase themselves. Nobody has to wait for it.")
            ]
        case Policy.MENTOR:
            role = f"<@&{server.readers.role_id}>"
            said = [tr("Checkpoints are read by {role}, with `/review`. Nobody has to wait for it.", role=role)]
    if server.review_channel_id:
        channel = f"<#{server.review_channel_id}>"
        said.append(
            tr(
                "On study days I say in {channel} if checkpoints wait, without pinging anyone. `/admin doctor` can "
                "stop that.",
                channel=channel,
            )
        )
    return said


def which_reviewers() -> str:
    """Mentors are to read, and nobody knows who they are."""
    return tr("Which role reads checkpoints? Add /admin setup reviewers: and pick one.")


def no_reviewers(role_id: int) -> str:
    """Nobody has the mentors' role."""
    return tr("Nobody has {role} yet, so nobody reads checkpoints. Give it to those who should.", role=f"<@&{role_id}>")


def reviewers_gone() -> str:
    """The mentors' role was deleted."""
    return tr("The role that reads checkpoints is gone. Choose another with /admin setup reviewers:.")


def everyone_reads() -> str:
    """The mentors' role is everybody's."""
    return tr(
        "Everyone has that role, so everyone could read every checkpoint. "
        "Choose another with /admin setup reviewers:, or use review: peer."
    )


def cant_review(why: str) -> str:
    """What is chosen about reviews does not work; `why` says what to do."""
    return tr("Nothing is changed yet. {why}", why=why)


def setup_screen(
    facts: SetupFacts, warnings: Sequence[str], number: int, *, before: SetupFacts | None = None, news: str = ""
) -> Screen:
    """What will be, before it is set; what is not as `before` is marked. `news`: how the zone was understood."""
    return _told(Screen(tr("## Is this right?"), news, colour=CALM), facts, warnings, before).row(
        button(tr("Set it up"), press(Verb.SET_UP, number), discord.ButtonStyle.success),
        button(tr("Cancel"), press(Verb.SET_UP_CANCEL, number)),
    )


def cancelled() -> str:
    """The preview was given up."""
    return tr("Cancelled. Nothing was changed.")


def set_up_screen(facts: SetupFacts, warnings: Sequence[str], *, is_saved: bool = True, news: str = "") -> Screen:
    """What is set, after a change or without one."""
    title = tr("## All set") if is_saved else tr("## Current settings")
    return (
        _told(Screen(title, news, colour=_DONE), facts, warnings)
        .say(tr("Members join with `/start`, or with the button on an invitation."))
        .row(
            button(tr("Post an invitation"), press(Verb.INVITE), discord.ButtonStyle.primary),
            button(tr("Check everything"), press(Verb.DOCTOR)),
        )
    )


def _told(screen: Screen, facts: SetupFacts, warnings: Sequence[str], before: SetupFacts | None = None) -> Screen:
    old = before.sentences if before else facts.sentences
    marked = [said if said in old else tr("✏️ {setting}", setting=said) for said in facts.sentences]
    if marked != list(facts.sentences):
        marked.append(tr("-# ✏️ marks what changes."))
    when = (
        next_post(facts.upcoming)
        if facts.upcoming
        else tr("Next post: {when}, if there's someone to remind by then.", when=format_dt(facts.look, "F"))
    )
    return screen.say(
        lines(marked), when, lines(f"⚠️ {warning}" for warning in (*warnings, facts.never_called) if warning)
    )


def invitation_screen(roadmap: Roadmap, roadmap_id: int, cohorts: Sequence[Cohort] = ()) -> Screen:
    """The one public message with which people join the roadmap that it names, alone or with one of these cohorts."""
    screen = Screen(
        tr("## Study with us\n**{roadmap}**", roadmap=plain(roadmap.title)),
        tr_n(
            "{number} week, about {hours} a week. I show you what's due, remind you on study days, and count your "
            "streak.",
            "{number} weeks, about {hours} a week. I show you what's due, remind you on study days, and count your "
            "streak.",
            roadmap.blocks[-1].weeks.last,
            hours=hours(ordinary_hours(roadmap)),
        ),
        lines(
            tr("👥 **{cohort}** starts together on {day}.", cohort=plain(one.name), day=whole_day(one.monday))
            for one in cohorts
        ),
        tr("Press **Join** to see your plan; nothing starts until you say so. Your progress is private."),
        colour=_DONE,
    )
    joins = (
        button(
            tr("Join {cohort}", cohort=one.name), press(Verb.INVITED_COHORT, one.number), discord.ButtonStyle.success
        )
        for one in cohorts
    )
    alone = discord.ButtonStyle.secondary if cohorts else discord.ButtonStyle.success
    return screen.row(*joins, button(tr("Join"), press(Verb.INVITED, roadmap_id), alone))


def invited_screen(address: str) -> Screen:
    """The invitation stands."""
    return Screen(
        tr("## Invitation posted"),
        tr("Here it is: {link}. Pin it so it's easy to find.", link=address),
        colour=_DONE,
    ).row(button(tr("Check everything"), press(Verb.DOCTOR)))


def which_zone() -> str:
    """A first setup lacks the zone."""
    return tr("Which time zone is this server in? Add zone:, type a city such as Berlin, and pick it from the list.")


def which_channel() -> str:
    """Posts can't come where the command was typed."""
    return tr("Choose a text channel for the reminders: /admin setup channel:")


def changed_meanwhile() -> str:
    """The settings are others than those that a preview was made from."""
    return tr("Some settings have changed in the meantime. Here is the new preview.")


def cant_post(server: Server, closed: str) -> str:
    """The study channel does not work; `closed` says why, with its remedy."""
    return tr(
        "I can't post in {channel} yet. {why} Then run /admin setup again.",
        channel=f"<#{server.channel_id}>",
        why=closed,
    )


def cant_ask(server: Server, closed: str) -> str:
    """The help channel does not work; `closed` says why, with its remedy."""
    return tr(
        "I can't ask questions in {channel} yet. {why} Then run /admin setup again.",
        channel=f"<#{server.asks_in}>",
        why=closed,
    )


def cant_invite(closed: str) -> str:
    """The invitation can't be posted; `closed` says why, with its remedy."""
    return tr("I can't post there yet. {why} Then press it again.", why=closed)


def invitation_refused() -> str:
    """Discord refused the invitation."""
    return tr("Discord didn't let me post it. /admin doctor shows what's missing.")
