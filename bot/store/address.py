"""Where the database is: from the address in the settings to a file."""

from __future__ import annotations

from pathlib import Path

from bot.store.errors import CannotOpen

_PREFIX = "sqlite:///"

DEFAULT = "sqlite:///data/roadmate.db"
"""The address when none is set."""


def path_of(url: str) -> Path:
    """The file that a `sqlite:///…` address names. Raises CannotOpen for any other address."""
    url = url.strip()
    name = url.removeprefix(_PREFIX)
    if not url.startswith(_PREFIX) or not name:
        raise CannotOpen(f"DATABASE_URL must look like {DEFAULT}, not {url.split(':', maxsplit=1)[0]}:…")
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    if last in ("", ".", "..", ":memory:") or "\0" in name:
        raise CannotOpen(f"DATABASE_URL must name a file, such as {DEFAULT}, not {url.replace(chr(0), '…')}.")
    return Path(name)


def beside(database: Path, what: str) -> Path:
    """A file of Roadmate's own next to a database, such as `roadmate.db.health`."""
    real = database.resolve()
    return real.with_name(f"{real.name}.{what}")
