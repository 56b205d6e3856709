"""A tiny bot in the same process, to try the fake Discord with the real discord.py."""

import asyncio
import io
import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from unittest.mock import patch

import discord
import yarl
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from .fake_discord import FakeDiscord

Interaction = discord.Interaction[discord.Client]


class Again(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"again:(?P<count>\d+)"):
    """A button that counts in its custom_id."""

    def __init__(self, count: int) -> None:
        super().__init__(ui.Button(label=f"Again, {count}", custom_id=f"again:{count}"))
        self.count = count

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction, _item: object, match: re.Match[str], /) -> "Again":
        """The button that was pressed."""
        return cls(int(match["count"]))

    async def callback(self, interaction: Interaction) -> None:
        """Count on."""
        await interaction.response.edit_message(view=counting(self.count + 1))


class Question(ui.Modal, title="One question"):
    """A modal with one field."""

    answer: ui.Label[ui.LayoutView] = ui.Label(text="Answer", component=ui.TextInput(custom_id="answer"))

    async def on_submit(self, interaction: Interaction) -> None:
        """Say it again."""
        assert isinstance(self.answer.component, ui.TextInput)
        await interaction.response.send_message(f"You said {self.answer.component.value}", ephemeral=True)


def counting(count: int) -> ui.LayoutView:
    """A Components V2 layout with text and a button."""
    view = ui.LayoutView(timeout=None)
    row = ui.ActionRow[ui.LayoutView]()
    row.add_item(Again(count))
    view.add_item(ui.Container(ui.TextDisplay(f"Counted {count}"), row))
    return view


class SmallBot(discord.Client):
    """A few commands, each with another way to answer."""

    def __init__(self, heartbeat_timeout: float) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True), guild_ready_timeout=0, heartbeat_timeout=heartbeat_timeout
        )
        self.tree = app_commands.CommandTree(self)
        self.add_dynamic_items(Again)
        greeting = self.tree.command(name="greet", description="Greets")(greet)
        greeting.autocomplete("name")(names)
        self.tree.command(name="count", description="Counts")(count)
        self.tree.command(name="slow", description="Thinks first")(slow)
        self.tree.command(name="ask", description="Asks")(ask)

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again at once, not after discord.py's five seconds."""


async def greet(interaction: Interaction, name: str) -> None:
    """Answer at once, in private."""
    await interaction.response.send_message(f"Hello {name}", ephemeral=True)


async def names(_interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """More choices than Discord takes, when asked for everything."""
    found = ["Ada", "Grace", *(f"Name {number}" for number in range(24))]
    return [app_commands.Choice(name=name, value=name.lower()) for name in found if typed in name]


async def count(interaction: Interaction) -> None:
    """Answer with components."""
    await interaction.response.send_message(view=counting(0))


async def slow(interaction: Interaction) -> None:
    """Answer later, with a file."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    card = discord.File(io.BytesIO(b"picture"), "card.png", description="A picture")
    await interaction.followup.send("Thought about it", file=card)
    await interaction.followup.send("And again", ephemeral=True)


async def ask(interaction: Interaction) -> None:
    """Answer with a modal."""
    await interaction.response.send_modal(Question())


@asynccontextmanager
async def small_bot(fake: FakeDiscord, heartbeat_timeout: float = 60.0) -> AsyncGenerator[SmallBot]:
    """The bot, connected to the fake."""
    gateway = yarl.URL(f"ws://{fake.address}/gateway")
    with (
        patch.object(Route, "BASE", f"http://{fake.address}/api/v10"),
        patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", gateway),
    ):
        async with SmallBot(heartbeat_timeout) as bot:
            await bot.login(fake.token)
            running = asyncio.create_task(bot.connect())
            await fake.until(lambda: fake.gateway.identified > 0, "IDENTIFY")
            yield bot
        await asyncio.wait([running])
