"""Who is told what they reached: once, whatever completed it, and for good when the answer has gone out (§7)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.store import Store
from bot.study.feats import Feat, uncelebrated
from bot.study.member import Walk
from bot.study.progress import Progress


@dataclass(frozen=True, slots=True)
class Claim:
    """Feats that one answer is about to tell, the greatest first: no other answer tells them meanwhile."""

    walk: Walk
    feats: tuple[Feat, ...]


class Celebrating:
    """Hands feats out to the answer that tells them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._under_way: set[tuple[Walk, Feat]] = set()

    async def claim(self, progress: Progress) -> Claim | None:
        """What an answer may tell now, or None. Raises StoreError; then nothing is claimed."""
        walk = progress.member.walk
        claim = Claim(walk, tuple(one for one in uncelebrated(progress) if (walk, one) not in self._under_way))
        if not claim.feats:
            return None
        self._under_way |= _entries(claim)
        try:
            told = await self._store.celebrations.told(walk)  # by an answer that was under way a moment ago
        except BaseException:
            self.lost(claim)
            raise
        left = Claim(walk, tuple(feat for feat in claim.feats if feat.key not in told))
        self._under_way -= _entries(claim) - _entries(left)
        return left if left.feats else None

    async def told(self, claim: Claim) -> None:
        """The answer has gone out. Raises StoreError; then the feats stay claimed, as they are told."""
        await self._store.celebrations.note_told(claim.walk, [feat.key for feat in claim.feats])
        self.lost(claim)

    def lost(self, claim: Claim) -> None:
        """The answer did not go out: the next one tells."""
        self._under_way -= _entries(claim)


def _entries(claim: Claim) -> set[tuple[Walk, Feat]]:
    return {(claim.walk, feat) for feat in claim.feats}
