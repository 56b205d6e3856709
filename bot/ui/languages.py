"""In which language something is said: to one person in theirs, to everybody in the server's (§14).

Discord tells a person's language with each interaction alone; what the bot sends by itself is in the server's.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import discord

from bot.ui.no_answer import NO_ANSWER
from bot.ui.whole_guild import Turn
from bot.words import DEFAULT, languages, speak, speaking


def speak_to(interaction: discord.Interaction) -> None:
    """Speak the language of whoever sent an interaction from here on, until its task ends."""
    speak(str(interaction.locale))


def privately(interaction: discord.Interaction) -> AbstractContextManager[None]:
    """Speak the language of whoever sent an interaction, until the end of the block."""
    return speaking(str(interaction.locale))


def publicly(interaction: discord.Interaction) -> AbstractContextManager[None]:
    """Speak the language of the server where everybody reads the answer, until the end of the block."""
    return speaking(str(interaction.guild_locale or interaction.locale))


async def language_of(
    serving: discord.Client | None, client: discord.Client, guild_id: int, turn: Turn = nullcontext
) -> str:
    """The language of a server: as the client that serves it knows, else Discord is asked where that matters.

    English where the bot is not in it, or Discord does not tell.
    """
    known = serving.get_guild(guild_id) if serving else None
    if known:
        return str(known.preferred_locale)
    if len(languages()) == 1:
        return DEFAULT
    try:
        async with turn():
            return str((await client.fetch_guild(guild_id, with_counts=False)).preferred_locale)
    except NO_ANSWER:
        return DEFAULT
