"""Members in every state that a picture has to look right for, each as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.roadmap import Block, Checkpoint, CheckpointItem, Milestone, Phase, Project, Roadmap, Task, Weeks
from bot.roadmap.versions import first_edition
from bot.sandbox.world import ZONE
from bot.study.choices import Choice, Pace, Pause, Scope
from bot.study.days import instant_of
from bot.study.journal import Evidence, Journal, Session, Tick
from bot.study.member import Member, MemberRecord
from bot.study.progress import Progress

START = date(2026, 9, 7)
"""The Monday on which all of them began."""

_DAYS = (0, 2, 5)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Story:
    """How somebody walked a roadmap: how many weeks ago they began, and what they did week by week."""

    weeks: int
    weekday: int = 2
    studied: Callable[[int], tuple[int, ...]] = lambda _week: _DAYS
    done_until: int = 0
    """The roadmap week up to which every task is ticked."""
    tasks: int = 0
    """How many more are."""
    pauses: tuple[Pause, ...] = ()
    choice: Choice = field(default_factory=lambda: Choice(START))
    items: int = 0


def walked(roadmap: Roadmap, story: Story) -> Progress:
    """Where somebody stands after their story."""
    zone = ZoneInfo(ZONE)
    today = START + story.weeks * _WEEK + timedelta(days=story.weekday)
    days = [
        START + week * _WEEK + timedelta(days=day) for week in range(story.weeks + 1) for day in story.studied(week)
    ]
    days = [day for day in days if day <= today]
    done = [task for block in roadmap.blocks if block.weeks.last <= story.done_until for task in block.tasks]
    done = list(roadmap.tasks[: len(done) + story.tasks])
    ticked_on = [days[n * len(days) // len(done)] if days else START for n in range(len(done))]
    journal = Journal(
        tuple(Tick(task.id, day) for task, day in zip(done, ticked_on, strict=True)),
        tuple(Session(day, 60, number=number) for number, day in enumerate(days, 1)),
        tuple(
            Evidence(item.id, days[-1] if days else START, "https://example.org")
            for item in roadmap.items[: story.items]
        ),
    )
    page = MemberRecord(Member(1, 1, zone, visible=True), (story.choice,), story.pauses, journal)
    return Progress(first_edition(roadmap), page, instant_of(today, time(18), zone))


def shaky(week: int) -> tuple[int, ...]:
    """One week with a single day, one with two, then three in each."""
    return {0: (2,), 1: (), 2: (0, 3), 6: (1, 4)}.get(week, _DAYS)


def made_up(titles: tuple[str, ...], weeks_each: int = 8, tasks_each: int = 3, projects: int = 1) -> Roadmap:
    """A roadmap with a phase for each title, and projects side by side."""
    phases: list[Phase] = []
    for number, title in enumerate(titles):
        first = number * weeks_each + 1
        blocks = tuple(
            Block(
                id=f"b{week}",
                title=f"{title} {week}",
                weeks=Weeks(week, min(week + 1, first + weeks_each - 1)),
                tasks=tuple(Task(id=f"t{week}-{n}", text=f"Task {n}") for n in range(tasks_each)),
            )
            for week in range(first, first + weeks_each, 2)
        )
        items = (CheckpointItem(id=f"i{number}", text="Show it"),)
        checkpoint = Checkpoint(title="Checkpoint", items=items)
        weeks = Weeks(first, first + weeks_each - 1)
        phases.append(Phase(id=f"p{number}", title=title, weeks=weeks, blocks=blocks, checkpoint=checkpoint))
    return Roadmap(
        title="Made up",
        phases=tuple(phases),
        projects=tuple(Project(id=f"x{n}", title="Project", weeks=Weeks(2, 3)) for n in range(1, projects + 1)),
        milestones=(Milestone(id="m-first", week=weeks_each, title=f"{titles[0]} done"),),
    )


def states(roadmap: Roadmap) -> dict[str, Progress]:
    """All states by what is special about them."""
    phases = [phase.id for phase in roadmap.phases]
    focus = Choice(START, Scope(phases[2], roadmap.projects[3].id))
    pause = Pause(START + 5 * _WEEK, START + 7 * _WEEK)
    resting = Pause(START + 9 * _WEEK, START + 12 * _WEEK)
    gap = roadmap.model_copy(update={"phases": (roadmap.phases[0], *roadmap.phases[2:]), "focus_phase": None})
    return {
        "new": walked(roadmap, Story(0, weekday=0, studied=lambda _: ())),
        "before the start": walked(roadmap, Story(-1, weekday=4, studied=lambda _: ())),
        "first tick": walked(roadmap, Story(0, weekday=0, studied=lambda _: (0,), tasks=1)),
        "week 9": walked(roadmap, Story(8, studied=shaky, done_until=8, items=2)),
        "4 weeks kept": walked(
            roadmap, Story(3, weekday=5, studied=lambda week: (2, 5) if week == 1 else _DAYS, done_until=4)
        ),
        "behind": walked(roadmap, Story(8, studied=lambda week: (2,) if week % 2 else (), done_until=4)),
        "ahead": walked(roadmap, Story(8, studied=lambda _: (0, 1, 3, 5), done_until=14, items=3)),
        "after a pause": walked(
            roadmap, Story(12, studied=lambda week: () if week in (5, 6) else _DAYS, done_until=8, pauses=(pause,))
        ),
        "paused": walked(
            roadmap, Story(9, studied=lambda week: _DAYS if week < 9 else (), done_until=8, pauses=(resting,))
        ),
        "focus": walked(roadmap, Story(4, done_until=18, choice=focus)),
        "free week": walked(gap, Story(9, done_until=8)),
        "from phase 2": walked(roadmap, Story(6, done_until=12, choice=Choice(START, Scope(phases[1])))),
        "4 months": walked(
            roadmap,
            Story(8, studied=lambda _: (0, 1, 2, 3, 5), done_until=16, choice=Choice(START, pace=Pace(17, "4 months"))),
        ),
        "finished": walked(roadmap, Story(36, weekday=5, done_until=36, items=18)),
        "all ticks, week 20": walked(roadmap, Story(19, done_until=36, items=18)),
        "no ticks, week 20": walked(roadmap, Story(19, studied=lambda _: ())),
        "plan over": walked(roadmap, Story(37, studied=shaky, done_until=34, items=12)),
        "1 phase": walked(made_up(("Learn Rust",), 12), Story(5, done_until=6)),
        "12 phases": walked(
            made_up(tuple(f"Chapter {n}" for n in range(1, 13)), 4), Story(20, studied=shaky, done_until=18)
        ),
        "104 weeks, long titles": walked(
            made_up(("The Foundations of Everything That One Ought to Know Before Beginning",) * 4, 26),
            Story(60, studied=shaky, done_until=50),
        ),
        "as large as can be": walked(made_up(("Much", "More"), 8, 240, projects=20), Story(9, done_until=10)),
        "other scripts": walked(
            made_up(("基礎から学ぶ機械学習", "التعلم العميق", "Основы и Ελληνικά", "🚀 Launch", "🎉🎉"), 4),
            Story(6, done_until=6),
        ),
    }
