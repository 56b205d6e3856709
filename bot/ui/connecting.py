"""Getting connected to Discord and staying so: what passes is waited for, what does not is one sentence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Generator
from dataclasses import dataclass

import aiohttp
import discord
from discord.ext import commands

from bot.refusals import CannotBeDone
from bot.ui.identifying import Gate

_log = logging.getLogger(__name__)

_LONGEST_PAUSE_SECONDS = 300
_LOGIN_SECONDS = 60

_PASSING = (403, 408, 429)
"""Refusals that end by themselves: an address that Discord bars for a while, a limit."""

_NEW_TOKEN = "Reset the token on your application's Bot page and set the new one."  # noqa: S105  # a sentence

_FINAL = {
    4004: f"Discord no longer accepts DISCORD_TOKEN. {_NEW_TOKEN}",
    4010: "Discord says that this shard does not exist (4010). Set SHARDS to auto, and start again.",
    4011: "The bot is in too many servers for so few shards (4011). Start again: with SHARDS at auto it takes more.",
    4012: "Discord no longer speaks this version's language (4012). Upgrade Roadmate.",
    4013: "Discord does not know an intent that this version asks for (4013). Upgrade Roadmate.",
    4014: "Discord refuses an intent (4014). Roadmate needs no privileged one: is this its unchanged version?",
}
"""The gateway's closes after which coming back is in vain."""


class Line:
    """Whether the bot is connected to Discord at this moment; `is_ready` stays true when the line is lost."""

    def __init__(self, bot: commands.Bot) -> None:
        self.is_up = False
        for event in ("on_ready", "on_resumed"):
            bot.add_listener(self._up, event)
        bot.add_listener(self._down, "on_disconnect")

    async def _up(self) -> None:
        self.is_up = True

    async def _down(self) -> None:
        self.is_up = False


@dataclass(frozen=True, slots=True)
class Recommended:
    """How many shards Discord recommends, and how many of them may identify at once."""

    shards: int
    buckets: int


async def connect(bot: commands.Bot, gate: Gate) -> None:
    """Stay connected until cancelled. Raises CannotBeDone where coming back is in vain."""
    logging.getLogger("discord.client").addFilter(_plainly)
    try:
        await _connect(bot, gate)
    except discord.PrivilegedIntentsRequired:
        raise CannotBeDone(_FINAL[4014]) from None
    except discord.ConnectionClosed as closed:
        said = f"Discord closed the connection for good ({closed.code}). Look that code up, and start again."
        raise CannotBeDone(_FINAL.get(closed.code, said)) from None


async def gateway_of(bot: commands.Bot) -> Recommended:
    """What Discord says about shards, waiting for it as long as it takes."""
    for pause in _pauses():
        try:
            async with asyncio.timeout(_LOGIN_SECONDS):
                shards, _, limits = await bot.http.get_bot_gateway()
        except (discord.GatewayNotFound, aiohttp.ClientError, OSError, TimeoutError):
            _log.warning("Discord does not say how many shards it recommends; trying again in %d s", pause)
        else:
            return Recommended(max(shards, 1), max(limits["max_concurrency"], 1))
        await asyncio.sleep(pause)
    raise AssertionError("there is always one more pause")


async def log_in(bot: commands.Bot, token: str) -> None:
    """Log in, waiting for Discord as long as it takes. Raises CannotBeDone where that is in vain."""
    for pause in _pauses():
        try:
            async with asyncio.timeout(_LOGIN_SECONDS):
                await bot.login(token)
        except discord.LoginFailure:
            raise CannotBeDone(f"Discord refused DISCORD_TOKEN. {_NEW_TOKEN}") from None
        except discord.HTTPException as refused:
            if refused.status < 500 and refused.status not in _PASSING:
                raise CannotBeDone(
                    f"Discord did not let the bot in (status {refused.status}). Start again later."
                ) from None
            _log.warning("Discord answered with status %d; trying again in %d s", refused.status, pause)
        except (aiohttp.ClientError, OSError, TimeoutError):
            _log.warning("Discord cannot be reached: is the network up? Trying again in %d s", pause)
        else:
            return
        await bot.http.close()
        bot.http.connector = discord.utils.MISSING  # closed with its session; the next login makes another
        await asyncio.sleep(pause)


async def _connect(bot: commands.Bot, gate: Gate) -> None:
    """Stay connected. The library comes back by itself once it was connected, but not when its first try failed:
    there it trips over the connection that it does not have (discord.py 2.7.1, Client.connect)."""
    for pause in _pauses():
        try:
            async with gate.queued():
                await bot.connect()
        except AttributeError:
            if getattr(bot, "ws", None) is not None:
                raise
        else:
            return
        await asyncio.sleep(pause)


def _pauses() -> Generator[int]:
    pause = 1
    while True:
        yield pause
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def _plainly(record: logging.LogRecord) -> bool:
    """The library logs a lost connection with a stack trace; the kind of error says as much."""
    if record.exc_info and str(record.msg).startswith("Attempting a reconnect") and (error := record.exc_info[1]):
        record.msg = "Discord cannot be reached (%s); trying again in %.0f s"
        record.args = (type(error).__name__, *(record.args if isinstance(record.args, tuple) else ()))
        record.exc_info, record.exc_text, record.levelno, record.levelname = None, None, logging.WARNING, "WARNING"
    return True
