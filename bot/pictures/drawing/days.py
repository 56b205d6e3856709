"""The heat map: a column for each week of the plan, a cell for each day, and under it what became of the week."""

from __future__ import annotations

from datetime import timedelta

from bot.pictures.drawing.canvas import INNER, MARGIN, Canvas, width_of
from bot.pictures.lettering import Style
from bot.pictures.palette import GROUND, ICE, INK, QUIET, TRACK, Colour, mixed, phase_colour
from bot.study.calendar import Calendar, CalendarWeek, DayMark
from bot.study.streak import WeekState
from bot.words import tr, weekday_name

_WEEKS_A_BAND = 54
_LARGEST_STEP = 20
_ROW = 11
_GAP = 3
_UNDERLINE = 7
_BAND = 7 * _ROW + _UNDERLINE + 6
_LEGEND = 22
_WEEKDAYS = 36
_MOST_SAMPLES = 3
_AHEAD = mixed(TRACK, GROUND, 0.45)
_PAUSED = mixed(QUIET, GROUND, 0.55)


def days_height(calendar: Calendar) -> float:
    """How high the heat map is with its legend: many weeks stand in two bands."""
    return _bands(calendar) * _BAND + _LEGEND


def draw_days(canvas: Canvas, y: float, calendar: Calendar) -> None:
    """The heat map from `y` down."""
    bands = _bands(calendar)
    a_band = -(-len(calendar.weeks) // bands)
    step = min(_LARGEST_STEP, (INNER - _WEEKDAYS + _GAP) / a_band)
    for band in range(bands):
        for row in named_rows(calendar):
            canvas.text(MARGIN, y + band * _BAND + row * _ROW + 9, weekday_name(row, short=True), Style.SMALL, QUIET)
    for number, week in enumerate(calendar.weeks):
        band, column = divmod(number, a_band)
        _draw_week(canvas, MARGIN + _WEEKDAYS + column * step, y + band * _BAND, step, week, calendar)
    _draw_legend(canvas, y + bands * _BAND + 15, calendar)


def named_rows(calendar: Calendar) -> list[int]:
    """The weekdays that have their name beside them: one's own study days, of two neighbours the first."""
    named: list[int] = []
    for weekday in sorted(calendar.weekdays):
        if not named or weekday > named[-1] + 1:
            named.append(weekday)
    return named


def _bands(calendar: Calendar) -> int:
    return -(-len(calendar.weeks) // _WEEKS_A_BAND)


def _draw_week(canvas: Canvas, x: float, y: float, step: float, week: CalendarWeek, calendar: Calendar) -> None:
    gap = min(_GAP, step / 4)
    width, height = step - gap, _ROW - gap
    for row, mark in enumerate(week.days):
        top = y + row * _ROW
        _draw_day(canvas, x, top, width, height, mark, phase_colour(week.phase))
        if week.monday + timedelta(days=row) == calendar.today:
            canvas.frame(x - 2, top - 2, width + 4, height + 4, INK, 3.5, 1.5)
    _draw_state(canvas, x, y + 7 * _ROW + 1, width, week)


def _draw_day(canvas: Canvas, x: float, y: float, width: float, height: float, mark: DayMark, colour: Colour) -> None:
    match mark:
        case DayMark.STUDIED:
            canvas.box(x, y, width, height, colour, 2)
        case DayMark.FREE:
            canvas.box(x, y, width, height, TRACK, 2)
        case DayMark.AHEAD:
            canvas.box(x, y, width, height, _AHEAD, 2)
        case DayMark.PAUSED:
            canvas.frame(x, y, width, height, _PAUSED, 2, 1)


def _draw_state(canvas: Canvas, x: float, y: float, width: float, week: CalendarWeek) -> None:
    """A kept week has a line under it; one that a freeze has kept, a broken line in ice."""
    if week.state is WeekState.KEPT:
        canvas.box(x, y, width, 3, INK, 1.5)
    elif week.state is WeekState.FROZEN:
        part = width * 0.38
        canvas.box(x, y, part, 3, ICE, 1.5)
        canvas.box(x + width - part, y, part, 3, ICE, 1.5)


def _draw_legend(canvas: Canvas, baseline: float, calendar: Calendar) -> None:
    """What is to be seen above, and only that."""
    shown = [mark for week in calendar.weeks for mark in week.days]
    states = [week.state for week in calendar.weeks]
    studied = list(dict.fromkeys(week.phase for week in calendar.weeks if week.studied))
    x: float = MARGIN
    if studied:
        for phase in studied[-_MOST_SAMPLES:]:
            canvas.box(x, baseline - 10, 12, 9, phase_colour(phase), 2)
            x += 14
        x = _say(canvas, x + 3, baseline, tr("study day"))
    if WeekState.KEPT in states:
        canvas.box(x, baseline - 6, 13, 3, INK, 1.5)
        x = _say(canvas, x + 18, baseline, tr("week kept"))
    if WeekState.FROZEN in states:
        canvas.box(x, baseline - 6, 5, 3, ICE, 1.5)
        canvas.box(x + 8, baseline - 6, 5, 3, ICE, 1.5)
        x = _say(canvas, x + 18, baseline, tr("with a freeze"))
    if DayMark.PAUSED in shown:
        canvas.frame(x, baseline - 10, 12, 9, _PAUSED, 2, 1)
        x = _say(canvas, x + 17, baseline, tr("paused"))
    canvas.frame(x, baseline - 11, 14, 11, INK, 3.5, 1.5)
    _say(canvas, x + 19, baseline, tr("today"))


def _say(canvas: Canvas, x: float, baseline: float, text: str) -> float:
    canvas.text(x, baseline, text, Style.SMALL, QUIET)
    return x + width_of(text, Style.SMALL) + 18
