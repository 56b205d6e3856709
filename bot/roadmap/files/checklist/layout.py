"""Phases and blocks of a checklist: its tasks in their order, in weeks that follow each other."""

from dataclasses import dataclass

from bot.roadmap.files.checklist.dated import Dated
from bot.roadmap.files.checklist.due import Due
from bot.roadmap.files.checklist.outline import Outline
from bot.roadmap.files.checklist.phases import Phases, leaves_of
from bot.roadmap.files.checklist.remarks import Refused, Remarks, quoted
from bot.roadmap.files.checklist.stages import Stage
from bot.roadmap.files.checklist.undated import undated
from bot.roadmap.rules import MOST_BLOCKS
from bot.roadmap.spans import MOST_WEEKS

_DATED = 0.2


@dataclass(frozen=True, slots=True)
class Layout:
    """How a checklist is laid out in weeks, and whether it says so itself."""

    stages: list[Stage]
    dated: bool
    weeks: int


def layout_of(outline: Outline, name: str, remarks: Remarks, weeks: int | None = None) -> Layout:
    """Phases, blocks and weeks of an outline; `weeks` is the wished length of one that has none itself."""
    leaves = leaves_of(outline)
    phases = Phases(outline, leaves)
    due = Due(outline, leaves, phases)
    dated = due.share(leaves) >= _DATED
    if dated:
        due.settle(name, remarks)
        stages = Dated(phases, due, remarks).stages(leaves)
        if weeks:
            remarks.say(1, f"--weeks {weeks} is for files without weeks; this one has its own")
    else:
        stages = undated(phases, leaves, weeks, remarks)
    blocks = [chunk for stage in stages for chunk in stage.chunks]
    if len(blocks) > MOST_BLOCKS:
        raise Refused(f"{name}: {len(blocks)} blocks; a roadmap holds at most {MOST_BLOCKS}. Give blocks more weeks.")
    if blocks and blocks[-1].span.last > MOST_WEEKS:
        late = next(chunk for chunk in blocks if chunk.span.last > MOST_WEEKS)
        head = late.heads[0] if late.heads else late.leaves[0]
        raise Refused(f"{name}:{head.line} {quoted(head.words.text)}: a roadmap holds at most {MOST_WEEKS} weeks.")
    return Layout(stages, dated, blocks[-1].span.last if blocks else 0)
