"""A checklist without weeks: its sections one after the other."""

from collections.abc import Sequence
from itertools import groupby

from bot.roadmap.files.checklist.due import Span
from bot.roadmap.files.checklist.labels import is_checkpoint
from bot.roadmap.files.checklist.outline import Section, Task
from bot.roadmap.files.checklist.phases import PER_WEEK, Leaf, Phases
from bot.roadmap.files.checklist.remarks import Remarks
from bot.roadmap.files.checklist.spread import shared_out
from bot.roadmap.files.checklist.stages import Stage, chunks_of
from bot.roadmap.spans import MOST_WEEKS


def undated(phases: Phases, leaves: Sequence[Leaf], weeks: int | None, remarks: Remarks) -> list[Stage]:
    """A block a section, in order, 5 tasks a week, at least a week each."""
    stages: list[tuple[Section | None, list[list[Leaf]]]] = []
    for phase, together in groupby(leaves, key=lambda leaf: phases.of(leaf) or phases.outside(leaf)):
        units = [list(unit) for _, unit in groupby(together, key=phases.unit)]
        own = phase if phases.sections and phase else None
        if stages and (own is None or own is stages[-1][0]):
            stages[-1][1].extend(units)
        elif stages and stages[-1][0] is None:
            stages[-1] = (own, [*stages[-1][1], *units])
        else:
            stages.append((own, units))
    closing = [_closing(section, units, phases) for section, units in stages]
    wanted = sum(len(units) for _, units in stages)
    tasks = sum(len(unit) for _, units in stages for unit in units)
    total = min(MOST_WEEKS, weeks or max(-(-tasks // PER_WEEK), wanted))
    if len(stages) > total:
        together = [[*units, *([end] if end else [])] for (_, units), end in zip(stages, closing, strict=True)]
        stages = [(None, [unit for units in together for unit in units])]
        closing = [None]
    sizes = [sum(map(len, units)) for _, units in stages]
    least = [len(units) for _, units in stages] if wanted <= total else None
    found: list[Stage] = []
    first = 1
    for (section, units), end, many in zip(stages, closing, shared_out(sizes, total, least), strict=True):
        heads = [phases.unit(unit[0]) for unit in units]
        stage = Stage(section, list(chunks_of(units, heads, Span(first, first + many - 1), remarks)))
        if end:
            stage.items, stage.checkpoint = [leaf for leaf in end if isinstance(leaf, Task)], phases.unit(end[0])
            for item in stage.items:
                remarks.count("checkpoint", item.line)
        found.append(stage)
        first += many
    return found


def _closing(section: Section | None, units: list[list[Leaf]], phases: Phases) -> list[Leaf] | None:
    """The last section of a phase, taken from its units, where it can only mean the end of the phase."""
    if section is None or len(units) < 2:
        return None
    head = phases.unit(units[-1][0])
    ends = head.checkpoint and is_checkpoint(head.words.plain) and any(isinstance(leaf, Task) for leaf in units[-1])
    return units.pop() if ends else None
