"""What groups and reviews seldom say: each from the values that make the bot say it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.roadmap import Roadmap
from bot.roadmap.versions import first_edition
from bot.study.cohort_posts import CohortPost
from bot.study.cohorts import Cohort, Membership, Shares
from bot.study.deliveries import COHORT_END
from bot.study.group import GroupWeek, Together
from bot.study.look_back import WeekPart
from bot.study.review import Peers, Policy, Readers, State, Waiting
from bot.study.rosters import MemberFacts
from bot.study.shelf import Archiving, ServerRoadmap
from bot.ui.screens import cohort_settings, cohorts, joining_cohort
from bot.ui.screens.cohort_posts import cohort_post_screen
from bot.ui.screens.layout import Screen
from bot.ui.screens.members import exported, member_line
from bot.ui.screens.post import parts_of_week
from bot.ui.screens.review import queue_screen
from bot.ui.screens.shelf import archive_screen
from bot.words import speaking
from bot.words.reviews import state_name
from tests.study.people import DAY, MONDAY
from tests.words.listening import SPOKEN, listening
from tests.words.marked import plain

_SPRING = Cohort(1, 1, "Spring", MONDAY, 0, Shares.MENTORS, 9)
_THEN = datetime.combine(MONDAY, time(12), UTC)
_GARDEN = ServerRoadmap(1, "Kitchen garden", 1, _THEN, members=1)
_ADA = MemberFacts("Ada", "Spring", 9, 36, MONDAY, 3, 70, 0, 5, MONDAY, True, False, False)


def _end(roadmap: Roadmap) -> str:
    post = CohortPost(COHORT_END, _SPRING, first_edition(roadmap), Together(9, 5, 1))
    return _words(cohort_post_screen(post, late=False, mark="m"))


def _many_parts(roadmap: Roadmap) -> str:
    week = GroupWeek(MONDAY, MONDAY + 5 * DAY, (3, 0, 3, 0, 0, 3, 0), 3, 4, 0, 0)
    return parts_of_week([WeekPart(roadmap, replace(_SPRING, number=n, name=f"Group {n}"), week) for n in range(9)])


def _to_sums(_roadmap: Roadmap) -> str:
    before = replace(_SPRING, size=1)
    return _words(
        cohort_settings.change_screen(before, replace(before, shares=Shares.SUMS, role_id=None), 1, anew=True)
    )


def _queue(page: int) -> str:
    waits = Waiting(1, 2, "Phase 1", Readers(Policy.MENTOR, 9), True, _THEN, 3, 0, None, Peers())
    return _words(queue_screen([replace(waits, number=number) for number in range(1, 12)], page))


def _words(screen: Screen) -> str:
    return "\n".join(str(getattr(one, "content", getattr(one, "label", ""))) for one in screen.walk_children())


_SAID: dict[str, Callable[[Roadmap], str]] = {
    "1 task done together.": _end,
    "… and 1 more group": _many_parts,
    "complete": lambda _: member_line(_ADA._replace(is_complete=True), with_cohort=False),
    "on another roadmap": lambda _: member_line(_ADA._replace(is_parked=True), with_cohort=False),
    "More checkpoints ▶": lambda _: _queue(0),
    "◀ Previous checkpoints": lambda _: _queue(1),
    "returned": lambda _: state_name(State.RETURNED, None),
    "fits several cohorts": lambda _: joining_cohort.no_such_cohort("S", several=True),
    "What's the cohort called?": lambda _: cohort_settings.name_empty(),
    "no role is needed": lambda _: cohort_settings.role_without_mentors(),
    "nobody, only sums": _to_sums,
    "who sees what in **Spring**.": lambda _: cohorts.terms_changed(
        Membership(replace(_SPRING, shares=Shares.SUMS, role_id=None, terms=2), MONDAY, 1)
    ),
    "My next private reply tells them": _to_sums,
    "the table has only the others": lambda _: exported(0),
    "Nobody is on it now": lambda _: _words(archive_screen(Archiving(replace(_GARDEN, members=0)), MONDAY)),
    "The 1 member on it carries on": lambda _: _words(archive_screen(Archiving(_GARDEN), MONDAY)),
}


@pytest.mark.parametrize("words", _SAID)
def test_rare_words_of_groups(curriculum: Roadmap, words: str):
    """In the catalogue's words, whatever language they are in."""
    with listening(), speaking(SPOKEN):
        said = _SAID[words](curriculum)
    assert words in plain(said)
    assert said != plain(said)
