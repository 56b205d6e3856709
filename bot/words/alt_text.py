"""Alt texts: what each picture shows, in words, for those who can't see it (§8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from bot.study.calendar import CalendarWeek, DayMark
from bot.study.feats import Reached
from bot.study.group import GroupWeek
from bot.study.snapshots.card import Card, PhaseCount
from bot.study.snapshots.road import Road, RoadProject, Stretch
from bot.study.text import shortened
from bot.words.catalogue import tr, tr_n
from bot.words.dates import date_span, short_date, weekday_name
from bot.words.lists import listed
from bot.words.states import (
    achievement_name,
    project_state_name,
    projects_by_state,
    road_heading,
    stage_name,
    standing_name,
    week_state_name,
)

_LONGEST_TITLE = 40
_WEEKS_IN_WORDS = 26


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
    """What the progress card shows."""
    tasks = tr_n("{done} of {number} task", "{done} of {number} tasks", card.total, done=card.done)
    phases = ", ".join(map(_phase, card.phases))
    said = [
        stage_name(card.status),
        standing_name(card.status),
        f"{tasks}: {phases}",
        _capitalised(", ".join(projects_by_state(card.projects))),
        tr("Study days week by week: {weeks}", weeks=days_by_week(card.calendar.past[-_WEEKS_IN_WORDS:])),
        ", ".join(
            (
                tr_n("Streak {number} week", "Streak {number} weeks", card.streak),
                tr_n("{number} freeze", "{number} freezes", card.freezes),
            )
        ),
        _end(card),
        _milestone(card),
    ]
    return _sentences(said)


def road_alt_text(road: Road) -> str:
    """What the picture of the road shows."""
    first, last = map(short_date, road.dates)
    said = [road_heading(road.status), standing_name(road.status), tr("{first} to {last}", first=first, last=last)]
    said += map(_stretch, road.stretches)
    said += map(_project, road.projects)
    if road.milestones:
        said.append(tr("Milestones in weeks {weeks}", weeks=listed(road.milestones)))
        reached = tr("Reached: {weeks}", weeks=listed(road.reached)) if road.reached else tr("None reached yet")
        said.append(reached)
    if road.others:
        others = (tr("{number} in week {week}", number=count, week=week) for week, count in road.others)
        said.append(tr("Others: {others}", others=", ".join(others)))
    return _sentences(said)


def group_alt_text(week: GroupWeek) -> str:
    """What the picture of a server's week shows."""
    days = ", ".join(
        f"{weekday_name(day, short=True)} {number:,}"
        for day, number in enumerate(week.days)
        if week.monday + timedelta(days=day) <= week.today
    )
    return tr(
        "The week in this server, {dates}: {members} studied. Members by day: {days}. "
        "{tasks} done, {checkpoints} passed, {chains} kept so far.",
        dates=date_span(week.monday, week.monday + timedelta(days=6)),
        members=tr_n("{number} member", "{number} members", week.active),
        days=days,
        tasks=tr_n("{number} task", "{number} tasks", week.tasks),
        checkpoints=tr_n("{number} checkpoint", "{number} checkpoints", week.checkpoints),
        chains=tr_n("{number} chain", "{number} chains", week.chains),
    )


def achievement_alt_text(reached: Reached) -> str:
    """What the picture of an achievement shows."""
    facts = [
        tr_n("{number} task", "{number} tasks", reached.tasks),
        tr_n("{number} study day", "{number} study days", reached.study_days),
        tr_n("{number} week streak", "{number} week streak", reached.streak)
        if reached.streak > 1
        else tr_n("{number} week", "{number} weeks", reached.weeks),
    ]
    return f"{achievement_name(reached)}: {reached.title}. {', '.join(facts)}."


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
    title = tr("phase {number} {title}", number=phase.number, title=shortened(phase.title, _LONGEST_TITLE))
    if not phase.total:
        return tr("{phase} not in your plan", phase=title)
    return tr("{phase} {done} of {total}", phase=title, done=phase.done, total=phase.total)


def _end(card: Card) -> str:
    ends = tr("Plan ends {day}", day=short_date(card.ends))
    if not card.forecast:
        return ends
    return tr("{plan_ends}, at this pace {day}", plan_ends=ends, day=short_date(card.forecast))


def _milestone(card: Card) -> str:
    if card.milestone is None:
        return ""
    title = shortened(card.milestone.title, _LONGEST_TITLE)
    if card.milestone.day is None:
        return tr("Next: {milestone}", milestone=title)
    return tr("Next: {milestone} by {day}", milestone=title, day=short_date(card.milestone.day))


def _stretch(stretch: Stretch) -> str:
    title = tr("Phase {number} {title}", number=stretch.number, title=shortened(stretch.title, _LONGEST_TITLE))
    if not stretch.dates:
        return tr("{phase}: not in your plan", phase=title)
    done, total = sum(block.done for block in stretch.blocks), sum(block.total for block in stretch.blocks)
    said = [tr("{done} of {total}", done=done, total=total)]
    said += [
        tr("weeks {first}-{last} {done} of {total}", first=b.first, last=b.last, done=b.done, total=b.total)
        for b in stretch.blocks
        if 0 < b.done < b.total
    ]
    if stretch.items[1]:
        said.append(tr("checkpoint {done} of {total}", done=stretch.items[0], total=stretch.items[1]))
    return f"{title}, {date_span(*stretch.dates)}: {', '.join(said)}"


def _project(project: RoadProject) -> str:
    return tr(
        "Project {number}, weeks {first} to {last}: {state}",
        number=project.number,
        first=project.first,
        last=project.last,
        state=project_state_name(project.state),
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentences(said: Sequence[str]) -> str:
    return ". ".join(filter(None, said)) + "."
