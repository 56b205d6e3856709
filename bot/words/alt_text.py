"""Alt texts: what each picture shows, in words, for those who can't see it (§8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from bot.study.achievements import Reached
from bot.study.calendar import CalendarWeek, DayMark
from bot.study.group import GroupWeek
from bot.study.snapshots.card import Card
from bot.study.snapshots.phases import PhaseCount
from bot.study.snapshots.road import Road, RoadBlock, RoadPhase
from bot.study.snapshots.status import Stage
from bot.study.text import shortened
from bot.words.catalogue import tr, tr_n
from bot.words.dates import date_span, short_date, weekday_name, weekday_names
from bot.words.lists import listed
from bot.words.states import (
    achievement_facts,
    achievement_name,
    project_in_words,
    projects_by_state,
    road_heading,
    stage_name,
    standing_name,
    week_state_name,
)

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
    """What the progress card shows, in the order of all screens: where, how far, the phase, the streak, what comes."""
    tasks = tr_n("{done} of {number} task", "{done} of {number} tasks", card.total, done=card.done)
    said = [
        stage_name(card.status),
        standing_name(card.status),
        tasks,
        _present(card),
        _streak(card),
        _milestone(card),
        *projects_by_state(card.projects),
        *_other_phases(card),
        _end(card),
        tr("Study days week by week: {weeks}", weeks=days_by_week(card.calendar.past)),
    ]
    return _sentences(said)


def _present(card: Card) -> str:
    if card.present is None:
        return ""
    phase, (shown, items) = card.present.count, card.present.count.items
    said = [_phase(phase)]
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
    said = [road_heading(road.status), standing_name(road.status)]
    said += map(_stretch, road.phases)
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


def days_by_week(weeks: Sequence[CalendarWeek]) -> str:
    """What was studied week by week, equal weeks together: for example "Wed; none; Mon Wed Sat, kept"."""
    said = [(text, len([*same])) for text, same in groupby(map(_week, weeks))]
    return "; ".join(f"{times} × {text}" if times > 1 else text for text, times in said)


def _week(week: CalendarWeek) -> str:
    days = [weekday_name(day, short=True) for day, mark in enumerate(week.days) if mark is DayMark.STUDIED]
    if not days:
        return tr("paused") if week.is_paused else tr("none")
    return ", ".join(filter(None, (" ".join(days), week_state_name(week.state))))


def _phase(phase: PhaseCount) -> str:
    """How much of a phase is done: "Phase 1 Foundations: 6 of 14"."""
    number, title = phase.number, shortened(phase.title, _LONGEST_TITLE)
    if not phase.total:
        return tr("Phase {number} {title}: not in your plan", number=number, title=title)
    return tr(
        "Phase {number} {title}: {done} of {total}", number=number, title=title, done=phase.done, total=phase.total
    )


def _end(card: Card) -> str:
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
    if not phase.total or phase.dates is None:
        return tr("Phase {number} {title}: not in your plan", number=number, title=title)
    dates = date_span(*phase.dates)
    said = [tr("{done} of {total}", done=phase.done, total=phase.total)] if phase.done or phase.blocks else []
    said += [tr("{number} open", number=phase.overdue)] if phase.overdue else []
    said += [tr("you are here")] if phase.is_here else []
    said += [_block(block) for block in phase.blocks if block.counts]
    if phase.items[1]:
        said.append(tr("checkpoint {done} of {total}", done=phase.items[0], total=phase.items[1]))
    if phase.projects:
        said.append(listed(project_in_words(one.number, one.state) for one in phase.projects))
    if phase.others:
        said.append(tr_n("{number} other", "{number} others", phase.others))
    if not said:
        return tr("Phase {number} {title}, {dates}", number=number, title=title, dates=dates)
    return tr(
        "Phase {number} {title}, {dates}: {facts}", number=number, title=title, dates=dates, facts=", ".join(said)
    )


def _block(block: RoadBlock) -> str:
    title = shortened(block.title, _LONGEST_TITLE)
    said = [tr("{title} {done} of {total}", title=title, done=block.done, total=block.total)]
    said += [tr("you are here")] if block.is_here else []
    if block.flag:
        said.append(tr("milestone reached") if block.flag.is_reached else tr("milestone"))
    if block.others:
        said.append(tr_n("{number} other", "{number} others", block.others))
    return said[0] if len(said) == 1 else tr("{block} ({facts})", block=said[0], facts=", ".join(said[1:]))


def _sentences(said: Sequence[str]) -> str:
    return ". ".join(filter(None, said)) + "."
