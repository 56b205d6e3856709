"""Posts that were paused go on by themselves when Discord says that the channel is open again.

Nothing is tried out for it: the gateway tells of changed channels, roles and members, and a start is
one more moment to look. So a closed channel costs one refusal, however long it stays closed.
"""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot.actions.setting_up import resume_posts
from bot.study.member import Server
from bot.ui.client import RoadmateCog

_log = logging.getLogger(__name__)


class Recovery(RoadmateCog):
    """Listens for channels that open again."""

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at every server whose posts are paused: it may have opened while the bot was away."""
        for server in await self.bot.store.servers.in_trouble():
            await self._resume_if_open(server)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """The gateway brings a server's channels, at a start usually a moment after `on_ready`."""
        await self._look_at(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited again: a server that comes back is no `guild_available`."""
        await self._look_at(guild.id)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel) -> None:
        """A channel's permissions changed."""
        await self._look_at(after.guild.id)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _before: discord.Role, after: discord.Role) -> None:
        """A role's permissions changed."""
        await self._look_at(after.guild.id)

    @commands.Cog.listener()
    async def on_member_update(self, _before: discord.Member, after: discord.Member) -> None:
        """The bot itself got or lost a role; Discord tells of nobody else without a privileged intent."""
        if after.id == after.guild.me.id:
            await self._look_at(after.guild.id)

    async def _look_at(self, guild_id: int) -> None:
        server = await self.bot.store.servers.get(guild_id)
        if server and server.trouble:
            await self._resume_if_open(server)

    async def _resume_if_open(self, server: Server) -> None:
        if self._is_open(server):
            await resume_posts(self.bot.store, server, self.bot.clock())
            _log.info("a channel is open again: its posts go on")

    def _is_open(self, server: Server) -> bool:
        """Whether the bot may post in a server's channel, by what the gateway has told."""
        guild = self.bot.get_guild(server.guild_id)
        channel = guild.get_channel(server.channel_id) if guild and server.channel_id else None
        if guild is None or channel is None:
            return False
        allowed = channel.permissions_for(guild.me)
        return allowed.view_channel and allowed.send_messages
