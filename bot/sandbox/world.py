"""The sandbox's study server: its channel, its people, and a clock that stands until it is moved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import discord
import simcord
from simcord.actors import MemberActor

from bot.refusals import CannotBeDone
from bot.sandbox.role_counts import answer_role_counts
from bot.ui.client import Roadmate

GUILD_ID = 1_400_000_000_000_000_001
ZONE = "Europe/Berlin"

_SETTLE_SECONDS = 60
"""Walking the clock over a year takes many ticks in one action."""


class World:
    """Everything that Discord would hold. Ids are the same at every start: progress is stored by them."""

    def __init__(self, bot: Roadmate) -> None:
        answer_role_counts()
        self.bot = bot
        self.env = simcord.Env(bot, check_errors=False, settle_timeout=_SETTLE_SECONDS)
        self.env.backend.bot_user.name = "Roadmate"
        # simcord's ids count up from its own first moment: build in this order, before the clock moves,
        # and add what is new at the end.
        self.guild = self.env.create_guild("Study hall", id=GUILD_ID, owner=self.env.create_user("owner"))
        self.channel = self.guild.create_text_channel("study")
        managers = self.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
        self.maya = self._person("Maya (admin)", managers)
        self.noor = self._person("Noor (new)")
        self.ada = self._person("Ada (week 9)")
        self.ben = self._person("Ben (behind)")
        self.mentors = self.guild.create_role("Mentors")
        self.mia = self._person("Mia (mentor)", self.mentors)
        self.group = {name: self._person(name) for name in ("Cleo", "Dev", "Eli", "Fay")}
        self.cleo, self.dev, self.eli, self.fay = self.group.values()

    @property
    def people(self) -> tuple[MemberActor, ...]:
        """Whom one can be in the browser; the new member first."""
        return (self.noor, self.ada, self.ben, self.mia, self.maya)

    def now(self) -> datetime:
        """The sandbox's time."""
        return self.env.now()

    def move_to(self, instant: datetime) -> None:
        """Move the clock forward; it never goes back."""
        self.env.backend.advance_clock(max(0.0, (instant - self.now()).total_seconds()))

    def let_leave(self, person: MemberActor) -> bool:
        """Let somebody leave the server; False when they have left already."""
        backend, guild_id = self.env.backend, self.guild.id  # as a command may not ask simcord to do it
        is_here = person.id in backend.guilds[guild_id].members
        if is_here:
            backend.remove_member(guild_id, person.id)
        return is_here

    async def start(self) -> None:
        """Connect the bot and give it its commands: this Discord has forgotten them since last time."""
        answer_errors = self.bot.tree.on_error
        await self.env.start()
        self.bot.tree.on_error = answer_errors  # simcord's own would mark answered refusals as failures
        await self.bot.tree.sync()

    async def stop(self) -> None:
        """Disconnect the bot."""
        await self.env.shutdown()

    def _person(self, name: str, *roles: simcord.RoleHandle) -> MemberActor:
        user = self.env.create_user(name.split(maxsplit=1)[0].lower(), global_name=name)
        return self.guild.add_member(user, roles=roles)


class SavedClock:
    """Where the sandbox's time is kept between two starts."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, first: datetime) -> datetime:
        """The time saved last, or `first` at the first start. Raises CannotBeDone when it can't be read."""
        try:
            return datetime.fromisoformat(self._path.read_text("utf-8").strip())
        except FileNotFoundError:
            return first
        except (OSError, ValueError) as error:
            raise CannotBeDone(
                f"The sandbox's clock in {self._path} can't be read. Begin anew with RESET=1."
            ) from error

    def save(self, now: datetime) -> None:
        """Keep the time: the new one whole, or the old one. Raises CannotBeDone when there is no room for it."""
        part = self._path.with_name(f"{self._path.name}.part")
        try:
            part.write_text(now.isoformat() + "\n", "utf-8")
            part.replace(self._path)
        except OSError as error:
            raise CannotBeDone(f"The sandbox can't keep its clock in {self._path}: {error.strerror}.") from error
