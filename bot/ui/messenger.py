"""What the bot sends by itself, brought to Discord: who is pinged, and what an answer of Discord's means."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

import discord
from discord import AllowedMentions

from bot.store.deliveries import Receipt
from bot.study.member import Server
from bot.study.nudges import PersonalNote, ServerPost
from bot.ui.screens.reminder import note_screen, pinged, post_screen

_log = logging.getLogger(__name__)


class DiscordMessenger:
    """Posts and notes through discord.py; works with ids, never with cached channels or members."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post(self, server: Server, post: ServerPost, *, late: bool, nonce: str) -> Receipt | None:
        """Post in a server's study channel; only members who allowed it are pinged."""
        assert server.channel_id is not None  # a server without a channel has no posts
        channel = self._client.get_partial_messageable(server.channel_id, guild_id=server.guild_id)
        allowed = AllowedMentions(everyone=False, roles=False, users=pinged(post), replied_user=False)
        return await _receipt(channel.send(view=post_screen(post, late=late), allowed_mentions=allowed, nonce=nonce))

    async def note(self, note: PersonalNote, *, late: bool, nonce: str) -> Receipt | None:
        """Write to a member."""
        return await _receipt(self._write_to(note.progress.member.user_id, note_screen(note, late=late), nonce))

    async def _write_to(self, user_id: int, screen: discord.ui.LayoutView, nonce: str) -> discord.Message:
        channel = await self._client.create_dm(discord.Object(user_id))
        return await channel.send(view=screen, nonce=nonce)


async def _receipt(sending: Awaitable[discord.Message]) -> Receipt | None:
    """What Discord said to a message; None when it said nothing that can be relied on."""
    try:
        message = await sending
    except (discord.Forbidden, discord.NotFound) as refused:
        _log.warning("Discord refused a message (code %d)", refused.code)
        return Receipt("refused", code=refused.code)
    except (discord.HTTPException, OSError, TimeoutError) as failed:
        _log.warning("a message did not go through: %s", type(failed).__name__)
        return None
    return Receipt("sent", message.id)
