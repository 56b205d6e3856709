"""What is worth a celebration: a phase, a milestone, the whole roadmap; once each (product §7, §8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.study.progress import Progress
from bot.study.roadmap import Milestone


class FeatKind(StrEnum):
    """What was reached; the greatest first."""

    ROADMAP = "roadmap"
    PHASE = "phase"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Feat:
    """Something reached: `subject` is a phase's id or a milestone's week."""

    kind: FeatKind
    subject: str = ""

    @property
    def key(self) -> str:
        """The feat as text, by which it is remembered."""
        return f"{self.kind}/{self.subject}"


@dataclass(frozen=True, slots=True)
class Reached:
    """A feat in facts: the number of its phase (0 for the whole roadmap), what it is called, and what it took."""

    feat: Feat
    number: int
    headline: str
    title: str
    tasks: int
    study_days: int
    streak: int


def reached(progress: Progress, feat: Feat) -> Reached:
    """What a feat of a member's took: of a phase its own tasks, of the others all in scope so far."""
    roadmap, ticks = progress.roadmap, progress.ticks_in_scope
    number, headline, title = 0, "Roadmap complete", roadmap.title
    if feat.kind is FeatKind.PHASE:
        phase = next(phase for phase in roadmap.phases if phase.id == feat.subject)
        ticks = tuple(tick for tick in ticks if roadmap.phase_of(tick.task_id) == phase)
        number, title = roadmap.number_of(phase), phase.title
        headline = f"Phase {number} complete"
    elif feat.kind is FeatKind.MILESTONE:
        phase = roadmap.phase_at(int(feat.subject))
        number, headline = roadmap.number_of(phase) if phase else 0, "Milestone reached"
        title = ", ".join(one.title for one in roadmap.milestones if str(one.week) == feat.subject)
    days = {tick.study_day for tick in ticks} if feat.kind is FeatKind.PHASE else progress.page.journal.study_days
    return Reached(feat, number, headline, title, len(ticks), len(days), progress.streak.weeks)


def feats(progress: Progress) -> tuple[Feat, ...]:
    """All that a member has reached, the greatest first."""
    found: list[Feat] = []
    if progress.total and progress.is_complete:
        found.append(Feat(FeatKind.ROADMAP))
    found += [Feat(FeatKind.PHASE, part.phase.id) for part in progress.phases if part.is_complete]
    found += [
        Feat(FeatKind.MILESTONE, str(milestone.week))
        for milestone in sorted(progress.roadmap.milestones, key=lambda milestone: milestone.week)
        if _is_reached(progress, milestone)
    ]
    return tuple(dict.fromkeys(found))


def new_feats(before: Progress, after: Progress) -> tuple[Feat, ...]:
    """What was reached between two states of the same member, the greatest first."""
    known = set(feats(before))
    return tuple(feat for feat in feats(after) if feat not in known)


def feat_of(progress: Progress, key: str) -> Feat | None:
    """The feat of a key, if the member has reached it."""
    return next((feat for feat in feats(progress) if feat.key == key), None)


def _is_reached(progress: Progress, milestone: Milestone) -> bool:
    """A milestone in scope is reached when every task in scope up to its week is done."""
    if milestone.week not in progress.plan.scope:
        return False
    blocks = [block for block in progress.blocks if block.weeks.first <= milestone.week]
    tasks = [task for block in blocks for task in block.tasks if progress.counts(task.id)]
    return bool(tasks) and all(progress.has_done(task.id) for task in tasks)
