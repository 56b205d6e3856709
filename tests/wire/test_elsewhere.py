"""A backup taken from a running bot and restored elsewhere: nothing answered is missing, nobody who left is back."""

from __future__ import annotations

import asyncio
import sys
from itertools import islice
from pathlib import Path

import pytest

from bot.store.deletions import read_ledger

from .fake_discord import FakeDiscord
from .process import BotProcess

ADA, BOB, CY = 1001, 1002, 1003


async def command(process: BotProcess, *args: str) -> str:
    """One command on the database of a bot; what it printed."""
    asked = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *args),
        env=process.settings(),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asked.communicate()
    assert asked.returncode == 0, said.decode()
    return said.decode()


def ticked(process: BotProcess, user: int) -> set[str]:
    """The tasks ticked according to the database file."""
    return {task for (task,) in process.rows("SELECT task_id FROM ticks WHERE user_id = ?", user)}


async def leave(fake: FakeDiscord, user: int) -> None:
    """`/mydata delete`, and yes."""
    asked = await fake.slash(user, "mydata", action="delete")
    await fake.press(asked, asked.button("Delete everything"), user)


async def deletions_listed(file: Path, count: int) -> None:
    """Wait until the running bot has listed so many deletions beside its database."""
    async with asyncio.timeout(45):
        while not file.exists() or len(read_ledger(file)) < count:  # noqa: ASYNC110, ASYNC240  # a file sets no event
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("database", ["kept", "lost"])
async def test_restored_elsewhere(database: str, fake: FakeDiscord, tmp_path: Path) -> None:
    """With the old database at hand, or with the backup and the list of deletions alone on another machine."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    backup = tmp_path / "backup.db"
    async with BotProcess(fake, here) as bot:
        await bot.ready()
        await fake.set_up()
        for user in (ADA, BOB, CY):
            await fake.slash(user, "start", zone="Europe/Berlin")
            await fake.slash(user, "done", task="backprop")
        tasks = [choice.value for choice in await fake.autocomplete(ADA, "done", "task")][:12]
        answered: set[str] = set()

        async def tick(task: str) -> None:
            await fake.slash(ADA, "done", task=task)
            answered.add(task)

        ticking = [asyncio.create_task(tick(task)) for task in tasks]
        for answer in islice(asyncio.as_completed(ticking), 3):
            await answer
        before = set(answered)
        await command(bot, "backup", str(backup))
        await asyncio.gather(*ticking)
        await leave(fake, BOB)
        await leave(fake, CY)
        await fake.slash(CY, "start", zone="Europe/Berlin")  # somebody new, who is not in the backup
        if database == "lost":
            await deletions_listed(here / "roadmate.db.deletions", 2)
        code, _ = await bot.terminate()
        assert code == 0
        elsewhere = BotProcess(fake, here if database == "kept" else there)
        if database == "lost":
            (there / "roadmate.db.deletions").write_bytes((here / "roadmate.db.deletions").read_bytes())
        said = await command(elsewhere, "restore", str(backup))
        assert "Deleted again, as they were forgotten since that backup: 2 members." in said
        async with elsewhere:
            await elsewhere.ready()
            assert before <= ticked(elsewhere, ADA)
            for user in (BOB, CY):
                assert ticked(elsewhere, user) == set()
                assert "/start" in (await fake.slash(user, "progress")).text
            assert f"{len(ticked(elsewhere, ADA))} of 70" in (await fake.slash(ADA, "pace")).text
