"""A new version takes over the ids of the one before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.roadmap.changes.ids import Names, same
from bot.roadmap.changes.likeness import Near
from bot.roadmap.changes.matching import Matches, matches
from bot.roadmap.changes.parts import Piece, pieces_of
from bot.roadmap.files.checklist.labels import task_label
from bot.roadmap.model import Block, Phase, Roadmap

_Held = Block | Phase


@dataclass(frozen=True, slots=True)
class Continued:
    """A new version with the ids of the one before, and what could not be decided."""

    roadmap: Roadmap
    questions: tuple[Near, ...]
    """Pairs that may be one task; the new one has a new id, and takes the old one if the answer is yes."""
    returned: frozenset[str]
    """Ids of what had been removed and is back."""
    ids: Mapping[str, str]
    """What became of the ids that were made from words alone."""


class NotTheSame(ValueError):
    """Two ids that were said to be one task, and cannot be."""


def go_on_from(
    before: Roadmap,
    new: Roadmap,
    given: frozenset[str] = frozenset(),
    removed: Sequence[Piece] = (),
    answers: Mapping[str, str] | None = None,
    retired: frozenset[str] = frozenset(),
) -> Continued:
    """The new version with the old ids where its tasks are the old ones.

    `given` are the ids that stand in the new file itself; `removed` is what earlier versions had: it comes back with
    its id, and its ids go to nothing else; nor do those in `retired`. `answers` says which old id is which new one
    (NotTheSame if it can't be).
    """
    olds, news = list(pieces_of(before)), list(pieces_of(new))
    found = matches(olds, news, given, removed)
    used = [part.id for part in (*before.projects, *before.milestones, *new.projects, *new.milestones)]
    taken = {part.id for part in (*before.phases, *before.blocks)} | {one.id for one in (*olds, *removed)}
    names = Names((*taken, *used, *given, *retired))
    ids: dict[str, str] = {}
    for one in news:
        ids[one.id] = _id_of(one, found, given, names)
    for old, name in (answers or {}).items():
        _answer(ids, old, name, olds, news)
    phases = _matched(before.phases, new.phases, ids, given)
    blocks = _matched(before.blocks, new.blocks, ids, given)
    ids |= _renamed(new.phases, phases, given, names)
    ids |= _renamed(new.blocks, blocks, given, names)
    questions = tuple(
        Near(one.old, _with_id(one.new, ids[one.new.id]), one.likeness, sure=False)
        for one in found.questions
        if one.old.id not in (answers or {})
    )
    return Continued(_with_ids(new, ids), questions, frozenset(old.id for old in found.returned.values()), ids)


def _id_of(one: Piece, found: Matches, given: frozenset[str], names: Names) -> str:
    known = found.old.get(one) or found.returned.get(one)
    if known:
        return known.id
    if one.id in given or names.take(one.id):
        return one.id
    return names.made(task_label(one.text)[1] or one.text, (one.block, one.phase))


def _answer(ids: dict[str, str], old: str, name: str, olds: Sequence[Piece], news: Sequence[Piece]) -> None:
    """Let a new task take the id of an old one that nothing else has taken."""
    was = next((one for one in olds if one.id == old), None)
    now = next((one for one in news if ids[one.id] == name), None)
    if was is None or old in ids.values():
        raise NotTheSame(f"{old} is no task that is gone; write --same OLD=NEW with the id of one that is removed.")
    if now is None or name in {one.id for one in olds} or now.kind != was.kind:
        raise NotTheSame(f"{name} is no task that is new; write --same OLD=NEW with the id of one that is added.")
    ids[now.id] = old


def _matched(
    olds: Sequence[_Held], news: Sequence[_Held], ids: Mapping[str, str], given: frozenset[str]
) -> dict[str, str]:
    """The old block or phase of each new one: its id in the file, then most of what it holds, then its title."""
    left = {old.id: old for old in olds}
    found = {new.id: new.id for new in news if new.id in given and left.pop(new.id, None)}
    held = {old.id: set(_inside(old)) for old in olds}
    for new in news:
        if new.id in found or new.id in given:
            continue
        own = [ids[name] for name in _inside(new)]
        shared = Counter({old: len(held[old] & set(own)) for old in left})
        best = shared.most_common(1)
        if best and best[0][1] * 2 > max(len(own), len(held[best[0][0]])):
            found[new.id] = best[0][0]
            del left[best[0][0]]
    for new in news:
        alike = next((old for old in left.values() if same(old.title) == same(new.title)), None)
        if new.id not in found and new.id not in given and alike:
            found[new.id] = alike.id
            del left[alike.id]
    return found


def _inside(part: _Held) -> list[str]:
    if isinstance(part, Block):
        return [task.id for task in part.tasks]
    items = part.checkpoint.items if part.checkpoint else ()
    return [one.id for one in (*(task for block in part.blocks for task in block.tasks), *items)]


def _renamed(news: Iterable[_Held], found: Mapping[str, str], given: frozenset[str], names: Names) -> dict[str, str]:
    """An id for each: its old one, or a new one that was never given."""
    ids: dict[str, str] = {}
    for new in news:
        if new.id in found:
            ids[new.id] = found[new.id]
        else:
            ids[new.id] = new.id if new.id in given or names.take(new.id) else names.made(new.title)
    return ids


def _with_id(one: Piece, name: str) -> Piece:
    return replace(one, id=name)


def _with_ids(roadmap: Roadmap, ids: Mapping[str, str]) -> Roadmap:
    """The roadmap with its parts renamed."""
    data = roadmap.model_dump()
    for phase in data["phases"]:
        checkpoint = phase["checkpoint"] or {"items": ()}
        tasks = [task for block in phase["blocks"] for task in block["tasks"]]
        for part in (phase, *phase["blocks"], *tasks, *checkpoint["items"]):
            part["id"] = ids[part["id"]]
    focus = data["focus_phase"]
    data["focus_phase"] = ids.get(focus, focus)
    return Roadmap.model_validate(data)
