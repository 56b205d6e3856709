"""What a member has to hear with their next private reply, once each (§1, §4, §5)."""

from __future__ import annotations

from enum import Enum, auto

from bot.study.member import Where
from bot.study.nudges import has_a_warning_to_hear
from bot.study.occasions import freezes_to_tell, is_to_be_asked, occasions_to_tell
from bot.study.progress import Progress
from bot.study.submitting import reviews_to_tell


class News(Enum):
    """What there is to hear, in the order in which it is told."""

    DMS_REFUSED = auto()
    NEW_VERSION = auto()
    COHORT_CHANGED = auto()
    """An admin changed what their cohort shares, or with whom: they are asked anew."""
    COHORT_CLOSED = auto()
    """An admin closed their cohort."""
    FREEZES_SPENT = auto()
    REVIEWED = auto()
    """Somebody has decided about a checkpoint, or nobody looked in time."""
    AWAY = auto()
    """Two weeks without a study day: asked of whoever has neither studied nor planned a break just now."""
    WARNING = auto()
    """A post, which names nobody, has warned them."""
    OCCASIONS = auto()
    """A milestone or a phase's end of which no message told."""


def news_for(progress: Progress) -> tuple[News, ...]:
    """What a member has not heard yet."""
    member = progress.member
    waits = {
        News.DMS_REFUSED: member.dms_refused,
        News.NEW_VERSION: progress.record.told_version < progress.edition.newest.number,
        News.COHORT_CHANGED: progress.record.group is not None and progress.record.group.is_to_be_asked,
        News.COHORT_CLOSED: member.closed_cohort is not None,
        News.FREEZES_SPENT: bool(freezes_to_tell(progress)),
        News.REVIEWED: bool(reviews_to_tell(progress)),
    }
    return tuple(news for news in waits if waits[news])


def news_after(progress: Progress) -> tuple[News, ...]:
    """What depends on where a member stands after what they have just done."""
    waits = {
        News.AWAY: progress.member.where is not Where.DM and is_to_be_asked(progress),
        News.WARNING: has_a_warning_to_hear(progress),
        News.OCCASIONS: bool(occasions_to_tell(progress)),
    }
    return tuple(news for news in waits if waits[news])
