"""The sandbox's page, driven in a real browser as a newcomer would."""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, ViewportSize, async_playwright, expect

from tests.sandbox.browser import CHROMIUM, QUIET, needs_chromium

_ROOT = Path(__file__).parents[2]


class RunningSandbox:
    """`python -m bot sandbox` as a process of its own, and what it printed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.printed = ""

    async def address(self) -> str:
        """The address it prints, once it serves the page."""
        assert self.process.stdout is not None
        while not (found := re.search(r"http://\S+", self.printed)):
            line = await asyncio.wait_for(self.process.stdout.readline(), 60)
            assert line, f"the sandbox ended: {self.printed}"
            self.printed += line.decode()
        return found[0]


@pytest.fixture
async def running(tmp_path: Path) -> AsyncGenerator[RunningSandbox]:
    """A sandbox on a port that is taken, so that it must find the next free one."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "sandbox", "--folder", str(tmp_path), "--port", str(port)),
            cwd=_ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        try:
            yield RunningSandbox(process)
        finally:
            if process.returncode is None:
                process.terminate()
            await asyncio.wait_for(process.wait(), 10)


async def test_a_taken_port_is_said_and_the_end_is_clean(running: RunningSandbox) -> None:
    """The page moves to the next free port, and SIGTERM ends the sandbox with exit code 0."""
    await running.address()
    assert re.search(r"Port \d+ is taken, so the page is on \d+", running.printed)
    running.process.terminate()
    assert await asyncio.wait_for(running.process.wait(), 10) == 0


async def _settled(page: Page) -> None:
    await page.wait_for_function(
        "() => !window.simcordPreview.pendingAction && window.simcordPreview.renderState !== 'rendering'"
    )


async def _slash(page: Page, command: str) -> None:
    """Type a slash command into the box and send it."""
    box = page.locator("#channel-composer-input")
    await box.click()
    await box.press_sequentially(f"/{command}", delay=20)
    await page.locator(".command-entry.is-active", has_text=command).wait_for()
    await page.keyboard.press("Enter")
    await page.locator(".command-chip").wait_for()
    await page.locator("#send-message").click()
    await _settled(page)


async def _press(said: Locator, label: str, answer: str) -> None:
    """Press a button of the newest message; what the page refuses while it is being refreshed, once more."""
    for _ in range(5):
        await said.last.get_by_role("button", name=label).press("Enter")
        try:
            await expect(said.last).to_contain_text(answer, timeout=3000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"{label} was not answered with {answer!r}")


_FEW_TAPS = 6
PHONE: ViewportSize = {"width": 390, "height": 844}


async def _taps_to_the_first_tick(page: Page) -> int:
    """Join and tick as somebody does on a phone, from the open page on; returns how many taps it took."""
    taps = 0

    async def tap(what: Locator) -> None:
        nonlocal taps
        await what.tap()
        taps += 1

    await tap(page.locator("#channel-composer-input"))
    await page.keyboard.type("/start", delay=20)
    await tap(page.locator(".command-entry.is-active", has_text="start"))
    await page.locator(".command-chip").wait_for()
    arrow = await page.locator("#send-message").bounding_box()
    assert arrow is not None
    assert arrow["x"] + arrow["width"] <= PHONE["width"], "the arrow lies beyond the edge of the screen"
    await tap(page.locator("#send-message"))
    await _settled(page)
    said = page.locator("article.channel-message")
    await expect(said.last).to_contain_text("Welcome aboard")
    await tap(said.last.get_by_role("combobox"))
    await tap(page.get_by_role("option", name="Loss functions"))
    await expect(said.last).to_contain_text("1 of 3 tasks done")
    return taps


@needs_chromium
async def test_a_newcomer_joins_ticks_and_is_reminded(running: RunningSandbox) -> None:
    """On a phone: /start and a first tick in few taps, /week and another, /progress, an item, Monday's reminder."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport=PHONE, has_touch=True, is_mobile=True)
        await page.goto(await running.address())
        await page.wait_for_selector("#viewer-picker option", state="attached")
        said = page.locator("article.channel-message")

        assert await _taps_to_the_first_tick(page) <= _FEW_TAPS

        await _slash(page, "week")
        week = said.filter(has_text="ML Fundamentals").last
        tasks = week.get_by_role("combobox")
        await tasks.evaluate("box => box.scrollIntoView({block: 'center'})")
        await tasks.click()
        await page.get_by_role("option", name="Review backpropagation").click()
        await tasks.press("Enter")
        await expect(week).to_contain_text("2 of 3 tasks done")

        await _slash(page, "progress")
        await expect(said.last.get_by_role("img", name="2 of 70 tasks")).to_be_visible()

        await _slash(page, "checkpoint")
        checkpoint = said.filter(has_text="Phase 1 Checkpoint").last
        await checkpoint.get_by_role("button", name="Tick item 1…").first.press(
            "Enter"
        )  # the list may still be scrolling
        form = page.get_by_role("dialog")
        await form.locator("textarea").fill("https://example.org/what-attention-is")
        await form.get_by_role("button", name="Submit").click()
        await expect(checkpoint).to_contain_text("1 of 3 items")

        await _slash(page, "sandbox next-reminder")
        await expect(said.last).to_contain_text("Mon: Read paper/blog")
        await browser.close()


@needs_chromium
async def test_ada_sees_her_card_is_warned_and_puts_it_off(running: RunningSandbox) -> None:
    """/progress with its picture, the week's messages up to the warning, Later…, and what comes in an hour."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page()
        await page.goto(await running.address())
        await page.wait_for_selector("#viewer-picker option", state="attached")
        await page.locator("#viewer-picker").select_option(label="Ada (week 9)")
        await _settled(page)
        said = page.locator("article.channel-message")

        await _slash(page, "progress")
        card = said.last.get_by_role("img", name="Week 9 of 36. On track.")
        await expect(card).to_be_visible()
        await expect(card).to_have_js_property("naturalWidth", 900)

        for title in ("Mon: Read paper/blog", "Wed: Implementation/coding", "Sat: Review + exercises"):
            await _slash(page, "sandbox next-reminder")
            await expect(said.last).to_contain_text(title)
        await _press(said, "Later…", "When should I remind you?")
        await _press(said, "In 1 hour", "unless you've studied by then")
        await _slash(page, "sandbox next-reminder")
        await expect(said.last).to_contain_text("A direct message to you")
        await browser.close()
