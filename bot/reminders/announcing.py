"""A cohort's start and end: which posts are due on a server's day, and their content of the moment (§12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.store.store import Store
from bot.study.cohort_posts import CohortPost, cohort_in, kind_on, span_of, target_of
from bot.study.cohorts import Cohort
from bot.study.deliveries import COHORT_END, STAYS_VALID, Delivery, Receipt
from bot.study.member import Server


class Announcer(Protocol):
    """Whoever brings a cohort's post to Discord. No receipt means that Discord did not answer."""

    async def announce(
        self, server: Server, post: CohortPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Post in a server's study channel; `again` looks first whether an earlier attempt arrived."""
        ...


async def due_posts(
    store: Store, server: Server, cohorts: Sequence[Cohort], day: date, due_at: datetime
) -> list[Delivery]:
    """The posts of a server's cohorts that start or end on its day."""
    found: list[Delivery] = []
    for cohort in cohorts if server.channel_id is not None else ():
        edition = await store.progress.edition(server.guild_id, cohort.roadmap_id)
        if kind := kind_on(cohort, edition, day):
            found.append(Delivery(target_of(cohort), kind, day, server.guild_id, None, due_at, due_at + STAYS_VALID))
    return found


async def post_of(store: Store, delivery: Delivery) -> CohortPost | None:
    """What a delivery posts now; None where the cohort has closed, has emptied, or starts or ends on another day."""
    day = delivery.study_date
    cohort = await store.cohorts.get(delivery.guild_id, cohort_in(delivery.target))
    if cohort is None:
        return None
    edition = await store.progress.edition(delivery.guild_id, cohort.roadmap_id)
    if kind_on(cohort, edition, day) != delivery.kind or (delivery.kind == COHORT_END and not cohort.size):
        return None  # of nobody's last day nobody needs to hear
    return CohortPost(delivery.kind, cohort, edition, await store.cohorts.together(cohort, *span_of(cohort, day)))
