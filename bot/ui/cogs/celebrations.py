"""Sharing what was reached."""

from __future__ import annotations

from bot.pictures.drawing.achievement import draw_achievement
from bot.study.feats import feat_of, reached
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.client import RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.celebration import celebration_screen


class Celebrations(RoadmateCog):
    """The press that shows a celebration to the server; nothing is shown without it."""

    @on_press("celebrate")
    @for_member
    async def share(self, press: Press, progress: Progress) -> None:
        """ "Share it here": once for each feat."""
        interaction = press.interaction
        if interaction.guild_id is None:
            raise Refusal("There is nobody here to share it with. Press it in your study server.")
        press.refuse_other_roadmap(progress)
        feat = feat_of(progress, press.word(0))
        if feat is None:
            raise Refusal("A task of it is open again, so there is nothing to share yet.")
        celebrating, found = self.bot.news.celebrating, reached(progress, feat)
        claim = await celebrating.claim_share(progress.member.walk, feat)
        if claim is None:
            raise Refusal("You have shared this already.")
        try:
            picture = await self.picture(progress.member.guild_id, found, draw_achievement)
            await show(interaction, celebration_screen(found, picture, interaction.user.display_name), public=True)
        except BaseException:
            celebrating.lost(claim)
            raise
        await self.bot.news.note_shown(claim)
