"""One process writes a database: held by a lock file beside it, and by the file itself under whatever name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout, lock_descriptor

from bot.store.address import beside
from bot.store.errors import CannotOpen

PRIVATE = 0o600
"""A database holds what members wrote: whoever runs the bot reads it, and nobody else on the machine."""


class Ownership:
    """The right to write a database; `take` it, and `release` it when every connection is closed.

    The lock file alone does not do: it can be removed, and a hard link has another name. A lock on the
    database alone does not do either: `restore` puts another file in its place. So both are held.
    """

    def __init__(self, path: Path) -> None:
        self.file = path.resolve()
        """The file itself, the same for every symbolic link to it."""
        self._lock = FileLock(beside(path, "lock"), mode=PRIVATE, thread_local=False)
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Try once. Raises CannotOpen when it never can."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(blocking=False)
            if self._take_file():
                return True
            self._lock.release()
        except Timeout:
            pass
        except OSError as error:
            self._lock.release()
            raise self._refused(error) from error
        return False

    def release(self) -> None:
        """Give the file free for the next process."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._lock.release()

    def _take_file(self) -> bool:
        if sys.platform == "win32" or self.file.is_dir():
            return True  # Windows would lock SQLite out as well, and lets nobody remove a lock file that is held
        descriptor = os.open(self.file, os.O_RDONLY | os.O_CREAT, PRIVATE)
        if lock_descriptor(descriptor, blocking=False) and os.path.samestat(os.fstat(descriptor), self.file.stat()):
            self._descriptor = descriptor
            return True
        os.close(descriptor)
        return False

    def _refused(self, error: OSError) -> CannotOpen:
        if Path(self._lock.lock_file).is_symlink():
            return CannotOpen(f"{self._lock.lock_file} is a symbolic link. Remove it and start again.")
        if self.file.exists() and not os.access(self.file, os.R_OK):
            return CannotOpen(f"{self.file.name} {belongs_to(self.file)}")
        return CannotOpen(
            f"Cannot write in {_shown(self.file.parent)}: {error.strerror}. "
            "Check that the folder exists and may be written."
        )


def belongs_to(path: Path) -> str:
    """The rest of a sentence about a file of another user: whose it is, and what to do."""
    if sys.platform == "win32":
        return "may not be written by this user. Allow it, and start again."
    return (
        f"may not be read and written by this user: it belongs to {_name_of(path.stat().st_uid)}, and the bot runs as "
        f"{_name_of(os.geteuid())}. Give it to the bot's user with chown, and start again."
    )


def _name_of(user: int) -> str:
    if sys.platform != "win32":
        import pwd  # noqa: PLC0415  # Windows has none

        try:
            return pwd.getpwuid(user).pw_name
        except KeyError:
            pass
    return f"user {user}"


def _shown(folder: Path) -> Path:
    """A folder as it was named: below the present one, without the way to it."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder
