"""The organiser's view: who agreed, by name, with facts alone; the others as sums (§12)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.study.rosters import MemberFacts, Roster
from bot.study.shelf import Shelf
from bot.ui.screens.layout import Screen, button, lines, plain, press
from bot.ui.screens.verbs import Verb
from bot.words import tr, tr_n
from bot.words.dates import short_date, short_day


def members_screen(
    title: str, roster: Roster, facts: Sequence[MemberFacts], verb: Verb, key: int, *, with_cohort: bool
) -> Screen:
    """Those who agreed, by name and a page at a time, and what the others are together."""
    head = tr("## Members: {name}", name=plain(title))
    more = roster.agreed > roster.most
    span = {"first": roster.first + 1, "last": roster.first + len(facts), "total": roster.agreed}
    return (
        Screen(f"{head}\n-# {tr('{first}-{last} of {total}', **span)}" if more else head)
        .say(
            lines(member_line(one, with_cohort=with_cohort) for one in facts)
            or tr("Nobody here shares their progress.")
        )
        .say(_how_to_share() if with_cohort and not roster.agreed else "")
        .part(_others(roster))
        .row(
            button(tr("◀ Previous members"), press(verb, key, roster.page - 1)) if roster.page else None,
            button(tr("More members ▶"), press(verb, key, roster.page + 1)) if not roster.is_last else None,
        )
    )


def offer_other_roadmaps(screen: Screen, shelf: Shelf, shown: int) -> Screen:
    """The other roadmaps that somebody here is on, to choose from."""
    others = [one for one in shelf.all if one.members and one.roadmap_id != shown]
    options = [(str(one.roadmap_id), one.title) for one in others]
    return screen.choice(press(Verb.MEMBERS_ON, shown, 0), tr("Members on another roadmap…"), options)


def column_names() -> tuple[str, ...]:
    """What stands above the columns of the file."""
    return (
        tr("Cohort"),
        tr("Name"),
        tr("Week"),
        tr("Weeks"),
        tr("Tasks done"),
        tr("Tasks"),
        tr("Checkpoints passed"),
        tr("Checkpoints"),
        tr("Last study day"),
        tr("Members"),
        tr("Studied in the last 14 days"),
    )


def rest_name() -> str:
    """Those who did not agree, as a row of the file."""
    return tr("(the others, as a sum)")


def exported(rows: int) -> str:
    """A file with the members, or with the others' sum alone."""
    if not rows:
        return tr("Nobody here shares their progress, so the table has only the others, as a sum.")
    return tr_n(
        "Here is {number} member who shares their progress, as a table. Keep it as private as they gave it.",
        "Here are {number} members who share their progress, as a table. Keep it as private as they gave it.",
        rows,
    )


def nobody_to_export() -> str:
    """There is nothing to put into a file."""
    return tr("Nobody here shares their progress, and there are too few others for a sum.")


def _how_to_share() -> str:
    """Where names come from: nobody is asked to share outside a cohort."""
    return tr("-# Members are asked to share when they join a cohort with `shares:mentors` (`/admin cohort new`).")


def _others(roster: Roster) -> str:
    """Those who did not agree; the same words where there are none and where too few of them are active."""
    others = roster.others
    if others is None:
        return tr("-# Whoever doesn't share is shown only as part of a sum, and only if at least three studied lately.")
    return lines(
        (
            tr_n(
                "👥 **{number} member who doesn't share**, as a sum:",
                "👥 **{number} members who don't share**, as a sum:",
                others.members,
            ),
            " · ".join(
                (
                    tr_n("{number} studied in the last 14 days", "{number} studied in the last 14 days", others.active),
                    tr_n("{number} task done", "{number} tasks done", others.tasks),
                )
            ),
        )
    )


def member_line(facts: MemberFacts, *, with_cohort: bool) -> str:
    """What a member who agreed lets others see, in a line."""
    said = (
        plain(facts.cohort) if with_cohort else "",
        _where(facts),
        tr_n("{done} of {number} task", "{done} of {number} tasks", facts.tasks, done=facts.done),
        tr_n(
            "{passed} of {number} checkpoint",
            "{passed} of {number} checkpoints",
            facts.checkpoints,
            passed=facts.checkpoints_passed,
        )
        if facts.checkpoints
        else "",
        _last(facts),
    )
    return f"**{plain(facts.name)}** · {' · '.join(filter(None, said))}"


def _where(facts: MemberFacts) -> str:
    if facts.is_complete:
        return tr("complete")
    if facts.is_parked:
        return tr("on another roadmap")
    if not facts.week:
        return tr("starts {day}", day=short_date(facts.starts_on))
    return tr("week {week} of {weeks}", week=facts.week, weeks=facts.weeks)


def _last(facts: MemberFacts) -> str:
    """A fact, and no judgement."""
    if facts.last_study_day is None:
        return tr("no study day yet")
    if facts.is_complete or facts.has_studied_lately:
        return tr("last studied {day}", day=short_day(facts.last_study_day))
    return tr("no study day since {day}", day=short_date(facts.last_study_day))
