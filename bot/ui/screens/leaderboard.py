"""The leaderboard as everybody in a server sees it, and one's own line before anybody does (§12)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import discord

from bot.study.leaderboard import MOST_NEWCOMERS, STARTS_WITH, WEEKS, Board, Line, Score
from bot.ui.screens.layout import QUIET, Screen, button, lines, press
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n

_GOLD = 0xEAB308


def board_screen(board: Board, mark: object = None) -> Screen:
    """The board: at most ten lines, and who is new; by its `mark` the message is found again."""
    more = (
        tr_n("… and {number} more with the same share", "… and {number} more with the same share", board.more)
        if board.more
        else ""
    )
    return Screen(
        tr("## 🏅 Leaderboard: study days"),
        lines([*map(_line, board.lines), *([more] if more else [])]),
        newcomers_line(board.newcomers),
        tr(
            "-# The four weeks from {first} to {last}; a week counts from the Tuesday after it. Each member's days "
            "count up to their own target. Only members who chose to be here are shown.",
            first=day_name(board.first, board.last),
            last=day_name(board.last, board.last),
        ),
        colour=_GOLD,
    ).row(_join(mark))


def emptied_screen() -> Screen:
    """In place of a board that is no longer shown."""
    return Screen(tr("-# There was a leaderboard here. `/leaderboard` shows the newest one."), colour=QUIET)


def preview_screen(score: Score, first: date) -> Screen:
    """One's own line, as others would see it, before one joins; `first` is the Monday of its first week."""
    last = first + timedelta(weeks=WEEKS, days=-1)
    return Screen(
        tr("## Join the leaderboard?"),
        tr("When someone shows it here, everyone sees this:"),
        f"> {_own(score)}",
        tr("Your study days show once two of your weeks are finished.") if score.is_new else "",
        tr(
            "It counts your study days in the four weeks from {first} to {last}, up to your own target; a week counts "
            "from the Tuesday after it. Nothing else about you is shown, and you can leave any time.",
            first=day_name(first, last),
            last=day_name(last, last),
        ),
        colour=_GOLD,
    ).row(button(tr("Join the leaderboard"), press(Verb.BOARD_JOIN), discord.ButtonStyle.success))


def mine_screen(score: Score, news: str = "") -> Screen:
    """Somebody is on the board."""
    return Screen(
        news,
        tr("## You're on the leaderboard"),
        f"> {_own(score)}",
        tr("`/leaderboard action:show` posts it here for everyone to see."),
        colour=_GOLD,
    ).row(button(tr("Leave the leaderboard"), press(Verb.BOARD_LEAVE)))


def left_screen() -> Screen:
    """Somebody has left."""
    return Screen(tr("You're off the leaderboard, and its message no longer shows you."), colour=QUIET).row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary)
    )


def joined_line() -> str:
    """Somebody has just joined."""
    return tr("Saved.")


def not_on_it() -> str:
    """Somebody would leave who is not there."""
    return tr("You aren't on the leaderboard. `/leaderboard action:join` shows your line first.")


def is_off() -> str:
    """The server has none."""
    return tr("There's no leaderboard in this server.")


def too_few(members: int) -> str:
    """It has not started."""
    return tr_n(
        "The leaderboard starts with {most} members, and {number} has joined so far.",
        "The leaderboard starts with {most} members, and {number} have joined so far.",
        members,
        most=STARTS_WITH,
    )


def too_few_screen(members: int) -> Screen:
    """The same, with the way to join."""
    return Screen(too_few(members), colour=_GOLD).row(_join())


def _join(mark: object = None) -> discord.ui.Button[Screen]:
    """The way to one's own line, where it is joined."""
    return button(tr("Join…"), press(Verb.BOARD_MINE, *(() if mark is None else (mark,))))


def _line(line: Line) -> str:
    """A line; its place is bold, as Discord would number a list anew, and give those of one place two."""
    place = tr("**{place}.**", place=line.place) if line.place else "·"
    return f"{place} {_own(line.score)}"


def _own(score: Score) -> str:
    name = f"<@{score.user_id}>"
    if score.is_new:
        return tr("{name}: new here", name=name)
    return tr_n(
        "{name} · {days} of {number} study day",
        "{name} · {days} of {number} study days",
        score.target,
        name=name,
        days=score.days,
    )


def newcomers_line(newcomers: Sequence[int]) -> str:
    """Who has too few weeks that count to stand in a line."""
    if not newcomers:
        return ""
    names = " ".join(f"<@{user_id}>" for user_id in newcomers[:MOST_NEWCOMERS])
    rest = len(newcomers) - MOST_NEWCOMERS
    if rest > 0:
        return tr_n(
            "**New here:** {names} and {number} more", "**New here:** {names} and {number} more", rest, names=names
        )
    return tr("**New here:** {names}", names=names)
