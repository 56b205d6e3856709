"""`HTTP_ADDR` of the started process: what Prometheus and a load balancer are told, over a real socket."""

from __future__ import annotations

import asyncio
import re
import socket
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from .fake_discord import FakeDiscord
from .faults import cut_request, rate_limit
from .process import BotProcess
from .test_start_and_end import one_sentence

ADA, BOB = 1001, 1002


async def get(process: BotProcess, page: str) -> tuple[int, str]:
    """A page's status and text; the address is in the log."""
    found = re.search(r"metrics are at (http://\S+)/metrics", process.output)
    assert found, process.output
    async with aiohttp.ClientSession() as session, session.get(f"{found[1]}{page}") as answer:
        return answer.status, await answer.text()


async def seen(process: BotProcess) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels, as Prometheus' own parser reads them."""
    status, text = await get(process, "/metrics")
    assert status == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def is_well(process: BotProcess) -> None:
    """Wait until the bot says that it is well; it looks every three seconds."""
    async with asyncio.timeout(40):
        while await get(process, "/healthz") != (200, "well\n"):  # noqa: ASYNC110  # another process sets no event
            await asyncio.sleep(0.2)


async def test_what_is_seen_from_outside(fake: FakeDiscord, tmp_path: Path) -> None:
    """Not well until Discord lets it in; every number is what was done, and no page answers after the end."""
    fake.gateway.accepts = False
    settings = {"HTTP_ADDR": "127.0.0.1:0", "BACKUP_DIR": str(tmp_path / "backups")}
    async with BotProcess(fake, tmp_path, **settings) as process:
        await fake.until(lambda: "Discord cannot be reached" in process.output, "a try", 20)
        status, said = await get(process, "/healthz")
        assert (status, said.startswith("The bot ")) == (503, True)
        assert (await get(process, "/"))[0] == 404
        fake.gateway.accepts = True
        await process.ready()
        await fake.set_up()
        await fake.slash(ADA, "start", zone="Europe/Berlin")
        fake.fault("POST", "/interactions/*/callback", cut_request())
        await fake.slash(ADA, "week")
        fake.fault("POST", "/interactions/*/callback", rate_limit())
        done = await fake.slash(ADA, "done", task="backprop", note="a private note")
        await fake.press(done, done.button("Undo"), ADA)
        await fake.slash(BOB, "progress")
        await is_well(process)
        found = await seen(process)
        assert found["roadmate_commands_total", "start", "done"] == 1
        assert found["roadmate_commands_total", "progress", "refused"] == 1
        assert found["roadmate_commands_total", "press", "done"] == 2
        assert found["roadmate_commands_total", "week", "failed"] == 1
        assert found["roadmate_discord_requests_total", "2xx"] > 5
        assert found["roadmate_discord_requests_total", "no answer"] == 1
        assert found["roadmate_discord_requests_total", "429"] == 1
        assert found["roadmate_discord_requests_total", "5xx"] >= 1, "the gateway that let nobody in"
        assert found["roadmate_ticks_total", "done"] >= 1
        for one in ("well", "shards_connected", "servers", "members"):
            assert found[f"roadmate_{one}",] == 1, one
        assert found["roadmate_last_backup_timestamp_seconds",] > 1.7e9
        assert found["roadmate_store_part_seconds_count", "progress"] >= 1
        assert found["roadmate_loop_lag_seconds_count",] >= 1
        assert (await process.terminate())[0] == 0
        assert "Traceback" not in process.output


async def test_an_address_that_is_taken_is_one_sentence(fake: FakeDiscord, tmp_path: Path) -> None:
    """Exit code 2. And without the setting nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        async with BotProcess(fake, tmp_path, HTTP_ADDR=address) as process:
            assert await process.exited() == 2
            assert one_sentence(process) == (
                f"Nothing can be served at HTTP_ADDR {address}: Address already in use. Name another address or port."
            )
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        assert "metrics are at" not in process.output
