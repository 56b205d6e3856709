"""A checklist without weeks: its sections one after the other."""

from collections.abc import Sequence
from itertools import groupby

from bot.roadmap.files.checklist.due import Span
from bot.roadmap.files.checklist.outline import Section
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
    wanted = sum(len(units) for _, units in stages)
    total = min(MOST_WEEKS, weeks or max(-(-len(leaves) // PER_WEEK), wanted))
    if len(stages) > total:
        stages = [(None, [unit for _, units in stages for unit in units])]
    sizes = [sum(map(len, units)) for _, units in stages]
    least = [len(units) for _, units in stages] if wanted <= total else None
    found: list[Stage] = []
    first = 1
    for (section, units), many in zip(stages, shared_out(sizes, total, least), strict=True):
        heads = [phases.unit(unit[0]) for unit in units]
        found.append(Stage(section, list(chunks_of(units, heads, Span(first, first + many - 1), remarks))))
        first += many
    return found
