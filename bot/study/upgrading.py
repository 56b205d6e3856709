"""Plans of the first version, which were stored in week numbers, as the choices that they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.roadmap import Roadmap
from bot.study.choices import AS_WRITTEN, WHOLE, Choice, Pace, Scope


@dataclass(frozen=True, slots=True)
class OldSegment:
    """From a Monday on, these roadmap weeks over so many calendar weeks; `focus` is "phase-id/project-id".

    `scope` holds the weeks that counted meanwhile; empty, they are those of the path.
    """

    starts_on: date
    path: tuple[int, ...]
    weeks: int
    scope: tuple[int, ...]
    focus: str | None


def choices_of(segments: Sequence[OldSegment], roadmap: Roadmap) -> tuple[Choice, ...]:
    """What a member chose to get these segments, by their Mondays, on the roadmap that they walked."""
    found: list[Choice] = []
    walked: set[int] = set()
    for number, segment in enumerate(segments):
        again = {block.id: None for week in segment.path if week in walked and (block := roadmap.block_at(week))}
        found.append(Choice(segment.starts_on, _scope(segment, roadmap), _pace(segment, roadmap), tuple(again)))
        later = segments[number + 1].starts_on if number + 1 < len(segments) else segment.starts_on
        # Pauses are left out here: at worst a block that the plan had not quite left comes again by its name.
        step = min((later - segment.starts_on).days // 7, segment.weeks)
        walked = (walked - set(segment.path)) | set(segment.path[: step * len(segment.path) // segment.weeks])
    return tuple(found)


def _scope(segment: OldSegment, roadmap: Roadmap) -> Scope:
    if segment.focus:
        phase, _, project = segment.focus.partition("/")
        return Scope(phase, project)
    first = min(segment.scope or segment.path)
    phase = roadmap.phase_at(first)
    return Scope(phase.id) if phase and phase.id != roadmap.phases[0].id else WHOLE


def _pace(segment: OldSegment, roadmap: Roadmap) -> Pace:
    if segment.weeks == len(segment.path):
        return AS_WRITTEN
    name = next((pace.name for pace in roadmap.paces if pace.weeks == segment.weeks), None)
    return Pace(segment.weeks, name=name)
