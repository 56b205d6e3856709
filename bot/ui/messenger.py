"""What the bot sends by itself, brought to Discord: where to, how fast, and who is pinged."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Set
from datetime import date, datetime, timedelta
from functools import partial

import discord
from discord import AllowedMentions
from discord.abc import Messageable

from bot.pictures.drawings import draw_group
from bot.study.cohort_posts import CohortPost
from bot.study.deliveries import Receipt
from bot.study.focus import Bell, Ring, Room
from bot.study.leaderboard import Board, BoardMessage
from bot.study.member import Server
from bot.study.nudges import PersonalNote
from bot.study.posts import ServerPost
from bot.ui.boards import draw_board
from bot.ui.channels import is_open
from bot.ui.languages import language_of
from bot.ui.no_answer import NO_ANSWER
from bot.ui.own_messages import first_after, sent_before
from bot.ui.picture_cache import PictureCache
from bot.ui.rate_limit import RateLimit
from bot.ui.receipts import (
    CHANNEL_CLOSED,
    DMS_CLOSED,
    MISSING_PERMISSIONS,
    OPENING_TOO_FAST,
    NoLongerSender,
    nobody_there,
    receipt_of,
)
from bot.ui.screens.cohort_posts import cohort_post_screen
from bot.ui.screens.focus import bell_screen, room_screen
from bot.ui.screens.layout import Picture, Screen
from bot.ui.screens.post import pinged, post_screen
from bot.ui.screens.reminder import note_screen
from bot.ui.screens.review import waits_screen
from bot.ui.who_is_here import HERE, who_is_here, why_not_here
from bot.words import speaking
from bot.words.alt_text import group_alt_text

_log = logging.getLogger(__name__)

_FIRST_ONES_WAIT = timedelta(minutes=10)

_FILES_TRIED_AGAIN = timedelta(weeks=4)


class _OpeningTooFast(Exception):
    """The whole bot opens direct messages faster than Discord allows."""


class DiscordMessenger:
    """Posts and notes through discord.py; works with ids, not with cached members."""

    def __init__(
        self,
        client: discord.Client,
        picture_cache: PictureCache,
        rate_limit: RateLimit | None = None,
        serving: Callable[[int], discord.Client | None] | None = None,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        """`serving` gives the client that serves a server, where this process has it: it is asked what it knows."""
        self._client = client
        self._picture_cache = picture_cache
        self._rate_limit = rate_limit or RateLimit()
        self._serving = serving or self._itself
        self._may_send = may_send
        self._first_ones_from: datetime | None = None
        """From when on direct messages may be opened again; None: nothing is in the way."""
        self._without_files: dict[int, date] = {}
        """The channels in which Discord refused a picture, and on which day."""

    async def post(
        self, server: Server, post: ServerPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Post in a server's study channel; only members who allowed it are pinged.

        Where files may not be sent the post goes without its picture, and for four weeks it is not tried again.
        """
        assert server.channel_id is not None  # a server without a channel has no posts
        channel = self._client.get_partial_messageable(server.channel_id, guild_id=server.guild_id)
        allowed = AllowedMentions(everyone=False, roles=False, users=pinged(post), replied_user=False)
        picture = await self._picture(server, post)
        receipt: Receipt | None = None
        for shown in (picture, None) if picture else (None,):
            with speaking(await self._language_of(server.guild_id)):
                screen = post_screen(post, late=late, mark=nonce, picture=shown)
            receipt = await receipt_of(partial(self._send, channel, screen, nonce, again, allowed), CHANNEL_CLOSED)
            if receipt is None or receipt.code != MISSING_PERMISSIONS:
                break
            if shown:
                self._without_files[server.channel_id] = post.day
        return receipt

    async def announce(
        self, server: Server, post: CohortPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Post in a server's study channel that a cohort starts or ends; nobody is pinged."""
        assert server.channel_id is not None  # a server without a channel has no posts
        channel = self._client.get_partial_messageable(server.channel_id, guild_id=server.guild_id)
        with speaking(await self._language_of(server.guild_id)):
            screen = cohort_post_screen(post, late=late, mark=nonce)
        sending = partial(self._send, channel, screen, nonce, again, AllowedMentions.none())
        return await receipt_of(sending, CHANNEL_CLOSED)

    async def draw_board(self, message: BoardMessage, board: Board | None) -> bool | None:
        """Draw a leaderboard's message anew. False: it is gone or closed to the bot; None: Discord did not answer."""
        language = await self._language_of(message.guild_id)
        async with self._rate_limit.turn():
            return await draw_board(self._client, message, board, language)

    def _itself(self, _guild_id: int) -> discord.Client:
        """Where there is one client, it serves all servers."""
        return self._client

    async def _language_of(self, guild_id: int) -> str:
        return await language_of(self._serving(guild_id), self._client, guild_id, self._rate_limit.turn)

    async def _picture(self, server: Server, post: ServerPost) -> Picture | None:
        """The picture of a post that looks back on its week, where it is wanted."""
        refused = self._without_files.get(server.channel_id or 0)
        if post.week is None or not server.pictures or (refused and post.day < refused + _FILES_TRIED_AGAIN):
            return None
        with speaking(await self._language_of(server.guild_id)):
            return await self._picture_cache.picture(post.week, draw_group, group_alt_text)

    async def is_open(self, server: Server) -> bool:
        """Whether a server's study channel is known to be open to the bot."""
        return await is_open(self._client, server, turn=self._rate_limit.turn)

    async def find_board(self, message: BoardMessage) -> int | None:
        """Where the leaderboard's message with a number stands. 0: nowhere that can be read; None: no answer."""
        channel = self._client.get_partial_messageable(message.channel_id, guild_id=message.guild_id)
        number = message.message_id  # of the command, which came before
        try:
            found = await first_after(channel, number, str(number), self._client.user, self._rate_limit.turn)
        except (discord.Forbidden, discord.NotFound):
            return 0
        except NO_ANSWER:
            return None
        return found.id if found else 0

    async def present(self, guild_id: int, user_ids: Set[int]) -> frozenset[int] | None:
        """Which of these are in a server still; None: no answer.

        A hundred at once where this process serves the server, else one by one.
        """
        client = self._serving(guild_id)
        if client and client.get_guild(guild_id):
            return await who_is_here(client, guild_id, user_ids)
        found = await asyncio.gather(*(self._why_not_here(guild_id, user_id) for user_id in user_ids))
        if None in found:
            return None
        return frozenset(user_id for user_id, why_not in zip(user_ids, found, strict=True) if why_not == HERE)

    async def note(self, note: PersonalNote, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Write to a member; whoever has left the server hears nothing.

        After a refusal for opening direct messages too fast, those that are not open yet wait for 10 minutes (§5).
        """
        member, now = note.progress.member, note.progress.now
        if self._first_ones_from and now < self._first_ones_from and not self._is_open(member.user_id):
            return None
        why_not = await self._why_not_here(member.guild_id, member.user_id)
        if why_not != HERE:
            return nobody_there(why_not)
        with speaking(await self._language_of(member.guild_id)):
            screen = note_screen(note, late=late, mark=nonce)
        try:
            return await receipt_of(lambda: self._write(member.user_id, screen, nonce, again), DMS_CLOSED)
        except _OpeningTooFast:
            _log.warning("direct messages were opened too fast: those that are not open yet wait for 10 minutes")
            self._first_ones_from = now + _FIRST_ONES_WAIT
            return None

    def _is_open(self, user_id: int) -> bool:
        """Whether the bot has a direct message channel with somebody at hand."""
        channels = (one for one in self._client.private_channels if isinstance(one, discord.DMChannel))
        return any(one.recipient and one.recipient.id == user_id for one in channels)

    async def tell_readers(
        self, server: Server, count: int, since: datetime, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Say in the channel for those who read checkpoints that something waits; it pings nobody."""
        channel_id = server.review_channel_id
        if channel_id is None:
            return Receipt("silent")
        if not await is_open(self._client, server, channel_id, self._rate_limit.turn):
            return Receipt("missed")  # the check-up tells; it costs no request while the channel is known to be closed
        channel = self._client.get_partial_messageable(channel_id, guild_id=server.guild_id)
        with speaking(await self._language_of(server.guild_id)):
            screen = waits_screen(count, since, nonce, late=late)
        return await receipt_of(
            partial(self._send, channel, screen, nonce, again, AllowedMentions.none()), CHANNEL_CLOSED
        )

    async def ring(self, bell: Bell, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Ring for a member's focus: in a direct message, or by a mention in the channel where it was begun."""
        walk, channel_id = bell.focus.walk, bell.focus.channel_id
        why_not = await self._why_not_here(walk.guild_id, walk.user_id)
        if why_not != HERE:
            return nobody_there(why_not)
        with speaking(await self._language_of(walk.guild_id)):
            screen = bell_screen(bell, late=late, mark=nonce)
        if bell.focus.ring is Ring.DM or channel_id is None:
            try:
                return await receipt_of(lambda: self._write(walk.user_id, screen, nonce, again), DMS_CLOSED)
            except _OpeningTooFast:
                return None
        channel = self._client.get_partial_messageable(channel_id, guild_id=walk.guild_id)
        allowed = AllowedMentions(everyone=False, roles=False, users=[discord.Object(walk.user_id)])
        receipt = await receipt_of(partial(self._send, channel, screen, nonce, again, allowed), CHANNEL_CLOSED)
        return Receipt("silent") if receipt and receipt.outcome == "refused" else receipt

    async def show_room(self, room: Room, people: int, now: datetime) -> bool:
        """Have the message of a shared focus say what runs now; False when Discord did not answer."""
        if room.message_id is None:
            return True
        channel = self._client.get_partial_messageable(room.channel_id, guild_id=room.guild_id)
        with speaking(await self._language_of(room.guild_id)):
            screen = room_screen(room, people, now)
        try:
            async with self._rate_limit.turn():
                await channel.get_partial_message(room.message_id).edit(
                    view=screen, allowed_mentions=AllowedMentions.none()
                )
        except (discord.Forbidden, discord.NotFound):
            return True
        except NO_ANSWER:
            return False
        return True

    async def _why_not_here(self, guild_id: int, user_id: int) -> int | None:
        return await why_not_here(self._client, guild_id, user_id, self._rate_limit.turn)

    async def _write(self, user_id: int, screen: Screen, nonce: str, again: bool) -> discord.Message:
        try:
            async with self._rate_limit.turn():
                channel = await self._client.create_dm(discord.Object(user_id))
            return await self._send(channel, screen, nonce, again, AllowedMentions.none())
        except discord.HTTPException as refused:
            if refused.code == OPENING_TOO_FAST:
                raise _OpeningTooFast from refused
            raise

    async def _send(
        self, channel: Messageable, screen: Screen, nonce: str, again: bool, allowed: AllowedMentions
    ) -> discord.Message:
        """Send, unless an earlier attempt of the same message is found to have arrived."""
        if again and (sent := await sent_before(channel, nonce, self._client.user, self._rate_limit.turn)):
            return sent
        async with self._rate_limit.turn():
            if not self._may_send():
                raise NoLongerSender
            return await channel.send(view=screen, files=screen.files, allowed_mentions=allowed, nonce=nonce)
