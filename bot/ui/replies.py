"""How every answer reaches a member: private unless shared, calm when something is wrong."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import discord
from discord import AllowedMentions
from discord.app_commands import AppCommandError

from bot.actions.outcomes import SavedUnseen
from bot.store.errors import StoreError
from bot.study.member import Walk
from bot.ui.screens.layout import CALM, Address, Screen

_log = logging.getLogger(__name__)

_MUTE = AllowedMentions.none()
_NOTICES = "notices"
_WALK = "walk"
_FINISH = "finish"
_SAVED = "saved"
_IS_SAVED = "That is saved; only my answer got lost. /week and /progress show where you are."
_IS_FORGOTTEN = "Everything about you is deleted; only my answer got lost."


class Refusal(Exception):
    """Something that can't be done as asked. The message is one clear sentence with what to do next."""


def _nothing() -> None:
    """Nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a member has to hear with their next private reply, and what to do once they have, or have not."""

    sentence: str
    told: Callable[[], Awaitable[None]]
    button: discord.ui.Button[Screen] | None = None
    lost: Callable[[], None] = _nothing


Finish = Callable[[Screen], Awaitable[Notice | None]]
"""Adds the last thing to a private screen before it goes out; what it returns is told with the notices."""


def add_notice(interaction: discord.Interaction, notice: Notice) -> None:
    """Have the private reply to this interaction carry a notice."""
    interaction.extras.setdefault(_NOTICES, []).append(notice)


def finish_with(interaction: discord.Interaction, walk: Walk, finish: Finish) -> None:
    """Remember whose walk this interaction is about: the buttons of its answers carry it, and private ones its news."""
    interaction.extras |= {_WALK: walk, _FINISH: finish}


def note_saved(interaction: discord.Interaction) -> None:
    """From here on a change is saved, whatever becomes of its answer."""
    interaction.extras[_SAVED] = _IS_SAVED


def note_forgotten(interaction: discord.Interaction) -> None:
    """Whoever sent this interaction is forgotten, whatever becomes of its answer: no news are left for them."""
    for name in (_NOTICES, _FINISH, _WALK):
        interaction.extras.pop(name, None)
    interaction.extras[_SAVED] = _IS_FORGOTTEN


async def show(interaction: discord.Interaction, screen: Screen, *, public: bool = False) -> None:
    """Answer with a screen: a press on one's own private message changes it, all else is a new message.

    A private answer carries the notices that wait for its member; they are told once it has gone out.
    """
    notices = [] if public else await _add_news(interaction, screen)
    try:
        await _send(interaction, screen.addressed(_address(interaction)), public)
    except BaseException:
        for notice in notices:
            notice.lost()
        raise
    for notice in notices:
        try:
            await notice.told()
        except StoreError as error:
            _log.warning("told, and that could not be saved: %s", error)


async def _add_news(interaction: discord.Interaction, screen: Screen) -> list[Notice]:
    """Put on a screen what its member has to hear; returns it."""
    notices: list[Notice] = interaction.extras.pop(_NOTICES, [])
    finish: Finish | None = interaction.extras.pop(_FINISH, None)
    if finish and (last := await finish(screen)):
        notices.append(last)
    for notice in notices:
        screen.say(notice.sentence).row(notice.button)
    return notices


async def open_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Answer with a form."""
    form.custom_id = _address(interaction).on(form.custom_id)
    await interaction.response.send_modal(form)


def _address(interaction: discord.Interaction) -> Address:
    """Which roadmap the presses of an answer are about, and in a direct message which server."""
    walk: Walk | None = interaction.extras.get(_WALK)
    if walk is None:
        return Address()
    return Address(walk.roadmap_id, 0 if interaction.guild_id is not None else walk.guild_id)


async def _send(interaction: discord.Interaction, screen: Screen, public: bool) -> None:
    message, files = interaction.message, screen.files
    if interaction.response.type is discord.InteractionResponseType.deferred_message_update:
        await interaction.edit_original_response(view=screen, allowed_mentions=_MUTE, attachments=files)
    elif interaction.response.is_done():
        await interaction.followup.send(view=screen, ephemeral=not public, allowed_mentions=_MUTE, files=files)
    elif message is not None and message.flags.ephemeral and not public:
        await interaction.response.edit_message(view=screen, allowed_mentions=_MUTE, attachments=files)
    else:
        await interaction.response.send_message(view=screen, ephemeral=not public, allowed_mentions=_MUTE, files=files)


async def tell(interaction: discord.Interaction, sentence: str, given_back: str = "") -> None:
    """Answer with a sentence in a message of its own, so that what the member was looking at stays.

    `given_back` is what they wrote in vain, to copy.
    """
    screen = Screen(sentence, given_back_lines(given_back), colour=CALM)
    if interaction.response.is_done():
        await interaction.followup.send(view=screen, ephemeral=True, allowed_mentions=_MUTE)
    else:
        await interaction.response.send_message(view=screen, ephemeral=True, allowed_mentions=_MUTE)


def given_back_lines(text: str) -> str:
    """What a member wrote, as it is, to copy and send again; nothing of nothing."""
    inside = text.replace("```", "`\u200b`\u200b`")  # or it would end the frame
    return f"Here is what you wrote, to copy:\n```\n{inside}\n```" if text else ""


async def explain(interaction: discord.Interaction, error: BaseException, *, given_back: str = "") -> None:
    """Turn what went wrong into a calm sentence; a surprise is logged in full under a short reference.

    `given_back` is what the member wrote into a form: unless it is saved, they get it back.
    """
    saved: str = interaction.extras.get(_SAVED, "")
    try:
        await tell(interaction, _sentence(error, saved), "" if saved else given_back)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as failed:
        _log.warning("an explanation did not reach its member: %s", type(failed).__name__)


def _sentence(error: BaseException, saved: str) -> str:
    """What is said of an error, true about what was saved before it: `saved` says what, and is empty for nothing."""
    cause = error.__cause__ if isinstance(error, AppCommandError) and error.__cause__ else error
    if isinstance(cause, Refusal):
        return str(cause)
    if isinstance(cause, SavedUnseen):
        return _IS_SAVED
    if isinstance(cause, StoreError):
        return saved or str(cause)
    if _is_discords(cause):
        return saved or (
            "Discord and I lost each other for a moment. What you had saved is safe: please try once more."
        )
    reference = secrets.token_hex(3)
    _log.error("surprise %s", reference, exc_info=cause)
    if saved:
        return f"{saved} If it happens again, give your admin the reference `{reference}`."
    return (
        "That went wrong on my side, and what you had saved before is safe. "
        f"Try again; if it happens again, give your admin the reference `{reference}`."
    )


def _is_discords(error: BaseException) -> bool:
    """Whether the line to Discord or its own servers failed, or it no longer knows the interaction."""
    if isinstance(error, discord.HTTPException):
        return error.status == 404 or error.status >= 500
    return isinstance(error, (aiohttp.ClientError, OSError))
