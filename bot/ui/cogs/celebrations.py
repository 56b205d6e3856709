"""Sharing what was reached."""

from __future__ import annotations

from bot.pictures.drawings import draw_achievement
from bot.study.feats import feat_of, has_left, reached
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.client import RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.languages import publicly
from bot.ui.replies import Gone, Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.celebration import celebration_screen
from bot.ui.screens.sharing import nothing_left_to_share, open_again, removable, shared_before
from bot.ui.screens.verbs import Verb


class Celebrations(RoadmateCog):
    """The press that shows a celebration to the server; nothing is shown without it."""

    @on_press(Verb.CELEBRATE)
    @for_member
    async def share(self, press: Press, progress: Progress) -> None:
        """ "Share it here": once for each feat."""
        interaction = press.interaction
        refuse_to_share(interaction)
        press.refuse_other_roadmap(progress)
        feat = feat_of(progress, press.word(0))
        if feat is None and has_left(progress, press.word(0)):
            raise Gone(nothing_left_to_share())
        if feat is None:
            raise Refusal(open_again())
        celebrating, found = self.bot.news.celebrating, reached(progress, feat)
        claim = await celebrating.claim_share(progress.member.walk, feat)
        if claim is None:
            raise Refusal(shared_before())
        try:
            with publicly(interaction):
                picture = await self.picture(progress, lambda: found, draw_achievement)
                screen = celebration_screen(found, picture, interaction.user.display_name)
                await show(interaction, removable(screen, interaction.user.id, feat.key), public=True)
        except BaseException:
            celebrating.lost(claim)
            raise
        await self.bot.news.note_shown(claim)
