"""The real process at its start and at its end: what passes is waited for, what does not is one sentence."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.operations.health import complaint

from .fake_discord import FakeDiscord
from .faults import Action, cut_reply, cut_request, dated, rate_limit, refuse, server_error
from .process import BotProcess

ADA = 1001
_LOGGED = re.compile(r"\d{4}-\d\d-\d\d .* (INFO|WARNING) ")

FINAL = {
    4004: "Discord no longer accepts DISCORD_TOKEN. Reset the token on your application's Bot page and set the new",
    4010: "Discord says that this shard does not exist (4010).",
    4011: "The bot is in too many servers for so few shards (4011).",
    4012: "Discord no longer speaks this version's language (4012). Upgrade Roadmate.",
    4013: "Discord does not know an intent that this version asks for (4013). Upgrade Roadmate.",
    4014: "Discord refuses an intent (4014).",
}
PASSING = (1000, 1001, 1011, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009)


def one_sentence(process: BotProcess) -> str:
    """The only thing said that is no line of the log; neither a stack trace nor a token is in any of it."""
    said, *more = [line for line in process.err if not _LOGGED.match(line)]
    assert more == [], process.output
    assert "Traceback" not in process.output
    assert FakeDiscord().token not in process.output
    return said


async def joins(fake: FakeDiscord) -> None:
    """The bot serves: an admin sets up, a member joins and ticks."""
    await fake.set_up()
    await fake.slash(ADA, "start", zone="Europe/Berlin")
    assert "1 of 14 tasks" in (await fake.slash(ADA, "done", task="backprop")).text


async def test_a_clock_that_disagrees_with_discords_is_logged(fake: FakeDiscord, tmp_path: Path) -> None:
    """By the Date of its answers, as soon as there is one."""
    fake.fault("GET", "/users/@me", dated(format_datetime(datetime.now(UTC) - timedelta(minutes=20))))
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        await fake.until(lambda: "My clock is 20 minutes ahead of Discord's" in process.output, "a word in the log", 5)


# --- the gateway's closes


@pytest.mark.parametrize("code", FINAL)
async def test_a_close_for_good_is_one_sentence(code: int, fake: FakeDiscord, tmp_path: Path) -> None:
    """While the bot is running: exit code 2, and the database is closed in order."""
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        await fake.until(lambda: "ready as" in process.output, "a bot that has heard all it was told")
        await fake.gateway.close(code)
        assert await process.exited() == 2
        assert one_sentence(process).startswith(FINAL[code])
        assert "stopped cleanly" in process.output


async def test_a_close_that_passes_is_come_back_from(fake: FakeDiscord, tmp_path: Path) -> None:
    """Every other code: the same process is connected again, and serves."""
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        for code in PASSING:
            before = fake.gateway.identified + fake.gateway.resumed
            await fake.gateway.close(code)
            await fake.until(lambda: fake.gateway.identified + fake.gateway.resumed > before, f"after {code}", 15)  # noqa: B023  # met before the next round
        await joins(fake)
        assert "Traceback" not in process.output


# --- the start


WAITED_FOR: dict[str, tuple[str, str, Action, int]] = {
    "a machine in front of Discord": ("GET", "/users/@me", server_error(503), 2),
    "a line that is cut": ("GET", "/users/@me", cut_request(), 2),
    "answers that are cut": ("GET", "/users/@me", cut_reply(), 2),
    "a barred address": ("GET", "/users/@me", refuse(403), 1),
    "a timeout": ("GET", "/users/@me", refuse(408), 1),
    "a limit": ("GET", "/users/@me", rate_limit(), 1),
    "the application away": ("GET", "/oauth2/applications/@me", server_error(503), 1),
}


@pytest.mark.parametrize("kind", WAITED_FOR)
async def test_what_passes_is_waited_for(kind: str, fake: FakeDiscord, tmp_path: Path) -> None:
    """The bot says so in a sentence, tries again, and serves."""
    method, path, action, times = WAITED_FOR[kind]
    fake.fault(method, path, action, times)
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        await joins(fake)
        assert "Traceback" not in process.output
        assert kind == "a limit" or "rying again in 1 s" in process.output


async def test_a_gateway_that_lets_nobody_in_is_waited_for(fake: FakeDiscord, tmp_path: Path) -> None:
    """No stack trace each time: the kind of error says as much."""
    fake.gateway.accepts = False
    async with BotProcess(fake, tmp_path) as process:
        await fake.until(lambda: "Discord cannot be reached (WSServerHandshakeError)" in process.output, "a try", 20)
        fake.gateway.accepts = True
        await process.ready()
        await joins(fake)
        assert "Traceback" not in process.output


async def test_pauses_grow_and_a_stop_ends_the_wait(tmp_path: Path) -> None:
    """Nobody listens at Discord's address: 1, 2, 4 seconds; SIGTERM ends it at once, with 0."""
    async with FakeDiscord() as gone:
        process = BotProcess(gone, tmp_path)
    async with process:
        await gone.until(lambda: "Trying again in 4 s" in process.output, "the third pause", 20)
        code, seconds = await process.terminate()
    assert (code, process.output.count("Traceback")) == (0, 0)
    assert seconds < 10
    assert re.findall(r"cannot be reached: is the network up\? Trying again in (\d+) s", process.output) == [
        "1",
        "2",
        "4",
    ]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "Discord refused DISCORD_TOKEN. Reset the token on your application's Bot page and set the new one."),
        (400, "Discord did not let the bot in (status 400). Start again later."),
        (404, "Discord did not let the bot in (status 404). Start again later."),
    ],
)
async def test_what_does_not_pass_ends_the_start(status: int, sentence: str, fake: FakeDiscord, tmp_path: Path) -> None:
    """Exit code 2 and one sentence."""
    fake.fault("GET", "/users/@me", refuse(status), None)
    async with BotProcess(fake, tmp_path) as process:
        assert await process.exited() == 2
        assert one_sentence(process) == sentence


# --- health


async def health(process: BotProcess) -> tuple[int, str]:
    """What `python -m bot health` says of a bot."""
    asked = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "health"),
        env=process.settings(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asked.communicate()
    return asked.returncode or 0, said.decode().strip()


async def eventually(look: Callable[[], object], wanted: object) -> bool:
    """Whether something comes to be in the time in which the bot writes down twice how it is."""
    async with asyncio.timeout(40):
        while look() != wanted:  # noqa: ASYNC110  # a file sets no event
            await asyncio.sleep(0.2)
    return True


async def test_health_is_true(fake: FakeDiscord, tmp_path: Path) -> None:
    """Well while it is connected; two minutes after the line was lost it is not, although it still ticks."""
    async with BotProcess(fake, tmp_path) as process:
        assert (await health(process))[0] == 1
        await process.ready()
        file = tmp_path / "roadmate.db.health"
        assert await eventually(lambda: complaint(file, time.time()), None)
        assert await health(process) == (0, "well")
        fake.gateway.accepts = False
        fake.gateway.drop()
        in_two_minutes = time.time() + 121
        assert await eventually(
            lambda: complaint(file, in_two_minutes),
            "The bot has not been connected to Discord in the last two minutes: see its log.",
        )
        code, _ = await process.terminate()
        assert code == 0
        assert not file.exists()
        assert (await health(process))[0] == 1
