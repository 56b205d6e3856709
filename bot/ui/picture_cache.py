"""Pictures, drawn beside the event loop: the same facts once, not too many at a time, and never at the text's cost."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from bot.ui.screens.layout import Picture
from bot.words import language

_log = logging.getLogger(__name__)

_MOST_KEPT = 200
_MOST_BYTES = 24 * 2**20
_MOST_UNDER_WAY = 400
"""Some 12 seconds of drawing: an answer's picture may come as late as that, by an edit."""
_PATIENCE = 1.5
"""Seconds that a post waits for its picture."""
_A_MOMENT = 0.3
"""Seconds in which a picture is ready enough to go along with an answer."""


_Facts = TypeVar("_Facts", bound=Hashable)
_Key = tuple[str, Hashable]
"""The language of a picture, and what it shows."""


class PictureCache:
    """Draws pictures on a thread of its own and keeps the latest, within a number and a size."""

    def __init__(
        self,
        most_kept: int = _MOST_KEPT,
        most_bytes: int = _MOST_BYTES,
        most_under_way: int = _MOST_UNDER_WAY,
        patience: float = _PATIENCE,
        a_moment: float = _A_MOMENT,
    ) -> None:
        self._most_kept = most_kept
        self._most_bytes = most_bytes
        self._most_under_way = most_under_way
        self._patience = patience
        self._a_moment = a_moment
        self._kept: OrderedDict[_Key, bytes] = OrderedDict()
        self._bytes = 0
        self._under_way: dict[_Key, asyncio.Task[bytes]] = {}
        self._painter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    async def picture(
        self, facts: _Facts, draw: Callable[[_Facts], bytes], alt_text: Callable[[_Facts], str]
    ) -> Picture | None:
        """The picture of some facts with its alt text; None when it can't be drawn, or not in time."""
        try:
            return await asyncio.wait_for(self._drawn(facts, draw, alt_text), self._patience)
        except TimeoutError:
            _log.warning("a picture took too long; the text goes without it")
            return None

    async def begun(
        self, facts: _Facts, draw: Callable[[_Facts], bytes], alt_text: Callable[[_Facts], str]
    ) -> Picture | None:
        """The picture if it is ready in a moment, else one that is coming; None when it can't be drawn (§8)."""
        drawing = asyncio.ensure_future(self._drawn(facts, draw, alt_text))
        ready, _ = await asyncio.wait({drawing}, timeout=self._a_moment)
        return drawing.result() if ready else Picture(b"", "", drawing)

    async def _drawn(
        self, facts: _Facts, draw: Callable[[_Facts], bytes], alt_text: Callable[[_Facts], str]
    ) -> Picture | None:
        try:
            png = await self._png(facts, draw)
            return Picture(png, alt_text(facts)) if png else None
        except Exception:
            _log.exception("a picture could not be drawn; the text goes without it")
            return None

    async def _png(self, facts: _Facts, draw: Callable[[_Facts], bytes]) -> bytes | None:
        """The picture that was kept, that is under way, or that is begun now; None when too many are under way."""
        key = (language(), facts)
        if png := self._kept.get(key):
            self._kept.move_to_end(key)
            return png
        if key not in self._under_way:
            if len(self._under_way) >= self._most_under_way:
                return None
            self._under_way[key] = asyncio.create_task(self._draw(key, facts, draw))
        return await asyncio.shield(self._under_way[key])

    async def _draw(self, key: _Key, facts: _Facts, draw: Callable[[_Facts], bytes]) -> bytes:
        speaking = copy_context()  # the painter writes in the language of whoever asked
        try:
            png = await asyncio.get_running_loop().run_in_executor(self._painter, lambda: speaking.run(draw, facts))
            self._keep(key, png)
            return png
        finally:
            del self._under_way[key]

    def _keep(self, key: _Key, png: bytes) -> None:
        self._kept[key] = png
        self._bytes += len(png)
        while len(self._kept) > self._most_kept or self._bytes > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)
