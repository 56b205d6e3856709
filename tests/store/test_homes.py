"""Which server somebody means in the bot's direct messages."""

from __future__ import annotations

from datetime import timedelta

from bot.store.homes import Home
from bot.store.store import Store
from tests.store.people import ADA, GUILD, NOW, join

OTHER_GUILD = 7


async def test_the_server_chosen_last_comes_first(store: Store):
    """Nobody's in none; before any choice none is chosen; a new choice takes the place of the former."""
    assert await store.homes.of(ADA) == []
    await join(store)
    await join(store, guild_id=OTHER_GUILD)
    assert {home.guild_id for home in await store.homes.of(ADA)} == {GUILD, OTHER_GUILD}
    assert not any(home.was_chosen for home in await store.homes.of(ADA))
    for chosen_at, chosen in ((0, GUILD), (0, OTHER_GUILD), (5, GUILD)):
        await store.homes.choose(chosen, ADA, NOW + timedelta(seconds=chosen_at))
        first, second = await store.homes.of(ADA)
        assert first == Home(chosen, was_chosen=True)
        assert second.guild_id != chosen
