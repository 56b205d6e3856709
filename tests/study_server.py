"""A study server in memory: the real bot on real discord.py and a real SQLite file, without Discord."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import discord
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.app import assemble
from bot.reminders.tick import Tick
from bot.sandbox.transcript import text_of, walk
from bot.store.store import Store
from bot.study.days import instant_of
from bot.study.roadmap import Roadmap
from bot.ui.client import Roadmate

MONDAY = date(2026, 3, 2)
"""The first day of most stories: a Monday, four weeks before Europe's clocks change."""


class MovableClock:
    """The time that the bot is told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Reply:
    """What a member got for something they did."""

    member: Learner
    result: InteractionResult

    @property
    def message(self) -> ResponseMessage:
        """The newest message of the answer."""
        message = self.result.followups[-1] if self.result.followups else self.result.response
        assert message is not None, "no answer came"
        return message

    @property
    def text(self) -> str:
        """Everything the answer says."""
        return text_of(self.message.components)

    @property
    def private(self) -> bool:
        """Whether only the member sees it."""
        return self.message.ephemeral

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons."""
        return [part["label"] for part in walk(self.message.components) if part["type"] == 2]

    @property
    def options(self) -> dict[str, str]:
        """The labels of all select options, by value."""
        selects = [part for part in walk(self.message.components) if part["type"] == 3]
        return {option["value"]: option["label"] for part in selects for option in part["options"]}

    async def press(self, label: str) -> Reply:
        """Press the button of this label."""
        return await self.member.press(self.message, label)

    async def choose(self, *values: str) -> Reply:
        """Choose from the select that offers these values."""
        for part in walk(self.message.components):
            if part["type"] == 3 and {o["value"] for o in part["options"]} >= set(values):
                return await self.member.answer(
                    self.member.actor.select(self.message, list(values), custom_id=part["custom_id"])
                )
        raise AssertionError(f"no select offers {values}")

    async def write(self, *texts: str) -> Reply:
        """Fill the form's fields in their order and send it."""
        modal = self.result.modal
        assert modal is not None, "no form was opened"
        fields = [part["component"]["custom_id"] for part in modal["components"] if "component" in part]
        values = dict(zip(fields, texts, strict=True))
        return await self.member.answer(self.member.actor.submit_modal(self.result, values))


class Learner:
    """A member of the study server, acting as a person would."""

    def __init__(self, server: StudyServer, actor: MemberActor, zone: ZoneInfo) -> None:
        self.server = server
        self.actor = actor
        self.zone = zone

    @property
    def id(self) -> int:
        """The member's Discord id."""
        return self.actor.id

    def at(self, day: str | date, clock: str = "12:00") -> Learner:
        """Move the time to a moment in this member's zone."""
        on = date.fromisoformat(day) if isinstance(day, str) else day
        self.server.clock.now = instant_of(on, time.fromisoformat(clock), self.zone)
        return self

    async def slash(self, command: str, **options: Any) -> Reply:
        """Type a slash command in the study channel."""
        return await self.answer(self.actor.slash(self.server.channel, command, **options))

    async def offered(self, command: str, option: str, typed: str = "") -> list[str]:
        """The values that autocomplete offers."""
        found = await self.actor.autocomplete(self.server.channel, command, option, typed)
        return [choice["value"] for choice in found]

    async def press(self, message: discord.Message | ResponseMessage, label: str) -> Reply:
        """Press a button on any message that this member can see."""
        return await self.answer(self.actor.click(message, label=label))

    async def answer(self, doing: Any) -> Reply:
        """What came back."""
        return Reply(self, await doing)

    async def dms(self) -> list[str]:
        """The texts of the direct messages that this member got, oldest first."""
        channel = self.actor.user.dm_channel
        return [text_of(m.components) for m in self.server.backend_messages(channel.id)]


class StudyServer:
    """The server with its channel, its admin, the bot, and the time."""

    def __init__(self, roadmap: Roadmap, path: Path, start: datetime) -> None:
        self.roadmap = roadmap
        self.path = path
        self.clock = MovableClock(start)
        self.surprises: list[str] = []
        self.store: Store
        self.bot: Roadmate
        self.tick: Tick
        self.env: simcord.Env
        self.channel: ChannelHandle
        self.admin: Learner

    async def open(self) -> None:
        """Start the bot in a fresh server."""
        self.store = await Store.open(self.path)
        self.bot, self.tick = await assemble(self.roadmap, self.store, self.clock)
        self.env = simcord.Env(self.bot, check_errors=False)
        self.guild = self.env.create_guild("Study hall")
        self.channel = self.guild.create_text_channel("study")
        managers = self.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        admin = self.guild.add_member(self.env.create_user("admin"), roles=[managers])
        self.admin = Learner(self, admin, ZoneInfo("Europe/Berlin"))
        await self.env.start()

    async def close(self) -> None:
        """Stop everything."""
        await self.env.shutdown()
        await self.store.close()

    async def restart(self) -> None:
        """Stop the bot and start it again on the same file, in the same server."""
        await self.store.close()
        self.store = await Store.open(self.path)
        self.bot, self.tick = await assemble(self.roadmap, self.store, self.clock)
        await self.store.facts.put(f"commands of {self.env.bot.application_id}", "")
        await self.env.restart_bot(self.bot)

    async def set_up(self, zone: str = "Europe/Berlin", at: str = "18:00") -> Reply:
        """What an admin does once."""
        return await self.admin.slash("admin setup", zone=zone, time=at)

    def newcomer(self, name: str, zone: str = "Europe/Berlin") -> Learner:
        """Somebody who is in the server and has not joined the roadmap."""
        return Learner(self, self.guild.add_member(self.env.create_user(name)), ZoneInfo(zone))

    async def member(self, name: str, zone: str = "Europe/Berlin") -> Learner:
        """Somebody who joined the roadmap now."""
        learner = self.newcomer(name, zone)
        await learner.slash("start", zone=zone)
        return learner

    def backend_messages(self, channel_id: int) -> list[Any]:
        """The messages of a channel as Discord stores them, oldest first."""
        messages = self.env.backend.messages.get(channel_id, {})
        return [message for _, message in sorted(messages.items())]

    @property
    def posts(self) -> list[discord.Message]:
        """What the bot posted in the channel by itself, oldest first."""
        return [m for m in self.channel.history() if m.interaction_metadata is None]

    @property
    def post_texts(self) -> list[str]:
        """The texts of those posts."""
        return [text_of([dict(part.to_dict()) for part in post.components]) for post in self.posts]

    async def tick_at(self, day: date, clock: str, zone: str = "Europe/Berlin") -> None:
        """Move the time to a moment and let the reminder tick look once."""
        self.clock.now = instant_of(day, time.fromisoformat(clock), ZoneInfo(zone)).astimezone(UTC)
        await self.tick()


class _Surprises(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        self._found.append(record.getMessage())


@asynccontextmanager
async def study_server_on(roadmap: Roadmap, path: Path, start: datetime) -> AsyncGenerator[StudyServer]:
    """A running study server; anything that the bot logs as an error fails the test at its end."""
    server = StudyServer(roadmap, path, start)
    listening = _Surprises(server.surprises)
    logging.getLogger().addHandler(listening)
    await server.open()
    try:
        yield server
        assert server.surprises == []
    finally:
        logging.getLogger().removeHandler(listening)
        await server.close()
