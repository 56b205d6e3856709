"""Texts are compared as people mean them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.study.letters import same_letters, without_marks


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("  São\tPaulo ", "sao paulo"),
        ("ŁÓDŹ", "lodz"),
        ("København", "kobenhavn"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Việt Nam", "viet nam"),
        ("Αθήνα", "αθηνα"),
        ("Ёлка", "елка"),
        ("서울", "서울"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),  # as Japanese keyboards write it
        ("C++ & C#", "c++ & c#"),
    ],
)
def test_marks_case_and_spaces_make_no_difference(text: str, bare: str):
    """In every script that has them."""
    assert without_marks(text) == bare


def test_marks_can_tell_texts_apart():
    """For those who type them."""
    assert same_letters("Résumé") == "résumé" != same_letters("Resume")


@given(st.text())
def test_composed_and_decomposed_letters_are_the_same(text: str):
    """Keyboards differ in which they send; comparing what was compared changes nothing."""
    for spelling in (same_letters, without_marks):
        assert spelling(unicodedata.normalize("NFC", text)) == spelling(unicodedata.normalize("NFD", text))
    assert without_marks(without_marks(text)) == without_marks(text)
