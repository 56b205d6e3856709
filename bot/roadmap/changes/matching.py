"""Which tasks of a new version are those of the version before: matched first, so that ids are only made for the rest.

An id never goes to another task. Where two tasks may be one, the new one gets a new id, and the question is asked.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.roadmap.changes.likeness import Near, near
from bot.roadmap.changes.parts import Key, Piece

Pair = tuple[Piece, Piece]
_MOST_COMPARED = 2_000_000


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found: the old piece of each new one, what comes back, and what is only likely."""

    old: dict[Piece, Piece]
    """By new piece."""
    returned: dict[Piece, Piece]
    """Pieces that had been removed, by new piece."""
    questions: tuple[Near, ...]


def matches(
    olds: Sequence[Piece], news: Sequence[Piece], given: frozenset[str], removed: Sequence[Piece] = ()
) -> Matches:
    """Match two versions, each step among what is left; `given` are the ids that stand in the new file itself."""
    left = _Left(olds, news)
    left.take(_by_id(left.olds, left.news, given))
    left.news = [new for new in left.news if new.id not in given]
    left.take(_same_place(left.olds, left.news, lambda one: (one.section, one.words)))
    renamed = renamed_sections(left.olds, left.news)
    left.take(_same_place(left.olds, left.news, lambda one: (renamed.get(one.section, one.section), one.words)))
    left.take(_renumbered(left, renamed))
    left.take(_once(left, lambda one: one.words))
    left.take(_once(left, lambda one: one.bare, among=(olds, news)))
    back = dict(_come_back(news, left.news, removed, given, {old.id for old in olds}))
    left.news = [new for new in left.news if new not in back]
    left.take(_once(left, lambda one: one.link, among=(olds, news)))
    likely = near(left.olds, left.news, [*olds, *news])
    left.take((one.old, one.new) for one in likely if one.sure)
    return Matches(left.found, back, tuple(one for one in likely if not one.sure))


class _Left:
    """What is not matched yet."""

    def __init__(self, olds: Sequence[Piece], news: Sequence[Piece]) -> None:
        self.olds = list(olds)
        self.news = list(news)
        self.found: dict[Piece, Piece] = {}

    def take(self, pairs: Iterable[Pair]) -> None:
        """Put pairs aside."""
        fresh = {new: old for old, new in pairs}
        gone = set(fresh.values())
        self.found |= fresh
        self.olds = [old for old in self.olds if old not in gone]
        self.news = [new for new in self.news if new not in fresh]


def _by_id(olds: Sequence[Piece], news: Sequence[Piece], given: frozenset[str]) -> Iterator[Pair]:
    known = {old.id: old for old in olds}
    yield from ((known[new.id], new) for new in news if new.id in given and new.id in known)


def _same_place(olds: Sequence[Piece], news: Sequence[Piece], key: Callable[[Piece], object]) -> list[Pair]:
    """The same words in the same section: longest runs first, then in order."""
    before, after = [(old.kind, key(old)) for old in olds], [(new.kind, key(new)) for new in news]
    many = Counter(before)
    found: list[Pair] = []
    if sum(many[one] for one in after) <= _MOST_COMPARED:
        runs = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        found = [(olds[run.a + at], news[run.b + at]) for run in runs for at in range(run.size)]
    gone = {piece for pair in found for piece in pair}
    waiting: defaultdict[object, list[Piece]] = defaultdict(list)
    for old, one in zip(olds, before, strict=True):
        if old not in gone:
            waiting[one].append(old)
    for new, one in zip(news, after, strict=True):
        if new not in gone and waiting[one]:
            found.append((waiting[one].pop(0), new))
    return found


def renamed_sections(olds: Sequence[Piece], news: Sequence[Piece]) -> dict[Key, Key]:
    """Old sections that go by another name now, by what most of their words have become."""
    after: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
    before: defaultdict[Key, Counter[Key]] = defaultdict(Counter)
    for pieces, sections in ((olds, before), (news, after)):
        for one in pieces:
            sections[one.section][one.words] += 1
    where: defaultdict[Key, list[Key]] = defaultdict(list)
    for section, words in after.items():
        for one in words:
            where[one].append(section)
    found: dict[Key, Key] = {}
    for section, words in before.items():
        shared: Counter[Key] = Counter()
        for one, times in words.items():
            for other in where[one]:
                shared[other] += min(times, after[other][one])
        best = shared.most_common(2)
        if best and (len(best) == 1 or best[0][1] > best[1][1]):
            target, count = best[0]
            alike = count * 2 > max(words.total(), after[target].total())
            if alike and target not in before and section not in after and target not in found.values():
                found[section] = target
    return found


def _renumbered(left: _Left, renamed: dict[Key, Key]) -> list[Pair]:
    """The same words in the same section behind another number: "3. Read" that became "4. Read".

    Only where a group of equal words is as large as before and none of it kept its number: else it may be another one.
    """
    groups: defaultdict[object, tuple[list[Piece], list[Piece]]] = defaultdict(lambda: ([], []))
    for side, pieces in enumerate((left.olds, left.news)):
        for one in pieces:
            section = one.section if side else renamed.get(one.section, one.section)
            groups[one.kind, section, one.bare][side].append(one)
    kept = {(new.kind, new.section, new.bare) for new in left.found}
    return [
        pair
        for key, (olds, news) in groups.items()
        if len(olds) == len(news) and key not in kept
        for pair in zip(olds, news, strict=True)
    ]


def _once(
    left: _Left,
    key: Callable[[Piece], object],
    among: tuple[Sequence[Piece], Sequence[Piece]] | None = None,
) -> list[Pair]:
    """What is met once on each side, anywhere: moved, or with the same link."""
    olds, news = among or (left.olds, left.news)
    before, after = (Counter((one.kind, key(one)) for one in side) for side in (olds, news))
    known = {(old.kind, key(old)): old for old in left.olds if key(old)}
    return [
        (known[one], new)
        for new in left.news
        if (one := (new.kind, key(new))) in known and before[one] == 1 and after[one] == 1
    ]


def _come_back(
    everything: Sequence[Piece],
    news: Sequence[Piece],
    removed: Sequence[Piece],
    given: frozenset[str],
    present: set[str],
) -> Iterator[Pair]:
    """Removed pieces that return: by their id in the file, or with the same words in the same section."""
    gone = {one.id: one for one in removed if one.id not in present}
    for new in everything:
        if new.id in given and new.id in gone:
            yield new, gone.pop(new.id)
    words: dict[object, Piece] = {}
    for one in gone.values():
        words.setdefault((one.kind, one.section, one.words), one)
    for new in news:
        if old := words.pop((new.kind, new.section, new.words), None):
            yield new, old
