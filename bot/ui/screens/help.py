"""What the bot can do: first what matters now, where its member stands, then the rest in groups."""

from __future__ import annotations

from collections.abc import Set

import discord

from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, button, lines, press
from bot.ui.screens.pausing import offer_resume
from bot.ui.screens.verbs import Verb
from bot.words import to_tr, tr

_SAYS = {
    "start": to_tr("**Begin with `/start`:** it takes ten seconds."),
    "week": to_tr("`/week` shows what's due, to tick off right there."),
    "done": to_tr("`/done` ticks a task or logs study time."),
    "progress": to_tr("`/progress` shows how far you are."),
    "stuck": to_tr("`/stuck` asks the others for help."),
    "catchup": to_tr("`/catchup` shows three ways to catch up."),
    "pause": to_tr("`/pause` changes when you're back."),
    "done-in-a-pause": to_tr("`/done` still counts, if you feel like it."),
    "progress-at-the-end": to_tr("`/progress` shows how it went."),
    "log": to_tr("`/log` has everything you did."),
    "start-again": to_tr("`/start roadmap:` begins another one."),
}
"""What a command does, for those who may need it next; a key begins with the command."""

_NOT_JOINED = ("start", "week", "done")
_UNDER_WAY = ("week", "done", "progress", "stuck")
_BEHIND = ("week", "done", "catchup", "progress")
_PAUSED = ("pause", "done-in-a-pause", "progress")
_FINISHED = ("progress-at-the-end", "log", "start-again")

_GROUPS = {
    "study": ("week", "done", "focus", "log", "undo", "stuck"),
    "how-far": ("progress", "streak", "roadmap", "checkpoint"),
    "plan": ("pace", "pause", "catchup", "reminders", "calendar"),
    "together": ("cohort", "leaderboard", "review"),
    "more": ("mydata", "start"),
}

_TITLES = {
    "study": to_tr("-# **Study:** {commands}"),
    "how-far": to_tr("-# **How far:** {commands}"),
    "plan": to_tr("-# **Plan:** {commands}"),
    "together": to_tr("-# **Together:** {commands}"),
    "more": to_tr("-# **Your data, or another roadmap:** {commands}"),
}


def help_screen(progress: Progress | None) -> Screen:
    """The three or four commands that matter now, and the others by what they are for; None: who hasn't joined."""
    first = _first(progress)
    shown = {key.partition("-")[0] for key in first}
    screen = Screen(
        tr("## How this works") if progress is None else tr("## What matters now"),
        tr("I take you through a study roadmap, one week at a time.") if progress is None else "",
        lines(tr(_SAYS[key]) for key in first),
        tr("**When you need it**"),
        lines(filter(None, (_rest(group, shown) for group in _GROUPS))),
        tr("-# Type one to see what it does. Only you see the answers, unless you share them. Admins: `/admin setup`."),
    )
    if progress is None:
        return screen
    if progress.pause:
        offer_resume(screen, progress)
    return screen.row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("My progress"), press(Verb.PROGRESS)),
    )


def _rest(group: str, shown: Set[str]) -> str:
    """The commands of a group that are not among the first ones."""
    commands = [f"`/{command}`" for command in _GROUPS[group] if command not in shown]
    return tr(_TITLES[group], commands=" · ".join(commands)) if commands else ""


def _first(progress: Progress | None) -> tuple[str, ...]:
    if progress is None:
        return _NOT_JOINED
    if progress.is_complete:
        return _FINISHED
    if progress.pause:
        return _PAUSED
    return _BEHIND if progress.overdue else _UNDER_WAY
