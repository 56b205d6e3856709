"""The tick: what is due is written down, claimed, sent, and marked sent (§5).

The order carries the promise. A delivery is written and the next moment moved on in one transaction; what
was written twice all the same is there once; it is claimed before it is sent, with a nonce by which Discord
tells a repeat; and it is marked after.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from bot.actions.leaderboard import find_lost, redraw, score_boards
from bot.reminders.alone import alone
from bot.reminders.focusing import Focusing
from bot.reminders.planning import Planner
from bot.reminders.presence import Presence
from bot.reminders.sending import Messenger, Sender
from bot.store.store import Store
from bot.study.deliveries import WARNING, Delivery

_log = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)
_AT_ONCE = 100
_SENT_AT_ONCE = 500
"""As many are claimed as can be sent well inside a lease."""

Watcher = Callable[[str, float], None]
"""Told what became of a message, and how many seconds after its time."""

_NEVER = datetime.min.replace(tzinfo=UTC)

_UNDER_WAY = 16
"""Enough to keep Discord busy at 50 a second, and few enough that commands never wait behind them."""


class Tick:
    """One look at what is due; run twice a minute."""

    def __init__(
        self,
        store: Store,
        messenger: Messenger,
        clock: Callable[[], datetime],
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        """`may_send` says whether this process is the one that sends, at any moment."""
        self._store = store
        self._clock = clock
        self._may_send = may_send
        self._is_new = False
        self.watcher: Watcher | None = None
        self._owner = secrets.token_hex(8)
        self._under_way = asyncio.Semaphore(_UNDER_WAY)
        self._planner = Planner(store)
        self._presence = Presence(store)
        self._sender = Sender(store, messenger)
        self._messenger = messenger
        self._focusing = Focusing(store, messenger)

    def take_over(self) -> None:
        """This process is the one that sends from now on: nobody else will send what others have claimed."""
        self._is_new = True

    async def __call__(self) -> bool:
        """Send everything that is due now. A failure is logged and tried again at the next tick; then it says False."""
        try:
            now = self._clock()
            if self._is_new:
                await self._store.deliveries.free_claims()
                self._presence = Presence(self._store)  # others have looked since this one did
                self._store.progress.forget()
                self._is_new = False
            await self._presence.looked(now)
            await self._settle(now)
            await self._focus(now)
            await self._plan_and_send(now)
            await self._boards(now)
            await self._store.previews.drop_old(now)
            await self._store.deeds.drop_old(now)
        except Exception:
            _log.exception("a tick failed; the next one tries again")
            return False
        return True

    async def _settle(self, now: datetime) -> None:
        """Sign what nobody looked at in its time, so that its author hears of it; it counts without this (§7)."""
        while await self._store.review_queue.settle(now, _AT_ONCE):
            pass

    async def _boards(self, now: datetime) -> None:
        """Draw leaderboards anew that have changed, and score those for which a week has closed (§12)."""
        await alone(find_lost(self._store, now, self._messenger.find_board))
        await alone(redraw(self._store, now, self._messenger.draw_board))
        await alone(score_boards(self._store, now))

    async def _plan_and_send(self, now: datetime) -> None:
        """Send while others are still planned: with thousands due, the first must not wait for the last.

        Nothing is claimed in the midst of some that are planned together: what goes to one person from several
        servers is among the same ones, so that the right one comes first (§5).
        """
        async with asyncio.TaskGroup() as under_way:
            sending: asyncio.Task[bool] | None = None
            async for _ in self._plan(now):
                if sending is None or sending.done():
                    sending = under_way.create_task(self._send(await self._claim(now)))
        while await self._send(await self._claim(now)):
            pass

    async def _plan(self, now: datetime) -> AsyncIterator[None]:
        """Plan what is due, some at a time."""
        while servers := await self._store.servers.due(now, _AT_ONCE):
            if not await self._planner.servers(servers, now):
                break
            yield
        while records := await self._store.members.records_due(now, _AT_ONCE):
            if not await self._planner.members(records, now):
                break
            yield

    async def _focus(self, now: datetime) -> None:
        while focuses := await self._store.focuses.due(now, _AT_ONCE):
            if not any([await alone(self._focusing.look(focus, now)) for focus in focuses]):
                break
        for room in await self._store.focus_rooms.due(now, _AT_ONCE):
            await alone(self._focusing.show(room, now))
        await self._store.focuses.drop_old(now)

    async def _claim(self, now: datetime) -> Sequence[Delivery]:
        if not self._may_send():
            return ()
        return await self._store.deliveries.claim(self._owner, now, _SENT_AT_ONCE)

    async def _send(self, claimed: Sequence[Delivery]) -> bool:
        """Send all of these; False when there are none."""
        await asyncio.gather(*(self._send_in_turn(deliveries) for deliveries in _by_reader(claimed)))
        return bool(claimed)

    async def _send_in_turn(self, deliveries: Sequence[Delivery]) -> None:
        async with self._under_way:
            for delivery in await self._in_order(deliveries):
                await alone(self._send_one(delivery))

    async def _in_order(self, deliveries: Sequence[Delivery]) -> Sequence[Delivery]:
        """What goes to one person: a warning first, then the server that they heard from longest ago (§5)."""
        if len(deliveries) == 1 or (user_id := deliveries[0].user_id) is None:
            return deliveries
        heard = await self._store.deliveries.last_heard(user_id)
        return sorted(
            deliveries, key=lambda one: (one.kind != WARNING, heard.get(one.guild_id, _NEVER), one.due_at, one.guild_id)
        )

    async def _send_one(self, delivery: Delivery) -> None:
        if not self._may_send():
            return  # whoever sends now has freed it
        receipt = await self._sender.send(delivery, self._clock())
        if receipt:  # without an answer the lease runs out, and it is tried again
            await self._store.deliveries.finish(delivery, self._owner, receipt, self._clock())
        late = (self._clock() - delivery.due_at).total_seconds()
        outcome = receipt.outcome if receipt else "no answer"
        _log.info("delivery of kind %s: %s, %d s after it was due", delivery.kind, outcome, int(late))
        if self.watcher:
            self.watcher(outcome, late)


def _by_reader(claimed: Sequence[Delivery]) -> Iterable[Sequence[Delivery]]:
    """Each post by itself, and what goes to one person from several servers one after the other.

    So the second one knows of the first: at most one message a day that nobody asked for (§5).
    """
    notes: dict[int, list[Delivery]] = {}
    for delivery in claimed:
        if delivery.user_id is None:
            yield [delivery]
        else:
            notes.setdefault(delivery.user_id, []).append(delivery)
    yield from notes.values()
