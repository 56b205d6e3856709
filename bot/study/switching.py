"""Which roadmap a member walks in which week: one at a time, and a week belongs to that of its Monday (§9).

A roadmap that is left is parked: the weeks that are walked elsewhere don't count for it, as those of a pause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.study.days import first_monday, week_of, weeks_between

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Switch:
    """From a Monday on, weeks belong to this roadmap."""

    monday: date
    roadmap_id: int


def walked_in(switches: Sequence[Switch], monday: date, only: int) -> int:
    """The roadmap to which a week belongs, by its Monday; `only` is that of a member who never switched."""
    if not switches:
        return only
    before = [switch for switch in switches if switch.monday <= monday]
    return (before[-1] if before else switches[0]).roadmap_id


def parked_weeks(switches: Sequence[Switch], roadmap_id: int, starts_on: date, today: date) -> tuple[date, ...]:
    """The Mondays of the weeks, since its start, that belong to others: up to this week while it is parked itself."""
    if not switches:
        return ()
    goes_on = switches[-1].monday if switches[-1].roadmap_id == roadmap_id else week_of(today) + _WEEK
    weeks = weeks_between(starts_on, goes_on - _WEEK) if goes_on > starts_on else ()
    return tuple(monday for monday in weeks if walked_in(switches, monday, roadmap_id) != roadmap_id)


def holds_from(today: date, starts_on: date) -> date:
    """The Monday from which a switch holds that is made today: this week stays with the roadmap that is left.

    It goes along only on its Monday, or where the plan that is left began in it or has yet to begin.
    """
    monday = week_of(today)
    if starts_on >= monday:
        return first_monday(today)
    return monday if today == monday else monday + _WEEK


def after_switch(switches: Sequence[Switch], left: Switch, to: Switch) -> tuple[Switch, ...]:
    """All switches once more, with one that is made now; `left` is the roadmap that is left, since its start.

    Switching back before it holds leaves no trace.
    """
    kept = [switch for switch in switches or (left,) if switch.monday < to.monday]
    if kept and kept[-1].roadmap_id == to.roadmap_id:
        return tuple(kept)
    return (*kept, to)
