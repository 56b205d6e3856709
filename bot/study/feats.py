"""What is worth a celebration: the whole roadmap, a phase, a milestone, a round number of weeks; once each (§7, §8)."""

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


class FeatKind(StrEnum):
    """What was reached; the greatest first."""

    ROADMAP = "roadmap"
    PHASE = "phase"
    MILESTONE = "milestone"
    STREAK = "streak"
    """Only at round numbers of weeks: a picture every week would become wallpaper."""


@dataclass(frozen=True, slots=True)
class Feat:
    """Something reached: `subject` is the id of a phase or of a milestone, or the Monday of a kept week."""

    kind: FeatKind
    subject: str = ""

    @property
    def key(self) -> str:
        """The feat as text, by which it is remembered."""
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
    """A feat in facts: the number of its phase (0 for none), what it is called, and what it took.

    `weeks` are the calendar weeks from the first of its study days to the last; `week` is a milestone's own; `phases`
    are the numbers of all phases of a complete roadmap.
    """

    feat: Feat
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


def reached(progress: Progress, feat: Feat) -> Reached:
    """What a feat of a member's took: a phase its own tasks, a milestone those up to its week, the roadmap all."""
    if feat.kind is FeatKind.STREAK:
        return _kept(progress, feat)
    roadmap, ticks = progress.roadmap, progress.ticks_in_scope
    number, title, has_checkpoint, week = 0, roadmap.title, False, 0
    if feat.kind is FeatKind.PHASE:
        phase = next(phase for phase in roadmap.phases if phase.id == feat.subject)
        ticks = tuple(tick for tick in ticks if (own := roadmap.phase_of(tick.task_id)) and own.id == phase.id)
        number, title, has_checkpoint = roadmap.number_of(phase), phase.title, phase.checkpoint is not None
    elif feat.kind is FeatKind.MILESTONE:
        milestone = next(one for one in roadmap.milestones if one.id == feat.subject)
        week, title = milestone.week, milestone.title
        blocks = (block for block in progress.blocks if block.weeks.first <= week)
        own = {task.id for block in blocks for task in block.tasks}
        ticks = tuple(tick for tick in ticks if tick.task_id in own)
        phase = roadmap.phase_at(week)
        number = roadmap.number_of(phase) if phase else 0
    whole = feat.kind is FeatKind.ROADMAP
    days = sorted(progress.record.journal.study_days if whole else {tick.study_day for tick in ticks})
    weeks = (week_of(days[-1]) - week_of(days[0])).days // 7 + 1 if days else 0
    phases = tuple(part.number for part in progress.phases if part.total) if whole else ()
    return Reached(
        feat, number, title, len(ticks), len(days), weeks, progress.streak.weeks, has_checkpoint, week, phases
    )


def _kept(progress: Progress, feat: Feat) -> Reached:
    """A round number of weeks in a row, with the end of the chain as it was in that week."""
    chain = progress.streak
    history = _history_until(progress, feat)
    week = history[-1]
    states = tuple(one.state for one in history[-_LINKS:])
    kept = KeptWeek(week.days, week.target, states, chain.freezes, chain.weeks_to_next_freeze)
    return Reached(feat, 0, "", 0, 0, 0, weeks_in_a_row(history), kept=kept)


def _history_until(progress: Progress, feat: Feat) -> Sequence[StudyWeek]:
    """The weeks of the chain up to the one that a feat is about; none when it is no week of it."""
    history = progress.streak.history
    at = next((number for number, week in enumerate(history, start=1) if week.monday.isoformat() == feat.subject), 0)
    return history[:at]


def feats(progress: Progress) -> tuple[Feat, ...]:
    """All that a member has reached, the greatest first."""
    found: list[Feat] = []
    if progress.is_complete:
        found.append(Feat(FeatKind.ROADMAP))
    found += [Feat(FeatKind.PHASE, part.phase.id) for part in progress.phases if part.is_complete]
    found += [Feat(FeatKind.MILESTONE, milestone.id) for milestone in milestones.reached(progress)]
    this_week = progress.streak.this_week
    if this_week.state is WeekState.KEPT and is_round(progress.streak.weeks):
        found.append(Feat(FeatKind.STREAK, this_week.monday.isoformat()))
    return tuple(found)


def uncelebrated(progress: Progress) -> tuple[Feat, ...]:
    """What a member has reached and was not told of, the greatest first: by a tick, a skip or an edit (§7)."""
    return tuple(feat for feat in feats(progress) if feat.key not in progress.record.celebrated)


def has_left(progress: Progress, key: str) -> bool:
    """Whether what the key of a feat names is no longer in the roadmap."""
    kind, _, subject = key.partition("/")
    roadmap = progress.roadmap
    there = {
        FeatKind.PHASE: {phase.id for phase in roadmap.phases},
        FeatKind.MILESTONE: {milestone.id for milestone in roadmap.milestones},
    }
    return kind in there and subject not in there[FeatKind(kind)]


def feat_of(progress: Progress, key: str) -> Feat | None:
    """The feat of a key, if the member has reached it; a kept week may be one that is over."""
    kind, _, subject = key.partition("/")
    if kind == FeatKind.STREAK:
        feat = Feat(FeatKind.STREAK, subject)
        history = _history_until(progress, feat)
        is_kept = bool(history) and history[-1].state is WeekState.KEPT
        return feat if is_kept and is_round(weeks_in_a_row(history)) else None
    return next((feat for feat in feats(progress) if feat.key == key), None)
