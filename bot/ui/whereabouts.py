"""What an interaction brings: which server it is about, and what was chosen or written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from bot.ui.screens.layout import Address

ADDRESS = "address"
"""Under this name an interaction's extras hold where its press belongs."""
NAMED_SERVER = "named_server"
"""Under this name they hold the server that the press names itself, 0 for none; whose member alone it is about."""
_HOME = "home"


def note_home(interaction: discord.Interaction, guild_id: int) -> None:
    """Remember which server an interaction is about."""
    interaction.extras[_HOME] = guild_id


def guild_of(interaction: discord.Interaction) -> int | None:
    """The server that an interaction is about, as far as that is known without asking."""
    if interaction.guild_id is not None:
        return interaction.guild_id
    address: Address = interaction.extras.get(ADDRESS) or Address()
    return interaction.extras.get(_HOME) or address.guild_id or None


def is_private_chat(interaction: discord.Interaction) -> bool:
    """Whether an interaction happens in the bot's direct messages."""
    return interaction.guild_id is None


def written_in(data: Mapping[str, Any]) -> Iterator[str]:
    """The chosen values of a select, or the texts of a form, in the order of its fields."""
    yield from data.get("values", ())
    for row in data.get("components", ()):
        field = row.get("component", row)
        for part in field.get("components", (field,)):
            if "value" in part:
                yield part["value"]
