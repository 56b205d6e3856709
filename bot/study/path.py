"""From what a member chose and the roadmap's versions to the weeks they walk (§1, §3). Integers only.

A segment spreads a path of roadmap weeks over calendar weeks. Each choice begins one, and so does each version that
changes what lies ahead; nothing ever touches an earlier one, so the past stays as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.roadmap.versions import Edition, PathWeek, Skeleton, Version
from bot.study.choices import Choice, Scope
from bot.study.scopes import Walked, carried, scope_of, weeks_of
from bot.study.segments import Segment

MANY_HOURS = 10
"""More hours a week than these are never planned without asking."""

Steps = Callable[[date, date], int]
"""How many unpaused weeks lie between two Mondays."""


def segments_of(edition: Edition, choices: Sequence[Choice], steps: Steps) -> tuple[Segment, ...]:
    """The segments of a plan, by start. At least one choice is needed; the first one begins the plan."""
    found: list[Segment] = []
    by_monday = {choice.monday: choice for choice in choices}
    edits = {version.monday: version for version in edition.holding if version.monday >= min(by_monday)}
    for monday in sorted({*by_monday, *edits}):
        if choice := by_monday.get(monday):
            _begin(found, _chosen(edition, choice, found, steps))
            for version in _since(edition, choice):
                _begin(found, _after_edit(found, version, monday, steps, has_begun=False))
        if (version := edits.get(monday)) and version.number > found[-1].version.number:
            _begin(found, _after_edit(found, version, monday, steps, has_begun=True))
    return tuple(found)


def _since(edition: Edition, choice: Choice) -> Sequence[Version]:
    """The version that came between a choice and its Monday, if any: a plan that has yet to begin."""
    newer = [one for one in edition.holding if one.number > choice.version and one.monday < choice.monday]
    return newer[-1:]


def _begin(found: list[Segment], segment: Segment) -> None:
    """Add a segment; one from the same Monday gives way to it."""
    if found and found[-1].starts_on == segment.starts_on:
        found.pop()
    found.append(segment)


def _walked(found: Sequence[Segment], monday: date, steps: Steps) -> Walked:
    """What was walked before a Monday; what comes again by a choice has not been walked since."""
    over: set[str] = set()
    weeks: Counter[str] = Counter()
    for number, segment in enumerate(found):
        for block in segment.choice.again if segment.starts_on == segment.choice.monday else ():
            over.discard(block)
            weeks.pop(block, None)
        ends = found[number + 1].starts_on if number + 1 < len(found) else monday
        at = segment.position(steps(segment.starts_on, ends))
        behind, ahead = segment.path[:at], {week.key for week in segment.path[at:]}
        weeks.update(week.key for week in behind)
        over = (over | {week.key for week in behind}) - ahead
    return Walked(frozenset(over), weeks)


def _under_way(found: Sequence[Segment], monday: date, steps: Steps) -> str | None:
    """What a week's Monday found under way, by what held before it."""
    if not found:
        return None
    at = found[-1].position(steps(found[-1].starts_on, monday))
    return found[-1].path[at].key if at < len(found[-1].path) else None


# ---- a choice begins a segment


def _chosen(edition: Edition, choice: Choice, found: Sequence[Segment], steps: Steps) -> Segment:
    """The segment that a choice begins, in the version that its maker had before them."""
    version = edition.numbered(choice.version)
    walked = _walked(found, choice.monday, steps)
    scope, waived = scope_of(edition, choice, walked)
    path = _ahead(version.skeleton, scope, waived, walked, frozenset(choice.again))
    before = found[-1].choice if found else None
    is_same_scope = before and (before.scope, before.scoped_in) == (choice.scope, choice.scoped_in)
    if is_same_scope and not choice.again:
        path = _first(_under_way(found, choice.monday, steps), path)
    if choice.pace.weeks is None or not path:
        return Segment(choice.monday, choice, version, scope, waived, (), 0, path)
    # A finish date may also be later than written; a named pace is never slower.
    weeks = min(choice.pace.weeks, len(path)) if choice.pace.name else choice.pace.weeks
    return Segment(choice.monday, choice, version, scope, waived, path, weeks)


def _ahead(
    skeleton: Skeleton, scope: Scope, waived: frozenset[str], walked: Walked, again: frozenset[str]
) -> tuple[PathWeek, ...]:
    """The weeks in scope that were not walked, in the roadmap's order; a free week only before a block of them."""
    inside = [skeleton.weeks[week - 1] for week in weeks_of(skeleton, scope)]
    to_come = Counter(week.key for week in inside)
    left = {key: n if key in again else max(1, n - walked.weeks[key]) for key, n in to_come.items()}
    found: list[PathWeek] = []
    free: list[PathWeek] = []
    for week in inside:
        is_left = to_come[week.key] <= left[week.key]
        to_come[week.key] -= 1
        if week.key in waived or (week.key in walked.over and week.key not in again):
            free = []
        elif week.block is None:
            free = [*free, week] if is_left else free
        elif is_left:
            found += [*free, week]
            free = []
    return tuple(found)


def _first(key: str | None, path: Sequence[PathWeek]) -> tuple[PathWeek, ...]:
    """A path that begins with what is under way."""
    return (*(week for week in path if week.key == key), *(week for week in path if week.key != key))


# ---- a version goes on where one stood


def _after_edit(found: Sequence[Segment], version: Version, monday: date, steps: Steps, *, has_begun: bool) -> Segment:
    """The segment as it goes on in a new version: what is under way first, then what was not walked (§1)."""
    before, walked, skeleton = found[-1], _walked(found, monday, steps), version.skeleton
    step = steps(before.starts_on, monday)
    at = before.position(step)
    scope, waived = carried(before.choice.scope, before.scope, before.waived, skeleton, before.version.skeleton, walked)
    under_way = _under_way(found, monday, steps) if has_begun else None
    path = _first(under_way, _ahead(skeleton, scope, waived, walked, frozenset()))
    old, path = before.path[at:], _without_new_gaps(path, before)
    if [week.key for week in path] == [week.key for week in old]:
        return before.under(version, scope, waived, before.path[:at] + path)
    ahead = Segment(monday, before.choice, version, scope, waived, (), 0, path)
    weeks = before.steps - step
    if before.choice.pace.weeks is None or not path:
        return ahead
    if weeks >= 1 and not _is_too_much(path, weeks):
        return replace(ahead, spread=path, weeks=weeks, tail=())
    known, new = _told_apart(path, old)
    if step <= before.steps and [week.key for week in known] == [week.key for week in old]:
        return before.under(version, scope, waived, (*before.path[:at], *known, *new))
    return replace(ahead, spread=known, weeks=weeks, tail=new) if known else ahead


def _without_new_gaps(path: Sequence[PathWeek], before: Segment) -> tuple[PathWeek, ...]:
    """A free week behind a block that was walked is not made up for, if it was not on the way before."""
    ahead, on_the_way = {week.key for week in path}, {week.key for week in before.path}
    return tuple(week for week in path if week.block or week.key in on_the_way or week.key[1:] in ahead)


def _is_too_much(path: Sequence[PathWeek], weeks: int) -> bool:
    """Whether so many calendar weeks would make more than ten hours of the fullest one, and more than as written."""
    return len(path) > weeks and max(week.minutes for week in path) * len(path) > MANY_HOURS * 60 * weeks


def _told_apart(path: Sequence[PathWeek], old: Sequence[PathWeek]) -> tuple[tuple[PathWeek, ...], tuple[PathWeek, ...]]:
    """The weeks that lay ahead before, and those that are new."""
    room = Counter(week.key for week in old)
    known: list[PathWeek] = []
    new: list[PathWeek] = []
    for week in path:
        (known if room[week.key] > 0 else new).append(week)
        room[week.key] -= 1
    blocks = [at for at, week in enumerate(new) if week.block]
    return tuple(known), tuple(new[: blocks[-1] + 1] if blocks else ())  # a free week at the end is none
