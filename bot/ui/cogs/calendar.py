"""The plan as a file for a calendar (§13)."""

from __future__ import annotations

import asyncio
import io

import discord
from discord import app_commands

from bot.ui.calendar_file import NAME, entries, written
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.replies import show
from bot.ui.screens.calendar import calendar_screen


class CalendarFile(RoadmateCog):
    """`/calendar`."""

    @app_commands.command(description="Your plan as a file for your calendar")
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def calendar(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Make the file; its number and stamp change only when its events do."""
        progress = await self.asker(interaction)
        said = await asyncio.to_thread(entries, progress)
        sequence, changed_at = await self.bot.store.calendars.revise(progress.member.walk, said.digest, progress.now)
        content = await asyncio.to_thread(written, said, sequence, changed_at)
        file = discord.File(io.BytesIO(content), NAME)
        await show(interaction, calendar_screen(progress, said.study_days, file))
