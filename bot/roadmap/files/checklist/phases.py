"""Which sections of a checklist are its phases, and what is a section within one."""

from collections import Counter
from collections.abc import Sequence

from bot.roadmap.files.checklist.outline import Outline, Section, Task
from bot.roadmap.spans import MOST_WEEKS

Leaf = Task | Section
"""What blocks are made of: a task, or a section of ours that has none (its id stands in the file)."""

_NEARLY_ALL = 0.8
PER_WEEK = 5
"""Tasks a week, where a file says nothing about weeks."""


def leaves_of(outline: Outline) -> list[Leaf]:
    """Everything that becomes part of a block, in the order of the file."""
    full = {section for task in outline.tasks for section in task.section.chain()}
    empty = [section for section in outline.sections if _is_ours(section) and section not in full]
    return sorted((*outline.tasks, *empty), key=lambda leaf: leaf.line)


def _is_ours(section: Section) -> bool:
    return bool(section.mark and section.label and not section.named)


def place_of(leaf: Leaf) -> Section:
    """The section that a leaf stands in."""
    return leaf.section if isinstance(leaf, Task) else leaf


class Phases:
    """The phases of an outline: none if all of it is one."""

    def __init__(self, outline: Outline, leaves: Sequence[Leaf]) -> None:
        self.counts = Counter(section for leaf in leaves for section in place_of(leaf).chain())
        alive = [section for section in outline.sections if self.counts[section]]
        self.sections = _named(alive, self.counts, len(leaves)) or self._by_level(outline.root, alive, len(leaves))
        if len(self.sections) > MOST_WEEKS:
            self.sections = []
        self._known = set(self.sections)
        self._own = Counter(self._hard(leaf) for leaf in leaves)

    def of(self, leaf: Leaf) -> Section | None:
        """The phase that a leaf stands in; none for what stands outside, or when there is only one."""
        return next((section for section in place_of(leaf).chain() if section in self._known), None)

    def within(self, leaf: Leaf) -> list[Section]:
        """The sections between a leaf and its phase, from the inside out."""
        found: list[Section] = []
        for section in place_of(leaf).chain():
            if section in self._known:
                break
            found.append(section)
        return found

    def unit(self, leaf: Leaf) -> Section:
        """The section that gives a leaf its block: a heading; below one that holds much, also a bold line or bullet."""
        hard = self._hard(leaf)
        inside = hard
        if self._own[hard] > PER_WEEK:
            for section in place_of(leaf).chain():
                if section is hard:
                    break
                inside = section
        return inside

    def outside(self, leaf: Leaf) -> Section | None:
        """The heading of its own that a leaf outside the phases stands under: the widest without a phase in it."""
        found = None
        for section in place_of(leaf).chain():
            if section.parent is None or any(section in phase.chain() for phase in self.sections):
                break
            found = section
        return found

    def _hard(self, leaf: Leaf) -> Section:
        return next(
            section
            for section in place_of(leaf).chain()
            if not section.soft or section.parent is None or section in self._known
        )

    def _by_level(self, root: Section, alive: Sequence[Section], total: int) -> list[Section]:
        """The shallowest headings of which two or more hold tasks and none nearly all; none if they are weeks."""
        peers = [section for section in alive if section.parent is root and not section.soft]
        while big := next((one for one in peers if self.counts[one] >= total * _NEARLY_ALL), None):
            inside = [section for section in alive if section.parent is big and not section.soft]
            if not inside:
                return []
            at = peers.index(big)
            peers[at : at + 1] = inside
        labelled = sum(1 for section in peers if section.label)
        return peers if len(peers) > 1 and labelled * 2 <= len(peers) else []


def _named(alive: Sequence[Section], counts: Counter[Section], total: int) -> list[Section]:
    """The sections that say they are phases, wherever they stand, if they hold at least half of all."""
    named = [section for section in alive if section.named and not _in_a_week(section)]
    outer = [section for section in named if not any(around.named for around in list(section.chain())[1:])]
    if len(outer) == 1:
        inner = [section for section in named if _phases_around(section) == 1]
        outer = inner if len(inner) > 1 else outer
    return outer if sum(counts[section] for section in outer) * 2 >= total else []


def _phases_around(section: Section) -> int:
    return sum(around.named for around in list(section.chain())[1:])


def _in_a_week(section: Section) -> bool:
    return any(around.label and not around.named for around in list(section.chain())[1:])
