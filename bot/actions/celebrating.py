"""Who is told what they reached, and shows it: once, whatever completed it, and for good when it has gone out (§7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.store import Store
from bot.study.feats import Feat
from bot.study.member import Walk


@dataclass(frozen=True, slots=True)
class Claim:
    """Feats that one answer is about to tell or to show, the greatest first: no other answer does so meanwhile."""

    walk: Walk
    feats: tuple[Feat, ...]
    shared: bool = False
    """Shown to the server, as its member wished; else told to the member alone."""


class Celebrating:
    """Hands feats out to the answer that tells them. What is noted is noted after the answer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._under_way: set[tuple[Walk, Feat, bool]] = set()

    async def claim(self, walk: Walk, feats: Sequence[Feat]) -> Claim | None:
        """What an answer may tell now of what was reached, or None. Raises StoreError; then nothing is claimed."""
        return await self._claim(Claim(walk, tuple(feats)))

    async def claim_share(self, walk: Walk, feat: Feat) -> Claim | None:
        """The right to show a feat to the server; None when it was shown or is being. Raises StoreError."""
        return await self._claim(Claim(walk, (feat,), shared=True))

    async def told(self, claim: Claim) -> None:
        """The answer has gone out. Raises StoreError; then the feats stay claimed, as they are told."""
        celebrations, feats = self._store.celebrations, [feat.key for feat in claim.feats]
        note = celebrations.note_shared if claim.shared else celebrations.note_told
        await note(claim.walk, feats)
        self.lost(claim)

    def lost(self, claim: Claim) -> None:
        """The answer did not go out: the next one tells."""
        self._under_way -= _entries(claim)

    async def _claim(self, wanted: Claim) -> Claim | None:
        walk, shared = wanted.walk, wanted.shared
        claim = _narrowed(wanted, [feat for feat in wanted.feats if (walk, feat, shared) not in self._under_way])
        if not claim.feats:
            return None
        self._under_way |= _entries(claim)
        try:
            celebrations = self._store.celebrations  # asked anew: another answer may have gone out a moment ago
            told = await (celebrations.shared(claim.walk) if claim.shared else celebrations.told(claim.walk))
        except BaseException:
            self.lost(claim)
            raise
        left = _narrowed(claim, [feat for feat in claim.feats if feat.key not in told])
        self._under_way -= _entries(claim) - _entries(left)
        return left if left.feats else None


def _narrowed(claim: Claim, feats: Sequence[Feat]) -> Claim:
    return Claim(claim.walk, tuple(feats), claim.shared)


def _entries(claim: Claim) -> set[tuple[Walk, Feat, bool]]:
    return {(claim.walk, feat, claim.shared) for feat in claim.feats}
