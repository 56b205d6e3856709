"""News in words: what is told once, on top of whatever was asked (§1, §4, §5)."""

from __future__ import annotations

import discord

from bot.study.changes import what_changed
from bot.study.member import Where
from bot.study.news import News
from bot.study.occasions import freezes_to_tell, occasions_to_tell
from bot.study.progress import Progress
from bot.study.submitting import reviews_to_tell
from bot.ui.screens.cohorts import closed_line, consent_button, terms_changed
from bot.ui.screens.layout import Screen, button, lines, press
from bot.ui.screens.occasions import event_line
from bot.ui.screens.own_review import decision_line
from bot.ui.screens.plan import changed_roadmap
from bot.ui.screens.reminder import own_warning, pause_button
from bot.ui.screens.streak import freezes_spent
from bot.ui.screens.verbs import Verb
from bot.words import tr


def news_line(progress: Progress, news: News) -> str:
    """What is said of some news; nothing where it means nothing to this member."""
    match news:
        case News.DMS_REFUSED:
            return _refused(progress)
        case News.NEW_VERSION:
            return changed_roadmap(what_changed(progress), progress.today)
        case News.COHORT_CHANGED:
            return terms_changed(progress.record.group) if progress.record.group else ""
        case News.COHORT_CLOSED:
            return closed_line(progress.member.closed_cohort or "")
        case News.AWAY:
            return tr(
                "👋 It's been a while since your last study day, and that's fine: everything you did is still here. "
                "Pause until a date you choose, go lighter with /pace, or just carry on."
            )
        case News.FREEZES_SPENT:
            return freezes_spent(progress, freezes_to_tell(progress))
        case News.REVIEWED:
            return lines(map(decision_line, reviews_to_tell(progress)))
        case News.WARNING:
            return f"🔥 {own_warning(progress)}"
        case News.OCCASIONS:
            return lines(event_line(progress, event) for event in occasions_to_tell(progress))


def _refused(progress: Progress) -> str:
    """Where a direct message was refused: reminders are off then, but for those who have them in the channel."""
    if progress.member.where is Where.OFF:
        return tr(
            "🔕 Discord didn't let me message you: your direct messages are closed for this server, so your reminders "
            "are off. Allow them in the server's privacy settings, or choose the channel, and turn reminders back on "
            "with /reminders."
        )
    return tr(
        "🔕 Discord didn't let me send the reminder you put off: your direct messages are closed for this server. "
        "Your reminders in the channel continue as before."
    )


def news_button(progress: Progress, news: News) -> discord.ui.Button[Screen] | None:
    """The way on that some news comes with, if any."""
    if news is News.AWAY:
        return pause_button(progress.member)
    if news is News.REVIEWED:
        return button(tr("Checkpoint"), press(Verb.CHECKPOINT, reviews_to_tell(progress)[0].phase_id))
    if news is News.NEW_VERSION and what_changed(progress).ends_later:
        return button(tr("Change my pace"), press(Verb.PLAN))
    if news is News.COHORT_CHANGED and progress.record.group:
        return consent_button(progress.record.group)
    return None
