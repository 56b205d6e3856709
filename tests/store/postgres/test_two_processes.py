"""What one process has written, another one knows: roadmaps are kept in memory, and are never old."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.roadmap.versions import edited, first_edition
from bot.store.address import PostgresAddress
from bot.store.store import Store
from tests.store.people import ADA, GUILD, MONDAY, NOW, SMALL, join, set_up


@pytest.fixture
async def two(postgres_address: PostgresAddress) -> AsyncIterator[tuple[Store, Store]]:
    """The stores of two processes, on which everybody walks the operator's roadmap."""
    one, other = await Store.open(postgres_address), await Store.open(postgres_address)
    await one.roadmaps.confirm(first_edition(SMALL, MONDAY), NOW)
    yield one, other
    await one.close()
    await other.close()


async def test_a_new_version_is_everybodys_at_once(two: tuple[Store, Store]) -> None:
    one, other = two
    await set_up(one, GUILD, 5, NOW)
    await join(one, ADA)
    before = await other.progress.edition(GUILD)
    assert [edition.newest.number for edition in await other.progress.walked(GUILD)] == [1]
    changed = SMALL.model_copy(update={"title": "Another title"})
    await one.roadmaps.confirm(edited(before, changed, MONDAY), NOW)
    assert (await other.progress.edition(GUILD)).roadmap.title == "Another title"
    assert [edition.newest.number for edition in await other.progress.walked(GUILD)] == [2]
    found = await other.progress.of(GUILD, ADA, NOW)
    assert found is not None
    assert found.record.newest_version == 2
