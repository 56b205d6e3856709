"""What was reached: told to the member once, and to the server when they press for it (product §7, §8)."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.study.feats import FeatKind, Reached
from bot.study.words import counted
from bot.ui.screens.layout import Picture, Screen, button, phase_colour, plain, press


def celebrate(screen: Screen, reached: Reached, also: Sequence[str], picture: Picture | None) -> Screen:
    """Add the celebration to what a tick did, with the press that shares it; `also` names what came with it."""
    return (
        screen.part(f"🎉 **{reached.headline}: {plain(reached.title)}**", _facts(reached), _also(also))
        .picture(picture)
        .row(
            button("Share it here", press("celebrate", reached.feat.key), discord.ButtonStyle.success),
            button("Checkpoint", press("checkpoint", reached.feat.subject))
            if reached.feat.kind is FeatKind.PHASE
            else None,
        )
    )


def celebration_screen(reached: Reached, picture: Picture | None, name: str) -> Screen:
    """The celebration for everybody, with the member's name."""
    return Screen(
        f"## 🎉 {plain(name)}\n**{reached.headline}: {plain(reached.title)}**",
        _facts(reached),
        colour=phase_colour(reached.number or 1),
    ).picture(picture)


def _facts(reached: Reached) -> str:
    steady = f"a streak of {counted(reached.streak, 'week')}" if reached.streak > 1 else counted(reached.weeks, "week")
    return " · ".join((counted(reached.tasks, "task"), counted(reached.study_days, "study day"), steady))


def _also(titles: Sequence[str]) -> str:
    return f"🏁 With it: {', '.join(map(plain, titles))}." if titles else ""
