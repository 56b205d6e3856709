"""Exactly once: across restarts, crashes at any moment, two ticks at a time, and a Discord that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.reminders import tick
from bot.reminders.planning import Planner
from bot.reminders.sending import Sender
from bot.reminders.tick import Tick
from bot.study.cohorts import Cohort
from bot.study.days import instant_of
from bot.study.deliveries import COHORT_START, READERS, RHYTHM, Delivery, Receipt
from bot.study.member import Server, ServerChoice, Walk
from bot.study.nudges import PersonalNote
from bot.study.review import FrozenItem, Policy, Readers, Review
from bot.ui.messenger import DiscordMessenger
from tests.databases import ON_BOTH
from tests.sentences import ALL_WELL
from tests.study_server import MONDAY, Learner, StudyServer

WEDNESDAY, SATURDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=5)
EIGHTEEN = instant_of(MONDAY, time(18), ZoneInfo("Europe/Berlin"))
POSTS = "/channels/*/messages"


@pytest.fixture
async def server(study_server: StudyServer) -> StudyServer:
    """A server with one member to remind, a minute before the time."""
    await study_server.member("ada")
    study_server.clock.now = EIGHTEEN - timedelta(minutes=1)
    return study_server


async def tick_after(server: StudyServer, **passed: int) -> None:
    """Let some time pass after 18:00 on Monday, and look once."""
    server.clock.now = EIGHTEEN + timedelta(**passed)
    await server.tick()


def planner(server: StudyServer) -> Planner:
    """The part that writes down what is due."""
    return Planner(server.store)


def sender(server: StudyServer) -> Sender:
    """The part that brings it to Discord."""
    return Sender(server.store, DiscordMessenger(server.bot, server.bot.picture_cache))


async def test_many_ticks_one_post(server: StudyServer):
    """From a minute before to six hours after, twice a minute at first."""
    for seconds in (*range(-60, 600, 30), *range(600, 6 * 3600, 600)):
        await tick_after(server, seconds=seconds)
    assert len(server.posts) == 1
    assert "Sorry" not in server.post_texts[0]


async def test_a_restart_between_two_ticks(server: StudyServer):
    """The next process knows what was sent."""
    await tick_after(server, seconds=0)
    await server.restart()
    await tick_after(server, seconds=30)
    await tick_after(server, minutes=10)
    assert len(server.posts) == 1


@ON_BOTH
async def test_ticks_at_the_same_time(server: StudyServer):
    """Two in one process and one of another process claim what is due only once."""
    server.clock.now = EIGHTEEN
    other = Tick(server.store, DiscordMessenger(server.bot, server.bot.picture_cache), server.clock)
    await asyncio.gather(server.tick(), other(), server.tick())
    assert len(server.posts) == 1


async def test_the_first_does_not_wait_for_the_last(server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """With thousands due, what is planned goes out while the others are planned still."""
    hall = server.env.create_guild("Other hall")
    zoe = hall.add_member(server.env.create_user("zoe"))
    await zoe.slash(hall.create_text_channel("study"), "start", zone="Europe/Berlin")
    later = Server(hall.id, ZoneInfo("Europe/Berlin"), channel_id=1)
    await server.store.servers.change(later, ServerChoice(), EIGHTEEN + timedelta(seconds=1))
    monkeypatch.setattr(tick, "_AT_ONCE", 1)
    look, sent = server.tick, asyncio.Event()
    plan, send = look._planner.servers, look._sender.send  # pyright: ignore[reportPrivateUsage]  # the middle of a look

    async def plan_one(due: Sequence[Server], now: datetime) -> bool:
        if due[0].guild_id == hall.id:
            await asyncio.wait_for(sent.wait(), 5)
        return await plan(due, now)

    async def send_one(delivery: Delivery, now: datetime) -> Receipt | None:
        sent.set()
        return await send(delivery, now)

    monkeypatch.setattr(look._planner, "servers", plan_one)  # pyright: ignore[reportPrivateUsage]  # as above
    monkeypatch.setattr(look._sender, "send", send_one)  # pyright: ignore[reportPrivateUsage]  # as above
    await tick_after(server, seconds=5)
    assert len(server.posts) == 1


async def test_a_crash_after_planning(server: StudyServer):
    """Written down but not sent: the next process sends it."""
    server.clock.now = EIGHTEEN
    await planner(server).servers([await server.settings()], EIGHTEEN)
    await server.restart()
    await tick_after(server, seconds=30)
    assert len(server.posts) == 1


async def test_a_crash_between_planning_and_moving_on(server: StudyServer):
    """Planned twice for the same moment, before and after it was sent, is sent once."""
    for seconds in (0, 30):
        await planner(server).servers([await server.settings()], EIGHTEEN)
        await server.store.servers.resume_posts(server.guild.id, EIGHTEEN)  # as if it had not been moved on
        await tick_after(server, seconds=seconds)
        await server.store.servers.resume_posts(server.guild.id, EIGHTEEN)
    await tick_after(server, minutes=1)
    assert len(server.posts) == 1


async def test_a_crash_before_sending(server: StudyServer):
    """A claim that a dead process left is respected for two minutes, then taken over."""
    await planner(server).servers([await server.settings()], EIGHTEEN)
    assert await server.store.deliveries.claim("a process that dies", EIGHTEEN, 10)
    await tick_after(server, seconds=90)
    assert server.posts == []
    await tick_after(server, seconds=120)
    await tick_after(server, seconds=150)
    assert len(server.posts) == 1


async def test_a_crash_after_sending(server: StudyServer):
    """Sent but not marked: the channel's last messages are read first, and nothing is sent again."""
    await planner(server).servers([await server.settings()], EIGHTEEN)
    (claimed,) = await server.store.deliveries.claim("a process that dies", EIGHTEEN, 10)
    await sender(server).send(claimed, EIGHTEEN)
    await server.restart()
    await tick_after(server, seconds=130)
    assert len(server.sent) == 1
    last = await server.store.stats.last_post(server.guild.id)
    assert last is not None
    assert last.state == "sent"


async def test_a_crash_after_sending_what_is_about_groups(server: StudyServer):
    """The post of a cohort that starts, and the line of those who read, are found in their channels likewise."""
    await server.change_setup(review="peer", review_channel=server.guild.create_text_channel("mentors"))
    await server.store.cohorts.make(Cohort(server.guild.id, 1, "Spring", MONDAY, 0))
    review = Review("foundations", 1, "Checkpoint", Readers(Policy.PEER), EIGHTEEN - timedelta(days=1))
    ada = Walk(server.guild.id, (await server.member("ada")).id)
    await server.store.reviews.submit(ada, review, [FrozenItem("i", "words", "evidence")], is_named=False)
    await planner(server).servers([await server.settings()], EIGHTEEN)
    claimed = await server.store.deliveries.claim("a process that dies", EIGHTEEN, 10)
    assert {one.kind for one in claimed} == {RHYTHM, COHORT_START, READERS}
    for one in claimed:
        await sender(server).send(one, EIGHTEEN)
    await server.restart()
    await tick_after(server, seconds=130)
    assert len(server.sent) == len(claimed)


async def test_a_crash_after_sending_where_history_is_closed(server: StudyServer):
    """The repeat carries the same nonce, by which Discord knows it."""
    await planner(server).servers([await server.settings()], EIGHTEEN)
    (claimed,) = await server.store.deliveries.claim("a process that dies", EIGHTEEN, 10)
    await sender(server).send(claimed, EIGHTEEN)
    await server.restart()
    server.env.inject_error("GET", "/channels/*/messages", status=403, code=50001)
    await tick_after(server, seconds=130)
    first, second = server.sent
    assert first["nonce"] == second["nonce"]
    assert len(first["nonce"]) <= 25
    assert first["enforce_nonce"] is second["enforce_nonce"] is True
    await tick_after(server, minutes=10)
    assert len(server.sent) == 2


async def test_different_messages_have_different_nonces(server: StudyServer):
    """Each day and each member has its own."""
    ben = await server.member("ben")
    await ben.slash("reminders", where="dm")
    for day in (MONDAY, WEDNESDAY, SATURDAY):
        await server.tick_at(day, "18:00")
    nonces = [body["nonce"] for body in server.sent]
    assert len(set(nonces)) == len(nonces) == 6


@pytest.mark.parametrize(
    ("minutes", "comes", "apology"), [(4, 1, 0), (6, 1, 1), (90, 1, 1), (180, 1, 1), (181, 0, 0), (600, 0, 0)]
)
async def test_after_an_outage(server: StudyServer, minutes: int, comes: int, apology: int):
    """Up to three hours late it comes, with a word of apology; later nothing does."""
    await tick_after(server, minutes=minutes)
    assert len(server.posts) == comes
    assert sum("Sorry" in text for text in server.post_texts) == apology


@pytest.mark.parametrize(
    ("back", "clock", "activity"),
    [
        (WEDNESDAY, "19:00", "Implementation/coding"),
        (SATURDAY, "18:00", "Review + exercises"),
        (MONDAY + timedelta(days=9), "20:59", "Implementation/coding"),
    ],
)
async def test_an_outage_over_several_days(server: StudyServer, back: date, clock: str, activity: str):
    """One message for the latest moment, never a pile."""
    await server.tick_at(back, clock)
    await server.tick_at(back, "21:30")
    (text,) = server.post_texts
    assert activity in text


async def test_an_outage_that_ends_on_a_free_day(server: StudyServer):
    """What was due days ago is not made up for."""
    await server.tick_at(MONDAY + timedelta(days=4), "12:00")
    assert server.posts == []
    await server.tick_at(SATURDAY, "18:00")
    assert len(server.posts) == 1


async def test_a_claim_that_is_found_too_late_is_missed(server: StudyServer):
    """Marked as missed, not sent, and /admin doctor says so."""
    await planner(server).servers([await server.settings()], EIGHTEEN)
    await tick_after(server, hours=4)
    assert server.posts == []
    assert "missed" in (await server.admin.slash("admin doctor")).text


async def test_who_studies_during_an_outage_is_not_reminded_after_it(server: StudyServer):
    """What is sent is true when it is sent."""
    await planner(server).servers([await server.settings()], EIGHTEEN)
    (ada,), _ = await server.store.members.outlines(server.guild.id, 0, 9)
    await server.store.journals.tick(ada.member.walk, ["backprop"], MONDAY, EIGHTEEN)
    await tick_after(server, minutes=30)
    assert server.posts == []
    assert "was skipped, because there was nobody to remind" in (await server.admin.slash("admin doctor")).text


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_an_error_of_discords_is_tried_again(server: StudyServer, status: int):
    """With the same nonce, when the claim has run out."""
    server.env.inject_error("POST", POSTS, status=status, times=1)
    await tick_after(server, seconds=0)
    assert server.posts == []
    await tick_after(server, seconds=60)
    assert server.posts == []
    await tick_after(server, seconds=120)
    assert len(server.posts) == 1
    assert len({body["nonce"] for body in server.sent}) == 1


async def test_errors_for_hours_end_in_silence(server: StudyServer):
    """Tried while it makes sense; then missed, and the next day is a new one."""
    server.env.inject_error("POST", POSTS, status=500, times=None)
    for minutes in range(0, 300, 10):
        await tick_after(server, minutes=minutes)
    assert server.posts == []
    server.heal()
    await tick_after(server, minutes=300)
    assert server.posts == []
    await server.tick_at(WEDNESDAY, "18:00")
    assert len(server.posts) == 1


@pytest.mark.parametrize(("status", "code"), [(403, 50001), (403, 50013), (404, 10003)])
async def test_a_closed_channel_pauses_the_servers_posts(server: StudyServer, status: int, code: int):
    """One try, no loop; /admin doctor says so, and /admin setup starts them again."""
    server.allow_posts(False)
    await server.env.settle()
    server.env.inject_error("POST", POSTS, status=status, code=code, times=None)
    await tick_after(server, seconds=0)
    tries = len(server.sent)
    for day in range(1, 10):
        await server.tick_at(MONDAY + timedelta(days=day), "18:00")
    assert len(server.sent) == tries
    doctor = await server.admin.slash("admin doctor")
    assert "paused" in doctor.text
    server.heal()
    server.allow_posts(True)
    await server.env.settle()
    await server.change_setup()
    assert ALL_WELL in (await server.admin.slash("admin doctor")).text
    await server.tick_at(MONDAY + timedelta(days=12), "18:00")
    assert len(server.posts) == 1


async def test_a_deleted_channel_pauses_the_servers_posts(server: StudyServer):
    """The doctor names the channel as gone; posts go on in another."""
    await server.delete_channel(server.channel)
    await tick_after(server, seconds=0)
    server.channel = server.guild.create_text_channel("elsewhere")
    assert "gone" in (await server.admin.slash("admin doctor")).text
    await server.change_setup(channel=server.channel)
    await server.tick_at(WEDNESDAY, "18:00")
    assert len(server.posts) == 1


@ON_BOTH
async def test_a_database_that_fails_once_is_tried_again(server: StudyServer):
    """A tick that fails is logged, and the next one does its work."""
    async with server.locked_database():
        server.clock.now = EIGHTEEN
        await server.tick()
    assert server.surprises, "nothing failed"
    server.surprises.clear()
    await tick_after(server, minutes=3)
    assert len(server.posts) == 1


class Stumbling(DiscordMessenger):
    """Fails in a way nobody foresaw for one member."""

    def __init__(self, server: StudyServer, at: Learner) -> None:
        super().__init__(server.bot, server.bot.picture_cache)
        self._at = at

    async def note(self, note: PersonalNote, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Stumble at the one, write to the others."""
        if note.progress.member.user_id == self._at.id:
            raise ZeroDivisionError("unforeseen")
        return await super().note(note, late=late, nonce=nonce)


async def test_one_message_that_cannot_be_made_silences_nobody_else(server: StudyServer):
    """It is logged and tried again while it makes sense; the others get theirs in the same tick."""
    broken, ben = await server.member("broken"), await server.member("ben")
    for learner in (broken, ben):
        await learner.slash("reminders", where="dm")
    tick = Tick(server.store, Stumbling(server, broken), server.clock)
    for day in (MONDAY, WEDNESDAY, SATURDAY):
        server.at(day, "18:00")
        await tick()
    assert (len(broken.dms), len(ben.dms), len(server.posts)) == (0, 3, 3)
    assert server.surprises
    server.surprises.clear()
    await server.tick_at(SATURDAY, "18:30")
    assert len(broken.dms) == 1


async def test_one_server_that_cannot_be_planned_silences_no_other(server: StudyServer):
    """Servers are written down together; whichever fails is logged and stays due, and the others have their post."""
    broken = Server(1, ZoneInfo("Europe/Berlin"), channel_id=1)
    await server.store.servers.change(broken, ServerChoice(), EIGHTEEN)
    await server.store.cohorts.make(Cohort(broken.guild_id, 1, "Of no roadmap", MONDAY, roadmap_id=99))
    await tick_after(server, seconds=5)
    assert len(server.posts) == 1
    assert [due.guild_id for due in await server.store.servers.due(server.clock.now, 10)] == [broken.guild_id]
    assert server.surprises
    server.surprises.clear()


async def test_a_clock_that_is_set_back_repeats_nothing(server: StudyServer):
    """A corrected clock meets 18:00 again; the post is known."""
    await tick_after(server, seconds=30)
    for seconds in (-600, -30, 0, 30, 60):
        await tick_after(server, seconds=seconds)
    assert len(server.posts) == 1


async def test_what_is_due_is_due_at_any_second(server: StudyServer):
    """Microseconds on the clock do not make a moment be missed or met twice."""
    for micros in (-1, 0, 1, 999_999):
        server.clock.now = EIGHTEEN + timedelta(microseconds=micros)
        await server.tick()
    assert len(server.posts) == 1
