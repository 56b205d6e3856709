"""Pictures are drawn beside the event loop, once for the same facts, within bounds, and never at the text's cost."""

from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import dataclass, field

import pytest

from bot.ui.picture_cache import PictureCache


@dataclass(frozen=True)
class Facts:
    """Facts that count how often they are drawn; two are equal when their name is."""

    name: str
    size: int = 10
    drawn_on: list[str] = field(default_factory=list[str], compare=False, hash=False)
    gate: threading.Event | None = field(default=None, compare=False, hash=False)

    def draw(self) -> bytes:
        """So many bytes, after the gate has opened."""
        self.drawn_on.append(threading.current_thread().name)
        if self.gate:
            self.gate.wait(10)
        if self.name == "broken":
            raise ZeroDivisionError("unforeseen")
        return self.name[:1].encode() * self.size

    def words(self) -> str:
        """What it says."""
        return f"about {self.name}"


async def test_the_same_facts_are_drawn_once() -> None:
    """Equal facts share their picture, in turn and at the same moment, and it is drawn on another thread."""
    picture_cache, gate = PictureCache(), threading.Event()
    first = Facts("a", gate=gate)
    asking = [
        asyncio.create_task(picture_cache.picture(facts, Facts.draw, Facts.words))
        for facts in (first, Facts("a"), Facts("a"))
    ]
    await asyncio.sleep(0)
    gate.set()
    pictures = [*await asyncio.gather(*asking), await picture_cache.picture(Facts("a"), Facts.draw, Facts.words)]
    assert {picture.png for picture in pictures if picture} == {b"a" * 10}
    assert [picture.words for picture in pictures if picture] == ["about a"] * 4
    assert len(first.drawn_on) == 1
    assert first.drawn_on[0] != threading.current_thread().name


async def drawn_again(picture_cache: PictureCache, names: str, size: int = 10) -> str:
    """Which of these had to be drawn again."""
    again = ""
    for name in names:
        facts = Facts(name, size)
        await picture_cache.picture(facts, Facts.draw, Facts.words)
        again += name * len(facts.drawn_on)
    return again


async def test_the_latest_are_kept_within_a_number() -> None:
    """What was asked for longest ago goes first."""
    picture_cache = PictureCache(most_kept=3)
    assert await drawn_again(picture_cache, "abc") == "abc"
    assert await drawn_again(picture_cache, "ad") == "d"
    assert await drawn_again(picture_cache, "acd") == ""
    assert await drawn_again(picture_cache, "b") == "b"


async def test_the_latest_are_kept_within_a_size() -> None:
    """However few they are; one that is larger than all room is shown and not kept."""
    picture_cache = PictureCache(most_bytes=100)
    assert await drawn_again(picture_cache, "abc", 40) == "abc"
    assert await drawn_again(picture_cache, "bc", 40) == ""
    assert await drawn_again(picture_cache, "a", 40) == "a"
    assert await drawn_again(picture_cache, "xx", 101) == "xx"


async def test_a_failure_costs_the_picture_alone(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged in full, nothing is kept, and the next one is drawn."""
    picture_cache = PictureCache()
    with caplog.at_level(logging.ERROR):
        assert await picture_cache.picture(Facts("broken"), Facts.draw, Facts.words) is None
    assert "ZeroDivisionError" in caplog.text
    assert await picture_cache.picture(Facts("fine"), Facts.draw, Facts.words) is not None
    assert await picture_cache.picture(Facts("broken"), Facts.draw, Facts.words) is None


async def test_an_answer_does_not_wait_for_a_slow_picture() -> None:
    """The text goes without it; once it is drawn, the next one who asks has it at once."""
    picture_cache, gate = PictureCache(patience=0.3), threading.Event()
    slow = Facts("slow", gate=gate)
    assert await picture_cache.picture(slow, Facts.draw, Facts.words) is None
    gate.set()
    assert await picture_cache.picture(Facts("slow"), Facts.draw, Facts.words) is not None
    assert len(slow.drawn_on) == 1


async def test_fifty_in_one_moment_all_have_their_picture() -> None:
    """However different they are: each comes when it is drawn, some by an edit (§8)."""
    picture_cache, gate = PictureCache(a_moment=0), threading.Event()
    asking = [picture_cache.begun(Facts(str(number), gate=gate), Facts.draw, Facts.words) for number in range(50)]
    coming = [picture.coming for picture in await asyncio.gather(*asking) if picture and picture.coming]
    assert len(coming) == 50
    gate.set()
    assert all(await asyncio.gather(*coming))


async def test_a_crowd_is_not_queued_up() -> None:
    """With many under way, further ones go without a picture at once."""
    picture_cache, gate = PictureCache(most_under_way=2), threading.Event()
    asking = [
        asyncio.create_task(picture_cache.picture(Facts(name, gate=gate), Facts.draw, Facts.words)) for name in "ab"
    ]
    await asyncio.sleep(0)
    assert await picture_cache.picture(Facts("c"), Facts.draw, Facts.words) is None
    gate.set()
    assert all(await asyncio.gather(*asking))
    assert await picture_cache.picture(Facts("c"), Facts.draw, Facts.words) is not None


class Wordless(Facts):
    """Facts whose words fail."""

    def words(self) -> str:
        """Fail."""
        raise ZeroDivisionError("unforeseen")


async def test_words_that_fail_cost_the_picture_alone(caplog: pytest.LogCaptureFixture) -> None:
    """The first time, and when the picture was drawn before."""
    picture_cache = PictureCache()
    with caplog.at_level(logging.ERROR):
        assert [await picture_cache.picture(Wordless("w"), Wordless.draw, Wordless.words) for _ in range(2)] == [
            None,
            None,
        ]
    assert caplog.text.count("ZeroDivisionError: unforeseen") == 2
