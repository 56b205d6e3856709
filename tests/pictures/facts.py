"""Every fact of a card and of a road, as words that have to be said wherever they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from bot.study.calendar import CalendarWeek, DayMark
from bot.study.projects import ProjectState
from bot.study.snapshots.card import Card
from bot.study.snapshots.phases import PhaseCount
from bot.study.snapshots.road import Road, RoadBlock, RoadPhase
from bot.study.snapshots.status import Stage, Status
from bot.ui.screens.layout import plain
from bot.words.dates import day_name, short_date, short_day_of_month
from bot.words.states import projects_by_state

Fact = str | date | tuple[str, ...]
"""Words that have to be said, a day in any of the ways in which days are written, or one of several wordings."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONGEST_TITLE = 40


def misses(said: str, facts: Iterable[Fact], today: date) -> list[Fact]:
    """The facts that are not said."""

    def ways(fact: Fact) -> Iterable[str]:
        if isinstance(fact, date):
            return short_date(fact), short_day_of_month(fact), day_name(fact, today)
        return (fact, plain(fact)) if isinstance(fact, str) else fact

    return [fact for fact in facts if not any(way in said for way in ways(fact))]


def title(text: str) -> str:
    """As much of a title as is said of a long one."""
    return text[: _LONGEST_TITLE - 5].rpartition(" ")[0] if len(text) > _LONGEST_TITLE else text


def _of_status(status: Status) -> Iterator[Fact]:
    match status.stage:
        case Stage.WAITING:
            yield "Starts"
        case Stage.UNDER_WAY:
            yield f"Week {status.week} of {status.weeks}"
        case Stage.OVER:
            yield "Plan ended"
        case Stage.COMPLETE:
            yield "complete"
    if status.tasks:
        yield f"{status.tasks} task"
    if status.day:
        yield status.day
    if status.goes_on:
        yield f"eek {status.goes_on}"


# --- the card


def _counts(phase: PhaseCount) -> Iterator[Fact]:
    yield title(phase.title)
    yield f"{phase.done} of {phase.total}" if phase.total else "not in your plan"


def _present(card: Card) -> Iterator[Fact]:
    if card.present is None:
        return
    count = card.present.count
    yield from _counts(count)
    if count.overdue:
        yield f"{count.overdue} open from earlier weeks"
    if count.items[1]:
        yield "checkpoint {} of {}".format(*count.items)


def _week(card: Card) -> Iterator[Fact]:
    """How far the week is, and its discs: the days that were studied and those to come."""
    yield from [_days(week, DayMark.STUDIED) for week in card.calendar.past[-1:] if week.studied]
    if card.calendar.still_due:
        yield " ".join(_DAYS[weekday] for weekday in card.calendar.still_due)
    if card.week.target and not card.streak and card.status.stage is Stage.UNDER_WAY:
        yield f"{card.week.days} of {card.week.target}"


def _calendar(card: Card) -> Iterator[Fact]:
    """Where the map begins, every day on it that was studied or is planned, and what is paused."""
    if not card.study_days:
        return
    yield from (_days(week, DayMark.STUDIED) for week in card.calendar.past if week.studied)
    yield from (days for week in card.calendar.coming if (days := _days(week, DayMark.DUE)))
    if any(week.is_paused for week in card.calendar.weeks):
        yield "paused"
    if card.calendar.past[:-1] and len(card.calendar.past) == len(card.calendar.latest):
        yield card.calendar.weeks[0].monday


def _days(week: CalendarWeek, mark: DayMark) -> str:
    return " ".join(name for name, shown in zip(_DAYS, week.days, strict=True) if shown is mark)


def _milestone(card: Card) -> Iterator[Fact]:
    if card.milestone:
        yield title(card.milestone.title)
        yield from filter(None, [card.milestone.day])


def _finish(card: Card) -> Iterator[Fact]:
    if card.finish:
        yield card.finish.day
        if card.finish.weeks_early:
            yield f"{card.finish.weeks_early} week"


def _ending(card: Card) -> Iterator[Fact]:
    if not card.finish:
        yield card.ending.ends
        yield from filter(None, [card.ending.forecast])


def _tasks(card: Card) -> Iterator[Fact]:
    yield f"{card.done:,} of {card.total:,} task"


def _nothing(_: object) -> Iterator[Fact]:
    """A colour says nothing."""
    yield from ()


CARD: dict[str, Callable[[Card], Iterable[Fact]]] = {
    "status": lambda card: _of_status(card.status),
    "colour": _nothing,
    "done": _tasks,
    "total": _tasks,
    "ring": lambda card: [fact for phase in card.ring if phase in card.phases for fact in _counts(phase)],
    "present": _present,
    "week": _week,
    "streak": lambda card: [f"{card.streak} week"] if card.streak else [],
    "freezes": lambda card: [f"{card.freezes} freeze"] if card.freezes else [],
    "study_days": lambda card: [f"{card.study_days} study day"] if card.study_days else [],
    "calendar": _calendar,
    "milestone": _milestone,
    "finish": _finish,
    "phases": lambda card: [fact for phase in card.phases for fact in _counts(phase)],
    "projects": lambda card: projects_by_state(card.projects),
    "ending": _ending,
}
"""The facts of each field of a card."""


# --- the road

ROAD: dict[str, Callable[[Road], Iterable[Fact]]] = {
    "status": lambda road: [] if road.status.stage is Stage.WAITING else _of_status(road.status),
    "phases": lambda road: [title(phase.title) for phase in road.phases],
    "before": lambda road: [f"{road.before} earlier phase"] if road.before else [],
    "after": lambda road: [f"{road.after} more phase"] if road.after else [],
    "ends": lambda road: [road.ends],
}
"""The facts of each field of a road, but for its phases'."""


def _is_counted(phase: RoadPhase) -> bool:
    return bool(phase.total and (phase.done or phase.blocks))


def _projects(phase: RoadPhase) -> Iterator[Fact]:
    """In the words of the list, alone or with others: "2. Mini-RLHF …", "Project 2 done", "Projects 1 and 2 done"."""
    names = {ProjectState.DONE: "done", ProjectState.OPEN: "open", ProjectState.AHEAD: "to come"}
    for one in phase.projects if phase.total else ():
        if name := names.get(one.state):
            yield (
                f"Project {one.number} {name}",
                f"\n{one.number}. ",
                f" {one.number}, ",
                f" {one.number} and ",
                f" and {one.number} {name}",
            )


PHASE: dict[str, Callable[[RoadPhase], Iterable[Fact]]] = {
    "number": lambda phase: [f"Phase {phase.number} "],
    "title": lambda phase: [title(phase.title)],
    "dates": lambda phase: phase.dates or [("not in your plan", "Not in your plan")],
    "done": lambda phase: [f"{phase.done} of {phase.total}"] if _is_counted(phase) else [],
    "total": lambda phase: [f"{phase.done} of {phase.total}"] if _is_counted(phase) else [],
    "overdue": lambda phase: [f"{phase.overdue} open from earlier weeks"] if phase.overdue else [],
    "projects": _projects,
    "items": lambda phase: ["checkpoint {} of {}".format(*phase.items)] if phase.items[1] and phase.total else [],
    "is_here": lambda phase: ["you are here"] if phase.is_here else [],
    "others": lambda phase: [(f"{phase.others} other", "On the road with you")] if phase.others else [],
    "blocks": lambda phase: [title(block.title) for block in phase.blocks],
    "before": lambda phase: [f"{phase.before} earlier"] if phase.before else [],
    "after": lambda phase: [f"{phase.after} more"] if phase.after else [],
}


def _begins(block: RoadBlock) -> Iterator[Fact]:
    if block.counts and block.begins and not (block.done or block.overdue or block.is_here):
        yield block.begins


def _flag(block: RoadBlock) -> Iterator[Fact]:
    if block.flag:
        yield "milestone reached" if block.flag.is_reached else "milestone"
        yield from filter(None, [block.flag.day if not block.flag.is_reached else None])


BLOCK: dict[str, Callable[[RoadBlock], Iterable[Fact]]] = {
    "title": lambda block: [title(block.title)],
    "weeks": _nothing,
    "begins": _begins,
    "done": lambda block: [f"{block.done} of {block.total}"] if block.counts else [],
    "total": lambda block: [f"{block.done} of {block.total}"] if block.counts else [],
    "overdue": lambda block: [f"{block.overdue} open from earlier weeks"] if block.overdue else [],
    "counts": lambda block: [] if block.counts else ["not in your plan"],
    "is_here": lambda block: ["you are here"] if block.is_here else [],
    "others": lambda block: [(f"{block.others} other", "On the road with you")] if block.others else [],
    "flag": _flag,
}
