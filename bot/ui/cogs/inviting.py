"""An invitation for everybody in the study channel; its *Join* is in `joining`."""

from __future__ import annotations

import discord

from bot.study.cohorts import invited_to
from bot.study.days import study_day
from bot.ui.channels import look_at_study_channel
from bot.ui.client import RoadmateCog
from bot.ui.languages import publicly
from bot.ui.replies import Refusal
from bot.ui.responding import Responder
from bot.ui.router import Press, on_press, refuse_others
from bot.ui.screens.refusals import Why
from bot.ui.screens.setup import cant_invite, invitation_refused, invitation_screen, invited_screen
from bot.ui.screens.switching import none_to_join
from bot.ui.screens.verbs import Verb
from bot.ui.whole_guild import guild_here


class Inviting(RoadmateCog):
    """The press *Post an invitation*."""

    @on_press(Verb.INVITE)
    async def pressed_invite(self, press: Press) -> None:
        """ "Post an invitation": one public message; a double press is one to Discord too, by its nonce."""
        interaction = press.interaction
        refuse_others(interaction)
        guild_id = await self.home(interaction)
        server = await self.bot.store.servers.get(guild_id)
        if server is None or server.channel_id is None:
            raise Refusal(Why.NOT_SET_UP)
        if guild := await guild_here(interaction):
            look = look_at_study_channel(guild.get_channel(server.channel_id), pictures=False)
            if look.closed:
                raise Refusal(cant_invite(look.closed))
        offered = (await self.bot.store.roadmaps.shelf(guild_id)).default
        if offered is None:
            raise Refusal(none_to_join())
        edition = await self.bot.store.progress.edition(guild_id, offered.roadmap_id)
        today = study_day(self.bot.clock(), server.zone)
        cohorts = invited_to(await self.bot.store.cohorts.all(guild_id), today)
        pressed_on = interaction.message.id if interaction.message else interaction.id
        await Responder.of(interaction).defer_now()
        channel = self.bot.get_partial_messageable(server.channel_id, guild_id=guild_id)
        with publicly(interaction):
            invitation = invitation_screen(edition.roadmap, offered.roadmap_id, cohorts)
        try:
            posted = await channel.send(
                view=invitation,
                allowed_mentions=discord.AllowedMentions.none(),
                nonce=f"invite{pressed_on}",
            )
        except (discord.Forbidden, discord.NotFound):
            raise Refusal(invitation_refused()) from None
        await interaction.edit_original_response(view=invited_screen(posted.jump_url))
