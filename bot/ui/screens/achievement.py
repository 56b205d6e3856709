"""What was reached: told to the member once, and to the server when they press for it (§7, §8)."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.study.achievements import AchievementKind, Reached
from bot.ui.screens.layout import Picture, Screen, button, phase_colour, plain, press
from bot.ui.screens.verbs import Verb
from bot.words import tr, tr_n
from bot.words.states import achievement_facts, achievement_name


def add_achievement(
    screen: Screen, reached: Reached, also: Sequence[str], picture: Picture | None, *, offers_role: bool = False
) -> Screen:
    """Add an achievement to what a tick did, with the press that shares it; `also` names what came with it.

    `offers_role`: it comes with a role, which its member has not switched on.
    """
    return (
        screen.part(_headline(reached), " · ".join(achievement_facts(reached)), _also(also))
        .picture(picture)
        .row(
            button(
                tr("Share it here"), press(Verb.SHARE_ACHIEVEMENT, reached.achievement.key), discord.ButtonStyle.success
            ),
            button(tr("Checkpoint"), press(Verb.CHECKPOINT, reached.achievement.subject))
            if reached.achievement.kind is AchievementKind.PHASE and reached.has_checkpoint
            else None,
            button(tr("Get its role"), press(Verb.ROLES, 1)) if offers_role else None,
        )
        .say(role_note() if offers_role else "")
    )


def role_note() -> str:
    """What a role tells the others."""
    return tr("-# A role shows everyone here what you've reached. Turn it off any time in /reminders.")


def achievement_screen(reached: Reached, picture: Picture | None, name: str) -> Screen:
    """An achievement for everybody, with the member's name."""
    return Screen(
        f"## {plain(name)}\n{_headline(reached)}",
        " · ".join(achievement_facts(reached)),
        colour=phase_colour(reached.number or 1),
    ).picture(picture)


_MOST_NAMED = 3
_SIGNS = {
    AchievementKind.ROADMAP: "🏁",
    AchievementKind.PHASE: "🎉",
    AchievementKind.MILESTONE: "⚑",
    AchievementKind.STREAK: "🔥",
}


def _headline(reached: Reached) -> str:
    name = achievement_name(reached)
    said = f"{name}: {plain(reached.title)}" if reached.title else name
    return f"{_SIGNS[reached.achievement.kind]} **{said}**"


def _also(titles: Sequence[str]) -> str:
    """What else was reached, the first few by name: who has finished all knows what was in it."""
    if not titles:
        return ""
    named, more = ", ".join(map(plain, titles[:_MOST_NAMED])), len(titles) - _MOST_NAMED
    if more <= 0:
        return tr("🏁 Also reached: {titles}", titles=named)
    return tr_n(
        "🏁 Also reached: {titles} and {number} more", "🏁 Also reached: {titles} and {number} more", more, titles=named
    )
