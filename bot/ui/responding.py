"""The first reply inside 3 s, always (§6): one voice an interaction, which defers by itself in time.

A command is deferred privately; what is public follows as a message of its own. A press and a form are deferred
without a sign; the answer then edits the pressed message if that is private, else it is a new private one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord import AllowedMentions, InteractionResponseType

from bot.ui.languages import privately
from bot.ui.no_answer import NO_ANSWER
from bot.ui.screens.answers import shown_below
from bot.ui.screens.layout import Screen

_log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds after Discord made an interaction; it wants the first reply within 3."""

_TOO_LATE = 3.0
OPENS_A_FORM = {"opens_a_form": True}
"""In a command's extras: it may answer with a form, which can't follow a deferral."""

_RESPONDER = "responder"
_MUTE = AllowedMentions.none()

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that answered: how to change it, as long as Discord lets it be changed (15 minutes), and itself."""

    edit: Callable[..., Awaitable[Any]]
    message: Callable[[], Awaitable[discord.Message]]


class Responder:
    """Answers one interaction. An answer waits for a deferral that is under way, and none begins after it."""

    def __init__(self, interaction: discord.Interaction) -> None:
        self._interaction = interaction
        self._timer: asyncio.TimerHandle | None = None
        self._deferring: asyncio.Task[None] | None = None
        self._has_answered = False

    @classmethod
    def of(cls, interaction: discord.Interaction) -> Responder:
        """The one that answers an interaction."""
        found: Responder | None = interaction.extras.get(_RESPONDER)
        if found is None:
            found = interaction.extras[_RESPONDER] = cls(interaction)
        return found

    def defer_in_time(self) -> None:
        """From now on defer by itself, if there is no answer in time."""
        if self._timer is None:
            left = time_left(self._interaction)
            self._timer = asyncio.get_running_loop().call_later(left, self._begin_deferring)

    async def defer_now(self, *, thinking: bool = False) -> None:
        """Defer at once, where it is known that the answer takes its time; `thinking` shows it below a press, too."""
        await self._my_turn()
        if not self._interaction.response.is_done():
            await self._interaction.response.defer(ephemeral=True, thinking=thinking)

    async def answer(self, screen: Screen, *, public: bool = False) -> Sent:
        """Answer with a screen: a press on one's own private message changes it, all else is a new message."""
        await self._my_turn()
        thinks = self._deferred is InteractionResponseType.deferred_channel_message
        answering = (
            self._change_pressed(screen)
            if self.presses_private and not public and not thinks
            else self._new_message(screen, public)
        )
        sent = await answering
        self._has_answered = True
        return sent

    async def tell(self, screen: Screen) -> None:
        """Answer privately in a message of its own, so that what the member was looking at stays."""
        await self._my_turn()
        await self._new_message(screen, public=False)
        self._has_answered = True

    async def change_pressed(self, screen: Screen) -> None:
        """Change the pressed message, whoever sees it."""
        await self._my_turn()
        await self._change_pressed(screen)
        self._has_answered = True

    async def delete_pressed(self) -> None:
        """Delete the pressed message, which is the bot's own."""
        await self._my_turn()
        if not self._interaction.response.is_done():
            await self._interaction.response.defer()
        await self._interaction.delete_original_response()

    async def open_form(self, form: discord.ui.Modal) -> None:
        """Answer with a form."""
        await self._my_turn()
        await self._interaction.response.send_modal(form)

    async def _my_turn(self) -> None:
        if self._timer:
            self._timer.cancel()
        if self._deferring:
            await self._deferring

    @property
    def _deferred(self) -> InteractionResponseType | None:
        """How this was deferred, as long as no answer followed."""
        return None if self._has_answered else self._interaction.response.type

    @property
    def presses_private(self) -> bool:
        """Whether a private message was pressed."""
        message = self._interaction.message
        return message is not None and message.flags.ephemeral

    async def _change_pressed(self, screen: Screen) -> Sent:
        interaction = self._interaction
        if not interaction.response.is_done():
            await interaction.response.edit_message(view=screen, allowed_mentions=_MUTE, attachments=screen.files)
        elif self._deferred is InteractionResponseType.deferred_message_update:
            await interaction.edit_original_response(view=screen, allowed_mentions=_MUTE, attachments=screen.files)
        else:  # it was answered before: this is one more answer
            return await self._follow_up(screen, public=False)
        return Sent(interaction.edit_original_response, interaction.original_response)

    async def _new_message(self, screen: Screen, public: bool) -> Sent:
        interaction = self._interaction
        if not interaction.response.is_done():
            await interaction.response.send_message(
                view=screen, ephemeral=not public, allowed_mentions=_MUTE, files=screen.files
            )
            return Sent(interaction.edit_original_response, interaction.original_response)
        if self._deferred is InteractionResponseType.deferred_channel_message:
            with privately(self._interaction):
                shown = Screen(shown_below()) if public else screen
            await interaction.edit_original_response(view=shown, allowed_mentions=_MUTE, attachments=shown.files)
            if not public:
                return Sent(interaction.edit_original_response, interaction.original_response)
        return await self._follow_up(screen, public)

    async def _follow_up(self, screen: Screen, public: bool) -> Sent:
        message = await self._interaction.followup.send(
            view=screen, ephemeral=not public, allowed_mentions=_MUTE, files=screen.files, wait=True
        )

        async def itself() -> discord.Message:
            return message

        return Sent(message.edit, itself)

    def _begin_deferring(self) -> None:
        self._deferring = asyncio.create_task(self._defer())

    async def _defer(self) -> None:
        try:
            await self._interaction.response.defer(ephemeral=True)
        except NO_ANSWER as error:
            _log.warning("a deferral did not reach Discord: %s", type(error).__name__)


def time_left(interaction: discord.Interaction) -> float:
    """Seconds until an interaction has to be deferred, by the instant that its id holds.

    Where the clocks here and at Discord can't both be right, it counts from now.
    """
    age = (discord.utils.utcnow() - interaction.created_at).total_seconds()
    return max(PATIENCE - age, 0.0) if 0 <= age <= _TOO_LATE else PATIENCE


async def in_time(interaction: discord.Interaction, asking: Awaitable[_Found]) -> _Found | None:
    """What autocomplete asks of the store, or None when it does not come in time: the list has what it has (§6)."""
    try:
        return await asyncio.wait_for(asking, time_left(interaction))
    except TimeoutError:
        return None
