"""A cohort as its members see it: who sees what, its week, and the ways out (§12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.study.cohorts import Cohort, Membership, Shares
from bot.study.group import Together
from bot.study.progress import Progress
from bot.ui.screens.layout import QUIET, Screen, button, lines, phase_colour, plain, press
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import day_name, tr, tr_n
from bot.words.dates import short_day

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


def how_kept() -> str:
    """That a name is kept for it, and until when."""
    return tr(
        "-# To do that I keep the display name you have here. It's renewed when you use a command and deleted as soon "
        "as you take this back, any time, with `/cohort`."
    )


def due_now(after: Progress) -> str:
    """What a plan has this week, or first of all."""
    if not after.due_blocks:
        return ""
    due = block_name(after.due_blocks[0])
    return (
        tr("📍 **This week:** {blocks}", blocks=due) if after.has_started else tr("📍 **First:** {blocks}", blocks=due)
    )


# ---- being in one


@dataclass(frozen=True, slots=True)
class CohortWeek:
    """A cohort with its week: where the plan as written stands, where its member does, and the sums so far."""

    group: Membership
    plan: Progress
    together: Together
    own: Progress


def cohort_screen(week: CohortWeek, mentored: Sequence[Cohort] = (), news: str = "") -> Screen:
    """My cohort and its week, who sees what, and the ways out."""
    group, cohort = week.group, week.group.cohort
    screen = Screen(
        news,
        f"{tr('## {cohort}', cohort=plain(cohort.name))}\n**{plain(week.plan.roadmap.title)}**",
        lines(filter(None, (_its_week(week), _own_week(week)))),
        together_line(week.together),
        colour=phase_colour(1),
    )
    if not group.is_to_be_asked:  # else the answer brings the question along
        screen.part(sharing_now(group), who_sees(cohort) if _may_agree(group) else "")
    return screen.row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        None if group.is_to_be_asked else consent_button(group),
        button(tr("Leave…"), press(Verb.COHORT_OUT)),
    ).row(*members_buttons(mentored))


def no_cohort_screen(joinable: Sequence[Cohort], mentored: Sequence[Cohort], invited: Sequence[Cohort] = ()) -> Screen:
    """Somebody is in no cohort: what there is to join, some of it with a press, and what they look after."""
    said = lines(tr("**{cohort}**, from {day}", cohort=plain(one.name), day=short_day(one.monday)) for one in joinable)
    none = tr("You aren't in a cohort.")
    screen = Screen(tr("## Cohorts"))
    if mentored:
        screen.say(tr("👀 With your role you see the members who share their progress."))
        screen.row(*members_buttons(mentored))
    if joinable:
        screen.say(f"{none} {tr('You can join one with `/start cohort:`.')}", said)
    elif not mentored:
        screen.say(f"{none} {tr('There is none to join here right now.')}")
    return screen.row(*join_buttons(invited))


def join_buttons(cohorts: Sequence[Cohort]) -> list[discord.ui.Button[Screen]]:
    """The way into each of some cohorts."""
    return [
        button(
            tr("Join {cohort}", cohort=one.name), press(Verb.INVITED_COHORT, one.number), discord.ButtonStyle.success
        )
        for one in cohorts
    ]


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
    return " · ".join(
        (
            tr_n(
                "👥 {active} of {number} member studied this week",
                "👥 {active} of {number} members studied this week",
                together.members,
                active=together.active,
            ),
            tr_n("{number} task done together", "{number} tasks done together", together.tasks),
        )
    )


def terms_changed(group: Membership) -> str:
    """An admin has changed what a cohort shares, or with whom: what holds now, and that nobody sees them until then."""
    cohort = group.cohort
    name = plain(cohort.name)
    if cohort.shares is Shares.SUMS:
        head = tr("🔁 An admin has changed who sees what in **{cohort}**.", cohort=name)
    else:
        head = tr(
            "🔁 An admin has changed who sees what in **{cohort}**. Until you agree, nobody sees your progress.",
            cohort=name,
        )
    return lines((head, who_sees(cohort), how_kept() if _may_agree(group) else ""))


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
    return lines(filter(None, (number, due_now(plan))))


def _own_week(week: CohortWeek) -> str:
    """Where the member's own plan stands, if that is elsewhere than the cohort's."""
    own, plan = week.own, week.plan
    if own.member.roadmap_id != week.group.cohort.roadmap_id or own.plan.has_ended(own.today):
        return ""
    if own.plan.starts_on == plan.plan.starts_on and own.plan.total_weeks == plan.plan.total_weeks:
        return ""
    if not own.has_started:
        return tr("Your own plan starts {day}.", day=day_name(own.plan.starts_on, own.today))
    return tr("Your own plan: week {week} of {weeks}", week=own.week_number, weeks=own.plan.total_weeks)


def sharing_now(group: Membership) -> str:
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
    return tr("👀 You don't share your progress: you only count in the group's totals.")


def _may_agree(group: Membership) -> bool:
    return group.cohort.shares is Shares.MENTORS and not group.has_agreed


# ---- what can't be


def not_in_one() -> str:
    """Something about a cohort is asked by somebody who is in none."""
    return tr("You aren't in a cohort any more. `/start cohort:` shows what there is to join.")
