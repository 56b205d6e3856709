"""What the tick does about checkpoints that wait to be read: one line for their readers, on study days (§7)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from bot.store.store import Store
from bot.study.days import is_time_of, study_day
from bot.study.deliveries import READERS, STAYS_VALID, Delivery, Receipt
from bot.study.member import Server
from bot.study.rhythm import days_of_several


class TellsReaders(Protocol):
    """Whoever can tell readers that something waits."""

    async def tell_readers(
        self, server: Server, count: int, since: datetime, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Say so in the channel that was chosen for it; `again` looks first whether an earlier attempt arrived."""
        ...


async def due_readers_line(store: Store, server: Server, day: date, due_at: datetime) -> list[Delivery]:
    """The line by which readers hear that something waits, on a study day of their server's."""
    if server.review_channel_id is None or not (await store.review_queue.count_free(server.guild_id, due_at))[0]:
        return []
    editions = await store.progress.walked(server.guild_id)
    if day.weekday() not in days_of_several(editions, server, day):
        return []
    target = f"readers:{server.guild_id}"
    return [Delivery(target, READERS, day, server.guild_id, None, due_at, due_at + STAYS_VALID)]


async def send_readers_line(
    store: Store, board: TellsReaders, delivery: Delivery, now: datetime, *, late: bool, nonce: str
) -> Receipt | None:
    """Tell readers what waits at this moment; silence when nothing does, or another time was chosen."""
    server = await store.servers.get(delivery.guild_id)
    if server is None or not is_time_of(delivery.due_at, server.at, server.zone):
        return Receipt("silent")
    count, since = await store.review_queue.count_free(delivery.guild_id, now)
    if since is None:
        return Receipt("silent")
    if study_day(now, server.zone) != delivery.study_date:
        return Receipt("missed")
    return await board.tell_readers(server, count, since, late=late, nonce=nonce, again=delivery.is_again)
