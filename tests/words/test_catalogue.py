"""Sentences: said in the language of the moment, counted, and found by the command that extracts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bot.words import (
    DEFAULT,
    date_span,
    day_name,
    decimal,
    duration,
    grouped,
    hours,
    listed,
    listed_or,
    short_date,
    speaking,
    teach,
    to_tr,
    tr,
    tr_n,
    weekday_names,
)
from bot.words import catalogue as taught
from tests.words.pseudo import Pseudo
from tools.prose import prose_in
from tools.sentences import NotWrittenOut, sentences_in


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The pseudo-language, for one test."""
    monkeypatch.setattr(taught, "_taught", dict(taught._taught))  # pyright: ignore[reportPrivateUsage]  # undone after
    teach("xx", Pseudo())
    with speaking("xx"):
        yield "xx"


def test_english_is_the_source():
    assert tr("Saved.") == "Saved."
    assert tr("Logged on {day}.", day="Monday") == "Logged on Monday."
    assert tr("{text} is open again.", text="{curly} 100 %") == "{curly} 100 % is open again."
    assert tr("{done} of {total}", done=999, total=2000) == "999 of 2,000"
    assert [tr_n("{number} task", "{number} tasks", n) for n in (0, 1, 2, 1200)] == [
        "0 tasks", "1 task", "2 tasks", "1,200 tasks",
    ]  # fmt: skip
    assert tr(to_tr("Kept")) == "Kept"


@pytest.mark.usefixtures("pseudo")
def test_another_language_says_it_whole():
    assert tr("Logged on {day}, see /week.", day="Monday") == "⟦Lóggéd óñ Monday, šéé /week.·······⟧"
    assert tr_n("{number} task", "{number} tasks", 1) == "⟦1 tášk····⟧"
    with speaking("tlh"):
        assert tr("Saved.") == "Saved."
    assert DEFAULT == "en"


def test_numbers_days_and_lists():
    assert [grouped(number) for number in (0, 999, 1000, 1234567)] == ["0", "999", "1,000", "1,234,567"]
    assert [decimal(number) for number in (4, 4.5, 1234.25)] == ["4", "4.5", "1,234.2"]
    assert [duration(minutes) for minutes in (0, 45, 120, 150, 60_000)] == [
        "0 min",
        "45 min",
        "2 h",
        "2 h 30 min",
        "1,000 h",
    ]
    assert [hours(number) for number in (0.1, 4, 4.3, 4.2)] == ["0.5 h", "4 h", "4.5 h", "4 h"]
    assert hours(4.1, at_least=True) == "4.5 h"
    assert [listed("abc"[:n]) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
    assert listed_or("abc") == "a, b or c"
    assert day_name(date(2027, 3, 31), date(2027, 1, 1)) == "Wednesday 31 March"
    assert day_name(date(2027, 3, 31), date(2026, 1, 1)) == "Wednesday 31 March 2027"
    assert short_date(date(2026, 12, 7)) == "7 Dec 2026"
    assert date_span(date(2026, 3, 2), date(2026, 5, 4)) == "2 Mar – 4 May"
    assert weekday_names((0, 2, 5)) == "Monday, Wednesday and Saturday"
    assert weekday_names((0,), short=True) == "Mon"


def test_sentences_are_found_in_code():
    code = """
tr("Saved.")
tr_n("{number} task", "{number} tasks", n, more=1)
TABLE = {1: to_tr("Kept")}
@app_commands.command(description="What is due")
@app_commands.describe(day="Which day", task="Which task")
def week(): ...
Choice(name="In 1 hour", value="hour")
"""
    assert set(sentences_in(code, "x.py")) == {
        ("Saved.",), ("{number} task", "{number} tasks"), ("Kept",), ("What is due",), ("Which day",), ("Which task",),
        ("In 1 hour",),
    }  # fmt: skip


@pytest.mark.parametrize("code", ['tr(f"{n} tasks")', "tr(text)", 'tr("a" + b)', 'tr_n("a", many, 2)'])
def test_a_sentence_must_be_written_out(code: str):
    with pytest.raises(NotWrittenOut, match=r"x\.py:1: "):
        list(sentences_in(code, "x.py"))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('"""A module with a sentence."""\ndef f():\n    """And a function."""', []),
        ('x = tr("Your plan ends on {day}.", day=day)', []),
        ('log.warning("the database is busy")\nraise ValueError("a path needs weeks")', []),
        ('VERB = "set-up"\nKEY = "study_day"\nSQL = "WHERE a = b"', []),
        ('x = f"Your plan ends on {day}."', ["Your plan ends on {}."]),
        ('button("My week", press("week"))', ["My week"]),
        ('raise Refusal("Type a city near you.")', ["Type a city near you."]),
    ],
)
def test_prose_outside_the_catalogue_is_found(code: str, found: list[str]):
    """What members read goes through the catalogue; docstrings, the log, codes and SQL are none of it."""
    assert [text for _, text in prose_in(code)] == found
