"""What stands on a screen, before it is sent."""

from __future__ import annotations

from discord import ui

from bot.ui.screens.layout import Screen


def words_on(screen: Screen) -> str:
    """All its texts, one below the other."""
    return "\n".join(part.content for part in screen.walk_children() if isinstance(part, ui.TextDisplay))
