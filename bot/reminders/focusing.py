"""What the tick does about study timers: it rings, logs what has run out, and says what runs in a shared one (§13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from bot.actions.focusing import bell_of, end, ring
from bot.store.store import Store
from bot.study.deliveries import Delivery, Receipt
from bot.study.focus import Bell, Focus, Room

_GIVEN_UP = timedelta(hours=1)
"""So long after its end a shared timer's message is tried to be changed."""


class Bells(Protocol):
    """Whoever can ring, and change the message of a shared timer."""

    async def ring(self, bell: Bell, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Ring for a member's focus, where they chose; `again` looks first whether an earlier attempt arrived."""
        ...

    async def show_room(self, room: Room, people: int, now: datetime) -> bool:
        """Have the message of a shared focus say what runs now; False when Discord did not answer."""
        ...


class Focusing:
    """Deals with timers whose moment has come."""

    def __init__(self, store: Store, bells: Bells) -> None:
        self._store = store
        self._bells = bells

    async def look(self, focus: Focus, now: datetime) -> None:
        """Have a focus ring for what has come, and log it when its time has run out.

        The bell is written down first: a crash between the two only writes it down again, which changes nothing.
        """
        await ring(self._store, focus, now)
        if focus.is_over(now):
            await end(self._store, focus, now)
        else:
            await self._store.focuses.look_later(focus, now)

    async def show(self, room: Room, now: datetime) -> None:
        """Have the message of a shared timer say what runs now; a repeat after a crash says the same."""
        people = await self._store.focuses.count_in(room.number)
        if not await self._bells.show_room(room, people, now) and now <= room.ends_at + _GIVEN_UP:
            return
        if later := room.next_change(now):
            await self._store.focus_rooms.look_later(room.number, later)
        else:
            await self._store.focus_rooms.close(room.number)


async def send_bell(store: Store, bells: Bells, delivery: Delivery, *, late: bool, nonce: str) -> Receipt | None:
    """Ring once for a delivery that was claimed; silence when its focus was left or lengthened meanwhile."""
    bell = await bell_of(store, delivery)
    if bell is None:
        return Receipt("silent")
    return await bells.ring(bell, late=late, nonce=nonce, again=delivery.is_again)
