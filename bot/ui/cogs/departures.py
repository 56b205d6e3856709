"""A server that removes the bot is noted, and one that comes back; after 30 days it is forgotten (§10).

An outage of Discord's is no removal: a server that is unavailable stays on the list of servers, and discord.py calls
only a removal `guild_remove`. What happened while the bot was away is told by the list that Discord sends at a start.
"""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.ui.client import RoadmateCog


class Departures(RoadmateCog):
    """Listens for servers that remove the bot, and for their coming back."""

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Compare with the list of all servers of this shard; those of which Discord says no more are on it, too."""
        present = [guild.id for guild in self.bot.guilds]
        shard = self.bot.shard_id or 0, self.bot.shard_count or 1
        await self.bot.store.departures.compare(present, self.bot.clock(), *shard)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed, or the server is gone."""
        await self.bot.store.departures.note(guild.id, self.bot.clock())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited, perhaps again."""
        await self.bot.store.departures.back(guild.id)
