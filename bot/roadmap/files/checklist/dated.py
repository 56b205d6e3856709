"""A checklist with weeks: blocks in their weeks, in the order of the file, and a place for what stands outside."""

from collections.abc import Sequence
from itertools import groupby

from bot.roadmap.files.checklist.due import Due, Holder, Span, sections_around
from bot.roadmap.files.checklist.outline import Section, Task
from bot.roadmap.files.checklist.phases import Leaf, Phases, place_of
from bot.roadmap.files.checklist.remarks import Remarks, quoted
from bot.roadmap.files.checklist.stages import Chunk, Stage, chunks_of
from bot.roadmap.spans import MOST_WEEKS


class Dated:
    """Lays a file out in the weeks that it names; what stands outside every week finds its place beside them."""

    def __init__(self, phases: Phases, due: Due, remarks: Remarks) -> None:
        self.phases = phases
        self.due = due
        self.remarks = remarks
        self.found: list[Stage] = []
        self.holding = {
            section for holder in set(map(due.of, due.holder)) if holder for section in sections_around(holder)
        }
        """Sections with weeks in them."""
        self.waiting: list[Leaf] = []
        """Boxes outside every week that go to the next block."""

    def stages(self, leaves: Sequence[Leaf]) -> list[Stage]:
        """The phases, with every leaf in one of them."""
        leaves, behind = self._behind(leaves)
        for phase, together in groupby(leaves, key=self.phases.of):
            self._stage(phase, list(together))
        self._afterwards(behind)
        return self.found

    def _stage(self, phase: Section | None, leaves: list[Leaf]) -> None:
        """One phase, or what stands between two."""
        leaves, items = self._split(leaves)
        groups = [(holder, list(group)) for holder, group in groupby(leaves, key=self.due.of)]
        dated = any(holder is not None for holder, _ in groups)
        stage = self._begin(phase, dated=dated)
        for at, (holder, group) in enumerate(groups):
            if holder is None:
                later = next((self.due.span[one] for one, _ in groups[at:] if one is not None), None)
                self._loose(stage, group, later)
            elif isinstance(holder, Section) and holder in self.phases.sections:
                self._shared_out(stage, group, self.due.span[holder])
            else:
                self._block(stage, group, self.due.span[holder], holder)
        if items and stage and stage.chunks:
            stage.items = [leaf for leaf in items if isinstance(leaf, Task)]
            stage.checkpoint = self._checkpoint(items[0])
            for item in stage.items:
                self.remarks.count("checkpoint", item.line)
        elif items:
            self._loose(stage, items, None)

    def _begin(self, phase: Section | None, *, dated: bool) -> Stage | None:
        """The stage that is filled next: a new one for a phase with weeks, else the one before."""
        if phase is None and self.found:
            return self.found[-1]
        if not dated and phase is not None and self.found:
            stage = Stage(phase, span=self._gap_after(phase))
            if stage.span:
                self.found.append(stage)
                return stage
            return self.found[-1]
        if not dated:
            return None
        stage = Stage(phase, span=self.due.span.get(phase) if phase else None)
        self.found.append(stage)
        return stage

    def _gap_after(self, phase: Section) -> Span | None:
        """The weeks that are free between what was laid out last and the next label behind a phase."""
        last = self._last()
        later = [span.first for holder, span in self.due.span.items() if holder.line > phase.line]
        first_later = min((first for first in later if first > last), default=None)
        return Span(last + 1, first_later - 1) if first_later and first_later > last + 1 and last else None

    def _last(self) -> int:
        """The last week that is taken."""
        return max((chunk.span.last for stage in self.found for chunk in stage.chunks), default=0)

    # --- dated

    def _block(self, stage: Stage | None, leaves: list[Leaf], span: Span, holder: Holder) -> None:
        """Put a block behind the others; where weeks overlap, one of them gives way, and that is said."""
        assert stage is not None
        heads: list[Holder] = [holder]
        before = next((chunk for one in reversed(self.found) for chunk in reversed(one.chunks)), None)
        same = before is not None and before in stage.chunks
        if before is not None and span.first <= before.span.last:
            if same and span == before.span:
                before.leaves += leaves
                before.heads += heads
                return
            self.remarks.say(holder.line, self._overlap(holder, span, before.span))
            if span.first > before.span.first:
                if span.last <= before.span.last:
                    before.span = Span(before.span.first, span.first - 1)
                else:
                    span = Span(before.span.last + 1, span.last)
            elif same and span.first == before.span.first and span.last < before.span.last:
                before.span = span
                before.leaves += leaves
                before.heads += heads
                return
            elif span.last > before.span.last or not same:
                span = Span(before.span.last + 1, max(span.last, before.span.last + 1))
            else:
                before.leaves += leaves
                return
        stage.chunks.append(Chunk([*self.waiting, *leaves], span, heads))
        self.waiting = []

    def _overlap(self, holder: Holder, span: Span, before: Span) -> str:
        label = quoted(holder.label.words if holder.label else holder.words.text)
        if before.first < span.first and span.last <= before.last:
            return f"{label} lies inside weeks {before.first}-{before.last}: those end before it"
        if span.last > before.last:
            return f"{label} overlaps with the weeks before: it begins at week {before.last + 1}"
        return f"{label} comes behind week {before.last} in the file: its tasks stay where they stand"

    def _shared_out(self, stage: Stage | None, leaves: list[Leaf], span: Span) -> None:
        """A phase whose weeks only its heading tells: its sections share them."""
        assert stage is not None
        first = max(span.first, self._last() + 1)
        units = [list(unit) for _, unit in groupby([*self.waiting, *leaves], key=self.phases.unit)]
        heads = [self.phases.unit(unit[0]) for unit in units]
        self.waiting = []
        stage.chunks += chunks_of(units, heads, Span(first, max(first, span.last)), self.remarks)

    # --- outside every week

    def _loose(self, stage: Stage | None, leaves: list[Leaf], later: Span | None) -> None:
        last = self._last()
        if stage is not None and not stage.chunks and stage.span:
            end = stage.span.last if later is None else later.first - 1
            first = max(stage.span.first, last + 1)
            if first <= end:
                self._count("gap", leaves)
                self._shared_out(stage, leaves, Span(first, end))
                return
        if stage is None or not stage.chunks or stage.items:
            self._count("beside" if self.found and any(one.chunks for one in self.found) else "first", leaves)
            self.waiting += leaves
            return
        self._count("beside", leaves)
        stage.chunks[-1].leaves += leaves

    def _count(self, kind: str, leaves: Sequence[Leaf]) -> None:
        for leaf in leaves:
            self.remarks.count(kind, leaf.line)

    def _split(self, leaves: list[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
        """What closes a phase under a heading such as "checklist" is its checkpoint, if nothing comes after it."""
        at = len(leaves)
        while at and self._checkpoint(leaves[at - 1]):
            at -= 1
        dated = any(self.due.of(leaf) for leaf in leaves[:at])
        return (leaves[:at], leaves[at:]) if dated else (leaves, [])

    def _checkpoint(self, leaf: Leaf) -> Section | None:
        if isinstance(leaf, Section) or (leaf.label and leaf.label.unit == "week"):
            return None
        within = self.phases.within(leaf)
        if any(section.label for section in within):
            return None
        return next((one for one in reversed(within) if one.checkpoint and one not in self.holding), None)

    # --- behind the last week

    def _behind(self, leaves: Sequence[Leaf]) -> tuple[Sequence[Leaf], list[Leaf]]:
        """What stands under headings of its own after the last week."""
        at = len(leaves)
        while at and self._own(leaves[at - 1]):
            at -= 1
        return leaves[:at], list(leaves[at:])

    def _own(self, leaf: Leaf) -> bool:
        if self.due.of(leaf) or (self._checkpoint(leaf) and not self.phases.of(leaf) and not self.phases.sections):
            return False
        section = next((one for one in place_of(leaf).chain() if not one.soft), None)
        phase = self.phases.of(leaf)
        return (
            section is not None
            and section not in self.holding
            and (phase is None or phase not in self.holding)
            and (phase is not None or not self.phases.sections or self.phases.outside(leaf) is not None)
        )

    def _afterwards(self, leaves: list[Leaf]) -> None:
        """One phase behind the others (or its own, if it is one), a week a section, as far as there are weeks."""
        self._finish_waiting(leaves)
        for phase, group in groupby(leaves, key=self.phases.of):
            together = list(group)
            units = [list(unit) for _, unit in groupby(together, key=self.phases.unit)]
            first = self._end() + 1
            room = MOST_WEEKS - first + 1
            if room < 1:
                self._count("beside", together)
                self.found[-1].chunks[-1].leaves += together
                continue
            self._count("behind", together)
            heads = [self.phases.unit(unit[0]) for unit in units]
            stage = Stage(phase, heads=heads)
            stage.chunks += chunks_of(units, heads, Span(first, first + min(len(units), room) - 1), self.remarks)
            self.found.append(stage)

    def _end(self) -> int:
        spans = [stage.span.last for stage in self.found if stage.span]
        return max(self._last(), *spans, 0)

    def _finish_waiting(self, behind: list[Leaf]) -> None:
        """Boxes that waited for a block that never came go to the last one."""
        if self.waiting and self.found and self.found[-1].chunks and not self.found[-1].items:
            self.found[-1].chunks[-1].leaves += self.waiting
        else:
            behind[:0] = self.waiting
        self.waiting = []
