"""The catalogue of sentences: English is the source, gettext has what it is in other languages (§14).

A sentence is always whole and has named placeholders: `tr("Logged on {day}.", day=day)`. `make words` finds every
sentence by the names of these functions, so their first argument is always written out.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from gettext import NullTranslations

from bot.words.locale import DEFAULT, spoken
from bot.words.numbers import grouped

_taught: dict[str, NullTranslations] = {DEFAULT: NullTranslations()}


def languages() -> tuple[str, ...]:
    """The languages that can be spoken, as Discord names them."""
    return tuple(_taught)


def language() -> str:
    """The language of the moment, as Discord names it."""
    return spoken.get()


def teach(language: str, sentences: NullTranslations) -> None:
    """Add a language, or other sentences for one."""
    _taught[language] = sentences


def speak(language: str) -> None:
    """Speak a language from here on, until the task ends; English where it is not known."""
    spoken.set(language if language in _taught else DEFAULT)


@contextmanager
def speaking(language: str) -> Generator[None]:
    """Speak a language from here on, until the end of the block; English where it is not known."""
    token = spoken.set(language if language in _taught else DEFAULT)
    try:
        yield
    finally:
        spoken.reset(token)


def tr(sentence: str, /, **values: object) -> str:
    """A sentence in the language of the moment, with its placeholders filled in; whole numbers as people write them."""
    said = _taught[spoken.get()].gettext(sentence)
    return said.format_map(_shown(values)) if values else said


def tr_n(one: str, many: str, number: int, /, **values: object) -> str:
    """A sentence that depends on a number, its placeholder {number}: "{number} task", "{number} tasks"."""
    said = _taught[spoken.get()].ngettext(one, many, number)
    return said.format_map(_shown({"number": number, **values}))


def to_tr(sentence: str) -> str:
    """Mark a sentence that stands in a table, to be said when it is shown: `tr(TABLE[key])`."""
    return sentence


def _shown(values: Mapping[str, object]) -> dict[str, object]:
    return {name: grouped(value) if isinstance(value, int) else value for name, value in values.items()}
