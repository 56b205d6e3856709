"""Nothing is cut inside a word or a link (§6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.text import shortened


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three four", 15, "one two three…"),
        ("one two three four", 14, "one two three…"),
        ("one two three four", 13, "one two…"),
        ("a incomprehensibilities", 12, "a…"),  # even where little is left of it
        ("Phase 4 done by 12 Dec", 13, "Phase 4 done…"),
        ("one, two: three", 10, "one, two…"),
        ("see https://example.org/a/very/long/path", 20, "see…"),
        ("https://example.org/a/very/long/path", 20, "example.org/…"),  # a part of an address would lead elsewhere
        ("https://example.org/a", 8, "https:/…"),
        ("incomprehensibilities", 6, "incom…"),
        ("学習計画を書く", 5, "学習計画…"),
        ("第1章 とても長いです", 8, "第1章 とても…"),
        ("การเรียนรู้", 9, "การเรียน…"),
        ("aae\u0301e\u0301", 5, "aae\u0301…"),
        ("aa👩\u200d👩\u200d👧", 5, "aa…"),
        ("a🇩🇪🇫🇷", 4, "a…"),
        ("a🇩🇪🇫🇷", 3, "a…"),
        (" leading words", 9, " leading…"),
        ("ab", 1, "…"),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, short: str):
    """A single word that is too long is cut between two signs as people see them, an address to its host."""
    assert shortened(text, most) == short


@given(st.text(st.sampled_from("ab é,.-\n東の"), max_size=60), st.integers(1, 40))
def test_what_is_cut_is_a_beginning_of_whole_words(text: str, most: int):
    """Within its limit, whatever it is."""
    short = shortened(text, most)
    assert len(short) <= most
    if short != text:
        kept = short.removesuffix("…")
        assert text.lstrip().startswith(kept.lstrip())
