"""Locks that a transaction begins with: changes of one member come one after the other, in all processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.store.database import Statement
from bot.store.postgres.round_trips import Command
from bot.store.postgres.session_locks import number_of

_ALONE, _WITH_OTHERS = b"SELECT pg_advisory_xact_lock($1)", b"SELECT pg_advisory_xact_lock_shared($1)"


def locks_of(statements: Sequence[Statement]) -> list[Command]:
    """What takes the locks of some statements, in the same order everywhere.

    What is about one member waits for another change of theirs, what is about a server for all. So changes that rest
    on what they read hold here as with SQLite, where all come one after the other.
    """
    about: set[Any] = {(values["guild_id"], values.get("user_id")) for _, values in statements if "guild_id" in values}
    whole = {guild_id for guild_id, user_id in about if user_id is None}
    locks = [Command(_ALONE, [guild_id]) for guild_id in sorted(whole, key=str)]
    for guild_id, user_id in sorted(about, key=str):
        if guild_id not in whole:
            locks += [Command(_WITH_OTHERS, [guild_id]), Command(_ALONE, [number_of((guild_id, user_id))])]
    return locks
