"""The progress card says what is so: bars in proportion, the days that were studied, today in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from PIL import Image

from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.days import named_rows
from bot.pictures.palette import FAINT, GROUND, INK, PHASES, QUIET, TRACK, mixed
from bot.roadmap import Roadmap
from bot.sandbox.states import states
from bot.study.calendar import DayMark, calendar
from bot.study.choices import OwnDays, Pause
from bot.study.days import instant_of
from bot.study.progress import Progress
from bot.study.snapshots.card import card_of
from bot.words.alt_text import alt_text
from tests.pictures.looking import Patch, of_size, opened, patches
from tests.study.people import DAY, MONDAY, standing, week

CELL = (11.0, 13.0), (7.5, 8.5)
"""A day of a plan of 36 weeks, in units; the legend's sample is a little higher."""

BAR = (7.0, 600.0), (12.0, 12.0)


def drawn(progress: Progress) -> Image.Image:
    return opened(draw_card(card_of(progress)))


def cells(image: Image.Image) -> list[Patch]:
    return [cell for colour in PHASES for cell in of_size(patches(image, colour), *CELL)]


def bars(image: Image.Image) -> list[Patch]:
    found = [bar for colour in PHASES for bar in of_size(patches(image, colour), *BAR)]
    return sorted(found, key=lambda bar: bar.top)


@pytest.mark.parametrize("number", [0, 1, 2, 20, 100])
def test_every_study_day_is_one_cell(curriculum: Roadmap, number: int) -> None:
    """As many cells are filled as days were studied."""
    studied = [MONDAY + 2 * DAY * n for n in range(number)]
    image = drawn(standing(curriculum, week(30), studied=studied))
    assert len(cells(image)) == number


def test_days_stand_in_their_week_and_row(curriculum: Roadmap) -> None:
    """A column for a week, a row for a weekday."""
    days = [MONDAY, MONDAY + 6 * DAY, week(1) + 2 * DAY, week(35) + 6 * DAY]
    found = cells(drawn(standing(curriculum, week(35) + 6 * DAY, studied=days)))
    left, top = min(cell.left for cell in found), min(cell.top for cell in found)
    right = max(cell.left for cell in found)
    places = {(round((cell.left - left) / (right - left) * 35), round((cell.top - top) / 11)) for cell in found}
    assert places == {(0, 0), (0, 6), (1, 2), (35, 6)}


@pytest.mark.parametrize(("weeks", "weekday"), [(0, 0), (0, 6), (8, 2), (20, 5), (35, 6)])
def test_today_is_marked_in_its_cell(curriculum: Roadmap, weeks: int, weekday: int) -> None:
    """The ring lies around today, and nowhere else."""
    today = week(weeks) + weekday * DAY
    days = [MONDAY, week(35) + 6 * DAY]
    image = drawn(standing(curriculum, today, studied=days))
    found = cells(image)
    left, right = min(cell.left for cell in found), max(cell.left for cell in found)
    top = min(cell.top for cell in found)
    rings = [ring for ring in of_size(patches(image, INK), (15.0, 17.0), (11.5, 12.5)) if ring.top < top + 80]
    places = [(round((r.left - left) / (right - left) * 35), round((r.top - top) / 11)) for r in rings]
    assert places == [(weeks, weekday)]


@pytest.mark.parametrize("share", [0, 1, 3, 7, 10, 13, 14])
def test_bars_are_in_proportion(curriculum: Roadmap, share: int) -> None:
    """A bar is as long as its part of the tasks; nothing done has none, and all done is full."""
    second = [task.id for block in curriculum.phases[1].blocks for task in block.tasks]
    first = [task.id for block in curriculum.phases[0].blocks for task in block.tasks]
    found = bars(drawn(standing(curriculum, MONDAY, done=[*second, *first[:share]])))
    full = found[-1]
    assert len(found) == (2 if share else 1)
    if share:
        assert found[0].width == pytest.approx(full.width * share / 14, abs=0.6)
        assert found[0].left == full.left


def test_what_is_out_of_the_plan_has_no_bar(curriculum: Roadmap) -> None:
    """A phase that was left out is hatched, whatever is ticked in it, and its days count all the same."""
    done = [task.id for task in curriculum.tasks]
    image = drawn(standing(curriculum, MONDAY, path=tuple(range(9, 37)), done=done, studied=[MONDAY]))
    assert len(bars(image)) == 4
    assert len(of_size(patches(image, FAINT), (4.0, 6.0), (4.0, 6.0))) > 10
    ticked_before_the_start = 1
    assert len(of_size(patches(image, PHASES[1]), (13.0, 16.0), (7.5, 8.5))) == 1 + ticked_before_the_start


def test_kept_and_frozen_weeks_are_underlined(curriculum: Roadmap) -> None:
    """A line for a kept week; a broken one where a freeze stood in; none where the chain broke."""
    kept = [week(n) + day * DAY for n in (0, 1) for day in (0, 2, 5)]
    image = drawn(standing(curriculum, week(4) + 3 * DAY, studied=[*kept, week(2), week(2) + DAY]))
    lines = [line for line in of_size(patches(image, INK), (10.0, 13.0), (3.0, 3.0)) if line.left < 100]
    assert len(lines) == 2


def test_paused_days_are_hollow(curriculum: Roadmap) -> None:
    """A pause of two weeks leaves fourteen empty frames, and one in the legend."""
    pause = Pause(week(3), week(5))
    image = drawn(standing(curriculum, week(6), pauses=(pause,)))
    uprights = of_size(patches(image, mixed(QUIET, GROUND, 0.55)), (1.0, 1.0), (4.0, 8.0))
    assert len(uprights) == 2 * 15


def test_projects_show_their_state(curriculum: Roadmap) -> None:
    """A filled field for a done one, an outlined for one under way, a dark for one ahead."""
    done = [task.id for block in curriculum.blocks if 3 <= block.weeks.first <= 8 for task in block.tasks]
    image = drawn(standing(curriculum, week(17), done=done))
    light = of_size(patches(image, INK), (65.0, 75.0), (25.5, 26.5))
    dark = of_size(patches(image, TRACK), (65.0, 75.0), (25.5, 26.5))
    assert (len(light), len(dark)) == (2, 4)


def test_equal_facts_give_equal_pictures(curriculum: Roadmap) -> None:
    """The same card is the same file, also for another member at another hour; another day is another."""
    one = standing(curriculum, MONDAY, studied=[MONDAY])
    later = replace(one, now=instant_of(MONDAY, time(22), one.member.zone))
    assert card_of(one) == card_of(later)
    assert draw_card(card_of(one)) == draw_card(card_of(later))
    assert card_of(one) != card_of(standing(curriculum, MONDAY + DAY, studied=[MONDAY]))


def test_every_state_draws_its_own_card(curriculum: Roadmap) -> None:
    """New, behind, ahead, paused, finished, one phase or twelve, any script: all differ, and none is cut off."""
    found = {name: card_of(progress) for name, progress in states(curriculum).items()}
    assert len(found) == 17
    images = {name: opened(draw_card(card)) for name, card in found.items()}
    assert len({image.tobytes() for image in images.values()}) == len(images)
    for name, image in images.items():
        assert 300 <= image.height / 2 <= 700, name
        for edge in ((0, 0, 1200, 8), (0, 0, 8, image.height), (1192, 0, 1200, image.height)):
            assert len(image.crop(edge).getcolors() or []) == 1, (name, edge)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("new", "Week 1 of 36. On track. 0 of 70 tasks"),
        ("behind", "Week 9 of 36. 8 tasks open from earlier weeks"),
        ("ahead", "Ahead: "),
        ("paused", "Paused until 30 Nov 2026"),
        ("focus", "phase 1 Foundations not in your plan"),
        ("finished", "Roadmap complete. Everything in your plan is done. 70 of 70 tasks"),
        ("1 phase", "9 of 18 tasks: phase 1 Learn Rust 9 of 18. Project 1 done."),
        ("other scripts", "phase 3 Основы и Ελληνικά 0 of 6"),
    ],
)
def test_the_card_in_words(curriculum: Roadmap, name: str, words: str) -> None:
    """What a screen reader says is what is drawn, and fits into Discord's 1,024 characters."""
    said = alt_text(card_of(states(curriculum)[name]))
    assert words in said
    assert len(said) <= 1024


def test_studied_days_in_words(curriculum: Roadmap) -> None:
    """The heat map is said week by week, with what became of each."""
    progress = standing(curriculum, week(2), studied=[MONDAY, MONDAY + DAY, week(2)])
    assert "Study days week by week: Mon Tue, kept with a freeze; none; Mon." in alt_text(card_of(progress))
    assert calendar(progress).weeks[0].days[0] is DayMark.STUDIED


def test_the_start_is_told_before_it(curriculum: Roadmap) -> None:
    """Before the first Monday the card says when it begins."""
    said = alt_text(card_of(standing(curriculum, MONDAY - 3 * DAY)))
    assert "Starts 2 Mar 2026" in said


@pytest.mark.parametrize(
    ("days", "named"),
    [((0, 2, 5), [0, 2, 5]), ((6,), [6]), ((1, 3, 6), [1, 3, 6]), ((0, 1, 2, 3, 4, 5, 6), [0, 2, 4, 6]), ((5, 6), [5])],
)
def test_the_heat_map_names_ones_own_study_days(curriculum: Roadmap, days: tuple[int, ...], named: list[int]) -> None:
    """Of two neighbours the first, so that the names have room; another choice is another picture."""
    progress = standing(curriculum, MONDAY)
    own = replace(progress, page=replace(progress.page, own_days=(OwnDays(MONDAY, days),)))
    assert named_rows(card_of(own).calendar) == named
    assert (draw_card(card_of(own)) == draw_card(card_of(progress))) == (days == (0, 2, 5))
