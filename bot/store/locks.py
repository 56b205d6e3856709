"""One change after the other, where a change rests on what it read."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from weakref import WeakValueDictionary


class Locks:
    """A lock for each thing that is being changed, forgotten when nobody holds it."""

    def __init__(self) -> None:
        self._held: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    def of(self, thing: Hashable) -> asyncio.Lock:
        """The lock of a thing."""
        lock = self._held.get(thing)
        if lock is None:
            lock = self._held[thing] = asyncio.Lock()
        return lock
