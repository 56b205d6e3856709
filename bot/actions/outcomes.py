"""What an action comes back with: where a member stood before it, and where they stand now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.achievements import Achievement, untold_achievements
from bot.study.progress import Progress


class SavedUnseen(Exception):
    """A change is saved, and what it comes to could not be read just then."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action changed; subclasses say what was new."""

    before: Progress
    after: Progress

    @property
    def reached(self) -> tuple[Achievement, ...]:
        """What is complete by now and was not told yet, the greatest first, whatever completed it (§7)."""
        return untold_achievements(self.after)


async def afterwards(store: Store, before: Progress) -> Progress:
    """Where a member stands after a change that is saved. Raises SavedUnseen, whatever keeps it from being read."""
    member = before.member
    try:
        after = await store.progress.of(member.guild_id, member.user_id, before.now)
    except StoreError as error:
        raise SavedUnseen from error
    if after is None:
        raise SavedUnseen
    return after
