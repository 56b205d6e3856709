"""Keeping what was shown before it is done, so that exactly that is done when its button is pressed."""

from __future__ import annotations

from typing import Any

from bot.actions.deeds import Deed
from bot.study.previews import Preview


async def keep_preview(deed: Deed, kind: str, content: dict[str, Any]) -> int:
    """Keep what is shown in place of what was before; returns the number that its button carries. Raises StoreError.

    Showing is no deed yet: the same one come twice keeps the same under the same number.
    """
    await deed.store.previews.put(*deed.who, Preview(kind, deed.number, content), deed.before.now)
    return deed.number
