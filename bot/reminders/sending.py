"""Sending one delivery: its content is made from what holds at this moment, so nobody hears stale news."""

from __future__ import annotations

import hashlib
from collections.abc import Set
from datetime import datetime, timedelta
from typing import Protocol

from bot.reminders.announcing import Announcer, post_of
from bot.reminders.focusing import Bells, send_bell
from bot.reminders.refusal_limit import RefusalLimit
from bot.reminders.reviewing import TellsReaders, send_readers_line
from bot.store.store import Store
from bot.study.days import is_time_of, study_day, week_of
from bot.study.deliveries import (
    COHORT_POSTS,
    LATER,
    PUNCTUAL,
    READERS,
    RING,
    UNKNOWN_MEMBER,
    WARNING,
    Delivery,
    Outcome,
    Receipt,
)
from bot.study.leaderboard import Board, BoardMessage
from bot.study.member import Member, Server, Where
from bot.study.nudges import PersonalNote, personal_note, put_off_note
from bot.study.occasions import tells_of_all
from bot.study.posts import Gathering, ServerPost
from bot.study.progress import Progress
from bot.study.timing import is_quiet_hour, may_write, may_write_what_was_put_off, personal_time

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_WRITTEN_SINCE = timedelta(days=8)


class Messenger(Bells, Announcer, TellsReaders, Protocol):
    """Whoever can bring a message to Discord. No receipt means that Discord did not answer."""

    async def post(
        self, server: Server, post: ServerPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Post in a server's study channel; `again` looks first whether an earlier attempt arrived."""
        ...

    async def draw_board(self, message: BoardMessage, board: Board | None) -> bool | None:
        """Draw a leaderboard's message anew. False: it is gone for good; None: Discord did not answer."""
        ...

    async def find_board(self, message: BoardMessage) -> int | None:
        """Where the leaderboard's message with a number stands. 0: nowhere that can be read; None: no answer."""
        ...

    async def is_open(self, server: Server) -> bool:
        """Whether a server's study channel is known to be open to the bot; nothing is posted to find out."""
        ...

    async def present(self, guild_id: int, user_ids: Set[int]) -> frozenset[int] | None:
        """Which of these are in a server still; None when Discord did not say."""
        ...

    async def note(self, note: PersonalNote, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Write to a member; `again` looks first whether an earlier attempt arrived."""
        ...


class Sender:
    """Turns a claimed delivery into a message, or into silence when nobody needs it any more."""

    def __init__(self, store: Store, messenger: Messenger) -> None:
        self._store = store
        self._messenger = messenger
        self._refusal_limit = RefusalLimit()

    async def send(self, delivery: Delivery, now: datetime) -> Receipt | None:
        """Send it and say what became of it; None when Discord did not say, or when it had better wait."""
        if now > delivery.valid_until:
            return Receipt("missed")
        if self._refusal_limit.is_reached(now):
            return None
        if delivery.kind == RING:
            receipt = await send_bell(
                self._store, self._messenger, delivery, late=_is_late(delivery, now), nonce=nonce(delivery)
            )
        elif delivery.kind == READERS:
            receipt = await send_readers_line(
                self._store, self._messenger, delivery, now, late=_is_late(delivery, now), nonce=nonce(delivery)
            )
        elif delivery.user_id is None:
            receipt = await self._post(delivery, now)
        else:
            receipt = await self._note(delivery, delivery.user_id, now)
        if receipt and receipt.outcome == "refused":
            self._refusal_limit.refused(now)
            if delivery.kind != READERS:  # of that channel only the check-up tells; the study channel may be open
                await self._stop_asking(delivery, receipt)
        return receipt

    async def _post(self, delivery: Delivery, now: datetime) -> Receipt | None:
        server = await self._store.servers.get(delivery.guild_id)
        if server is None or server.channel_id is None:
            return Receipt("silent")
        if why_not := await self._why_no_post(server, delivery, now):
            return Receipt(why_not)
        if delivery.kind in COHORT_POSTS:
            return await self._announce(delivery, server, now)
        gathering = await self._gather(delivery, server, now)
        post = gathering.post()
        if post and (asked_for := post.to_look_up):
            present = await self._messenger.present(delivery.guild_id, asked_for)
            if present is None:
                return None
            if gone := asked_for - present:
                await self._store.leavers.left(delivery.guild_id, gone)
                post = gathering.post(gone)
        if post is None:
            return Receipt("silent")
        receipt = await self._messenger.post(
            server, post, late=_is_late(delivery, now), nonce=nonce(delivery), again=delivery.is_again
        )
        if receipt and receipt.outcome == "sent":
            await self._post_arrived(delivery, server, post)
        return receipt

    async def _announce(self, delivery: Delivery, server: Server, now: datetime) -> Receipt | None:
        """A cohort starts or ends."""
        post = await post_of(self._store, delivery)
        if post is None:
            return Receipt("silent")
        receipt = await self._messenger.announce(
            server, post, late=_is_late(delivery, now), nonce=nonce(delivery), again=delivery.is_again
        )
        if receipt and receipt.outcome == "sent" and server.trouble:
            await self._store.servers.posts_arrive(server.guild_id)
        return receipt

    async def _why_no_post(self, server: Server, delivery: Delivery, now: datetime) -> Outcome | None:
        """What becomes of a post that had better not be sent; None when nothing is in its way."""
        if server.trouble and not await self._messenger.is_open(server):
            return "missed"  # the daily look: it costs no refusal while the channel is closed
        if not is_time_of(delivery.due_at, server.at, server.zone):
            return "silent"  # another time was chosen since
        return "missed" if study_day(now, server.zone) != delivery.study_date else None

    async def _post_arrived(self, delivery: Delivery, server: Server, post: ServerPost) -> None:
        """Whom a post warned or told of something is true only now; and its channel is open."""
        warned = [(seen.user_id, seen.monday) for seen in post.warned]
        told = [seen.user_id for seen in post.reminded if seen.is_told_of_all]
        store = self._store
        await store.together(
            store.deliveries.note_warned(delivery.guild_id, warned, delivery.due_at),
            store.members.warn_in_private(delivery.guild_id, warned),
            store.members.occasions_told(delivery.guild_id, told, post.day),
        )
        if server.trouble:
            await self._store.servers.posts_arrive(server.guild_id)

    async def _gather(self, delivery: Delivery, server: Server, now: datetime) -> Gathering:
        """What to post, from all members, wherever they are reminded; a few at a time, as there may be thousands."""
        store, day = self._store, delivery.study_date
        warned = await store.deliveries.warned(delivery.guild_id, week_of(day) - _WEEK, delivery.due_at)
        gathering = Gathering(
            server,
            day,
            lambda progress: (progress.member.user_id, week_of(progress.today)) in warned,
            await store.deliveries.put_off_by(delivery.guild_id, delivery.due_at, delivery.due_at + _DAY),
        )
        async for members in store.progress.everybody(delivery.guild_id, now):
            gathering.add(members)
        return gathering

    async def _note(self, delivery: Delivery, user_id: int, now: datetime) -> Receipt | None:
        progress = await self._store.progress.of(delivery.guild_id, user_id, now)
        note = await self._content(delivery, progress) if progress else None
        if note is None:
            return Receipt("silent")
        if delivery.kind != LATER and not await self._store.rations.take(delivery, note.progress.today):
            return None  # another server's message of this day is under way: it comes, or this one does
        receipt = await self._messenger.note(
            note, late=_is_late(delivery, now), nonce=nonce(delivery), again=delivery.is_again
        )
        if receipt and receipt.outcome == "sent":
            await self._note_arrived(delivery, note)
        elif receipt and receipt.code == UNKNOWN_MEMBER:
            await self._store.leavers.left(delivery.guild_id, [user_id])
        return receipt

    async def _note_arrived(self, delivery: Delivery, note: PersonalNote) -> None:
        """What a note asked, told or warned of is true only now that it has arrived."""
        member, today = note.progress.member, note.progress.today
        if note.asks_for_a_break:
            await self._store.members.note_asked(member.guild_id, [member.user_id], today)
        elif note.notice and tells_of_all(note.progress, today):
            await self._store.members.occasions_told(member.guild_id, [member.user_id], today)
        if note.freezes:
            await self._store.members.freezes_told(member.guild_id, member.user_id, note.freezes[-1].monday)
        if note.reviews:
            await self._store.reviews.told(member.walk, [review.number for review in note.reviews])
        if note.is_warning and delivery.kind != WARNING:
            told = [(member.user_id, week_of(today))]
            await self._store.deliveries.note_warned(member.guild_id, told, delivery.due_at)

    async def _content(self, delivery: Delivery, progress: Progress) -> PersonalNote | None:
        """What to write; all but what was asked for is rationed, and gives way to what was put off to later today."""
        member = progress.member
        if member.where is Where.OFF or (member.where is Where.CHANNEL and delivery.kind != LATER):
            return None  # what was wished for last holds
        if delivery.kind == LATER:
            asked_for = may_write_what_was_put_off(delivery.due_at, progress.now, member)
            return put_off_note(progress) if asked_for else None
        if not await self._is_still_meant(delivery, member) or member.today(delivery.due_at) != progress.today:
            return None
        put_off_to = await self._store.deliveries.put_off_to(member.guild_id, member.user_id, delivery.due_at)
        if put_off_to and member.today(put_off_to) == progress.today:
            return None
        user_id = member.user_id
        sent = await self._store.deliveries.written_to(user_id, progress.now - _WRITTEN_SINCE)
        if is_quiet_hour(progress.now, progress.member) or not may_write(sent, progress):
            return None
        return personal_note(progress, warned_before=delivery.kind != WARNING)

    async def _is_still_meant(self, delivery: Delivery, member: Member) -> bool:
        """Whether a reminder is due at a time that its reader still wants: another one may have been chosen since."""
        server = await self._store.servers.get(member.guild_id) if member.at is None else None
        return is_time_of(delivery.due_at, personal_time(member, server), member.zone)

    async def _stop_asking(self, delivery: Delivery, receipt: Receipt) -> None:
        """Discord said no for good: remember it, to say so where it can be mended."""
        if delivery.user_id is None:
            await self._store.servers.pause_posts(delivery.guild_id, str(receipt.code))
        else:
            await self._store.members.dms_refused(delivery.guild_id, delivery.user_id)


def nonce(delivery: Delivery) -> str:
    """The delivery's own mark, by which Discord tells a repeat from a second message (at most 25 characters)."""
    return hashlib.blake2b(delivery.key.encode(), digest_size=12).hexdigest()


def _is_late(delivery: Delivery, now: datetime) -> bool:
    return now > delivery.due_at + PUNCTUAL
