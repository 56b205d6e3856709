"""Alt texts: what each picture shows, in words, for those who can't see it (§8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.study.achievements import Reached
from bot.study.calendar import CalendarWeek
from bot.study.group import GroupWeek
from bot.study.snapshots.card import Card
from bot.study.snapshots.phases import PhaseCount
from bot.study.snapshots.road import Flag, Road, RoadBlock, RoadPhase
from bot.study.snapshots.status import Stage
from bot.study.text import shortened
from bot.words.catalogue import tr, tr_n
from bot.words.dates import date_span, short_date, short_day_of_month, weekday_name, weekday_names
from bot.words.lists import listed
from bot.words.states import (
    achievement_facts,
    achievement_name,
    goes_on_line,
    open_from_before,
    project_in_words,
    projects_by_state,
    stage_name,
    standing_name,
)
from bot.words.study_days import day_names, days_by_week, planned_by_week

LONGEST = 1024
"""Letters that Discord takes of an alt text."""
_LONGEST_TITLE = 40


Shown = Card | Road | GroupWeek | Reached
"""What a picture can show."""


def alt_text(shown: Shown) -> str:
    """What a picture shows, in words."""
    match shown:
        case Card():
            return card_alt_text(shown)
        case Road():
            return road_alt_text(shown)
        case GroupWeek():
            return group_alt_text(shown)
        case Reached():
            return achievement_alt_text(shown)


def card_alt_text(card: Card) -> str:
    """What the progress card shows, in the order of all screens: where, how far, the phase, the streak, what comes.

    Of the weeks of its map as many as fit, the latest ones.
    """
    tasks = tr_n("{done} of {number} task", "{done} of {number} tasks", card.total, done=card.done)
    before = [
        stage_name(card.status),
        standing_name(card.status),
        goes_on_line(card.status),
        *_finish(card),
        tasks,
        _present(card),
        _streak(card),
        tr_n("{number} study day", "{number} study days", card.study_days) if card.study_days else "",
    ]
    after = [_planned(card), _milestone(card), *projects_by_state(card.projects), *_other_phases(card), _end(card)]
    weeks = card.calendar.past if card.study_days else ()
    while len(said := _sentences([*before, _study_days(weeks), *after])) > LONGEST and weeks:
        weeks = weeks[1:]
    return said


def _study_days(weeks: Sequence[CalendarWeek]) -> str:
    """What was studied, week by week, and from when on."""
    if not weeks:
        return ""
    return tr("Week by week from {day}: {weeks}", day=short_date(weeks[0].monday), weeks=days_by_week(weeks))


def _planned(card: Card) -> str:
    """The study days that are to come: this week's, then those of the weeks on the map."""
    due, coming = card.calendar.still_due, card.calendar.coming
    said = [tr("this week {days}", days=day_names(due))] if due else []
    if coming:
        said.append(tr_n("next week {days}", "next {number} weeks {days}", len(coming), days=planned_by_week(coming)))
    return tr("Planned: {days}", days=", ".join(said)) if said else ""


def _finish(card: Card) -> list[str]:
    """When all was done, and how early."""
    if card.finish is None:
        return []
    early = card.finish.weeks_early
    day = tr("Finished {day}", day=short_date(card.finish.day))
    return [day, tr_n("{number} week early", "{number} weeks early", early)] if early else [day]


def _present(card: Card) -> str:
    if card.present is None:
        return ""
    phase, (shown, items) = card.present.count, card.present.count.items
    said = [_phase(phase), *filter(None, [open_from_before(phase.overdue)])]
    if items:
        said.append(tr("checkpoint {done} of {total}", done=shown, total=items))
    return ", ".join(said)


def _streak(card: Card) -> str:
    said = [tr_n("Streak {number} week", "Streak {number} weeks", card.streak)] if card.streak else []
    if card.week.target and card.status.stage is not Stage.COMPLETE:
        said.append(
            tr_n(
                "{days} of {number} study day this week",
                "{days} of {number} study days this week",
                card.week.target,
                days=card.week.days,
            )
        )
    said.append(tr_n("{number} freeze", "{number} freezes", card.freezes))
    return ", ".join(said)


def _other_phases(card: Card) -> list[str]:
    present = card.present.count.number if card.present else 0
    return [_phase(phase) for phase in card.phases if phase.number != present]


def road_alt_text(road: Road) -> str:
    """What the picture of the road shows."""
    said = [stage_name(road.status), standing_name(road.status)]
    if road.before:
        said.append(tr_n("{number} earlier phase", "{number} earlier phases", road.before))
    said += map(_stretch, road.phases)
    if road.after:
        said.append(tr_n("{number} more phase", "{number} more phases", road.after))
    said.append(tr("Finish {day}", day=short_date(road.ends)))
    return _sentences(said)


def group_alt_text(week: GroupWeek) -> str:
    """What the picture of a server's week shows."""
    days = ", ".join(
        f"{weekday_name(day, short=True)} {number:,}"
        for day, number in enumerate(week.days)
        if week.monday + timedelta(days=day) <= week.today
    )
    said = tr(
        "The week in this server, {dates}: {members} studied. Members by day: {days}. "
        "{tasks} done, {checkpoints} passed, {chains} kept so far.",
        dates=date_span(week.monday, week.monday + timedelta(days=6)),
        members=tr_n("{number} member", "{number} members", week.active),
        days=days,
        tasks=tr_n("{number} task", "{number} tasks", week.tasks),
        checkpoints=tr_n("{number} checkpoint", "{number} checkpoints", week.checkpoints),
        chains=tr_n("{number} chain", "{number} chains", week.chains),
    )
    if not week.weekdays:
        return said
    return " ".join((said, tr("Study days are {days}.", days=weekday_names(week.weekdays, short=True))))


def achievement_alt_text(reached: Reached) -> str:
    """What the picture of an achievement shows."""
    name, facts = achievement_name(reached), achievement_facts(reached)
    if not reached.title:
        return _sentences([name, *facts])
    return f"{name}: {reached.title}. {', '.join(facts)}."


def _phase(phase: PhaseCount) -> str:
    """How much of a phase is done: "Phase 1 Foundations: 6 of 14"."""
    number, title = phase.number, shortened(phase.title, _LONGEST_TITLE)
    if not phase.total:
        return tr("Phase {number} {title}: not in your plan", number=number, title=title)
    return tr(
        "Phase {number} {title}: {done} of {total}", number=number, title=title, done=phase.done, total=phase.total
    )


def _end(card: Card) -> str:
    if card.finish:
        return ""
    ends = short_date(card.ending.ends)
    if not card.ending.forecast:
        return tr("Plan ends {day}", day=ends)
    return tr("Plan ends {day}, at this pace {forecast}", day=ends, forecast=short_date(card.ending.forecast))


def _milestone(card: Card) -> str:
    if card.milestone is None:
        return ""
    title = shortened(card.milestone.title, _LONGEST_TITLE)
    if card.milestone.day is None:
        return tr("Next: {milestone}", milestone=title)
    return tr("Next: {milestone} by {day}", milestone=title, day=short_date(card.milestone.day))


def _stretch(phase: RoadPhase) -> str:
    """A phase of the road with its dates, and the facts about it."""
    number, title = phase.number, shortened(phase.title, _LONGEST_TITLE)
    others = [tr_n("{number} other", "{number} others", phase.others)] if phase.others else []
    if not phase.total or phase.dates is None:
        out = tr("Phase {number} {title}: not in your plan", number=number, title=title)
        return ", ".join([out, *others])
    dates = date_span(*phase.dates)
    said = [tr("{done} of {total}", done=phase.done, total=phase.total)] if phase.done or phase.blocks else []
    said += filter(None, [open_from_before(phase.overdue)])
    said += [tr("you are here")] if phase.is_here else []
    said += [tr("… {number} earlier", number=phase.before)] if phase.before else []
    said += map(_block, phase.blocks)
    said += [tr("… {number} more", number=phase.after)] if phase.after else []
    if phase.items[1]:
        said.append(tr("checkpoint {done} of {total}", done=phase.items[0], total=phase.items[1]))
    if phase.projects:
        said.append(listed(project_in_words(one.number, one.state) for one in phase.projects))
    said += others
    if not said:
        return tr("Phase {number} {title}, {dates}", number=number, title=title, dates=dates)
    return tr(
        "Phase {number} {title}, {dates}: {facts}", number=number, title=title, dates=dates, facts=", ".join(said)
    )


def _block(block: RoadBlock) -> str:
    """A block as the picture has it: how far, what is open in it, or when it begins, and its milestone's own day."""
    title = shortened(block.title, _LONGEST_TITLE)
    if not block.counts:
        return tr("{title} not in your plan", title=title)
    said = [tr("{title} {done} of {total}", title=title, done=block.done, total=block.total)]
    said += filter(None, [open_from_before(block.overdue)])
    said += [tr("you are here")] if block.is_here else []
    if not block.done and block.begins and not (block.overdue or block.is_here):
        said.append(tr("from {day}", day=short_day_of_month(block.begins)))
    if block.flag:
        said.append(_flag(block.flag))
    if block.others:
        said.append(tr_n("{number} other", "{number} others", block.others))
    return said[0] if len(said) == 1 else tr("{block} ({facts})", block=said[0], facts=", ".join(said[1:]))


def _flag(flag: Flag) -> str:
    if flag.is_reached:
        return tr("milestone reached")
    return tr("milestone {day}", day=short_day_of_month(flag.day)) if flag.day else tr("milestone")


def _sentences(said: Sequence[str]) -> str:
    return ". ".join(filter(None, said)) + "."
