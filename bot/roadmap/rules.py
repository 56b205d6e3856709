"""What no part of a roadmap can know alone: unique ids, weeks in order, counts.

The rules take plain data, not the model: they hold for files whose parts are partly wrong too, so that all
faults come at once. Whatever is no mapping, list or span of weeks has its own fault elsewhere and is skipped.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bot.roadmap.faults import shown
from bot.roadmap.spans import Weeks

MOST_BLOCKS = 200
MOST_TASKS = 2000

Path = tuple[str | int, ...]
Where = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken rule: the path of the entry to change, and what to change."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of the file with its path."""

    path: Path
    fields: Mapping[str, object]

    @property
    def weeks(self) -> Weeks | None:
        """Its weeks, if they can be read."""
        try:
            return Weeks.read(self.fields.get("weeks"))
        except ValueError:
            return None

    def entries(self, key: str) -> list["Entry"]:
        """The mappings in the list under this key."""
        listed = self.fields.get(key)
        if isinstance(listed, str) or not isinstance(listed, Sequence):
            return []
        found = enumerate(cast("Sequence[object]", listed))
        return [
            Entry((*self.path, key, at), cast("Mapping[str, object]", one))
            for at, one in found
            if isinstance(one, Mapping)
        ]

    def entry(self, key: str) -> list["Entry"]:
        """The mapping under this key, as a list of one or none."""
        one = self.fields.get(key)
        return [Entry((*self.path, key), cast("Mapping[str, object]", one))] if isinstance(one, Mapping) else []


def broken_rules(data: Mapping[str, object], where: Where) -> Iterator[Broken]:
    """Every rule that the whole breaks; `where` words the place of another entry."""
    roadmap = Entry((), data)
    phases = roadmap.entries("phases")
    blocks = [block for phase in phases for block in phase.entries("blocks")]
    tasks = [task for block in blocks for task in block.entries("tasks")]
    items = [
        item for phase in phases for checkpoint in phase.entry("checkpoint") for item in checkpoint.entries("items")
    ]
    projects = roadmap.entries("projects")
    yield from _counts(blocks, tasks, has_phases=bool(phases))
    milestones = roadmap.entries("milestones")
    yield from _ids([*phases, *blocks, *tasks, *items, *projects, *milestones], where)
    yield from _phase_weeks(phases)
    yield from _block_weeks(phases)
    yield from _inside(phases, projects, milestones)
    yield from _once("day", roadmap.entries("rhythm"), where, "write one row a day")
    yield from _once("name", roadmap.entries("paces"), where, "give each pace a name of its own")
    yield from _once("weeks", roadmap.entries("paces"), where, "a pace goes by its weeks; give each its own")
    yield from _focus_phase(data, phases)


def _counts(blocks: list[Entry], tasks: list[Entry], *, has_phases: bool) -> Iterator[Broken]:
    if has_phases and not tasks:
        yield Broken(("phases",), "there is not a single task; give at least one block its tasks")
    for entries, most, name in ((blocks, MOST_BLOCKS, "blocks"), (tasks, MOST_TASKS, "tasks")):
        if len(entries) > most:
            sentence = f"a roadmap has at most {most:,} {name}, this one has {len(entries):,}; leave some out"
            yield Broken(entries[most].path, sentence)


def _ids(entries: list[Entry], where: Where) -> Iterator[Broken]:
    first: dict[str, Path] = {}
    for entry in entries:
        name = entry.fields.get("id")
        if not isinstance(name, str):
            continue
        path = (*entry.path, "id")
        if name in first:
            sentence = f"id '{shown(name)}' is already used in {where(first[name])}; write another one"
            yield Broken(path, sentence)
        first.setdefault(name, path)


def _phase_weeks(phases: list[Entry]) -> Iterator[Broken]:
    before: Weeks | None = None
    for phase in phases:
        weeks = phase.weeks
        if weeks and before and weeks.first <= before.last:
            told = f"weeks {weeks} should come after those of the phase before; start at week {before.last + 1}"
            yield Broken((*phase.path, "weeks"), told)
        before = weeks if weeks and (not before or weeks.last > before.last) else before


def _block_weeks(phases: list[Entry]) -> Iterator[Broken]:
    taken: dict[int, Weeks] = {}
    for phase in phases:
        before: Weeks | None = None
        for block in phase.entries("blocks"):
            if not (weeks := block.weeks):
                continue
            path = (*block.path, "weeks")
            other = next((taken[week] for week in weeks if week in taken), None)
            span = phase.weeks
            if other:
                yield Broken(path, f"weeks overlap with 'Week {other}'; start at week {other.last + 1} or later")
            elif before and weeks.first < before.first:
                yield Broken(path, f"weeks come before 'Week {before}'; put the blocks in the order of their weeks")
            if span and (weeks.first not in span or weeks.last not in span):
                yield Broken(path, f"weeks are outside their phase; stay inside weeks {span}, or widen the phase")
            taken = dict.fromkeys(weeks, weeks) | taken
            before = weeks


def _inside(phases: list[Entry], projects: list[Entry], milestones: list[Entry]) -> Iterator[Broken]:
    spans = [phase.weeks for phase in phases]
    # With one phase unreadable the end of the roadmap is unknown, and a fault here would only mislead.
    last = max((span.last for span in spans if span), default=0) if all(spans) else 0
    for project in projects:
        if last and (weeks := project.weeks) and weeks.last > last:
            yield Broken((*project.path, "weeks"), f"weeks {weeks} go beyond the roadmap; end by week {last}")
    for milestone in milestones:
        week = milestone.fields.get("week")
        if last and isinstance(week, int) and week > last:
            yield Broken((*milestone.path, "week"), f"week {week} is beyond the roadmap; its last week is {last}")


def _once(key: str, entries: list[Entry], where: Where, remedy: str) -> Iterator[Broken]:
    """No two rows may have the same value of a key."""
    first: dict[str | int, Path] = {}
    for entry in entries:
        value = entry.fields.get(key)
        if not isinstance(value, str | int):
            continue
        if value in first:
            yield Broken((*entry.path, key), f"{key} {shown(str(value))} is already in {where(first[value])}; {remedy}")
        first.setdefault(value, (*entry.path, key))


def _focus_phase(data: Mapping[str, object], phases: list[Entry]) -> Iterator[Broken]:
    wanted = data.get("focus_phase")
    known = [phase.fields.get("id") for phase in phases]
    if isinstance(wanted, str) and known and wanted not in known:
        told = f"focus_phase '{shown(wanted)}' is no phase; write the id of one, such as {shown(str(known[0]))}"
        yield Broken(("focus_phase",), told)
