"""What a tick brings for the first time, each told once: not again when it is taken back and ticked again (§4, §6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.roadmap import Block, Phase
from bot.study.achievements import Achievement, AchievementKind
from bot.study.progress import Progress
from bot.study.streak import WeekState

_FIRST_TICK = "first-tick/"
_FIRST_DAY = "first-day/"


@dataclass(frozen=True, slots=True)
class Firsts:
    """What became so between two moments, and was not told before."""

    is_first_tick: bool
    is_first_day: bool
    """There was no study day before."""
    blocks: tuple[Block, ...]
    """Those that are finished now."""
    phases: tuple[Phase, ...]
    """Those that are complete now; an achievement of its own, which is noted with it."""
    kept_weeks: tuple[str, ...]
    """The Mondays of the weeks that are kept now, in the days' own form."""
    earned_freeze: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """By what they are remembered, beside achievements."""
        return (
            *((_FIRST_TICK,) if self.is_first_tick else ()),
            *((_FIRST_DAY,) if self.is_first_day else ()),
            *(_of_block(block) for block in self.blocks),
            *map(_of_week, self.kept_weeks),
        )


_NOTHING = Firsts(is_first_tick=False, is_first_day=False, blocks=(), phases=(), kept_weeks=(), earned_freeze=False)


def firsts(before: Progress, after: Progress) -> Firsts:
    """What a member reaches with what they have just done, as far as they were not told of it."""
    if before.journal == after.journal:
        return _NOTHING
    told = after.record.told_achievements
    kept = tuple(sorted(monday for monday in _newly_kept(before, after) if _of_week(monday) not in told))
    return Firsts(
        is_first_tick=not before.journal.done and bool(after.journal.done) and _FIRST_TICK not in told,
        is_first_day=not before.study_days and bool(after.study_days) and _FIRST_DAY not in told,
        blocks=tuple(block for block in _newly_finished(before, after) if _of_block(block) not in told),
        phases=tuple(phase for phase in _newly_complete(before, after) if _of_phase(phase) not in told),
        kept_weeks=kept,
        earned_freeze=bool(kept) and after.streak.freezes > before.streak.freezes,
    )


def _newly_finished(before: Progress, after: Progress) -> Iterator[Block]:
    """The blocks that hold the last of what was ticked."""
    new = after.journal.done - before.journal.done
    for block in after.roadmap.blocks:
        if any(task.id in new for task in block.tasks) and after.has_finished(block) and not before.has_finished(block):
            yield block


def _newly_complete(before: Progress, after: Progress) -> Iterator[Phase]:
    for part in after.phases:
        was = before.phase_progress(part.phase.id)
        if part.is_complete and was is not None and not was.is_complete:
            yield part.phase


def _newly_kept(before: Progress, after: Progress) -> set[str]:
    """The weeks that joined the streak by now."""
    return _kept(after) - _kept(before) if after.streak.weeks > before.streak.weeks else set()


def _kept(progress: Progress) -> set[str]:
    return {week.monday.isoformat() for week in progress.streak.history if week.state is WeekState.KEPT}


def _of_block(block: Block) -> str:
    return f"block/{block.id}"


def _of_phase(phase: Phase) -> str:
    return Achievement(AchievementKind.PHASE, phase.id).key


def _of_week(monday: str) -> str:
    return f"week/{monday}"
