"""Achievements: the whole roadmap, a phase, a milestone, a round number of weeks; once each (§7, §8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.study import milestones
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.streak import StudyWeek, WeekState, weeks_in_a_row

_ROUND = (1, 2, 4, 8, 12)
_HALF_A_YEAR = 26
_LINKS = 7
"""Weeks of a chain that are shown."""


class AchievementKind(StrEnum):
    """What was reached; the greatest first."""

    ROADMAP = "roadmap"
    PHASE = "phase"
    MILESTONE = "milestone"
    STREAK = "streak"
    """Only at round numbers of weeks: a picture every week would become wallpaper."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something reached: `subject` is the id of a phase or of a milestone, or the Monday of a kept week."""

    kind: AchievementKind
    subject: str = ""

    @property
    def key(self) -> str:
        """The achievement as text, by which it is remembered."""
        return f"{self.kind}/{self.subject}"


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """A kept week: its study days, the last weeks of the chain with it, and the freezes then at hand."""

    days: int
    target: int
    chain: tuple[WeekState, ...]
    freezes: int
    weeks_to_next_freeze: int


@dataclass(frozen=True, slots=True)
class Reached:
    """An achievement in facts: the number of its phase (0 for none), what it is called, and what it took.

    `weeks` are the calendar weeks from the first of its study days to the last; `week` is a milestone's own; `phases`
    are the numbers of all phases of a complete roadmap.
    """

    achievement: Achievement
    number: int
    title: str
    tasks: int
    study_days: int
    weeks: int
    streak: int
    has_checkpoint: bool = False
    week: int = 0
    phases: tuple[int, ...] = ()
    kept: KeptWeek | None = None


def is_round(weeks: int) -> bool:
    """Whether so many weeks in a row are worth a picture; others have their line of text."""
    return weeks in _ROUND or (weeks > 0 and weeks % _HALF_A_YEAR == 0)


def reached(progress: Progress, achievement: Achievement) -> Reached:
    """What an achievement took: a phase its own tasks, a milestone those up to its week, the roadmap all."""
    if achievement.kind is AchievementKind.STREAK:
        return _kept(progress, achievement)
    roadmap, ticks = progress.roadmap, progress.ticks_in_scope
    number, title, has_checkpoint, week = 0, roadmap.title, False, 0
    if achievement.kind is AchievementKind.PHASE:
        phase = next(phase for phase in roadmap.phases if phase.id == achievement.subject)
        ticks = tuple(tick for tick in ticks if (own := roadmap.phase_of(tick.task_id)) and own.id == phase.id)
        number, title, has_checkpoint = roadmap.number_of(phase), phase.title, phase.checkpoint is not None
    elif achievement.kind is AchievementKind.MILESTONE:
        milestone = next(one for one in roadmap.milestones if one.id == achievement.subject)
        week, title = milestone.week, milestone.title
        blocks = (block for block in progress.blocks if block.weeks.first <= week)
        own = {task.id for block in blocks for task in block.tasks}
        ticks = tuple(tick for tick in ticks if tick.task_id in own)
        phase = roadmap.phase_at(week)
        number = roadmap.number_of(phase) if phase else 0
    whole = achievement.kind is AchievementKind.ROADMAP
    days = sorted(progress.record.journal.study_days if whole else {tick.study_day for tick in ticks})
    weeks = (week_of(days[-1]) - week_of(days[0])).days // 7 + 1 if days else 0
    phases = tuple(part.number for part in progress.phases if part.total) if whole else ()
    return Reached(
        achievement, number, title, len(ticks), len(days), weeks, progress.streak.weeks, has_checkpoint, week, phases
    )


def _kept(progress: Progress, achievement: Achievement) -> Reached:
    """A round number of weeks in a row, with the end of the chain as it was in that week."""
    chain = progress.streak
    history = _history_until(progress, achievement)
    week = history[-1]
    states = tuple(one.state for one in history[-_LINKS:])
    kept = KeptWeek(week.days, week.target, states, chain.freezes, chain.weeks_to_next_freeze)
    return Reached(achievement, 0, "", 0, 0, 0, weeks_in_a_row(history), kept=kept)


def _history_until(progress: Progress, achievement: Achievement) -> Sequence[StudyWeek]:
    """The weeks of the chain up to the one that an achievement is about; none when it is no week of it."""
    history = progress.streak.history
    at = next(
        (number for number, week in enumerate(history, start=1) if week.monday.isoformat() == achievement.subject), 0
    )
    return history[:at]


def achievements(progress: Progress) -> tuple[Achievement, ...]:
    """All that a member has reached, the greatest first."""
    found: list[Achievement] = []
    if progress.is_complete:
        found.append(Achievement(AchievementKind.ROADMAP))
    found += [Achievement(AchievementKind.PHASE, part.phase.id) for part in progress.phases if part.is_complete]
    found += [Achievement(AchievementKind.MILESTONE, milestone.id) for milestone in milestones.reached(progress)]
    this_week = progress.streak.this_week
    if this_week.state is WeekState.KEPT and is_round(progress.streak.weeks):
        found.append(Achievement(AchievementKind.STREAK, this_week.monday.isoformat()))
    return tuple(found)


def untold_achievements(progress: Progress) -> tuple[Achievement, ...]:
    """What a member has reached and was not told of, the greatest first: by a tick, a skip or an edit (§7)."""
    told = progress.record.told_achievements
    return tuple(one for one in achievements(progress) if one.key not in told)


def has_left(progress: Progress, key: str) -> bool:
    """Whether what the key of an achievement names is no longer in the roadmap."""
    kind, _, subject = key.partition("/")
    roadmap = progress.roadmap
    there = {
        AchievementKind.PHASE: {phase.id for phase in roadmap.phases},
        AchievementKind.MILESTONE: {milestone.id for milestone in roadmap.milestones},
    }
    return kind in there and subject not in there[AchievementKind(kind)]


def achievement_of(progress: Progress, key: str) -> Achievement | None:
    """The achievement of a key, if the member has reached it; a kept week may be one that is over."""
    kind, _, subject = key.partition("/")
    if kind == AchievementKind.STREAK:
        achievement = Achievement(AchievementKind.STREAK, subject)
        history = _history_until(progress, achievement)
        is_kept = bool(history) and history[-1].state is WeekState.KEPT
        return achievement if is_kept and is_round(weeks_in_a_row(history)) else None
    return next((achievement for achievement in achievements(progress) if achievement.key == key), None)
