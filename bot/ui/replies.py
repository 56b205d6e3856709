"""How every answer reaches a member: private unless shared, calm when something is wrong."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import aiohttp
import discord
from discord.app_commands import AppCommandError, CommandNotFound, CommandSignatureMismatch

from bot.actions.outcomes import SavedUnseen
from bot.store.errors import StoreError, UnknownZone
from bot.study.member import Walk
from bot.ui.late_pictures import LatePicture, withdraw_from
from bot.ui.no_answer import NO_ANSWER
from bot.ui.outcomes import note_trouble
from bot.ui.responding import Responder, Sent
from bot.ui.screens import answers
from bot.ui.screens.answers import given_back_lines
from bot.ui.screens.layout import CALM, Address, Screen
from bot.ui.screens.refusals import Why, reason, zone_unknown_here
from bot.ui.whereabouts import guild_of, is_private_chat

_log = logging.getLogger(__name__)

_AS_IT_SHOULD_BE = (CommandNotFound, CommandSignatureMismatch, UnknownZone)
_NO_FILES = frozenset({400, 403, 413})
"""Discord's answers where a picture may not be sent, or is too large for it."""
_FOOTNOTES = "footnotes"
_WALK = "walk"
_FINISH = "finish"
_END = "end"
_SAVED = "saved"


class Refusal(Exception):
    """Something that can't be done as asked: one clear sentence with what to do next, or a screen with the ways on."""

    def __init__(self, why: str | Why, screen: Screen | None = None) -> None:
        super().__init__(reason(why) if isinstance(why, Why) else why)
        self.screen = screen


class Gone(Refusal):
    """What a button is about has left the roadmap: the sentence takes the place of a private message with it."""


def _nothing() -> None:
    """Nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a member has to hear with their next private reply, and what to do once they have, or have not."""

    sentence: str
    told: Callable[[], Awaitable[None]]
    button: discord.ui.Button[Screen] | None = None
    lost: Callable[[], None] = _nothing


End = Callable[[Screen], Awaitable[None]]
"""Adds what stands at the end of a private screen, below all news."""

Finish = Callable[[Screen], Awaitable[Sequence[Footnote]]]
"""Adds the last thing to a private screen before it goes out; what it returns is told with the footnotes."""


def add_footnote(interaction: discord.Interaction, footnote: Footnote) -> None:
    """Have the private reply to this interaction carry a footnote."""
    interaction.extras.setdefault(_FOOTNOTES, []).append(footnote)


def say_only_once(interaction: discord.Interaction, sentence: str) -> None:
    """The screen says this itself: its footnote is told with it, and not shown below it."""
    footnotes: list[Footnote] = interaction.extras.get(_FOOTNOTES, [])
    for at, footnote in enumerate(footnotes):
        if footnote.sentence == sentence:
            footnotes[at] = Footnote("", footnote.told, lost=footnote.lost)


def finish_with(interaction: discord.Interaction, walk: Walk, finish: Finish) -> None:
    """Remember whose walk this interaction is about: the buttons of its answers carry it, and private ones its news."""
    interaction.extras |= {_WALK: walk, _FINISH: finish}


def end_with(interaction: discord.Interaction, end: End) -> None:
    """Have the private answer to an interaction end with something."""
    interaction.extras[_END] = end


def note_saved(interaction: discord.Interaction) -> None:
    """From here on a change is saved, whatever becomes of its answer."""
    interaction.extras[_SAVED] = answers.saved_unseen()


def note_forgotten(interaction: discord.Interaction) -> None:
    """Whoever sent this interaction is forgotten, whatever becomes of its answer: no news are left for them."""
    for name in (_FOOTNOTES, _FINISH, _END, _WALK):
        interaction.extras.pop(name, None)
    interaction.extras[_SAVED] = answers.forgotten_unseen()


async def show(interaction: discord.Interaction, screen: Screen, *, public: bool = False) -> Sent:
    """Answer with a screen: a press on one's own private message changes it, all else is a new message.

    A private answer carries the footnotes that wait for its member; they are told once it has gone out.
    """
    footnotes = [] if public else await _add_news(interaction, screen)
    address = _address(interaction)
    late = LatePicture(interaction, screen, public=public)
    try:
        sent = await _send(interaction, screen.addressed(address), public)
    except BaseException:
        late.leave()
        for footnote in footnotes:
            footnote.lost()
        raise
    for footnote in footnotes:
        try:
            await footnote.told()
        except StoreError as error:
            _log.warning("told, and that could not be saved: %s", error)
    await late.bring(sent, address)
    return sent


async def _add_news(interaction: discord.Interaction, screen: Screen) -> list[Footnote]:
    """Put on a screen what its member has to hear; returns it."""
    footnotes: list[Footnote] = interaction.extras.pop(_FOOTNOTES, [])
    finish: Finish | None = interaction.extras.pop(_FINISH, None)
    if finish:
        footnotes += await finish(screen)
    for footnote in footnotes:
        screen.say(footnote.sentence).row(footnote.button)
    end: End | None = interaction.extras.pop(_END, None)
    if end:
        await end(screen)
    return footnotes


async def open_form(interaction: discord.Interaction, form: discord.ui.Modal) -> None:
    """Answer with a form."""
    form.custom_id = _address(interaction).on(form.custom_id)
    await Responder.of(interaction).open_form(form)


def _address(interaction: discord.Interaction) -> Address:
    """Which roadmap the presses of an answer are about, and in a direct message which server."""
    walk: Walk | None = interaction.extras.get(_WALK)
    known = walk.guild_id if walk else guild_of(interaction) or 0
    return Address(walk.roadmap_id if walk else 0, known if is_private_chat(interaction) else 0)


async def _send(interaction: discord.Interaction, screen: Screen, public: bool) -> Sent:
    """Send a screen; where Discord takes no file, the full text in its place."""
    responder = Responder.of(interaction)
    if interaction.message and not public:
        await withdraw_from(interaction.message)
    try:
        return await responder.answer(screen, public=public)
    except discord.HTTPException as error:
        if not screen.has_picture or error.status not in _NO_FILES:
            raise
        _log.warning("Discord took no picture (status %d); the full text goes", error.status)
        return await responder.answer(screen.without_picture(), public=public)


async def tell(interaction: discord.Interaction, sentence: str) -> None:
    """Answer with a sentence in a message of its own, so that what the member was looking at stays."""
    await Responder.of(interaction).tell(Screen(sentence, colour=CALM))


async def explain(interaction: discord.Interaction, error: BaseException, *, given_back: str = "") -> None:
    """Turn what went wrong into a calm sentence; a surprise is logged in full under a short reference.

    `given_back` is what the member wrote into a form: unless it is saved, they get it back.
    """
    saved: str = interaction.extras.get(_SAVED, "")
    sentence = _sentence(error, saved)
    note_trouble(interaction, refused=isinstance(_cause(error), (Refusal, *_AS_IT_SHOULD_BE)))
    offered = error.screen if isinstance(error := _cause(error), Refusal) else None
    lost = "" if saved else given_back_lines(given_back)
    screen = (offered or Screen(sentence, colour=CALM)).say(lost).addressed(_address(interaction))
    responder = Responder.of(interaction)
    try:
        if isinstance(error, Gone) and responder.presses_private:
            await responder.change_pressed(answers.with_my_week(screen).addressed(_address(interaction)))
        else:
            await responder.tell(screen)
    except NO_ANSWER as failed:
        _log.warning("an explanation did not reach its member: %s", type(failed).__name__)


def _cause(error: BaseException) -> BaseException:
    return error.__cause__ if isinstance(error, AppCommandError) and error.__cause__ else error


def _sentence(error: BaseException, saved: str) -> str:
    """What is said of an error, true about what was saved before it: `saved` says what, and is empty for nothing."""
    cause = _cause(error)
    if isinstance(cause, Refusal):
        return str(cause)
    if isinstance(cause, UnknownZone):
        return zone_unknown_here(cause.name)
    if isinstance(cause, SavedUnseen):
        return answers.saved_unseen()
    if isinstance(cause, (CommandNotFound, CommandSignatureMismatch)):
        return answers.other_version()
    if isinstance(cause, StoreError):
        return saved or answers.nothing_saved(cause.trouble)
    if _is_discords(cause):
        return saved or answers.line_lost()
    reference = secrets.token_hex(3)
    _log.error("surprise %s", reference, exc_info=cause)
    return answers.went_wrong_after(saved, reference) if saved else answers.went_wrong(reference)


def _is_discords(error: BaseException) -> bool:
    """Whether the line to Discord or its own servers failed, or it no longer knows the interaction."""
    if isinstance(error, discord.HTTPException):
        return error.status == 404 or error.status >= 500
    return isinstance(error, (aiohttp.ClientError, OSError))
