"""Settings from the environment and a `.env` file, checked before anything starts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.roadmap import BadRoadmap, Roadmap, read_roadmap

_TOKEN = re.compile(r"^[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}$")


class ConfigError(Exception):
    """A setting is missing or wrong. The message says what to do."""


class Config(BaseSettings):
    """What the operator decides. Names are those of the environment variables, in capitals there."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    discord_token: SecretStr = SecretStr("")
    database_url: str = "sqlite:///data/roadmate.db"
    roadmap_file: Path = Path("roadmap.yaml")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

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
    """The settings of this process. Raises ConfigError with all faults in one sentence each."""
    try:
        return Config()
    except ValidationError as error:
        said = [f"{str(fault['loc'][0]).upper()}: {fault['msg']}." for fault in error.errors()]
        raise ConfigError(" ".join(said)) from None


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
    except OSError as error:
        raise ConfigError(f"Cannot read the roadmap {path}: {error.strerror}. ROADMAP_FILE names it.") from error
    return read_roadmap(data, path.name)


__all__ = ["BadRoadmap", "Config", "ConfigError", "load_roadmap", "read_config", "read_file"]
