"""Which server is meant in the bot's direct messages (§6)."""

from __future__ import annotations

import discord

from bot.ui.client import NOT_JOINED, RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.servers import server_chosen, servers_screen, which_server
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import week_screen, weeks_block
from bot.ui.whereabouts import note_home


class Servers(RoadmateCog):
    """ "Another server", and the choice of one."""

    @on_press(Verb.SERVERS)
    async def ask(self, press: Press) -> None:
        """ "Another server"."""
        homes = await self.bot.store.homes.of(press.interaction.user.id)
        servers = [(home.guild_id, self.bot.server_name(home.guild_id)) for home in homes]
        if not servers:
            raise Refusal(NOT_JOINED)
        await show(press.interaction, servers_screen(servers, which_server()))

    @on_press(Verb.SERVER)
    async def pressed(self, press: Press) -> None:
        """A server's button."""
        await self._choose(press.interaction, press.number(0))

    @on_press(Verb.PICK_SERVER)
    async def picked(self, press: Press) -> None:
        """The same from a list."""
        chosen = next(iter(press.values), "")
        if not chosen.isascii() or not chosen.isdigit():
            raise Refusal(STALE)
        await self._choose(press.interaction, int(chosen))

    async def _choose(self, interaction: discord.Interaction, guild_id: int) -> None:
        """From now on this server is meant; its week is shown."""
        note_home(interaction, guild_id)
        progress = await self.asker(interaction)
        await self.bot.store.homes.choose(guild_id, interaction.user.id, self.bot.clock())
        said = server_chosen(self.bot.server_name(guild_id))
        await show(interaction, week_screen(progress, weeks_block(progress), news=said))
