"""Shares weeks out over what has none: 5 tasks a week where nothing else is said, and never less than a week each."""

from collections.abc import Sequence

from bot.roadmap.files.checklist.due import Span


def shared_out(weights: Sequence[int], weeks: int, least: Sequence[int] | None = None) -> list[int]:
    """Weeks for each, as many as it weighs but at least its least (1), all together `weeks`.

    >>> shared_out([6, 2, 2], 5)
    [3, 1, 1]
    """
    got = list(least or [1] * len(weights))
    for _ in range(weeks - sum(got)):
        got[max(range(len(got)), key=lambda at: (weights[at] / (got[at] + 1), -at))] += 1
    return got


def in_groups(weights: Sequence[int], most: int) -> list[list[int]]:
    """Neighbours together, so that there are at most so many groups of about the same weight; positions from 0."""
    if len(weights) <= most:
        return [[at] for at in range(len(weights))]
    total = sum(max(1, weight) for weight in weights)
    groups: dict[int, list[int]] = {}
    before = 0
    for at, weight in enumerate(weights):
        middle = 2 * before + max(1, weight)
        groups.setdefault(middle * most // (2 * total), []).append(at)
        before += max(1, weight)
    return list(groups.values())


def spans(weights: Sequence[int], span: Span) -> list[Span]:
    """A span of weeks shared out over neighbours, at most as many as it has weeks."""
    found: list[Span] = []
    first = span.first
    for weeks in shared_out(weights, span.count):
        found.append(Span(first, first + weeks - 1))
        first += weeks
    return found
