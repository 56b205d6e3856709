"""The week in the server, and what is celebrated."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.pictures.drawing.achievement import draw_achievement
from bot.pictures.drawing.group import draw_group
from bot.pictures.palette import PHASES, phase_colour
from bot.roadmap import Roadmap
from bot.sandbox.states import states
from bot.study.feats import FeatKind, feats, reached
from bot.study.group import GroupWeek
from bot.words.alt_text import alt_text
from tests.pictures.looking import of_size, opened, patches
from tests.study.people import MONDAY

SATURDAY = MONDAY + timedelta(days=5)


@pytest.mark.parametrize(
    "days", [(3, 0, 0, 0, 0, 1, 0), (5, 2, 7, 1, 0, 4, 0), (9, 9, 9, 9, 9, 9, 0), (1207, 1, 300, 0, 0, 8, 0)]
)
def test_columns_are_in_proportion(days: tuple[int, ...]) -> None:
    """As high as their number of members, beside the highest; no member, no column."""
    week = GroupWeek(MONDAY, SATURDAY, days, max(days), 4, 1, 2)
    found = of_size(patches(opened(draw_group(week)), phase_colour(2)), (30.0, 60.0), (9.0, 200.0))
    heights = [column.height for column in sorted(found, key=lambda column: column.left)]
    highest = max(days)
    assert heights == [pytest.approx(max(10, 124 * number / highest), abs=0.6) for number in days if number]


def test_the_week_in_words() -> None:
    """Sums by day up to today, and nobody's name or rank."""
    said = alt_text(GroupWeek(MONDAY, SATURDAY, (5, 2, 7, 1, 0, 4, 0), 8, 23, 1, 5))
    assert said == (
        "The week in this server, 2 Mar – 8 Mar: 8 members studied. "
        "Members by day: Mon 5, Tue 2, Wed 7, Thu 1, Fri 0, Sat 4. "
        "23 tasks done, 1 checkpoint passed, 5 chains kept so far."
    )


def test_a_celebration_wears_its_phase(curriculum: Roadmap) -> None:
    """The badge has the colour of the phase, and the roadmap's its own; each feat has its own picture."""
    progress = states(curriculum)["finished"]
    found = [reached(progress, feat) for feat in feats(progress)]
    pictures = [draw_achievement(it) for it in found]
    assert len(set(pictures)) == len(found) == 1 + 5 + 7
    for it, picture in zip(found, pictures, strict=True):
        colour = phase_colour(it.number) if it.number else PHASES[-1]
        assert of_size(patches(opened(picture), colour), (120.0, 125.0), (120.0, 125.0)), it


def test_a_celebration_in_words(curriculum: Roadmap) -> None:
    """What was reached, and what it took; a title that can't be drawn is said all the same."""
    progress = states(curriculum)["finished"]
    first = next(feat for feat in feats(progress) if feat.kind is FeatKind.PHASE)
    assert alt_text(reached(progress, first)) == (
        "Phase 1 complete: Foundations. 14 tasks, 14 study days, 37 week streak."
    )
    other = states(curriculum)["other scripts"]
    assert "Phase 1 complete: 基礎" in alt_text(reached(other, feats(other)[0]))
