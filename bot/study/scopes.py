"""Which weeks a scope takes in, and what it comes to when the roadmap's versions move what it names (§1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.roadmap.versions import Edition, Skeleton
from bot.study.choices import WHOLE, Choice, Scope


@dataclass(frozen=True, slots=True)
class Walked:
    """What lies behind on a Monday: whole blocks (and free stretches), and how many weeks of each were walked."""

    over: frozenset[str]
    weeks: Counter[str]


def weeks_of(skeleton: Skeleton, scope: Scope) -> Sequence[int]:
    """The numbers of the weeks in scope, in order."""
    phase, project = skeleton.phase(scope.phase), skeleton.project(scope.project)
    if scope == WHOLE:
        return range(1, skeleton.total_weeks + 1)
    if not scope.is_focus:
        return range(phase.first, skeleton.total_weeks + 1) if phase else ()
    spans = (span for span in (phase, project) if span)
    return sorted({week for span in spans for week in range(span.first, span.last + 1)})


def scope_of(edition: Edition, choice: Choice, walked: Walked) -> tuple[Scope, frozenset[str]]:
    """What a scope comes to in a choice's version, carried through those since it was chosen; and what is waived."""
    first = edition.numbered(choice.scoped_in)
    scope, waived, old = choice.scope, frozenset[str](), first
    for version in (first, *(one for one in edition.holding if first.number < one.number <= choice.version)):
        scope, waived = carried(choice.scope, scope, waived, version.skeleton, old.skeleton, walked)
        old = version
    if old.number != choice.version:
        own = edition.numbered(choice.version)
        scope, waived = carried(choice.scope, scope, waived, own.skeleton, old.skeleton, walked)
    return scope, waived


def carried(
    chosen: Scope, last: Scope, waived: frozenset[str], skeleton: Skeleton, old: Skeleton, walked: Walked
) -> tuple[Scope, frozenset[str]]:
    """What a chosen scope comes to in a version, and which blocks stay waived (§1: scope that has gone).

    `last` is what it came to in the version before, `old`.
    """
    for scope in (chosen, last):
        phase, project = skeleton.phase(scope.phase), skeleton.project(scope.project)
        if scope.is_focus and (phase or project):
            return Scope(phase.id if phase else None, project.id if project else _NO_PROJECT), waived
        if not scope.is_focus and phase:
            return scope, waived | {block.id for block in skeleton.blocks if block.last < phase.first}
    if WHOLE in (chosen, last):
        return WHOLE, waived
    if not last.is_focus and (behind := _first_behind(last.phase, old, skeleton)):
        return carried(Scope(behind), Scope(behind), waived, skeleton, old, walked)
    return WHOLE, waived | _before_the_place(last, old, skeleton, walked)


_NO_PROJECT = ""
"""A focus whose project has gone is still one: on its phase alone."""


def _first_behind(phase: str | None, old: Skeleton, new: Skeleton) -> str | None:
    """The first phase behind one that has gone which is still there."""
    order = [span.id for span in old.phases]
    later = order[order.index(phase) + 1 :] if phase in order else []
    return next((one for one in later if new.phase(one)), None)


def _before_the_place(scope: Scope, old: Skeleton, new: Skeleton, walked: Walked) -> frozenset[str]:
    """The blocks before the place behind the last block walked, or before a scope that was not begun."""
    walked_at = [old.place[key] for key in walked.weeks if key in old.place]
    inside = [old.place[key] for week in weeks_of(old, scope) if (key := old.weeks[week - 1].block)]
    last = max(walked_at) if walked_at else min(inside, default=0) - 1
    behind = {block.id for block in old.blocks[last + 1 :]}
    known = [at for at, block in enumerate(new.blocks) if block.id in old.place]
    at = next((at for at in known if new.blocks[at].id in behind), max(known, default=-1) + 1)
    return frozenset(block.id for block in new.blocks[:at])
