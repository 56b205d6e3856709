"""In which language something is said: to one person in theirs, to everybody in the server's (§14).

Discord tells a person's language with each interaction alone; what the bot sends by itself is in the server's.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import discord

from bot.words import DEFAULT, speak, speaking


def speak_to(interaction: discord.Interaction) -> None:
    """Speak the language of whoever sent an interaction from here on, until its task ends."""
    speak(str(interaction.locale))


def privately(interaction: discord.Interaction) -> AbstractContextManager[None]:
    """Speak the language of whoever sent an interaction, until the end of the block."""
    return speaking(str(interaction.locale))


def publicly(interaction: discord.Interaction) -> AbstractContextManager[None]:
    """Speak the language of the server where everybody reads the answer, until the end of the block."""
    return speaking(str(interaction.guild_locale or interaction.locale))


def in_server(client: discord.Client, guild_id: int) -> AbstractContextManager[None]:
    """Speak the language of a server, until the end of the block; English where the bot is not in it."""
    guild = client.get_guild(guild_id)
    return speaking(str(guild.preferred_locale) if guild else DEFAULT)
