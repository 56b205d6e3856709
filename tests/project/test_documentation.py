"""The documentation says what the code does: a setting, a command or an option that it leaves out fails here."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pydantic import SecretStr

from bot.__main__ import main
from bot.app import assemble
from bot.config import Config
from bot.roadmap import Roadmap
from bot.store.store import Store

ROOT = Path(__file__).parent.parent.parent
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LOCKS = ("requirements.lock", "requirements-demo.lock", "requirements-dev.lock", "requirements-places.lock")
LOCKED = re.compile(r"^(?P<name>[a-z0-9.-]+)(\[[a-z,]+\])?==(?P<version>[^\s;]+)(?P<rest>.*)$")


def text_of(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text("utf-8")


def rows(page: str, *, of: str) -> dict[str, list[str]]:
    """The rows of all tables with this first heading: the code in their first cell → the other cells."""
    found: dict[str, list[str]] = {}
    inside = False
    for line in text_of(page).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == of:
            inside = True
        elif inside and not line.startswith("| -"):
            found[cells[0].strip("`")] = cells[1:]
    return found


# --- settings and the command line


def defaults() -> dict[str, str]:
    """Every setting by its name in the environment, with its default as text."""
    found: dict[str, str] = {}
    for name, field in Config.model_fields.items():
        default: object = field.default
        found[name.upper()] = default.get_secret_value() if isinstance(default, SecretStr) else str(default)
    return found


def test_every_setting_has_its_row_with_its_default():
    """The operator's guide lists the settings that there are, and no others."""
    told = rows("docs/operating.md", of="setting")
    said = {name: re.sub("^none$", "", cells[0].strip("`")) for name, cells in told.items()}
    assert said == defaults()


def test_the_example_file_holds_every_setting_at_its_default():
    """Whoever copies .env.example changes nothing but the token."""
    lines = text_of(".env.example").splitlines()
    assert dict(line.split("=", maxsplit=1) for line in lines if "=" in line) == defaults()
    for setting in defaults():
        at = next(index for index, line in enumerate(lines) if line.startswith(f"{setting}="))
        assert lines[at - 1].startswith("# "), f"{setting} has no comment"


def test_every_command_of_the_command_line_is_in_the_guide(capsys: pytest.CaptureFixture[str]):
    """`python -m bot --help` and the operator's guide name the same commands."""
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = set(re.findall(r"^    ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))
    assert "run" in commands
    told = rows("docs/operating.md", of="command")
    assert {row.removeprefix("python -m bot ").split()[0] for row in told} == commands


def test_the_options_of_import_are_in_its_guide(capsys: pytest.CaptureFixture[str]):
    """`python -m bot import --help` and the page on checklists name the same options."""
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    options = set(re.findall(r"^  (--[a-z]+)", capsys.readouterr().out, re.MULTILINE))
    told = {option for row in rows("docs/checklists.md", of="option") for option in re.findall(r"--[a-z]+", row)}
    assert told == options


def test_the_invitation_asks_for_what_it_says():
    """The number in the address is the sum of the permissions that the guide names."""
    asked = discord.Permissions(
        **dict.fromkeys(("view_channel", "send_messages", "attach_files", "read_message_history"), True),
        **dict.fromkeys(("create_public_threads", "send_messages_in_threads"), True),
    )
    for page in ("docs/operating.md", "README.md", "docs/publishing.md"):
        assert f"scope=bot+applications.commands&permissions={asked.value}\n" in text_of(page), page
    assert f"The permissions, {asked.value}, are View Channels" in text_of("docs/operating.md")


# --- slash commands


async def slash_commands(roadmap: Roadmap, folder: Path) -> dict[str, app_commands.Command[Any, ..., Any]]:
    """Every command that the bot tells Discord of, by the name that is typed."""
    store = await Store.open(folder / "roadmate.db")
    try:
        bot, _ = await assemble(roadmap, store, lambda: datetime(2026, 3, 2, tzinfo=UTC))
        return {f"/{c.qualified_name}": c for c in bot.tree.walk_commands() if isinstance(c, app_commands.Command)}
    finally:
        await store.close()


async def test_every_slash_command_is_described_with_its_options(curriculum: Roadmap, tmp_path: Path):
    """The table of commands and the bot's own are the same, option by option, in their order."""
    commands = await slash_commands(curriculum, tmp_path)
    known = {
        name: [(option.display_name, option.required) for option in command.parameters]
        for name, command in commands.items()
    }
    told = {
        name: [(option, bool(needed)) for option, needed in re.findall(r"`([a-z_]+)`( \(needed\))?", cells[0])]
        for name, cells in rows("docs/commands.md", of="command").items()
    }
    assert told == known


async def test_the_readme_and_the_changelog_name_only_commands_that_exist(curriculum: Roadmap, tmp_path: Path):
    """Nobody types a command that a page promises and the bot does not have."""
    commands = await slash_commands(curriculum, tmp_path)
    groups = {name.rsplit(maxsplit=many)[0] for name in commands for many in range(1, len(name.split()))}
    for page in ("README.md", "CHANGELOG.md", "docs/operating.md"):
        for typed in re.findall(r"`(/[a-z]+(?: [a-z]+){0,2})(?: [a-z]+:[^`]*)?`", text_of(page)):
            if not typed.startswith(
                ("/sandbox", "/data", "/healthz", "/metrics")
            ):  # commands of the sandbox, volume, pages
                assert typed in commands or typed in groups, f"{page} names {typed}"


# --- pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path):
    """Every link to a file of the project finds it."""
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_decisions_are_numbered_and_fit_on_half_a_page():
    """Records are found by their number, which no other has, and read in two minutes."""
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [record.name[:4] for record in records]
    assert len(set(numbers)) == len(numbers)
    for number, record in zip(numbers, records, strict=True):
        lines = record.read_text("utf-8").splitlines()
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", record.name)
        assert lines[0].startswith(f"# {number} ")
        assert len(lines) <= 60


# --- lock files and tools


def locked(name: str) -> dict[str, str]:
    """The versions in a lock file, by package; a package for several Pythons may have several."""
    found: dict[str, str] = {}
    for line in text_of(name).splitlines():
        if match := LOCKED.match(line):
            found[canonicalize_name(match["name"])] = match["version"]
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_name_files_and_no_place(name: str):
    """Pins and hashes only: no address, no path, no option, so that they are the same for everyone."""
    entries = re.split(r"\n(?=\S)", text_of(name).strip())
    for entry in entries:
        lines = [line.removesuffix(" \\").strip() for line in entry.splitlines() if not line.strip().startswith("#")]
        assert LOCKED.match(lines[0]), f"not a pin: {lines[0]}"
        assert len(lines) > 1, f"no hash: {lines[0]}"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line) for line in lines[1:]), lines[0]
    assert not re.search(r"://|@|file:|[\w.]/[\w.]", text_of(name))


def test_lock_files_hold_what_the_project_asks_for():
    """Whoever changes a dependency writes the lock files anew: make lock."""
    project = PYPROJECT["project"]
    extras: dict[str, list[str]] = dict(project["optional-dependencies"])
    places, to_try = extras.pop("places"), extras["sandbox"]
    dev = [line for extra in extras.values() for line in extra]
    for name, asked in zip(LOCKS, (project["dependencies"], to_try, dev, places), strict=True):
        versions = locked(name)
        for requirement in map(Requirement, asked):
            version = versions.get(canonicalize_name(requirement.name))
            assert version, f"{name} lacks {requirement.name}"
            assert requirement.specifier.contains(version), f"{name} has {requirement.name} {version}"


def test_what_runs_is_what_was_tested():
    """All that is installed to run, and to try it, is in the lock file for tests, at the same version."""
    to_run, to_try, to_test = (locked(name).items() for name in LOCKS[:3])
    assert to_run <= to_try <= to_test


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", "pyproject.toml", ".dockerignore"])
def test_tools_name_no_host_and_no_place_of_a_machine(name: str):
    """What builds and checks works anywhere: no registry, no mirror, no folder of somebody's machine."""
    text = text_of(name).replace("/dev/null", "").replace("#!/usr/bin/env", "")
    assert "://" not in text
    assert not re.search(r"\b[a-z0-9-]+\.(com|org|net|io|dev|internal|local|example)\b", text)
    assert not re.search(r"(?<![\w.$})*~])/[a-z]+/", text)


def test_the_makefile_explains_every_target():
    """`make` alone says what there is."""
    makefile = text_of("Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) - {"help"}
    assert set(re.findall(r'@echo "make ([a-z]+) ', makefile)) == targets


def test_the_container_is_the_version_that_the_project_is():
    """One version everywhere."""
    version = PYPROJECT["project"]["version"]
    assert f'image.version="{version}"' in text_of("Dockerfile")
    assert all(f"image: roadmate:{version}\n" in text_of(file) for file in ("compose.yaml", "compose.scale.yaml"))
    assert f"## [{version}]" in text_of("CHANGELOG.md")


_PROMISES = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs/reliability.md").read_text("utf-8"))


@pytest.mark.parametrize(("file", "test"), _PROMISES)
def test_every_promise_names_a_test_that_is_there(file: str, test: str):
    """What the reliability page promises can be run."""
    assert f"def {test}(" in (ROOT / file).read_text("utf-8")
