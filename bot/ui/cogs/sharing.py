"""Sharing: a short public message, once from each private reply, which its author can take back (§6)."""

from __future__ import annotations

from collections import deque

import discord

from bot.pictures.drawings import draw_card
from bot.study.progress import Progress
from bot.study.snapshots.progress import ProgressSnapshot, progress_snapshot
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.languages import publicly
from bot.ui.replies import Refusal, show
from bot.ui.responding import Responder
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.layout import Picture
from bot.ui.screens.progress import progress_screen
from bot.ui.screens.sharing import nobody_here, only_its_author, shared_before, shared_progress
from bot.ui.screens.verbs import Verb
from bot.ui.whereabouts import is_private_chat

_REMEMBERED = 1000


def refuse_to_share(interaction: discord.Interaction) -> None:
    """Raises Refusal where nobody else could see it."""
    if is_private_chat(interaction):
        raise Refusal(nobody_here())


class Sharing(RoadmateCog):
    """ "Share here" and "Remove"."""

    def __init__(self, bot: Roadmate) -> None:
        super().__init__(bot)
        self._shared: deque[int] = deque(maxlen=_REMEMBERED)
        """The private messages that were shared: their button is gone, but a press may have been on its way."""

    @on_press(Verb.SHARE)
    async def share(self, press: Press) -> None:
        """ "Share here": a public message of its own; the private one stays, without the button."""
        interaction = press.interaction
        refuse_to_share(interaction)
        if interaction.message is None:
            raise Refusal(STALE)
        if interaction.message.id in self._shared:
            raise Refusal(shared_before())
        self._shared.append(interaction.message.id)
        try:
            progress = await self.asker(interaction)
            shown = progress_snapshot(progress)
            await show(interaction, progress_screen(shown, await self._card(progress, shown), is_shared=True))
            with publicly(interaction):
                picture, name = await self._card(progress, shown), interaction.user.display_name
                await show(interaction, shared_progress(shown, interaction.user.id, name, picture), public=True)
        except BaseException:
            self._shared.remove(interaction.message.id)
            raise

    async def _card(self, progress: Progress, shown: ProgressSnapshot) -> Picture | None:
        return await self.picture(progress, lambda: shown.card, draw_card)

    @on_press(Verb.UNSHARE)
    async def unshare(self, press: Press) -> None:
        """ "Remove", on what somebody shared: for its author alone."""
        interaction = press.interaction
        if interaction.message is None or not _has(interaction.message, press):
            raise Refusal(STALE)
        if press.number(0) != interaction.user.id:
            raise Refusal(only_its_author())
        if len(press.args) > 1:
            progress = await self.asker(interaction)
            await self.bot.store.achievements.take_share_back(progress.member.walk, press.word(1))
        await Responder.of(interaction).delete_pressed()


def _has(message: discord.Message, press: Press) -> bool:
    """Whether a message really has the button that is said to be pressed: deleting is not for forged presses."""
    pressed = ":".join(("unshare", *press.args))
    return any(f":{pressed}'" in str(part.to_dict()) for part in message.components)
