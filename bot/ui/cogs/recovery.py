"""Posts that were paused go on by themselves when the channel is open again.

No post is tried out for it. The gateway tells when something changed about what the bot may do in a server; only where
posts are paused Discord is asked what that is now. A start is one more moment to look, as is each study day's
post. So a closed channel costs one refusal, however long it stays closed; where Discord refuses what it calls
open, one a day.
"""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot.actions.setting_up import resume_posts
from bot.study.member import Server
from bot.ui.channels import is_open
from bot.ui.client import Roadmate, RoadmateCog

_log = logging.getLogger(__name__)


class Recovery(RoadmateCog):
    """Listens for channels that open again."""

    def __init__(self, bot: Roadmate) -> None:
        super().__init__(bot)
        self._out: set[int] = set()
        """The servers of which nothing could be learned, as Discord has an outage there: they tell when it is over."""
        self._looking: dict[int, bool] = {}
        """The servers that are looked at now, and whether something more has changed there since."""

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at every server whose posts are paused: it may have opened while the bot was away."""
        for server in await self.bot.store.servers.in_trouble():
            if self.bot.serves(server.guild_id):
                await self._look_at(server.guild_id)

    @commands.Cog.listener()
    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """An outage of Discord's begins."""
        self._out.add(guild.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """An outage is over. At a start each server says this too, and `on_ready` has looked at those that matter."""
        if guild.id in self._out:
            self._out.remove(guild.id)
            await self._look_at(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited again."""
        await self._look_at(guild.id)

    @commands.Cog.listener()
    async def on_access_changed(self, guild_id: int) -> None:
        """A channel's or a role's permissions changed, or the bot's own roles."""
        await self._look_at(guild_id)

    async def _look_at(self, guild_id: int) -> None:
        """Look at a server if its posts are paused; once more if more changes meanwhile, as often changes come many."""
        if guild_id in self._looking:
            self._looking[guild_id] = True
            return
        try:
            self._looking[guild_id] = True
            while self._looking[guild_id]:
                self._looking[guild_id] = False
                server = await self.bot.store.servers.get(guild_id)
                if server and server.trouble:
                    await self._resume_if_open(server)
        finally:
            del self._looking[guild_id]

    async def _resume_if_open(self, server: Server) -> None:
        known = self.bot.get_guild(server.guild_id)
        if known and known.unavailable:
            self._out.add(known.id)
        elif await is_open(self.bot, server, turn=self.bot.rate_limit.turn):
            await resume_posts(self.bot.store, server, self.bot.clock())
            _log.info("a channel is open again: its posts go on")
