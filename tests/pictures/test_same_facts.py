"""What a picture shows, *As text* and the alt text say: every fact, in one order (§8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import discord
import pytest

from bot.pictures.drawing.achievement import draw_achievement
from bot.pictures.drawing.canvas import Canvas
from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.group import draw_group
from bot.pictures.drawing.road import draw_road
from bot.roadmap import Roadmap
from bot.sandbox.states import START, Story, made_up, states, walked
from bot.study.achievements import achievements, reached
from bot.study.choices import Choice, Scope
from bot.study.group import GroupWeek
from bot.study.progress import Progress
from bot.study.snapshots.card import Card
from bot.study.snapshots.progress import progress_snapshot
from bot.study.snapshots.road import Road, RoadBlock, RoadPhase
from bot.study.snapshots.roadmap import roadmap_snapshot
from bot.study.snapshots.status import Stage
from bot.ui.screens.layout import Screen
from bot.ui.screens.progress import progress_as_text
from bot.ui.screens.road import road_as_text
from bot.words.alt_text import LONGEST, alt_text
from tests.pictures.facts import BLOCK, CARD, PHASE, ROAD, Fact, misses, title
from tests.study.people import MONDAY, standing, week

OTHERS = {7: 2, 11: 40}
NAMES = (
    *("new", "before the start", "first tick", "week 9", "4 weeks kept", "behind", "ahead", "after a pause", "paused"),
    *("focus", "free week", "from phase 2", "4 months", "finished", "all ticks, week 20", "no ticks, week 20"),
    *("plan over", "1 phase", "12 phases", "104 weeks, long titles", "as large as can be", "other scripts"),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?\b({'|'.join(_MONTHS)})[a-z]*(?: \d{{4}})?")
"""A day, whose year words leave out where it is this one."""


_IN_PLACE_OF_A_TITLE = re.compile(r"Week [\d-]+")


def text_of(screen: Screen) -> str:
    """All that a screen says, without its marks."""
    said = [part.content for part in screen.walk_children() if isinstance(part, discord.ui.TextDisplay)]
    return "\n".join(said).replace("*", "")


@contextmanager
def words_drawn() -> Generator[list[str]]:
    """The words that are written into pictures meanwhile."""
    drawn: list[str] = []
    write = Canvas.text

    def note(canvas: Canvas, x: float, baseline: float, text: str, *args: Any, **options: Any) -> float:
        drawn.append(text)
        return write(canvas, x, baseline, text, *args, **options)

    with patch.object(Canvas, "text", note):
        yield drawn


def numbers(said: str) -> set[str]:
    """The numbers in words, and the days in them: "14", "7 Dec"."""
    days = {f"{day} {month}" for day, month in _DATE.findall(said) if day}
    return days | set(re.findall(r"\d+", _DATE.sub("", said.replace(",", ""))))


def not_said(drawn: list[str], said: str) -> set[str]:
    """Numbers and days that a picture has and words lack; "Week 7-8" stands for a title in letters it doesn't have."""
    return numbers(" | ".join(word for word in drawn if not _IN_PLACE_OF_A_TITLE.fullmatch(word))) - numbers(said)


def all_facts(shown: object, table: Mapping[str, Callable[[Any], Any]]) -> list[Fact]:
    """What a value has to tell, field by field; a field that nobody has thought of is an error."""
    return [fact for one in fields(shown) for fact in table[one.name](shown)]  # pyright: ignore[reportArgumentType]  # a dataclass


def of_road(road: Road) -> list[Fact]:
    """A road with its phases and blocks."""
    blocks = [block for phase in road.phases for block in phase.blocks]
    found = all_facts(road, ROAD)
    found += [fact for phase in road.phases for fact in all_facts(phase, PHASE)]
    return found + [fact for block in blocks for fact in all_facts(block, BLOCK)]


def test_every_field_is_thought_of() -> None:
    """A new fact of a picture is one that both texts have to tell."""
    for kind, table in ((Card, CARD), (Road, ROAD), (RoadPhase, PHASE), (RoadBlock, BLOCK)):
        assert {one.name for one in fields(kind)} == set(table)


@pytest.mark.parametrize("name", NAMES)
def test_the_card_is_told_in_full(curriculum: Roadmap, name: str) -> None:
    """Numbers, names and days that are drawn, and those that only shapes show, in the same order in both."""
    progress = states(curriculum)[name]
    snapshot = progress_snapshot(progress)
    text, alt = text_of(progress_as_text(snapshot)), alt_text(snapshot.card)
    with words_drawn() as drawn:
        draw_card(snapshot.card)
    drawn = [word for word in drawn if word not in ("next",)]
    for said in (text, alt):
        assert misses(said, all_facts(snapshot.card, CARD), progress.today) == [], said
        assert not_said(drawn, said) == set(), said
        assert in_order(said, card_anchors(snapshot.card)), said
    assert len(alt) <= LONGEST


def card_anchors(card: Card) -> list[str]:
    """Words that stand where a fact does, in the order of all screens."""
    present = card.present.count.number if card.present else 0
    others = [f"Phase {phase.number} " for phase in card.phases if phase.number != present]
    return [
        *([f"Week {card.status.week} of"] if card.status.stage is Stage.UNDER_WAY else []),
        f"{card.done:,} of {card.total:,} task",
        *([f"Phase {present} "] if present else []),
        *([f"{card.streak} week"] if card.streak else []),
        *([title(card.milestone.title)] if card.milestone else []),
        *others,
    ]


def in_order(said: str, anchors: list[str]) -> bool:
    """Whether each is said after the one before."""
    at = 0
    for anchor in anchors:
        if (at := said.find(anchor, at)) < 0:
            return False
        at += 1
    return True


def roads(curriculum: Roadmap) -> dict[str, Progress]:
    """All states, and roads of which only a part is shown."""
    many = made_up(tuple(f"Chapter {n}" for n in range(1, 41)), 2)
    long = made_up(("One",), 40)
    focus = Choice(START, Scope(curriculum.phases[2].id, curriculum.projects[3].id))
    return {
        **states(curriculum),
        "focus, its project": walked(curriculum, Story(9, done_until=22, choice=focus)),
        "40 phases": standing(many, week(40), path=tuple(range(1, 81))),
        "20 blocks": standing(long, week(20), path=tuple(range(1, 41))),
    }


@pytest.mark.parametrize("name", [*NAMES, "focus, its project", "40 phases", "20 blocks"])
def test_the_road_is_told_in_full(curriculum: Roadmap, name: str) -> None:
    """Every phase, and the blocks of the one that is unfolded, with their days, flags and who is there."""
    progress = roads(curriculum)[name]
    seen = roadmap_snapshot(progress, OTHERS)
    text, alt = text_of(road_as_text(seen)), alt_text(seen.road)
    with words_drawn() as drawn:
        draw_road(seen.road)
    titles = {part.title for phase in seen.road.phases for part in (phase, *phase.blocks)}
    anchors = [f"Phase {phase.number} " for phase in seen.road.phases]
    for said in (text, alt):
        assert misses(said, of_road(seen.road), progress.today) == [], said
        assert in_order(said, anchors), said
    assert not_said([word for word in drawn if word not in titles], alt) == set()
    assert len(alt) <= LONGEST


def test_a_week_and_what_was_reached_are_told_in_full(curriculum: Roadmap) -> None:
    """Every number of their pictures is in the alt text."""
    saturday = MONDAY + timedelta(days=5)
    group = GroupWeek(MONDAY, saturday, (5, 2, 7, 1, 0, 4, 0), 8, 23, 1, 5, (0, 2))
    shown: list[tuple[Callable[[], bytes], str]] = [(partial(draw_group, group), alt_text(group))]
    for name in ("week 9", "4 weeks kept", "finished"):
        progress = states(curriculum)[name]
        found = [reached(progress, one) for one in achievements(progress)]
        shown += [(partial(draw_achievement, one), alt_text(one)) for one in found]
    assert len(shown) > 10
    for draw, alt in shown:
        with words_drawn() as drawn:
            draw()
        assert not_said(drawn, alt) == set(), (drawn, alt)
