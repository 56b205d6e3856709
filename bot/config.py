"""Settings from the environment and a `.env` file, checked before anything starts."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from bot.env_file import ENV_FILE, settings_in
from bot.refusals import CannotBeDone
from bot.roadmap import BadRoadmap, Roadmap, read_roadmap
from bot.store.address import DEFAULT

_TOKEN = re.compile(r"^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$")

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_SPAN = re.compile(r"\s*(\d{1,3})\s*([hd])\w*\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?P<host>[\w.-]+|\[[\da-fA-F:.]+\]):(?P<port>\d{1,5})")
_SHARDS = re.compile(r"(?P<first>\d{1,5})(-(?P<last>\d{1,5}))?/(?P<count>\d{1,5})", re.ASCII)
_MOST_SHARDS = 10_000
"""Discord gives a bot in 25 million servers so many."""
_SHORTEST, _LONGEST = timedelta(hours=1), timedelta(days=7)  # daily and weekly ones are kept


AUTO = "auto"


class ConfigError(CannotBeDone):
    """A setting is missing or wrong. The message says what to do."""


class Config(BaseModel):
    """What the operator decides. Names are those of the environment variables, in capitals there."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    discord_token: SecretStr = SecretStr("")
    database_url: str = Field(default=DEFAULT, repr=False)  # it may have a password in it
    roadmap_file: Path = Path("roadmap.yaml")
    log_level: str = "INFO"
    backup_dir: str = ""
    backup_every: str = "24h"
    http_addr: str = ""
    shards: str = AUTO
    shards_per_process: str = ""

    @field_validator("log_level")
    @classmethod
    def _one_of_the_levels(cls, level: str) -> str:
        if level.strip().upper() not in _LEVELS:
            raise ValueError(f"LOG_LEVEL should be {', '.join(_LEVELS[:-1])} or {_LEVELS[-1]}, not {level}.")
        return level.strip().upper()

    @field_validator("backup_every")
    @classmethod
    def _hours_or_days(cls, every: str) -> str:
        if not _SHORTEST <= _span(every) <= _LONGEST:
            raise ValueError(f"BACKUP_EVERY should be 1h to 7d, such as 12h or 1d, not {every}.")
        return every

    @field_validator("http_addr")
    @classmethod
    def _a_host_and_a_port(cls, address: str) -> str:
        if address.strip() and not ((found := _ADDRESS.fullmatch(address.strip())) and int(found["port"]) < 65536):
            raise ValueError(f"HTTP_ADDR should be an address and a port, such as 127.0.0.1:9464, not {address}.")
        return address.strip()

    @field_validator("shards")
    @classmethod
    def _all_or_some_of_so_many(cls, shards: str) -> str:
        shards = shards.strip().lower()
        if shards != AUTO and not _given_shards(shards):
            raise ValueError(
                "SHARDS should be auto, or the first and the last shard of this process and their number in all, "
                f"such as 0-3/16, not {shards}."
            )
        return shards

    @field_validator("shards_per_process")
    @classmethod
    def _a_number(cls, most: str) -> str:
        if most.strip() and not (most.strip().isascii() and most.strip().isdigit() and 0 < int(most) <= _MOST_SHARDS):
            raise ValueError(f"SHARDS_PER_PROCESS should be a number, such as 8, not {most}.")
        return most.strip()

    def refuse_to_share(self) -> None:
        """Raises ConfigError when shards are to be shared, which they can't be on a file."""
        if self.given_shards() or self.most_shards():
            raise ConfigError(
                "SHARDS and SHARDS_PER_PROCESS are for several processes on PostgreSQL: on a file one has all shards. "
                "Take them out, or set DATABASE_URL to a PostgreSQL database."
            )

    def given_shards(self) -> tuple[frozenset[int], int] | None:
        """The shards that this process is to have, and how many there are in all; None: a fair share of all."""
        return _given_shards(self.shards)

    def most_shards(self) -> int | None:
        """How many shards this process may take; None: as many as there are."""
        return int(self.shards_per_process) if self.shards_per_process else None

    def http(self) -> tuple[str, int] | None:
        """The host and the port at which metrics are served; None: nowhere."""
        found = _ADDRESS.fullmatch(self.http_addr)
        return (found["host"].strip("[]"), int(found["port"])) if found else None

    def backups(self) -> tuple[Path, timedelta] | None:
        """Where to and how often the bot backs up by itself; None: not at all."""
        return (Path(self.backup_dir), _span(self.backup_every)) if self.backup_dir.strip() else None

    def token(self) -> str:
        """The bot's token. Raises ConfigError when it is missing or can't be one."""
        token = self.discord_token.get_secret_value().strip()
        if not token:
            raise ConfigError(
                "DISCORD_TOKEN is not set. Copy the token from your application's Bot page at discord.com/developers "
                "into .env, or try the bot without one: make demo."
            )
        if not _TOKEN.match(token):
            raise ConfigError(
                "DISCORD_TOKEN does not look like a bot token (three parts with dots between them). "
                "Copy it again from the Bot page of your application."
            )
        return token


def read_config() -> Config:
    """The settings of this process; the environment wins. Raises ConfigError with all faults, a sentence each."""
    here = {name.lower(): value for name, value in os.environ.items()}
    try:
        return Config.model_validate(settings_in(ENV_FILE) | here)
    except ValidationError as error:
        raise ConfigError(" ".join(fault["msg"].removeprefix("Value error, ") for fault in error.errors())) from None


def _given_shards(text: str) -> tuple[frozenset[int], int] | None:
    """ "0-3/16" as four shards of sixteen; None for anything else, and where it can't be."""
    found = _SHARDS.fullmatch(text)
    if not found:
        return None
    first, count = int(found["first"]), int(found["count"])
    last = int(found["last"] or first)
    return (frozenset(range(first, last + 1)), count) if first <= last < count <= _MOST_SHARDS else None


def _span(text: str) -> timedelta:
    """ "12h" or "1 day" as a span; none at all for anything else."""
    found = _SPAN.fullmatch(text)
    if not found:
        return timedelta()
    return timedelta(hours=int(found[1]) * (24 if found[2].lower() == "d" else 1))


def read_file(path: Path) -> bytes:
    """What a file holds. Raises ConfigError when it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"Cannot read {path}: {error.strerror}.") from error


def load_roadmap(path: Path) -> Roadmap:
    """The roadmap in a file. Raises ConfigError when there is none, BadRoadmap when it has faults."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # the second for a name with a zero byte
        why = error.strerror if isinstance(error, OSError) else "this is no name of a file"
        raise ConfigError(f"Cannot read the roadmap {path}: {why}. Check the path, or ROADMAP_FILE.") from error
    return read_roadmap(data, path.name)


__all__ = ["BadRoadmap", "Config", "ConfigError", "load_roadmap", "read_config", "read_file"]
