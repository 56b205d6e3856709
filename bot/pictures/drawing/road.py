"""Drawing the road: a row for each stretch, with little text where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pictures.drawing.canvas import INNER, MARGIN, WIDTH, Canvas, fitted, width_of
from bot.pictures.drawing.marks import CHIP, chip, diamond, flag
from bot.pictures.labels import on, span
from bot.pictures.lettering import Style
from bot.pictures.palette import FAINT, GROUND, INK, QUIET, TRACK, Colour, mixed, phase_colour
from bot.pictures.road import Road, RoadBlock, RoadProject, Stretch
from bot.study.projects import ProjectState

_FEWEST_WEEKS_A_ROW = 4
_MOST_ROOMY_ROWS = 7
_BLOCK = 20
_LANE = 22
_MOST_LANES = 4
_END = 26
"""Room behind a stretch for its checkpoint."""


def draw_road(road: Road) -> bytes:
    """The road, stretch under stretch."""
    roomy = len(road.stretches) <= _MOST_ROOMY_ROWS
    layout = _Roomy(road) if roomy else _Compact(road)
    y = 84.0
    canvas = Canvas(y + sum(layout.height(stretch) for stretch in road.stretches) + 34)
    canvas.text(MARGIN, 50, road.heading, Style.TITLE)
    first, last = road.dates
    canvas.text(WIDTH - MARGIN, 50, f"{on(first)} – {on(last)}", Style.BODY, QUIET, anchor="r")
    for stretch in road.stretches:
        layout.draw(canvas, y, stretch)
        y += layout.height(stretch)
    _draw_legend(canvas, y + 12, road)
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
            _draw_block(canvas, x, y, self._x(stretch, block.last + 1) - 3 - x, block, colour, self._here(stretch))
        for week in self._road.milestones:
            if stretch.first <= week <= stretch.last:
                flag(canvas, self._x(stretch, week + 1) - 16, y - 15, phase_colour(4))
        for week, count in self._road.others:
            if stretch.first <= week <= stretch.last:
                _draw_others(canvas, self._x(stretch, week), y - 7, self._week, count)
        if stretch.has_checkpoint:
            x = self._x(stretch, stretch.last + 1) + 10
            diamond(canvas, x, y + _BLOCK / 2, 9, colour if stretch.dates else FAINT)
            if not stretch.is_signed:
                diamond(canvas, x, y + _BLOCK / 2, 6, GROUND)
        if (here := self._here(stretch)) is not None:
            _draw_here(canvas, here, y + _BLOCK / 2)

    def _here(self, stretch: Stretch) -> float | None:
        """The middle of the week that one is in, if it is on this stretch."""
        week = self._road.here
        if week is None or not stretch.first <= week <= stretch.last:
            return None
        return self._x(stretch, week) + self._week / 2


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
        dates = span(*stretch.dates) if stretch.dates else "not in your plan"
        room = INNER - CHIP - 22 - width_of(dates, Style.SMALL)
        x = MARGIN + CHIP + 10
        title = fitted(stretch.label, Style.STRONG, room)
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


def unwalked(colour: Colour) -> Colour:
    """What lies ahead on a stretch, in the colour of its phase."""
    return mixed(colour, GROUND, 0.3)


def _project_colour(state: ProjectState) -> Colour:
    return {ProjectState.DONE: INK, ProjectState.UNDER_WAY: QUIET}.get(state, TRACK)


def _draw_project(canvas: Canvas, x: float, y: float, width: float, project: RoadProject) -> None:
    """A project with its number and title: done is filled, under way is outlined, ahead is dark, out is hatched."""
    height, text = _LANE - 4, f"{project.number}  {project.label}"
    ink = QUIET
    match project.state:
        case ProjectState.DONE:
            canvas.box(x, y, width, height, INK, 4)
            ink = GROUND
        case ProjectState.UNDER_WAY:
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
    fit = int((week - 6) // 9)
    if count <= fit:
        for number in range(count):
            canvas.disc(x + 6 + 9 * number, y, 3.5, QUIET)
    else:
        canvas.disc(x + 4, y, 3.5, QUIET)
        canvas.text(x + 10, y + 5, str(count), Style.SMALL, QUIET)


def _draw_here(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc(x, y, 13, GROUND)
    canvas.disc(x, y, 10.5, INK)
    canvas.disc(x, y, 5, GROUND)


def _draw_legend(canvas: Canvas, baseline: float, road: Road) -> None:
    """What the marks mean, of those that are to be seen."""
    x, y = MARGIN + 8.0, baseline - 5
    if road.here is not None:
        canvas.disc(x, y, 7, INK)
        canvas.disc(x, y, 3.5, GROUND)
        x = _say(canvas, x + 13, baseline, "you")
    if road.others:
        canvas.disc(x, y, 3.5, QUIET)
        x = _say(canvas, x + 9, baseline, "others here")
    if _seen(road.milestones, road.stretches):
        flag(canvas, x - 6, y - 8, phase_colour(4))
        x = _say(canvas, x + 12, baseline, "milestone")
    if any(stretch.has_checkpoint for stretch in road.stretches):
        diamond(canvas, x, y, 7, QUIET)
        diamond(canvas, x, y, 4, GROUND)
        x = _say(canvas, x + 12, baseline, "checkpoint")
    if road.projects:
        canvas.box(x - 6, y - 5, 20, 10, TRACK, 3)
        _say(canvas, x + 20, baseline, "project")


def _seen(weeks: Sequence[int], stretches: Sequence[Stretch]) -> bool:
    return any(stretch.first <= week <= stretch.last for week in weeks for stretch in stretches)


def _say(canvas: Canvas, x: float, baseline: float, text: str) -> float:
    return x + canvas.text(x, baseline, text, Style.SMALL, QUIET) + 26
