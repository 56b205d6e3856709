"""An event loop where no time is waited: where it would wait, it only says that the time has passed."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

_Result = TypeVar("_Result")


class HurriedLoop(asyncio.SelectorEventLoop):
    """Its time is how long it would have waited."""

    def __init__(self) -> None:
        self._passed = 0.0
        loop = self

        class Hurried(selectors.DefaultSelector):
            def select(self, timeout: float | None = None) -> Any:
                loop._passed += timeout or 0
                return super().select(0)

        super().__init__(Hurried())

    def time(self) -> float:
        return self._passed

    def stall(self, seconds: float) -> None:
        """Something held the loop up for so long."""
        self._passed += seconds


def hurried(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Run some work in such a loop."""
    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        return runner.run(work)
