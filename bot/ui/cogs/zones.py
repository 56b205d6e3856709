"""A place that could be several: the question with a list to press, after which the command goes on (§2)."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.study.previews import Preview
from bot.ui.client import RoadmateCog
from bot.ui.inputs.zones import SeveralPlaces
from bot.ui.replies import Refusal
from bot.ui.router import PREVIEW_GONE, STALE, Press
from bot.ui.screens.clocks import which_zone_screen
from bot.ui.screens.layout import press as pressed
from bot.ui.screens.verbs import Verb

ZONE = "zone"
"""The kind of preview that a command is which waits for its zone."""


@asynccontextmanager
async def asking_which_zone(
    cog: RoadmateCog, interaction: discord.Interaction, verb: Verb, options: dict[str, Any]
) -> AsyncGenerator[None]:
    """Ask back with a list where a zone is read that could be several: its press goes on with the other options."""
    try:
        yield
    except SeveralPlaces as several:
        guild_id, number = await cog.home(interaction), interaction.id
        preview = Preview(ZONE, number, {"options": options})
        await cog.bot.store.previews.put(guild_id, interaction.user.id, preview, cog.bot.clock())
        screen = which_zone_screen(str(several), several.labels, pressed(verb, number))
        raise Refusal(str(several), screen) from None


async def zone_picked(cog: RoadmateCog, press: Press) -> tuple[str, dict[str, Any]]:
    """What was picked from the list, and the command's other options. Raises Refusal."""
    guild_id, user_id = await cog.home(press.interaction), press.interaction.user.id
    preview = await cog.bot.store.previews.get(guild_id, user_id, ZONE, press.number(0), cog.bot.clock())
    if preview is None:
        raise Refusal(PREVIEW_GONE)
    if not press.values:
        raise Refusal(STALE)
    return press.values[0], preview.content["options"]
