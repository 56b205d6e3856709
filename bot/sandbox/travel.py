"""`/sandbox`: moving the clock, and a file to import. Only here; on Discord these commands do not exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Literal

import discord
from discord import app_commands
from discord.utils import format_dt

from bot.sandbox.checklist import checklist
from bot.sandbox.world import World
from bot.study.days import instant_of, study_day
from bot.study.member import Server
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.times import read_time
from bot.ui.replies import Refusal, show
from bot.ui.screens.layout import Screen

_MORNING = time(9)
_FARTHEST = timedelta(days=400)
_NOTHING = "The bot is back, and nothing comes: nobody was to be reminded, or it was due more than 3 hours ago."
_NOBODY = (
    "A week has passed without a message: nobody was to be reminded. `/admin doctor` shows the days of the posts, and "
    "`/reminders` those of each member."
)
_TO_IMPORT = (
    "A checklist as people write them. Save it and give it to `/admin roadmap import file:`; Maya is the admin here "
    "(“Viewing as” at the top switches to her). Then edit it and import it again."
)
_LONGEST_WAIT = timedelta(days=7)
_LATE = timedelta(hours=1)


class Travel(RoadmateCog):
    """Walks the clock to a moment, with every reminder on the way, as if the time had passed."""

    sandbox = app_commands.Group(name="sandbox", description="Only in the sandbox: move the clock, and more")

    def __init__(
        self, bot: Roadmate, world: World, tick: Callable[[], Awaitable[object]], save: Callable[[datetime], None]
    ) -> None:
        super().__init__(bot)
        self._world = world
        self._tick = tick
        self._save = save

    @sandbox.command(name="next-reminder", description="Move the clock to the next message the bot sends by itself")
    async def next_reminder(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Go on until something was posted or written, for a week at most."""
        await self._server()
        await show(interaction, Screen("⏩ The clock moves on to the next message. It appears below with its time."))
        before, farthest = self._messages(), self._world.now() + _LONGEST_WAIT
        while self._messages() == before and (moment := await self._next_moment()) <= farthest:
            await self._walk_to(moment)
        if self._messages() == before:
            await self._say(interaction, _NOBODY)
        self._save(self._world.now())

    @sandbox.command(name="next-day", description="Move the clock to the next morning")
    async def next_day(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Go on to 09:00 of the next study day."""
        zone = (await self._server()).zone
        tomorrow = study_day(self._world.now(), zone) + timedelta(days=1)
        await self._arrive(interaction, instant_of(tomorrow, _MORNING, zone))

    @sandbox.command(name="date", description="Move the clock to a date")
    @app_commands.rename(at="time")
    @app_commands.describe(day="A date like 2026-12-24", at="A time like 18:00 (default: 09:00)")
    async def date(self, interaction: discord.Interaction[Roadmate], day: str, at: str | None = None) -> None:
        """Go on to a date and time in the server's zone."""
        zone = (await self._server()).zone
        try:
            on = dt.date.fromisoformat(day.strip())
        except ValueError:
            raise Refusal("I can't read that as a date. Write it like 2026-12-24.") from None
        target = instant_of(on, read_time(at) if at else _MORNING, zone)
        if target <= self._world.now():
            raise Refusal("The clock only goes forward. To begin again: make demo RESET=1.")
        if target > self._world.now() + _FARTHEST:
            raise Refusal("That is more than a year away: go there in steps.")
        await self._arrive(interaction, target)

    @sandbox.command(description="The bot is away for some hours: see what comes late, and what not at all")
    @app_commands.describe(
        hours="How long it's away, from 1 to 72 hours (default: until an hour after the next message)"
    )
    async def outage(
        self, interaction: discord.Interaction[Roadmate], hours: app_commands.Range[int, 1, 72] | None = None
    ) -> None:
        """Let the time pass without the bot, then let it look once; left out, so that something comes late."""
        now = self._world.now()
        target = now + timedelta(hours=hours) if hours else min(await self._next_moment(), now + _LONGEST_WAIT) + _LATE
        await show(interaction, Screen(f"💤 The bot is away until {format_dt(target, 'F')}."))
        before = self._messages()
        self._world.move_to(target)
        await self._tick()
        if self._messages() == before:
            await self._say(interaction, _NOTHING)
        self._save(self._world.now())

    @sandbox.command(name="checklist", description="A sample checklist, to save and to import")
    async def hand_out(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Hand a Markdown checklist out."""
        name, data = checklist()
        await show(interaction, Screen(_TO_IMPORT).attach(discord.File(BytesIO(data), name)))

    @sandbox.command(description="Somebody of the group leaves the server, without a word to me")
    @app_commands.describe(person="Who leaves (default: Dev)")
    async def leaves(
        self, interaction: discord.Interaction, person: Literal["Cleo", "Dev", "Eli", "Fay"] = "Dev"
    ) -> None:
        """Let one of those leave whom nobody is on the page."""
        if not self._world.let_leave(self._world.group[person]):
            raise Refusal(f"{person} has left already.")
        await show(interaction, Screen(f"👋 {person} has left the server. I'll notice when I next look who is here."))

    async def _say(self, interaction: discord.Interaction, sentence: str) -> None:
        """Tell how it went, in a message of its own: the question is hours old by now and takes no reply."""
        if isinstance(interaction.channel, discord.TextChannel):
            await interaction.channel.send(view=Screen(sentence))

    async def _arrive(self, interaction: discord.Interaction, target: datetime) -> None:
        """Answer first, as a reply can't come from a time after its question; then let the time pass."""
        await show(interaction, Screen(f"⏩ The clock moves on to {format_dt(target, 'F')}."))
        await self._walk_to(target)
        self._save(self._world.now())

    async def _walk_to(self, target: datetime) -> None:
        while (moment := await self._next_moment()) <= target:
            self._world.move_to(moment)
            await self._tick()
        self._world.move_to(target)
        await self._tick()

    async def _next_moment(self) -> datetime:
        """When the tick next has something to look at."""
        server = await self._server()
        store = self.bot.store
        moments = [
            *(server.next_due_at, await store.members.earliest_due(), await store.deliveries.earliest_open()),
            *(await store.focuses.earliest_due(), await store.focus_rooms.earliest_due()),
        ]
        return min((at for at in moments if at), default=self._world.now() + _FARTHEST)

    def _messages(self) -> int:
        """How many messages there are in the channel and in all direct messages."""
        return sum(len(messages) for messages in self._world.env.backend.messages.values())

    async def _server(self) -> Server:
        server = await self.bot.store.servers.get(self._world.guild.id)
        if server is None:
            raise Refusal("This server isn't set up yet. Switch to Maya, the admin, and run /admin setup.")
        return server
