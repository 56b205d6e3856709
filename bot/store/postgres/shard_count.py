"""How many shards there are: whoever is there first decides it, and all who come adopt it (§11).

Each process holds the number as a lock that it shares with the others, so that it is gone with the last of them.
"""

from __future__ import annotations

from bot.refusals import CannotBeDone
from bot.store.holding import Wish
from bot.store.postgres.session import COUNT, Session

_DECIDING = 0
"""In place of a number, while it is decided."""


class ShardCount:
    """What a process knows of it; 0 until it is known."""

    def __init__(self, wish: Wish) -> None:
        self._wish = wish
        self.number = 0

    async def learn(self, session: Session, *, may_decide: bool) -> None:
        """Adopt the number of those who are there; where nobody is, decide it. Raises CannotBeDone, and as `Session`.

        It may be decided by others just now: then it is not known yet.
        """
        known = await session.held(COUNT)
        if not known and may_decide:
            if not await session.take(COUNT, _DECIDING):
                return
            known = await session.held(COUNT) - {_DECIDING} or {self._wish.count or self._wish.recommended}
            await self._share(session, min(known))
            await session.give_back(COUNT, _DECIDING)
        elif known - {_DECIDING}:
            await self._share(session, min(known - {_DECIDING}))

    async def hold_again(self, session: Session) -> None:
        """Hold the number that was known on a new session. Raises as above, where others have another one by now."""
        await self._share(session, min(await session.held(COUNT) - {_DECIDING}, default=self.number))

    async def _share(self, session: Session, count: int) -> None:
        wanted = self.number or self._wish.count
        if wanted and wanted != count:
            raise CannotBeDone(
                f"The processes that are running have {count} shards, and this one is to have {wanted}. "
                "Give all of them the same number in SHARDS, or stop the others first."
            )
        await session.share(COUNT, count)
        self.number = count
