"""Study days of one's own: from which Monday they hold, and what is said of them (§2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.study.choices import OwnDays
from bot.study.days import week_of
from bot.study.member import Where
from bot.study.pausing import MOST_TOUCHED, touched_weeks
from bot.study.progress import Progress


def own_days_from(progress: Progress, weekdays: Sequence[int]) -> OwnDays:
    """Own study days from the next Monday on, or from this one while the plan has not begun; none: the rhythm's."""
    this_monday = week_of(progress.today)
    monday = this_monday if progress.plan.starts_on > progress.today else this_monday + timedelta(weeks=1)
    days = tuple(sorted(set(weekdays)))
    return OwnDays(monday, () if days == tuple(sorted(progress.edition.days_in(monday))) else days)


def is_within_breaks(progress: Progress, own: OwnDays) -> bool:
    """Whether with these days the breaks still touch no more weeks than a roadmap allows (§3)."""
    later = tuple(other for other in progress.record.own_days if other.monday != own.monday)
    after = touched_weeks(replace(progress.plan, own_days=(*later, own)))
    return len(after) <= max(MOST_TOUCHED, len(touched_weeks(progress.plan)))


@dataclass(frozen=True, slots=True)
class Calls:
    """How many follow a channel's posts, how many of them have none of its days, and the days that newcomers have."""

    followers: int
    missed: int
    newcomers_days: tuple[int, ...]
    posts: tuple[int, ...]

    @property
    def reach_newcomers(self) -> bool:
        """Whether a post comes on a day of those who join and choose none of their own."""
        return not set(self.newcomers_days).isdisjoint(self.posts)


def is_never_called(progress: Progress, posts: Sequence[int]) -> bool:
    """Whether the channel's posts, on these weekdays, come on none of a member's study days from next week on (§2)."""
    later = week_of(progress.today) + timedelta(weeks=1)
    return progress.member.where is Where.CHANNEL and set(progress.plan.weekdays(later)).isdisjoint(posts)


def coming_days(progress: Progress) -> tuple[tuple[int, ...], date] | None:
    """Study days that hold from a later Monday, with that Monday; None when nothing is about to change."""
    this_monday = week_of(progress.today)
    later = this_monday + timedelta(weeks=1)
    now, then = progress.plan.weekdays(this_monday), progress.plan.weekdays(later)
    return (then, later) if set(now) != set(then) else None
