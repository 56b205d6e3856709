"""What is worth a celebration: a phase, a milestone, the whole roadmap; once each (product §7, §8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.study import milestones
from bot.study.days import week_of
from bot.study.progress import Progress


class FeatKind(StrEnum):
    """What was reached; the greatest first."""

    ROADMAP = "roadmap"
    PHASE = "phase"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Feat:
    """Something reached: `subject` is the id of a phase or of a milestone."""

    kind: FeatKind
    subject: str = ""

    @property
    def key(self) -> str:
        """The feat as text, by which it is remembered."""
        return f"{self.kind}/{self.subject}"


@dataclass(frozen=True, slots=True)
class Reached:
    """A feat in facts: the number of its phase (0 for the whole roadmap), what it is called, and what it took.

    `weeks` are the calendar weeks from the first of its study days to the last.
    """

    feat: Feat
    number: int
    title: str
    tasks: int
    study_days: int
    weeks: int
    streak: int
    has_checkpoint: bool = False


def reached(progress: Progress, feat: Feat) -> Reached:
    """What a feat of a member's took: a phase its own tasks, a milestone those up to its week, the roadmap all."""
    roadmap, ticks = progress.roadmap, progress.ticks_in_scope
    number, title, has_checkpoint = 0, roadmap.title, False
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
    days = sorted(progress.page.journal.study_days if whole else {tick.study_day for tick in ticks})
    weeks = (week_of(days[-1]) - week_of(days[0])).days // 7 + 1 if days else 0
    return Reached(feat, number, title, len(ticks), len(days), weeks, progress.streak.weeks, has_checkpoint)


def feats(progress: Progress) -> tuple[Feat, ...]:
    """All that a member has reached, the greatest first."""
    found: list[Feat] = []
    if progress.is_complete:
        found.append(Feat(FeatKind.ROADMAP))
    found += [Feat(FeatKind.PHASE, part.phase.id) for part in progress.phases if part.is_complete]
    found += [Feat(FeatKind.MILESTONE, milestone.id) for milestone in milestones.reached(progress)]
    return tuple(found)


def uncelebrated(progress: Progress) -> tuple[Feat, ...]:
    """What a member has reached and was not told of, the greatest first: by a tick, a skip or an edit (§7)."""
    return tuple(feat for feat in feats(progress) if feat.key not in progress.page.celebrated)


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
    """The feat of a key, if the member has reached it."""
    return next((feat for feat in feats(progress) if feat.key == key), None)
