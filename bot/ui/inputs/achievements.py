"""What can be reached, by what an admin types or picks from the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from discord import app_commands

from bot.roadmap.versions import Edition
from bot.study.achievements import Achievement, AchievementKind
from bot.study.letters import without_marks
from bot.ui.inputs import MOST_CHOICES
from bot.ui.replies import Refusal
from bot.ui.screens.layout import short
from bot.ui.screens.roles import no_such_achievement
from bot.words.states import goal_name


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to reach on a roadmap, as lists name it."""

    roadmap_id: int
    achievement: str
    name: str

    @property
    def value(self) -> str:
        """Its value in lists."""
        return f"{self.roadmap_id}:{self.achievement}"


def goals_of(editions: Sequence[Edition]) -> list[Goal]:
    """All that can be reached, roadmap by roadmap: the whole, its phases, its milestones."""
    goals = [
        Goal(
            one.roadmap_id, achievement.key, name if len(editions) == 1 else f"{short(one.roadmap.title, 40)} · {name}"
        )
        for one in editions
        for achievement, name in _named(one)
    ]
    times = Counter(without_marks(goal.name) for goal in goals)
    return [goal if times[without_marks(goal.name)] == 1 else _told_apart(goal) for goal in goals]


def _told_apart(goal: Goal) -> Goal:
    """One of several with the same name: its id stands beside it."""
    return replace(goal, name=f"{short(goal.name, 50)} · {goal.value}")


def _named(edition: Edition) -> Iterable[tuple[Achievement, str]]:
    roadmap = edition.roadmap
    yield Achievement(AchievementKind.ROADMAP), goal_name(AchievementKind.ROADMAP, roadmap.title)
    for phase in roadmap.phases:
        yield (
            Achievement(AchievementKind.PHASE, phase.id),
            goal_name(AchievementKind.PHASE, phase.title, roadmap.number_of(phase)),
        )
    for milestone in roadmap.milestones:
        yield (
            Achievement(AchievementKind.MILESTONE, milestone.id),
            goal_name(AchievementKind.MILESTONE, milestone.title),
        )


def goal_choices(goals: Sequence[Goal], typed: str) -> list[app_commands.Choice[str]]:
    """What can be reached, to pick from."""
    found = [goal for goal in goals if without_marks(typed) in without_marks(goal.name)]
    return [app_commands.Choice(name=short(goal.name, 100), value=goal.value) for goal in found[:MOST_CHOICES]]


def read_goal(typed: str, goals: Sequence[Goal]) -> Goal:
    """What a text names. Raises Refusal."""
    wanted = typed.strip()
    found = [goal for goal in goals if wanted == goal.value]
    same = without_marks(wanted)
    found = found or [
        goal for goal in goals if same in (without_marks(goal.name), without_marks(short(goal.name, 100)))
    ]
    if len(found) != 1:
        raise Refusal(no_such_achievement(short(wanted, 60)))
    return found[0]
