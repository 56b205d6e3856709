"""The page after many messages: what it describes stays bounded, and no text is parsed twice."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from bot.roadmap import Roadmap
from bot.sandbox.page import page_of
from bot.sandbox.play import Sandbox, opened
from tests.sandbox.test_travel import MONDAY_MORNING


@pytest.fixture
async def sandbox(curriculum: Roadmap, tmp_path: Path) -> AsyncGenerator[Sandbox]:
    """A fresh sandbox on a Monday morning."""
    async with opened(curriculum, tmp_path, MONDAY_MORNING) as running:
        yield running


async def test_the_page_stays_quick(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty answers in a channel: the newest 25 are described, and describing them again parses nothing."""
    parsed: list[str] = []
    parse = MarkdownIt.parse

    def counted(parser: MarkdownIt, src: str, env: Any = None) -> Any:
        parsed.append(src)
        return parse(parser, src, env)

    monkeypatch.setattr(MarkdownIt, "parse", counted)
    world = sandbox.world
    async with page_of(world, 8700) as page:
        for _ in range(40):
            await world.noor.slash(world.channel, "help")
        shown = await page.snapshot()
        assert len(shown["messages"]) == 25
        assert parsed, "the page parses another way by now"
        parsed.clear()
        assert len((await page.snapshot())["messages"]) == 25
        assert parsed == []
