"""Make the pictures of README and docs from the sandbox: `python -m tools.screenshots`, or `make screenshots`.

A browser opens the sandbox's page as on a phone and as on a desktop, does what a member would, and what it shows is
saved to docs/images. It needs a Chromium that is installed.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from bot.config import load_roadmap
from bot.pictures.drawing.achievement import draw_achievement
from bot.pictures.drawing.group import draw_group
from bot.sandbox.page import page_of
from bot.sandbox.play import opened
from bot.sandbox.states import START, states
from bot.sandbox.world import ZONE
from bot.study.achievements import AchievementKind, achievements, reached
from bot.study.days import instant_of
from bot.study.group import GroupWeek

_ROOT = Path(__file__).parents[1]
_IMAGES = _ROOT / "docs" / "images"
_EVENING = instant_of(date(2026, 11, 25), time(19), ZoneInfo(ZONE))
_PORT = 8700
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_PHONE, _DESKTOP = (390, 844), (1280, 1260)
_COLOURS = 128
_SHARP = 2


@dataclass
class Film:
    """Still pictures of a page, each shown for so many seconds."""

    stills: list[tuple[bytes, float]] = field(default_factory=list[tuple[bytes, float]])

    async def take(self, page: Page, seconds: float) -> None:
        """One more."""
        self.stills.append((await page.screenshot(), seconds))

    def save(self, file: Path) -> None:
        """As an animation that begins again."""
        stills = (Image.open(BytesIO(png)).convert("RGB") for png, _ in self.stills)
        # An octree keeps colours that few pixels have: the flame, and what is done.
        frames = [still.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE) for still in stills]
        lasts = [round(seconds * 1000) for _, seconds in self.stills]
        frames[0].save(file, save_all=True, append_images=frames[1:], duration=lasts, loop=0, optimize=True)


async def main() -> int:
    """Make them all; 2 when no Chromium is here."""
    chromium = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if chromium is None:
        print("No Chromium is installed to take pictures with.", file=sys.stderr)
        return 2
    _IMAGES.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        await _first_tick(browser)
        await _commands(browser)
        await browser.close()
    _drawn()
    for file in sorted(_IMAGES.iterdir()):
        print(f"{file.relative_to(_ROOT)}  {file.stat().st_size / 1000:.0f} kB")
    return 0


async def _first_tick(browser: Browser) -> None:
    """Noor joins, opens her week, ticks the first task, and sees the first segment filled: 20 seconds."""
    film = Film()
    async with _page(browser, _PHONE, 1) as page:
        await film.take(page, 1.5)
        await _typed(page, "start")
        await film.take(page, 1.2)
        await _sent(page)
        await film.take(page, 3.0)
        await _typed(page, "week")
        await film.take(page, 1.2)
        await _sent(page)
        await film.take(page, 2.6)
        tasks = page.locator("article.channel-message").last.get_by_role("combobox")
        await tasks.click()
        await page.get_by_role("option", name="Review backpropagation").click()
        await film.take(page, 2.2)
        await tasks.press("Enter")
        await _settled(page)
        await film.take(page, 2.8)
        await _typed(page, "progress")
        await film.take(page, 1.2)
        await _sent(page)
        await film.take(page, 4.3)
    film.save(_IMAGES / "first-tick.gif")


async def _commands(browser: Browser) -> None:
    """What Ada in week 9 sees, on a phone and on a desktop."""
    async with _page(browser, _PHONE, _SHARP, viewer="Ada", high=1500) as page:
        await _typed(page, "week")  # what is told once is told here, and not in the pictures
        await _sent(page)
        for command in ("week", "progress", "roadmap"):
            await _typed(page, command)
            await _sent(page)
            await page.locator("article.channel-message").last.screenshot(path=_IMAGES / f"{command}-phone.png")
    async with _page(browser, _DESKTOP, 1, viewer="Ada") as page:
        await _typed(page, "week")
        await _sent(page)
        await _typed(page, "progress")
        await _sent(page)
        await page.screenshot(path=_IMAGES / "progress-desktop.png")


def _drawn() -> None:
    """Pictures that no command brings at once: an achievement, and the group's week."""
    finished = states(load_roadmap(_ROOT / "roadmap.yaml"))["finished"]
    achievement = next(
        achievement for achievement in achievements(finished) if achievement.kind is AchievementKind.PHASE
    )
    (_IMAGES / "achievement.png").write_bytes(draw_achievement(reached(finished, achievement)))
    week = GroupWeek(START, START + timedelta(days=6), (4, 1, 5, 0, 2, 6, 1), 7, 23, 1, 4, (0, 2, 5))
    (_IMAGES / "our-week.png").write_bytes(draw_group(week))


@asynccontextmanager
async def _page(
    browser: Browser, size: tuple[int, int], sharp: int, viewer: str = "", high: int = 0
) -> AsyncGenerator[Page]:
    """The page of a fresh sandbox, as somebody sees it; `high`: so high instead, so that nothing is cut off."""
    roadmap = load_roadmap(_ROOT / "roadmap.yaml")
    with tempfile.TemporaryDirectory() as folder:
        async with (
            opened(roadmap, Path(folder), _EVENING) as sandbox,
            page_of(sandbox.world, _PORT) as preview,
        ):
            wide, screen = size
            page = await browser.new_page(viewport={"width": wide, "height": high or screen}, device_scale_factor=sharp)
            await page.goto(preview.url)
            await page.wait_for_selector("#viewer-picker option", state="attached")
            if viewer:
                await page.evaluate(_CHOOSE, viewer)
            await _settled(page)
            yield page
            await page.close()


_CHOOSE = """who => {
    const picker = document.querySelector("#viewer-picker");
    picker.value = [...picker.options].find(option => option.label.includes(who)).value;
    picker.dispatchEvent(new Event("change", {bubbles: true}));
}"""


_ALL_SHOWN = """() => [...document.images].every(image => {
    image.loading = "eager";
    return image.complete && image.naturalWidth > 0;
})"""
"""A picture that the page is still fetching would be missing from ours."""


async def _typed(page: Page, command: str) -> None:
    box = page.locator("#channel-composer-input")
    await box.click()
    await box.press_sequentially(f"/{command}", delay=15)
    await page.locator(".command-entry.is-active", has_text=command).wait_for()
    await page.keyboard.press("Enter")
    await page.locator(".command-chip").wait_for()


async def _sent(page: Page) -> None:
    await page.locator("#send-message").click()
    await _settled(page)


async def _settled(page: Page) -> None:
    """The page shows the answer, its picture too."""
    await page.wait_for_function(
        "() => !window.simcordPreview.pendingAction && window.simcordPreview.renderState !== 'rendering'"
    )
    await page.wait_for_timeout(800)
    await page.wait_for_function(_ALL_SHOWN)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
