"""A deed: what one press or command of a member does, done once however often it arrives (§6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.actions.outcomes import afterwards
from bot.store.change import Change
from bot.store.store import Store
from bot.study.member import Walk
from bot.study.progress import Progress


@dataclass(frozen=True, slots=True)
class Deed:
    """Where a member stood when they asked for it, and the number that tells it from every other.

    The number is the interaction's id; what was previewed goes by the number of its preview, so that two presses
    of one button are one deed.
    """

    store: Store
    before: Progress
    number: int

    @property
    def walk(self) -> Walk:
        """Whose deed it is."""
        return self.before.member.walk

    @property
    def who(self) -> tuple[int, int]:
        """The server and the member."""
        return self.before.member.guild_id, self.before.member.user_id

    async def save(self, *changes: Change[Any]) -> list[Any]:
        """Make the changes as one; returns what each of them tells.

        Raises DoneBefore when this deed was done before, and StoreError; then nothing was changed.
        """
        return await self.store.once(self.number, self.before.now, *changes)

    async def afterwards(self) -> Progress:
        """Where the member stands after a change that is saved. Raises SavedUnseen."""
        return await afterwards(self.store, self.before)
