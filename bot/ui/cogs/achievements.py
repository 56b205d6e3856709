"""Sharing what was reached."""

from __future__ import annotations

from bot.pictures.drawings import draw_achievement
from bot.study.achievements import achievement_of, has_left, reached
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.client import RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.languages import publicly
from bot.ui.replies import Gone, Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.achievement import achievement_screen
from bot.ui.screens.sharing import nothing_left_to_share, open_again, removable, shared_before
from bot.ui.screens.verbs import Verb


class Achievements(RoadmateCog):
    """The press that shows an achievement to the server; nothing is shown without it."""

    @on_press(Verb.SHARE_ACHIEVEMENT)
    @for_member
    async def share(self, press: Press, progress: Progress) -> None:
        """ "Share it here": once for each achievement."""
        interaction = press.interaction
        refuse_to_share(interaction)
        press.refuse_other_roadmap(progress)
        achievement = achievement_of(progress, press.word(0))
        if achievement is None and has_left(progress, press.word(0)):
            raise Gone(nothing_left_to_share())
        if achievement is None:
            raise Refusal(open_again())
        claims, found = self.bot.news.claims, reached(progress, achievement)
        claim = await claims.claim_share(progress.member.walk, achievement)
        if claim is None:
            raise Refusal(shared_before())
        try:
            with publicly(interaction):
                picture = await self.picture(progress, lambda: found, draw_achievement)
                screen = achievement_screen(found, picture, interaction.user.display_name)
                await show(interaction, removable(screen, interaction.user.id, achievement.key), public=True)
        except BaseException:
            claims.lost(claim)
            raise
        await self.bot.news.note_shown(claim)
