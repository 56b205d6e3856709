"""The leaderboard: joined and left by members, put together, and drawn anew where somebody left (§12)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from datetime import date, datetime, timedelta

from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.store.store import Store
from bot.study.leaderboard import (
    WEEKS,
    Board,
    BoardMessage,
    Entry,
    Score,
    board_of,
    first_week,
    is_settled,
    score_of,
    scores_alike,
)

_AT_ONCE = 20

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
    """A server's board as it stands; scores are kept as long as its four weeks are the last."""
    outages = await store.progress.away()
    first = first_week(now, outages)
    known, entries = store.leaderboard.kept.of(guild_id, first), await store.leaderboard.entries(guild_id)
    scores = {entry: known[entry] for entry in entries if entry in known}
    if len(scores) < len(entries):
        found = await _scored(store, guild_id, first, scores, now)
        scores |= {entry: found[entry[0]] for entry in entries if entry not in scores and entry[0] in found}
    if is_settled(outages, now):
        store.leaderboard.kept.keep(guild_id, first, scores)
    return board_of(scores.values(), first)


async def _scored(
    store: Store, guild_id: int, first: date, known: Collection[Entry], now: datetime
) -> dict[int, Score]:
    """The scores of those who are not known; what thousands have in common is worked out once."""
    tasks = store.progress.fewest_tasks(guild_id)
    entrants = await store.leaderboard.entrants(guild_id, first, first + timedelta(weeks=WEEKS), tasks, known)
    scores = [score_of(one, first) for one in await store.progress.of_records(entrants.whole, now)]
    plans = await store.progress.of_records([alike.record for alike in entrants.alike], now)
    for progress, alike in zip(plans, entrants.alike, strict=True):
        scores += scores_alike(progress, alike.studied, first)
    return {score.user_id: score for score in scores}


async def redraw(store: Store, now: datetime, draw: Draw) -> None:
    """Draw anew what has to be; what Discord says nothing to is tried again at another time."""
    for message in await store.leaderboard.stale(_AT_ONCE):
        server = await store.servers.get(message.guild_id)
        is_off = server is not None and not server.leaderboard
        shown = await board(store, message.guild_id, now) if message.is_newest and not is_off else None
        drawn = await draw(message, shown if shown and shown.has_started else None)
        if drawn is not None:
            await store.leaderboard.drawn(message, is_gone=not drawn)
