"""The week in the server, and what is celebrated."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.pictures.drawing.achievement import draw_achievement
from bot.pictures.drawing.group import draw_group
from bot.pictures.palette import AMBER, GLOW, GROUND, ICE, INK, PHASES, mixed, phase_colour
from bot.roadmap import Roadmap
from bot.sandbox.states import states
from bot.study.achievements import AchievementKind, achievements, is_round, reached
from bot.study.group import GroupWeek
from bot.words.alt_text import alt_text
from tests.pictures.looking import count, of_size, opened, patches
from tests.study.people import MONDAY

SATURDAY = MONDAY + timedelta(days=5)


@pytest.mark.parametrize("days", [(5, 2, 7, 1, 0, 4, 0), (9, 9, 9, 9, 9, 9, 0), (1207, 1, 300, 0, 0, 8, 0)])
def test_columns_are_in_proportion(days: tuple[int, ...]) -> None:
    """As high as their number of members, beside the highest; no member, no column."""
    week = GroupWeek(MONDAY, SATURDAY, days, max(days), 4, 1, 2)
    found = of_size(patches(opened(draw_group(week)), phase_colour(2)), (26.0, 28.0), (9.0, 200.0))
    heights = [column.height for column in sorted(found, key=lambda column: column.left)]
    highest = max(days)
    assert heights == [pytest.approx(max(10, 100 * number / highest), abs=0.6) for number in days if number]


def test_a_small_group_is_counted_in_dots() -> None:
    """A dot for each member on a day, as long as one sees at a glance how many."""
    days = (3, 0, 0, 6, 0, 1, 0)
    found = patches(opened(draw_group(GroupWeek(MONDAY, SATURDAY, days, 6, 4, 1, 2))), phase_colour(2))
    dots = sorted(round(dot.left) for dot in of_size(found, (15.0, 17.5), (15.0, 17.5)))
    assert [dots.count(x) for x in dict.fromkeys(dots)] == [3, 6, 1]


def test_the_week_in_words() -> None:
    """Sums by day up to today, and nobody's name or rank."""
    said = alt_text(GroupWeek(MONDAY, SATURDAY, (5, 2, 7, 1, 0, 4, 0), 8, 23, 1, 5))
    assert said == (
        "The week in this server, 2 Mar – 8 Mar: 8 members studied. "
        "Members by day: Mon 5, Tue 2, Wed 7, Thu 1, Fri 0, Sat 4. "
        "23 tasks done, 1 checkpoint passed, 5 chains kept so far."
    )
    own_days = alt_text(GroupWeek(MONDAY, SATURDAY, (5, 2, 7, 1, 0, 4, 0), 8, 23, 1, 5, (1, 3)))
    assert own_days == f"{said} Study days are Tue and Thu."


def test_the_study_days_stand_out() -> None:
    """Not the day of the post: the letters of the server's days are as bright as what is read first."""
    pictures = {
        days: opened(draw_group(GroupWeek(MONDAY, SATURDAY, (3, 0, 2, 0, 1, 6, 0), 6, 0, 0, 0, days)))
        for days in ((), (0,), (0, 2, 5))
    }
    bright = [count(picture, INK) for picture in pictures.values()]
    assert bright[0] < bright[1] < bright[2]


def test_an_achievement_wears_its_phase(curriculum: Roadmap) -> None:
    """A phase's ring has its colour, the roadmap's sun its own; each achievement has its own picture."""
    progress = states(curriculum)["finished"]
    found = [reached(progress, achievement) for achievement in achievements(progress)]
    pictures = [draw_achievement(it) for it in found]
    assert len(set(pictures)) == len(found) == 1 + 5 + 7
    for it, picture in zip(found, pictures, strict=True):
        if it.achievement.kind is not AchievementKind.MILESTONE:
            colour, size = (phase_colour(it.number), (115.0, 117.0)) if it.number else (GLOW, (81.0, 83.0))
            assert of_size(patches(opened(picture), colour), size, size), it


def test_a_round_number_of_weeks_has_the_flame_and_the_chain(curriculum: Roadmap) -> None:
    """With a flake for the week that a freeze has kept, and no confetti."""
    progress = states(curriculum)["4 weeks kept"]
    (achievement,) = achievements(progress)
    assert achievement.kind is AchievementKind.STREAK
    picture = opened(draw_achievement(reached(progress, achievement)))
    links = [of_size(patches(picture, colour), (21.0, 23.0), (21.0, 23.0)) for colour in (ICE, AMBER)]
    assert len(links[0]) == 1
    assert len(of_size(patches(picture, AMBER), (80.0, 105.0), (118.0, 123.0))) == 1
    assert not count(picture, mixed(PHASES[4], GROUND, 0.85))
    assert alt_text(reached(progress, achievement)) == "4 weeks in a row. 3 of 3 study days this week. 1 freeze."


def test_which_numbers_of_weeks_are_round() -> None:
    """A picture every week would become wallpaper."""
    assert [weeks for weeks in range(105) if is_round(weeks)] == [1, 2, 4, 8, 12, 26, 52, 78, 104]


def test_a_celebration_in_words(curriculum: Roadmap) -> None:
    """What was reached, and what it took; a title that can't be drawn is said all the same."""
    progress = states(curriculum)["finished"]
    first = next(achievement for achievement in achievements(progress) if achievement.kind is AchievementKind.PHASE)
    assert alt_text(reached(progress, first)) == (
        "Phase 1 complete: Foundations. 14 tasks, 14 study days, a streak of 37 weeks."
    )
    other = states(curriculum)["other scripts"]
    assert "Phase 1 complete: 基礎" in alt_text(reached(other, achievements(other)[0]))
