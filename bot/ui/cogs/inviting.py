"""An invitation for everybody in the study channel; its *Join* is in `joining`."""

from __future__ import annotations

import discord

from bot.ui.channels import look_at_study_channel
from bot.ui.client import RoadmateCog
from bot.ui.replies import Refusal
from bot.ui.router import Press, on_press, refuse_others
from bot.ui.screens.setup import invitation_screen, invited_screen

_NOT_SET_UP = "No study channel is chosen yet. Run /admin setup in it, with zone: and your city."


class Inviting(RoadmateCog):
    """The press *Post an invitation*."""

    @on_press("invite")
    async def pressed_invite(self, press: Press) -> None:
        """ "Post an invitation": one public message; a double press is one to Discord too, by its nonce."""
        interaction = press.interaction
        refuse_others(interaction)
        guild_id = await self.home(interaction)
        server = await self.bot.store.servers.get(guild_id)
        if server is None or server.channel_id is None:
            raise Refusal(_NOT_SET_UP)
        guild = interaction.guild
        if guild and not guild.unavailable:
            look = look_at_study_channel(guild.get_channel(server.channel_id), pictures=False)
            if look.closed:
                raise Refusal(f"I can't post there yet. {look.closed} Then press it again.")
        edition = await self.bot.store.standings.edition(guild_id)
        pressed_on = interaction.message.id if interaction.message else interaction.id
        await interaction.response.defer()
        channel = self.bot.get_partial_messageable(server.channel_id, guild_id=guild_id)
        try:
            posted = await channel.send(
                view=invitation_screen(edition.roadmap),
                allowed_mentions=discord.AllowedMentions.none(),
                nonce=f"invite{pressed_on}",
            )
        except (discord.Forbidden, discord.NotFound):
            raise Refusal("Discord did not let me post it. /admin doctor tells what is missing.") from None
        await interaction.edit_original_response(view=invited_screen(posted.jump_url))
