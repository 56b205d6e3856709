"""A phase, a milestone and the whole roadmap are celebrated once, whatever completed them (§7)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.actions.achievements import AchievementClaims
from bot.actions.adopting import adopt
from bot.actions.deeds import Deed
from bot.actions.planning import skip
from bot.actions.ticking import tick, undo
from bot.roadmap import Block, Milestone, Phase, Roadmap, Task, Weeks
from bot.store.database import Database
from bot.store.store import Store
from bot.study.achievements import untold_achievements
from bot.study.member import Walk
from tests.store.people import ADA, GUILD, MONDAY, NOW, join

WALK = Walk(GUILD, ADA)


def phase(number: int, tasks: int) -> Phase:
    """A phase of one block of two weeks, with so many tasks."""
    weeks = Weeks(2 * number - 1, 2 * number)
    named = tuple(Task(id=f"t{number}{n}", text=f"Task {number}.{n}") for n in range(1, tasks + 1))
    block = Block(id=f"b{number}", title=f"Block {number}", weeks=weeks, tasks=named)
    return Phase(id=f"p{number}", title=f"Phase {number}", weeks=weeks, blocks=(block,))


def roadmap(*tasks: int) -> Roadmap:
    """Two phases, each with a milestone at its end; the last task of a phase may have gone."""
    ends = tuple(Milestone(id=f"m{number}", week=2 * number, title=f"End {number}") for number in (1, 2))
    return Roadmap(title="Two", phases=(phase(1, tasks[0]), phase(2, tasks[1])), milestones=ends)


async def ticked(deed: Deed, number: int) -> None:
    """The last task is ticked."""
    await tick(deed, deed.before.roadmap.phases[number - 1].blocks[0].tasks[2:], MONDAY)


async def skipped(deed: Deed, number: int) -> None:
    """The last task is skipped."""
    await skip(deed, [f"t{number}3"], "known")


async def edited(deed: Deed, number: int) -> None:
    """The last task goes with an edit of the roadmap."""
    tasks = (2, 3) if number == 1 else (2, 2)
    await adopt(deed.store, roadmap(*tasks), NOW + timedelta(days=number))


@pytest.mark.parametrize("complete", [ticked, skipped, edited])
async def test_celebrated_once(database: Database, complete: Callable[[Deed, int], Awaitable[None]]):
    """Each in the next answer, and never a second time, also when it is opened and closed again."""
    store = Store(database)
    await store.roadmaps.drop_documents(0, 0)
    await adopt(store, roadmap(3, 3), NOW, accept=True)
    await store.personal.forget(GUILD, ADA, NOW)
    await join(store)
    await store.journals.tick(WALK, ["t11", "t12", "t21", "t22"], MONDAY, NOW)
    for number, found in ((1, ["phase/p1", "milestone/m1"]), (2, ["roadmap/", "phase/p2", "milestone/m2"])):
        assert await claimed(store) == []
        await complete(await deed(store, number), number)
        assert await claimed(store) == found
        assert await claimed(store) == []
        await undo(await deed(store, 10 + number), (await deed(store, 0)).before.roadmap.tasks[0])
        await store.journals.tick(WALK, ["t11"], MONDAY, NOW)
    assert await claimed(store) == []


async def deed(store: Store, number: int) -> Deed:
    """A press of Ada's, in the plan's last week."""
    before = await store.progress.of(GUILD, ADA, NOW + timedelta(weeks=3))
    assert before is not None
    return Deed(store, before, number)


async def claimed(store: Store) -> list[str]:
    """What the next answer tells."""
    before = (await deed(store, 0)).before
    claims = AchievementClaims(store)
    claim = await claims.claim(WALK, untold_achievements(before))
    if claim is None:
        return []
    await claims.told(claim)
    return [achievement.key for achievement in claim.achievements]
