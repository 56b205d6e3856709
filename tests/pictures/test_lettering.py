"""What the typeface can draw, and what stands for what it can't."""

from __future__ import annotations

import pytest

from bot.pictures.drawing.canvas import fitted, width_of
from bot.pictures.lettering import Style, label


@pytest.mark.parametrize(
    ("title", "drawn"),
    [
        ("Foundations", "Foundations"),
        ("Étude à l'œuvre", "Étude à l'œuvre"),
        ("Основы", "Основы"),
        ("Θεωρία", "Θεωρία"),
        ("Nguyễn, Đà Nẵng", "Nguyễn, Đà Nẵng"),
        ("C++ & Rust — 100 %", "C++ & Rust — 100 %"),
        ("🚀 Launch", "Launch"),
        ("👩‍💻 Code 👍🏽", "Code"),
        ("❤️ Love", "❤ Love"),
        ("🎉🎉", "Phase 3"),
        ("…", "Phase 3"),
        ("基礎", "Phase 3"),
        ("Learn 基礎", "Phase 3"),
        ("التعلم", "Phase 3"),
        ("ไทย", "Phase 3"),
        ("हिन्दी", "Phase 3"),
        ("\U0001f9ff\u200d\ufe0f", "Phase 3"),
    ],
)
def test_a_label_is_drawn_or_replaced(title: str, drawn: str) -> None:
    """Scripts that the typeface has are drawn, emoji are left out, and a number stands for the rest."""
    assert label(title, "Phase 3") == drawn


@pytest.mark.parametrize("room", [0, 5, 40, 100, 300, 3000])
@pytest.mark.parametrize("text", ["Foundations of everything", "W", "iiiiiiiiiiiiiiiiiiiiiiii", "a " * 150])
def test_a_text_is_cut_to_its_room(text: str, room: float) -> None:
    """It is never wider than asked, but for the sign that it was cut."""
    cut = fitted(text, Style.BODY, room)
    assert width_of(cut, Style.BODY) <= max(room, width_of("…", Style.BODY))
    assert cut == text or cut.endswith("…")
    assert text.startswith(cut.removesuffix("…"))
