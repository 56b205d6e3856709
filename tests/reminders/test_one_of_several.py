"""In one process of several: who sends, and what is sent about servers that this process does not serve."""

from __future__ import annotations

from datetime import timedelta

import discord
import pytest

from bot.reminders.tick import Tick
from bot.store.holding import Mine
from bot.study.deliveries import LEASE
from bot.ui.messenger import DiscordMessenger
from tests.sentences import BUSY
from tests.study_server import MONDAY, StudyServer


@pytest.fixture
async def server(study_server: StudyServer) -> StudyServer:
    """A server with a member who gets a post and one who gets a note, shortly after their time."""
    await study_server.member("ada")
    ben = await study_server.member("ben")
    await ben.slash("reminders", where="dm", time="18:00")
    study_server.at(MONDAY, "18:00:20")
    return study_server


class Sending:
    """Whether this process is the one that sends."""

    def __init__(self, server: StudyServer, serving: discord.Client | None = None) -> None:
        self.may = True
        messenger = DiscordMessenger(
            server.bot, server.bot.picture_cache, None, lambda _guild_id: serving, lambda: self.may
        )
        self.tick = Tick(server.store, messenger, server.clock, lambda: self.may)


def sent(server: StudyServer) -> int:
    """How many messages the bot sent by itself."""
    return len(server.sent)


async def test_who_does_not_send_holds_nothing_up(server: StudyServer):
    """It claims nothing, so that the sender does not wait for it."""
    idle, sending = Sending(server), Sending(server)
    idle.may = False
    await idle.tick()
    assert sent(server) == 0
    await sending.tick()
    assert sent(server) == 2


async def test_a_sender_that_is_cut_off_in_the_midst_sends_nothing_more(
    server: StudyServer, monkeypatch: pytest.MonkeyPatch
):
    """What it had claimed is sent by the next one at once, without waiting for the lease."""
    cut_off, sending = Sending(server), Sending(server)
    claim = server.store.deliveries.claim

    async def claim_and_lose(*asked: object) -> object:
        claimed = await claim(*asked)  # pyright: ignore[reportArgumentType]  # as they were given
        cut_off.may = not claimed
        return claimed

    monkeypatch.setattr(server.store.deliveries, "claim", claim_and_lose)
    await cut_off.tick()
    monkeypatch.undo()
    assert sent(server) == 0
    server.clock.now += LEASE / 2
    await sending.tick()
    assert sent(server) < 2, "one of them is claimed still"
    sending.tick.take_over()
    await sending.tick()
    assert sent(server) == 2


async def test_a_sender_that_is_cut_off_while_it_waits_for_its_turn(server: StudyServer):
    """The last look is just before the request."""
    sending = Sending(server)
    left = iter([True, True, True])  # to claim, and to begin with each of the two
    messenger = DiscordMessenger(server.bot, server.bot.picture_cache, None, None, lambda: False)
    await Tick(server.store, messenger, server.clock, lambda: next(left, False))()
    assert sent(server) == 0
    sending.tick.take_over()
    await sending.tick()
    assert sent(server) == 2


async def test_a_time_in_which_another_one_sent_is_no_time_away(server: StudyServer):
    """Whoever takes over again goes by what was noted, not by its own last look."""
    first, second = Sending(server), Sending(server)
    await first.tick()
    for _ in range(72):
        server.clock.now += timedelta(hours=1)
        await second.tick()
    first.tick.take_over()
    await first.tick()
    assert await server.store.outages.all() == []


async def test_servers_of_other_processes_hear_by_ids_alone(server: StudyServer):
    """No shard of theirs is here, and nothing is known of them; whoever has left them is found out all the same."""
    cleo = await server.member("cleo")
    await cleo.slash("reminders", where="dm", time="18:00")
    server.guild.remove_member(cleo.actor)
    server.at(MONDAY, "18:00:20")
    await Sending(server, serving=None).tick()
    assert len(server.posts) == 1
    assert sent(server) == 2, "the post, and Ben's note"
    assert cleo.dms == []


async def test_a_shard_that_may_be_anothers_does_nothing(study_server: StudyServer):
    """Commands and presses get a calm sentence, and nothing is stored; what is typed gets no choices.

    Where another process is known to have it, that one answers.
    """
    ada = await study_server.member("ada")
    week = await ada.slash("week")

    mine = Mine.UNCERTAIN

    async def is_mine() -> Mine:
        return mine

    study_server.bot.is_mine = is_mine
    assert (await ada.slash("done", task="backprop")).text == BUSY
    assert (await week.press(week.labels[0])).text == BUSY
    assert await ada.choices("done", "task", "back") == {}
    mine = Mine.ANOTHERS
    heard = len(study_server.env.http_requests)
    await ada.slash("done", task="backprop")
    assert len(study_server.env.http_requests) == heard
    assert await ada.done() == set()


async def test_another_shards_servers_are_not_missed(study_server: StudyServer):
    """The list of one shard says nothing about the others' servers, and only its own are looked at in trouble."""
    store, bot = study_server.store, study_server.bot
    here = study_server.guild.id
    await study_server.member("ada")
    await store.departures.compare([], study_server.clock.now, 1 - (here >> 22) % 2, 2)
    assert await store.departures.over(study_server.clock.now + timedelta(days=31)) is None
    await store.departures.compare([], study_server.clock.now, (here >> 22) % 2, 2)
    assert await store.departures.over(study_server.clock.now + timedelta(days=31)) == here
    assert bot.serves(here)
