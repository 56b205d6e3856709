"""Pictures that were not ready in time: put in by an edit, as long as the message still shows that answer (§8)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import discord
from discord import AllowedMentions

from bot.ui.no_answer import NO_ANSWER
from bot.ui.responding import Sent
from bot.ui.screens.layout import Address, Screen

_log = logging.getLogger(__name__)

_WAITING: dict[int, LatePicture] = {}
"""The answers whose picture is on its way, by the pressed message that they changed, or else by their interaction."""


class LatePicture:
    """An answer that waits for its picture. It is known from before it is sent: a press may be quicker than Discord."""

    def __init__(self, interaction: discord.Interaction, screen: Screen, *, public: bool) -> None:
        self._screen = screen
        self._is_wanted = True
        self._changing: asyncio.Task[None] | None = None
        pressed = interaction.message
        self._key = pressed.id if pressed and pressed.flags.ephemeral and not public else interaction.id
        if screen.coming:
            _WAITING[self._key] = self

    async def bring(self, sent: Sent, address: Address) -> None:
        """Wait for the picture and put it in; where it can't be drawn or sent, the full text."""
        coming = self._screen.coming
        if coming is None:
            return
        try:
            picture = await coming
            if self._is_wanted:
                screen = self._screen.completed(picture).addressed(address)
                self._changing = asyncio.create_task(_change(sent, screen))
                await self._changing
        except NO_ANSWER as error:
            _log.warning("a late picture did not reach its message: %s", type(error).__name__)
        finally:
            self.leave()

    def leave(self) -> None:
        """Nothing is waited for any more."""
        if _WAITING.get(self._key) is self:
            del _WAITING[self._key]

    async def withdraw(self) -> None:
        """The message is about to show something else; an edit that is under way comes first."""
        self._is_wanted = False
        self.leave()
        if self._changing:
            await asyncio.wait({self._changing})


async def withdraw_from(message: discord.Message) -> None:
    """A message is about to show something else: no picture is put into it any more."""
    for key in _keys(message):
        if waiting := _WAITING.get(key):
            await waiting.withdraw()


def _keys(message: discord.Message) -> Iterator[int]:
    yield message.id
    if message.interaction_metadata:
        yield message.interaction_metadata.id


async def _change(sent: Sent, screen: Screen) -> None:
    mute = AllowedMentions.none()
    try:
        await sent.edit(view=screen, attachments=screen.files, allowed_mentions=mute)
    except discord.HTTPException as error:
        if not screen.files:
            raise
        _log.warning("Discord took no picture (status %d); the full text goes", error.status)
        await sent.edit(view=screen.without_picture(), attachments=[], allowed_mentions=mute)
