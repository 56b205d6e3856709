"""The leaderboard: joined and left by members, put together, and drawn anew where somebody left (§12)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.store.store import Store
from bot.study.leaderboard import (
    WEEKS,
    Board,
    BoardMessage,
    Entrants,
    Score,
    board_of,
    first_week,
    is_settled,
    score_of,
    scores_alike,
)

_AT_ONCE = 20
_TO_SCORE = 500
_SCORED_AT_ONCE = 100
"""So many take a few ms on the event loop and in the database; a command waits no longer than that."""

_UNDER_WAY = timedelta(minutes=1)
"""Longer than it takes to send a message and to note where it stands."""

Find = Callable[[BoardMessage], Awaitable[int | None]]
"""Looks where the message with a number stands. 0: nowhere; None: no answer."""

Draw = Callable[[BoardMessage, Board | None], Awaitable[bool | None]]
"""Draws a message anew, without names where there is no board. False: it is gone for good; None: no answer."""


async def join_board(deed: Deed) -> Outcome:
    """Join the board. Raises StoreError or SavedUnseen, as `leave_board` does."""
    await deed.save(deed.store.leaderboard.join(*deed.who, deed.before.now))
    return Outcome(deed.before, await deed.afterwards())


async def leave_board(deed: Deed) -> Outcome:
    """Leave the board; the messages that show it are drawn anew."""
    await deed.save(deed.store.leaderboard.leave(*deed.who))
    return Outcome(deed.before, await deed.afterwards())


async def board(store: Store, guild_id: int, now: datetime) -> Board:
    """A server's board as it stands. Scores are kept; those that are not yet are worked out first."""
    first = first_week(now, await store.progress.away())
    entries = await store.leaderboard.entries(guild_id, first)
    scores = {entry.user_id: entry.score for entry in entries}
    if None in scores.values():
        found = await score(store, guild_id, first, now)
        scores = {user_id: kept or found.get(user_id) for user_id, kept in scores.items()}
    return board_of((one for one in scores.values() if one), first)


async def score(store: Store, guild_id: int, first: date, now: datetime) -> dict[int, Score]:
    """Work out who has no score yet over the four weeks from a Monday on, some at a time, as others wait; and keep it.

    While a week may be held open, because the bot was away, nothing is kept.
    """
    found, until = dict[int, Score | None](), first + timedelta(weeks=WEEKS)
    tasks, after = store.progress.fewest_tasks(guild_id), 0
    while True:
        entrants = await store.leaderboard.entrants(guild_id, first, until, tasks, after, _SCORED_AT_ONCE)
        found |= dict.fromkeys(entrants.user_ids) | await _scores(store, entrants, first, now)
        if len(entrants.user_ids) < _SCORED_AT_ONCE:
            break
        after = entrants.user_ids[-1]
    if found and is_settled(await store.progress.away(), now):
        await store.leaderboard.keep(guild_id, first, found, now)
    return {user_id: one for user_id, one in found.items() if one}


async def _scores(store: Store, entrants: Entrants, first: date, now: datetime) -> dict[int, Score]:
    """The scores of some; what many have in common is worked out once."""
    scores = [score_of(one, first) for one in await store.progress.of_records(entrants.whole, now)]
    plans = await store.progress.of_records([alike.record for alike in entrants.alike], now)
    for progress, alike in zip(plans, entrants.alike, strict=True):
        scores += scores_alike(progress, alike.studied, first)
    return {score.user_id: score for score in scores}


async def score_boards(store: Store, now: datetime) -> None:
    """Score the boards of some servers for which a week has closed, so that nobody waits who asks for one."""
    outages = await store.progress.away()
    if is_settled(outages, now):
        first = first_week(now, outages)
        for guild_id in await store.leaderboard.to_score(first, now, _TO_SCORE):
            await score(store, guild_id, first, now)


async def find_lost(store: Store, now: datetime, find: Find) -> None:
    """Look for messages of which nobody noted where they stand, as the process ended: found, they are drawn anew."""
    for message in await store.board_messages.unknown(now - _UNDER_WAY, _AT_ONCE):
        found = await find(message)
        if found:
            await store.together(
                store.board_messages.shown(replace(message, message_id=found), message.message_id),
                store.board_messages.redraw(message.guild_id),
            )
        elif found is not None:
            await store.board_messages.lost(message.guild_id, message.message_id)


async def redraw(store: Store, now: datetime, draw: Draw) -> None:
    """Draw anew what has to be; what Discord says nothing to is tried again at another time."""
    for message in await store.board_messages.stale(_AT_ONCE):
        server = await store.servers.get(message.guild_id)
        is_off = server is not None and not server.leaderboard
        shown = await board(store, message.guild_id, now) if message.is_newest and not is_off else None
        drawn = await draw(message, shown if shown and shown.has_started else None)
        if drawn is not None:
            await store.board_messages.drawn(message, is_gone=not drawn)
