"""How a database goes about a statement: which tables it walks through, and where it uses an index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.store.database import Database, Statement
from bot.store.sqlite.database import SqliteDatabase

# A table of a test is small: a server would read it as a whole. Told not to, it does so where nothing else is left.
_AS_IF_LARGE: list[Statement] = [
    (f"SELECT set_config('enable_{way}', 'off', true)", {}) for way in ("seqscan", "bitmapscan", "sort", "hashjoin")
]


async def steps_of(database: Database, sql: str, values: Mapping[str, object]) -> list[str]:
    """The steps of a statement, in SQLite's words."""
    if isinstance(database, SqliteDatabase):
        return [row["detail"] for row in await database.rows(f"EXPLAIN QUERY PLAN {sql}", **values)]
    *_, found = await database.together([*_AS_IF_LARGE, (f"EXPLAIN (FORMAT JSON) {sql}", values)])
    return list(_steps(json.loads(found[0]["QUERY PLAN"])[0]["Plan"]))


def _steps(node: Mapping[str, Any]) -> Iterator[str]:
    match node["Node Type"]:
        case "Seq Scan":
            yield f"SCAN {node['Alias']}"
        case "Index Scan" | "Index Only Scan":  # as a whole, too: of so small a table, one index is as good as another
            yield f"SEARCH {node['Alias']} USING INDEX {node['Index Name']}"
        case "Sort":
            yield "USE TEMP B-TREE"
        case _:
            pass
    for inner in node.get("Plans", ()):
        yield from _steps(inner)
