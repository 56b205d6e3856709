"""Presses, choices and modal answers: from a custom id to the handler of its verb.

One path for all of them, before and after a restart, and an answer for those that nobody knows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import discord

from bot.study.progress import Progress
from bot.ui.replies import Refusal, explain
from bot.ui.responding import Responder
from bot.ui.screens.layout import Address
from bot.ui.screens.refusals import Why
from bot.ui.screens.verbs import Verb
from bot.ui.whereabouts import ADDRESS, NAMED_SERVER, written_in


@dataclass(frozen=True, slots=True)
class Press:
    """What a member pressed, chose or wrote: the custom id's arguments, and the values that came with it."""

    interaction: discord.Interaction
    args: tuple[str, ...]
    values: tuple[str, ...]
    address: Address = field(default_factory=Address)

    def number(self, index: int) -> int:
        """The index-th argument as a number. Raises Refusal when it is none, as in a forged press."""
        try:
            number = int(self.args[index])
        except (IndexError, ValueError):
            raise Refusal(STALE) from None
        if abs(number) > _LARGEST:
            raise Refusal(STALE)
        return number

    def refuse_other_roadmap(self, progress: Progress) -> None:
        """Raises Refusal when the ids of the press belong to another roadmap than the one that is walked now."""
        if self.address.roadmap_id != progress.member.roadmap_id:
            raise Refusal(Why.OTHER_ROADMAP)

    def word(self, index: int) -> str:
        """The index-th argument. Raises Refusal when it is missing, as in a forged press."""
        if index >= len(self.args):
            raise Refusal(STALE)
        return self.args[index]


STALE = Why.STALE
PREVIEW_GONE = Why.PREVIEW_GONE

_LARGEST = 2**63 - 1
"""No id of Discord's is larger, and the database holds no larger number."""

Handler = Callable[[Press], Awaitable[None]]
_Method = TypeVar("_Method", bound=Callable[..., Awaitable[None]])
_VERB = "__roadmate_verb__"
_NAMES_SERVER = "__roadmate_names_server__"
_OPENS_A_FORM = "__roadmate_opens_a_form__"


def refuse_others(interaction: discord.Interaction) -> None:
    """Raises Refusal for who may not manage the server: the buttons of admins can be forged."""
    if not interaction.permissions.manage_guild:
        raise Refusal(Why.NO_MANAGER)


def on_press(verb: Verb, *, names_server: bool = False, opens_a_form: bool = False) -> Callable[[_Method], _Method]:
    """Mark a cog's method as the handler of all presses with this verb.

    `names_server`: it stands below direct messages, and its first argument is the server that they are about.
    What opens a form is never deferred: it asks the store once, and Discord nothing (§6).
    """

    def mark(method: _Method) -> _Method:
        setattr(method, _VERB, verb)
        setattr(method, _NAMES_SERVER, names_server)
        setattr(method, _OPENS_A_FORM, opens_a_form)
        return method

    return mark


class Router:
    """All handlers by verb."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def add(self, cog: object) -> None:
        """Take the marked methods of a cog."""
        for name, member in (found for kind in type(cog).__mro__ for found in vars(kind).items()):
            if verb := getattr(member, _VERB, None):
                self._handlers[verb] = getattr(cog, name)

    @property
    def verbs(self) -> frozenset[str]:
        """Every verb that has a handler."""
        return frozenset(self._handlers)

    async def dispatch(self, interaction: discord.Interaction) -> None:
        """Answer a press, a choice or a modal; a stale, foreign or forged one gets a calm sentence."""
        data: Mapping[str, Any] = interaction.data or {}
        written, verb, *args = [*str(data.get("custom_id", "")).split(":"), ""]
        address = Address.read(written)
        handler = self._handlers.get(verb) if address else None
        try:
            if handler is None or address is None:
                raise Refusal(STALE)
            press = Press(interaction, tuple(args[:-1]), tuple(written_in(data)), address)
            interaction.extras[ADDRESS] = address
            if getattr(handler, _NAMES_SERVER):
                interaction.extras[NAMED_SERVER] = press.number(0)
            if not getattr(handler, _OPENS_A_FORM):
                Responder.of(interaction).defer_in_time()
            await handler(press)
        except Exception as error:  # the outermost place: whatever it is, the member gets an answer
            await explain(interaction, error, given_back=_written(interaction))


def _written(interaction: discord.Interaction) -> str:
    """What a member wrote into a form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    return "\n\n".join(filter(None, (text.strip() for text in written_in(interaction.data or {}))))
