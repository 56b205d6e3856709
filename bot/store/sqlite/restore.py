"""Bringing a backup back: what was there is kept, and whoever was forgotten since stays forgotten (§10, §11)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from bot.store.address import beside
from bot.store.deletions import LEDGER, Deletion, ledger_text, noted, read_ledger
from bot.store.departures import FORGET_SERVER, WHOLE_SERVER
from bot.store.errors import CannotOpen
from bot.store.instants import known_instant
from bot.store.personal import FORGET
from bot.store.sqlite.backup import reason
from bot.store.sqlite.copying import aside, check, copy_into, folder_to_disk, put, write_whole
from bot.store.sqlite.inspection import is_roadmates, refuse_unfit
from bot.store.sqlite.migrations import migrate
from bot.store.sqlite.ownership import Ownership
from bot.store.sqlite.traces import mark_traces


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: under which name it kept what was there, and how many members it deleted again."""

    kept: Path | None
    deleted_again: int


def restore(source: Path, path: Path, now: datetime) -> Restored:
    """Put a backup in the place of the database. Raises CannotOpen, and then nothing was changed.

    Everything happens in a file aside, and one rename brings it in: cut off anywhere, the database is the old one
    or the new one, whole.
    """
    if not source.is_file():
        raise CannotOpen(f"There is no backup at {source}.")
    ownership = Ownership(path)
    if not ownership.take():
        raise CannotOpen(f"A bot is running on {path}. Stop it, then restore.")
    real = path.resolve()
    try:
        return _bring_in(source, real, now)
    except (sqlite3.Error, OSError) as error:
        raise CannotOpen(f"{source} could not be restored: {reason(error)}. Nothing was changed.") from error
    finally:
        if not real.stat().st_size:
            real.unlink()  # there was none, and taking it made it
        ownership.release()


def _bring_in(source: Path, path: Path, now: datetime) -> Restored:
    if source.resolve() == path or path.samefile(source):
        raise CannotOpen(f"{source} is the database itself. Name a backup.")
    with suppress(sqlite3.Error):  # a damaged database is what a restore is for
        refuse_unfit(path)
    with aside(path) as part:
        with closing(_reading(source)) as backup:
            if not is_roadmates(backup, new=False):
                raise CannotOpen(f"{source} is no backup of Roadmate's.")
            copy_into(backup, part)
        check(part)
        known = _deletions_known(source, path)
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            migrate(connection, source, copies=False)
            deleted_again = _delete_again(connection, known)
        write_whole(beside(path, LEDGER), ledger_text(known))
        _owned_like(part, path)
        kept = _keep(path, now)
        put(part, path)
    return Restored(kept, deleted_again)


def _deletions_known(source: Path, path: Path) -> list[Deletion]:
    """From the database that goes, and from the files beside it and beside the backup."""
    found: set[Deletion] = set()
    with suppress(sqlite3.Error), closing(_reading(path)) as old:
        found.update(_deletions_in(old))
    for file in {beside(path, LEDGER), *source.resolve().parent.glob(f"*.{LEDGER}")}:
        if file.is_file():
            found.update(read_ledger(file))
    return sorted(found, key=str)


def _deletions_in(connection: sqlite3.Connection) -> list[Deletion]:
    """All deletions of a database that no bot is using; none where there is no such table yet."""
    try:
        rows = connection.execute("SELECT deleted_at, salt, digest FROM deletions").fetchall()
    except sqlite3.OperationalError:
        return []
    return [Deletion(known_instant(at), salt, digest) for at, salt, digest in rows]


def _delete_again(connection: sqlite3.Connection, known: Iterable[Deletion]) -> int:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # no word of theirs stays in pages that are free
    known = list(known)
    new = set(known) - set(_deletions_in(connection))  # a server that was set up again since stays
    guilds = connection.execute("SELECT guild_id FROM servers UNION SELECT DISTINCT guild_id FROM members").fetchall()
    forgotten = [
        {"guild_id": guild_id}
        for (guild_id,) in guilds
        if any(deletion.means(guild_id, WHOLE_SERVER, deletion.deleted_at) for deletion in new)
    ]
    members = connection.execute("SELECT guild_id, user_id, joined_at FROM members").fetchall()
    gone = [
        {"guild_id": guild_id, "user_id": user_id}
        for guild_id, user_id, joined_at in members
        if any(deletion.means(guild_id, user_id, known_instant(joined_at)) for deletion in known)
    ]
    connection.execute("BEGIN")
    for statement in FORGET:
        connection.executemany(statement, gone)
    for statement in FORGET_SERVER:
        connection.executemany(statement, forgotten)
    for deletion in known:
        connection.execute(*noted(deletion))
    mark_traces(connection)
    connection.execute("COMMIT")
    left = connection.execute("SELECT count(*) FROM members").fetchone()[0]
    return len(members) - left


def _keep(path: Path, now: datetime) -> Path | None:
    """Give what is there a second name, with what its journal still holds. None when there is nothing."""
    if not path.stat().st_size:
        return None
    if _can_be_read(path):
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = _free_name(path, f"{path.stem}.before-restore-{now:%Y-%m-%d-%H%M%S}")
    _link(path, kept)
    os.utime(kept)  # its 30 days begin now
    journal = path.with_name(path.name + "-wal")
    if journal.exists():  # of a damaged database, which stays exactly as it is
        _link(journal, kept.with_name(kept.name + "-wal"))
        journal.unlink()
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    folder_to_disk(path.parent)
    return kept


def _free_name(path: Path, stem: str) -> Path:
    names = (path.with_name(f"{stem}-{number}.db") for number in count(2))
    return next(name for name in chain([path.with_name(f"{stem}.db")], names) if not name.exists())


def _can_be_read(path: Path) -> bool:
    with suppress(sqlite3.Error), closing(_reading(path)) as old:
        return is_roadmates(old)
    return False


def _link(path: Path, also: Path) -> None:
    try:
        also.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copy2(path, also)


def _owned_like(part: Path, path: Path) -> None:
    """Root restores for the bot's user: whoever may write the old file may write the new one."""
    old = path.stat()
    part.chmod(old.st_mode & 0o777)
    if sys.platform != "win32" and os.geteuid() == 0:
        owner = old if old.st_size else path.parent.stat()
        os.chown(part, owner.st_uid, owner.st_gid)
        for file in (beside(path, LEDGER), beside(path, "lock")):
            os.chown(file, owner.st_uid, owner.st_gid)


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that reads; the journal of a copy that was made with it is read too."""
    journal = path.with_name(path.name + "-wal").exists()
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{'' if journal else '&immutable=1'}", uri=True)
