"""Every state of a consent through every view of the organiser's: by name with it, in a sum without, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.adopting import adopt
from bot.roadmap import Roadmap
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.cohorts import Cohort, Shares, sorts_as
from bot.study.member import Member, Walk
from bot.study.rosters import facts_of
from tests.store.people import BERLIN, GUILD, MONDAY

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
SPRING = Cohort(GUILD, 1, "Spring", MONDAY, 0, Shares.MENTORS, 9)
ADA, OTHERS = 1, (2, 3, 4)
"""She goes through the states; the others share nothing, and are active."""


async def enter(store: Store, user_id: int, name: str | None) -> None:
    """A member of the cohort who studied on its Monday."""
    await store.members.join(Member(GUILD, user_id, BERLIN), Choice(MONDAY), NOW)
    await store.cohorts.join(SPRING, user_id, MONDAY, name)
    await store.journals.log_session(Walk(GUILD, user_id), user_id, MONDAY, 30, None)


async def become(store: Store, state: str) -> None:
    """What Ada and the admin have done since she joined."""
    coaches, sums = replace(SPRING, role_id=10), replace(SPRING, shares=Shares.SUMS, role_id=None)
    match state.removeprefix("agreed"):
        case ", then another role":
            await store.cohorts.change(coaches, asks_anew=True)
        case " anew to that role":
            await store.cohorts.change(coaches, asks_anew=True)
            await store.cohorts.answer(replace(coaches, terms=2), ADA, "Ada")
        case ", then sums":
            await store.cohorts.change(sums, asks_anew=True)
        case "taken back":
            await store.cohorts.answer(SPRING, ADA, None)
        case "left the cohort":
            await store.cohorts.leave(GUILD, ADA)
        case "left the server" | "left the server, and is back":
            await store.leavers.left(GUILD, [ADA])
            if state.endswith("back"):
                await store.leavers.is_back(GUILD, ADA)
        case "forgotten":
            await store.personal.forget(GUILD, ADA, NOW)
        case _:
            pass


@pytest.mark.parametrize(
    ("state", "is_named", "others"),
    [
        ("agreed", True, 3),
        ("declined", False, 4),
        ("agreed, then another role", False, 4),
        ("agreed anew to that role", True, 3),
        ("agreed, then sums", False, 4),
        ("taken back", False, 4),
        ("left the cohort", False, 3),
        ("left the server", False, 3),
        ("left the server, and is back", True, 3),
        ("forgotten", False, 3),
    ],
)
async def test_each_state_through_each_view(store: Store, curriculum: Roadmap, state: str, is_named: bool, others: int):
    """Of a cohort and of a roadmap."""
    await adopt(store, curriculum, NOW)
    await store.cohorts.make(SPRING)
    for user_id in OTHERS:
        await enter(store, user_id, None)
    await enter(store, ADA, None if state == "declined" else "Ada")
    await become(store, state)
    since = MONDAY - timedelta(days=1)
    cohort = await store.rosters.of_cohort(SPRING, 0, 20, since, NOW.date())
    roadmap = await store.rosters.on_roadmap(GUILD, 0, 0, 20, since, NOW.date())
    for roster in (cohort, roadmap):
        plans = await store.progress.of_records(roster.plans, NOW)
        assert [facts.name for facts in facts_of(roster.people, plans)] == (["Ada"] if is_named else [])
    assert sum(part.members for part in cohort.rest) == others
    assert sum(part.members for part in roadmap.rest) == others + (state == "left the cohort")
    assert cohort.agreed == roadmap.agreed == is_named
    together = await store.cohorts.together(SPRING, since, NOW.date())
    (counted,) = await store.cohorts.all(GUILD)
    assert together.members == together.active == counted.size == others + is_named


async def test_pages_and_tables_go_by_names(store: Store, curriculum: Roadmap):
    """Whoever has the same one by their ids; on pages nobody twice, nobody left out; a page too far is the last."""
    await adopt(store, curriculum, NOW)
    await store.cohorts.make(SPRING)
    names = ("zoe", "Ärne", "anna", "anna", "日本語", "=1")
    for user_id, name in enumerate(names, start=1):
        await enter(store, user_id, name)

    async def seen(page: int, most: int) -> list[tuple[str, int]]:
        roster = await store.rosters.on_roadmap(GUILD, 0, page, most, MONDAY, MONDAY)
        return [(one.name, one.user_id) for one in roster.people]

    in_order = sorted(zip(names, range(1, 7), strict=True), key=lambda one: (sorts_as(one[0]), one[1]))
    assert await seen(0, 1000) == in_order
    assert [one for page in range(3) for one in await seen(page, 2)] == in_order
    assert await seen(9, 4) == in_order[4:]
