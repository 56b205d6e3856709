"""A server's cohorts as its admins see them: what one will be, what there are, what closing one means (§12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import discord

from bot.study.cohorts import LONGEST_NAME, Cohort, Shares
from bot.ui.screens.layout import CALM, QUIET, Screen, button, lines, plain, press, short
from bot.ui.screens.pages import page_of
from bot.ui.screens.verbs import Verb
from bot.words import tr, tr_n
from bot.words.dates import short_day, whole_day

_LONGEST_TITLE = 60
_ROOM = 3000


def new_screen(cohort: Cohort, roadmap: str, number: int, typed: date | None = None) -> Screen:
    """What a cohort will be, before it is made; `typed` is the day that its start was said to be."""
    return (
        Screen(
            tr("## {cohort}: is this right?", cohort=plain(cohort.name)),
            lines(
                filter(
                    None,
                    (
                        tr(
                            "📅 Starts {day}, on **{roadmap}**.",
                            day=whole_day(cohort.monday),
                            roadmap=plain(short(roadmap, _LONGEST_TITLE)),
                        ),
                        _not_a_monday(typed),
                        tr(
                            "Whoever joins before then or in the first two weeks starts on that Monday. Later they "
                            "choose between it and a Monday of their own."
                        ),
                        _joining(cohort),
                    ),
                )
            ),
            _sharing(cohort),
            colour=CALM,
        )
        .say(tr("-# I post in the study channel when it starts and when its roadmap ends; nobody is named there."))
        .row(
            button(tr("Make it"), press(Verb.COHORT_MAKE, number), discord.ButtonStyle.success),
            button(tr("Cancel"), press(Verb.COHORTS, 0, "cancelled")),
        )
    )


def _not_a_monday(typed: date | None) -> str:
    """That a cohort starts on another day than was typed, and why."""
    if typed is None or typed.weekday() == 0:
        return ""
    return tr("⚠️ {day} isn't a Monday. Cohorts start on Mondays, so I took the next one.", day=whole_day(typed))


def made_screen(cohort: Cohort) -> Screen:
    """It is there."""
    return Screen(
        tr("## {cohort} is ready", cohort=plain(cohort.name)),
        tr("Members join with `/start cohort:`, or with its button on an invitation."),
    ).row(
        button(tr("Post an invitation"), press(Verb.INVITE), discord.ButtonStyle.primary),
        button(tr("All cohorts"), press(Verb.COHORTS, 0)),
    )


def change_screen(before: Cohort, after: Cohort, number: int, *, anew: bool) -> Screen:
    """What would change, and whom it asks anew."""
    facts = (
        (tr("Name"), plain(before.name), plain(after.name)),
        (tr("Who sees members"), _seen_by(before), _seen_by(after)),
        (tr("Joining"), _joins_until(before), _joins_until(after)),
    )
    said = [tr("**{fact}:** {was} → **{now}**", fact=fact, was=was, now=now) for fact, was, now in facts if was != now]
    screen = Screen(
        tr("## Change {cohort}?", cohort=plain(before.name)), lines(said), _sharing(after) if anew else "", colour=CALM
    )
    if anew and before.size:
        screen.say(_whom_it_asks(before, after))
    return screen.row(
        button(tr("Change it"), press(Verb.COHORT_ALTER, number), discord.ButtonStyle.success),
        button(tr("Leave it as it is"), press(Verb.COHORTS, 0)),
    )


def _whom_it_asks(before: Cohort, after: Cohort) -> str:
    if after.shares is Shares.SUMS:
        return tr_n(
            "⚠️ If its member shares now, that ends at once. My next private reply tells them.",
            "⚠️ Whoever shares now stops at once. My next private reply tells each of the {number} members.",
            before.size,
        )
    return tr_n(
        "⚠️ If its member shares now, that ends at once. My next private reply asks them anew.",
        "⚠️ Whoever shares now stops at once. My next private reply asks each of the {number} members anew.",
        before.size,
    )


def close_screen(cohort: Cohort) -> Screen:
    """What closing means, before it is done."""
    return Screen(
        tr("## Close {cohort}?", cohort=plain(cohort.name)),
        tr_n(
            "It has {number} member. Their plan stays; the cohort, and what they agreed to share, is deleted.",
            "It has {number} members. Their plans stay; the cohort, and what they agreed to share, is deleted.",
            cohort.size,
        )
        if cohort.size
        else tr("Nobody is in it."),
        tr("If you only want nobody new to join, use `/admin cohort change joining_ends:`."),
        colour=CALM,
    ).row(
        button(tr("Close it"), press(Verb.COHORT_CLOSE, cohort.number), discord.ButtonStyle.danger),
        button(tr("Leave it as it is"), press(Verb.COHORTS, 0)),
    )


def closed_screen(cohort: Cohort) -> Screen:
    """It is gone."""
    return Screen(tr("{cohort} is closed. Its members keep their plans.", cohort=plain(cohort.name)), colour=QUIET).row(
        button(tr("All cohorts"), press(Verb.COHORTS, 0))
    )


def changed_line(name: str) -> str:
    """A cohort was changed."""
    return tr("✅ **{cohort}** is changed.", cohort=plain(name))


def shelf_of_cohorts(
    cohorts: Sequence[Cohort], titles: Mapping[int, str], page: int, today: date, news: str = ""
) -> Screen:
    """All of a server's cohorts, by their start; above them what was just done."""
    if not cohorts:
        return Screen(news, tr("## Cohorts"), tr("There is none yet. `/admin cohort new` makes one."))
    said = [_line(cohort, titles.get(cohort.roadmap_id, ""), today) for cohort in cohorts]
    shown = page_of(said, page, _ROOM)
    heading = tr("## Cohorts")
    return (
        Screen(news, f"{heading}\n-# {shown.said}" if shown.said else heading)
        .say(lines(said[shown.first : shown.end]))
        .row(
            button(tr("◀ Previous cohorts"), press(Verb.COHORTS, shown.number - 1)) if shown.number else None,
            button(tr("More cohorts ▶"), press(Verb.COHORTS, shown.number + 1))
            if shown.number + 1 < shown.pages
            else None,
        )
    )


def _line(cohort: Cohort, title: str, today: date) -> str:
    """A cohort in one line."""
    facts = (
        tr("from {day}", day=short_day(cohort.monday)),
        plain(short(title, _LONGEST_TITLE)),
        tr_n("{number} member", "{number} members", cohort.size),
        tr("seen by {role}", role=f"<@&{cohort.role_id}>") if cohort.shares is Shares.MENTORS else tr("sums only"),
        _joining_in_short(cohort, today),
    )
    return f"**{plain(cohort.name)}** · {' · '.join(filter(None, facts))}"


def _joining_in_short(cohort: Cohort, today: date) -> str:
    if cohort.joins_until is None:
        return ""
    day = short_day(cohort.joins_until)
    return tr("joining until {day}", day=day) if cohort.takes(today) else tr("joining ended {day}", day=day)


def _joins_until(cohort: Cohort) -> str:
    return tr("until {day}", day=whole_day(cohort.joins_until)) if cohort.joins_until else tr("until you close it")


def _seen_by(cohort: Cohort) -> str:
    if cohort.shares is Shares.SUMS:
        return tr("nobody, only sums")
    return tr("{role} and the admins, if members agree", role=f"<@&{cohort.role_id}>")


def _joining(cohort: Cohort) -> str:
    return tr("Joining ends {day}.", day=whole_day(cohort.joins_until)) if cohort.joins_until else ""


def _sharing(cohort: Cohort) -> str:
    if cohort.shares is Shares.SUMS:
        return tr("👀 Nobody sees anyone's progress; there are only sums, from three members on.")
    return tr(
        "👀 Everyone with {role} and the admins see, of those members who agree: week, tasks done, last study day and "
        "checkpoints, by name. The others are only counted in sums, from three members on.",
        role=f"<@&{cohort.role_id}>",
    )


# ---- what can't be


def needs_role() -> str:
    """Nobody could see anybody."""
    return tr("Which role sees those who agree? Add role:.")


def role_without_mentors() -> str:
    """A role that would see nothing."""
    return tr("With shares:sums nobody sees anyone, so no role is needed. Leave role: out, or choose mentors.")


def role_for_everyone() -> str:
    """Everyone would be a mentor."""
    return tr("@everyone can't be the role: choose one that only mentors have.")


def name_empty() -> str:
    """A name without a letter."""
    return tr("What's the cohort called? Type a name.")


def name_too_long() -> str:
    """A name that would not fit into a line."""
    return tr("That name is too long: {most} characters at most.", most=LONGEST_NAME)


def start_too_far_back() -> str:
    """A start that nobody could still join."""
    return tr("That's more than 8 weeks ago. Choose a later Monday.")


def no_change() -> str:
    """A change that changes nothing."""
    return tr("That's how it is already. Say what should change: name:, shares:, role: or joining_ends:.")


def never_label() -> str:
    """In place of a last day to join on."""
    return tr("No end: until I close it")
