"""How each command, press and form went, and how long it took: told to whoever watches the bot from outside.

What is told are names that the code holds, never what somebody typed.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import discord

Watcher = Callable[[str, str, float], None]
"""Told the command's name (or "press", "form", "autocomplete"), its outcome, and the seconds from arrival to end."""

DONE, REFUSED, FAILED = "done", "refused", "failed"

_BEGUN, _OUTCOME = "begun", "outcome"


def note_arrival(interaction: discord.Interaction) -> None:
    """It has come in; its time begins."""
    interaction.extras[_BEGUN] = time.perf_counter()


def note_trouble(interaction: discord.Interaction, *, refused: bool) -> None:
    """It was answered with a refusal, which is as it should be, or with an apology."""
    interaction.extras[_OUTCOME] = REFUSED if refused else FAILED


def tell(watcher: Watcher, interaction: discord.Interaction) -> None:
    """It has come to its end."""
    begun = interaction.extras.get(_BEGUN)
    seconds = time.perf_counter() - begun if begun else 0.0
    watcher(_name(interaction), _outcome(interaction), seconds)


def _outcome(interaction: discord.Interaction) -> str:
    if interaction.type is discord.InteractionType.autocomplete:  # whatever fails there is logged and swallowed
        return DONE if interaction.response.is_done() else FAILED
    return interaction.extras.get(_OUTCOME, DONE)


def _name(interaction: discord.Interaction) -> str:
    if interaction.type is discord.InteractionType.component:
        return "press"
    if interaction.type is discord.InteractionType.modal_submit:
        return "form"
    if interaction.type is discord.InteractionType.autocomplete:
        return "autocomplete"
    command = interaction.command
    return command.qualified_name.split()[0] if command else "unknown"
