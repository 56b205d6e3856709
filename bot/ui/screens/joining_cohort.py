"""Joining a cohort: when its plan starts and who will see what, before anything is stored (§12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.actions.cohorts import Hindrance
from bot.study.cohorts import JOINS_IN, MOST_COHORTS, Cohort, Membership, Shares
from bot.study.progress import Progress
from bot.ui.screens.cohorts import due_now, how_kept, join_buttons, sharing_now, who_sees
from bot.ui.screens.layout import QUIET, Screen, button, phase_colour, plain, press
from bot.ui.screens.verbs import Verb
from bot.ui.screens.welcome import plan_line
from bot.words import day_name, to_tr, tr, tr_n
from bot.words.dates import short_day

_YES = discord.ButtonStyle.success

_HINDRANCES = {
    Hindrance.NOT_THERE: to_tr("I can't find that cohort. It may have been closed; `/cohort` shows where you are."),
    Hindrance.NAME_TAKEN: to_tr("This server already has a cohort with that name. Choose another one."),
    Hindrance.OVER: to_tr("Joining this cohort has ended. With `/start` you can still study on your own."),
    Hindrance.CHANGED: to_tr("An admin has just changed this cohort. Please open it again to see what holds now."),
}


def not_grouped(why: Hindrance) -> str:
    """Something can't be done with a cohort."""
    if why is Hindrance.TOO_MANY:
        return tr(
            "This server already has {most} cohorts, the most it can have. Close another one first.", most=MOST_COHORTS
        )
    return tr(_HINDRANCES[why])


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who would join a cohort: where they would stand, and whether they keep the plan that they have."""

    cohort: Cohort
    after: Progress
    keeps_plan: bool = False
    left: Cohort | None = None
    """The cohort that they are in now."""
    news: str = ""


def starts_screen(cohort: Cohort, plans: Sequence[Progress], number: int) -> Screen:
    """Somebody joins late: the plan with the cohort's Monday, and the one with their own, side by side."""
    labels = (tr("Start with the cohort"), tr("Start on my own Monday"))
    screen = Screen(
        tr("## Join {cohort}: when do you start?", cohort=plain(cohort.name)),
        tr("It started {day}. You can still join, in one of two ways:", day=day_name(cohort.monday, plans[0].today)),
        colour=phase_colour(1),
    )
    for label, after in zip(labels, plans, strict=True):
        screen.part(f"**{label}**\n{plan_line(after)}", due_now(after), _missed(after))
    return screen.row(
        *(
            button(label, press(Verb.COHORT_START, number, at), discord.ButtonStyle.primary)
            for at, label in enumerate(labels)
        )
    )


def joining_screen(joining: Joining, number: int) -> Screen:
    """What joining a cohort means, with who will see what; nothing is stored until a button is pressed."""
    cohort, after = joining.cohort, joining.after
    shares = cohort.shares is Shares.MENTORS
    buttons = (
        [
            button(tr("Join and share"), press(Verb.COHORT_JOIN, number, 1), _YES),
            button(tr("Join without sharing"), press(Verb.COHORT_JOIN, number, 0)),
        ]
        if shares
        else [button(tr("Join"), press(Verb.COHORT_JOIN, number, 0), _YES)]
    )
    return (
        Screen(
            joining.news,
            tr("## Join {cohort}?", cohort=plain(cohort.name)),
            f"**{plain(after.roadmap.title)}**\n{_when(cohort, after)}",
            tr("You're on this roadmap already: your plan stays as it is.") if joining.keeps_plan else "",
            plan_line(after),
            "" if joining.keeps_plan else _missed(after),
            tr("You leave {cohort} for it.", cohort=plain(joining.left.name)) if joining.left else "",
            colour=phase_colour(1),
        )
        .part(who_sees(cohort), how_kept() if shares else "")
        .row(*buttons)
    )


def joined_screen(after: Progress, group: Membership) -> Screen:
    """Somebody is in."""
    cohort = group.cohort
    begins = (
        tr("You're in, and it's under way: `/week` shows what's due.")
        if after.has_started
        else tr(
            "You start {day}. You can begin early: what you do before then counts too.",
            day=day_name(after.plan.starts_on, after.today),
        )
    )
    return Screen(
        tr("## Welcome to {cohort}", cohort=plain(cohort.name)),
        begins,
        plan_line(after),
        sharing_now(group),
        colour=phase_colour(1),
    ).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("My cohort"), press(Verb.COHORT)),
        button(tr("Reminders…"), press(Verb.REMINDERS)),
    )


def _when(cohort: Cohort, after: Progress) -> str:
    day = day_name(cohort.monday, after.today)
    began = cohort.monday <= after.today
    if cohort.size == 0:
        return (
            tr("Started {day}. You're the first.", day=day) if began else tr("Starts {day}. You're the first.", day=day)
        )
    if began:
        return tr_n("Started {day} · {number} member", "Started {day} · {number} members", cohort.size, day=day)
    return tr_n("Starts {day} · {number} member", "Starts {day} · {number} members", cohort.size, day=day)


def _missed(after: Progress) -> str:
    """What it means to join late: what was missed is open, and nothing of it is overdue for a while."""
    if (late := after.record.joined_late_on) is None:
        return ""
    return tr(
        "The weeks before this one stay open for you; nothing of them is overdue before {day}, and they don't touch "
        "your streak.",
        day=day_name(late + JOINS_IN, after.today),
    )


# ---- what can't be


def invited_too_late() -> str:
    """An invitation's cohort has been closed."""
    return tr("That cohort has been closed.")


def too_late_screen(others: Sequence[Cohort], *, has_joined: bool) -> Screen:
    """The same, with what there is to join in its place."""
    alone = "" if has_joined else tr("You can still study on your own.")
    joinable = tr("You can still join another one.") if others else ""
    return Screen(" ".join(filter(None, (invited_too_late(), joinable, alone))), colour=QUIET).row(
        *join_buttons(others),
        button(tr("My week"), press(Verb.WEEK)) if has_joined else button(tr("Join"), press(Verb.INVITED)),
    )


def no_such_cohort(typed: str, *, several: bool) -> str:
    """A text names no cohort that can be joined."""
    if several:
        return tr("“{typed}” fits several cohorts. Pick one from the list.", typed=plain(typed))
    return tr(
        "There's no cohort “{typed}” to join here. Pick one from the list that cohort: offers.", typed=plain(typed)
    )


def cohort_alone() -> str:
    """Options that can't be used along with a cohort."""
    return tr("Join the cohort first, without other options but zone:. Then `/pace` changes your plan.")


def ticks_later() -> str:
    """Ticks can't be brought along with a cohort."""
    return tr("Join the cohort first. Then bring your ticks with `/start ticks:`.")


def changed_since() -> str:
    """Above what joining means, when it means something else than was shown."""
    return tr("⚠️ Something has changed since you saw this. Here's what it means now:")


def in_it_already() -> str:
    """Somebody would join the cohort they are in."""
    return tr("You're in this cohort already. `/cohort` shows its week.")


def cohort_label(cohort: Cohort) -> str:
    """A cohort in a list to pick from: "Spring (from Mon 2 Mar)"."""
    return tr("{name} (from {day})", name=cohort.name, day=short_day(cohort.monday))
