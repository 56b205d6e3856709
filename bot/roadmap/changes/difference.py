"""What a new version changes, by stable ids: the diff that an admin reads before anything is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.roadmap.changes.parts import Piece, pieces_of
from bot.roadmap.counting import counted
from bot.roadmap.faults import shown
from bot.roadmap.model import Block, Phase, Roadmap

MOST_LINES = 10
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of a roadmap, told apart."""

    added: tuple[Piece, ...]
    reworded: tuple[tuple[Piece, Piece], ...]
    moved: tuple[tuple[Piece, Piece], ...]
    removed: tuple[Piece, ...]
    beside: tuple[str, ...]
    """What changes beside tasks: titles, weeks, links, study days, in sentences."""
    before: int
    """How many tasks and checkpoint items there were."""

    @property
    def none(self) -> bool:
        """Whether nothing changes at all."""
        return not (self.added or self.reworded or self.moved or self.removed or self.beside)

    @property
    def another(self) -> bool:
        """Whether so little is found again that this is hardly the same roadmap."""
        return (self.before - len(self.removed)) * 2 < self.before


def difference(before: Roadmap, after: Roadmap) -> Difference:
    """What `after` changes; both carry stable ids."""
    olds, news = ({piece.id: piece for piece in pieces_of(roadmap)} for roadmap in (before, after))
    places = dict(_places(before)), dict(_places(after))
    both = [(olds[name], news[name]) for name in news if name in olds]
    return Difference(
        added=tuple(piece for name, piece in news.items() if name not in olds),
        reworded=tuple((old, new) for old, new in both if old.text != new.text),
        moved=tuple((old, new) for old, new in both if places[0][old.id] != places[1][new.id]),
        removed=tuple(piece for name, piece in olds.items() if name not in news),
        beside=tuple(_beside(before, after, both)),
        before=len(olds),
    )


def lines(found: Difference, ticks: Mapping[str, int] | None = None, most: int = MOST_LINES) -> list[str]:
    """The diff as people read it: counts first, then at most so many lines of each kind.

    `ticks` says how many members have ticked what is removed; those ticks go out of sight.
    """
    if found.none:
        return ["No change."]
    told = [another(found)] if found.another else []
    told.append(counts(found, ticks))
    told += _some([f"+ {_said(one.text)}" for one in found.added], most)
    told += _some([f"~ {_said(old.text)} → {_said(new.text)}" for old, new in found.reworded], most)
    told += _some([f"→ {_said(new.text)}: {_place(old)} → {_place(new)}" for old, new in found.moved], most)
    told += _some([f"- {_said(one.text)}{_ticked(one, ticks)}" for one in found.removed], most)
    return told + _some([f"· {sentence}" for sentence in found.beside], most)


def another(found: Difference) -> str:
    """What is said of a file in which less than half of the old tasks are found."""
    return f"This looks like another roadmap: {len(found.removed):,} of {found.before:,} tasks are not in it."


def counts(found: Difference, ticks: Mapping[str, int] | None = None) -> str:
    """How much changes: "3 added, 1 reworded, 2 removed (14 ticks go out of sight)"."""
    kinds = (("added", found.added), ("reworded", found.reworded), ("moved", found.moved), ("removed", found.removed))
    told = [f"{len(pieces):,} {kind}" for kind, pieces in kinds if pieces]
    hidden = sum((ticks or {}).get(one.id, 0) for one in found.removed)
    if hidden:
        told[-1] += counted(hidden, " ({} tick goes out of sight)", " ({} ticks go out of sight)")
    return f"{', '.join(told)}." if told else "No task changes."


def _some(told: Sequence[str], most: int) -> list[str]:
    more = len(told) - most
    return [*told[:most], *([f"  and {more:,} more"] if more > 0 else [])]


def _ticked(one: Piece, ticks: Mapping[str, int] | None) -> str:
    many = (ticks or {}).get(one.id, 0)
    return counted(many, " ({} tick)", " ({} ticks)") if many else ""


def _said(text: str) -> str:
    return shown(text, _LONGEST)


def _place(one: Piece) -> str:
    return _said(one.block if one.block == one.phase else f"{one.phase} · {one.block}")


def _places(roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    for phase in roadmap.phases:
        yield from ((task.id, block.id) for block in phase.blocks for task in block.tasks)
        yield from (
            (item.id, f"{phase.id} checkpoint") for item in (phase.checkpoint.items if phase.checkpoint else ())
        )


# --- beside the tasks


def _beside(before: Roadmap, after: Roadmap, both: Sequence[tuple[Piece, Piece]]) -> Iterator[str]:
    if before.title != after.title:
        yield f"title: {_said(before.title)} → {_said(after.title)}"
    if before.weeks_total != after.weeks_total:
        yield f"length: {before.weeks_total} → {after.weeks_total} weeks"
    yield from _parts("phase", before.phases, after.phases)
    yield from _parts("block", before.blocks, after.blocks)
    for old, new in both:
        if old.link != new.link:
            yield f"{_said(new.text)}: {'another link' if new.link else 'no link'}"
    for key in Roadmap.model_fields:
        if key not in ("title", "phases") and getattr(before, key) != getattr(after, key):
            yield f"{key.replace('_', ' ')} changed"


def _parts(kind: str, olds: Sequence[Phase | Block], news: Sequence[Phase | Block]) -> Iterator[str]:
    known = {old.id: old for old in olds}
    for new in news:
        old = known.pop(new.id, None)
        if old is None:
            yield f"a new {kind}: {_said(new.title)} (weeks {new.weeks})"
            continue
        if old.title != new.title:
            yield f"{kind} {_said(old.title)} → {_said(new.title)}"
        if old.weeks != new.weeks:
            yield f"{kind} {_said(new.title)}: weeks {old.weeks} → {new.weeks}"
        yield from _inside(kind, old, new)
    yield from (f"{kind} {_said(old.title)} is gone" for old in known.values())


def _inside(kind: str, old: Phase | Block, new: Phase | Block) -> Iterator[str]:
    fields = [name for name in type(new).model_fields if name not in ("id", "title", "weeks", "blocks", "tasks")]
    for name in fields:
        was, now = getattr(old, name, None), getattr(new, name, None)
        if name == "checkpoint":
            was, now = (one.title if one else None for one in (was, now))
        if was != now:
            yield f"{kind} {_said(new.title)}: {name} changed"
    ordered = [_order(old), _order(new)]
    common = set(ordered[0]) & set(ordered[1])
    if [name for name in ordered[0] if name in common] != [name for name in ordered[1] if name in common]:
        yield f"{kind} {_said(new.title)}: another order"


def _order(part: Phase | Block) -> list[str]:
    if isinstance(part, Block):
        return [task.id for task in part.tasks]
    items = part.checkpoint.items if part.checkpoint else ()
    return [one.id for one in (*part.blocks, *items)]
