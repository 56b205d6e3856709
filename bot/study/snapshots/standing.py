"""Why a member stands where they stand: what is open or done early, a free week, or when all was done (§3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.roadmap import Block, Weeks
from bot.study.progress import Progress
from bot.study.standing import blocks_behind, done_early, weeks_early


@dataclass(frozen=True, slots=True)
class Finish:
    """When all was done, how many weeks before the plan's end, and on how many study days."""

    day: date
    weeks_early: int
    study_days: int


@dataclass(frozen=True, slots=True)
class NextBlock:
    """The block that the plan begins after this week, and its Monday."""

    title: str
    monday: date


@dataclass(frozen=True, slots=True)
class Reason:
    """Tasks that earlier weeks left open, or that are done before their block, each with the weeks of their blocks.

    `finish` is there once all is done, `paused_until` during a pause, `next_block` when one is to come. `today` is the
    study day to which the days are seen.
    """

    today: date
    total: int
    finish: Finish | None
    paused_until: date | None
    overdue: int
    overdue_in: tuple[Weeks, ...]
    early: int
    early_in: tuple[Weeks, ...]
    is_free_week: bool
    next_block: NextBlock | None


def reason_of(progress: Progress) -> Reason:
    """Why a member stands where they stand."""
    early = done_early(progress)
    blocks = {block.id: block for task in early if (block := progress.roadmap.block_of(task.id))}
    return Reason(
        today=progress.today,
        total=progress.total,
        finish=finish(progress),
        paused_until=progress.pause.until if progress.pause else None,
        overdue=len(progress.overdue),
        overdue_in=_weeks(blocks_behind(progress)),
        early=len(early),
        early_in=_weeks(tuple(blocks.values())),
        is_free_week=progress.is_free_week,
        next_block=_next_block(progress) if progress.is_free_week else None,
    )


def finish(progress: Progress) -> Finish | None:
    """When all was done; None while something is open."""
    finished = progress.finished_on
    if finished is None:
        return None
    return Finish(finished, weeks_early(progress, finished), len(progress.study_days))


def _next_block(progress: Progress) -> NextBlock | None:
    found = progress.next_block
    return NextBlock(found[0].title, found[1]) if found else None


def _weeks(blocks: tuple[Block, ...]) -> tuple[Weeks, ...]:
    return tuple(block.weeks for block in blocks)
