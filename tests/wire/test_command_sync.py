"""Which commands Discord is told at a start, and what happens when it does not take them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .fake_discord import FakeDiscord
from .faults import Action, cut_request, rate_limit, refuse, server_error
from .process import BotProcess

ADA = 1001
COMMANDS = "/applications/*/commands"

REFUSED_SYNCS: dict[str, tuple[str, Action, str]] = {
    "bad": ("PUT", refuse(400, 50035), "Discord did not take the commands (status 400, code 50035)"),
    "forbidden": ("PUT", refuse(403, 20012), "Discord did not take the commands (status 403, code 20012)"),
    "too many": ("PUT", rate_limit(3600), "Discord lets the commands wait"),
    "barred": ("PUT", refuse(429), "Discord did not take the commands (status 429"),
    "cut": ("PUT", cut_request(), "Discord could not be reached to tell it the commands"),
    "away": ("PUT", server_error(503), "Discord did not take the commands (status 503"),
    "list forbidden": ("GET", refuse(403, 20012), "Discord did not take the commands (status 403, code 20012)"),
    "list away": ("GET", server_error(503), "Discord did not take the commands (status 503"),
}


@pytest.mark.parametrize("kind", REFUSED_SYNCS)
async def test_a_refused_sync_stops_nothing(kind: str, fake: FakeDiscord, tmp_path: Path) -> None:
    """One sentence in the log; the bot serves with the commands that Discord has, and tells them at the next start."""
    method, action, sentence = REFUSED_SYNCS[kind]
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        told = list(fake.registry.commands)
        await process.kill()
        fake.registry.commands = told[1:]
        fault = fake.fault(method, COMMANDS, action, None)
        await process.start()
        await process.ready(40)
        fake.registry.commands = told
        await fake.set_up()
        assert "36 weeks" in (await fake.slash(ADA, "start", zone="Europe/Berlin")).text
        assert sentence in process.output
        assert "Traceback" not in process.output
        await process.kill()
        fault.stop()
        fake.registry.commands = told[1:]
        await process.start()
        await process.ready()
        assert len(fake.registry.commands) == len(told)


async def test_commands_that_discord_has_are_not_told_again(fake: FakeDiscord, tmp_path: Path) -> None:
    """One question at each start, and no more."""
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        await process.kill()
        asked = len(fake.requests_to("GET", COMMANDS))
        await process.start()
        await process.ready()
    assert len(fake.requests_to("PUT", COMMANDS)) == 1
    assert len(fake.requests_to("GET", COMMANDS)) == asked + 1


async def test_commands_of_another_version_are_replaced(fake: FakeDiscord, tmp_path: Path) -> None:
    """After an upgrade and the way back, Discord has the newer version's; the restored database does not know."""
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        ours = {command["name"] for command in fake.registry.commands}
        await process.kill()
        fake.registry.replace([{"name": "tomorrow", "description": "Of the newer version"}])
        await process.start()
        await process.ready()
        assert {command["name"] for command in fake.registry.commands} == ours
