"""What PostgreSQL says when it does not do something: whether it may be tried again, and a sentence for it."""

from __future__ import annotations

import psycopg
from psycopg_pool import PoolTimeout, TooManyRequests

from bot.store.errors import StoreError, Trouble

# A newer version has given a table another column; what was prepared is gone.
_OUTDATED = frozenset({"0A000", "26000"})

_DEADLOCK = "40P01"

# The server ends or does not take us in; two changes waited for each other. In each case it did nothing.
_NOT_DONE = frozenset({"57P01", "57P03", "08001", "08004", "40001", _DEADLOCK}) | _OUTDATED

_BUSY = frozenset({"57014", "55P03", "53300", "25P03"})


def is_undone(error: psycopg.Error) -> bool:
    """Whether the server said that it did nothing of what was asked, and may do it if it is asked again."""
    return error.sqlstate in _NOT_DONE


def is_deadlock(error: psycopg.Error) -> bool:
    """Whether two changes waited for each other, and this one gave way."""
    return error.sqlstate == _DEADLOCK


def is_outdated(error: psycopg.Error) -> bool:
    """Whether what was prepared can't be used any more, and is to be prepared anew."""
    return error.sqlstate in _OUTDATED


def is_broken(error: psycopg.Error) -> bool:
    """Whether the connection went away, so that no answer came."""
    return isinstance(error, psycopg.OperationalError) and error.sqlstate is None


def plainly(error: psycopg.Error, *, may_be_done: bool) -> StoreError:
    """A driver's error as a code and a sentence: what happened, what is saved, what to do."""
    state = error.sqlstate or ""
    if isinstance(error, PoolTimeout | TooManyRequests) or is_undone(error):
        return unanswered()
    if not state and may_be_done:
        return StoreError(
            "The connection to the database broke: nobody knows whether that was saved. What was saved before is safe.",
            Trouble.UNCERTAIN,
        )
    if state == "53100":
        return StoreError("The disk is full, so nothing was saved. What was saved before is safe.", Trouble.DISK_FULL)
    if state == "25006":
        return StoreError(
            "The database is read-only, so nothing was saved. What was saved before is safe.", Trouble.READ_ONLY
        )
    if state in _BUSY:
        return StoreError("The database is busy, so nothing was saved. Try again in a moment.", Trouble.BUSY)
    if not state and is_broken(error):
        return unanswered()
    return StoreError("The database could not do that, so nothing was saved.")


def unanswered() -> StoreError:
    """Nothing answers, and nothing was asked."""
    return StoreError("The database does not answer, so nothing was saved. Try again in a moment.", Trouble.BUSY)


def said(error: psycopg.Error) -> str:
    """What may be logged of an error: never a value that somebody wrote."""
    state = error.sqlstate or ""
    text = "" if state.startswith("22") else error.diag.message_primary or ""
    return " ".join(part for part in (type(error).__name__, state, text) if part)
