"""A member's roadmap as a Markdown checklist with their ticks, to take along."""

from __future__ import annotations

from collections.abc import Iterator

from bot.roadmap import Block, Phase
from bot.study.progress import Progress


def checklist(progress: Progress) -> str:
    """The whole roadmap in its own words, ticked where the member ticked it."""
    return "\n".join(_lines(progress)) + "\n"


def _lines(progress: Progress) -> Iterator[str]:
    roadmap = progress.roadmap
    yield f"# {roadmap.title}"
    if roadmap.assumption:
        yield f"\n{roadmap.assumption}"
    for phase in roadmap.phases:
        yield f"\n## Phase {roadmap.number_of(phase)}: {phase.title} (Weeks {phase.weeks})"
        if phase.goal:
            yield f"\n**Goal:** {phase.goal}"
        for block in phase.blocks:
            yield from _block(progress, block)
        yield from _checkpoint(progress, phase)


def _block(progress: Progress, block: Block) -> Iterator[str]:
    yield f"\n### Week {block.weeks}: {block.title}"
    skipped = {skip.task_id: skip.note for skip in progress.page.journal.skips}
    for task in block.tasks:
        note = f" (skipped: {skipped[task.id]})" if task.id in progress.page.journal.skipped else ""
        yield f"- [{'x' if progress.has_done(task.id) else ' '}] {task.text}{note}"
    for name, text in (("Resource", block.resource), ("Critical", block.critical), ("Deliverable", block.deliverable)):
        if text:
            yield f"- **{name}:** {text}"


def _checkpoint(progress: Progress, phase: Phase) -> Iterator[str]:
    if phase.checkpoint:
        yield f"\n**{phase.checkpoint.title}:**"
        for item in phase.checkpoint.items:
            evidence = progress.page.journal.evidence_by_item.get(item.id)
            shown = f" ({' '.join(evidence.text.split())})" if evidence else ""
            yield f"- [{'x' if evidence else ' '}] {item.text}{shown}"
