"""Letters on a phone: the smallest label of every picture in every state is at least 11 px high there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from bot.pictures.drawing import canvas
from bot.pictures.drawing.achievement import draw_achievement
from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.group import draw_group
from bot.pictures.drawing.road import draw_road
from bot.pictures.lettering import Style
from bot.roadmap import Roadmap
from bot.sandbox.states import states
from bot.study.achievements import achievements, reached
from bot.study.group import GroupWeek
from bot.study.snapshots.card import card_of
from bot.study.snapshots.road import road_of
from tests.study.people import DAY, MONDAY

LEAST = 11
NARROWEST = 250
"""How wide a picture is in the sandbox's page at 390 px; in Discord itself, on a phone as wide, it is about 300."""


def _pictures(curriculum: Roadmap) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for name, progress in states(curriculum).items():
        yield f"card, {name}", partial(draw_card, card_of(progress))
        yield f"road, {name}", partial(draw_road, road_of(progress, {5: 2, 12: 40}))
        for achievement in achievements(progress)[:3]:
            yield f"{achievement.key}, {name}", partial(draw_achievement, reached(progress, achievement))
    for days in ((1, 2, 0, 0, 0, 0, 0), (1200, 1, 0, 0, 0, 0, 0)):
        yield f"week {days}", partial(draw_group, GroupWeek(MONDAY, MONDAY + 3 * DAY, days, 1200, 3600, 4, 5))


def test_the_smallest_label_is_read_on_a_phone(curriculum: Roadmap, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every letter is written by one function; what it wrote in each picture is measured at a phone's width."""
    written: list[Style] = []
    write: Any = getattr(canvas, "_written")  # noqa: B009  # the canvas keeps it to itself

    def noting(text: str, style: Style) -> object:
        written.append(style)
        return write(text, style)

    def unpacked(_: canvas.Canvas) -> bytes:
        return b""

    monkeypatch.setattr(canvas, "_written", noting)
    monkeypatch.setattr(canvas.Canvas, "png", unpacked)  # packing takes most of the time
    for name, draw in _pictures(curriculum):
        written.clear()
        draw()
        smallest = min(style.value[1] for style in written)
        assert smallest * NARROWEST / canvas.WIDTH >= LEAST, name
