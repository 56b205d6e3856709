"""What Discord's answer to a message of the bot's own means: sent, refused for good, or to be tried again."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Set

import discord

from bot.study.deliveries import UNKNOWN_MEMBER, Receipt
from bot.ui.no_answer import NO_ANSWER

_log = logging.getLogger(__name__)

DMS_CLOSED = frozenset({50007, 50278})
"""What Discord answers for good when somebody takes no direct messages from the bot (§5)."""

CHANNEL_CLOSED = frozenset({10003, 50001, 50013})
"""A channel that is gone, or closed to the bot."""

MISSING_PERMISSIONS = 50013
"""What Discord answers where posting is allowed and sending files is not, among other things."""

OPENING_TOO_FAST = 40003
"""What Discord answers when the whole bot opens direct messages too fast; it passes."""


class NoLongerSender(Exception):
    """Another process may send by now."""


async def receipt_of(sending: Callable[[], Awaitable[discord.Message]], final: Set[int]) -> Receipt | None:
    """What Discord said to a message; None when it said nothing that can be relied on, and it is tried again.

    Only the codes in `final` are refusals for good: others pass, such as too many direct messages opened at once.
    """
    try:
        message = await sending()
    except (discord.Forbidden, discord.NotFound) as refused:
        _log.warning("Discord refused a message (code %d)", refused.code)
        return Receipt("refused", code=refused.code) if refused.code in final else None
    except NoLongerSender:
        return None
    except NO_ANSWER as failed:
        _log.warning("a message did not go through: %s", type(failed).__name__)
        return None
    return Receipt("sent", message.id)


def nobody_there(why: int | None) -> Receipt | None:
    """Nobody to write to: the reader has left the server, or the bot itself has; None where Discord did not say."""
    return None if why is None else Receipt("silent", code=UNKNOWN_MEMBER if why == UNKNOWN_MEMBER else None)
