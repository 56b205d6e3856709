"""Every sentence that the bot can say, found in the code: what `make words` writes and `make check` compares.

A sentence is the first argument of `tr`, `tr_n` (with its plural) and `to_tr`, and what Discord shows of a
command: its description, its options' and its choices' names.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "bot" / "words" / "sentences.pot"

_SAYING = {"tr": 1, "to_tr": 1, "tr_n": 2}
"""How many sentences a function takes."""
_COMMANDS = {"command", "Group", "ContextMenu", "add_command"}


class NotWrittenOut(Exception):
    """A sentence that is computed, so that nobody could translate it."""


def sentences_in(source: str, file: str) -> Iterator[tuple[str, ...]]:
    """The sentences of a Python file; NotWrittenOut where one is no plain text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _said_by(node, file)
            yield from _told_of_commands(node, file)


def _said_by(call: ast.Call, file: str) -> Iterator[tuple[str, ...]]:
    """What a call says when it is made."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in _SAYING and not isinstance(call.args[0], ast.Subscript):  # those of a table stand in to_tr
        yield tuple(_written(argument, file) for argument in call.args[: _SAYING[name]])


def _told_of_commands(call: ast.Call, file: str) -> Iterator[tuple[str, ...]]:
    """What Discord is told of a command."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "describe":
        yield from ((_written(keyword.value, file),) for keyword in call.keywords)
    elif name in _COMMANDS:
        described = (keyword for keyword in call.keywords if keyword.arg == "description")
        yield from ((_written(keyword.value, file),) for keyword in described)
    elif name == "Choice":
        named = (keyword.value for keyword in call.keywords if keyword.arg == "name")
        yield from ((_written(value, file),) for value in named if isinstance(value, ast.Constant))


def _written(argument: ast.expr, file: str) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise NotWrittenOut(f"{file}:{argument.lineno}: a sentence must be written out here, so that it can be translated")


def spoken() -> set[str]:
    """The sentences that are said; of two for a number, the one for 1. Commands have none."""
    trees = ((file, ast.parse(file.read_text(encoding="utf-8"))) for file in (ROOT / "bot").rglob("*.py"))
    calls = ((node, str(file)) for file, tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {sentence[0] for call, file in calls for sentence in _said_by(call, file)}


def catalogue() -> Catalog:
    """All sentences with the files they stand in."""
    found = Catalog(project="Roadmate", header_comment="# The sentences of Roadmate; made by `make words`.")
    for file in sorted((ROOT / "bot").rglob("*.py")):
        place = file.relative_to(ROOT).as_posix()
        for sentence in sentences_in(file.read_text(encoding="utf-8"), place):
            found.add(sentence if len(sentence) > 1 else "".join(sentence), locations=[(place, 0)])
    return found


def written() -> bytes:
    """The catalogue as a .pot file; the same bytes for the same code."""
    file = BytesIO()
    write_po(file, catalogue(), width=110, sort_by_file=True, omit_header=True, include_lineno=False)
    return file.getvalue()


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.buffer.write(written())
    else:
        CATALOGUE.write_bytes(written())
