"""A fake Discord for each test."""

from collections.abc import AsyncIterator

import pytest_asyncio

from .fake_discord import FakeDiscord


@pytest_asyncio.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """A Discord on its own port."""
    async with FakeDiscord() as discord:
        yield discord
