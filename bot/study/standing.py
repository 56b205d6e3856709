"""Behind, on track or ahead, with the reason (§3)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from bot.roadmap import Block, Task
from bot.study.days import week_of
from bot.study.progress import Progress


class Standing(StrEnum):
    """Where a member stands against their plan; the first that holds."""

    DONE = "done"
    PAUSED = "paused"
    WAITING = "waiting"
    """The plan has not started yet."""
    BEHIND = "behind"
    AHEAD = "ahead"
    ON_TRACK = "on_track"


def standing(progress: Progress) -> Standing:
    """Where a member stands against their plan (§3)."""
    if progress.is_complete:
        return Standing.DONE
    if progress.pause:
        return Standing.PAUSED
    if not progress.has_started:
        return Standing.WAITING
    if progress.overdue:
        return Standing.BEHIND
    return Standing.AHEAD if done_early(progress) else Standing.ON_TRACK


def blocks_behind(progress: Progress) -> tuple[Block, ...]:
    """The blocks that are over and have open tasks, in order."""
    blocks = (block for task in progress.overdue if (block := progress.roadmap.block_of(task.id)))
    return tuple({block.id: block for block in blocks}.values())


def done_early(progress: Progress) -> tuple[Task, ...]:
    """Tasks in scope that are done before their block has come."""
    done = progress.journal.done
    return tuple(
        task
        for block in progress.blocks
        for task in block.tasks
        if task.id in done and _begins_after_today(progress, block)
    )


def _begins_after_today(progress: Progress, block: Block) -> bool:
    """Whether the first of a block's weeks that the plan walks is still to come."""
    mondays = progress.plan.mondays_of(block.id)
    return bool(mondays) and mondays[0] > progress.today


def weeks_early(progress: Progress, finished: date) -> int:
    """How many weeks before the plan's end something was finished; 0 when it was not early (§3)."""
    return max(0, (week_of(progress.plan.ends_on) - week_of(finished)).days // 7)
