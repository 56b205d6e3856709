"""Where a member stands: roadmap, plan and journal put together for the screens and the reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain

from bot.roadmap import Block, CheckpointItem, Phase, Project, Roadmap, Task
from bot.roadmap.versions import Edition
from bot.study.choices import Pause
from bot.study.days import Outage, is_held_open, is_open, last_closed, week_of
from bot.study.journal import Journal, Tick
from bot.study.member import Member, MemberRecord
from bot.study.plan import Plan, plan_of
from bot.study.streak import Streak, streak
from bot.study.switching import parked_weeks, walked_in


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """How much of a phase is done, counted in scope only, and when the plan walks it."""

    number: int
    phase: Phase
    done: int
    total: int
    items_done: int
    items_total: int
    plan: Plan

    @property
    def begins(self) -> date | None:
        """The Monday on which the plan walks its first week; None when it walks none of it."""
        return min(self._mondays, default=None)

    @property
    def ends(self) -> date | None:
        """The Sunday on which the plan ends its last week."""
        last = max(self._mondays, default=None)
        return last + timedelta(days=6) if last else None

    @property
    def _mondays(self) -> list[date]:
        return [monday for week in self.phase.weeks if (monday := self.plan.monday_of_week(week))]

    @property
    def is_complete(self) -> bool:
        """Whether every task in scope is done."""
        return self.total > 0 and self.done == self.total


@dataclass(frozen=True)
class Progress:
    """A member's roadmap at an instant. Counts are of tasks in scope (§3)."""

    edition: Edition
    record: MemberRecord
    now: datetime
    outages: tuple[Outage, ...] = ()
    other_editions: tuple[Edition, ...] = ()
    """The roadmaps that the member has parked, as the record's others have them."""

    @property
    def roadmap(self) -> Roadmap:
        """The roadmap as it is now."""
        return self.edition.roadmap

    @property
    def member(self) -> Member:
        """Whose progress this is."""
        return self.record.member

    @property
    def journal(self) -> Journal:
        """What the member has logged."""
        return self.record.journal

    @cached_property
    def plan(self) -> Plan:
        """The member's plan on this roadmap."""
        record = self.record
        parked = parked_weeks(record.switches, self.member.roadmap_id, self._begun_on, self.today)
        return plan_of(self.edition, record.choices, record.pauses, record.own_days, parked, record.joined_late_on)

    @property
    def _begun_on(self) -> date:
        """The Monday from which the plan waits in weeks walked elsewhere: of one joined late, that of joining (§12)."""
        first, late = self.record.choices[0].monday, self.record.joined_late_on
        if late is None:
            return first
        switched = (one.monday for one in self.record.switches if one.roadmap_id == self.member.roadmap_id)
        return max(first, next(switched, week_of(late)))

    @cached_property
    def others(self) -> tuple[Progress, ...]:
        """Where the member stands on the roadmaps that they have parked."""
        records = zip(self.other_editions, self.record.others, strict=True)
        return tuple(Progress(edition, record, self.now, self.outages) for edition, record in records)

    def walking_in(self, monday: date) -> Progress:
        """Where the member stands on the roadmap to which a week belongs: the one that was walked on its Monday."""
        walked = walked_in(self.record.switches, monday, self.member.roadmap_id)
        return next((one for one in (self, *self.others) if one.member.roadmap_id == walked), self)

    @cached_property
    def study_days(self) -> frozenset[date]:
        """The member's study days: one on any roadmap counts (§9)."""
        return self.journal.study_days.union(*(other.journal.study_days for other in self.others))

    @property
    def goes_on(self) -> date | None:
        """The Monday on which the plan goes on, in a week that belongs to the roadmap walked before."""
        monday = week_of(self.today)
        return monday + timedelta(days=7) if monday in self.plan.parked else None

    @cached_property
    def today(self) -> date:
        """The member's study day."""
        return self.member.today(self.now)

    @cached_property
    def streak(self) -> Streak:
        """The chain of kept weeks: the member's, over all their roadmaps."""
        if not self.others:
            return streak(self.study_days, self.plan, self.today, self.is_open, self.was_finished_before)
        weeks = _WeeksOfSeveral(self)
        return streak(self.study_days, weeks, self.today, self.is_open, weeks.was_finished_before)

    def is_open(self, monday: date) -> bool:
        """Whether a study week still takes entries (§2)."""
        member = self.member
        if member.closed_until and monday <= member.closed_until:
            return False
        if is_open(monday, self.today):
            return True
        # Asked for each week of a chain; there was hardly ever a time away.
        return bool(self.outages) and is_held_open(monday, member.zone, self.now, self.outages)

    @property
    def last_closed(self) -> date:
        """The Monday of the last week that takes no entries any more: it stays closed in another zone too (§2)."""
        closed, before = last_closed(self.now, self.member.zone, self.outages), self.member.closed_until
        return max(closed, before) if before else closed

    @property
    def studied_today(self) -> bool:
        """Whether anything is logged on today's study day."""
        return self.today in self.study_days

    @property
    def pause(self) -> Pause | None:
        """The pause that today lies in."""
        return self.plan.pause_on(self.today)

    @property
    def has_started(self) -> bool:
        """Whether the plan's first Monday has come."""
        return self.plan.starts_on <= self.today

    @property
    def is_complete(self) -> bool:
        """Whether every task in scope is done; nothing of nothing is never complete (§1)."""
        return 0 < self.total == self.done

    @cached_property
    def finished_on(self) -> date | None:
        """The study day on which the last task in scope was ticked or skipped; None while something is open."""
        settled = self.journal.settled
        days = (settled.get(task.id) for block in self.blocks for task in block.tasks)
        return max(day for day in days if day) if self.is_complete else None

    def was_finished_before(self, monday: date) -> bool:
        """Whether nothing was left to do on a Monday, by the version that held before its week (§4: neutral weeks)."""
        journal = self.journal
        if journal.finished and journal.was_finished_in(monday):
            return True
        settled, tasks = journal.settled, self.plan.tasks_before(monday)
        if len(settled) < len(tasks):
            return False
        # The first open task decides, and the last ones are open for longest: asked for each week of a chain.
        return bool(tasks) and all(settled.get(task, date.max) < monday for task in tasks)

    @cached_property
    def week(self) -> int:
        """The roadmap week that is due; before the start, the one it starts with."""
        due = self.plan.road_week_on(max(self.today, self.plan.starts_on))
        if due is not None:
            return due
        return self.due_blocks[0].weeks.first if self.due_blocks else 1

    @cached_property
    def week_number(self) -> int:
        """The plan's own week, from 1: "week 9 of 36"."""
        return self.plan.week_number(self.today)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in scope, in order."""
        return self.plan.blocks_in_order

    def is_in_scope(self, block: Block) -> bool:
        """Whether a block counts."""
        return block.id in self.plan.blocks

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks in scope, in order; a skipped one is out of it."""
        skipped, tasks = self.journal.skipped, self.plan.tasks_in_order
        return tuple(task for task in tasks if task.id not in skipped) if skipped else tasks

    def counts(self, task_id: str) -> bool:
        """Whether a task of a block in scope counts: it was not skipped."""
        return task_id not in self.journal.skipped

    def has_finished(self, block: Block) -> bool:
        """Whether a block in scope has tasks that count, and all of them are done."""
        counted = [task.id for task in block.tasks if self.counts(task.id)]
        return self.is_in_scope(block) and bool(counted) and all(map(self.has_done, counted))

    @cached_property
    def counting_from(self) -> int:
        """The first week of the first block with a task that counts; beyond the roadmap when there is none."""
        return self._first_week_with(lambda task: self.counts(task.id))

    @cached_property
    def open_from(self) -> int:
        """The first week of the first block with an open task that counts; beyond the roadmap when all is done."""
        settled = self.journal.done | self.journal.skipped
        return self._first_week_with(lambda task: task.id not in settled)

    def _first_week_with(self, is_meant: Callable[[Task], bool]) -> int:
        beyond = self.roadmap.weeks_total + 1
        return next((block.weeks.first for block in self.blocks if any(map(is_meant, block.tasks))), beyond)

    @property
    def ticks_in_scope(self) -> tuple[Tick, ...]:
        """The ticks of tasks in scope."""
        counted = {task.id for task in self.tasks}
        return tuple(tick for tick in self.journal.ticks if tick.task_id in counted)

    @property
    def total(self) -> int:
        """How many tasks are in scope."""
        return len(self.tasks)

    @cached_property
    def done(self) -> int:
        """How many tasks in scope are done; none of them is skipped."""
        return len(self.plan.task_ids & self.journal.done)

    def has_done(self, task_id: str) -> bool:
        """Whether a task is ticked."""
        return task_id in self.journal.done

    def has_shown(self, item_id: str) -> bool:
        """Whether a checkpoint item is ticked."""
        return item_id in self.journal.evidence_by_item

    @cached_property
    def due_blocks(self) -> tuple[Block, ...]:
        """The blocks to work on this calendar week; the first ones before the start, none in a free week.

        Where the plan's last block has gone, it is the first one with something open.
        """
        weeks = self.plan.due_in_week(max(self.today, self.plan.starts_on))
        found = [block for week in weeks if week.block and (block := self.roadmap.block(week.block))]
        if not found and not self.is_free_week:
            open_blocks = (block for block in self.blocks if any(not self.has_done(task.id) for task in block.tasks))
            found = [block for block in (next(open_blocks, None) or next(reversed(self.blocks), None),) if block]
        return tuple({block.id: block for block in found}.values())

    @cached_property
    def is_free_week(self) -> bool:
        """Whether this calendar week is one without a block: nothing is due (§1)."""
        return self.plan.is_free(week_of(self.today))

    @property
    def next_block(self) -> tuple[Block, date] | None:
        """The next block that the plan begins after this week, with its Monday."""
        this_monday = week_of(self.today)
        begins = (
            (mondays[0], block)
            for block in self.blocks
            if (mondays := self.plan.mondays_of(block.id)) and mondays[0] > this_monday
        )
        monday, block = min(begins, key=lambda pair: pair[0], default=(None, None))
        return (block, monday) if block and monday else None

    @cached_property
    def overdue(self) -> tuple[Task, ...]:
        """Tasks in scope, not done, of blocks whose last week is over; what was added later is never (§1, §3)."""
        plan, today = self.plan, self.today
        settled = self.journal.done | self.journal.skipped
        return tuple(
            task
            for block in self.blocks
            if plan.is_over(block.id, today) and not plan.is_excused(block.id, today)
            for task in block.tasks
            if task.id not in settled and task.id in plan.asked_for
        )

    @cached_property
    def open_tasks(self) -> tuple[Task, ...]:
        """Every task that is not done, this week's first, then what is overdue, then what comes, then the rest."""
        return tuple({task.id: task for task in self._open_in_order()}.values())

    @property
    def next_task(self) -> Task | None:
        """The first of these."""
        return next(self._open_in_order(), None)

    @property
    def goes_on_with(self) -> Task | None:
        """The task to go on with: the earliest that is overdue, else the first open one."""
        return next(iter(self.overdue), self.next_task)

    def _open_in_order(self) -> Iterator[Task]:
        """The open tasks, some more than once: most often only the first is asked for."""
        done = self.journal.done
        for block in self.due_blocks:
            yield from (task for task in block.tasks if task.id not in done)
        yield from self.overdue
        yield from (task for task in chain(self.tasks, self.roadmap.tasks) if task.id not in done)

    @cached_property
    def phases(self) -> tuple[PhaseProgress, ...]:
        """Each phase of the roadmap; one that is out of scope has a total of 0."""
        return tuple(map(self._phase, self.roadmap.phases))

    def phase_progress(self, phase_id: str) -> PhaseProgress | None:
        """How far a phase is."""
        phase = self.roadmap.phase(phase_id)
        return self._phase(phase) if phase else None

    def phases_around(self, most: int) -> tuple[PhaseProgress, ...]:
        """So many phases around the current one, where there are more than can be shown."""
        at = sum(1 for part in self.phases if part.phase.weeks.first <= self.week) - 1
        first = max(0, min(at - 2, len(self.phases) - most))
        return self.phases[first : first + most]

    def _phase(self, phase: Phase) -> PhaseProgress:
        shown, tasks = self.journal.evidence_by_item, self.plan.task_ids_by_phase[phase.id]
        items = phase.checkpoint.items if phase.checkpoint else ()
        return PhaseProgress(
            number=self.roadmap.number_of(phase),
            phase=phase,
            done=len(tasks & self.journal.done),
            total=len(tasks - self.journal.skipped),
            items_done=sum(1 for item in items if item.id in shown),
            items_total=len(items),
            plan=self.plan,
        )

    @property
    def current_phase(self) -> Phase | None:
        """The phase of the due week."""
        return self.roadmap.phase_at(self.week)

    @property
    def focus(self) -> tuple[Phase | None, Project | None] | None:
        """The phase and the project in focus, as far as they are still there; None without a focus."""
        scope = self.plan.scope
        if not scope.is_focus:
            return None
        return self.roadmap.phase(scope.phase or ""), self.roadmap.project(scope.project or "")

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
        return self.journal.minutes()

    @property
    def minutes_this_week(self) -> int:
        """The minutes logged in this study week."""
        monday = week_of(self.today)
        return self.journal.minutes(monday, monday + timedelta(days=7))

    @property
    def hours_planned(self) -> float:
        """The honest hours of this calendar week: the roadmap week's, at this member's pace (§3)."""
        return self.plan.minutes_on(max(self.today, self.plan.starts_on)) / 60


@dataclass(frozen=True, slots=True)
class _WeeksOfSeveral:
    """The weeks of a member who has switched, each by the roadmap to which it belongs (§9)."""

    progress: Progress

    @property
    def starts_on(self) -> date:
        """The Monday of the first week of all."""
        return min(one.plan.starts_on for one in (self.progress, *self.progress.others))

    @property
    def walked_from(self) -> date:
        """The Monday of the first week of all in which the member was there."""
        return min(one.plan.walked_from for one in (self.progress, *self.progress.others))

    def target(self, monday: date) -> int:
        """How many study days keep a week."""
        return self.progress.walking_in(monday).plan.target(monday)

    def is_touched(self, monday: date) -> bool:
        """Whether a pause takes at least one of a week's study days."""
        return self.progress.walking_in(monday).plan.is_touched(monday)

    def was_finished_before(self, monday: date) -> bool:
        """Whether nothing was left to do on a Monday."""
        return self.progress.walking_in(monday).was_finished_before(monday)
