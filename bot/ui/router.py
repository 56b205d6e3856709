"""Presses, choices and modal answers: from a custom id to the handler of its verb.

One path for all of them, before and after a restart, and an answer for those that nobody knows.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import discord

from bot.study.progress import Progress
from bot.ui.replies import Refusal, explain
from bot.ui.screens.layout import Address


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
            raise Refusal("That belongs to another roadmap than the one you walk now. /week shows where you are.")

    def word(self, index: int) -> str:
        """The index-th argument. Raises Refusal when it is missing, as in a forged press."""
        if index >= len(self.args):
            raise Refusal(STALE)
        return self.args[index]


ADDRESS = "address"
"""Under this name an interaction's extras hold where its press belongs."""

NAMED_SERVER = "named server"
"""Under this name they hold the server that the press names itself, 0 for none; whose member alone it is about."""

STALE = "That button is from an older message and no longer works. Open a fresh one with /week or /help."

PREVIEW_GONE = (
    "That is done already, or something else was shown after it, or it was shown more than a day ago. "
    "Please open it again."
)

_LARGEST = 2**63 - 1
"""No id of Discord's is larger, and the database holds no larger number."""

Handler = Callable[[Press], Awaitable[None]]
_Method = TypeVar("_Method", bound=Callable[..., Awaitable[None]])
_VERB = "__roadmate_verb__"
_NAMES_SERVER = "__roadmate_names_server__"


def refuse_others(interaction: discord.Interaction) -> None:
    """Raises Refusal for who may not manage the server: the buttons of admins can be forged."""
    if not interaction.permissions.manage_guild:
        raise Refusal("Only those who may manage this server can do that.")


def on_press(verb: str, *, names_server: bool = False) -> Callable[[_Method], _Method]:
    """Mark a cog's method as the handler of all presses with this verb.

    `names_server`: it stands below direct messages, and its first argument is the server that they are about.
    """

    def mark(method: _Method) -> _Method:
        setattr(method, _VERB, verb)
        setattr(method, _NAMES_SERVER, names_server)
        return method

    return mark


class Router:
    """All handlers by verb."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}

    def add(self, cog: object) -> None:
        """Take the marked methods of a cog."""
        for _, method in inspect.getmembers(cog, inspect.iscoroutinefunction):
            if verb := getattr(method, _VERB, None):
                self._handlers[verb] = method

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
            press = Press(interaction, tuple(args[:-1]), tuple(_values(data)), address)
            interaction.extras[ADDRESS] = address
            if getattr(handler, _NAMES_SERVER):
                interaction.extras[NAMED_SERVER] = press.number(0)
            await handler(press)
        except Exception as error:  # the outermost place: whatever it is, the member gets an answer
            await explain(interaction, error, given_back=_written(interaction))


def _written(interaction: discord.Interaction) -> str:
    """What a member wrote into a form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    return "\n\n".join(filter(None, (text.strip() for text in _values(interaction.data or {}))))


def _values(data: Mapping[str, Any]) -> Iterator[str]:
    """The chosen values of a select, or the texts of a modal, in the order of its fields."""
    yield from data.get("values", ())
    for row in data.get("components", ()):
        field = row.get("component", row)
        for part in field.get("components", (field,)):
            if "value" in part:
                yield part["value"]
