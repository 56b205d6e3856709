"""What is seldom said: screens of members in all kinds of states, and refusals that take a rare moment to get."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from bot.actions.bringing import NoTicks
from bot.actions.cohorts import Hindrance as Hindered
from bot.actions.importing import NotImported, Obstacle
from bot.actions.shelving import Hindrance
from bot.roadmap import DAYS, RhythmDay, Roadmap
from bot.store.errors import Trouble
from bot.study.choices import Pause
from bot.study.progress import Progress
from bot.study.snapshots.progress import progress_snapshot
from bot.study.snapshots.roadmap import roadmap_snapshot
from bot.ui.screens import (
    answers,
    asking,
    bringing,
    catchup,
    cohort_settings,
    focus_refusals,
    joining_cohort,
    leaderboard,
    members,
    not_found,
    plan_refusals,
    roadmap_refusals,
    settings,
    setup,
    switching,
    welcome,
)
from bot.ui.screens.catchup import catchup_screen
from bot.ui.screens.layout import Screen
from bot.ui.screens.plan import plan_screen
from bot.ui.screens.progress import progress_screen
from bot.ui.screens.road import road_screen
from bot.ui.screens.servers import unnamed_server
from bot.ui.screens.streak import freezes_spent, streak_screen
from bot.ui.screens.week import week_screen, weeks_block
from bot.words import speaking
from tests.study.people import MONDAY, standing
from tests.words.listening import SPOKEN, listening
from tests.words.marked import plain

_SCREENS: tuple[Callable[[Progress], Screen], ...] = (
    streak_screen,
    lambda progress: progress_screen(progress_snapshot(progress)),
    plan_screen,
    catchup_screen,
    lambda progress: road_screen(roadmap_snapshot(progress)),
    lambda progress: week_screen(progress, weeks_block(progress)),
    lambda progress: Screen(*_spent(progress)),
)


def _spent(progress: Progress) -> list[str]:
    weeks = [week for week in progress.streak.history if week.freezes_spent]
    return [freezes_spent(progress, weeks)] if weeks else ["-"]


def test_members_in_all_kinds_of_states(curriculum: Roadmap):
    """One to seven study days, kept and broken weeks, breaks, late entries, before the start and after the end."""
    with listening() as heard, speaking(SPOKEN):
        for progress in _members(curriculum, random.Random(20)):
            for screen in _SCREENS:
                heard.hear({"components": screen(progress).to_components()})
    assert heard.faults == set()
    assert len(heard.texts) > 500


def _members(curriculum: Roadmap, chance: random.Random) -> Iterator[Progress]:
    """The same each time."""
    for number in range(140):
        rhythm = [RhythmDay(day=day, activity="Read", hours=1) for day in DAYS[: 1 + number % 7]]
        weeks = chance.choice((1, 2, 3, 6, 9))
        today = MONDAY + timedelta(days=chance.randrange(-3, 7 * weeks))
        diligence = chance.choice((0.1, 0.4, 0.8, 1.0))
        days = ((today - MONDAY).days + 1) * (chance.random() < 0.9)
        studied = [MONDAY + timedelta(days=day) for day in range(days) if chance.random() < diligence]
        first = MONDAY + timedelta(days=chance.randrange(40))
        pause = Pause(first, first + timedelta(days=chance.randrange(1, 16)))
        yield standing(
            curriculum.model_copy(update={"rhythm": rhythm}),
            today,
            studied=studied,
            done=[task.id for task in curriculum.tasks if chance.random() < diligence / 3],
            pauses=(pause,) if chance.random() < 0.5 else (),
        )


_REFUSALS: tuple[Callable[[], str], ...] = (
    *((lambda trouble=trouble: answers.nothing_saved(trouble)) for trouble in Trouble),
    *((lambda why=why: roadmap_refusals.not_shelved(why)) for why in Hindrance),
    *(
        (lambda why=why: roadmap_refusals.not_imported(NotImported(why), "plan.md"))
        for why in Obstacle
        if why is not Obstacle.FAULTY_FILE
    ),
    lambda: roadmap_refusals.no_ticks(NoTicks(takes_too_long=True), "plan.md"),
    lambda: roadmap_refusals.no_such_roadmap("Rust", several=True),
    lambda: plan_refusals.unclear_project("Rust", fits_several=True),
    lambda: setup.cant_invite("Give me Send Messages."),
    setup.invitation_refused,
    setup.changed_meanwhile,
    setup.which_channel,
    focus_refusals.maybe_posted,
    focus_refusals.runs_already,
    lambda: not_found.more_tasks_match(1),
    focus_refusals.task_left_the_roadmap,
    focus_refusals.no_longer_than_that,
    settings.break_too_long,
    settings.reminders_off,
    switching.changed_since,
    switching.on_it_already,
    bringing.changed_since,
    welcome.change_before_ticks,
    welcome.roadmap_changed,
    asking.just_closed,
    catchup.nothing_to_skip,
    answers.shown_below,
    cohort_settings.role_for_everyone,
    cohort_settings.name_too_long,
    cohort_settings.start_too_far_back,
    cohort_settings.no_change,
    *((lambda why=why: joining_cohort.not_grouped(why)) for why in Hindered),
    joining_cohort.ticks_later,
    members.nobody_to_export,
    lambda: leaderboard.newcomers_line(range(1, 100)),
    lambda: unnamed_server(7),
)


@pytest.mark.parametrize("refusal", range(len(_REFUSALS)))
def test_refusals_are_whole_sentences(refusal: int):
    """Each says what it is in one text of the catalogue, and fits into a message when it is longer."""
    with listening(), speaking(SPOKEN):
        said = _REFUSALS[refusal]()
        assert said != plain(said)
    assert plain(said) == _REFUSALS[refusal]()
    assert 0 < len(said) < 1000
