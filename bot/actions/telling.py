"""What a member was told counts as told only when the answer that says it has gone out, and never stands in its way."""

from __future__ import annotations

from bot.store.store import Store
from bot.study.news import News
from bot.study.occasions import freezes_to_tell, occasions_to_tell
from bot.study.progress import Progress
from bot.study.submitting import reviews_to_tell


async def note_told(store: Store, progress: Progress, news: News) -> None:
    """Remember that a member has heard some news. Raises StoreError; then they hear it once more."""
    member = progress.member
    who = (member.guild_id, member.user_id)
    match news:
        case News.DMS_REFUSED:
            await store.members.refusal_told(*who)
        case News.NEW_VERSION:
            await store.plans.version_told(member.walk, progress.edition.newest.number)
        case News.COHORT_CHANGED | News.COHORT_CLOSED:
            await _note_cohort_told(store, progress, news)
        case News.AWAY:
            await store.members.note_asked(member.guild_id, [member.user_id], progress.today)
        case News.FREEZES_SPENT:
            await store.members.freezes_told(*who, freezes_to_tell(progress)[-1].monday)
        case News.REVIEWED:
            await store.reviews.told(member.walk, [review.number for review in reviews_to_tell(progress)])
        case News.WARNING:
            await store.members.warning_told(*who)
        case News.OCCASIONS:
            last = max(event.day for event in occasions_to_tell(progress))
            await store.members.occasions_told(member.guild_id, [member.user_id], last)


async def _note_cohort_told(store: Store, progress: Progress, news: News) -> None:
    member, group = progress.member, progress.record.group
    if news is News.COHORT_CLOSED:
        await store.cohorts.closing_told(member.guild_id, member.user_id)
    elif group:
        await store.cohorts.answer(group.cohort, member.user_id, None)


async def note_offered(store: Store, progress: Progress) -> None:
    """Remember that catching up was offered, so that it is not again for a while. Raises StoreError."""
    await store.plans.offered_catchup(progress.member.walk, progress.today)
