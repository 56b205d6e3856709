"""Drawing the progress card: one section under the other, as high as its roadmap needs."""

from __future__ import annotations

from bot.pictures.drawing.canvas import INNER, MARGIN, WIDTH, Canvas, fitted, width_of
from bot.pictures.drawing.days import days_height, draw_days
from bot.pictures.drawing.marks import CHIP, bar, chip, flag, tick
from bot.pictures.lettering import Style, label
from bot.pictures.palette import FAINT, GROUND, INK, QUIET, TRACK, phase_colour
from bot.study.projects import ProjectState
from bot.study.snapshots.card import Card, PhaseCount
from bot.study.standing import Standing
from bot.words import grouped, short_date, tr, tr_n
from bot.words.states import stage_name, standing_name

_MOST_TITLED = 6
_MOST_PROJECTS = 9
_ROW = 30
_COUNT = 78
"""The least room behind a bar, so that bars end at the same place on most cards."""


_SIGN = {
    Standing.DONE: phase_colour(2),
    Standing.AHEAD: phase_colour(2),
    Standing.ON_TRACK: phase_colour(2),
    Standing.BEHIND: phase_colour(4),
    Standing.PAUSED: QUIET,
    Standing.WAITING: phase_colour(3),
}


def draw_card(card: Card) -> bytes:
    """The card, as high as its roadmap needs."""
    phases_at = 92.0
    projects_at = phases_at + _phases_height(card) + 10
    days_at = projects_at + (40 if card.projects else 0) + 4
    facts_at = days_at + days_height(card.calendar) + 12
    canvas = Canvas(facts_at + _facts_height(card) + MARGIN - 4)
    _draw_heading(canvas, card)
    _draw_phases(canvas, phases_at, card)
    _draw_projects(canvas, projects_at, card)
    draw_days(canvas, days_at, card.calendar)
    _draw_facts(canvas, facts_at, card)
    return canvas.png()


def _draw_heading(canvas: Canvas, card: Card) -> None:
    canvas.text(MARGIN, 50, stage_name(card.status), Style.TITLE)
    canvas.disc(MARGIN + 6, 70, 5, _SIGN[card.status.standing])
    canvas.text(MARGIN + 19, 76, standing_name(card.status), Style.BODY, QUIET)
    right = WIDTH - MARGIN
    said = tr_n("of {number} task", "of {number} tasks", card.total)
    canvas.text(right, 50, said, Style.BODY, QUIET, anchor="r")
    canvas.text(right - width_of(f" {said}", Style.BODY), 50, grouped(card.done), Style.TITLE, anchor="r")


def _phases_height(card: Card) -> float:
    rows = len(card.phases) if len(card.phases) <= _MOST_TITLED else -(-len(card.phases) // 2)
    return rows * _ROW


def _draw_phases(canvas: Canvas, y: float, card: Card) -> None:
    """A bar for each phase; up to six with their titles, more in two columns with their numbers alone."""
    room = max(_COUNT, *(width_of(_count(phase), Style.BODY) + 14 for phase in card.phases))
    if len(card.phases) <= _MOST_TITLED:
        for row, phase in enumerate(card.phases):
            _draw_phase(canvas, MARGIN, y + row * _ROW, INNER, room, phase, titled=True)
        return
    rows = -(-len(card.phases) // 2)
    width = (INNER - 24) / 2
    for number, phase in enumerate(card.phases):
        column, row = divmod(number, rows)
        _draw_phase(canvas, MARGIN + column * (width + 24), y + row * _ROW, width, room, phase, titled=False)


def _count(phase: PhaseCount) -> str:
    return tr("{done} of {total}", done=phase.done, total=phase.total)


def _draw_phase(
    canvas: Canvas, x: float, y: float, width: float, count_room: float, phase: PhaseCount, *, titled: bool
) -> None:
    colour = phase_colour(phase.number)
    counts = phase.total > 0
    chip(canvas, x, y + 4, phase.number, filled=counts)
    bar_x = x + (272 if titled else CHIP + 10)
    bar_width = x + width - count_room - bar_x
    if titled:
        text = fitted(label(phase.title, tr("Phase {number}", number=phase.number)), Style.BODY, bar_x - x - CHIP - 22)
        canvas.text(x + CHIP + 10, y + 21, text, Style.BODY, INK if counts else QUIET)
    if not counts:
        canvas.hatched(bar_x, y + 9, bar_width, 12, FAINT, 6)
        canvas.text(x + width, y + 21, tr("not in plan") if titled else "–", Style.SMALL, QUIET, anchor="r")
        return
    bar(canvas, bar_x, y + 9, bar_width, phase.done / phase.total, colour)
    canvas.text(x + width, y + 21, _count(phase), Style.BODY, QUIET, anchor="r")


def _draw_projects(canvas: Canvas, y: float, card: Card) -> None:
    """A field for each project: done is filled and ticked, open is outlined, ahead is dark, out is hatched."""
    if not card.projects:
        return
    canvas.text(MARGIN, y + 21, tr("Projects"), Style.BODY, QUIET)
    more = len(card.projects) - _MOST_PROJECTS
    shown = card.projects if more <= 0 else card.projects[: _MOST_PROJECTS - 1]
    step = min(78, (INNER - 96 + 8) / (len(shown) + (more > 0)))
    if more > 0:
        canvas.text(WIDTH - MARGIN, y + 21, f"+{more + 1}", Style.BODY, QUIET, anchor="r")
    for number, state in enumerate(shown, start=1):
        _draw_project(canvas, MARGIN + 96 + (number - 1) * step, y + 2, step - 8, number, state)


def _draw_project(canvas: Canvas, x: float, y: float, width: float, number: int, state: ProjectState) -> None:
    middle, baseline = x + width / 2, y + 19
    match state:
        case ProjectState.DONE:
            canvas.box(x, y, width, 26, INK, 6)
            canvas.text(middle - 8, baseline, str(number), Style.STRONG, GROUND, anchor="m")
            tick(canvas, middle + 3, y + 8, 11, GROUND)
        case ProjectState.OPEN:
            canvas.box(x, y, width, 26, TRACK, 6)
            canvas.frame(x, y, width, 26, INK, 6, 2)
            canvas.text(middle, baseline, str(number), Style.STRONG, INK, anchor="m")
        case ProjectState.AHEAD:
            canvas.box(x, y, width, 26, TRACK, 6)
            canvas.text(middle, baseline, str(number), Style.BODY, QUIET, anchor="m")
        case ProjectState.OUT:
            canvas.hatched(x, y, width, 26, FAINT, 6)


def _draw_facts(canvas: Canvas, y: float, card: Card) -> None:
    """Four facts side by side, and what comes next below them."""
    facts = [
        (tr("Streak"), tr_n("{number} week", "{number} weeks", card.streak)),
        (tr("Freezes"), grouped(card.freezes)),
        (tr("Plan ends"), short_date(card.ends)),
    ]
    if card.forecast:
        facts.append((tr("At this pace"), short_date(card.forecast)))
    for number, (name, value) in enumerate(facts):
        x = MARGIN + (0, 124, 238, 404)[number]
        canvas.text(x, y + 14, name, Style.SMALL, QUIET)
        canvas.text(x, y + 36, value, Style.STRONG)
    if card.milestone:
        title = label(card.milestone.title, tr("Week {week}", week=card.milestone.week))
        by = tr("by {day}", day=short_date(card.milestone.day)) if card.milestone.day else tr("next")
        flag(canvas, MARGIN, y + 54, phase_colour(4))
        room = INNER - width_of(by, Style.BODY) - 36
        style = Style.BODY if width_of(title, Style.BODY) <= room else Style.SMALL
        canvas.text(MARGIN + 22, y + 67, fitted(title, style, room), style)
        canvas.text(WIDTH - MARGIN, y + 67, by, Style.BODY, QUIET, anchor="r")


def _facts_height(card: Card) -> float:
    return 76 if card.milestone else 42
