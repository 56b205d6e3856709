"""Work that grows with the size of a server, kept off the event loop where it would hold commands up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

MOST_AT_ONCE = 40
"""For so many members the rules take about 10 ms: a thread would not be worth its while."""

_Result = TypeVar("_Result")


async def aside(work: Callable[[], _Result], members: int) -> _Result:
    """Do some work about so many members: at once for a few, on a thread for many."""
    return work() if members <= MOST_AT_ONCE else await asyncio.to_thread(work)
