"""Sending one delivery: its content is made from what holds at this moment, so nobody hears stale news."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Protocol

from bot.store.deliveries import Delivery, Receipt
from bot.store.store import Store
from bot.study.days import week_of
from bot.study.member import Server
from bot.study.nudges import PersonalNote, ServerPost, personal_note, server_post
from bot.study.progress import Progress
from bot.study.roadmap import Roadmap

_PUNCTUAL = timedelta(minutes=5)


class Messenger(Protocol):
    """Whoever can bring a message to Discord. No receipt means that Discord did not answer."""

    async def post(self, server: Server, post: ServerPost, *, late: bool, nonce: str) -> Receipt | None:
        """Post in a server's study channel."""
        ...

    async def note(self, note: PersonalNote, *, late: bool, nonce: str) -> Receipt | None:
        """Write to a member."""
        ...


class Sender:
    """Turns a claimed delivery into a message, or into silence when nobody needs it any more."""

    def __init__(self, roadmap: Roadmap, store: Store, messenger: Messenger) -> None:
        self._roadmap = roadmap
        self._store = store
        self._messenger = messenger

    async def send(self, delivery: Delivery, now: datetime) -> Receipt | None:
        """Send it and say what became of it; None when Discord did not say."""
        if now > delivery.valid_until:
            return Receipt("missed")
        if delivery.user_id is None:
            return await self._post(delivery, now)
        return await self._note(delivery, delivery.user_id, now)

    async def _post(self, delivery: Delivery, now: datetime) -> Receipt | None:
        server = await self._store.servers.get(delivery.guild_id)
        if server is None or server.trouble:
            return Receipt("silent")
        pages = await self._store.members.pages_in_channel(delivery.guild_id)
        members = [Progress(self._roadmap, page, now) for page in pages]
        monday = week_of(delivery.study_date)
        warned_before = await self._store.deliveries.warned(delivery.guild_id, monday, delivery.due_at)
        post = server_post(self._roadmap, members, delivery.study_date, warned_before)
        if post is None:
            return Receipt("silent")
        warned = [progress.member.user_id for progress in post.warned]
        await self._store.deliveries.note_warned(delivery.guild_id, warned, monday, delivery.due_at)
        receipt = await self._messenger.post(server, post, late=_is_late(delivery, now), nonce=nonce(delivery))
        if receipt and receipt.outcome == "refused":
            await self._store.servers.pause_posts(delivery.guild_id, str(receipt.code))
        return receipt

    async def _note(self, delivery: Delivery, user_id: int, now: datetime) -> Receipt | None:
        page = await self._store.members.page(delivery.guild_id, user_id)
        note = personal_note(self._roadmap, Progress(self._roadmap, page, now), warned_before=False) if page else None
        if note is None:
            return Receipt("silent")
        receipt = await self._messenger.note(note, late=_is_late(delivery, now), nonce=nonce(delivery))
        if receipt and receipt.outcome == "refused":
            await self._store.members.dms_refused(delivery.guild_id, user_id)
        return receipt


def nonce(delivery: Delivery) -> str:
    """The delivery's own mark, by which Discord tells a repeat from a second message (at most 25 characters)."""
    return hashlib.blake2b(delivery.key.encode(), digest_size=12).hexdigest()


def _is_late(delivery: Delivery, now: datetime) -> bool:
    return now > delivery.due_at + _PUNCTUAL
