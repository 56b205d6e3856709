"""News in words: what is told once, on top of whatever was asked (§1, §4, §5)."""

from __future__ import annotations

import discord

from bot.study.changes import what_changed
from bot.study.member import Where
from bot.study.news import News
from bot.study.progress import Progress
from bot.study.standing import freezes_to_tell
from bot.ui.screens.layout import Screen, button, press
from bot.ui.screens.plan import changed_roadmap
from bot.ui.screens.reminder import pause_button
from bot.ui.screens.streak import freezes_spent

_DMS_REFUSED = (
    "🔕 Discord did not let me write to you: your direct messages are closed for this server, so your reminders are "
    "off. Open them in the server's privacy settings, or choose the channel, then turn them on with /reminders."
)

_DM_REFUSED = (
    "🔕 Discord did not let me write to you what you had put off: your direct messages are closed for this server. "
    "Your reminders in the channel go on as before."
)

_AWAY = (
    "👋 It has been two weeks, and that is fine: everything you did is still here. Take a break with a date to come "
    "back on, go lighter with /pace, or simply go on."
)


def news_line(progress: Progress, news: News) -> str:
    """What is said of some news; nothing where it means nothing to this member."""
    match news:
        case News.DMS_REFUSED:
            return _DMS_REFUSED if progress.member.where is Where.OFF else _DM_REFUSED
        case News.NEW_VERSION:
            return changed_roadmap(what_changed(progress), progress.member.zone)
        case News.AWAY:
            return _AWAY
        case News.FREEZES_SPENT:
            return freezes_spent(progress, freezes_to_tell(progress))


def news_button(progress: Progress, news: News) -> discord.ui.Button[Screen] | None:
    """The way on that some news comes with, if any."""
    if news is News.AWAY:
        return pause_button(progress.member)
    if news is News.NEW_VERSION and what_changed(progress).ends_later:
        return button("Change my pace", press("plan"))
    return None
