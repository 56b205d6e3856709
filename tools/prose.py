"""Where prose may stand: the check of `make check` that sentences for members are in the catalogue, and nowhere else.

What members read stands in the screens, in `words` and in what is drawn, always through `tr`, `tr_n` or `to_tr`; all
else carries codes. What operators read (the log, the command line, faults of files) is English and may stand where it
arises.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from tools.sentences import ROOT

FOR_MEMBERS = ("bot/words/", "bot/ui/screens/", "bot/pictures/drawing/")
"""Here everything goes through the catalogue. Everywhere else is nothing to read at all, but for these:"""
FOR_OPERATORS = {
    "bot/__main__.py": "the command line",
    "bot/cli/": "the command line",
    "bot/config.py": "faults of settings",
    "bot/env_file.py": "faults of settings",
    "bot/operations/": "the log and the command line",
    "bot/roadmap/": "faults of roadmap files, for whoever writes them",
    "bot/sandbox/": "a tool for developers and for trying the bot out, in English",
    "bot/store/": "faults of a database, for the log and the command line; members are told by their code",
    "bot/ui/connecting.py": "faults of the start",
    "bot/ui/command_sync.py": "the log",
}

NO_SENTENCES = {
    "bot/actions/adopting.py": "why an operator's file is refused at the start",
    "bot/reminders/presence.py": "the name of a fact",
    "bot/reminders/tick.py": "the log",
    "bot/study/checklist.py": "labels of an export that an import reads again",
    "bot/study/dates.py": "what people type, in English",
    "bot/ui/calendar_file.py": "the name of the program in a calendar",
    "bot/ui/cogs/focus.py": "the key of a message",
    "bot/ui/inputs/weekdays.py": "what people type, in English",
}
"""Files with a text that looks like a sentence and is shown to no member: what it is."""

_CATALOGUE = {"tr", "tr_n", "to_tr"}
_NO_PROSE = {"describe", "choices", "command", "Choice", "Group", "compile", "press", "getLogger"}
"""Calls whose texts are found elsewhere, or are no sentences."""
_LOGGED = {"debug", "info", "warning", "error", "exception", "critical"}
_BUILT_IN_ERRORS = {"ValueError", "TypeError", "RuntimeError", "KeyError", "LookupError", "AssertionError"}
_PROSE = re.compile(r"[a-z]{2,}[,;:]? [a-z{]|^[A-Z][a-z]+ [a-z{]|[a-z]{2,}[.?!]$|^[A-Z][a-z]+…?$")


def prose_in(source: str) -> Iterator[tuple[int, str]]:
    """The sentences of a Python file that are in no catalogue: line and text."""
    tree = ast.parse(source)
    ignored = {node for root in ast.walk(tree) for node in _ignored(root)}
    for node in ast.walk(tree):
        if node in ignored:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            ignored.update(node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if _PROSE.search(text) and not text.isidentifier():
            yield node.lineno, text


def said_in(source: str) -> Iterator[tuple[int, str]]:
    """The sentences that a Python file takes from the catalogue: line and text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CATALOGUE:
            said = (one.value for one in node.args if isinstance(one, ast.Constant))
            yield from ((node.lineno, text) for text in said if isinstance(text, str))


def _ignored(node: ast.AST) -> Iterator[ast.AST]:
    """Everything below a node whose texts are no sentences for members."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value  # a docstring
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _CATALOGUE | _NO_PROSE | _LOGGED | _BUILT_IN_ERRORS:
            yield from ast.walk(node)
    elif isinstance(node, ast.Assert) and node.msg:
        yield from ast.walk(node.msg)


def faults() -> Iterator[str]:
    """Every sentence that stands where it must not."""
    for file in sorted((ROOT / "bot").rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        if place.startswith(tuple(FOR_OPERATORS)) or place in NO_SENTENCES:
            continue
        is_for_members = place.startswith(FOR_MEMBERS)
        where = "goes through tr" if is_for_members else "belongs into a screen"
        source = file.read_text(encoding="utf-8")
        for line, text in (*prose_in(source), *(() if is_for_members else said_in(source))):
            yield f"{place}:{line}: {where}: {text[:70]!r}"


if __name__ == "__main__":
    found = list(faults())
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    sys.exit(bool(found))
