"""A copy of a database that is whole or not there: written aside, checked, on the disk, and only then named."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import lock_descriptor

from bot.store.errors import CannotOpen
from bot.store.sqlite.inspection import is_roadmates

_ASIDE = ".roadmate-part"


@contextmanager
def aside(target: Path) -> Generator[Path]:
    """An empty file beside `target` to write a copy into; it is gone at the end, unless `put` has named it.

    What writers left here that were cut off is removed first. Raises CannotOpen while another writes the same copy.
    """
    part = target.with_name(target.name + _ASIDE)
    for left in target.parent.glob(f"*{_ASIDE}"):
        _remove_unless_used(left)
    with _held(part) as is_alone:
        if not is_alone:
            raise CannotOpen(f"Another copy is being written to {target}. Wait for it, or name another file.")
        try:
            yield part
        finally:
            for file in (part, *_journals(part)):
                file.unlink(missing_ok=True)


def copy_into(source: sqlite3.Connection, part: Path) -> None:
    """Write all of an open database into an empty file, as it is in this moment."""
    source.execute("VACUUM INTO ?", (str(part),))


def put(part: Path, target: Path) -> None:
    """Check a finished copy, bring it to the disk and give it its name. Raises sqlite3.Error or CannotOpen."""
    check(part)
    _to_disk(part)
    part.replace(target)
    folder_to_disk(target.parent)


def check(file: Path) -> None:
    """Look at every page of a file that nobody writes. Raises sqlite3.Error, or CannotOpen for a stranger's."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        if not is_roadmates(connection, new=False):
            raise CannotOpen(f"{file} is no database of Roadmate's.")
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("malformed")


def write_whole(file: Path, text: str) -> None:
    """Put a text in the place of a file's, all of it or none."""
    new = file.with_name(file.name + ".new")
    new.write_text(text, "utf-8")
    new.replace(file)


def folder_to_disk(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut; Windows does so by itself."""
    if sys.platform != "win32":
        _to_disk(folder, os.O_RDONLY)


def _to_disk(path: Path, flags: int = os.O_RDWR) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_unless_used(part: Path) -> None:
    with suppress(OSError), _held(part) as is_alone:
        if is_alone:
            for file in (part, *_journals(part)):
                file.unlink(missing_ok=True)


@contextmanager
def _held(part: Path) -> Generator[bool]:
    """Whether no other process writes this file, and while this lasts none will.

    Windows would lock SQLite out as well, and keep the file from getting its name: there it is taken for granted.
    """
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)  # it holds what members wrote
    if sys.platform == "win32":
        os.close(descriptor)
        yield True
        return
    try:
        yield lock_descriptor(descriptor, blocking=False)
    finally:
        os.close(descriptor)


def _journals(part: Path) -> list[Path]:
    return [part.with_name(part.name + end) for end in ("-journal", "-wal", "-shm")]
