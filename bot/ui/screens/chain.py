"""The streak in one line, and what this week still asks for: the same facts wherever it stands (§4)."""

from __future__ import annotations

from bot.study.snapshots.chain import Chain
from bot.study.streak import StudyWeek
from bot.words import tr, tr_n


def streak_line(chain: Chain) -> str:
    """The streak in one line: "🔥 6 weeks · 2 more days by Sunday · 1 freeze"; never a flame with 0 (§4).

    No freeze before the first study day, whose answer says what one is; nothing where there is no streak and no day
    is asked for.
    """
    if not chain.weeks and (chain.is_paused or chain.is_finished or not chain.target):
        return ""
    names_freezes = chain.has_begun and not chain.is_finished
    return _line(chain, chain.freezes if names_freezes else 0)


def streak_in_full(chain: Chain) -> str:
    """The same with the freezes whenever there are some, as the picture has them."""
    return _line(chain, chain.freezes)


def _line(chain: Chain, freezes: int) -> str:
    flame = tr_n("🔥 {number} week", "🔥 {number} weeks", chain.weeks) if chain.weeks else ""
    return " · ".join(filter(None, (flame, this_week(chain), freeze_count(freezes) if freezes else "")))


def freeze_count(number: int) -> str:
    """So many freezes in words."""
    return tr_n("{number} freeze", "{number} freezes", number)


def this_week(chain: Chain) -> str:
    """What this week still asks for: "2 more days by Sunday", "3 of 3 ✓ and 1 more", "Your first week: 1 of 3 days".

    Nothing once all is done.
    """
    if chain.is_finished:
        return ""
    if chain.target == 0:
        return tr("a free week") if chain.is_free_week else tr("safe while paused")
    if chain.missing == 0:
        return all_done(chain)
    if chain.is_paused:
        return tr("safe while paused")
    return _still_to_come(chain) if chain.weeks else days_so_far(chain)


def all_done(week: Chain | StudyWeek) -> str:
    """A week that has reached its target: "3 of 3 ✓", and how many days more."""
    if more := week.days - week.target:
        return tr("{target} of {target} ✓ and {more} more", target=week.target, more=more)
    return tr("{target} of {target} ✓", target=week.target)


def days_so_far(week: Chain) -> str:
    """Where nothing is kept yet: "Your first week: 1 of 3 days"."""
    if week.is_first:
        return tr_n(
            "Your first week: {days} of {number} day",
            "Your first week: {days} of {number} days",
            week.target,
            days=week.days,
        )
    return tr_n("This week: {days} of {number} day", "This week: {days} of {number} days", week.target, days=week.days)


def _still_to_come(week: Chain) -> str:
    """The days that are missing, as far as the week still has so many; else what keeps it with freezes."""
    if week.missing <= week.left:
        return _more_days(week.missing)
    if week.is_touched or week.needed > week.left:
        return tr_n(
            "{days} of {number} day this week", "{days} of {number} days this week", week.target, days=week.days
        )
    spent = min(week.freezes, week.missing - week.needed)
    if week.needed == 0:
        days = tr_n("{days} of {number} day", "{days} of {number} days", week.target, days=week.days)
        return tr_n(
            "{days}, {number} freeze would cover the rest",
            "{days}, {number} freezes would cover the rest",
            spent,
            days=days,
        )
    return tr("{more_days} and {freezes}", more_days=_more_days(week.needed), freezes=freeze_count(spent))


def _more_days(number: int) -> str:
    return tr_n("{number} more day by Sunday", "{number} more days by Sunday", number)
