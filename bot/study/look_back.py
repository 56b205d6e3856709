"""A server's week by roadmap and by cohort: sums that tell nobody's week, also when subtracted (§12)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.roadmap import Roadmap
from bot.study.cohorts import Cohort
from bot.study.group import FEWEST_ACTIVE, GroupWeek, MemberWeek, summed

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Studied:
    """What an active member did in a week, the roadmap they walk, and the cohort in which they walk it."""

    roadmap_id: int
    roadmap: Roadmap
    cohort: Cohort | None
    week: MemberWeek


@dataclass(frozen=True, slots=True)
class WeekPart:
    """The week of those on a roadmap, or of a cohort on it."""

    roadmap: Roadmap
    cohort: Cohort | None
    week: GroupWeek


def parts_of_week(studied: Sequence[Studied], today: date) -> tuple[WeekPart, ...]:
    """The week by roadmap, where there are several, and by cohort, as far as that tells nobody's week."""
    by_roadmap = _grouped(studied, lambda one: one.roadmap_id)
    shown = safe_to_show({key: len(group) for key, group in by_roadmap.items()}, by_roadmap)
    found: list[WeekPart] = []
    for roadmap_id in shown:
        group = by_roadmap[roadmap_id]
        if len(by_roadmap) > 1:
            found += _part(group, None, today)
        by_cohort = _grouped(group, lambda one: one.cohort.number if one.cohort else None)
        cohorts = (number for number in by_cohort if number is not None)
        for number in safe_to_show({key: len(some) for key, some in by_cohort.items()}, cohorts):
            found += _part(by_cohort[number], by_cohort[number][0].cohort, today)
    return tuple(found)


def safe_to_show(sizes: dict[_Key, int], named: Iterable[_Key]) -> list[_Key]:
    """Which parts of a whole may be told beside it, the largest first: each has three, and so has what is not told."""
    shown = sorted((key for key in named if sizes[key] >= FEWEST_ACTIVE), key=lambda key: -sizes[key])
    while shown and 0 < sum(sizes.values()) - sum(sizes[key] for key in shown) < FEWEST_ACTIVE:
        shown.pop()
    return shown


def _part(group: Sequence[Studied], cohort: Cohort | None, today: date) -> list[WeekPart]:
    week = summed([one.week for one in group], today)
    return [WeekPart(group[0].roadmap, cohort, week)] if week else []


def _grouped(studied: Iterable[Studied], key: Callable[[Studied], _Key]) -> dict[_Key, list[Studied]]:
    found: dict[_Key, list[Studied]] = {}
    for one in studied:
        found.setdefault(key(one), []).append(one)
    return found
