"""Pictures, drawn beside the event loop: the same facts once, not too many at a time, and never at the text's cost."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from bot.ui.screens.layout import Picture

_log = logging.getLogger(__name__)

_MOST_KEPT = 200
_MOST_BYTES = 24 * 2**20
_MOST_UNDER_WAY = 40
_PATIENCE = 1.5
"""Seconds that a post waits for its picture."""
_A_MOMENT = 0.3
"""Seconds in which a picture is ready enough to go along with an answer."""


class Facts(Hashable, Protocol):
    """What a picture shows; equal facts give the same picture."""

    def words(self) -> str:
        """The same in words."""
        ...


_Facts = TypeVar("_Facts", bound=Facts)


class Gallery:
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
        self._kept: OrderedDict[Facts, bytes] = OrderedDict()
        self._bytes = 0
        self._under_way: dict[Facts, asyncio.Task[bytes]] = {}
        self._painter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    async def picture(self, facts: _Facts, draw: Callable[[_Facts], bytes]) -> Picture | None:
        """The picture of some facts; None when it can't be drawn, or not in time: the text then stands alone."""
        try:
            return await asyncio.wait_for(self._drawn(facts, draw), self._patience)
        except TimeoutError:
            _log.warning("a picture took too long; the text goes without it")
            return None

    async def begun(self, facts: _Facts, draw: Callable[[_Facts], bytes]) -> Picture | None:
        """The picture if it is ready in a moment, else one that is coming; None when it can't be drawn (§8)."""
        drawing = asyncio.ensure_future(self._drawn(facts, draw))
        ready, _ = await asyncio.wait({drawing}, timeout=self._a_moment)
        return drawing.result() if ready else Picture(b"", "", drawing)

    async def _drawn(self, facts: _Facts, draw: Callable[[_Facts], bytes]) -> Picture | None:
        try:
            png = await self._png(facts, draw)
            return Picture(png, facts.words()) if png else None
        except Exception:
            _log.exception("a picture could not be drawn; the text goes without it")
            return None

    async def _png(self, facts: _Facts, draw: Callable[[_Facts], bytes]) -> bytes | None:
        """The picture that was kept, that is under way, or that is begun now; None when too many are under way."""
        if png := self._kept.get(facts):
            self._kept.move_to_end(facts)
            return png
        if facts not in self._under_way:
            if len(self._under_way) >= self._most_under_way:
                return None
            self._under_way[facts] = asyncio.create_task(self._draw(facts, draw))
        return await asyncio.shield(self._under_way[facts])

    async def _draw(self, facts: _Facts, draw: Callable[[_Facts], bytes]) -> bytes:
        try:
            png = await asyncio.get_running_loop().run_in_executor(self._painter, draw, facts)
            self._keep(facts, png)
            return png
        finally:
            del self._under_way[facts]

    def _keep(self, facts: Facts, png: bytes) -> None:
        self._kept[facts] = png
        self._bytes += len(png)
        while len(self._kept) > self._most_kept or self._bytes > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)
