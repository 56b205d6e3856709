"""What was reached: told to the member once, and to the server when they press for it (product §7, §8)."""

from __future__ import annotations

import discord

from bot.study.feats import Reached
from bot.ui.screens.layout import Picture, Screen, button, counted, phase_colour, plain, press


def celebrate(screen: Screen, reached: Reached, picture: Picture | None) -> Screen:
    """Add the celebration to what a tick did, with the press that shares it."""
    return (
        screen.part(f"🎉 **{reached.headline}: {plain(reached.title)}**", _facts(reached))
        .picture(picture)
        .row(button("Share it here", press("celebrate", reached.feat.key), discord.ButtonStyle.success))
    )


def celebration_screen(reached: Reached, picture: Picture | None, name: str) -> Screen:
    """The celebration for everybody, with the member's name."""
    return Screen(
        f"## 🎉 {plain(name)}\n**{reached.headline}: {plain(reached.title)}**",
        _facts(reached),
        colour=phase_colour(reached.number or 1),
    ).picture(picture)


def _facts(reached: Reached) -> str:
    return " · ".join(
        (
            counted(reached.tasks, "task"),
            counted(reached.study_days, "study day"),
            f"a streak of {counted(reached.streak, 'week')}",
        )
    )
