"""Two bots that do next to nothing, to set Roadmate's commands beside: `python -m benchmarks.peers no-op|sql`.

Both have `/done` and `/progress` on plain discord.py. The first answers with a screen that never changes, the second
with a line of text after one statement, which is durable before the answer as every statement of Roadmate is.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence

import aiosqlite
import discord
from discord import app_commands, ui

Interaction = discord.Interaction[discord.Client]

_PREPARE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "CREATE TABLE ticks (guild_id INT, user_id INT, task_id TEXT, PRIMARY KEY (guild_id, user_id, task_id))",
)
_TICK = "INSERT INTO ticks VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_COUNT = "SELECT count(*) FROM ticks WHERE guild_id = ? AND user_id = ?"


class Peer(discord.Client):
    """A client that keeps nothing it does not need, with its commands."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0,
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="done", description="Tick a task")(self.done)
        self.tree.command(name="progress", description="How far you are")(self.progress)

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def done(self, interaction: Interaction, task: str) -> None:
        """Tick a task."""
        raise NotImplementedError

    async def progress(self, interaction: Interaction) -> None:
        """Tell how far a member is."""
        raise NotImplementedError


class NoOp(Peer):
    """Answers everything with one screen, which has the parts of Roadmate's answer to `/done`."""

    async def done(self, interaction: Interaction, task: str) -> None:
        """Do nothing."""
        await interaction.response.send_message(view=_fixed_screen(), ephemeral=True)

    async def progress(self, interaction: Interaction) -> None:
        """Do nothing."""
        await interaction.response.send_message(view=_fixed_screen(), ephemeral=True)


class OneStatement(Peer):
    """One statement, then a line of text."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        super().__init__()
        self._database = database

    async def done(self, interaction: Interaction, task: str) -> None:
        """Write one row."""
        await self._rows(_TICK, interaction.guild_id, interaction.user.id, task)
        await interaction.response.send_message(f"Ticked {task}.", ephemeral=True)

    async def progress(self, interaction: Interaction) -> None:
        """Read one row."""
        ((count,),) = await self._rows(_COUNT, interaction.guild_id, interaction.user.id)
        await interaction.response.send_message(f"{count} tasks done.", ephemeral=True)

    async def _rows(self, sql: str, *values: object) -> Sequence[aiosqlite.Row]:
        return list(await self._database.execute_fetchall(sql, values))


def _fixed_screen() -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    buttons = (ui.Button[ui.LayoutView](label=label, custom_id=label) for label in ("My week", "More done…", "Undo"))
    container = ui.Container[ui.LayoutView](
        ui.TextDisplay("✅ **Review backpropagation, gradient descent**"),
        ui.TextDisplay("▱▱▱▱▱▱▱▱▱▱ Phase 1 · Foundations: 1 of 14 tasks"),
        ui.TextDisplay("🔥 0 weeks · 1 of 3 days this week · 1 freeze"),
        ui.TextDisplay("**Next:** Optimization algorithms (SGD, Adam)"),
        ui.ActionRow[ui.LayoutView](*buttons),
        accent_colour=0x3B82F6,
    )
    view.add_item(container)
    view.stop()  # nothing listens: without this, discord.py would keep every screen
    return view


async def main(name: str) -> None:
    """Run one of them until it is killed."""
    path = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
    async with aiosqlite.connect(path, isolation_level=None) as database:
        if name == "sql":
            for statement in _PREPARE:
                await database.execute_fetchall(statement)
        async with OneStatement(database) if name == "sql" else NoOp() as bot:
            await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
