"""Commands that are cut off at a step, or have no room left: what a crash and a full disk do, made exact."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.project.test_command_line import surroundings

_CUT = """
import os, signal, sys

folder, left = sys.argv[1], int(sys.argv[2])
STEPS = {"open", "os.rename", "os.remove", "os.link", "os.chmod", "os.chown", "os.utime", "sqlite3.connect"}

def step(event, args):
    global left
    if event in STEPS and any(folder in str(arg) for arg in args):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

from bot.__main__ import main
import bot.store.sqlite.backup, bot.store.sqlite.restore
sys.addaudithook(step)
sys.exit(main(sys.argv[3:]))
"""

_SHORT = """
import resource, sys

sys.dont_write_bytecode = True  # a limit on files would cut it short, for every program after this one

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from bot.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


def cut_off(folder: Path, step: int, *args: str) -> int:
    """Run a command and kill it before its n-th step on a file of the folder; the exit code, -9 when it was killed."""
    return _python(folder, _CUT, str(folder), str(step), *args).returncode


def cuts(folder: Path, *args: str) -> Iterator[int]:
    """Cut a command off at its first step, at its second, and so on, until it comes to its end by itself."""
    for step in range(1, 200):
        code = cut_off(folder, step, *args)
        yield step
        if code != -9:
            assert code == 0
            assert step > 3, "it was cut off nowhere"
            return
    raise AssertionError("it has no end")


def short_of_room(folder: Path, size: int, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a command that can make no file larger than so many bytes."""
    return _python(folder, _SHORT, str(size), *args)


def _python(folder: Path, code: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=folder,
        env=surroundings(
            folder,
            DATABASE_URL=f"sqlite:///{folder}/roadmate.db",
            PYTHONDONTWRITEBYTECODE="1",  # without room Python writes half a module, and can't start any more (3.11)
        ),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
