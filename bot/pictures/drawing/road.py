"""Drawing the road: a row for each stretch, with little text where there are many."""

from __future__ import annotations

from datetime import date

from bot.pictures.drawing.canvas import INNER, MARGIN, WIDTH, Canvas, fitted, width_of
from bot.pictures.drawing.marks import CHIP, chip, diamond, flag, here, hollow_diamond, hollow_flag, tick, unwalked
from bot.pictures.drawing.road_legend import ROW, draw_legend, legend_rows
from bot.pictures.lettering import Style, label
from bot.pictures.palette import FAINT, GROUND, INK, QUIET, TRACK, Colour, phase_colour
from bot.study.projects import ProjectState
from bot.study.snapshots.road import Road, RoadBlock, RoadProject, Stretch
from bot.words import date_span, short_date, tr
from bot.words.states import road_heading, standing_name

_FEWEST_WEEKS_A_ROW = 4
_MOST_ROOMY_ROWS = 7
_BLOCK = 20
_LANE = 22
_MOST_LANES = 4
_TICKED = 60
_A_YEAR = 366
_END = 26
"""Room behind a stretch for its checkpoint."""


def draw_road(road: Road) -> bytes:
    """The road, stretch under stretch."""
    roomy = len(road.stretches) <= _MOST_ROOMY_ROWS
    layout = _Roomy(road) if roomy else _Compact(road)
    y = 106.0
    legend_at = y + sum(layout.height(stretch) for stretch in road.stretches)
    canvas = Canvas(legend_at + ROW * len(legend_rows(road)) + 12)
    canvas.text(MARGIN, 50, road_heading(road.status), Style.TITLE)
    canvas.text(MARGIN, 76, standing_name(road.status), Style.BODY, QUIET)
    first, last = road.dates
    canvas.text(WIDTH - MARGIN, 50, f"{short_date(first)} – {short_date(last)}", Style.BODY, QUIET, anchor="r")
    for stretch in road.stretches:
        layout.draw(canvas, y, stretch)
        y += layout.height(stretch)
    draw_legend(canvas, legend_at, road)
    return canvas.png()


class _Compact:
    """Rows for many phases: the number beside the road, projects as thin lines."""

    left = MARGIN + CHIP + 12

    def __init__(self, road: Road) -> None:
        self._road = road
        longest = max(stretch.last - stretch.first + 1 for stretch in road.stretches)
        self._week = (WIDTH - MARGIN - _END - self.left) / max(longest, _FEWEST_WEEKS_A_ROW)

    def height(self, stretch: Stretch) -> float:
        """How high the row of a stretch is."""
        return 42 + 7 * max(0, len(self._lanes(stretch)) - 1)

    def draw(self, canvas: Canvas, y: float, stretch: Stretch) -> None:
        """The row of a stretch."""
        chip(canvas, MARGIN, y + 11, stretch.number, filled=stretch.dates is not None)
        self._draw_road(canvas, y + 12, stretch)
        for lane, row in enumerate(self._lanes(stretch)):
            for project in row:
                left, right = self._ends(stretch, project)
                canvas.box(left, y + 35 + 7 * lane, right - left, 4, _project_colour(project.state), 2)

    def _x(self, stretch: Stretch, week: float) -> float:
        """Where a roadmap week begins."""
        return self.left + (week - stretch.first) * self._week

    def _ends(self, stretch: Stretch, project: RoadProject) -> tuple[float, float]:
        """From where to where a project runs beside a stretch."""
        first, last = max(project.first, stretch.first), min(project.last, stretch.last)
        return self._x(stretch, first), self._x(stretch, last + 1) - 3

    def _lanes(self, stretch: Stretch) -> list[list[RoadProject]]:
        """The projects beside a stretch, in as few lanes as keep them apart; what would take more is left out."""
        lanes: list[list[RoadProject]] = []
        for project in sorted(self._road.projects, key=lambda project: project.first):
            if project.last < stretch.first or project.first > stretch.last:
                continue
            free = next((lane for lane in lanes if lane[-1].last < project.first), None)
            if free is None:
                lanes.append([project])
            else:
                free.append(project)
        return lanes[:_MOST_LANES]

    def _draw_road(self, canvas: Canvas, y: float, stretch: Stretch) -> None:
        """Blocks, what stands above them, the checkpoint at the end, and oneself."""
        colour = phase_colour(stretch.number)
        for block in stretch.blocks:
            x = self._x(stretch, block.first)
            right = self._x(stretch, min(block.last, stretch.last) + 1) - 3
            _draw_block(canvas, x, y, right - x, block, colour, self._here(stretch))
        for week in self._road.milestones:
            if stretch.first <= week <= stretch.last:
                raised = flag if week in self._road.reached else hollow_flag
                raised(canvas, self._x(stretch, week + 1) - 16, y - 15, phase_colour(4))
        for week, count in self._road.others:
            if stretch.first <= week <= stretch.last:
                _draw_others(canvas, self._x(stretch, week), y - 7, self._week, count)
        shown, items = stretch.items
        if items:
            mark = diamond if shown == items else hollow_diamond
            x = self._x(stretch, stretch.last + 1) + 10
            mark(canvas, x, y + _BLOCK / 2, 9, colour if stretch.dates else FAINT)
        if (middle := self._here(stretch)) is not None:
            here(canvas, middle, y + _BLOCK / 2)

    def _here(self, stretch: Stretch) -> float | None:
        """The middle of the week that one is in, if it is on this stretch."""
        week = self._road.here
        if week is None or not stretch.first <= week <= stretch.last:
            return None
        return self._x(stretch, week) + self._week / 2

    def _dates(self, dates: tuple[date, date]) -> str:
        """From when to when; with the years where the plan is so long that they are missed."""
        first, last = self._road.dates
        return (
            f"{short_date(dates[0])} – {short_date(dates[1])}" if (last - first).days > _A_YEAR else date_span(*dates)
        )


class _Roomy(_Compact):
    """Rows for a few phases: title and dates above the road, projects with their titles below."""

    left = MARGIN

    def height(self, stretch: Stretch) -> float:
        """How high the row of a stretch is."""
        return 26 + 14 + _BLOCK + 5 + _LANE * len(self._lanes(stretch)) + 11

    def draw(self, canvas: Canvas, y: float, stretch: Stretch) -> None:
        """The row of a stretch."""
        counts = stretch.dates is not None
        chip(canvas, MARGIN, y, stretch.number, filled=counts)
        dates = self._dates(stretch.dates) if stretch.dates else tr("not in your plan")
        room = INNER - CHIP - 22 - width_of(dates, Style.SMALL)
        x = MARGIN + CHIP + 10
        title = fitted(label(stretch.title, tr("Phase {number}", number=stretch.number)), Style.STRONG, room)
        x += canvas.text(x, y + 17, title, Style.STRONG, INK if counts else QUIET) + 12
        canvas.text(x, y + 17, dates, Style.SMALL, QUIET)
        road_y = y + 26 + 14
        self._draw_road(canvas, road_y, stretch)
        for lane, row in enumerate(self._lanes(stretch)):
            for project in row:
                left, right = self._ends(stretch, project)
                _draw_project(canvas, left, road_y + _BLOCK + 5 + lane * _LANE, right - left, project)


def _draw_block(
    canvas: Canvas, x: float, y: float, width: float, block: RoadBlock, colour: Colour, here: float | None
) -> None:
    """A block, filled as far as it is done, with its weeks where there is room for them beside oneself."""
    if not block.counts:
        canvas.hatched(x, y, width, _BLOCK, FAINT, 4)
        return
    canvas.box(x, y, width, _BLOCK, unwalked(colour), 4)
    walked = x + (width * block.done / block.total if block.total else 0)
    canvas.box(x, y, walked - x, _BLOCK, colour, 4)
    weeks = str(block.first) if block.first == block.last else f"{block.first}-{block.last}"
    room = width_of(weeks, Style.SMALL) + 12
    left = here + 14 if here is not None and x <= here < x + room + 14 else x
    if left + room <= walked:
        canvas.text(left + 6, y + 15, weeks, Style.SMALL, GROUND)
    elif max(left, walked) + room <= x + width:
        canvas.text(max(left, walked) + 6, y + 15, weeks, Style.SMALL, INK)


def _project_colour(state: ProjectState) -> Colour:
    return {ProjectState.DONE: INK, ProjectState.OPEN: QUIET}.get(state, TRACK)


def _draw_project(canvas: Canvas, x: float, y: float, width: float, project: RoadProject) -> None:
    """A project with its number and title: done is filled and ticked, open outlined, ahead dark, out hatched."""
    height, text = _LANE - 4, f"{project.number}  {label(project.title, tr('Project {number}', number=project.number))}"
    ink = QUIET
    match project.state:
        case ProjectState.DONE:
            canvas.box(x, y, width, height, INK, 4)
            ink = GROUND
            if width > _TICKED:
                tick(canvas, x + width - 18, y + 4, 10, GROUND)
                width -= 20
        case ProjectState.OPEN:
            canvas.box(x, y, width, height, TRACK, 4)
            canvas.frame(x, y, width, height, INK, 4, 1.5)
            ink = INK
        case ProjectState.AHEAD:
            canvas.box(x, y, width, height, TRACK, 4)
        case ProjectState.OUT:
            canvas.hatched(x, y, width, height, FAINT, 4)
            return
    if width > 30:
        canvas.text(x + 8, y + 14, fitted(text, Style.SMALL, width - 14), Style.SMALL, ink)


def _draw_others(canvas: Canvas, x: float, y: float, week: float, count: int) -> None:
    """A quiet dot for each of the others in a week, or their number where the dots would not fit."""
    middle = x + week / 2
    if count <= (week - 20) // 9:  # a flag may stand at the week's end
        for number in range(count):
            canvas.disc(middle + 9 * (number - (count - 1) / 2), y, 3.5, QUIET)
    else:
        canvas.disc(middle - 6, y, 3.5, QUIET)
        canvas.text(middle, y + 5, str(count), Style.SMALL, QUIET)
