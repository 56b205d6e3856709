"""What several commands need: printing, and finding the database."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from bot.refusals import CannotBeDone

if TYPE_CHECKING:
    from bot.store.address import Address


def say(text: str) -> None:
    """Print what was asked for. Raises CannotBeDone when it can't be written, such as into a file on a full disk."""
    try:
        print(text, flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more at its end
        raise CannotBeDone(f"The output could not be written: {error.strerror}.") from error


def database() -> Address:
    """The database that the settings name, read without those of the others, which need much more."""
    from bot.env_file import ENV_FILE, settings_in
    from bot.store.address import DEFAULT, address_of

    here = os.environ.get("DATABASE_URL")
    return address_of(here if here is not None else settings_in(ENV_FILE).get("database_url", DEFAULT))
