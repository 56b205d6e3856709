"""Sharing what was reached."""

from __future__ import annotations

from bot.pictures.drawing.achievement import draw_achievement
from bot.study.feats import feat_of, reached
from bot.ui.client import RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.celebration import celebration_screen


class Celebrations(RoadmateCog):
    """The press that shows a celebration to the server; nothing is shown without it."""

    @on_press("celebrate")
    async def share(self, press: Press) -> None:
        """ "Share it here": once for each feat."""
        interaction = press.interaction
        progress = await self.asker(interaction)
        if interaction.guild_id is None:
            raise Refusal("There is nobody here to share it with. Press it in your study server.")
        press.refuse_other_roadmap(progress)
        feat = feat_of(progress, press.word(0))
        if feat is None:
            raise Refusal("A task of it is open again, so there is nothing to share yet.")
        member, celebrations = progress.member, self.bot.store.celebrations
        if not await celebrations.set_shared(member.walk, feat.key, shared=True):
            raise Refusal("You have shared this already.")
        found = reached(progress, feat)
        picture = await self.picture(member.guild_id, found, draw_achievement)
        try:
            await show(interaction, celebration_screen(found, picture, interaction.user.display_name), public=True)
        except Exception:
            await celebrations.set_shared(member.walk, feat.key, shared=False)
            raise
