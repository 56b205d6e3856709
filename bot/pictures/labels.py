"""Words in pictures: short, in a script the typeface has, with dates written out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.pictures.lettering import drawable
from bot.study.projects import ProjectState
from bot.study.words import listed

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def label(title: str, otherwise: str) -> str:
    """A title as it can be drawn, or what stands for it, such as "Phase 3"."""
    return drawable(title) or otherwise


def on(day: date) -> str:
    """A date: "7 Dec 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span(first: date, last: date) -> str:
    """From a date to another, without the year."""
    return f"{first.day} {_MONTHS[first.month - 1]} – {last.day} {_MONTHS[last.month - 1]}"


def projects_in_words(states: Sequence[ProjectState]) -> list[str]:
    """The projects by their numbers and states: ["Project 1 done", "projects 2 and 3 ahead"]."""
    said: list[str] = []
    for state in dict.fromkeys(states):
        numbers = [number for number, other in enumerate(states, start=1) if other is state]
        said.append(f"{'project' if len(numbers) == 1 else 'projects'} {listed(numbers)} {state}")
    return [said[0].capitalize(), *said[1:]] if said else []
