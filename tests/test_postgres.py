"""The server of the tests leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_STARTED = "from tests.postgres import Server; server = Server(); print(server.folder, flush=True); input()"


def test_a_killed_run_leaves_neither_server_nor_folder() -> None:
    """After kill -9, which nothing in the run can answer."""
    with subprocess.Popen(
        [sys.executable, "-c", _STARTED], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text("utf-8").split("\n", maxsplit=1)[0])
        run.kill()
        run.stdout.read()  # to its end, which comes with that of the last process that could write to it
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
