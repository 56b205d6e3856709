"""A study server in memory: the real bot on real discord.py and a real SQLite file, without Discord."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import discord
import simcord
from PIL import Image
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import InteractionType, OverwriteType
from simcord.interactions import base_payload
from simcord.results import InteractionResult, ResponseMessage

from bot.app import assemble
from bot.reminders.tick import Tick
from bot.roadmap import Roadmap
from bot.sandbox.role_counts import answer_role_counts
from bot.sandbox.transcript import text_of, walk
from bot.store.address import Address, PostgresAddress
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.days import instant_of
from bot.study.journal import Journal
from bot.study.member import Member, Server, Walk
from bot.ui.client import Roadmate
from tests.databases import all_words_in, refusing
from tests.fresh_database import put_fresh_database
from tests.words.coverage import COMMANDS, commands_of, name_of
from tests.words.listening import Sent, listening, words_of

MONDAY = date(2026, 3, 2)
"""The first day of most stories: a Monday, four weeks before Europe's clocks change."""


class MovableClock:
    """The time that the bot is told."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def text_of_message(message: discord.Message) -> str:
    """All texts of a message in a channel."""
    return text_of(cast(Sequence[Mapping[str, Any]], [part.to_dict() for part in message.components]))


def custom_ids_of(message: discord.Message) -> list[str]:
    """The custom ids of everything on a message in a channel."""
    parts = walk(cast(Sequence[Mapping[str, Any]], [part.to_dict() for part in message.components]))
    return [part["custom_id"] for part in parts if "custom_id" in part]


@dataclass
class Shown:
    """A picture as a member gets it, and what a screen reader says of it."""

    image: Image.Image
    alt: str


async def pictures_of(message: discord.Message | ResponseMessage) -> list[Shown]:
    """The pictures that a message shows; each is an attachment, and no attachment is left out."""
    parts = [part if isinstance(part, Mapping) else part.to_dict() for part in message.components]
    items = [
        item for part in walk(cast(Sequence[Mapping[str, Any]], parts)) if part["type"] == 12 for item in part["items"]
    ]
    files = {file.url: file for file in message.attachments if file.filename.endswith(".png")}
    assert {item["media"]["url"] for item in items} == set(files), (
        "an attachment is not shown, or what is shown is gone"
    )
    shown: list[Shown] = []
    for item in items:
        file = files[item["media"]["url"]]
        assert file.description == item["description"]
        shown.append(Shown(Image.open(BytesIO(await file.read())), item["description"]))
    return shown


def _field(text: str) -> dict[str, Any]:
    """A form's field as Discord returns it."""
    return {"type": 18, "component": {"type": 4, "custom_id": "field", "value": text}}


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
    def controls(self) -> list[Mapping[str, Any]]:
        """All buttons and selects that can be used."""
        return [p for p in walk(self.message.components) if "custom_id" in p and not p.get("disabled")]

    @property
    def custom_ids(self) -> list[str]:
        """The custom ids of all buttons and selects."""
        return [part["custom_id"] for part in walk(self.message.components) if "custom_id" in part]

    @property
    def options(self) -> dict[str, str]:
        """The labels of all select options, by value."""
        selects = [part for part in walk(self.message.components) if part["type"] == 3]
        return {option["value"]: option["label"] for part in selects for option in part["options"]}

    async def pictures(self) -> list[Shown]:
        """The pictures that the answer shows, in their order, each with its alt text."""
        return await pictures_of(self.message)

    async def files(self) -> dict[str, str]:
        """The texts of the files that came with the answer, by name."""
        return {file.filename: (await file.read()).decode() for file in self.message.attachments}

    async def press(self, label: str) -> Reply:
        """Press the button of this label."""
        return await self.member.press(self.message, label)

    async def press_in_dm(self, label: str) -> Reply:
        """The same below a direct message."""
        return await self.member.answer(self.member.actor.user.click(self.message, label=label))

    async def choose(self, *values: str) -> Reply:
        """Choose from the select that offers these values."""
        for part in walk(self.message.components):
            if part["type"] == 3 and {o["value"] for o in part["options"]} >= set(values):
                return await self.member.answer(
                    self.member.actor.select(self.message, list(values), custom_id=part["custom_id"])
                )
        raise AssertionError(f"no select offers {values}")

    @property
    def form_text(self) -> str:
        """Everything that the form says, with what stands in its fields."""
        modal = self.result.modal
        assert modal is not None, "no form was opened"
        fields = [part["component"] for part in modal["components"] if "component" in part]
        return "\n".join([text_of(modal["components"]), *(field.get("value", "") for field in fields)])

    async def write(self, *texts: str, in_dm: bool = False) -> Reply:
        """Fill the form's fields in their order and send it; `in_dm`: it was opened in a direct message."""
        modal = self.result.modal
        assert modal is not None, "no form was opened"
        fields = [part["component"]["custom_id"] for part in modal["components"] if "component" in part]
        values = dict(zip(fields, texts, strict=True))
        writer = self.member.actor.user if in_dm else self.member.actor
        return await self.member.answer(writer.submit_modal(self.result, values))


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

    def speaks(self, language: str) -> None:
        """Have this member's Discord be in a language from now on."""
        self.server.languages[self.id] = language

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

    async def choices(self, command: str, option: str, typed: str = "") -> dict[str, str]:
        """The values that autocomplete offers, by what it shows for them."""
        found = await self.actor.autocomplete(self.server.channel, command, option, typed)
        assert len({choice["name"] for choice in found}) == len(found), "two choices look the same"
        assert all(1 <= len(choice["name"]) <= 100 for choice in found)
        return {choice["name"]: choice["value"] for choice in found}

    async def press(self, message: discord.Message | ResponseMessage, label: str) -> Reply:
        """Press a button on any message that this member can see."""
        return await self.answer(self.actor.click(message, label=label))

    async def in_full(self, command: str = "progress") -> Reply:
        """All facts of a screen that may have a picture: *As text*."""
        reply = await self.slash(command)
        return await reply.press("As text") if "As text" in reply.labels else reply

    async def forge(
        self,
        custom_id: str,
        *values: str,
        message: ResponseMessage | discord.Message | None = None,
        answers_a_form: bool = False,
        in_dm: bool = False,
    ) -> Reply:
        """Send a press that Discord's own client would never send: any custom id, on any message or none."""
        backend = self.server.env.backend
        data: dict[str, Any] = {"custom_id": custom_id, "component_type": 3 if values else 2}
        if answers_a_form:
            data = {"custom_id": custom_id, "components": [_field(value) for value in values]}
        elif values:
            data["values"] = list(values)
        record, payload = base_payload(
            backend,
            type=InteractionType.MODAL_SUBMIT if answers_a_form else InteractionType.MESSAGE_COMPONENT,
            channel_id=self.actor.user.dm_channel.id if in_dm else self.server.channel.id,
            guild_id=None if in_dm else self.server.guild.id,
            user_id=self.id,
            data=data,
        )
        if message is not None:
            channel_id = message.channel_id if isinstance(message, ResponseMessage) else message.channel.id
            stored = backend.get_message(channel_id, message.id)
            payload["message"] = dict(serializers.message_payload(backend, stored))
            record.source_message_id = message.id
        backend.emit("INTERACTION_CREATE", payload)
        await self.server.env.settle()
        return Reply(self, InteractionResult(self.server.env, record))

    async def answer(self, doing: Any) -> Reply:
        """What came back."""
        return Reply(self, await doing)

    @property
    def dm_messages(self) -> list[discord.Message]:
        """The direct messages that the bot sent to this member by itself, oldest first."""
        return [m for m in self.actor.user.dm_channel.history() if m.interaction_metadata is None]

    @property
    def dms(self) -> list[str]:
        """The texts of those."""
        return [text_of_message(message) for message in self.dm_messages]

    async def press_dm(self, label: str) -> Reply:
        """Press a button on the newest of them."""
        return await self.answer(self.actor.user.click(self.dm_messages[-1], label=label))

    async def choose_dm(self, reply: Reply, *values: str) -> Reply:
        """Choose from the first select of a reply among the direct messages."""
        return await self.answer(self.actor.user.select(reply.message, list(values)))

    @property
    def walk(self) -> Walk:
        """This member on the roadmap that every server has."""
        return Walk(self.server.guild.id, self.id)

    async def plan_choices(self) -> tuple[Choice, ...]:
        """What is stored of this member's plan; nothing before they have joined."""
        page = await self.server.store.members.record(self.server.guild.id, self.id)
        return page.choices if page else ()

    async def journal(self) -> Journal:
        """What is stored of this member's work."""
        page = await self.server.store.members.record(self.server.guild.id, self.id)
        return page.journal if page else Journal()

    async def done(self) -> set[str]:
        """The ids of the tasks that are stored as ticked."""
        return set((await self.journal()).done)

    async def settings(self) -> Member:
        """What is stored of how this member is reminded."""
        page = await self.server.store.members.record(self.server.guild.id, self.id)
        assert page is not None, "has not joined"
        return page.member


class StudyServer:
    """The server with its channel, its admin, the bot, and the time."""

    def __init__(self, roadmap: Roadmap, address: Address, start: datetime) -> None:
        self.roadmap = roadmap
        self.address = address
        self.clock = MovableClock(start)
        self.surprises: list[str] = []
        self.heard = Sent()
        self.languages: dict[int, str] = {}
        self.store: Store
        self.bot: Roadmate
        self.tick: Tick
        self.env: simcord.Env
        self.channel: ChannelHandle
        self.admin: Learner

    @property
    def path(self) -> Path:
        """The database's file, where it is one."""
        assert isinstance(self.address, Path)
        return self.address

    async def open(self) -> None:
        """Start the bot in a fresh server."""
        await put_fresh_database(self.address)
        self.store = await Store.open(self.address)
        self.bot, self.tick = await assemble(self.roadmap, self.store, self.clock)
        answer_role_counts()
        # Files are read in a process of their own, which a loaded machine takes its time to start.
        self.env = simcord.Env(self.bot, check_errors=False, settle_timeout=30)
        self.guild = self.env.create_guild("Study hall")
        self.channel = self.guild.create_text_channel("study")
        managers = self.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        admin = self.guild.add_member(self.env.create_user("admin"), roles=[managers])
        self.admin = Learner(self, admin, ZoneInfo("Europe/Berlin"))
        self.env.backend.subscribers.insert(0, self._speak)
        COMMANDS.known.update(command.qualified_name for command in commands_of(self.bot.tree))
        await self.env.start()

    def speaks(self, language: str) -> None:
        """Have this server be in a language from now on."""
        guild = self.env.backend.guilds[self.guild.id]
        guild.preferred_locale = language
        self.env.backend.emit("GUILD_UPDATE", serializers.guild_create_payload(self.env.backend, guild))

    def _speak(self, event: str, payload: Any) -> None:
        """Have an interaction carry the languages of its member and of this server, and note which command it is."""
        if event != "INTERACTION_CREATE":
            return
        user = (payload.get("member") or payload)["user"]
        payload["locale"] = self.languages.get(int(user["id"]), payload["locale"])
        if "guild_locale" in payload:
            payload["guild_locale"] = self.env.backend.guilds[int(payload["guild_id"])].preferred_locale
        if payload["type"] == InteractionType.APPLICATION_COMMAND:
            COMMANDS.used.add(name_of(payload["data"]))

    async def close(self) -> None:
        """Stop everything."""
        await self.env.shutdown()
        await self.store.close()

    async def restart(self) -> None:
        """Stop the bot and start it again on the same database, in the same server."""
        await self.store.close()
        await put_fresh_database(self.address)
        self.store = await Store.open(self.address)
        self.bot, self.tick = await assemble(self.roadmap, self.store, self.clock)
        await self.store.bot_state.put(f"commands of {self.env.bot.application_id}", "")
        await self.env.restart_bot(self.bot)

    async def set_up(self, zone: str = "Europe/Berlin", at: str = "18:00") -> Reply:
        """What an admin does once."""
        return await self.change_setup(zone=zone, time=at)

    async def change_setup(self, **options: Any) -> Reply:
        """An admin looks at what `/admin setup` would come to with these options, and takes it."""
        shown = await self.admin.slash("admin setup", **options)
        return await shown.press("Set it up") if "Set it up" in shown.labels else shown

    def newcomer(self, name: str, zone: str = "Europe/Berlin", shown: str | None = None) -> Learner:
        """Somebody who is in the server and has not joined the roadmap; `shown` is the name that others see."""
        return Learner(self, self.guild.add_member(self.env.create_user(name, global_name=shown)), ZoneInfo(zone))

    async def member(self, name: str, zone: str = "Europe/Berlin", shown: str | None = None) -> Learner:
        """Somebody who joined the roadmap now."""
        learner = self.newcomer(name, zone, shown)
        await learner.slash("start", zone=zone)
        return learner

    @property
    def posts(self) -> list[discord.Message]:
        """What the bot posted in the channel by itself, oldest first."""
        return [m for m in self.channel.history() if m.interaction_metadata is None]

    @property
    def post_texts(self) -> list[str]:
        """The texts of those posts."""
        return [text_of_message(post) for post in self.posts]

    @property
    def post_custom_ids(self) -> list[str]:
        """The custom ids of everything on those posts."""
        return [custom_id for post in self.posts for custom_id in custom_ids_of(post)]

    @property
    def sent(self) -> list[dict[str, Any]]:
        """The bodies of all messages that the bot asked Discord to send, answers to interactions left out."""
        requests = [r for r in self.env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
        return [dict(request.json or {}) for request in requests]

    def close_dms(self, learner: Learner) -> None:
        """From now on Discord refuses direct messages to this member."""
        path = f"/channels/{learner.actor.user.dm_channel.id}/messages"
        self.env.inject_error("POST", path, status=403, code=50007, message="Cannot send messages", times=None)

    def heal(self) -> None:
        """From now on Discord answers as it should again."""
        self.env.backend.faults.clear()

    @asynccontextmanager
    async def full_disk(self) -> AsyncGenerator[None]:
        """While this lasts, the database's file cannot grow, or its server refuses as if it had no room."""
        if isinstance(self.address, PostgresAddress):
            with refusing(self.address, "53100"):
                yield
            return
        database = self.store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # the store has no way to fill a disk
        (pages,) = await database.rows("PRAGMA page_count")
        await database.rows(f"PRAGMA max_page_count = {pages['page_count']}")
        yield
        await database.rows("PRAGMA max_page_count = 1000000000")

    @asynccontextmanager
    async def locked_database(self) -> AsyncGenerator[None]:
        """While this lasts, another program holds the database, and nobody waits for it."""
        if isinstance(self.address, PostgresAddress):
            with refusing(self.address, "55P03"):
                yield
            return
        database = self.store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # as above
        await database.rows("PRAGMA busy_timeout = 0")
        with closing(sqlite3.connect(self.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        await database.rows("PRAGMA busy_timeout = 5000")

    def words_of_people(self) -> set[str]:
        """Every word that came from a roadmap, a member, an admin, or Discord."""
        backend = self.env.backend
        typed = [event["data"] for kind, _, event in backend.transcript if kind == "GATEWAY" and "data" in event]
        files = [file for data in typed for file in data.get("resolved", {}).get("attachments", {}).values()]
        brought = [(backend.cdn.get(file["url"]) or b"").decode(errors="replace") for file in files]
        names = [
            *(user.name for user in backend.users.values()),
            *(u.global_name or "" for u in backend.users.values()),
        ]
        places = [*(g.name for g in backend.guilds.values()), *(c.name or "" for c in backend.channels.values())]
        stored = all_words_in(self.address)
        said = [self.roadmap.model_dump_json(), stored, *map(str, typed), *brought, *names, *places]
        return {word for text in said for word in words_of(text)}

    def allow_posts(self, allowed: bool) -> None:
        """Give or take everybody's permission, the bot's too, to write in the study channel."""
        self.forbid(send_messages=not allowed)

    def forbid(self, **permissions: bool) -> None:
        """Take permissions from everybody, the bot too, in the study channel; what is not named is allowed again."""
        denied = discord.Permissions(**permissions).value
        overwrite = Overwrite(self.guild.default_role.id, OverwriteType.ROLE, deny=denied)
        self.env.backend.set_overwrite(self.channel.id, overwrite)

    async def delete_channel(self, channel: ChannelHandle) -> None:
        """Delete a channel, as somebody who manages the server would."""
        self.env.backend.delete_channel(channel.id)
        await self.env.settle()

    async def settings(self) -> Server:
        """What is stored of the server."""
        server = await self.store.servers.get(self.guild.id)
        assert server is not None, "was not set up"
        return server

    async def tick_at(self, day: date, clock: str, zone: str = "Europe/Berlin", *, away: bool = False) -> None:
        """Move the time to a moment and let the reminder tick look once.

        It has looked all the time since it looked last, and there was nothing to do; unless it was away.
        """
        self.at(day, clock, zone)
        if not away:
            presence = self.tick._presence  # pyright: ignore[reportPrivateUsage]  # nobody waits for weeks of ticks
            presence._last = self.clock.now  # pyright: ignore[reportPrivateUsage]  # as above
        await self.tick()

    def at(self, day: date, clock: str, zone: str = "Europe/Berlin") -> None:
        """Move the time to a moment."""
        self.clock.now = instant_of(day, time.fromisoformat(clock), ZoneInfo(zone)).astimezone(UTC)


class _Surprises(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        self._found.append(record.getMessage())


@asynccontextmanager
async def study_server_on(roadmap: Roadmap, address: Address, start: datetime) -> AsyncGenerator[StudyServer]:
    """A running study server; anything that the bot logs as an error fails the test at its end."""
    server = StudyServer(roadmap, address, start)
    surprises = _Surprises(server.surprises)
    logging.getLogger().addHandler(surprises)
    with listening() as server.heard:
        await server.open()
        try:
            yield server
            assert server.surprises == []
            found = [*server.heard.faults, *server.heard.untranslated(server.words_of_people())]
            assert not found, "\n".join(found)
        finally:
            logging.getLogger().removeHandler(surprises)
            await server.close()
