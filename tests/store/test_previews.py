"""Previews: what was shown is kept for a day, one a member and kind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.store.database import Database
from bot.store.store import Store
from bot.study.previews import Preview
from tests.store.people import ADA, BOB, GUILD, NOW, TEXTS, join

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
PLAN = Preview("plan", (1 << 63) - 1, {"pace": "4 months", "focus": ["a", "b"], "whole": False, "finish_by": None})


@pytest.mark.parametrize("content", [{}, {"tasks": ["it's", "задача"]}, {"note": "\n".join(TEXTS)}, {"deep": [[1]]}])
async def test_what_was_shown_is_kept(store: Store, content: dict[str, Any]):
    """It comes back as it was, to its owner, under its number, also to somebody who has not joined."""
    preview = Preview("skip", 7, content)
    await store.previews.put(GUILD, ADA, preview, NOW)
    assert await store.previews.get(GUILD, ADA, "skip", 7, NOW) == preview


@pytest.mark.parametrize(
    ("guild_id", "user_id", "kind", "number"),
    [
        (GUILD, BOB, "plan", PLAN.number),
        (7, ADA, "plan", PLAN.number),
        (GUILD, ADA, "skip", PLAN.number),
        (GUILD, ADA, "plan", PLAN.number - 1),
        (GUILD, ADA, "plan", 0),
    ],
)
async def test_nobody_takes_another_one(store: Store, guild_id: int, user_id: int, kind: str, number: int):
    """A preview is one member's, in one server, of one kind, under one number."""
    await store.previews.put(GUILD, ADA, PLAN, NOW)
    assert await store.previews.get(guild_id, user_id, kind, number, NOW) is None


async def test_a_newer_one_takes_its_place(store: Store, database: Database):
    """Only the last that was shown can be taken; previews of another kind stay."""
    await store.previews.put(GUILD, ADA, PLAN, NOW)
    await store.previews.put(GUILD, ADA, Preview("skip", 1, {}), NOW)
    await store.previews.put(GUILD, ADA, Preview("plan", 2, {"new": 1}), NOW + SECOND)
    assert await store.previews.get(GUILD, ADA, "plan", PLAN.number, NOW + SECOND) is None
    assert await store.previews.get(GUILD, ADA, "plan", 2, NOW + SECOND) == Preview("plan", 2, {"new": 1})
    assert await store.previews.get(GUILD, ADA, "skip", 1, NOW + SECOND) == Preview("skip", 1, {})
    assert len(await database.rows("SELECT * FROM previews")) == 2


@pytest.mark.parametrize(
    ("later", "is_there"), [(timedelta(), True), (DAY - SECOND, True), (DAY, False), (9 * DAY, False)]
)
async def test_a_preview_stays_valid_for_a_day(store: Store, later: timedelta, is_there: bool):
    """24 hours from when it was shown last."""
    await store.previews.put(GUILD, ADA, PLAN, NOW - DAY)
    await store.previews.put(GUILD, ADA, PLAN, NOW)
    assert (await store.previews.get(GUILD, ADA, "plan", PLAN.number, NOW + later) is not None) is is_there


async def test_what_was_taken_is_gone(store: Store):
    """Whoever presses twice finds nothing the second time; others keep theirs."""
    await store.previews.put(GUILD, ADA, PLAN, NOW)
    await store.previews.put(GUILD, BOB, PLAN, NOW)
    for _ in range(2):
        await store.previews.drop(GUILD, ADA, "plan")
    assert await store.previews.get(GUILD, ADA, "plan", PLAN.number, NOW) is None
    assert await store.previews.get(GUILD, BOB, "plan", PLAN.number, NOW) == PLAN


async def test_old_ones_are_swept_out(store: Store, database: Database):
    """What nobody can take any more is not kept, and nothing else goes."""
    await join(store)
    await store.previews.put(GUILD, ADA, PLAN, NOW)
    await store.previews.put(GUILD, BOB, PLAN, NOW + SECOND)
    await store.previews.drop_old(NOW + DAY)
    assert [row["user_id"] for row in await database.rows("SELECT user_id FROM previews")] == [BOB]
    assert await store.members.record(GUILD, ADA)
