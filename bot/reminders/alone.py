"""Deeds that stand by themselves: one that fails must not keep the others from being done."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

from bot.store.errors import StoreError

_log = logging.getLogger(__name__)


async def alone(deed: Awaitable[None]) -> bool:
    """Do one deed; when it fails it is logged and the others go on, unless the database is what failed."""
    try:
        await deed
    except StoreError:
        raise
    except Exception:
        _log.exception("one of the things due failed; it is tried again")
        return False
    return True
