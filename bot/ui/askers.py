"""Who asks: brought to the handlers of commands and presses that are about a member."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import discord

from bot.study.progress import Progress
from bot.ui.router import Press


class Asks(Protocol):
    """A cog that finds out who asks."""

    async def asker(self, interaction: discord.Interaction) -> Progress:
        """Where whoever sent an interaction stands. Raises Refusal when they have not joined."""
        ...


_Cog = TypeVar("_Cog", bound=Asks)
_Asked = TypeVar("_Asked", bound="discord.Interaction[Any] | Press")
_Options = ParamSpec("_Options")


def for_member(
    handler: Callable[Concatenate[_Cog, _Asked, Progress, _Options], Coroutine[Any, Any, None]],
) -> Callable[Concatenate[_Cog, _Asked, _Options], Coroutine[Any, Any, None]]:
    """Call a handler with where its member stands, after the command or press itself; who has not joined is told so."""

    @functools.wraps(handler)
    async def handle(cog: _Cog, asked: _Asked, /, *options: _Options.args, **named: _Options.kwargs) -> None:
        interaction = asked.interaction if isinstance(asked, Press) else asked
        await handler(cog, asked, await cog.asker(interaction), *options, **named)

    # discord.py reads a command's options from its signature: the member is none of them. Types are looked up here,
    # as it would look for them in this module.
    cog, asked, _, *options = inspect.signature(handler, eval_str=True).parameters.values()
    handle.__signature__ = inspect.Signature([cog, asked, *options])  # pyright: ignore[reportAttributeAccessIssue]  # functions take it
    return handle
