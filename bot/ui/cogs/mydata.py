"""Leaving with all data, or being forgotten (§10)."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Literal

import discord
from discord import app_commands

from bot.actions.joining import leave
from bot.study.checklist import checklist
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.replies import note_forgotten, show
from bot.ui.router import Press, on_press
from bot.ui.screens.mydata import export_screen, forget_screen, forgotten_screen
from bot.ui.screens.verbs import Verb


class MyData(RoadmateCog):
    """`/mydata` and its buttons."""

    @app_commands.command(description="Download everything stored about you, or delete it")
    @app_commands.describe(action="export: your data as files · delete: forget me, after asking once more")
    @for_member
    async def mydata(
        self, interaction: discord.Interaction[Roadmate], progress: Progress, action: Literal["export", "delete"]
    ) -> None:
        """Export or delete."""
        if action == "delete":
            await show(interaction, forget_screen())
            return
        await show(interaction, export_screen(await self._files(progress)))

    @on_press(Verb.FORGET)
    @for_member
    async def forget(self, press: Press, progress: Progress) -> None:
        """ "Delete everything"."""
        await leave(self.bot.store, progress.member, self.bot.clock())
        note_forgotten(press.interaction)
        await show(press.interaction, forgotten_screen())

    async def _files(self, progress: Progress) -> list[discord.File]:
        member = progress.member
        rows = await self.bot.store.personal.rows(member.guild_id, member.user_id)
        data = json.dumps(rows, ensure_ascii=False, indent=2)
        walks = (progress, *progress.others)
        written = [await asyncio.to_thread(checklist, walk) for walk in walks]  # 0.2 s for the largest roadmap
        names = ["my-roadmap.md", *(f"my-roadmap-{number}.md" for number in range(2, len(walks) + 1))]
        return [
            discord.File(io.BytesIO(data.encode()), "my-data.json"),
            *(discord.File(io.BytesIO(text.encode()), name) for name, text in zip(names, written, strict=True)),
        ]
