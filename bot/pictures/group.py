"""The week in the server: what all did together, as sums (product §8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.pictures.labels import span
from bot.study.days import WEEKDAYS
from bot.study.group import GroupWeek
from bot.study.words import counted


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """What the picture of a server's week shows."""

    week: GroupWeek

    def words(self) -> str:
        """The same in words."""
        week = self.week
        days = ", ".join(
            f"{name} {number}"
            for name, number, day in zip(WEEKDAYS, week.days, range(7), strict=True)
            if week.monday + timedelta(days=day) <= week.today
        )
        return (
            f"The week in this server, {span(week.monday, week.monday + timedelta(days=6))}: "
            f"{counted(week.active, 'member')} studied. Members by day: {days}. "
            f"{counted(week.tasks, 'task')} done, {counted(week.checkpoints, 'checkpoint')} passed, "
            f"{counted(week.chains, 'chain')} kept so far."
        )
