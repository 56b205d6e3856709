"""Every picture in every state, as files to look at, with a sheet of them all as a phone shows them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.config import load_roadmap
from bot.pictures.drawing.achievement import draw_achievement
from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.group import draw_group
from bot.pictures.drawing.road import draw_road
from bot.pictures.drawing.sheet import phone_sheet
from bot.refusals import CannotBeDone
from bot.roadmap import Roadmap
from bot.sandbox.states import START, states
from bot.study.achievements import AchievementKind, achievements, reached
from bot.study.group import GroupWeek
from bot.study.snapshots.card import card_of
from bot.study.snapshots.road import road_of

_OTHERS = {5: 2, 10: 1, 12: 4}
_SHEET = "phone-sheet.png"


def draw_all(roadmap_file: Path, folder: Path) -> None:
    """Write all pictures into a folder, and say how many. Raises CannotBeDone when they can't be written there."""
    roadmap = load_roadmap(roadmap_file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pictures = dict(_pictures(roadmap))
        for name, png in pictures.items():
            (folder / f"{name.replace(', ', '-').replace(' ', '-')}.png").write_bytes(png)
        (folder / _SHEET).write_bytes(phone_sheet(pictures))
    except OSError as error:
        raise CannotBeDone(f"The pictures could not be written to {folder}: {error.strerror}.") from error
    print(f"{len(pictures)} pictures are in {folder}, all of them as a phone shows them in {_SHEET}.")


def _pictures(roadmap: Roadmap) -> Iterator[tuple[str, bytes]]:
    found = states(roadmap)
    for name, progress in found.items():
        yield f"card, {name}", draw_card(card_of(progress))
    for name, progress in found.items():
        yield f"road, {name}", draw_road(road_of(progress, _OTHERS if name == "week 9" else None))
    for kind in AchievementKind:
        progress = found["4 weeks kept" if kind is AchievementKind.STREAK else "finished"]
        achievement = next((achievement for achievement in achievements(progress) if achievement.kind is kind), None)
        if achievement:
            yield f"achievement, {kind}", draw_achievement(reached(progress, achievement))
    saturday = START + timedelta(days=5)
    for name, days in {"small": (3, 0, 2, 0, 1, 6, 0), "large": (812, 602, 1207, 401, 300, 1004, 0)}.items():
        active = max(days) + 40 if name == "large" else 4
        week = GroupWeek(START, saturday, days, active, 3 * max(days), 2, max(days), (0, 2, 5))
        yield f"week, {name} server", draw_group(week)
