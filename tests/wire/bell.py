"""Waiting for something to become true, without sleeping."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rings after every event; whoever waits then looks again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Event] = set()

    def ring(self) -> None:
        """Wake everyone who waits."""
        for event in self._waiting:
            event.set()

    async def until(self, met: Callable[[], bool], what: str, seconds: float) -> None:
        """Return as soon as `met()` holds; `what` names it in the error when it never does."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(seconds):
                while not met():
                    await event.wait()
                    event.clear()
        except TimeoutError:
            raise TimeoutError(f"no {what} within {seconds:g} s") from None
        finally:
            self._waiting.discard(event)
