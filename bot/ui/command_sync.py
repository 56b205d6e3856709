"""Telling Discord the commands: at a start, when its list is not the one that it was told last."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.store.errors import StoreError
from bot.store.store import Store

_log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 15
"""Discord may ask for a wait of minutes; members are not to wait for it."""


async def tell_commands(bot: commands.Bot, store: Store) -> None:
    """Compare Discord's own list with what it answered when it was told last, and tell it anew when they differ.

    So a change of the commands is told, and so is one that a restore or a return to an older version brought,
    where the database remembers another list than Discord has. What Discord refuses is logged; the bot serves.
    """
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await _tell(bot, store)
    except (discord.HTTPException, discord.app_commands.CommandSyncFailure) as refused:
        _log.warning(
            "Discord did not take the commands (status %d, code %d); members see the old ones until the next start",
            refused.status,
            refused.code,
        )
    except TimeoutError:
        _log.warning("Discord lets the commands wait; members see the old ones until the next start")
    except (aiohttp.ClientError, OSError):
        _log.warning("Discord could not be reached to tell it the commands; it is told at the next start")
    except StoreError as error:
        _log.warning("the commands were told, and will be again at the next start: %s", error)


async def _tell(bot: commands.Bot, store: Store) -> None:
    wanted = await _payload(bot.tree)
    app_id = bot.application_id
    assert app_id is not None, "known since the login"
    fact = f"commands of {app_id}"
    there = await bot.http.get_global_commands(app_id)
    if await store.bot_state.get(fact) == _fingerprint(wanted, there):
        return
    await bot.tree.sync()
    there = await bot.http.get_global_commands(app_id)
    await store.bot_state.put(fact, _fingerprint(wanted, there))
    _log.info("told Discord %d commands", len(wanted))


async def _payload(tree: app_commands.CommandTree[Any]) -> list[object]:
    """The commands as Discord is told them, with their texts in other languages."""
    if tree.translator is None:
        return [command.to_dict(tree) for command in tree.get_commands()]
    return [await command.get_translated_payload(tree, tree.translator) for command in tree.get_commands()]


def _fingerprint(wanted: Iterable[object], there: Iterable[Mapping[str, Any]]) -> str:
    """One hash over what is wanted and what is there: Discord gives a command a new version with each change."""
    versions = sorted((str(command["id"]), str(command.get("version"))) for command in there)
    return hashlib.sha256(json.dumps([list(wanted), versions], sort_keys=True).encode()).hexdigest()
