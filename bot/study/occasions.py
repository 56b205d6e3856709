"""What a day is for a member beside its activity: a milestone's week, a phase's end, or two weeks of silence (§5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.roadmap import Phase
from bot.study.days import days_of, week_of
from bot.study.progress import Progress

SILENCE = timedelta(days=14)
"""After so long without a study day a member is asked once whether to pause, and then left in peace."""


class Occasion(StrEnum):
    """Why a day is special; the first one matters most."""

    AWAY = "away"
    CHECKPOINT = "checkpoint"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Notice:
    """An occasion with what it is about (a milestone's title or a phase's id), and whose it is."""

    occasion: Occasion
    subject: str
    members: tuple[Progress, ...]


def is_away(progress: Progress, day: date) -> bool:
    """Whether a member has not studied for two weeks, counted from the start or the end of a pause at the latest."""
    return day - _last_seen(progress) >= SILENCE


def is_to_be_asked(progress: Progress) -> bool:
    """Whether a member was away for two weeks, is still on the way, and was not asked about it yet."""
    on_the_way = progress.has_started and not progress.pause and not progress.is_complete
    return on_the_way and is_away(progress, progress.today) and _may_ask(progress, progress.today, again=False)


def occasion_on(progress: Progress, day: date) -> tuple[Occasion, str] | None:
    """What a rhythm day is for a member beside its activity; the one that matters most wins."""
    rhythm_days = _rhythm_days(progress, day)
    if is_away(progress, day):
        return (Occasion.AWAY, "") if _may_ask(progress, day) else None
    if day == rhythm_days[-1] and (phase := _phase_that_ends(progress, day)) and _has_open_items(progress, phase):
        return Occasion.CHECKPOINT, phase.id
    if day == rhythm_days[0] and (title := _milestone_of(progress, day)):
        return Occasion.MILESTONE, title
    return None


def occasions_of(members: Iterable[Progress], day: date) -> tuple[tuple[Occasion, str], ...]:
    """The milestones and phase ends in a day's week of several members, by their plans alone: for all to read (§5).

    What somebody has shown or done plays no part in it, so nobody's progress can be told from it.
    """
    found: dict[tuple[Occasion, str], None] = {}
    for progress in members:
        rhythm_days = _rhythm_days(progress, day)
        if day == rhythm_days[-1] and (phase := _phase_that_ends(progress, day)):
            found[Occasion.CHECKPOINT, phase.id] = None
        if day == rhythm_days[0] and (title := _milestone_of(progress, day)):
            found[Occasion.MILESTONE, title] = None
    return tuple(sorted(found, key=lambda key: list(Occasion).index(key[0])))


def notices_on(members: Iterable[Progress], day: date) -> tuple[Notice, ...]:
    """The occasions of several members, those of the same kind and subject together, what matters most first."""
    found: dict[tuple[Occasion, str], list[Progress]] = {}
    for progress in members:
        if occasion := occasion_on(progress, day):
            found.setdefault(occasion, []).append(progress)
    order = list(Occasion)
    ranked = sorted(found, key=lambda key: order.index(key[0]))
    return tuple(Notice(occasion, subject, tuple(found[occasion, subject])) for occasion, subject in ranked)


def _last_seen(progress: Progress) -> date:
    """The last study day, or since when there could be one: a silence that was the bot's is nobody's (§4)."""
    pauses = [pause.until for pause in progress.page.pauses if pause.until <= progress.today]
    outages = [progress.member.today(outage.until) for outage in progress.outages if outage.until <= progress.now]
    return max([progress.plan.starts_on, *pauses, *outages, *progress.page.journal.study_days])


def _may_ask(progress: Progress, day: date, *, again: bool = True) -> bool:
    """Whether this silence was not asked about yet, unless `again` by this very day's message."""
    asked = progress.member.asked_on
    return asked is None or asked <= _last_seen(progress) or (again and asked == day)


def _rhythm_days(progress: Progress, day: date) -> list[date]:
    return [other for other in days_of(week_of(day)) if other.weekday() in progress.plan.weekdays(week_of(day))]


def _phase_that_ends(progress: Progress, day: date) -> Phase | None:
    """The phase with a checkpoint whose last week the plan walks in a day's week."""
    for phase in progress.roadmap.phases:
        blocks = [block for block in phase.blocks if progress.is_in_scope(block)]
        last = progress.plan.last_monday_of(blocks[-1].id) if blocks else None
        if phase.checkpoint and phase.checkpoint.items and last == week_of(day):
            return phase
    return None


def _has_open_items(progress: Progress, phase: Phase) -> bool:
    part = progress.phase_progress(phase.id)
    return part is not None and part.items_done < part.items_total


def _milestone_of(progress: Progress, day: date) -> str | None:
    for milestone in progress.roadmap.milestones:
        if progress.plan.monday_of_week(milestone.week) == week_of(day):
            return milestone.title
    return None
