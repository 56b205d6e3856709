"""The report of an import, as it is read on the command line."""

from collections.abc import Iterator

from bot.roadmap.changes.continuing import Continued
from bot.roadmap.changes.difference import difference, lines
from bot.roadmap.faults import shown
from bot.roadmap.files.from_checklist import Imported
from bot.roadmap.model import Roadmap
from bot.roadmap.report import many


def report(imported: Imported, name: str) -> Iterator[str]:
    """What a file became: counts, weeks and study days, then every remark with its line."""
    roadmap = imported.roadmap
    weeks = many(roadmap.weeks_total, "week")
    held = [many(len(roadmap.phases), "phase"), many(len(roadmap.blocks), "block"), many(len(roadmap.tasks), "task")]
    held += [many(len(roadmap.items), "checkpoint item")] if roadmap.items else []
    yield f"{shown(name)} became “{shown(roadmap.title, 80)}”: {', '.join(held)}, {weeks}."
    if not imported.dated:
        tasks = len(roadmap.tasks)
        each = round(tasks / roadmap.weeks_total) or 1
        yield f"{tasks:,} tasks, no weeks: spread over {weeks}, {each} a week; --weeks 40 for another length."
    days = ", ".join(f"{row.day} {row.hours:g} h" for row in roadmap.rhythm)
    total = sum(row.hours for row in roadmap.rhythm)
    hint = "" if "rhythm" in imported.said else "; --days and --hours for others"
    yield f"Study days: {days}, {total:g} h a week{hint}."
    yield from (f"{shown(name)}:{remark}." for remark in imported.remarks)


def changes(before: Roadmap, imported: Imported, continued: Continued) -> Iterator[str]:
    """What a file changes in the version before, and what could not be decided, with how to say so."""
    yield from lines(difference(before, imported.roadmap))
    for one in continued.questions:
        line = imported.lines.get(one.new.id)
        place = f"Line {line}: is" if line else "Is"
        yield (
            f"{place} “{shown(one.new.text, 80)}” the old “{shown(one.old.text, 80)}”? It counts as new; "
            f"if it is, add --same {one.old.id}={one.new.id}"
        )
