"""A cohort as a member sees it: what joining means, who will see what, and the cohort's week (§12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.actions.cohorts import Hindrance
from bot.study.cohorts import JOINS_IN, MOST_COHORTS, Cohort, Membership, Shares
from bot.study.group import Together
from bot.study.progress import Progress
from bot.ui.screens.layout import QUIET, Screen, button, lines, phase_colour, plain, press
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
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


# ---- who sees what


def who_sees(cohort: Cohort) -> str:
    """Who sees what of whom: the sentence that a consent rests on."""
    if cohort.shares is Shares.SUMS:
        return tr(
            "👀 **Who will see what:** nobody sees your progress. The cohort is only told in sums, such as how many "
            "studied this week, from three members on."
        )
    return tr(
        "👀 **Who will see what:** if you agree, everyone with the role {role} and this server's admins see, by your "
        "name: your week, how many tasks you've done, your last study day and your checkpoints. Never your notes, "
        "evidence, minutes or streak.",
        role=f"<@&{cohort.role_id}>",
    )


def _how_kept() -> str:
    return tr(
        "-# To do that I keep the display name you have here. It's renewed when you use a command and deleted as soon "
        "as you take this back, any time, with `/cohort`."
    )


# ---- joining


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
        screen.part(f"**{label}**\n{plan_line(after)}", _due_now(after), _missed(after))
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
        .part(who_sees(cohort), _how_kept() if shares else "")
        .row(*buttons)
    )


def joined_screen(after: Progress, group: Membership) -> Screen:
    """Somebody is in."""
    cohort = group.cohort
    begins = (
        tr("You're in, and it's under way: `/week` shows what's due.")
        if after.has_started
        else tr(
            "It starts {day}. You can begin early: what you do before then counts too.",
            day=day_name(after.plan.starts_on, after.today),
        )
    )
    return Screen(
        tr("## Welcome to {cohort}", cohort=plain(cohort.name)),
        begins,
        plan_line(after),
        _sharing_now(group),
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


def _due_now(after: Progress) -> str:
    if not after.due_blocks:
        return ""
    due = block_name(after.due_blocks[0])
    return (
        tr("📍 **This week:** {blocks}", blocks=due) if after.has_started else tr("📍 **First:** {blocks}", blocks=due)
    )


def _missed(after: Progress) -> str:
    """What it means to join late: what was missed is open, and nothing of it is overdue for a while."""
    if (late := after.record.joined_late_on) is None:
        return ""
    return tr(
        "The weeks before this one stay open for you; nothing of them is overdue before {day}, and they don't touch "
        "your streak.",
        day=day_name(late + JOINS_IN, after.today),
    )


# ---- being in one


@dataclass(frozen=True, slots=True)
class CohortWeek:
    """A cohort with its week: the roadmap, where the plan as written stands, and the sums so far."""

    group: Membership
    plan: Progress
    together: Together


def cohort_screen(week: CohortWeek, mentored: Sequence[Cohort] = (), news: str = "") -> Screen:
    """My cohort and its week, who sees what, and the ways out."""
    group, cohort = week.group, week.group.cohort
    screen = Screen(
        news,
        f"{tr('## {cohort}', cohort=plain(cohort.name))}\n**{plain(week.plan.roadmap.title)}**",
        _its_week(week),
        together_line(week.together),
        colour=phase_colour(1),
    )
    if not group.is_to_be_asked:  # else the answer brings the question along
        screen.part(_sharing_now(group), who_sees(cohort) if _may_agree(group) else "")
    return screen.row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        None if group.is_to_be_asked else consent_button(group),
        button(tr("Leave…"), press(Verb.COHORT_OUT)),
    ).row(*members_buttons(mentored))


def no_cohort_screen(joinable: Sequence[Cohort], mentored: Sequence[Cohort]) -> Screen:
    """Somebody is in no cohort: what there is to join, and what they look after."""
    said = lines(tr("**{cohort}**, from {day}", cohort=plain(one.name), day=short_day(one.monday)) for one in joinable)
    none = tr("You aren't in a cohort.")
    if joinable:
        screen = Screen(tr("## Cohorts"), f"{none} {tr('You can join one with `/start cohort:`.')}", said)
    else:
        screen = Screen(tr("## Cohorts"), f"{none} {tr('There is none to join here right now.')}")
    return screen.row(*members_buttons(mentored))


def members_buttons(mentored: Sequence[Cohort]) -> list[discord.ui.Button[Screen]]:
    """For whoever has the role of cohorts: their members."""
    return [
        button(tr("Members of {cohort}", cohort=one.name), press(Verb.MEMBERS, one.number, 0)) for one in mentored[:5]
    ]


def consent_button(group: Membership) -> discord.ui.Button[Screen] | None:
    """The press that agrees to what a cohort shares now, or takes it back."""
    cohort = group.cohort
    if group.has_agreed:
        return button(tr("Stop sharing"), press(Verb.COHORT_SHARE, cohort.number, cohort.terms, 0))
    if _may_agree(group):
        return button(tr("Share"), press(Verb.COHORT_SHARE, cohort.number, cohort.terms, 1))
    return None


def leave_screen(cohort: Cohort) -> Screen:
    """Whether to leave."""
    return Screen(
        tr("## Leave {cohort}?", cohort=plain(cohort.name)),
        tr("Your plan, your ticks and your streak stay as they are, and nobody sees you in it any more."),
    ).row(
        button(tr("Leave"), press(Verb.COHORT_LEAVE, cohort.number), discord.ButtonStyle.danger),
        button(tr("Stay"), press(Verb.COHORT)),
    )


def left_screen(cohort: Cohort) -> Screen:
    """Somebody has left."""
    return Screen(
        tr("You've left {cohort}. Your plan stays; `/start cohort:` brings you back.", cohort=plain(cohort.name)),
        colour=QUIET,
    ).row(button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary))


def together_line(together: Together) -> str:
    """What a group did this week; nothing where a sum would tell what one of them did."""
    if not together.tells_nobodys:
        return ""
    return lines(
        (
            tr_n(
                "🗓️ **This week:** {active} of {number} member studied",
                "🗓️ **This week:** {active} of {number} members studied",
                together.members,
                active=together.active,
            ),
            tr_n("{number} task done together", "{number} tasks done together", together.tasks),
        )
    )


def terms_changed(group: Membership) -> str:
    """An admin has changed what a cohort shares, or with whom: what holds now, and that nobody sees them until then."""
    cohort = group.cohort
    head = tr(
        "🔁 An admin has changed what **{cohort}** shares. What you agreed to before no longer holds.",
        cohort=plain(cohort.name),
    )
    return lines((head, who_sees(cohort), _how_kept() if _may_agree(group) else ""))


def closed_line(name: str) -> str:
    """An admin has closed the cohort that somebody was in."""
    return tr(
        "👥 An admin has closed the cohort **{cohort}**. Your plan stays as it is, and nobody sees you in it any more.",
        cohort=plain(name),
    )


def _its_week(week: CohortWeek) -> str:
    plan = week.plan
    if not plan.has_started:
        return tr("Starts {day}.", day=day_name(plan.plan.starts_on, plan.today))
    if plan.plan.has_ended(plan.today):
        return tr("Its roadmap ended {day}.", day=day_name(plan.plan.ends_on, plan.today))
    number = tr("Week {week} of {weeks}", week=plan.week_number, weeks=plan.plan.total_weeks)
    return lines(filter(None, (number, _due_now(plan))))


def _sharing_now(group: Membership) -> str:
    """What holds for this member."""
    cohort = group.cohort
    if cohort.shares is Shares.SUMS:
        return tr("👀 Nobody sees your progress here, only the cohort's sums.")
    if group.has_agreed:
        return tr(
            "👀 You share your week, tasks, last study day and checkpoints with {role} and the admins, as **{name}**.",
            role=f"<@&{cohort.role_id}>",
            name=plain(group.name or ""),
        )
    return tr("👀 You don't share your progress: you're only one of the cohort's sums.")


def _may_agree(group: Membership) -> bool:
    return group.cohort.shares is Shares.MENTORS and not group.has_agreed


# ---- what can't be


def no_such_cohort(typed: str, *, several: bool) -> str:
    """A text names no cohort that can be joined."""
    if several:
        return tr("“{typed}” fits several cohorts. Pick one from the list.", typed=plain(typed))
    return tr(
        "There's no cohort “{typed}” to join here. Pick one from the list that cohort: offers.", typed=plain(typed)
    )


def invited_too_late() -> str:
    """An invitation's cohort has been closed."""
    return tr("That cohort has been closed.")


def too_late_screen(others: Sequence[Cohort], *, has_joined: bool) -> Screen:
    """The same, with what there is to join in its place."""
    alone = "" if has_joined else tr("You can still study on your own.")
    joinable = tr("You can still join another one.") if others else ""
    return Screen(" ".join(filter(None, (invited_too_late(), joinable, alone))), colour=QUIET).row(
        *(button(tr("Join {cohort}", cohort=one.name), press(Verb.INVITED_COHORT, one.number), _YES) for one in others),
        button(tr("My week"), press(Verb.WEEK)) if has_joined else button(tr("Join"), press(Verb.INVITED)),
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


def not_in_one() -> str:
    """Something about a cohort is asked by somebody who is in none."""
    return tr("You aren't in a cohort any more. `/start cohort:` shows what there is to join.")


def cohort_label(cohort: Cohort) -> str:
    """A cohort in a list to pick from: "Spring (from Mon 2 Mar)"."""
    return tr("{name} (from {day})", name=cohort.name, day=short_day(cohort.monday))
