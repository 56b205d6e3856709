"""Whatever a member does with their plan, in whatever order, the rules of the plan and the streak hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.roadmap import Block, Roadmap, Task
from bot.roadmap.versions import PathWeek, edited, first_edition
from bot.study.choices import Choice, OwnDays, Pause, Scope
from bot.study.days import days_of, first_monday, instant_of, week_of
from bot.study.forecast import forecast
from bot.study.journal import FinishedSpan, Journal, Session, Skip, Tick
from bot.study.member import MemberRecord
from bot.study.own_days import is_within_breaks, own_days_from
from bot.study.pace import (
    NothingLeft,
    PlanRequest,
    TooMuch,
    TooSoon,
    change_monday,
    hours_span,
    requested_choice,
    shifted_choice,
    with_choice,
)
from bot.study.path import MANY_HOURS
from bot.study.pausing import MOST_TOUCHED, TooLong, TouchesNothing, ended, pause_from, touched_weeks
from bot.study.progress import Progress
from bot.study.snapshots.chain import chain_of
from bot.study.snapshots.ending import ending_of
from bot.study.snapshots.scope import scope_of
from bot.study.snapshots.standing import reason_of
from bot.study.snapshots.status import status
from bot.study.streak import StudyWeek, WeekState
from bot.ui.screens.chain import streak_line
from bot.ui.screens.plan import scope_line
from bot.ui.screens.standing import ending_lines, standing_line, week_line
from tests.study.edits import free_week, lengthened, new_phase, phases_of, split, swapped, with_tasks
from tests.study.people import ADA, DAY, MONDAY

KEPT = (WeekState.KEPT, WeekState.FROZEN)
MOST_ROADMAP_WEEKS = 60
"""The edits of these walks let no roadmap grow further."""
ZONES = (
    "Europe/Berlin",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/New_York",
)


@dataclass
class Walk:
    """One member on the way; each method is something that they can do, or that is done to their roadmap."""

    progress: Progress
    edits: int = 0
    former: list[Roadmap] = field(default_factory=list[Roadmap])
    agreed: float = 0
    """The hours a week of the fullest week that the member ever agreed to."""

    # --- time and work

    def wait(self, days: int) -> None:
        """Time passes: nothing closed changes, and the due week does not go back."""
        before = self.progress
        now = instant_of(before.today + days * DAY, time(18), before.member.zone)
        self.progress = replace(before, now=now)
        assert_closed_weeks_stay(before, self.progress)
        if before.has_started:
            assert_not_back(before, self.progress)

    def tick(self, number: int) -> None:
        """Tick a task that is open, in whatever part of the roadmap."""
        if tasks := [task for task in self.progress.roadmap.tasks if not self.progress.has_done(task.id)]:
            before = self.progress
            tick = Tick(tasks[number % len(tasks)].id, before.today, 30)
            self._journal(ticks=(*before.record.journal.ticks, tick))
            assert self.progress.streak.weeks >= before.streak.weeks
            assert self.progress.plan == before.plan, "a plan never depends on ticks"
            assert_closed_weeks_stay(before, self.progress)

    def tick_what_is_due(self, _: int) -> None:
        """Tick all that is due and overdue, as somebody does who keeps up."""
        before = self.progress
        due = [task.id for block in before.due_blocks for task in block.tasks if not before.has_done(task.id)]
        tasks = dict.fromkeys([*due, *(task.id for task in before.overdue)])
        self._journal(ticks=(*before.record.journal.ticks, *(Tick(task, before.today) for task in tasks)))
        assert self.progress.overdue == ()
        assert_closed_weeks_stay(before, self.progress)

    def tick_everything(self, _: int) -> None:
        """Finish the roadmap as it is."""
        before = self.progress
        tasks = [task.id for task in before.roadmap.tasks if not before.has_done(task.id)]
        self._journal(ticks=(*before.record.journal.ticks, *(Tick(task, before.today) for task in tasks)))
        assert self.progress.is_complete == (self.progress.total > 0)
        assert_closed_weeks_stay(before, self.progress)

    def undo(self, number: int) -> None:
        """Take a tick back: no plan moves. Of a finished roadmap it is remembered in which weeks it was finished."""
        before = self.progress
        if ticks := before.record.journal.ticks:
            at = number % len(ticks)
            spans = before.record.journal.finished
            if before.is_complete:
                spans = (*spans, FinishedSpan(finished_since(before), week_of(before.today)))
            self._journal(ticks=(*ticks[:at], *ticks[at + 1 :]), finished=spans)
            assert self.progress.plan == before.plan
            assert self.progress.plan.segments == before.plan.segments
            assert self.progress.total in (before.total, before.total - 1), "one that was skipped is out again"
            if before.is_open(week_of(ticks[at].study_day)):
                assert_closed_weeks_stay(before, self.progress)

    def study(self, _: int) -> None:
        """Log half an hour."""
        before = self.progress
        self._journal(sessions=(*before.record.journal.sessions, Session(before.today, 30)))
        assert self.progress.minutes_logged == before.minutes_logged + 30
        assert_closed_weeks_stay(before, self.progress)

    def skip(self, _: int) -> None:
        """Let go what is overdue."""
        before = self.progress
        skips = tuple(Skip(task.id, "known", before.today) for task in before.overdue)
        self._journal(skips=(*before.record.journal.skips, *skips))
        assert self.progress.overdue == ()
        assert self.progress.total == before.total - len(skips)
        assert self.progress.done == before.done
        assert self.progress.plan == before.plan
        assert_closed_weeks_stay(before, self.progress)

    # --- the plan

    def pace(self, number: int) -> None:
        """Choose a pace: the due block stays, unless everything is walked and the open ones come again."""
        before = self.progress
        paces = [None, *before.roadmap.paces]
        pace = paces[number % len(paces)]
        if self._request(PlanRequest(pace, as_written=pace is None)):
            assert (self.progress.done, self.progress.total) == (before.done, before.total)
            if before.has_started and not changed_this_week(before) and not all_walked(before):
                assert_not_back(before, self.progress)

    def finish_by(self, number: int) -> None:
        """Choose a finish date up to a year ahead: the plan ends on it, or before."""
        wanted = self.progress.today + (number % 365) * DAY
        if self._request(PlanRequest(finish_by=wanted)):
            assert self.progress.plan.ends_on <= wanted
            if not self.progress.record.pauses:
                assert self.progress.plan.ends_on > wanted - 7 * DAY

    def start_at(self, number: int) -> None:
        """Start at a phase."""
        phases = self.progress.roadmap.phases
        phase = phases[number % len(phases)]
        if self._request(PlanRequest(start_at=phase)):
            later = {block.id for block in self.progress.roadmap.blocks if block.weeks.first >= phase.weeks.first}
            assert self.progress.plan.blocks == later
            assert self.progress.plan.scope == Scope(phase.id)

    def focus(self, number: int) -> None:
        """Keep one phase and one project."""
        roadmap = self.progress.roadmap
        if not roadmap.projects:
            return
        phase = roadmap.phases[number % len(roadmap.phases)]
        project = roadmap.projects[number % len(roadmap.projects)]
        if self._request(PlanRequest(focus=(phase, project))):
            weeks = {*phase.weeks, *project.weeks}
            kept = {block.id for block in roadmap.blocks if not weeks.isdisjoint(block.weeks)}
            assert self.progress.plan.blocks == kept
            assert self.progress.focus == (phase, project)

    def leave_focus(self, _: int) -> None:
        """Everything counts again, but what was skipped."""
        if self._request(PlanRequest(whole=True)):
            counted = [task for task in self.progress.roadmap.tasks if self.progress.counts(task.id)]
            assert self.progress.total == len(counted)
            assert self.progress.focus is None

    def shift(self, _: int) -> None:
        """Move the plan, when something is overdue: then nothing is, and what counts stays the same."""
        before = self.progress
        if not before.overdue:
            return
        self._change(with_choice(before, shifted_choice(before)))
        self.agreed = max(self.agreed, hours_span(self.progress)[1])
        assert self.progress.overdue == ()
        assert (self.progress.done, self.progress.total) == (before.done, before.total)

    def pause(self, number: int) -> None:
        """Pause from today, or from a later day, as long as there are weeks left to touch."""
        before = self.progress
        first = before.today + (number % 3) * 5 * DAY
        try:
            effect = pause_from(before, first, first + (number % 30 + 1) * DAY)
        except (TooLong, TouchesNothing):
            return
        pause = effect.pause
        others = [one for one in before.record.pauses if not (one.first < pause.until and pause.first < one.until)]
        self._pauses(*others, pause)
        assert self.progress.plan.pause_on(first) is not None
        assert len(touched_weeks(self.progress.plan)) == MOST_TOUCHED - effect.left
        assert {*effect.waiting} <= {*self.progress.plan.paused_weeks}

    def resume(self, _: int) -> None:
        """End the pause under way, as of yesterday."""
        if current := self.progress.pause:
            others = [pause for pause in self.progress.record.pauses if pause != current]
            over = ended(self.progress)
            self._pauses(*others, *([over] if over else []))
            assert self.progress.pause is None

    def own_days(self, number: int) -> None:
        """Choose other study days, or the roadmap's again: they hold from the next Monday on."""
        before = self.progress
        weekdays = [day for day in range(7) if number >> day & 1]
        own = own_days_from(before, weekdays) if weekdays else OwnDays(week_of(before.today) + 7 * DAY)
        if not is_within_breaks(before, own):
            return
        assert own.monday > week_of(before.today) or not before.has_started
        others = [other for other in before.record.own_days if other.monday != own.monday]
        self._change(replace(before, record=replace(before.record, own_days=(*others, own))))
        if before.has_started:
            assert self.progress.plan.target(week_of(before.today)) == before.plan.target(week_of(before.today))
        if weekdays:
            assert [*self.progress.plan.weekdays(own.monday)] == weekdays

    def move(self, number: int) -> None:
        """Live by other clocks, where it may be the day before or after: what has closed stays closed."""
        before = self.progress
        zone = ZoneInfo(ZONES[number % len(ZONES)])
        member = replace(before.member, zone=zone, closed_until=before.last_closed)
        self.progress = replace(before, record=replace(before.record, member=member))
        assert abs(self.progress.today - before.today) <= DAY
        assert self.progress.last_closed >= before.last_closed
        assert_closed_weeks_stay(before, self.progress)

    # --- the roadmap

    def edit(self, change: Callable[[Roadmap, int, str], Roadmap], number: int) -> None:
        """The roadmap is edited in this week: nothing that was is changed, and nobody is sent elsewhere."""
        before = self.progress
        try:
            roadmap = change(before.roadmap, number, f"new-{self.edits}")
        except ValidationError:
            return  # not a roadmap any more
        if roadmap.weeks_total > MOST_ROADMAP_WEEKS:
            return
        self.edits += 1
        self.former.append(before.roadmap)
        monday = max(week_of(before.today), before.edition.newest.monday)
        after = replace(before, edition=edited(before.edition, roadmap, monday))
        self._change(after)
        assert after.journal is before.journal
        assert_ticks_are_kept(after)
        assert_hours_stay(before, after, self.agreed)
        assert_nothing_walked_comes_again(before, after)
        if not before.plan.has_ended(before.today) and not changed_this_week(before):
            assert after.week_number == before.week_number or after.plan.total_weeks < before.week_number
        assert {task.id for task in after.overdue} <= walked_tasks(before)

    def restore(self, number: int) -> None:
        """A former version comes back: so do the ticks that went out of sight with it."""
        if not self.former:
            return
        former = self.former[number % len(self.former)]

        def back(_roadmap: Roadmap, _number: int, _name: str) -> Roadmap:
            return former

        self.edit(back, number)
        known = {task.id for task in former.tasks}
        assert {task for task in self.progress.journal.done if task in known} == {
            task.id for task in self.progress.roadmap.tasks if self.progress.has_done(task.id)
        }

    # --- what each of them goes through

    def _request(self, request: PlanRequest) -> bool:
        try:
            choice = requested_choice(self.progress, request)
        except (NothingLeft, TooSoon, TooMuch):
            return False
        self._change(with_choice(self.progress, choice))
        self.agreed = max(self.agreed, hours_span(self.progress)[1])
        return True

    def _pauses(self, *pauses: Pause) -> None:
        self._change(replace(self.progress, record=replace(self.progress.record, pauses=pauses)))

    def _change(self, after: Progress) -> None:
        """Change the plan: no day before its Monday is touched, and neither is the journal."""
        before, self.progress = self.progress, after
        monday = min(change_monday(before), week_of(before.today))
        day = before.plan.starts_on - 7 * DAY
        while day < monday:
            assert after.plan.due_on(day) == before.plan.due_on(day)
            assert after.plan.due_in_week(day) == before.plan.due_in_week(day)
            assert after.plan.target(week_of(day)) == before.plan.target(week_of(day))
            if day >= before.plan.starts_on:
                assert after.plan.minutes_on(day) == before.plan.minutes_on(day)
            assert after.plan.blocks_on(day) == before.plan.blocks_on(day)
            day += DAY
        assert weeks_before(after, monday) == weeks_before(before, monday)
        assert_closed_weeks_stay(before, after)
        assert after.record.journal == before.record.journal
        assert len({choice.monday for choice in after.record.choices}) == len(after.record.choices)
        assert len({segment.starts_on for segment in after.plan.segments}) == len(after.plan.segments)

    def _journal(
        self, **changed: tuple[Tick, ...] | tuple[Session, ...] | tuple[Skip, ...] | tuple[FinishedSpan, ...]
    ) -> None:
        record = self.progress.record
        journal = replace(record.journal, **changed)  # pyright: ignore[reportArgumentType]  # each under its own name
        self.progress = replace(self.progress, record=replace(record, journal=journal))


# --- edits


def _block(roadmap: Roadmap, number: int) -> Block:
    return roadmap.blocks[number % len(roadmap.blocks)]


def task_added(roadmap: Roadmap, number: int, name: str) -> Roadmap:
    """A block has a task more, in front or at the end."""
    task = Task(id=name, text="New")
    return with_tasks(
        roadmap, _block(roadmap, number).id, lambda tasks: (task, *tasks) if number % 2 else (*tasks, task)
    )


def task_removed(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A block has a task fewer, if it has one."""
    return with_tasks(roadmap, _block(roadmap, number).id, lambda tasks: tasks[1:] if number % 2 else tasks[:-1])


def task_moved(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A task goes to another block."""
    task = roadmap.tasks[number % len(roadmap.tasks)]
    block = _block(roadmap, number // 7)
    old = roadmap.block_of(task.id)
    if not old or old == block:
        return roadmap
    without = with_tasks(roadmap, old.id, lambda tasks: tuple(one for one in tasks if one != task))
    return with_tasks(without, block.id, lambda tasks: (*tasks, task))


def block_longer(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A block takes one to three weeks more."""
    return lengthened(roadmap, _block(roadmap, number).id, 1 + number % 3)


def block_shorter(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A block takes a week less, if it has more than one."""
    block = _block(roadmap, number)
    return lengthened(roadmap, block.id, -1) if block.weeks.count > 1 else roadmap


def block_moved(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """Two blocks of a phase that take as many weeks change places."""
    phase = roadmap.phases[number % len(roadmap.phases)]
    at = number // 5 % len(phase.blocks)
    one, other = phase.blocks[at], phase.blocks[-1 - at]
    if one == other or one.weeks.count != other.weeks.count:
        return roadmap
    places = {one.id: other.weeks, other.id: one.weeks}
    blocks = [block.model_copy(update={"weeks": places.get(block.id, block.weeks)}) for block in phase.blocks]
    moved = phase.model_copy(update={"blocks": tuple(sorted(blocks, key=lambda block: block.weeks.first))})
    return roadmap.model_copy(update={"phases": tuple(moved if p == phase else p for p in roadmap.phases)})


def block_split(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A block of two weeks becomes two."""
    block = _block(roadmap, number)
    return split(roadmap, block.id) if block.weeks.count == 2 else roadmap


def phase_in_front(roadmap: Roadmap, number: int, name: str) -> Roadmap:
    """A phase comes before all others."""
    return phases_of(roadmap, (new_phase(name, 1 + number % 4), *roadmap.phases))


def phase_between(roadmap: Roadmap, number: int, name: str) -> Roadmap:
    """A phase comes somewhere between."""
    at = number % len(roadmap.phases)
    return phases_of(roadmap, (*roadmap.phases[:at], new_phase(name, 2), *roadmap.phases[at:]))


def phase_at_the_end(roadmap: Roadmap, number: int, name: str) -> Roadmap:
    """A phase comes behind all others."""
    return phases_of(roadmap, (*roadmap.phases, new_phase(name, 1 + number % 4)))


def phase_removed(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A phase goes, if there is another."""
    at = number % len(roadmap.phases)
    return phases_of(roadmap, (*roadmap.phases[:at], *roadmap.phases[at + 1 :])) if roadmap.phases[1:] else roadmap


def phases_swapped(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """Two phases change places."""
    return swapped(roadmap, number % len(roadmap.phases), number // 3 % len(roadmap.phases))


def week_left_free(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A free week comes before a block."""
    return free_week(roadmap, _block(roadmap, number).id)


def projects_gone(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """A project goes."""
    projects = tuple(one for at, one in enumerate(roadmap.projects) if at != number % max(1, len(roadmap.projects)))
    return roadmap.model_copy(update={"projects": projects})


def other_days(roadmap: Roadmap, number: int, _: str) -> Roadmap:
    """The rhythm has other days, one to three."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    rows = {names[(number * step) % 7]: row for step, row in enumerate(roadmap.rhythm, start=1)}
    rhythm = tuple(row.model_copy(update={"day": day}) for day, row in rows.items())
    return roadmap.model_copy(update={"rhythm": rhythm})


EDITS: tuple[Callable[[Roadmap, int, str], Roadmap], ...] = (
    task_added,
    task_removed,
    task_moved,
    block_longer,
    block_shorter,
    block_moved,
    block_split,
    phase_in_front,
    phase_between,
    phase_at_the_end,
    phase_removed,
    phases_swapped,
    week_left_free,
    projects_gone,
    other_days,
)


# --- what holds


def weeks_before(progress: Progress, monday: date) -> list[StudyWeek]:
    """The weeks of the chain before a Monday."""
    return [week for week in progress.streak.history if week.monday < monday]


def assert_closed_weeks_stay(before: Progress, after: Progress) -> None:
    """What became of the weeks that take no entries any more stays so."""
    closed = [week for week in before.streak.history if not before.is_open(week.monday)]
    assert list(after.streak.history[: len(closed)]) == closed


def finished_since(progress: Progress) -> date:
    """Since when nothing is left to do: by the last thing done or let go, the choice and the version that hold."""
    tasks = (task.id for block in progress.blocks for task in block.tasks)
    days = [day for task in tasks if (day := progress.journal.settled.get(task))]
    return max([*days, progress.record.choices[-1].monday, progress.edition.newest.monday])


def keys_due(progress: Progress) -> tuple[list[str], list[str]]:
    """The keys of the path that is walked now, and of what is due of it this week."""
    due = progress.plan.due_in_week(max(progress.today, progress.plan.starts_on))
    return [week.key for week in progress.plan.latest.path], [week.key for week in due]


def assert_not_back(before: Progress, after: Progress) -> None:
    """What is due is what it was, or further along the path that is walked now."""
    path, due = keys_due(after)
    _, was_due = keys_due(before)
    if path:
        assert was_due[0] in path, "a week that is due is not dropped"
        assert path.index(due[0]) >= path.index(was_due[0])


def changed_this_week(progress: Progress) -> bool:
    """Whether the plan changed this week already: a second change takes the first one's place."""
    monday = week_of(progress.today)
    versions = progress.edition.versions[1:]
    return any(choice.monday >= monday for choice in progress.record.choices[1:]) or any(
        version.monday >= monday for version in versions
    )


def all_walked(progress: Progress) -> bool:
    """Whether the whole path is walked: a change then brings the weeks with open tasks again."""
    return progress.plan.has_ended(change_monday(progress))


def walked_tasks(progress: Progress) -> set[str]:
    """The tasks that any version so far had in a block that is over."""
    return {
        task
        for version in progress.edition.versions
        for block in version.skeleton.blocks
        if progress.plan.is_over(block.id, progress.today)
        for task in block.tasks
    }


def assert_ticks_are_kept(progress: Progress) -> None:
    """Each tick is seen or parked: none is lost, none counts twice."""
    known = progress.edition.newest.skeleton.task_ids
    assert known == {task.id for task in progress.roadmap.tasks}
    seen = {task.id for task in progress.roadmap.tasks if progress.has_done(task.id)}
    parked = progress.journal.done - known
    assert len(seen) + len(parked) == len(progress.journal.ticks)


def hours_ahead(progress: Progress) -> float:
    """The hours of the fullest week from this one on; weeks that are left are whole, so it may be a little more."""
    path, at, steps = ahead_of(progress)
    left = progress.plan.latest.weeks - steps
    spread = [week.minutes for week in path[: max(0, len(progress.plan.latest.spread) - at)]]
    return max(spread, default=0) * len(spread) / left / 60 if left > 0 else 0


def ahead_of(progress: Progress) -> tuple[tuple[PathWeek, ...], int, int]:
    """What is left of the path on this week's Monday; how many weeks of it and of the calendar lie behind."""
    latest = progress.plan.latest
    monday = max(week_of(progress.today), latest.starts_on)
    paused = [week for week in progress.plan.paused_weeks if latest.starts_on <= week < monday]
    steps = (monday - latest.starts_on).days // 7 - len(paused)
    at = latest.position(steps)
    return latest.path[at:], at, steps


def assert_hours_stay(before: Progress, after: Progress, agreed: float) -> None:
    """Nobody is over ten hours a week unasked, but where they agreed to it, or as the roadmap is written."""
    written = max(week.minutes for week in after.edition.newest.skeleton.weeks) / 60
    assert hours_span(after)[1] <= max(MANY_HOURS, agreed, hours_ahead(before), written) + 1e-9


def assert_nothing_walked_comes_again(before: Progress, after: Progress) -> None:
    """A block in scope that was over on the Monday of this week is not on the way again by an edit."""
    walked = {block for block in before.plan.blocks if before.plan.is_over(block, before.today)}
    path, _, _ = ahead_of(after)
    assert walked.isdisjoint(week.key for week in path)


def assert_all_is_well(progress: Progress) -> None:
    """What holds for everybody at any time."""
    assert 0 <= progress.done <= progress.total <= len(progress.roadmap.tasks)
    assert sum(part.total for part in progress.phases) == progress.total
    assert sum(part.done for part in progress.phases) == progress.done
    assert len(progress.ticks_in_scope) == progress.done
    assert progress.is_complete == (progress.total > 0 and progress.done == progress.total)
    assert 1 <= progress.week <= progress.roadmap.weeks_total
    assert 1 <= progress.week_number <= max(1, progress.plan.total_weeks)
    assert {task.id for task in progress.overdue} <= {task.id for task in progress.tasks}
    path, _, _ = ahead_of(progress)
    assert {week.block for week in path if week.block} <= progress.plan.blocks
    assert all(progress.roadmap.block(block) for block in progress.plan.blocks)
    open_ids = {task.id for task in progress.open_tasks}
    unticked = {task.id for task in progress.roadmap.tasks if not progress.has_done(task.id)}
    assert open_ids == unticked, "every task can be ticked, in scope or not"
    assert len(touched_weeks(progress.plan)) <= MOST_TOUCHED
    assert_ticks_are_kept(progress)
    assert_the_chain_is_honest(progress)
    assert_it_can_be_told(progress)


def assert_the_chain_is_honest(progress: Progress) -> None:
    """No kept week without a study day, no freeze for a week that broke, and never more of them than there are."""
    studied = progress.record.journal.study_days
    freezes, kept, chain = 1, 0, 0
    for week in progress.streak.history:
        days = sum(day in studied for day in days_of(week.monday))
        assert week.days == days
        if week.state in KEPT:
            assert days > 0 or week.target == 1
            assert days + week.freezes_spent >= week.target > 0
        assert week.freezes_spent == 0 or week.state is WeekState.FROZEN
        freezes -= week.freezes_spent
        assert freezes >= 0
        kept += week.state in KEPT
        freezes = min(3, freezes + (week.state in KEPT and kept % 4 == 0))
        chain = chain + 1 if week.state in KEPT else 0 if week.state is WeekState.BROKEN else chain
    assert (progress.streak.weeks, progress.streak.freezes) == (chain, freezes)


def assert_it_can_be_told(progress: Progress) -> None:
    """Each state has its words."""
    ending = ending_of(progress)
    week = week_line(status(progress), ending)
    chain = chain_of(progress)
    for said in (standing_line(reason_of(progress)), week, streak_line(chain)):
        assert said.strip() or (said == streak_line(chain) and not chain.weeks)
        assert "None" not in said
    assert all(line.strip() for line in ending_lines(ending))
    everything = (Scope(), Scope(progress.roadmap.phases[0].id))
    assert (scope_line(scope_of(progress)) != "") == (progress.plan.scope not in everything)
    if day := forecast(progress):
        assert day >= progress.today


STEPS: dict[str, Callable[[Walk, int], None]] = {
    "wait": lambda walk, number: walk.wait(number % 10),
    "wait long": lambda walk, number: walk.wait(number % 100),
    "tick": Walk.tick,
    "tick too": Walk.tick,
    "undo": Walk.undo,
    "study": Walk.study,
    "skip": Walk.skip,
    "pace": Walk.pace,
    "finish by": Walk.finish_by,
    "start at": Walk.start_at,
    "focus": Walk.focus,
    "leave focus": Walk.leave_focus,
    "shift": Walk.shift,
    "pause": Walk.pause,
    "resume": Walk.resume,
    "keep up": Walk.tick_what_is_due,
    "finish": Walk.tick_everything,
    "own days": Walk.own_days,
    "move": Walk.move,
    "edit": lambda walk, number: walk.edit(EDITS[number % len(EDITS)], number // len(EDITS)),
    "edit too": lambda walk, number: walk.edit(EDITS[number % len(EDITS)], number // len(EDITS)),
    "restore": Walk.restore,
}


BEFORE_THE_START = [("pace", 1), ("edit", 262)]
TURNED_ROUND = [("edit", 5), ("wait", 1), ("pace", 0)]
FOCUS_GONE = [("focus", 4), ("edit", 70), ("pace", 0)]
PHASE_GONE = [("start at", 2), ("edit", 40), ("pace", 0)]
STAYS_WAIVED = [("start at", 2), ("edit", 56), ("pace", 0)]
ASKED_FOR_ANEW = [("edit", 161), ("start at", 1), ("wait long", 7), ("restore", 0), ("start at", 1)]
OVER_BY_THEN = [("finish by", 77), ("wait long", 84), ("edit", 6)]
PHASE_OF_THE_PAST = [("edit", 6), ("wait long", 14), ("restore", 0)]
PAUSED_FIRST_WEEK = [("pause", 6), ("wait long", 7), ("edit", 14)]
SHIFTED_TWICE = [("keep up", 0), ("wait long", 28), ("shift", 0), ("undo", 0), ("shift", 0)]
SKIPPED_AND_TICKED = [("focus", 4), ("wait long", 42), ("skip", 0), ("wait long", 15), ("tick", 62)]
A_WEEK_LEFT_FREE = [("pace", 2), ("edit", 27), ("wait long", 77), ("wait long", 56), ("shift", 0)]
"""Walks that went wrong once."""


@settings(max_examples=200)
@example(joined=3, steps=BEFORE_THE_START)
@example(joined=6, steps=TURNED_ROUND)
@example(joined=0, steps=FOCUS_GONE)
@example(joined=0, steps=PHASE_GONE)
@example(joined=0, steps=STAYS_WAIVED)
@example(joined=0, steps=ASKED_FOR_ANEW)
@example(joined=0, steps=OVER_BY_THEN)
@example(joined=0, steps=PHASE_OF_THE_PAST)
@example(joined=0, steps=PAUSED_FIRST_WEEK)
@example(joined=0, steps=SHIFTED_TWICE)
@example(joined=0, steps=SKIPPED_AND_TICKED)
@example(joined=0, steps=A_WEEK_LEFT_FREE)
@given(
    joined=st.integers(0, 6),
    steps=st.lists(st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 999)), max_size=25),
)
def test_any_way_through_the_roadmap(curriculum: Roadmap, joined: int, steps: list[tuple[str, int]]):
    """After every step of any walk, the past is as it was, the counts add up, and there are words for it."""
    today = MONDAY + joined * DAY
    record = MemberRecord(ADA, (Choice(first_monday(today)),), (), Journal())
    walk = Walk(Progress(first_edition(curriculum), record, instant_of(today, time(18), ADA.zone)))
    assert_all_is_well(walk.progress)
    for name, number in steps:
        STEPS[name](walk, number)
        assert_all_is_well(walk.progress)
