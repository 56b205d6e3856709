"""How high the screens are on a phone: measured in the sandbox's real page at 390 px, in every state (§8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import discord
from playwright.async_api import Page, async_playwright

from bot.pictures.drawing.canvas import WIDTH
from bot.pictures.drawing.card import draw_card
from bot.pictures.drawing.road import draw_road
from bot.pictures.lettering import Style
from bot.roadmap import Roadmap
from bot.sandbox.page import page_of
from bot.sandbox.play import opened
from bot.sandbox.states import START, states
from bot.sandbox.world import ZONE
from bot.study.days import instant_of
from bot.study.focus import Focus, Ring
from bot.study.journal import Tick
from bot.study.progress import Progress
from bot.study.snapshots.progress import progress_snapshot
from bot.study.snapshots.roadmap import roadmap_snapshot
from bot.ui.screens.calendar import calendar_screen
from bot.ui.screens.checkpoint import checkpoint_screen
from bot.ui.screens.done import ticked_news
from bot.ui.screens.focus import focus_screen
from bot.ui.screens.help import help_screen
from bot.ui.screens.layout import Picture, Screen
from bot.ui.screens.log import log_screen
from bot.ui.screens.plan import plan_screen
from bot.ui.screens.progress import progress_screen
from bot.ui.screens.road import road_screen
from bot.ui.screens.streak import streak_screen
from bot.ui.screens.week import week_screen, weeks_block
from bot.words.alt_text import alt_text
from tests.sandbox.browser import CHROMIUM, QUIET, needs_chromium

PHONE = {"width": 390, "height": 844}
A_SCREEN = 625
"""What is seen of messages at once: Discord's own head and box take the rest of 844."""
HEAD = 87
"""Above a private answer: who used which command, the bot's name, and that only you can see it."""
A_BATCH = 20
"""The page shows no more than 25 messages at once."""
LEAST_LABEL = 11

STATES = (
    "new", "first tick", "week 9", "behind", "ahead", "paused", "focus", "finished", "free week", "plan over",
    "before the start", "12 phases", "other scripts",
)  # fmt: skip

_HEIGHTS = """() => [...document.querySelectorAll("article.channel-message")]
    .map(one => one.querySelector("section.component-container"))
    .map(box => [box.getBoundingClientRect().height, box.querySelector("img")?.getBoundingClientRect().width ?? 0])"""
_READY = """count => {
    const images = [...document.images];
    images.forEach(image => { image.loading = "eager"; });
    const boxes = [...document.querySelectorAll("article.channel-message section.component-container")];
    const high = boxes.map(box => box.getBoundingClientRect().height).join();
    window.looks = high === window.high ? (window.looks ?? 0) + 1 : 0;
    window.high = high;
    return boxes.length >= count && images.every(image => image.naturalWidth > 0) && window.looks >= 5
        && window.simcordPreview?.renderState !== "rendering";
}"""
"""All is there, and does not grow any more: while a page is being laid out, it looks lower than it is."""


@dataclass(frozen=True, slots=True)
class Case:
    """A screen in a state, and how many phone screens high it may be."""

    name: str
    screens: float
    screen: Screen


def _card(progress: Progress) -> Screen:
    shown = progress_snapshot(progress)
    return progress_screen(shown, Picture(draw_card(shown.card), alt_text(shown.card)))


def _road(progress: Progress) -> Screen:
    seen = roadmap_snapshot(progress, {5: 2, 12: 4})
    return road_screen(seen, Picture(draw_road(seen.road), alt_text(seen.road)))


def _checkpoint(progress: Progress) -> Screen:
    return checkpoint_screen(progress, progress.current_phase or progress.roadmap.phases[0])


def _focus(progress: Progress) -> Screen:
    task = progress.open_tasks[0].id
    walk, today, now = progress.member.walk, progress.today, progress.now
    focus = Focus(walk, 1, today, now, now, (25, 5, 25, 5, 25), task_id=task, ring=Ring.CHANNEL)
    return focus_screen(progress, focus)


def _calendar(progress: Progress) -> Screen:
    return calendar_screen(progress, 108, discord.File(BytesIO(b"BEGIN:VCALENDAR"), "roadmate.ics"))


def _just_ticked(progress: Progress) -> Screen:
    block = weeks_block(progress)
    ticked = (*progress.record.journal.ticks, Tick(block.tasks[-1].id, progress.today))
    record = replace(progress.record, journal=replace(progress.record.journal, ticks=ticked))
    after = replace(progress, record=record)
    return week_screen(after, block, news=ticked_news(progress, after, block.tasks[-1:]))


def _cases(roadmap: Roadmap) -> Iterator[Case]:
    found = states(roadmap)
    shown: tuple[tuple[str, float, Callable[[Progress], Screen], Sequence[str]], ...] = (
        ("progress", 1.5, _card, STATES),
        ("roadmap", 1.5, _road, STATES),
        ("week", 1, lambda progress: week_screen(progress, weeks_block(progress)), STATES),
        ("streak", 1, streak_screen, ("new", "week 9", "behind", "paused", "focus", "finished", "free week")),
        ("checkpoint", 1, _checkpoint, ("new", "week 9", "focus", "finished", "12 phases", "other scripts")),
        ("pace", 1, plan_screen, ("new", "paused", "focus", "finished", "12 phases")),
        ("log", 1.5, log_screen, ("new", "first tick", "week 9", "behind", "finished", "12 phases", "other scripts")),
        ("focus", 1, _focus, ("new", "week 9", "12 phases")),
        ("calendar", 1, _calendar, ("new", "focus")),
        ("help", 1, help_screen, ("new", "behind", "paused", "finished")),
        ("week after a tick", 1, _just_ticked, ("new", "first tick", "week 9", "focus")),
    )
    for command, screens, screen, names in shown:
        for name in names:
            yield Case(f"/{command}, {name}", screens, screen(found[name]))


@needs_chromium
async def test_every_screen_is_seen_at_a_glance_on_a_phone(curriculum: Roadmap, tmp_path: Path) -> None:
    """/progress and /roadmap within one and a half screens, the others within one; no label below 11 px."""
    cases = list(_cases(curriculum))
    morning = instant_of(START, time(9), ZoneInfo(ZONE))
    async with (
        opened(curriculum, tmp_path, morning) as sandbox,
        page_of(sandbox.world, 8600) as preview,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        channel = await sandbox.world.bot.fetch_channel(sandbox.world.channel.id)
        assert isinstance(channel, discord.TextChannel)
        measured: list[tuple[float, float]] = []
        for first in range(0, len(cases), A_BATCH):
            batch = cases[first : first + A_BATCH]
            for case in batch:
                await channel.send(view=case.screen, files=case.screen.files)
            page = await browser.new_page(viewport=PHONE)  # pyright: ignore[reportArgumentType]  # it is a size
            measured += await _measured(page, preview.url, len(batch))
            await page.close()
        await browser.close()
    high = [
        f"{case.name}: {HEAD + height:.0f} px"
        for case, (height, _) in zip(cases, measured, strict=True)
        if HEAD + height > case.screens * A_SCREEN
    ]
    assert high == []
    smallest = min(style.value[1] for style in Style)
    narrow = [width for _, width in measured if width and smallest * width / WIDTH < LEAST_LABEL]
    assert narrow == []
    assert sum(1 for _, width in measured if width) == 2 * len(STATES)


async def _measured(page: Page, url: str, count: int) -> list[tuple[float, float]]:
    """Of the newest messages, how high each is, and how wide its picture."""
    await page.goto(url)
    await page.wait_for_selector("#viewer-picker option", state="attached")
    await page.wait_for_function(_READY, arg=count, polling=50)
    found: list[list[float]] = await page.evaluate(_HEIGHTS)
    return [(height, width) for height, width in found[-count:]]
