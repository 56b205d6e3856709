"""What /progress says, in words or as a picture: one value for its screen, its picture and its alt text (§8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.study.catchup import is_catching_up
from bot.study.progress import Progress
from bot.study.snapshots.card import Card, card_of
from bot.study.snapshots.chain import Chain, chain_of
from bot.study.snapshots.scope import ScopeNames, scope_of
from bot.study.snapshots.standing import Reason, reason_of


@dataclass(frozen=True, slots=True)
class NextTask:
    """The task to go on with: its text, and the page that it leads to."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class StudyTime:
    """Minutes logged this week and in all, and the hours that the week plans; None where it asks for nothing."""

    this_week: int
    in_all: int
    planned_hours: float | None


@dataclass(frozen=True, slots=True)
class ProgressSnapshot:
    """The card, which the picture shows, and what it leaves to the text; `more_phases` are left to /roadmap."""

    card: Card
    roadmap_title: str
    reason: Reason
    scope: ScopeNames
    chain: Chain
    next_task: NextTask | None
    time: StudyTime
    more_phases: int
    has_checkpoints: bool
    is_catching_up: bool
    is_visible: bool

    @property
    def today(self) -> date:
        """The study day on which this is so."""
        return self.card.calendar.today


def progress_snapshot(progress: Progress) -> ProgressSnapshot:
    """What /progress says of a member."""
    card = card_of(progress)
    return ProgressSnapshot(
        card=card,
        roadmap_title=progress.roadmap.title,
        reason=reason_of(progress),
        scope=scope_of(progress),
        chain=chain_of(progress),
        next_task=_next_task(progress),
        time=_time(progress),
        more_phases=len(progress.phases) - len(card.phases),
        has_checkpoints=bool(progress.items),
        is_catching_up=is_catching_up(progress),
        is_visible=progress.member.visible,
    )


def _next_task(progress: Progress) -> NextTask | None:
    """The earliest that is due."""
    task = progress.goes_on_with
    return NextTask(task.text, task.link) if task else None


def _time(progress: Progress) -> StudyTime:
    asks_for_nothing = progress.pause or progress.is_complete or progress.is_free_week
    planned = None if asks_for_nothing else progress.hours_planned
    return StudyTime(progress.minutes_this_week, progress.minutes_logged, planned)
