"""Drawing the progress card: how far as a ring, how long in a row as a flame, all else quieter (decision 0029)."""

from __future__ import annotations

from datetime import date, timedelta

from bot.pictures.drawing.canvas import INNER, MARGIN, RIGHT, Canvas, largest, width_of
from bot.pictures.drawing.heading import draw_heading
from bot.pictures.drawing.heat_map import draw_heat_map
from bot.pictures.drawing.marks import CHIP, chip, flag
from bot.pictures.drawing.ring import Ring, draw_ring
from bot.pictures.drawing.streak import draw_streak
from bot.pictures.lettering import Style, label
from bot.pictures.palette import INK, QUIET, Colour, ahead, phase_colour
from bot.study.projects import ProjectState
from bot.study.snapshots.card import Card
from bot.study.snapshots.phases import PresentPhase, TaskMark
from bot.study.snapshots.status import Stage
from bot.study.standing import Standing
from bot.words import grouped, short_date, short_day_of_month, tr, tr_n
from bot.words.states import goes_on_line

_HEIGHT = 450
_RING = Ring(92, 135, 72, 17)
_PHASE = 223
_SEGMENTS = 256
_SEGMENT = 13
_MONTHS = 295
_FOOT = 435
_THOUSAND = 1000
_LONG = timedelta(days=300)


def draw_card(card: Card) -> bytes:
    """The card as a PNG."""
    canvas = Canvas(_HEIGHT)
    draw_heading(canvas, card.status)
    draw_ring(canvas, _RING, card.ring, card.present.count.number if card.present else 0)
    canvas.text(_RING.x, 149, grouped(card.done), Style.HERO if card.done < _THOUSAND else Style.LARGE, anchor="m")
    canvas.text(_RING.x, 172, tr("of {number}", number=card.total), Style.BODY, QUIET, anchor="m", room=96)
    draw_streak(canvas, 59, card)
    if card.present:
        _draw_phase(canvas, card.present)
    elif card.status.stage is Stage.COMPLETE:
        _draw_all_phases(canvas, card)
    draw_heat_map(canvas, _MONTHS, card.calendar, ends=_ends_in_sight(card))
    _draw_foot(canvas, card)
    return canvas.png()


def _draw_phase(canvas: Canvas, present: PresentPhase) -> None:
    """The present phase: chip, title and count, and below them a segment for each of its tasks."""
    phase = present.count
    colour = phase_colour(phase.number)
    chip(canvas, MARGIN, _PHASE, phase.number)
    count = tr("{done} of {total}", done=phase.done, total=phase.total)
    canvas.text(RIGHT, _PHASE + 18, count, Style.BODY, QUIET, anchor="r")
    x = MARGIN + CHIP + 10
    title = label(phase.title, tr("Phase {number}", number=phase.number))
    room = RIGHT - x - width_of(count, Style.BODY) - 8
    canvas.text(x, _PHASE + 18, title, largest(title, (Style.STRONG, Style.CHIP, Style.BODY), room), room=room)
    if present.marks:
        _draw_segments(canvas, present.marks, colour)
    else:
        _draw_bar(canvas, phase.done, phase.overdue, phase.total, colour)


def _draw_segments(canvas: Canvas, marks: tuple[TaskMark, ...], colour: Colour) -> None:
    step = (INNER + 3) / len(marks)
    for number, mark in enumerate(marks):
        x, width = MARGIN + number * step, step - 3
        if mark is TaskMark.OPEN:
            canvas.frame(x, _SEGMENTS, width, _SEGMENT, INK, 4, 2)
        else:
            canvas.box(x, _SEGMENTS, width, _SEGMENT, colour if mark is TaskMark.DONE else ahead(colour), 4)


def _draw_bar(canvas: Canvas, done: int, overdue: int, total: int, colour: Colour) -> None:
    """One bar for many tasks; a first one is seen."""
    canvas.box(MARGIN, _SEGMENTS, INNER, _SEGMENT, ahead(colour), 4)
    filled = max(8.0, INNER * done / total) if done else 0.0
    if overdue:
        canvas.frame(MARGIN + filled, _SEGMENTS, max(8.0, INNER * overdue / total), _SEGMENT, INK, 4, 2)
    canvas.box(MARGIN, _SEGMENTS, filled, _SEGMENT, colour, 4)


def _draw_all_phases(canvas: Canvas, card: Card) -> None:
    """All is done: the bar holds all phases."""
    done = card.projects.count(ProjectState.DONE)
    said = tr_n("{number} project", "{number} projects", done) if done else ""
    canvas.text(RIGHT, _PHASE + 18, said, Style.BODY, QUIET, anchor="r")
    canvas.text(MARGIN, _PHASE + 18, tr("Every task done"), Style.STRONG, room=INNER - width_of(said, Style.BODY) - 10)
    room, x = INNER - 3 * (len(card.ring) - 1), float(MARGIN)
    for phase in card.ring:
        width = room * phase.total / card.total
        canvas.box(x, _SEGMENTS, width, _SEGMENT, phase_colour(phase.number), 4)
        x += width + 3


def _ends_in_sight(card: Card) -> bool:
    """Whether the plan's last week is the map's."""
    return card.finish is not None or card.calendar.weeks[-1].monday <= card.ending.ends <= card.calendar.last


def _draw_foot(canvas: Canvas, card: Card) -> None:
    """The next milestone; in a pause where one goes on, at the end what it came to."""
    left, right, flagged = _foot(card)
    canvas.text(RIGHT, _FOOT, right, Style.BODY, QUIET, anchor="r")
    x = MARGIN + (24 if flagged else 0)
    if flagged:
        flag(canvas, MARGIN + 2, _FOOT - 14)
    canvas.text(x, _FOOT, left, Style.BODY, room=RIGHT - x - width_of(right, Style.BODY) - 12)


def _foot(card: Card) -> tuple[str, str, bool]:
    status, milestone = card.status, card.milestone
    if finish := card.finish:
        early = tr_n("{number} week early", "{number} weeks early", finish.weeks_early) if finish.weeks_early else ""
        days = tr_n("{number} study day", "{number} study days", finish.study_days)
        return (early, days, False) if early else (days, "", False)
    if status.standing is Standing.PAUSED and status.day:
        return goes_on_line(status), short_day_of_month(status.day), False
    if milestone is None:
        return tr("Plan ends"), _in_words(card.ending.ends, card), True
    title = label(milestone.title, tr("Week {week}", week=milestone.week))
    day = _in_words(milestone.day, card) if milestone.day else ""
    said = tr("Next: {milestone}", milestone=title)
    if width_of(said, Style.BODY) > RIGHT - MARGIN - 24 - width_of(day, Style.BODY) - 12:
        # What is in brackets can wait; the text has it.
        said = tr("Next: {milestone}", milestone=title.partition(" (")[0])
    return said, day, True


def _in_words(day: date, card: Card) -> str:
    """A date, with its year where it is missed."""
    return short_date(day) if day - card.calendar.today > _LONG else short_day_of_month(day)
