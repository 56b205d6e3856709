"""Whatever a member does with their plan, in whatever order, the rules of the plan and the streak hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.study.days import days_of, first_monday, instant_of, is_open, week_of
from bot.study.journal import Journal, Session, Skip, Tick
from bot.study.member import MemberPage
from bot.study.pace import (
    Focus,
    NothingLeft,
    Pace,
    TooSoon,
    Wish,
    change_monday,
    shifted_segment,
    wished_segment,
    with_segment,
)
from bot.study.plan import Pause, Segment
from bot.study.progress import Progress
from bot.study.standing import forecast
from bot.study.streak import StudyWeek, WeekState
from bot.ui.screens.catchup import ending_lines, standing_line
from bot.ui.screens.plan import scope_line
from bot.ui.screens.progress import week_line
from bot.ui.screens.streak import streak_line, streak_reason
from tests.study.people import ADA, DAY, MONDAY, WHOLE

MOST_PAUSED = timedelta(days=56)
KEPT = (WeekState.KEPT, WeekState.FROZEN)


@dataclass
class Walk:
    """One member on the way; each method is something that they can do."""

    progress: Progress

    # --- time and work

    def wait(self, days: int) -> None:
        """Time passes: nothing closed changes, and the due week does not go back."""
        before = self.progress
        now = instant_of(before.today + days * DAY, time(18), before.member.zone)
        self.progress = replace(before, now=now)
        closed = [week for week in before.streak.history if not is_open(week.monday, before.today)]
        assert list(self.progress.streak.history[: len(closed)]) == closed
        if before.has_started:
            assert_not_back(before, self.progress)

    def tick(self, number: int) -> None:
        """Tick a task that is open, in whatever part of the roadmap."""
        if tasks := [task for task in self.progress.roadmap.tasks if not self.progress.has_done(task.id)]:
            before = self.progress
            tick = Tick(tasks[number % len(tasks)].id, before.today, 30)
            self._journal(ticks=(*before.page.journal.ticks, tick))
            assert self.progress.streak.weeks >= before.streak.weeks

    def undo(self, number: int) -> None:
        """Take a tick back."""
        if ticks := self.progress.page.journal.ticks:
            at = number % len(ticks)
            self._journal(ticks=(*ticks[:at], *ticks[at + 1 :]))

    def study(self, _: int) -> None:
        """Log half an hour."""
        before = self.progress
        self._journal(sessions=(*before.page.journal.sessions, Session(before.today, 30)))
        assert self.progress.minutes_logged == before.minutes_logged + 30

    def skip(self, _: int) -> None:
        """Let go what is overdue."""
        before = self.progress
        skips = tuple(Skip(task.id, "known") for task in before.overdue)
        self._journal(skips=(*before.page.journal.skips, *skips))
        assert self.progress.overdue == ()
        assert self.progress.total == before.total - len(skips)
        assert self.progress.done == before.done

    # --- the plan

    def pace(self, number: int) -> None:
        """Choose a preset: the due week stays, unless everything is walked and the open weeks come again."""
        before = self.progress
        if self._wish(Wish(list(Pace)[number % 3])):
            assert (self.progress.done, self.progress.total) == (before.done, before.total)
            if not shifted_this_week(before) and not all_walked(before):
                assert_not_back(before, self.progress)

    def finish_by(self, number: int) -> None:
        """Choose a finish date up to a year ahead: the plan ends in its week, or the Sunday before."""
        wanted = self.progress.today + (number % 365) * DAY
        if self._wish(Wish(finish_by=wanted)):
            assert self.progress.plan.ends_on - 6 * DAY <= wanted

    def start_at(self, number: int) -> None:
        """Start at a phase."""
        phases = self.progress.roadmap.phases
        phase = phases[number % len(phases)]
        if self._wish(Wish(start_at=phase)):
            assert min(self.progress.plan.scope) == phase.weeks.first
            assert max(self.progress.plan.scope) == self.progress.roadmap.weeks_total

    def focus(self, number: int) -> None:
        """Keep one phase and one project."""
        roadmap = self.progress.roadmap
        phase = roadmap.phases[number % len(roadmap.phases)]
        project = roadmap.projects[number % len(roadmap.projects)]
        if self._wish(Wish(focus=Focus(phase, project))):
            assert self.progress.plan.scope == {*phase.weeks, *project.weeks}
            assert self.progress.plan.focus == f"{phase.id}/{project.id}"

    def leave_focus(self, _: int) -> None:
        """Everything counts again, but what was skipped."""
        if self._wish(Wish(whole=True)):
            skipped = len(self.progress.page.journal.skipped)
            assert self.progress.total == len(self.progress.roadmap.tasks) - skipped
            assert self.progress.plan.focus is None

    def shift(self, _: int) -> None:
        """Move the plan, when something is overdue: then nothing is, and what counts stays the same."""
        before = self.progress
        if not before.overdue:
            return
        self._change(with_segment(before, shifted_segment(before)))
        assert self.progress.overdue == ()
        assert (self.progress.done, self.progress.total) == (before.done, before.total)

    def pause(self, days: int) -> None:
        """Pause from today, as long as there is pause left."""
        before = self.progress
        used = sum((pause.until - pause.first for pause in before.page.pauses), timedelta())
        length = min((days % 30 + 1) * DAY, MOST_PAUSED - used)
        if before.pause is None and length > timedelta():
            self._pauses(*before.page.pauses, Pause(before.today, before.today + length))
            assert self.progress.pause is not None
            assert self.progress.plan.ends_on >= before.plan.ends_on

    def resume(self, _: int) -> None:
        """End the pause under way, as of yesterday."""
        if current := self.progress.pause:
            others = [pause for pause in self.progress.page.pauses if pause != current]
            ended = [Pause(current.first, self.progress.today)] if current.first < self.progress.today else []
            self._pauses(*others, *ended)
            assert self.progress.pause is None

    # --- what each of them goes through

    def _wish(self, wish: Wish) -> bool:
        try:
            segment = wished_segment(self.progress, wish)
        except (NothingLeft, TooSoon):
            return False
        self._change(with_segment(self.progress, segment))
        return True

    def _pauses(self, *pauses: Pause) -> None:
        self._change(replace(self.progress, page=replace(self.progress.page, pauses=pauses)))

    def _change(self, after: Progress) -> None:
        """Change the plan: no day before its Monday is touched, and neither is the journal."""
        before, self.progress = self.progress, after
        monday = min(change_monday(before), week_of(before.today))
        day = before.plan.starts_on - 7 * DAY
        while day < monday:
            assert after.plan.due_week(day) == before.plan.due_week(day)
            assert after.plan.due_weeks(day) == before.plan.due_weeks(day)
            assert after.plan.target(week_of(day)) == before.plan.target(week_of(day))
            day += DAY
        assert weeks_before(after, monday) == weeks_before(before, monday)
        assert after.page.journal == before.page.journal
        assert len({segment.starts_on for segment in after.plan.segments}) == len(after.plan.segments)

    def _journal(self, **changed: tuple[Tick, ...] | tuple[Session, ...] | tuple[Skip, ...]) -> None:
        page = self.progress.page
        journal = replace(page.journal, **changed)  # pyright: ignore[reportArgumentType]  # each under its own name
        self.progress = replace(self.progress, page=replace(page, journal=journal))


def weeks_before(progress: Progress, monday: date) -> list[StudyWeek]:
    """The weeks of the chain before a Monday."""
    return [week for week in progress.streak.history if week.monday < monday]


def assert_not_back(before: Progress, after: Progress) -> None:
    """The due week is where it was, or further along the path that is walked now."""
    assert before.week in after.plan.latest.path, "a week that is due is not dropped"
    path = after.plan.latest.path
    assert path.index(after.week) >= path.index(before.week)


def shifted_this_week(progress: Progress) -> bool:
    """Whether the plan changed this week already: a second change takes the first one's place."""
    return len(progress.plan.segments) > 1 and progress.plan.latest.starts_on >= week_of(progress.today)


def all_walked(progress: Progress) -> bool:
    """Whether the whole path is walked: a change then brings the weeks with open tasks again."""
    return progress.plan.has_ended(change_monday(progress))


def assert_all_is_well(progress: Progress) -> None:
    """What holds for everybody at any time."""
    assert 0 <= progress.done <= progress.total <= len(progress.roadmap.tasks)
    assert sum(part.total for part in progress.phases) == progress.total
    assert sum(part.done for part in progress.phases) == progress.done
    assert len(progress.ticks_in_scope) == progress.done
    assert progress.week in WHOLE
    assert {task.id for task in progress.overdue} <= {task.id for task in progress.tasks}
    assert set(progress.plan.latest.path) <= progress.plan.scope
    open_ids = {task.id for task in progress.open_tasks}
    unticked = {task.id for task in progress.roadmap.tasks if not progress.has_done(task.id)}
    assert open_ids == unticked, "every task can be ticked, in scope or not"
    paused = sum((pause.until - pause.first for pause in progress.page.pauses), timedelta())
    assert paused <= MOST_PAUSED
    assert_the_chain_is_honest(progress)
    assert_it_can_be_told(progress)


def assert_the_chain_is_honest(progress: Progress) -> None:
    """No kept week without a study day, no freeze for a week that broke, and never more of them than there are."""
    studied = progress.page.journal.study_days
    freezes, kept, chain = 1, 0, 0
    for week in progress.streak.history:
        days = sum(day in studied for day in days_of(week.monday))
        assert week.days == days
        if week.state in KEPT:
            assert days > 0
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
    for said in (standing_line(progress), week_line(progress), streak_line(progress), streak_reason(progress)):
        assert said.strip()
        assert "None" not in said
    assert all(line.strip() for line in ending_lines(progress))
    assert (scope_line(progress) != "") == (progress.plan.scope != frozenset(WHOLE))
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
}


@settings(max_examples=150)
@given(
    joined=st.integers(0, 6),
    steps=st.lists(st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 999)), max_size=25),
)
def test_any_way_through_the_roadmap(curriculum: Roadmap, joined: int, steps: list[tuple[str, int]]):
    """After every step of any walk, the past is as it was, the counts add up, and there are words for it."""
    today = MONDAY + joined * DAY
    segment = Segment(first_monday(today), WHOLE, len(WHOLE))
    page = MemberPage(ADA, (segment,), (), Journal())
    walk = Walk(Progress(curriculum, page, instant_of(today, time(18), ADA.zone)))
    assert_all_is_well(walk.progress)
    for name, number in steps:
        STEPS[name](walk, number)
        assert_all_is_well(walk.progress)
