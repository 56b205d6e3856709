"""The store's statements as PostgreSQL spells them: they are written once, for SQLite, and few words differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

SKIP_LOCKED = "/* FOR UPDATE SKIP LOCKED */"
"""Where rows that another process is changing are left out; SQLite, with its one writer, takes it for a comment."""

_TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|::|:(?P<name>[a-z_]\w*)", re.DOTALL)
_CALL = re.compile(r"'(?:[^']|'')*'|\b(?P<name>json\w*|max|min)\(")
_BRACKET = re.compile(r"'(?:[^']|'')*'|[(),]")
_WRITES = re.compile(r"\b(INSERT INTO|UPDATE [a-z]|DELETE FROM|DROP|CREATE|ALTER)")

_KEPT_ORDER = re.compile(r"\bCROSS (JOIN \w+(?: AS)? \w+\s+ON\b)")
"""SQLite's way to read one table before another: PostgreSQL finds the order itself."""

_CALLS: dict[str, Callable[[Sequence[str]], str]] = {
    "json": lambda given: f"({given[0]})::json",
    "json_array": lambda given: f"json_build_array({', '.join(given)})",
    "json_object": lambda given: f"json_build_object({', '.join(given)})",
    "json_group_array": lambda given: f"coalesce(json_agg({', '.join(given)}), '[]')",
    "json_array_length": lambda given: f"json_array_length(({given[0]})::json)",
    "json_each": lambda given: f"json_array_elements_text(({given[0]})::json)",
    "json_extract": lambda given: f"(({given[0]})::json ->> {_index(given[1])})",
    "max": lambda given: f"{'max' if len(given) == 1 else 'greatest'}({', '.join(given)})",
    "min": lambda given: f"{'min' if len(given) == 1 else 'least'}({', '.join(given)})",
}
"""What is called otherwise. `json_array` is a word of PostgreSQL too, from 16 on, and would leave NULLs out."""

_TABLES_THERE = "(SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()) AS there"

_IN_OLD_FILES = {
    " WITHOUT ROWID": "",
    "CASE WHEN catching_up THEN": "CASE WHEN catching_up = 1 THEN",
    "json_extract(document, '$.title')": "document::json ->> 'title'",
}
"""What stands in migrations, which never change."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A statement for the server; a question changes nothing, so that it may be asked again."""

    text: bytes
    names: tuple[str, ...]
    """The names of its values, `$1` and so on."""
    is_question: bool


@cache
def spelled(sql: str) -> Spelled:
    """A statement of the store for PostgreSQL, with its values as `$1`, `$2`."""
    sql = _KEPT_ORDER.sub(r"\1", sql)
    text = _with_calls(sql.replace(SKIP_LOCKED, "FOR UPDATE SKIP LOCKED").replace("sqlite_master", _TABLES_THERE))
    names: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        name = found["name"]
        return f"${names.setdefault(name, len(names) + 1)}" if name else found[0]

    return Spelled(_TOKEN.sub(numbered, text).encode(), tuple(names), not _WRITES.search(sql))


def spelled_schema(sql: str) -> bytes:
    """A migration for PostgreSQL: texts are sorted by their code points there too, whatever the database's language."""
    text = re.sub(r"--[^\n]*", "", sql)
    for theirs, ours in _IN_OLD_FILES.items():
        text = text.replace(theirs, ours)
    return re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', _with_calls(text)).encode()


def _with_calls(sql: str) -> str:
    """The text with each call of `_CALLS` rewritten, those inside it first."""
    parts: list[str] = []
    at = 0
    while found := _CALL.search(sql, at):
        rule = _CALLS.get(found["name"] or "")
        parts.append(sql[at : found.start() if rule else found.end()])
        at = found.end()
        if rule:
            given, at = _arguments(sql, at)
            parts.append(rule([_with_calls(one.strip()) for one in given]))
    return "".join([*parts, sql[at:]])


def _arguments(sql: str, start: int) -> tuple[list[str], int]:
    """What stands between the brackets that were opened just before `start`, and where the text goes on after them."""
    given: list[str] = []
    depth = 0
    for found in _BRACKET.finditer(sql, start):
        if found[0] == "(":
            depth += 1
        elif depth and found[0] == ")":
            depth -= 1
        elif not depth and found[0] in ",)":
            given.append(sql[start : found.start()])
            start = found.end()
            if found[0] == ")":
                return given, start
    raise ValueError(f"a bracket is never closed in: {sql}")


def _index(path: str) -> str:
    """'$[1]' as 1: the only way in which the store looks into JSON."""
    found = re.fullmatch(r"'\$\[(\d+)\]'", path)
    if not found:
        raise ValueError(f"{path} is no place in a JSON array")
    return found[1]
