"""The streak on the card: the flame with its weeks, or how a first one begins, and this week's study days."""

from __future__ import annotations

from bot.pictures.drawing.canvas import RIGHT, Canvas, fitted, width_of
from bot.pictures.drawing.marks import flame, snowflake
from bot.pictures.lettering import Style
from bot.pictures.palette import AMBER, FAINT, GROUND, ICE, INK, QUIET, TRACK
from bot.study.snapshots.card import Card
from bot.study.snapshots.status import Stage
from bot.study.snapshots.this_week import Disc, DiscState
from bot.study.standing import Standing
from bot.words import grouped, short_day_of_month, tr, tr_n, weekday_letter

_LEFT = 180
_MIDDLE = (_LEFT + RIGHT) / 2
_ROOM = RIGHT - _LEFT
_DISC, _GAP = 24, 8
_RADIUS = _DISC / 2


def draw_streak(canvas: Canvas, y: float, card: Card) -> None:
    """The right half of the card, from the top of the flame down."""
    if card.streak:
        flame(canvas, _MIDDLE, y, 92, card.streak)
        words = tr_n("week in a row", "weeks in a row", card.streak)
        canvas.text(_MIDDLE, y + 114, words, Style.CHIP, anchor="m", room=_ROOM)
    else:
        fact, *words = _without_streak(card)
        canvas.text(_MIDDLE, y + 60, fact, Style.FIRST, anchor="m", room=_ROOM)
        for row, word in enumerate(words):
            canvas.text(_MIDDLE, y + 84 + 22 * row, word, Style.BODY, QUIET, anchor="m", room=_ROOM)
    _draw_week(canvas, y + 136, card)


def _without_streak(card: Card) -> tuple[str, ...]:
    """A fact and what it is: how far the week is, or when the first one begins."""
    status, week = card.status, card.week
    if status.standing is Standing.WAITING and status.day:
        return short_day_of_month(status.day), tr("your first day")
    if not week.target or status.stage is Stage.COMPLETE:
        days = card.study_days
        return (grouped(days), tr_n("study day", "study days", days)) if days else ("",)
    days = tr("{done} of {total}", done=min(week.days, week.target), total=week.target)
    if not week.days:
        return grouped(week.target), tr_n("study day", "study days", week.target), tr("keep this week")
    when = tr("in your first week") if week.is_first else tr("this week")
    return days, tr_n("study day", "study days", week.target), when


def _draw_week(canvas: Canvas, y: float, card: Card) -> None:
    """This week's days and the freezes, side by side around the middle."""
    shows_days = card.week.target and card.status.stage is not Stage.COMPLETE
    discs = card.week.discs if shows_days else ()
    words = _words_for_days(card)
    freezes = grouped(card.freezes) if card.freezes else ""
    wide = len(discs) * (_DISC + _GAP) - _GAP if discs else width_of(words, Style.BODY) if words else 0
    ice = 22 + width_of(freezes, Style.CHIP) if freezes else 0
    between = 18 if wide and ice else 0
    words = fitted(words, Style.BODY, _ROOM - ice - between) if words else ""
    x = _MIDDLE - (wide + between + ice) / 2
    for disc in discs:
        _draw_disc(canvas, x + _RADIUS, y, disc)
        x += _DISC + _GAP
    if discs:
        x -= _GAP
    elif words:
        x += canvas.text(x, y + 6, words, Style.BODY, QUIET)
    if freezes:
        x += between
        snowflake(canvas, x + 9, y, 9)
        canvas.text(x + 22, y + 6, freezes, Style.CHIP, ICE)


def _words_for_days(card: Card) -> str:
    """What stands in place of the discs: more days than fit, or a week that asks for none."""
    if card.status.standing is Standing.PAUSED:
        return tr("waits for you") if card.streak else ""
    if card.status.stage is Stage.COMPLETE or not card.streak:
        return ""
    if not card.week.target:
        return tr("a free week")
    return tr_n("{done} of {number} day", "{done} of {number} days", card.week.target, done=card.week.days)


def _draw_disc(canvas: Canvas, x: float, y: float, disc: Disc) -> None:
    letter = weekday_letter(disc.weekday)
    match disc.state:
        case DiscState.DONE:
            canvas.disc(x, y, _RADIUS, AMBER)
            canvas.text(x, y + 6, letter, Style.CHIP, GROUND, anchor="m")
        case DiscState.TODAY:
            canvas.ring(x, y, _RADIUS, INK, 2.4)
            canvas.text(x, y + 6, letter, Style.CHIP, INK, anchor="m")
        case DiscState.TO_COME:
            canvas.ring(x, y, _RADIUS, FAINT, 2)
            canvas.text(x, y + 6, letter, Style.CHIP, QUIET, anchor="m")
        case DiscState.PASSED:
            canvas.ring(x, y, _RADIUS, TRACK, 2)
            canvas.text(x, y + 6, letter, Style.CHIP, QUIET, anchor="m")
