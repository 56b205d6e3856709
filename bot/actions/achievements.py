"""Who is told what they reached, and shows it: once, whatever completed it, and for good when it has gone out (§7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.store import Store
from bot.study.achievements import Achievement
from bot.study.member import Walk


@dataclass(frozen=True, slots=True)
class Claim:
    """Achievements that one answer is about to tell or show, the greatest first: no other answer does so meanwhile."""

    walk: Walk
    achievements: tuple[Achievement, ...]
    shared: bool = False
    """Shown to the server, as its member wished; else told to the member alone."""


class AchievementClaims:
    """Hands achievements out to the answer that tells them. What is noted is noted after the answer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._under_way: set[tuple[Walk, Achievement, bool]] = set()

    async def claim(self, walk: Walk, achievements: Sequence[Achievement]) -> Claim | None:
        """What an answer may tell now of what was reached, or None. Raises StoreError; then nothing is claimed."""
        return await self._claim(Claim(walk, tuple(achievements)))

    async def claim_share(self, walk: Walk, achievement: Achievement) -> Claim | None:
        """The right to show an achievement to the server; None when it was shown or is being. Raises StoreError."""
        return await self._claim(Claim(walk, (achievement,), shared=True))

    async def told(self, claim: Claim) -> None:
        """The answer has gone out. Raises StoreError; then the achievements stay claimed, as they are told."""
        store, keys = self._store.achievements, [achievement.key for achievement in claim.achievements]
        note = store.note_shared if claim.shared else store.note_told
        await note(claim.walk, keys)
        self.lost(claim)

    def lost(self, claim: Claim) -> None:
        """The answer did not go out: the next one tells."""
        self._under_way -= _entries(claim)

    async def _claim(self, wanted: Claim) -> Claim | None:
        walk, shared = wanted.walk, wanted.shared
        claim = _narrowed(wanted, [one for one in wanted.achievements if (walk, one, shared) not in self._under_way])
        if not claim.achievements:
            return None
        self._under_way |= _entries(claim)
        try:
            store = self._store.achievements  # asked anew: another answer may have gone out a moment ago
            told = await (store.shared(claim.walk) if claim.shared else store.told(claim.walk))
        except BaseException:
            self.lost(claim)
            raise
        left = _narrowed(claim, [achievement for achievement in claim.achievements if achievement.key not in told])
        self._under_way -= _entries(claim) - _entries(left)
        return left if left.achievements else None


def _narrowed(claim: Claim, achievements: Sequence[Achievement]) -> Claim:
    return Claim(claim.walk, tuple(achievements), claim.shared)


def _entries(claim: Claim) -> set[tuple[Walk, Achievement, bool]]:
    return {(claim.walk, achievement, claim.shared) for achievement in claim.achievements}
