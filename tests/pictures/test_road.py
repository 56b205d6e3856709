"""The road: a stretch for each phase, blocks filled as far as they are walked, and oneself in the right week."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from bot.pictures.drawing.canvas import SCALE
from bot.pictures.drawing.road import draw_road, unwalked
from bot.pictures.palette import GROUND, INK, PHASES, QUIET, phase_colour
from bot.roadmap import Roadmap, Weeks
from bot.sandbox.states import states
from bot.study.snapshots.road import Road, road_of
from bot.words.alt_text import alt_text
from tests.pictures.looking import Patch, of_size, opened, patches
from tests.study.people import MONDAY, standing, week

BLOCK = (20.0, 560.0), (20.0, 20.0)


def drawn(road: Road) -> Image.Image:
    return opened(draw_road(road))


def blocks(image: Image.Image, number: int, *, walked: bool) -> list[Patch]:
    colour = phase_colour(number) if walked else unwalked(phase_colour(number))
    return of_size(patches(image, colour), *BLOCK)


def test_every_block_is_a_piece_of_its_phase(curriculum: Roadmap) -> None:
    """Nothing done: all of them lie ahead, each in the colour of its phase."""
    image = drawn(replace(road_of(standing(curriculum, MONDAY)), here=None))
    counts = [len(blocks(image, number, walked=False)) for number in range(1, 6)]
    assert counts == [len(phase.blocks) for phase in curriculum.phases]
    assert not any(blocks(image, number, walked=True) for number in range(1, 6))


@pytest.mark.parametrize("done", [1, 2, 3, 4])
def test_a_block_is_filled_as_far_as_it_is_done(curriculum: Roadmap, done: int) -> None:
    """A block of four tasks is walked by quarters."""
    block = curriculum.block_at(5)
    assert block is not None
    assert len(block.tasks) == 4
    tasks = [task.id for task in block.tasks[:done]]
    image = drawn(replace(road_of(standing(curriculum, MONDAY, done=tasks)), here=None))
    (walked,) = blocks(image, 1, walked=True)
    whole = blocks(image, 1, walked=False)[0].width
    assert walked.width == pytest.approx(whole * done / 4, abs=1)


@pytest.mark.parametrize(("number", "phase"), [(1, 1), (4, 1), (9, 2), (22, 3), (36, 5)])
def test_one_sees_oneself_in_ones_week(curriculum: Roadmap, number: int, phase: int) -> None:
    """The ring stands in the middle of the week, on the stretch of its phase."""
    image = drawn(road_of(standing(curriculum, week(number - 1))))
    (ring,) = of_size(patches(image, INK), (20.0, 21.5), (20.0, 21.5))
    weeks = curriculum.phases[phase - 1].weeks
    pieces = blocks(image, phase, walked=False)
    assert any(piece.top <= (ring.top + ring.bottom) / 2 <= piece.bottom for piece in pieces)
    a_week = 526 / 8  # the longest phases have eight weeks between the margins
    middle = 24 + (number - weeks.first + 0.5) * a_week
    assert (ring.left + ring.right) / 2 == pytest.approx(middle, abs=1)


def test_others_are_dots_in_their_weeks(curriculum: Roadmap) -> None:
    """A dot for each where they fit, a number beside one dot where they don't."""
    progress = standing(curriculum, MONDAY)
    images = [drawn(road_of(progress, others)) for others in ({}, {10: 3}, {10: 300})]
    second = blocks(images[0], 2, walked=False)[0]
    dots = [of_size(patches(image, QUIET), (7.0, 7.0), (7.0, 7.0)) for image in images]
    assert [sum(second.top - 14 < dot.top < second.top for dot in found) for found in dots] == [0, 3, 1]


def test_milestones_are_flags_of_the_own_plan(curriculum: Roadmap) -> None:
    """Those of weeks that were left out are not on the road."""
    whole = road_of(standing(curriculum, MONDAY))
    later = road_of(standing(curriculum, MONDAY, path=tuple(range(9, 37))))
    assert whole.milestones == (8, 14, 18, 22, 30, 34, 36)
    assert later.milestones == (14, 18, 22, 30, 34, 36)
    flags = [len(of_size(patches(drawn(road), PHASES[3]), (10.0, 13.5), (15.5, 16.5))) for road in (whole, later)]
    legend = 1
    assert flags == [7 + legend, 6 + legend]


def test_checkpoints_are_filled_when_all_is_shown(curriculum: Roadmap) -> None:
    """The diamond at a phase's end."""
    items = curriculum.phases[1].checkpoint
    assert items is not None
    shown = [item.id for item in items.items]
    road = road_of(standing(curriculum, MONDAY, shown=shown))
    assert [one.items for one in road.stretches] == [(0, 3), (3, 3), (0, 4), (0, 3), (0, 5)]
    none = road_of(standing(curriculum, MONDAY))
    full = [of_size(patches(drawn(each), phase_colour(2)), (17.0, 18.5), (17.0, 18.5)) for each in (none, road)]
    hollow, filled = (found[0] for found in full)
    middle = (round((filled.left + filled.right) * SCALE / 2), round((filled.top + filled.bottom) * SCALE / 2))
    assert drawn(road).getpixel(middle) == phase_colour(2)
    assert drawn(none).getpixel(middle) == GROUND
    assert hollow == filled


def test_every_state_has_its_road(curriculum: Roadmap) -> None:
    """One phase or twelve, 104 weeks, any script: drawn, not cut off, and in words within Discord's limit."""
    for name, progress in states(curriculum).items():
        road = road_of(progress, {7: 2, 11: 40})
        image = opened(draw_road(road))
        assert 150 <= image.height / 2 <= 700, name
        for edge in ((0, 0, 1200, 8), (0, 0, 8, image.height), (1192, 0, 1200, image.height)):
            assert len(image.crop(edge).getcolors() or []) == 1, (name, edge)
        assert len(alt_text(road)) <= 1024, name


def test_the_road_in_words(curriculum: Roadmap) -> None:
    """What a screen reader says is what is drawn."""
    said = alt_text(road_of(states(curriculum)["week 9"], {5: 2}))
    for fact in (
        "Week 9 of 36. On track. 7 Sept 2026 to 16 May 2027",
        "Phase 1 Foundations, 7 Sept – 1 Nov: 14 of 14, checkpoint 2 of 3",
        "Reached: 8",
        "Project 1, weeks 3 to 8: done",
        "Milestones in weeks 8, 14, 18, 22, 30, 34 and 36",
        "Others: 2 in week 5",
    ):
        assert fact in said
    assert "Phase 2 LLM Engineering: not in your plan" in alt_text(road_of(states(curriculum)["focus"]))


def test_a_row_without_blocks(curriculum: Roadmap) -> None:
    """A phase may be longer than its blocks; then a row of it is empty, and a block ends where its row does."""
    phase = curriculum.phases[0]
    two = (phase.blocks[0], phase.blocks[1].model_copy(update={"weeks": Weeks(25, 28)}))
    long = phase.model_copy(update={"weeks": Weeks(1, 104), "blocks": two})
    roadmap = curriculum.model_copy(update={"phases": (long,), "projects": (), "milestones": (), "focus_phase": None})
    road = road_of(standing(roadmap, MONDAY, path=tuple(range(1, 105))))
    assert len(road.stretches) == 4
    assert "0 of 0" in alt_text(road)
    image = drawn(replace(road, here=None))
    assert max(block.right for block in blocks(image, 1, walked=False)) <= 552
