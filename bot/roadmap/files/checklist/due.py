"""When a checklist says that its tasks are due: labels to weeks of the roadmap, from 1."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.roadmap.files.checklist.labels import Label
from bot.roadmap.files.checklist.outline import Outline, Section, Task
from bot.roadmap.files.checklist.phases import Leaf, Phases, place_of
from bot.roadmap.files.checklist.remarks import Refused, Remarks, quoted
from bot.roadmap.spans import MOST_WEEKS

Holder = Section | Task
"""What a label stands on."""


@dataclass(frozen=True, slots=True)
class Span:
    """Weeks from first to last; unlike those of a roadmap they may lie anywhere."""

    first: int
    last: int

    def moved(self, weeks: int) -> "Span":
        """The same, so many weeks later."""
        return Span(self.first + weeks, self.last + weeks)

    @property
    def count(self) -> int:
        """How many weeks these are."""
        return self.last - self.first + 1


def weeks_of(label: Label) -> Span:
    """The weeks that a label names: 12 months are 52 weeks, 7 days are one."""
    match label.unit:
        case "week":
            return Span(label.first, label.last)
        case "month":
            return Span(round((label.first - 1) * 52 / 12) + 1, round(label.last * 52 / 12))
        case "day":
            return Span((label.first - 1) // 7 + 1, (label.last - 1) // 7 + 1)


class Due:
    """What every leaf's weeks hang on, and which weeks these are."""

    def __init__(self, outline: Outline, leaves: Sequence[Leaf], phases: Phases) -> None:
        self.outline = outline
        self.phases = phases
        self.holder: dict[Leaf, Holder] = {}
        only_words = _only_words(leaves, phases)
        for leaf in leaves:
            if holder := _holder(leaf, only_words):
                self.holder[leaf] = holder
        self._take_lengths(leaves)
        used = set(self.holder.values())
        self.wide = {around for holder in used for around in _around(holder) if around in used}
        """Labels with narrower ones inside: they say nothing about what stands beside those."""
        self.span: dict[Holder, Span] = {}

    def share(self, leaves: Sequence[Leaf]) -> float:
        """How much of a file has weeks, from 0 to 1."""
        return len(self.holder) / len(leaves) if leaves else 0

    def of(self, leaf: Leaf) -> Holder | None:
        """What a leaf's weeks hang on; none if it stands outside every week."""
        holder = self.holder.get(leaf)
        return None if holder is None or holder in self.wide else holder

    def _take_lengths(self, leaves: Sequence[Leaf]) -> None:
        """A phase without labels takes the length that its heading tells."""
        labelled = {section for holder in self.holder.values() for section in sections_around(holder)}
        for leaf in leaves:
            phase = self.phases.of(leaf)
            if phase and phase.length and phase not in labelled and leaf not in self.holder:
                self.holder[leaf] = phase

    # --- labels to weeks

    def settle(self, name: str, remarks: Remarks) -> None:
        """Count every label's weeks from the roadmap's beginning; Refused beyond its last possible week."""
        used = set(self.holder.values())
        nodes: list[Holder] = [section for section in self.outline.sections if section.label or section in used]
        nodes += [holder for holder in used if isinstance(holder, Task)]
        nodes.sort(key=lambda node: node.line)
        known = set(nodes)
        inside: dict[Holder | None, list[Holder]] = {}
        for node in nodes:
            inside.setdefault(next((around for around in _around(node) if around in known), None), []).append(node)
        shift = 0 if self.outline.as_written else 1 - _beginning(inside.get(None, ()), used, self)
        if shift:
            remarks.say(nodes[0].line, f"the weeks begin at {1 - shift} in the file, and are counted from 1")
        waiting: list[tuple[Holder | None, Span | None]] = [(None, None)]
        while waiting:
            around, anchor = waiting.pop()
            placed = list(self._placed(inside.get(around, ()), anchor, shift, remarks))
            self.span |= dict(placed)
            waiting += placed
        for node in nodes:
            if node in used and node.label and self.span[node].last > MOST_WEEKS:
                raise Refused(
                    f"{name}:{node.line} {quoted(node.label.words)}: a roadmap holds at most {MOST_WEEKS} weeks."
                )

    def _placed(
        self, nodes: Iterable[Holder], anchor: Span | None, shift: int, remarks: Remarks
    ) -> Iterator[tuple[Holder, Span]]:
        """The weeks of labels that stand beside each other; those that start again in a part are counted on."""
        base = anchor.first - 1 if anchor else 0
        moved = 0
        lowest: int | None = None
        for _, group in groupby(nodes, key=_part):
            together = list(group)
            raw = {node: weeks_of(node.label).moved(shift) for node in together if node.label}
            if raw:
                least = min(span.first for span in raw.values())
                again = lowest is not None and least <= lowest
                below = anchor is not None and least + moved < anchor.first
                if self.outline.as_written:
                    moved = 0
                elif again or below:
                    moved = base + 1 - least
                    remarks.say(together[0].line, f"the weeks start again here, and are counted on from {base + 1}")
                elif anchor is None and least > base:
                    moved = 0
                lowest = least
            else:
                lowest = base + 1  # a part that only tells its length begins here: a label up to here starts again
            for node in together:
                length = node.length if isinstance(node, Section) else None
                span = raw[node].moved(moved) if node in raw else Span(base + 1, base + (length or 1))
                base = max(base, span.last)
                yield node, span


def _holder(leaf: Leaf, only_words: set[Task]) -> Holder | None:
    """The innermost week, then the innermost month, then the innermost day."""
    found: dict[str, Holder] = {}
    for holder in leaf.holders() if isinstance(leaf, Task) else leaf.chain():
        if holder.label and holder not in only_words:
            found.setdefault(holder.label.unit, holder)
    return found.get("week") or found.get("month") or found.get("day")


def _only_words(leaves: Sequence[Leaf], phases: Phases) -> set[Task]:
    """Tasks that only tell of a week, under a heading that names one: "Week 1 again", "Week 3 retrospective".

    Labels of tasks say when they are due where most of their neighbours have one, and none tells of another week.
    """
    beside: defaultdict[object, list[Task]] = defaultdict(list)
    for leaf in leaves:
        if isinstance(leaf, Task) and any(section.label for section in leaf.section.chain()):
            beside[leaf.section, leaf.parent].append(leaf)
    return {
        task
        for together in beside.values()
        for task in together
        if task.label and (2 * sum(one.label is not None for one in together) <= len(together) or _astray(task, phases))
    }


def _astray(task: Task, phases: Phases) -> bool:
    """Whether a task names a week outside of those that the heading around it names, or just these."""
    around = next((one.label for one in phases.within(task) if one.label and one.label.unit == "week"), None)
    if around is None or task.label is None or task.label.unit != "week":
        return False
    span, own = weeks_of(around), weeks_of(task.label)
    return own == span or not span.first <= own.first <= span.last


def _around(holder: Holder) -> Iterator[Holder]:
    """Everything around what a label stands on."""
    chain = holder.holders() if isinstance(holder, Task) else holder.chain()
    next(chain)
    yield from chain


def sections_around(holder: Holder) -> Iterator[Section]:
    """The sections that a label stands in, and the one that it is of."""
    yield from (holder.section if isinstance(holder, Task) else holder).chain()


def _part(holder: Holder) -> Section | None:
    return holder.section if isinstance(holder, Task) else holder.parent


def _beginning(nodes: Iterable[Holder], used: set[Holder], due: Due) -> int:
    """The number of a file's first week; headings without tasks count from 1 on."""
    holds = {section for leaf in due.holder for section in place_of(leaf).chain()}
    firsts = [
        weeks_of(node.label).first
        for node in nodes
        if node.label and (node in used or node in holds or weeks_of(node.label).first >= 1)
    ]
    return min(firsts, default=1)
