"""What is too long for Discord is cut between words, and never inside a link (§6)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from discord import ui

from bot.roadmap.versions import first_edition
from bot.study.choices import Choice
from bot.study.member import Member, MemberRecord
from bot.study.progress import Progress
from bot.study.snapshots.card import card_of
from bot.study.snapshots.road import road_of
from bot.ui.screens.layout import Picture, Screen, link
from bot.words.alt_text import alt_text
from tests.ui.test_limits import LONG, SHAPES, Shape, roadmap_of

LONGEST_ALT = 1024
SEVERAL_WORDS = [name for name, text in LONG.items() if " " in text]


def progress_on(shape: Shape) -> Progress:
    """Somebody's first week on a roadmap of this shape."""
    page = MemberRecord(Member(1, 1, ZoneInfo("Europe/Berlin")), (Choice(date(2026, 3, 2)),))
    return Progress(first_edition(roadmap_of(shape)), page, datetime(2026, 3, 4, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "shape",
    [
        SHAPES["104 phases"],
        SHAPES["26 phases of 104 weeks"],
        *(Shape(26, 1, 2, words=LONG[name]) for name in SEVERAL_WORDS),
    ],
)
def test_alt_texts_end_with_a_whole_word(shape: Shape):
    """Within the 1,024 characters that Discord takes, whichever picture it is."""
    progress = progress_on(shape)
    assert len(alt_text(road_of(progress))) > LONGEST_ALT
    for shown in (card_of(progress), road_of(progress)):
        words = alt_text(shown)
        screen = Screen("Above").picture(Picture(b"", words))
        (file,) = screen.files
        said = file.description or ""
        kept = said.removesuffix("…")
        assert len(words) > LONGEST_ALT >= len(said) or said == words
        assert words.startswith(kept)
        assert said == words or not (words[len(kept) - 1].isalnum() and words[len(kept)].isalnum())


@pytest.mark.parametrize("letters", range(3_900, 4_100, 7))
def test_a_line_that_is_too_long_is_cut_before_a_link(letters: int):
    """Half a link would be shown as its signs."""
    address = link("a page about [links](x) and more", "https://example.org/a?b=(c)")
    screen = Screen("x" * (letters - 100) + " " + f"{address} " * 5)
    (shown,) = (part.content for part in screen.walk_children() if isinstance(part, ui.TextDisplay))
    assert len(shown) <= 4_000
    assert shown.removesuffix("…").split(" ", 1)[1:] in ([], [" ".join([address] * shown.count("example.org"))])
