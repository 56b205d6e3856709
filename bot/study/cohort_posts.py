"""The posts with which a cohort starts and ends (§12): which are due on a day, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.roadmap.versions import Edition
from bot.study.choices import Choice
from bot.study.cohorts import Cohort
from bot.study.deliveries import COHORT_END, COHORT_START
from bot.study.group import FEWEST_ACTIVE, Together
from bot.study.plan import Plan, plan_of


@dataclass(frozen=True, slots=True)
class CohortPost:
    """That a cohort starts or ends, to all in a server: nobody is named."""

    kind: str
    cohort: Cohort
    edition: Edition
    together: Together
    """What its members did, from its Monday on."""

    @property
    def plan(self) -> Plan:
        """Its roadmap as written, from its Monday on."""
        return plan_as_written(self.edition, self.cohort.monday)

    @property
    def counted(self) -> int:
        """How many are in it; 0 where the number would tell who."""
        return self.cohort.size if self.cohort.size >= FEWEST_ACTIVE else 0


def plan_as_written(edition: Edition, monday: date) -> Plan:
    """The plan of somebody who walks the newest version of a roadmap as written, from a Monday on."""
    newest = edition.newest.number
    return plan_of(edition, (Choice(monday, version=newest, scoped_in=newest),), (), (), ())


def kind_on(cohort: Cohort, edition: Edition, day: date) -> str | None:
    """The post that a cohort gets on a day: on its Monday, and on the last day of its roadmap as written."""
    if day == cohort.monday:
        return COHORT_START
    return COHORT_END if day == plan_as_written(edition, cohort.monday).ends_on else None


def target_of(cohort: Cohort) -> str:
    """The target of a cohort's posts."""
    return f"cohort:{cohort.guild_id}:{cohort.number}"


def cohort_in(target: str) -> int:
    """The cohort that a target names."""
    return int(target.rpartition(":")[2])


def span_of(cohort: Cohort, day: date) -> tuple[date, date]:
    """The study days that a post of a day looks back on: from the cohort's Monday up to and with the day."""
    return cohort.monday, day + timedelta(days=1)
