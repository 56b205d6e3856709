"""A member's roadmap as a Markdown checklist with their ticks, to take along and to bring back in."""

from __future__ import annotations

from bot.study.progress import Progress


def checklist(progress: Progress) -> str:
    """The whole roadmap with its ids, ticked where the member ticked it; what they wrote stands below its box."""
    from bot.roadmap.files.exporting import Copy, export_markdown  # noqa: PLC0415  # 2 MB, for the few who ask for it

    journal = progress.journal
    notes = {skip.task_id: f"Skipped: {skip.note}" for skip in journal.skips if skip.task_id in journal.skipped}
    notes |= {item: f"Shown: {given.text}" for item, given in journal.evidence_by_item.items()}
    ticked = journal.done | journal.evidence_by_item.keys()
    return export_markdown(
        progress.roadmap, Copy(ticked, {name: " ".join(text.split()) for name, text in notes.items()})
    )
