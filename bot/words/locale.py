"""The language of the moment, and how it writes numbers, dates and lists.

English is written as the British do: "Wednesday 31 March 2027", "1, 2 and 3".
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache

from babel import Locale, UnknownLocaleError

DEFAULT = "en"

spoken: ContextVar[str] = ContextVar("language", default=DEFAULT)
"""The language of the moment, as Discord names it."""

_ENGLISH = Locale("en", "GB")


def locale() -> Locale:
    """How the language of the moment writes numbers, dates and lists."""
    return _locale_of(spoken.get())


@cache
def _locale_of(language: str) -> Locale:
    try:
        found = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return _ENGLISH
    return _ENGLISH if found.language == "en" else found
