"""The road: a station for each phase, the present one with its blocks, its surface as far as it is walked, oneself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from bot.pictures.drawing.road import draw_road
from bot.pictures.drawing.road_path import road_x
from bot.pictures.drawing.road_stations import title_of_block
from bot.pictures.palette import GROUND, INK, PHASES, QUIET, Colour, ahead, node_ahead, phase_colour
from bot.roadmap import Roadmap, Weeks
from bot.sandbox.states import made_up, states
from bot.study.snapshots.road import Road, road_of
from bot.words.alt_text import alt_text
from tests.pictures.looking import Patch, of_size, opened, patches
from tests.study.people import MONDAY, standing, week

FIRST_NODE, A_PHASE, TO_BLOCKS, A_BLOCK, A_LINE = 89.0, 49.0, 44.5, 28.0, 19.0
"""Heights: of the first phase, from phase to phase, from a phase to its first block, from block to block; and of the
second line that "Transformer Implementation", the third block, needs beside a date or a number."""


def drawn(road: Road) -> Image.Image:
    return opened(draw_road(road))


def at(image: Image.Image, x: float, y: float) -> Colour:
    pixel = image.getpixel((round(x * 2.5), round(y * 2.5)))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


def blocks_of(image: Image.Image, phase: int, rows: int) -> list[Colour]:
    """The road below each block of a phase, from the first one on."""
    first = FIRST_NODE + (phase - 1) * A_PHASE + TO_BLOCKS
    lower = A_LINE if phase == 1 else 0
    ys = [first + row * A_BLOCK + A_BLOCK * 0.56 + (lower if row > 2 else 0) for row in range(rows)]
    return [at(image, road_x(y), y) for y in ys]


def rings(image: Image.Image) -> list[Patch]:
    """Oneself, at a block or at a phase."""
    return [p for p in of_size(patches(image, INK), (23.0, 42.0), (23.0, 42.0)) if p.left < 70]


def test_a_new_road_lies_ahead(curriculum: Roadmap) -> None:
    """Nothing done: only the way to where one is is full, the rest is in the thin colours of its phases."""
    image = drawn(road_of(standing(curriculum, MONDAY)))
    assert blocks_of(image, 1, 4) == [ahead(PHASES[0])] * 4
    below = image.crop((0, 140, image.width, image.height))  # the heading has a dot in the colour of the second
    found = [patches(below, phase_colour(number)) for number in range(2, 6) if number != 4]  # flags are of the fourth
    assert found == [[], [], []]
    assert all(of_size(patches(image, node_ahead(phase_colour(n))), (25.0, 33.0), (25.0, 33.0)) for n in (2, 3, 4, 5))


@pytest.mark.parametrize("done", [0, 1, 2, 4])
def test_a_block_is_walked_as_far_as_it_is_done(curriculum: Roadmap, done: int) -> None:
    """Halfway down the road below a block of four tasks: full from the second on."""
    block = curriculum.block_at(5)
    assert block is not None
    assert len(block.tasks) == 4
    road = road_of(standing(curriculum, MONDAY, done=[task.id for task in block.tasks[:done]]))
    y = FIRST_NODE + TO_BLOCKS + 2 * A_BLOCK + A_BLOCK * 0.45
    assert at(drawn(road), road_x(y), y) == (PHASES[0] if done >= 2 else ahead(PHASES[0]))


def test_what_is_open_is_hollow(curriculum: Roadmap) -> None:
    """Two white edges around an empty road, unlike what is ahead."""
    done = [task.id for block in curriculum.phases[0].blocks[:2] for task in block.tasks]
    image = drawn(road_of(standing(curriculum, week(8), done=done)))
    assert blocks_of(image, 1, 4) == [PHASES[0], PHASES[0], GROUND, GROUND]
    y = FIRST_NODE + TO_BLOCKS + 2.5 * A_BLOCK
    assert at(image, road_x(y) - 3.5, y) == INK


@pytest.mark.parametrize(("number", "row"), [(1, 0), (4, 1), (9, 0), (22, 3), (36, 2)])
def test_one_sees_oneself_at_ones_block(curriculum: Roadmap, number: int, row: int) -> None:
    """One ring, at the block that is due; all before it is done."""
    done = [task.id for block in curriculum.blocks if block.weeks.last < number for task in block.tasks]
    progress = standing(curriculum, week(number - 1), done=done)
    (ring,) = rings(drawn(road_of(progress)))
    phase = curriculum.phases.index(progress.current_phase) if progress.current_phase else 0
    y = FIRST_NODE + phase * A_PHASE + TO_BLOCKS + row * A_BLOCK
    assert (ring.top + ring.bottom) / 2 == pytest.approx(y, abs=1)
    assert (ring.left + ring.right) / 2 == pytest.approx(road_x(y), abs=1)


def test_whoever_is_behind_sees_where_to_go_on_and_where_the_plan_is(curriculum: Roadmap) -> None:
    """The phase with the earliest open task is unfolded; the ring stays at the plan's own."""
    road = road_of(standing(curriculum, week(8)))
    assert [bool(phase.blocks) for phase in road.phases] == [True, False, False, False, False]
    assert [phase.is_here for phase in road.phases] == [False, True, False, False, False]
    assert len(rings(drawn(road))) == 1


@pytest.mark.parametrize(("today", "here"), [(-3, 0), (36 * 7, 0), (0, 1)])
def test_nobody_stands_on_a_road_before_its_start_or_after_its_end(curriculum: Roadmap, today: int, here: int) -> None:
    """No ring then."""
    road = road_of(standing(curriculum, week(0) + today * (week(1) - week(0)) / 7))
    assert sum(phase.is_here + sum(block.is_here for block in phase.blocks) for phase in road.phases) == here


def test_others_are_dots_beside_their_phase_or_block(curriculum: Roadmap) -> None:
    """One or two dots, else a dot and their number; nothing where nobody is."""
    progress = standing(curriculum, MONDAY)
    images = [drawn(road_of(progress, others)) for others in ({}, {10: 2}, {10: 30}, {1: 1, 10: 1})]
    left = [image.crop((0, 0, 75, image.height)) for image in images]
    assert [len(of_size(patches(image, QUIET), (5.0, 6.5), (5.0, 6.5))) for image in left] == [0, 2, 1, 2]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("ML Fundamentals", ("ML Fundamentals",)),
        ("Transformer Implementation", ("Transformer", "Implementation")),
        ("All That One Ought to Know of Transformers First", ("All That One Ought to", "Know of…")),
    ],
)
def test_a_long_title_takes_a_second_line_and_is_cut_between_words(
    curriculum: Roadmap, title: str, lines: tuple[str, ...]
) -> None:
    """Beside a number, too; a road is as much higher."""
    road = road_of(standing(curriculum, week(8)))
    phase = road.phases[0]
    blocks = (replace(phase.blocks[0], title=title), *phase.blocks[1:])
    longer = replace(road, phases=(replace(phase, blocks=blocks), *road.phases[1:]))
    assert title_of_block(blocks[0]) == lines
    grown = drawn(longer).height - drawn(road).height
    assert grown == pytest.approx((len(lines) - 1) * A_LINE * 2.5, abs=1)


def test_milestones_are_flags_at_their_blocks(curriculum: Roadmap) -> None:
    """In the present phase, with their own day; those of weeks that were left out are not on the road."""
    whole = road_of(standing(curriculum, MONDAY)).phases[0].blocks
    assert [block.flag is not None for block in whole] == [False, False, False, True]
    assert whole[3].flag
    assert (whole[3].flag.day, whole[3].flag.is_reached) == (week(8) - (week(1) - week(0)) / 7, False)
    flags = of_size(patches(drawn(road_of(standing(curriculum, MONDAY))), PHASES[3]), (14.0, 17.0), (17.0, 19.0))
    assert len(flags) == 2  # and the finish


def test_checkpoints_are_filled_when_all_is_shown(curriculum: Roadmap) -> None:
    """The diamond beside a phase, hollow before."""
    items = curriculum.phases[1].checkpoint
    assert items is not None
    roads = [road_of(standing(curriculum, MONDAY, shown=shown)) for shown in ([], [item.id for item in items.items])]
    assert [road.phases[1].items for road in roads] == [(0, 3), (3, 3)]
    y = FIRST_NODE + A_PHASE + 5 * A_BLOCK + A_LINE + 12
    assert [at(drawn(road), 331, y) for road in roads] == [GROUND, phase_colour(2)]


def test_every_state_has_its_road(curriculum: Roadmap) -> None:
    """One phase or twelve, 104 weeks, any script: drawn, not cut off, and in words within Discord's limit."""
    for name, progress in states(curriculum).items():
        road = road_of(progress, {7: 2, 11: 40})
        image = opened(draw_road(road))
        assert 250 <= image.height / 2.5 <= 640, name
        for edge in ((0, 0, 900, 10), (0, 0, 10, image.height), (880, 0, 900, image.height)):
            assert len(image.crop(edge).getcolors() or []) == 1, (name, edge)
        assert len(alt_text(road)) <= 1024, name


def test_of_very_many_phases_those_around_oneself() -> None:
    """How many come before and after is said; of a long phase too."""
    many = made_up(tuple(f"Chapter {n}" for n in range(1, 41)), 2)
    road = road_of(standing(many, week(40), path=tuple(range(1, 81))))
    assert (road.before, len(road.phases), road.after) == (18, 12, 10)
    assert drawn(road).height / 2.5 < 640
    long = road_of(standing(made_up(("One",), 40), week(20), path=tuple(range(1, 41))))
    (phase,) = long.phases
    assert (phase.before, len(phase.blocks), phase.after) == (0, 3, 17)


def test_the_road_in_words(curriculum: Roadmap) -> None:
    """What a screen reader says is what is drawn."""
    said = alt_text(road_of(states(curriculum)["week 9"], {5: 2}))
    for fact in (
        "Week 9 of 36. On track. Phase 1 Foundations, 7 Sept – 1 Nov: 14 of 14, checkpoint 2 of 3, Project 1 done",
        "Phase 2 LLM Engineering, 2 Nov – 13 Dec: 0 of 12, LLM Architectures 0 of 4 (you are here), Training Infra",
        "Finish 16 May 2027",
    ):
        assert fact in said
    assert "Phase 2 LLM Engineering: not in your plan" in alt_text(road_of(states(curriculum)["focus"]))


def test_a_phase_longer_than_its_blocks(curriculum: Roadmap) -> None:
    """The road goes on, whatever the blocks leave out; a phase of 0 tasks is drawn too."""
    phase = curriculum.phases[0]
    two = (phase.blocks[0], phase.blocks[1].model_copy(update={"weeks": Weeks(25, 28)}))
    long = phase.model_copy(update={"weeks": Weeks(1, 104), "blocks": two})
    roadmap = curriculum.model_copy(update={"phases": (long,), "projects": (), "milestones": (), "focus_phase": None})
    road = road_of(standing(roadmap, MONDAY, path=tuple(range(1, 105))))
    assert drawn(road).height > 500
    nothing = replace(road, phases=(replace(road.phases[0], total=0, done=0, blocks=()),))
    assert "not in your plan" in alt_text(nothing)
    assert drawn(nothing).height > 300
    bare = replace(road, phases=(replace(road.phases[0], done=0, blocks=(), items=(0, 0)),))
    assert "On track. Phase 1 Foundations, 2 Mar – 13 Sept. Finish" in alt_text(bare)
