"""The organiser's view as a table to open in a spreadsheet, which must not take a name for a formula (§12)."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from bot.study.group import Together
from bot.study.rosters import MemberFacts
from bot.ui.screens.members import column_names, rest_name

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # spreadsheets take these, too


_AT_ONCE = 100
"""After so many rows commands have a turn: they take a millisecond, and ten where everybody has a plan of their own."""


async def members_file(facts: Iterable[MemberFacts], others: Together | None) -> bytes:
    """A CSV file in UTF-8 with the mark by which Excel knows it: a row a member, and one for the others as a sum."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow([safe(name) for name in column_names()])
    for number, one in enumerate(facts, start=1):
        writer.writerow(_row(one))
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    if others:
        writer.writerow([safe(cell) for cell in _rest(others)])
    return table.getvalue().encode("utf-8-sig")


def safe(cell: object) -> str:
    """A cell as text; one that a spreadsheet would take for a formula begins with an apostrophe.

    >>> safe("=1+1")
    "'=1+1"
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_BEGINS_A_FORMULA) else text


def _row(one: MemberFacts) -> Sequence[object]:
    counts = one.week, one.weeks, one.done, one.tasks, one.checkpoints_passed, one.checkpoints
    return (safe(one.cohort), safe(one.name), *counts, one.last_study_day, 1, int(one.has_studied_lately))


def _rest(others: Together) -> Sequence[object]:
    return ("", rest_name(), None, None, others.tasks, None, None, None, None, others.members, others.active)
