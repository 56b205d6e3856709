"""One direct message a day that nobody asked for, over all servers: its ration is taken before it is sent."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle

from bot.reminders import tick
from bot.reminders.sending import Sender
from bot.study.deliveries import LEASE
from bot.study.member import Walk
from bot.ui.messenger import DiscordMessenger
from tests.study_server import MONDAY, Learner, StudyServer, custom_ids_of

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MESSAGES = "/channels/*/messages"


class Twice:
    """Ada in two servers, both at 18:00 by direct message."""

    def __init__(self, server: StudyServer, ada: Learner, guild: GuildHandle) -> None:
        self.server = server
        self.ada = ada
        self.other = guild
        self.twin: MemberActor = guild.add_member(ada.actor.user)
        self.channel: ChannelHandle = guild.create_text_channel("study")

    @property
    def came_from(self) -> list[int]:
        """Which server each direct message is about."""
        firsts = (custom_ids_of(message)[0] for message in self.ada.dm_messages)
        return [int(custom_id.split(":")[2]) for custom_id in firsts]

    async def tick(self, day: int, *clocks: str) -> None:
        """Look at 18:00 on a day after Monday, and a few times after."""
        for clock in ("18:00", *clocks):
            await self.server.tick_at(MONDAY + day * DAY, clock)


@pytest.fixture
async def twice(study_server: StudyServer) -> Twice:
    """Ada joined both servers on Monday."""
    ada = await study_server.member("ada")
    both = Twice(study_server, ada, study_server.env.create_guild("Other hall"))
    await both.twin.slash(both.channel, "start", zone="Europe/Berlin")
    await ada.slash("reminders", where="dm", time="18:00")
    await both.twin.slash(both.channel, "reminders", where="dm", time="18:00")
    return both


@pytest.mark.parametrize("at_once", [100, 1])
async def test_the_server_heard_longest_ago_comes_first(twice: Twice, at_once: int, monkeypatch: pytest.MonkeyPatch):
    """One message a day, by turns; the other one's day is let go, not moved. So it is however many are due before."""
    monkeypatch.setattr(tick, "_AT_ONCE", at_once)
    for day in (0, 2, 5):
        await twice.tick(day, "18:05", "20:00")
    first, second, third = twice.came_from
    assert first != second
    assert first == third


async def test_a_warning_comes_before_it(twice: Twice):
    """A streak at risk in the one server goes before the reminder of the other, whoever was heard last."""
    for week in range(2):
        for day in (0, 2, 5):
            at = MONDAY + week * WEEK + day * DAY
            walk = Walk(twice.other.id, twice.ada.id)
            await twice.server.store.journals.log_session(walk, week * 7 + day, at, 30, None)
    for day in (12, 14, 16, 19):
        before = len(twice.ada.dms)
        await twice.tick(day, "18:05")
        assert len(twice.ada.dms) == before + 1
    assert "2 study days by Sunday keep your 2 weeks" in twice.ada.dms[-1]
    assert twice.came_from[-1] == twice.other.id


async def test_two_processes_at_the_same_moment_send_one(twice: Twice):
    """Each has claimed one server's message; the row in the database decides."""
    store, messenger = twice.server.store, DiscordMessenger(twice.server.bot, twice.server.bot.picture_cache)
    twice.server.at(MONDAY, "18:00")
    now = twice.server.clock.now
    for record in await store.members.records_due(now, 10):
        await twice.server.tick._planner.members([record], now)  # pyright: ignore[reportPrivateUsage]  # the middle of a look
    claims = [(owner, (await store.deliveries.claim(owner, now, 1))[0]) for owner in ("one", "another")]
    receipts = await asyncio.gather(*(Sender(store, messenger).send(delivery, now) for _, delivery in claims))
    assert sorted(receipt.outcome for receipt in receipts if receipt) == ["sent"]
    for (owner, delivery), receipt in zip(claims, receipts, strict=True):
        if receipt:
            await store.deliveries.finish(delivery, owner, receipt, now)
    twice.server.clock.now += 2 * LEASE
    await twice.server.tick()
    assert len(twice.ada.dms) == 1


async def test_a_message_without_an_answer_holds_it(twice: Twice):
    """Discord fails: the other server's message doesn't slip in between, and the one that comes is the first's."""
    twice.server.env.inject_error("POST", MESSAGES, status=500, times=None)
    await twice.tick(0)
    twice.server.heal()
    await twice.tick(0, "18:04", "18:10", "19:00")
    assert len(twice.ada.dms) == 1


async def test_one_that_came_to_nothing_gives_it_back(twice: Twice):
    """Whoever has left the one server hears from the other, on the same evening."""
    twice.server.guild.remove_member(twice.ada.actor)
    await twice.tick(0, "18:04")
    assert twice.came_from == [twice.other.id]
