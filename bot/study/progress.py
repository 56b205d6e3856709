"""Where a member stands: roadmap, plan and journal put together for the screens and the reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.roadmap import Block, CheckpointItem, Phase, Roadmap, Task
from bot.study.days import week_of
from bot.study.journal import Tick
from bot.study.member import Member, MemberPage
from bot.study.plan import Pause, Plan
from bot.study.streak import Streak, streak


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """How much of a phase is done, counted in scope only, and when the plan walks it."""

    number: int
    phase: Phase
    done: int
    total: int
    items_done: int
    items_total: int
    begins: date | None
    ends: date | None

    @property
    def is_complete(self) -> bool:
        """Whether every task in scope is done."""
        return self.total > 0 and self.done == self.total


@dataclass(frozen=True)
class Progress:
    """A member's roadmap at an instant. Counts are of tasks in scope (§3)."""

    roadmap: Roadmap
    page: MemberPage
    now: datetime

    @property
    def member(self) -> Member:
        """Whose progress this is."""
        return self.page.member

    @cached_property
    def plan(self) -> Plan:
        """The member's plan."""
        return self.page.plan(self.roadmap.rhythm_weekdays)

    @cached_property
    def today(self) -> date:
        """The member's study day."""
        return self.member.today(self.now)

    @cached_property
    def streak(self) -> Streak:
        """The chain of kept weeks."""
        return streak(self.page.journal.study_days, self.plan, self.today)

    @property
    def studied_today(self) -> bool:
        """Whether anything is logged on today's study day."""
        return self.today in self.page.journal.study_days

    @property
    def pause(self) -> Pause | None:
        """The pause that today lies in."""
        return next((pause for pause in self.page.pauses if pause.covers(self.today)), None)

    @property
    def has_started(self) -> bool:
        """Whether the plan's first Monday has come."""
        return self.plan.starts_on <= self.today

    @property
    def is_complete(self) -> bool:
        """Whether every task in scope is done."""
        return self.done == self.total

    @cached_property
    def week(self) -> int:
        """The roadmap week that is due; before the start, the one it starts with."""
        due = self.plan.due_week(self.today)
        return due if due is not None else self.plan.segments[0].path[0]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in scope, in order."""
        scope = self.plan.scope
        return tuple(block for block in self.roadmap.blocks if not scope.isdisjoint(block.weeks))

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks in scope, in order; a skipped one is out of it."""
        return tuple(task for block in self.blocks for task in block.tasks if self.counts(task.id))

    def counts(self, task_id: str) -> bool:
        """Whether a task of a block in scope counts: it was not skipped."""
        return task_id not in self.page.journal.skipped

    @property
    def ticks_in_scope(self) -> tuple[Tick, ...]:
        """The ticks of tasks in scope."""
        counted = {task.id for task in self.tasks}
        return tuple(tick for tick in self.page.journal.ticks if tick.task_id in counted)

    @property
    def total(self) -> int:
        """How many tasks are in scope."""
        return len(self.tasks)

    @cached_property
    def done(self) -> int:
        """How many tasks in scope are done."""
        return sum(1 for task in self.tasks if self.has_done(task.id))

    def has_done(self, task_id: str) -> bool:
        """Whether a task is ticked."""
        return task_id in self.page.journal.done

    def has_shown(self, item_id: str) -> bool:
        """Whether a checkpoint item is ticked."""
        return item_id in self.page.journal.evidence_by_item

    @cached_property
    def due_blocks(self) -> tuple[Block, ...]:
        """The blocks to work on this calendar week; the first ones before the start."""
        weeks = self.plan.due_weeks(self.today) or (self.week,)
        found = [block for week in weeks if (block := self.roadmap.block_at(week))]
        return tuple(dict.fromkeys(found))

    @cached_property
    def overdue(self) -> tuple[Task, ...]:
        """Tasks in scope, not done, of blocks whose last week is over (§3)."""
        return tuple(
            task
            for block in self.blocks
            if self.plan.is_over(block.weeks.last, self.today)
            for task in block.tasks
            if self.counts(task.id) and not self.has_done(task.id)
        )

    @cached_property
    def open_tasks(self) -> tuple[Task, ...]:
        """Every task that is not done, this week's first, then what is overdue, then what comes, then the rest."""
        this_week = tuple(task for block in self.due_blocks for task in block.tasks)
        in_order = (*this_week, *self.overdue, *self.tasks, *self.roadmap.tasks)
        done = self.page.journal.done
        return tuple({task.id: task for task in in_order if task.id not in done}.values())

    @cached_property
    def phases(self) -> tuple[PhaseProgress, ...]:
        """Each phase of the roadmap; one that is out of scope has a total of 0."""
        return tuple(self._phase(phase) for phase in self.roadmap.phases)

    def phases_around(self, most: int) -> tuple[PhaseProgress, ...]:
        """So many phases around the current one, where there are more than can be shown."""
        at = sum(1 for part in self.phases if part.phase.weeks.first <= self.week) - 1
        first = max(0, min(at - 2, len(self.phases) - most))
        return self.phases[first : first + most]

    def _phase(self, phase: Phase) -> PhaseProgress:
        blocks = [block for block in self.blocks if block in phase.blocks]
        tasks = [task for block in blocks for task in block.tasks if self.counts(task.id)]
        items = phase.checkpoint.items if phase.checkpoint else ()
        mondays = [monday for week in phase.weeks if (monday := self.plan.monday_of(week))]
        return PhaseProgress(
            number=self.roadmap.number_of(phase),
            phase=phase,
            done=sum(1 for task in tasks if self.has_done(task.id)),
            total=len(tasks),
            items_done=sum(1 for item in items if self.has_shown(item.id)),
            items_total=len(items),
            begins=min(mondays, default=None),
            ends=max(mondays) + timedelta(days=6) if mondays else None,
        )

    @property
    def current_phase(self) -> Phase | None:
        """The phase of the due week."""
        return self.roadmap.phase_at(self.week)

    @property
    def items_done(self) -> int:
        """How many checkpoint items are ticked."""
        return sum(1 for item in self.roadmap.items if self.has_shown(item.id))

    @property
    def items(self) -> tuple[CheckpointItem, ...]:
        """All checkpoint items."""
        return self.roadmap.items

    @property
    def minutes_logged(self) -> int:
        """All minutes ever logged."""
        return self.page.journal.minutes()

    @property
    def minutes_this_week(self) -> int:
        """The minutes logged in this study week."""
        monday = week_of(self.today)
        return self.page.journal.minutes(monday, monday + timedelta(days=7))

    @property
    def hours_planned(self) -> float:
        """The honest hours of this calendar week: the roadmap week's, at this member's pace (§3)."""
        return self.hours_of(self.week)

    def hours_of(self, week: int) -> float:
        """The honest hours a calendar week takes around a roadmap week, at this member's pace."""
        roadmap_weeks, calendar_weeks = self.plan.speed(self.today)
        return self.roadmap.hours_in(week) * roadmap_weeks / calendar_weeks
