"""The progress card says what is so: the ring in proportion, segments, study days, today in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time

import pytest
from PIL import Image

from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.heat_map import named_months, named_rows
from bot.pictures.palette import AMBER, DEPTHS, GLOW, ICE, INK, PHASES, ahead, phase_colour
from bot.roadmap import Roadmap
from bot.sandbox.states import states
from bot.study.calendar import DayMark, calendar
from bot.study.choices import OwnDays
from bot.study.days import instant_of
from bot.study.progress import Progress
from bot.study.snapshots.card import card_of
from bot.study.snapshots.this_week import DiscState
from bot.words.alt_text import alt_text
from tests.pictures.looking import Patch, count, of_size, opened, patches
from tests.study.people import DAY, MONDAY, standing, week

CELL = (11.0, 13.0), (11.0, 13.0)
MAP_TOP, MAP_BOTTOM = 300, 405
SEGMENTS = (254, 272)
RING = (17, 168), (60, 212)
FIRST_COLUMN, PITCH = 46, 14


def drawn(progress: Progress) -> Image.Image:
    return opened(draw_card(card_of(progress)))


def between(found: Iterable[Patch], top: float, bottom: float) -> list[Patch]:
    return [patch for patch in found if top <= patch.top and patch.bottom <= bottom]


def cells(image: Image.Image) -> list[Patch]:
    found = [cell for colour in DEPTHS for cell in of_size(patches(image, colour), *CELL)]
    return between(found, MAP_TOP, MAP_BOTTOM)


def places(found: Iterable[Patch]) -> set[tuple[int, int]]:
    return {(round((cell.left - FIRST_COLUMN) / PITCH), round((cell.top - MAP_TOP - 4) / PITCH)) for cell in found}


def in_ring(image: Image.Image, colour: tuple[int, int, int]) -> int:
    """How many pixels of the ring have a colour."""
    (left, right), (top, bottom) = RING
    ring = image.crop((round(left * 2.5), round(top * 2.5), round(right * 2.5), round(bottom * 2.5)))
    return count(ring, colour)


# --- the ring


def test_the_first_tick_fills_the_first_segment_and_is_seen_in_the_ring(curriculum: Roadmap) -> None:
    """Before it nothing is full; then one segment and the round end of the first piece are."""
    before, after = drawn(standing(curriculum, MONDAY)), drawn(states(curriculum)["first tick"])
    segment = (15.0, 25.0), (12.5, 13.5)
    assert [len(between(of_size(patches(one, PHASES[0]), *segment), *SEGMENTS)) for one in (before, after)] == [0, 1]
    assert in_ring(before, PHASES[0]) == 0
    assert in_ring(after, PHASES[0]) > 17 * 10


@pytest.mark.parametrize("done", [2, 7, 13])
def test_the_ring_is_filled_in_proportion(curriculum: Roadmap, done: int) -> None:
    """As much of a phase's piece as of its tasks, and all of it only when all are done."""
    tasks = [task.id for block in curriculum.phases[0].blocks for task in block.tasks]
    whole = in_ring(drawn(standing(curriculum, MONDAY, done=tasks)), PHASES[0])
    image = drawn(standing(curriculum, MONDAY, done=tasks[:done]))
    assert in_ring(image, PHASES[0]) / whole == pytest.approx(done / 14, abs=0.07)
    assert (in_ring(image, ahead(PHASES[0])) > 20) == (done < 14)


def test_what_is_overdue_is_hollow_and_what_is_ahead_is_not(curriculum: Roadmap) -> None:
    """White edges around an empty place, in the ring and among the segments; on track there are none."""
    done = [task.id for block in curriculum.phases[0].blocks[:2] for task in block.tasks]
    hollow = (17.0, 24.0), (12.5, 13.5)
    behind, well = drawn(standing(curriculum, week(8), done=done)), drawn(standing(curriculum, week(4), done=done))
    found = [len(between(of_size(patches(one, INK), *hollow), *SEGMENTS)) for one in (behind, well)]
    assert found == [8, 0]
    assert in_ring(behind, INK) > in_ring(well, INK) + 200  # the number inside is in both


def test_only_what_is_in_the_plan_has_a_piece(curriculum: Roadmap) -> None:
    """A phase that was left out is not in the ring, whatever is ticked in it."""
    done = [task.id for task in curriculum.tasks]
    progress = standing(curriculum, MONDAY, path=tuple(range(9, 37)), done=done)
    assert [phase.number for phase in card_of(progress).ring] == [2, 3, 4, 5]
    assert in_ring(drawn(progress), PHASES[0]) == 0
    assert in_ring(drawn(progress), PHASES[1]) > 0


# --- the streak


def test_the_flame_burns_only_for_a_streak(curriculum: Roadmap) -> None:
    """With its number of weeks, or none at all: never with a 0."""
    kept = [MONDAY, MONDAY + 2 * DAY, MONDAY + 5 * DAY]
    none, one = drawn(standing(curriculum, week(1))), drawn(standing(curriculum, week(1), studied=kept))
    flame = (50.0, 80.0), (85.0, 93.0)
    assert [len(of_size(patches(image, AMBER), *flame)) for image in (none, one)] == [0, 1]
    assert [bool(patches(image, GLOW)) for image in (none, one)] == [False, True]


@pytest.mark.parametrize(
    ("today", "studied", "discs"),
    [
        (0, (), "Mt Wc Sc"),
        (0, (0,), "Md Wc Sc"),
        (2, (), "Mp Wt Sc"),
        (2, (1,), "Td Wt Sc"),  # any day counts, and takes the place of one that went by
        (6, (1, 3), "Td Td St"),
        (6, (1, 3, 6), "Td Td Sd"),
        (6, (0, 1, 2, 3), "Md Td Wd"),
    ],
)
def test_the_weeks_discs(curriculum: Roadmap, today: int, studied: tuple[int, ...], discs: str) -> None:
    """As many as keep the week: done, today, to come, passed."""
    progress = standing(curriculum, MONDAY + today * DAY, studied=[MONDAY + n * DAY for n in studied])
    letters = {DiscState.DONE: "d", DiscState.TODAY: "t", DiscState.TO_COME: "c", DiscState.PASSED: "p"}
    shown = card_of(progress).week.discs
    assert " ".join("MTWTFSS"[disc.weekday] + letters[disc.state] for disc in shown) == discs
    amber = of_size(patches(drawn(progress), AMBER), (23.0, 25.0), (23.0, 25.0))
    assert len(amber) == discs.count("d")


# --- the heat map


@pytest.mark.parametrize("number", [0, 1, 2, 20, 40])
def test_every_study_day_is_one_cell(curriculum: Roadmap, number: int) -> None:
    """As many cells are filled as days were studied."""
    studied = [MONDAY + 3 * DAY * n for n in range(number)]
    assert len(cells(drawn(standing(curriculum, week(14), studied=studied)))) == number


def test_days_stand_in_their_week_and_row(curriculum: Roadmap) -> None:
    """A column for a week, a row for a weekday; today has a ring around it."""
    days = [MONDAY, MONDAY + 6 * DAY, week(1) + 2 * DAY, week(10) + 6 * DAY]
    image = drawn(standing(curriculum, week(14) + 3 * DAY, studied=days))
    assert places(cells(image)) == {(0, 0), (0, 6), (1, 2), (10, 6)}
    rings = of_size(patches(image, INK), (15.0, 17.0), (15.0, 17.0))
    assert places(between(rings, MAP_TOP - 4, MAP_BOTTOM + 4)) == {(14, 3)}


@pytest.mark.parametrize(
    ("ticks", "minutes", "depth"), [(1, 0, 0), (2, 0, 1), (3, 0, 2), (9, 0, 2), (1, 59, 0), (1, 60, 1), (2, 90, 2)]
)
def test_a_day_is_as_deep_as_much_was_done(curriculum: Roadmap, ticks: int, minutes: int, depth: int) -> None:
    """By what was done on it; a long day on one task is not pale."""
    progress = standing(curriculum, MONDAY, done=[task.id for task in curriculum.tasks[:ticks]])
    journal = progress.journal
    first, *others = (tick._replace(study_day=MONDAY) for tick in journal.ticks)
    journal = replace(journal, ticks=(first._replace(minutes=minutes or None), *others))
    (cell,) = (
        colour
        for colour in DEPTHS
        if of_size(patches(drawn(replace(progress, record=replace(progress.record, journal=journal))), colour), *CELL)
    )
    assert cell == DEPTHS[depth]


def test_kept_and_frozen_weeks_are_underlined(curriculum: Roadmap) -> None:
    """Amber for a kept week, ice where a freeze stood in, none where the chain broke."""
    kept = [week(n) + day * DAY for n in (0, 1) for day in (0, 2, 5)]
    image = drawn(standing(curriculum, week(4) + 3 * DAY, studied=[*kept, week(2), week(2) + DAY]))
    lines = [len(of_size(patches(image, colour), (11.0, 13.0), (4.0, 4.0))) for colour in (AMBER, ICE)]
    assert lines == [2, 1]


@pytest.mark.parametrize(
    ("first", "months"),
    [
        (date(2026, 11, 30), "0 Dec 4 Jan 9 Feb 13 Mar 17 Apr"),
        (date(2026, 9, 28), "0 Oct 4 Nov 9 Dec 13 Jan 18 Feb"),
        (date(2026, 9, 7), "0 Sep 3 Oct 7 Nov 12 Dec 16 Jan"),
        (date(2026, 9, 14), "2 Oct 6 Nov 11 Dec 15 Jan"),  # no room for September before October
    ],
)
def test_months_are_named_where_they_begin(first: date, months: str) -> None:
    """Over the first week that holds the 1st, never running into each other."""
    named = named_months([first + n * 7 * DAY for n in range(21)])
    names = ["-", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    assert " ".join(f"{column} {names[month]}" for column, month in named) == months


@pytest.mark.parametrize(
    ("days", "named"),
    [((0, 2, 5), [0, 2, 5]), ((6,), [6]), ((1, 3, 6), [1, 3, 6]), ((0, 1, 2, 3, 4, 5, 6), [0, 2, 4, 6]), ((5, 6), [5])],
)
def test_the_heat_map_names_ones_own_study_days(curriculum: Roadmap, days: tuple[int, ...], named: list[int]) -> None:
    """Of two neighbours the first, so that the names have room; another choice is another picture."""
    progress = standing(curriculum, MONDAY)
    own = replace(progress, record=replace(progress.record, own_days=(OwnDays(MONDAY, days),)))
    assert named_rows(card_of(own).calendar) == named
    assert (draw_card(card_of(own)) == draw_card(card_of(progress))) == (days == (0, 2, 5))


# --- the whole card


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
    images = {name: opened(draw_card(card)) for name, card in found.items()}
    assert len({image.tobytes() for image in images.values()}) == len(images) >= 22
    for name, image in images.items():
        assert image.size == (900, 1125), name
        for edge in ((0, 0, 900, 10), (0, 0, 10, 1125), (890, 0, 900, 1125), (0, 1115, 900, 1125)):
            assert len(image.crop(edge).getcolors() or []) == 1, (name, edge)


@pytest.mark.parametrize("phases", [24, 100])
def test_a_ring_of_very_many_phases(curriculum: Roadmap, phases: int) -> None:
    """Small pieces, then one for all: the card is drawn, and what is done is seen."""
    card = card_of(states(curriculum)["1 phase"])
    ring = tuple(
        replace(card.ring[0], number=number, done=2 * (number < 4), total=2) for number in range(1, phases + 1)
    )
    image = opened(draw_card(replace(card, ring=ring)))
    assert in_ring(image, phase_colour(1)) > 50


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("new", "Week 1 of 36. On track. 0 of 70 tasks"),
        (
            "behind",
            "Week 9 of 36. 8 tasks open from earlier weeks. 6 of 70 tasks. Phase 1 Foundations: 6 of 14, 8 open",
        ),
        ("ahead", "Ahead: "),
        ("paused", "Paused until 30 Nov 2026"),
        ("focus", "Week 5 of 12. On track. 8 of 24 tasks. Phase 3 Alignment & Safety: 8 of 16"),
        ("finished", "Roadmap complete. Everything in your plan is done. Finished 19 May 2027. 70 of 70 tasks"),
        ("1 phase", "9 of 18 tasks. Phase 1 Learn Rust: 9 of 18"),
        ("other scripts", "Phase 3 Основы и Ελληνικά: 0 of 6"),
        ("week 9", "Streak 6 weeks, 2 of 3 study days this week, 0 freezes"),
    ],
)
def test_the_card_in_words(curriculum: Roadmap, name: str, words: str) -> None:
    """What a screen reader says is what is drawn, and fits into Discord's 1,024 characters."""
    said = alt_text(card_of(states(curriculum)[name]))
    assert words in said
    assert len(said) <= 1024


def test_studied_days_in_words(curriculum: Roadmap) -> None:
    """The heat map is said week by week from its first on, with what became of each, and what is planned."""
    progress = standing(curriculum, week(2), studied=[MONDAY, MONDAY + DAY, week(2)])
    assert (
        "3 study days. Week by week from 2 Mar 2026: Mon Tue, kept with a freeze; none; Mon. Planned: this week Wed Sat"
        in alt_text(card_of(progress))
    )
    assert calendar(progress).weeks[0].days[0] is DayMark.STUDIED


def test_the_start_is_told_before_it(curriculum: Roadmap) -> None:
    """Before the first Monday the card says when it begins."""
    said = alt_text(card_of(standing(curriculum, MONDAY - 3 * DAY)))
    assert "Starts 2 Mar 2026" in said
