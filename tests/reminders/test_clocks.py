"""A machine's clock that is wrong: what it did heals by itself, and who can set it right hears of it."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, time, timedelta, tzinfo
from email.utils import format_datetime

import pytest
from apscheduler.schedulers import base  # pyright: ignore[reportMissingTypeStubs]

from bot import scheduler
from bot.store.holding import AllMine
from bot.ui.discords_clock import DiscordsClock
from bot.ui.screens.doctor import clock_line
from tests.study_server import MONDAY, MovableClock, StudyServer

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("restarted", [False, True])
async def test_one_look_with_a_clock_that_is_ahead_silences_nobody(study_server: StudyServer, restarted: bool):
    """Forty days ahead for one look, then right again: this week's messages and posts come on time."""
    ada = await study_server.member("ada")
    await study_server.member("ben")
    await ada.slash("reminders", where="dm", time="17:00")
    await study_server.tick_at(MONDAY, "12:00")
    await study_server.tick_at(MONDAY + 40 * DAY, "12:00", away=True)
    early = (len(ada.dms), len(study_server.posts))
    assert early == (0, 0)
    if restarted:
        await study_server.restart()
    for day, clocks in ((0, ("12:01", "17:00", "18:00")), (1, ("17:00", "18:00")), (2, ("17:00", "18:00"))):
        for clock in clocks:
            await study_server.tick_at(MONDAY + day * DAY, clock, away=True)
    assert (len(ada.dms), len(study_server.posts)) == (2, 2)
    assert not any("Sorry" in text for text in (*ada.dms, *study_server.post_texts))
    assert await study_server.store.outages.all() == []


async def test_a_claim_of_a_clock_that_was_ahead_holds_nothing(study_server: StudyServer):
    """What it had claimed is free as soon as the clock is right."""
    await study_server.member("ada")
    study_server.at(MONDAY, "18:00")
    await study_server.tick._planner.servers([await study_server.settings()], study_server.clock.now)  # pyright: ignore[reportPrivateUsage]  # the middle of a look
    assert await study_server.store.deliveries.claim("ahead", study_server.clock.now + 40 * DAY, 10)
    await study_server.tick()
    assert len(study_server.posts) == 1


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=3)])
async def test_days_in_between_come_on_time(study_server: StudyServer, ahead: timedelta):
    """Hours or days ahead for one look on Monday evening: Wednesday's message is on time."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time="18:00")
    await study_server.tick_at(MONDAY, "18:00")
    study_server.clock.now += ahead
    await study_server.tick()
    await study_server.tick_at(MONDAY + DAY, "18:00", away=True)
    assert len(ada.dms) == 1
    await study_server.tick_at(MONDAY + 2 * DAY, "18:00", away=True)
    assert len(ada.dms) == 2
    assert "Sorry" not in ada.dms[1]


class Watch:
    """Counts looks."""

    def __init__(self) -> None:
        self.looks = 0
        self.looked = asyncio.Event()

    async def __call__(self) -> bool:
        """Look once."""
        self.looks += 1
        self.looked.set()
        return True

    async def next(self) -> None:
        """Wait for the next look."""
        self.looked.clear()
        async with asyncio.timeout(10):
            await self.looked.wait()


async def test_a_clock_that_is_set_back_delays_no_look(monkeypatch: pytest.MonkeyPatch):
    """Two hours back between two looks: the next one comes in its turn all the same."""
    back = timedelta()

    class SetBack(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> SetBack:
            moved = datetime.now(tz) + back
            return cls.combine(moved.date(), moved.time(), tzinfo=moved.tzinfo)

    monkeypatch.setattr(base, "datetime", SetBack)
    monkeypatch.setattr(scheduler, "EVERY", timedelta(milliseconds=50))
    watch = Watch()
    async with scheduler.ticking(AllMine(1), watch, lambda: SetBack.now(UTC)):
        await watch.next()
        back = timedelta(hours=-2)
        await watch.next()
        await watch.next()
    assert watch.looks >= 3


@pytest.mark.parametrize(
    ("now", "next_look"),
    [
        ("17:59:59.999", "18:00:00"),
        ("18:00:00", "18:00:30"),
        ("18:00:00.002", "18:00:30"),
        ("18:00:17", "18:00:30"),
        ("23:59:45", "00:00:00"),
    ],
)
def test_looks_are_on_the_half_minute(now: str, next_look: str):
    """Reminders are due on whole minutes: a look in between, as at the start, does not move the next ones."""
    at = datetime.combine(MONDAY, time.fromisoformat(now), UTC)
    found = scheduler.OnTheHalfMinute().get_next_fire_time(at, at)
    assert (found.time().isoformat(), timedelta() < found - at <= timedelta(seconds=30)) == (next_look, True)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(minutes=4), ""),
        (timedelta(minutes=12), "My clock is 12 minutes ahead of Discord's"),
        (-timedelta(hours=2), "My clock is 2 hours behind Discord's"),
        (timedelta(days=40), "My clock is 40 days ahead of Discord's"),
    ],
)
async def test_discord_tells_that_the_clock_is_wrong(
    study_server: StudyServer, ahead: timedelta, said: str, caplog: pytest.LogCaptureFixture
):
    """By more than five minutes: it is logged once, and the doctor says so until it is right."""
    clock = study_server.bot.discords_clock
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            clock.heard(format_datetime(study_server.clock.now - ahead, usegmt=False))
    assert caplog.text.count("My clock is") == bool(said)
    doctor = (await study_server.admin.slash("admin doctor")).text
    assert (f"{said}, so reminders come at the wrong times" in doctor) == bool(said)
    clock.heard(format_datetime(study_server.clock.now))
    assert "My clock" not in (await study_server.admin.slash("admin doctor")).text


def test_a_date_that_cannot_be_read_says_nothing():
    """Whatever stands between the bot and Discord may write."""
    clock = DiscordsClock(MovableClock(NOON))
    for written in ("", "yesterday", "Mon, 99 Foo 2026 25:61:00 GMT"):
        clock.heard(written)
    assert clock_line(clock.ahead) == ""
    clock.heard("Mon, 02 Mar 2026 11:00:00 GMT")
    assert clock_line(clock.ahead).startswith("My clock is 60 minutes ahead")
