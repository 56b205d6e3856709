"""Every picture by what it shows. Pillow takes 4 MB: it is loaded with the first one, on the thread that draws it."""

# ruff: noqa: PLC0415  # for that each is imported when it is drawn

from __future__ import annotations

from bot.study.achievements import Reached
from bot.study.group import GroupWeek
from bot.study.snapshots.card import Card
from bot.study.snapshots.road import Road


def draw_card(card: Card) -> bytes:
    """A member's card as a PNG."""
    from bot.pictures.drawing import card as drawing

    return drawing.draw_card(card)


def draw_road(road: Road) -> bytes:
    """A member's way through the roadmap as a PNG."""
    from bot.pictures.drawing import road as drawing

    return drawing.draw_road(road)


def draw_group(week: GroupWeek) -> bytes:
    """A server's week as a PNG."""
    from bot.pictures.drawing import group as drawing

    return drawing.draw_group(week)


def draw_achievement(reached: Reached) -> bytes:
    """What somebody has reached as a PNG."""
    from bot.pictures.drawing import achievement as drawing

    return drawing.draw_achievement(reached)
