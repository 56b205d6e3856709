"""What a private answer brings along: what its member has to hear, and what they reached (§5, §7).

What was told is noted when the answer has gone out; when it got lost, the next one tells.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import discord

from bot.actions.achievements import AchievementClaims, Claim
from bot.actions.telling import note_offered, note_told
from bot.pictures.drawings import draw_achievement
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.achievements import Achievement, Reached, reached
from bot.study.catchup import may_offer_catchup
from bot.study.member import Walk
from bot.study.news import News, news_after, news_for
from bot.study.progress import Progress
from bot.ui.picture_cache import PictureCache
from bot.ui.replies import Footnote, add_footnote, finish_with
from bot.ui.roles import RoleGiver
from bot.ui.screens.achievement import add_achievement
from bot.ui.screens.catchup import offer
from bot.ui.screens.layout import Picture, Screen
from bot.ui.screens.news import news_button, news_line
from bot.ui.screens.pausing import offer_resume
from bot.words.alt_text import Shown, alt_text
from bot.words.states import achievement_name

_log = logging.getLogger(__name__)

_Facts = TypeVar("_Facts", bound=Shown)

_COLLECTED = "news"
"""In an interaction's extras: its news are collected, as a command may ask twice who it is about."""


async def _nothing_to_note() -> None:
    """What was said is noted already."""


def _offers_role(progress: Progress, claim: Claim) -> bool:
    """Whether something reached comes with a role that its member has not switched on."""
    told = {achievement.key for achievement in claim.achievements}
    return not progress.member.wants_roles and any(one.achievement in told for one in progress.record.rewards)


class Newsroom:
    """Puts news on the private answers to interactions."""

    def __init__(self, store: Store, picture_cache: PictureCache, roles: RoleGiver) -> None:
        self.claims = AchievementClaims(store)
        self._store = store
        self._picture_cache = picture_cache
        self._roles = roles

    def expect(self, interaction: discord.Interaction, progress: Progress) -> None:
        """Have the private answer to an interaction carry what its member has not heard yet."""
        if interaction.extras.setdefault(_COLLECTED, False):
            return
        interaction.extras[_COLLECTED] = True
        for news in news_for(progress):
            add_footnote(interaction, self._footnote(progress, news))

    def expect_achievements(
        self,
        interaction: discord.Interaction,
        progress: Progress,
        achievements: Callable[[], Sequence[Achievement]],
        firsts: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """Have the private answer tell what was reached; both are asked when it goes out.

        `firsts` are the keys of what its screen says for the first time, which is noted once it has gone out.
        """

        async def last(screen: Screen) -> list[Footnote]:
            new, walk = firsts(), progress.member.walk
            noted = [Footnote("", partial(self._note_firsts, walk, new))] if new else []
            return [*noted, *await self._last(interaction, progress, achievements(), screen)]

        finish_with(interaction, progress.member.walk, last)

    async def _note_firsts(self, walk: Walk, keys: Sequence[str]) -> None:
        await self._store.achievements.note_told(walk, keys)

    def with_offers(
        self, interaction: discord.Interaction, progress: Progress, screen: Screen, *, tells_pause: bool
    ) -> Screen:
        """Add the way out of a pause, or the quiet offer to catch up if it was not seen for a while."""
        if pause := progress.pause:
            return offer_resume(screen, progress, None if tells_pause else pause)
        if not may_offer_catchup(progress):
            return screen
        add_footnote(interaction, Footnote("", partial(note_offered, self._store, progress)))
        return offer(screen)

    async def picture(
        self, progress: Progress, facts: Callable[[], _Facts], draw: Callable[[_Facts], bytes]
    ) -> Picture | None:
        """A picture for an answer; None where the server wants none, or when it can't be drawn.

        Its facts are worked out only where it is wanted: a card's cost more than the text beside it.
        """
        return await self._picture_cache.begun(facts(), draw, alt_text) if progress.record.has_pictures else None

    async def _last(
        self, interaction: discord.Interaction, progress: Progress, achievements: Sequence[Achievement], screen: Screen
    ) -> list[Footnote]:
        """What depends on where a member stands after what they have just done: news, roles, achievements."""
        found = [self._footnote(progress, news) for news in news_after(progress)]
        found += [Footnote(said, _nothing_to_note) for said in await self._roles.settle(interaction, progress)]
        footnote = await self._tell(progress, achievements, screen)
        return [*found, footnote] if footnote else found

    def _footnote(self, progress: Progress, news: News) -> Footnote:
        told = partial(note_told, self._store, progress, news)
        return Footnote(news_line(progress, news), told, news_button(progress, news))

    async def _tell(self, progress: Progress, achievements: Sequence[Achievement], screen: Screen) -> Footnote | None:
        """Tell the greatest thing that was reached, once, whatever completed it."""
        try:
            claim = await self.claims.claim(progress.member.walk, achievements)
        except StoreError as error:
            _log.warning("an achievement waits for the next reply: %s", error)
            return None
        if claim is None:
            return None
        try:
            it, *others = (reached(progress, achievement) for achievement in claim.achievements)
            also = [other.title for other in others if other.title not in ("", achievement_name(it), it.title)]
            picture = await self._picture_of(progress, screen, it)
            add_achievement(screen, it, also, picture, offers_role=_offers_role(progress, claim))
        except BaseException:
            self.claims.lost(claim)
            raise
        return Footnote("", lambda: self.claims.told(claim), lost=lambda: self.claims.lost(claim))

    async def note_shown(self, claim: Claim) -> None:
        """Note that something was shown to the server; if that can't be saved, its member need not know."""
        try:
            await self.claims.told(claim)
        except StoreError as error:
            _log.warning("shared, and that could not be saved: %s", error)

    async def _picture_of(self, progress: Progress, screen: Screen, it: Reached) -> Picture | None:
        """The picture of an achievement; none beside another one."""
        if screen.has_picture or screen.coming:
            return None
        return await self.picture(progress, lambda: it, draw_achievement)
