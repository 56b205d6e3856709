"""What the bot sends to the Discord of the tests: heard with the marks of `tests/words/marked.py`, kept without."""

from __future__ import annotations

import ast
import json as as_json
import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import discord
from babel.dates import get_day_names, get_month_names
from simcord.http import router

from bot.sandbox.transcript import walk
from bot.words import catalogue, day_name, short_date, weekday_name
from tests.discords_limits import faults
from tests.words.marked import Marked, outside, plain
from tools.sentences import ROOT

SPOKEN = "en-US"
"""The language of everybody in the tests, and of their servers: not the one in which the code is written."""
_SHOWN = ("content", "label", "description", "placeholder", "title")
_NO_WORDS = re.compile(
    r"```.*?```|`[^`]*`|^[^\n]* · UTC[^\n]*$|[^\W_]+…"
    r"|<[^>]*>|https?://\S+|\bb\.example\b|/[a-z]+(?: [a-z]+)?|\b[a-z_]+:|[A-Z]\w+/[A-Z]\w+",
    re.DOTALL | re.MULTILINE,
)
"""Code, places with their clocks, words that were cut, mentions, addresses, commands, zones: the same everywhere."""
_WORD = re.compile(r"(?<![^\W_])[A-Za-z]?[a-z]{2,30}(?![^\W_])")
_DAYS = [date(2026, month, 1) for month in range(1, 13)]
_OF_BABEL: set[str] = {
    *("and", "or"),
    *(weekday_name(weekday, short=short) for weekday in range(7) for short in (True, False)),
    *(short_date(day).split()[1] for day in _DAYS),
    *(day_name(day, day).split()[2] for day in _DAYS),
    *(get_day_names("wide", locale="de")[day] for day in range(7)),  # the other language of the tests
    *(get_month_names("wide", locale="de")[month] for month in range(1, 13)),
}
"""Said by Babel, in whichever language it has."""

_dispatch = router.dispatch


@dataclass
class Sent:
    """What was sent while somebody listened, with its marks."""

    texts: set[str] = field(default_factory=set[str])
    faults: set[str] = field(default_factory=set[str])

    def hear(self, body: Mapping[str, Any]) -> None:
        """Look at a message, a form, or a list of choices."""
        body = body.get("data") or body
        self.texts.update(shown_in(body))
        if "components" in body:
            self.faults.update(faults(body))

    def untranslated(self, known: set[str]) -> list[str]:
        """The texts with words of English in no sentence of the catalogue, but for those that are known: people's."""
        found = {text: set(words_of(_NO_WORDS.sub(" ", outside(text)))) - known - _OF_BABEL for text in self.texts}
        left = {text: words for text, words in found.items() if words and not words <= of_roadmap_files()}
        return sorted(f"{sorted(words)}: {plain(text)}" for text, words in left.items())


_heard: Sent | None = None


@contextmanager
def listening() -> Generator[Sent]:
    """Have the bot speak its own language until the end of the block, and listen."""
    global _heard  # noqa: PLW0603  # simcord has one table of routes, and no place for a listener
    before, known = _heard, dict(catalogue._taught)  # pyright: ignore[reportPrivateUsage]  # undone below
    _heard = Sent()
    catalogue.teach(SPOKEN, Marked())
    try:
        yield _heard
    finally:
        _heard = before
        catalogue._taught.clear()  # pyright: ignore[reportPrivateUsage]  # as above
        catalogue._taught.update(known)  # pyright: ignore[reportPrivateUsage]  # as above


def _hear(
    backend: Any,
    method: str,
    path: str,
    *,
    json: Mapping[str, Any] | None = None,
    files: list[discord.File] | None = None,
    **more: Any,
) -> Any:
    if _heard is None:
        return _dispatch(backend, method, path, json=json, files=files, **more)
    if isinstance(json, Mapping):
        _heard.hear(json)
    said = as_json.loads(plain(as_json.dumps(json, ensure_ascii=False))) if json is not None else None
    return _dispatch(backend, method, path, json=said, files=[_without_marks(file) for file in files or ()], **more)


router.dispatch = _hear


def _without_marks(file: discord.File) -> discord.File:
    data = file.fp.read()
    if not file.filename.endswith(".png"):
        data = plain(data.decode()).encode()
    return discord.File(BytesIO(data), file.filename, description=plain(file.description or "") or None)


def words_of(text: str) -> list[str]:
    """The words of a text that are written in small Latin letters, as those of sentences are."""
    return _WORD.findall(text)


def shown_in(body: Mapping[str, Any]) -> Iterator[str]:
    """Everything to be read in a message, a form, or a list of choices."""
    parts = [body, *walk(body.get("components", ()))]
    parts += [part["component"] for part in parts if "component" in part]
    parts += [option for part in parts for option in part.get("options", ())]
    parts += [item for part in parts for item in part.get("items", ())]
    yield from (part[key] for part in parts for key in _SHOWN if part.get(key))
    yield from (choice["name"] for choice in body.get("choices", ()))


@cache
def of_roadmap_files() -> frozenset[str]:
    """The words of what is said about a roadmap's file: it is English, like the command line (§9)."""
    sources = (ROOT / "bot" / "roadmap").rglob("*.py")
    nodes = (node for file in sources for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return frozenset(word for text in texts if isinstance(text, str) for word in words_of(text))
