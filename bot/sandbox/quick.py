"""What keeps the page quick after many messages; simcord has no settings for it.

Whenever anything happens the page describes its last 50 messages anew, and makes a parser for each text of theirs:
after 50 messages a press took seconds. Its version is pinned, and a test would notice a change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from simcord.preview import (
    _action_plans,
    _markdown,
    _snapshot,  # pyright: ignore[reportPrivateUsage]  # as above
)

_SHOWN = 25
"""As many messages as the page shows at once; older ones come by scrolling up. It can't be fewer: the page begins 24
messages above the one that it turns to."""

_MOST_PARSERS, _MOST_TEXTS = 100, 2_000


class _Kept:
    """A parser that parses a text once; nobody changes the tokens that it returns."""

    def __init__(self, parser: Any, context: Mapping[str, Any]) -> None:
        env = {"context": context}

        def parse(text: str) -> Any:
            return parser.parse(text, env)

        def inline(text: str) -> Any:
            return parser.parseInline(text, env)

        self._parse, self._inline = lru_cache(_MOST_TEXTS)(parse), lru_cache(_MOST_TEXTS)(inline)

    def parse(self, text: str, _env: object) -> Any:
        """The tokens of a text in blocks."""
        return self._parse(text)

    def parseInline(self, text: str, _env: object) -> Any:  # noqa: N802  # its name in markdown-it
        """The tokens of a line."""
        return self._inline(text)


class _Parsers:
    """A parser for each set of rules and names, made once."""

    def __init__(self, make: Callable[[Mapping[str, bool | str], Mapping[str, Any]], Any]) -> None:
        self._make = make
        self._kept: dict[tuple[int, str], _Kept] = {}

    def __call__(self, policy: Mapping[str, bool | str], context: Mapping[str, Any]) -> _Kept:
        key = (id(policy), repr(context))
        if key not in self._kept:
            if len(self._kept) >= _MOST_PARSERS:
                self._kept.clear()
            self._kept[key] = _Kept(self._make(policy, context), context)
        return self._kept[key]


def make_quick() -> None:
    """Have the page show fewer messages at once, and keep what it has parsed."""
    for module in (_snapshot, _action_plans):
        vars(module)["HISTORY_WINDOW_SIZE"] = _SHOWN
    if isinstance(_markdown._markdown_parser, _Parsers):  # pyright: ignore[reportPrivateUsage]  # as above
        return
    _markdown._markdown_parser = _Parsers(_markdown._markdown_parser)  # pyright: ignore[reportPrivateUsage]  # as above
