"""`make run` and `make demo` after a set-up that was cut off: the next one heals it. Only pip is played, as it needs a
network; make, the virtual environment and the compiled modules are real."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.test_command_line import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("make"), reason="there is no make to run here"
)

PYTHON = f"""#!/bin/sh
case "$*" in
"-m venv .venv") {sys.executable} -m venv --without-pip .venv && touch .venv/bin/pip && chmod +x .venv/bin/pip ;;
*) exec {sys.executable} "$@" ;;
esac
"""

PIP = """#!/bin/sh
echo "pip $*" >> asked
test -e offline && exit 1
echo "Installing collected packages: discord-py"
case "$(cat trouble 2>/dev/null)" in
full) rm trouble; touch .venv/half; echo "No space left on device" >&2; exit 1 ;;
cut) rm trouble; touch .venv/half; kill -9 0 ;;
esac
exit 0
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A small project with our Makefile."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "bot").mkdir()
    for name in ("Makefile", "tools/whole_bytecode.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    for name, script in (("python", PYTHON), ("pip", PIP)):
        (tmp_path / name).write_text(script, "utf-8")
        (tmp_path / name).chmod(0o755)
    for name in ("requirements.lock", "requirements-demo.lock", "pyproject.toml", "bot/__init__.py"):
        (tmp_path / name).touch()
    (tmp_path / "bot" / "said.py").write_text("SAID = 'serving'\n" * 100, "utf-8")
    (tmp_path / "bot" / "__main__.py").write_text("from bot.said import SAID\nprint(SAID)\n", "utf-8")
    return tmp_path


def make(clone: Path, target: str) -> tuple[int, str]:
    """`make` in a process group of its own; its exit code and what it said."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    done = subprocess.run(
        ["make", target, "PYTHON=./python", "PIP=./pip"],
        cwd=clone,
        env=kept,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        start_new_session=True,
    )
    return done.returncode, done.stdout + done.stderr


def installations(clone: Path) -> int:
    """How often packages were asked for, by lock file."""
    return (clone / "asked").read_text("utf-8").count("--require-hashes")


@pytest.mark.parametrize(("trouble", "code"), [("full", 2), ("cut", -signal.SIGKILL)])
@pytest.mark.parametrize("target", ["run", "demo"])
def test_a_set_up_that_was_cut_off_begins_anew(trouble: str, code: int, target: str, clone: Path):
    """The first one, and one that came on top of another: nothing half installed is ever run."""
    (clone / "trouble").write_text(trouble, "utf-8")
    assert make(clone, target)[0] == code
    assert (clone / ".venv" / "half").exists()
    healed, said = make(clone, target)
    assert (healed, said.splitlines()[-1], (clone / ".venv" / "half").exists()) == (0, "serving", False)
    assert "The last installation did not come to its end: beginning anew." in said
    assert make(clone, target) == (0, "serving\n")
    assert installations(clone) == 2
    if target == "run":
        (clone / "trouble").write_text(trouble, "utf-8")
        assert make(clone, "demo")[0] == code
        healed, said = make(clone, "run")
        assert (healed, said.splitlines()[-1], (clone / ".venv" / "half").exists()) == (0, "serving", False)


def test_what_is_installed_outlives_a_network_that_is_away(clone: Path):
    """Nothing was unpacked, so nothing is thrown away."""
    assert make(clone, "run")[0] == 0
    (clone / "offline").touch()
    assert make(clone, "demo")[0] == 2
    assert make(clone, "run") == (0, "serving\n")


def test_compiled_modules_that_are_half_written_are_made_anew(clone: Path):
    """Of any length, of the bot and of a package."""
    assert make(clone, "run")[0] == 0
    (compiled,) = (clone / "bot" / "__pycache__").glob("said.*.pyc")
    package = clone / ".venv" / "lib" / "package" / compiled.name
    package.parent.mkdir()
    whole = compiled.read_bytes()
    for size in (0, 10, 16, 17, len(whole) // 2, len(whole) - 1):
        compiled.write_bytes(whole[:size])
        package.write_bytes(whole[:size])
        assert make(clone, "run") == (0, "serving\n")
        assert compiled.read_bytes() == whole
        assert not package.exists()
