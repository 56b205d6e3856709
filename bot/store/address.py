"""Where the database is: from the address in the settings to a file, or to a PostgreSQL server."""

from __future__ import annotations

import hashlib
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from bot.store.errors import CannotOpen

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")

DEFAULT = "sqlite:///data/roadmate.db"
"""The address when none is set."""

_EXAMPLE = "postgresql://USER:PASSWORD@HOST/NAME"
_PLACE = re.compile(r"([\w.-]+|\[[\da-fA-F:.]+\])?(:\d+)?")
_NAME = re.compile(r"[\w.-]*")


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database on a PostgreSQL server. As a text it says where and which, and never a user or a password."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        place = parts.netloc.rpartition("@")[2] or parse_qs(parts.query).get("host", [""])[0]
        name = parts.path.removeprefix("/")
        if not _NAME.fullmatch(name) or not (_PLACE.fullmatch(place) or Path(place).is_absolute()):
            return "the database of DATABASE_URL"  # it may be cut in the middle of a password
        return f"postgresql://{place}/{name}"


Address = Path | PostgresAddress
"""A SQLite file, or a PostgreSQL database."""


def address_of(url: str) -> Address:
    """What an address names. Raises CannotOpen when it names nothing."""
    url = url.strip()
    if not url.startswith(_POSTGRES):
        return path_of(url)
    try:
        urlsplit(url)
    except ValueError:
        raise CannotOpen(f"DATABASE_URL must look like {_EXAMPLE}. Check the brackets in yours.") from None
    return PostgresAddress(url)


def path_of(url: str) -> Path:
    """The file that a `sqlite:///…` address names. Raises CannotOpen for any other address."""
    url = url.strip()
    name = url.removeprefix(_SQLITE)
    if not url.startswith(_SQLITE) or not name:
        raise CannotOpen(f"DATABASE_URL must look like {DEFAULT} or {_EXAMPLE}, not {url.split(':', maxsplit=1)[0]}:…")
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    if last in ("", ".", "..", ":memory:") or "\0" in name:
        raise CannotOpen(f"DATABASE_URL must name a file, such as {DEFAULT}, not {url.replace(chr(0), '…')}.")
    return Path(name)


def stem_of(database: Address) -> str:
    """What a database is called, as its backups are: `roadmate` for `data/roadmate.db`."""
    if isinstance(database, PostgresAddress):
        name = urlsplit(database.url).path.removeprefix("/")
        return name if _NAME.fullmatch(name) and name else "roadmate"
    return database.stem


def beside(database: Address, what: str) -> Path:
    """A file of Roadmate's own next to a database, such as `roadmate.db.health`.

    What belongs to a process on PostgreSQL lies in the machine's folder for temporary files.
    """
    if isinstance(database, PostgresAddress):
        known = hashlib.sha256(str(database).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"roadmate-{known}.{what}"
    real = database.resolve()
    return real.with_name(f"{real.name}.{what}")
