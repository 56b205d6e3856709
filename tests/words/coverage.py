"""After a run of the whole suite: every sentence of the catalogue was said, and every command used, in some test.

A sentence that no test makes the bot say is one that nobody can see, or one of whose screen nobody knows whether it
fits: it has to be walked to, or removed. A plugin of pytest (`tests/conftest.py`), as the suite runs in several
processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from discord import app_commands

from tests.words.marked import SAID
from tools.sentences import spoken

_SAID, _USED, _KNOWN = "said", "used", "known"
_elsewhere: set[str] = set()
"""What was said in the other processes of this run."""


@dataclass
class Commands:
    """The bot's commands by their full names, and those that somebody used in a test."""

    known: set[str] = field(default_factory=set[str])
    used: set[str] = field(default_factory=set[str])


COMMANDS = Commands()


def commands_of(tree: app_commands.CommandTree[Any]) -> Iterator[app_commands.Command[Any, ..., Any]]:
    """Every command that can be used, those of groups included."""
    return (one for one in tree.walk_commands() if isinstance(one, app_commands.Command))


def name_of(data: Mapping[str, Any]) -> str:
    """The full name of the command that an interaction is about: "admin roadmap list"."""
    inner = next((option for option in data.get("options", ()) if option["type"] in (1, 2)), None)
    return f"{data['name']} {name_of(inner)}" if inner else data["name"]


def never_said(said: set[str]) -> list[str]:
    """The sentences of the catalogue that were not said; texts of commands are told to Discord, and not said."""
    return sorted(spoken() - said)


class EverySentence:
    """Fails a whole run in which a sentence was never said."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A process of the run has ended."""
        output: Mapping[str, list[str]] = getattr(node, "workeroutput", {})
        _elsewhere.update(output.get(_SAID, ()))
        COMMANDS.used.update(output.get(_USED, ()))
        COMMANDS.known.update(output.get(_KNOWN, ()))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand on what was said here; where all comes together, look at it."""
        if hasattr(session.config, "workeroutput"):
            found = {_SAID: sorted(SAID), _USED: sorted(COMMANDS.used), _KNOWN: sorted(COMMANDS.known)}
            session.config.workeroutput.update(found)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]  # of pytest-xdist
        elif _is_whole(session.config) and session.exitstatus == pytest.ExitCode.OK and _missing():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        """Name them."""
        if not _is_whole(config) or hasattr(config, "workeroutput"):
            return
        if missing := _missing():
            terminalreporter.section("sentences that no test makes the bot say, and commands that no test uses")
            terminalreporter.write_line("\n".join(missing))


def _missing() -> list[str]:
    return [*never_said(SAID | _elsewhere), *(f"/{name}" for name in sorted(COMMANDS.known - COMMANDS.used))]


def _is_whole(config: pytest.Config) -> bool:
    """Whether all tests were asked for."""
    options = config.option
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not (options.keyword or options.markexpr)
