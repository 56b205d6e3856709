"""Study timers and the calendar of the real process, over sockets: killed at each step a bell rings exactly once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest_asyncio
from ical.calendar_stream import IcsCalendarStream

from bot.store.store import Store
from bot.study.member import Member, Where

from .due import DueNow, age_claims
from .fake_discord import FakeDiscord
from .faults import hold
from .limits import walk
from .process import BotProcess
from .reply import text_of

BEN = 1002
POSTS = "/channels/*/messages"
RANG = "delivery of kind ring: sent"


@pytest_asyncio.fixture
async def bot(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A bot that has not started yet; Ben has joined, and nothing is due."""
    process = BotProcess(fake, tmp_path)
    fake.world.person(BEN)
    due = DueNow()
    store = await Store.open(process.database)
    await store.members.join(Member(fake.guild.id, BEN, due.zone, Where.OFF), due.plan, due.instant)
    await store.close()
    yield process
    await process.kill()


def let_pass(bot: BotProcess, minutes: int) -> None:
    """Move what is stored of the timers into the past, while nobody has the file open."""
    moved = f"started_at = started_at - {minutes * 60}, next_at = next_at - {minutes * 60}"
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as connection:
        connection.execute(f"UPDATE focuses SET {moved}, joined_at = joined_at - {minutes * 60} WHERE ended_at IS NULL")
        connection.execute(f"UPDATE focus_rooms SET {moved}")


async def start(bot: BotProcess) -> None:
    """Start it and wait until it is connected."""
    await bot.start()
    await bot.ready()


def rang_once(fake: FakeDiscord, bot: BotProcess) -> None:
    """One message, one session, one delivery."""
    (bell,) = fake.direct_messages(BEN)
    assert "Your focus is over.** 25 min logged" in text_of(bell)
    assert bot.rows("SELECT minutes FROM sessions") == [(25,)]
    assert bot.rows("SELECT kind, state, message_id FROM deliveries") == [("ring", "sent", int(bell["id"]))]


async def test_killed_at_each_step_it_rings_and_logs_once(fake: FakeDiscord, bot: BotProcess) -> None:
    """Killed while it runs, when Discord has taken the bell but not answered, and after; Discord forgets nonces."""
    fake.messages.nonce_seconds = 0
    await start(bot)
    shown = await fake.slash(BEN, "focus", minutes=25, ring="dm")
    assert shown.private
    assert "Focus: 25 min" in shown.text
    await bot.kill()
    let_pass(bot, 26)
    gate = asyncio.Event()
    fake.fault("POST", POSTS, hold(gate))
    await start(bot)
    await fake.until(lambda: len(fake.direct_messages(BEN)) > 0, "message", 15)
    await bot.kill()
    gate.set()
    age_claims(bot.database)
    await start(bot)
    await fake.until(lambda: RANG in bot.output, RANG, 15)
    rang_once(fake, bot)
    await bot.kill()
    await start(bot)
    assert "25 min** logged" in (await fake.press(shown, shown.button("Stop"), BEN)).text
    rang_once(fake, bot)


async def test_together_and_the_calendar_over_sockets(fake: FakeDiscord, bot: BotProcess) -> None:
    """The public message is changed at its end alone, also by another process; the file is one that can be read."""
    await start(bot)
    own = await fake.slash(BEN, "focus", minutes=25, together=True)
    assert own.private
    (post,) = fake.channel_messages()
    assert "Focus together: 25 min" in text_of(post)
    file = await fake.slash(BEN, "calendar")
    ((name, content),) = file.files.items()
    assert name == "roadmate.ics"
    assert len(IcsCalendarStream.calendar_from_ics(content.decode()).events) == 120
    pressed = next(part["custom_id"] for part in walk(post["components"]) if part.get("label") == "Join")
    assert "You're already in" in (await fake.press(post, pressed, BEN)).text
    await bot.kill()
    let_pass(bot, 26)
    await start(bot)
    await fake.until(lambda: "is over" in text_of(fake.channel_messages()[0]), "end of the shared focus", 15)
    assert len(fake.requests_to("PATCH", "/channels/*/messages/*")) == 1
    assert bot.rows("SELECT minutes FROM sessions") == [(25,)]
