"""The real process: killed, stopped, refused and started again, and nothing acknowledged is lost."""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from tests.sentences import PREVIEW_GONE

from .answers import Refusal
from .commands import Upload
from .fake_discord import FakeDiscord
from .faults import Answer
from .process import BotProcess

ADA = 1001
_LOGGED = re.compile(r"\d{4}-\d\d-\d\d .* (INFO|WARNING) ")


@pytest_asyncio.fixture
async def bot(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """The bot, up and running."""
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        yield process


async def set_up(fake: FakeDiscord) -> None:
    """An admin sets the server up and one member joins."""
    await fake.set_up()
    await fake.slash(ADA, "start", zone="Europe/Berlin")


async def restart(bot: BotProcess) -> None:
    """Pull the plug and start again."""
    await bot.kill()
    await bot.start()
    await bot.ready()


async def open_tasks(fake: FakeDiscord) -> list[str]:
    """The ids of tasks that /done offers."""
    return [choice.value for choice in await fake.autocomplete(ADA, "done", "task")]


def ticked(bot: BotProcess) -> set[str]:
    """The tasks ticked according to the database file."""
    return {task for (task,) in bot.rows("SELECT task_id FROM ticks WHERE user_id = ?", ADA)}


async def tick_until(fake: FakeDiscord, tasks: Sequence[str], enough: int) -> set[str]:
    """Send a /done for each task at once, and stop at so many answers; the tasks answered."""

    async def tick(task: str) -> str:
        await fake.slash(ADA, "done", task=task)
        return task

    asking = [asyncio.create_task(tick(task)) for task in tasks]
    answered = {await first for first in islice(asyncio.as_completed(asking), enough)}
    for one in asking:
        one.cancel()
    return answered


@pytest.mark.usefixtures("bot")
async def test_progress_comes_with_its_picture(fake: FakeDiscord) -> None:
    """One PNG for the member alone, with the first answer or, on a busy machine, by an edit of it (§8)."""
    await set_up(fake)
    reply = await fake.slash(ADA, "progress")
    await fake.until(lambda: bool(reply.files), "picture")
    (name, png), *more = reply.files.items()
    assert (name, more) == ("picture-1.png", [])
    assert png.startswith(b"\x89PNG")
    assert reply.private
    await fake.change_setup(pictures="off")
    assert (await fake.slash(ADA, "progress")).files == {}


async def test_a_tick_survives_kill_9(fake: FakeDiscord, bot: BotProcess) -> None:
    """Joined, ticked, killed, started: the tick is there."""
    await set_up(fake)
    await fake.slash(ADA, "done", task="backprop")
    await restart(bot)
    assert "1 of 70" in (await fake.slash(ADA, "pace")).text


async def test_no_acknowledged_tick_is_lost(fake: FakeDiscord, bot: BotProcess) -> None:
    """Killed at any moment with more in flight, every answered tick is in the file and shown."""
    await set_up(fake)
    chance = random.Random(20261123)
    answered: set[str] = set()
    for _ in range(3):
        tasks = [task for task in await open_tasks(fake) if task not in answered]
        answered |= await tick_until(fake, tasks[:6], chance.randint(1, 5))
        await restart(bot)
        assert answered <= ticked(bot)
    assert f"{len(ticked(bot))} of 70" in (await fake.slash(ADA, "pace")).text


async def test_an_import_survives_kill_9_between_press_and_answer(fake: FakeDiscord, bot: BotProcess) -> None:
    """Pressed, stored, killed before the answer: the roadmap is there, whole and once, and so says the next press."""
    await set_up(fake)
    upload = Upload("beds.md", b"# Beds\n## Week 1\n- [ ] Choose two\n- [ ] Dig\n")
    shown = await fake.slash(fake.admin.id, "admin roadmap import", file=upload)
    assert "2 tasks in 1 week" in shown.text
    killed = asyncio.Event()

    async def kill(_request: web.Request, _proceed: Answer) -> web.StreamResponse:
        await bot.kill()
        killed.set()
        raise Refusal(500, 0, "too late")

    fake.fault("PATCH", "/webhooks/*", kill)
    pressing = asyncio.ensure_future(fake.press(shown, shown.button("Use it"), fake.admin.id))
    await killed.wait()
    pressing.cancel()
    await restart(bot)
    again = await fake.press(shown, shown.button("Use it"), fake.admin.id)
    await fake.until(lambda: bool(again.followups))
    assert PREVIEW_GONE in again.followups[-1]
    listed = await fake.slash(fake.admin.id, "admin roadmap list")
    assert listed.text.count("**Beds** · version 1") == 1


async def test_a_button_from_before_the_restart_works(fake: FakeDiscord, bot: BotProcess) -> None:
    """Its state is in the message, not in the process."""
    await set_up(fake)
    done = await fake.slash(ADA, "done", task="backprop")
    await restart(bot)
    undone = await fake.press(done, done.button("Undo"), ADA)
    assert "open again" in undone.text
    assert "0 of 70" in (await fake.slash(ADA, "pace")).text


@pytest.mark.usefixtures("bot")
async def test_ticking_twice_is_calm(fake: FakeDiscord) -> None:
    """The second time changes nothing and says so."""
    await set_up(fake)
    await fake.slash(ADA, "done", task="backprop")
    again = await fake.slash(ADA, "done", task="backprop")
    assert "already" in again.text
    assert "1 of 70" in (await fake.slash(ADA, "pace")).text


async def test_commands_are_told_once(fake: FakeDiscord, bot: BotProcess) -> None:
    """A second start with the same database sends no commands."""
    await set_up(fake)
    await restart(bot)
    await fake.slash(ADA, "progress")
    assert len(fake.requests_to("PUT", "/applications/*/commands")) == 1


@pytest.mark.usefixtures("bot")
async def test_it_comes_back_after_a_lost_connection(fake: FakeDiscord) -> None:
    """A command sent while the line is cut is answered after the RESUME."""
    await set_up(fake)
    fake.gateway.drop()
    reply = await fake.slash(ADA, "done", task="backprop")
    assert "backprop" in reply.text
    assert fake.gateway.identified == 1


async def test_sigterm_ends_it_cleanly(fake: FakeDiscord, bot: BotProcess) -> None:
    """Exit code 0 inside ten seconds, and the database is closed."""
    await set_up(fake)
    code, seconds = await bot.terminate()
    assert (code, bot.output.count("Traceback")) == (0, 0)
    assert seconds < 10


async def test_a_refused_token_is_one_sentence(fake: FakeDiscord, tmp_path: Path) -> None:
    """Exit code 2, a sentence on stderr, no stack trace, and the token is nowhere."""
    wrong = "fake-application-id.wire.one-that-discord-does-not-know"
    async with BotProcess(fake, tmp_path, DISCORD_TOKEN=wrong) as process:
        assert await process.exited() == 2
    said = [line for line in process.err if not _LOGGED.match(line)]
    assert len(said) == 1
    assert "DISCORD_TOKEN" in said[0]
    assert "Traceback" not in process.output
    assert wrong not in process.output


async def test_a_second_process_waits_its_turn(fake: FakeDiscord, bot: BotProcess, tmp_path: Path) -> None:
    """Only one process holds the file; the next one takes over when it ends."""
    async with BotProcess(fake, tmp_path) as second:
        await fake.until(lambda: "waiting" in second.output, "word that it waits", 20)
        await bot.terminate()
        await second.ready()
        await set_up(fake)
