"""The started process on a disk that fills up: it says so, serves on, and goes on when there is room again."""

from __future__ import annotations

from pathlib import Path

from tests.project.test_backup_and_restore import needs_a_mount, small_disk

from .fake_discord import FakeDiscord
from .process import BotProcess

ADA = 1001


def fill_up(file: Path) -> None:
    """Write until nothing fits."""
    with file.open("wb", buffering=0) as ballast:
        try:
            while ballast.write(bytes(4096)):
                pass
        except OSError:
            return


@needs_a_mount
async def test_a_disk_that_fills_up_and_has_room_again(fake: FakeDiscord, tmp_path: Path) -> None:
    """A tick is refused in a sentence, what was answered stays, and the same process goes on with room again."""
    with small_disk(tmp_path / "disk", 4096) as disk:
        async with BotProcess(fake, disk, BACKUP_DIR=str(disk / "backups")) as process:
            await process.ready()
            await fake.set_up()
            await fake.slash(ADA, "start", zone="Europe/Berlin")
            tasks = [choice.value for choice in await fake.autocomplete(ADA, "done", "task")]
            fill_up(disk / "ballast")
            answered: set[str] = set()
            for task in tasks:
                said = (await fake.slash(ADA, "done", task=task)).text
                if "✅" not in said:
                    break
                answered.add(task)
            else:
                raise AssertionError("the disk never got full")
            assert "nothing was saved" in said.lower(), said
            assert {task for (task,) in process.rows("SELECT task_id FROM ticks")} == answered
            (disk / "ballast").unlink()
            assert "✅" in (await fake.slash(ADA, "done", task=task)).text
            assert (await process.terminate())[0] == 0
            assert "Traceback" not in process.output, process.output
