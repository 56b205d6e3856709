"""Sharing what was reached."""

from __future__ import annotations

from bot.pictures.drawing.praise import draw_praise
from bot.pictures.praise import praise_of
from bot.study.feats import feat_of, has_left, reached
from bot.ui.client import RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.replies import Gone, Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.celebration import celebration_screen
from bot.ui.screens.sharing import removable


class Celebrations(RoadmateCog):
    """The press that shows a celebration to the server; nothing is shown without it."""

    @on_press("celebrate")
    async def share(self, press: Press) -> None:
        """ "Share it here": once for each feat."""
        interaction = press.interaction
        refuse_to_share(interaction)
        progress = await self.asker(interaction)
        press.refuse_other_roadmap(progress)
        feat = feat_of(progress, press.word(0))
        if feat is None and has_left(progress, press.word(0)):
            raise Gone("That has left the roadmap since you reached it, so there is nothing to share any more.")
        if feat is None:
            raise Refusal("A task of it is open again, so there is nothing to share yet.")
        member, celebrations = progress.member, self.bot.store.celebrations
        if not await celebrations.set_shared(member.walk, feat.key, shared=True):
            raise Refusal("You have shared this already.")
        found = reached(progress, feat)
        picture = await self.picture(member.guild_id, praise_of(found), draw_praise)
        try:
            screen = celebration_screen(found, picture, interaction.user.display_name)
            await show(interaction, removable(screen, member.user_id, feat.key), public=True)
        except Exception:
            await celebrations.set_shared(member.walk, feat.key, shared=False)
            raise
