"""Forgotten means forgotten, also in the middle of a look."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime, timedelta

import pytest

from bot.actions.joining import leave
from bot.reminders.tick import Tick
from bot.study.cohort_posts import CohortPost
from bot.study.deliveries import Receipt
from bot.study.focus import Bell, Room
from bot.study.leaderboard import Board, BoardMessage
from bot.study.member import Server
from bot.study.nudges import PersonalNote
from bot.study.posts import ServerPost
from tests.study_server import MONDAY, Learner, StudyServer
from tests.ui.test_mydata import rows_naming

DAY = timedelta(days=1)


async def leaves(learner: Learner) -> None:
    """What "Delete everything" does."""
    await leave(learner.server.store, await learner.settings(), learner.server.clock.now)


class LeavingMeanwhile:
    """In place of Discord: while it takes a message, somebody leaves."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self.sent = 0

    async def post(
        self, server: Server, post: ServerPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Take a post."""
        return await self._take()

    async def announce(
        self, server: Server, post: CohortPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Take a cohort's post."""
        return await self._take()

    async def draw_board(self, message: BoardMessage, board: Board | None) -> bool | None:
        """There are no leaderboards here."""
        return True

    async def find_board(self, message: BoardMessage) -> int | None:
        """As above."""
        return 0

    async def is_open(self, server: Server) -> bool:
        """Every channel is open."""
        return True

    async def present(self, guild_id: int, user_ids: Set[int]) -> frozenset[int] | None:
        """Everybody is there."""
        return frozenset(user_ids)

    async def note(self, note: PersonalNote, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Take a direct message."""
        return await self._take()

    async def tell_readers(
        self, server: Server, count: int, since: datetime, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Take a line for readers."""
        return await self._take()

    async def ring(self, bell: Bell, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Take a ring."""
        return await self._take()

    async def show_room(self, room: Room, people: int, now: datetime) -> bool:
        """Show a shared timer."""
        return True

    async def _take(self) -> Receipt:
        self.sent += 1
        await leaves(self._learner)
        return Receipt("sent", 1)


async def test_while_a_look_is_planning(study_server: StudyServer):
    """Read as due, then forgotten: no message is written down, and none comes."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    for learner in (ada, ben):
        await learner.slash("reminders", where="dm")
    study_server.at(MONDAY, "18:00")
    now = study_server.clock.now
    records = {record.member.user_id: record for record in await study_server.store.members.records_due(now, 10)}
    await leaves(ada)
    for record in records.values():
        await study_server.tick._planner.members([record], now)  # pyright: ignore[reportPrivateUsage]  # the middle of a look
    assert await rows_naming(study_server, ada.id) == {}
    await study_server.tick()
    assert await rows_naming(study_server, ada.id) == {}
    assert (len(ada.dms), len(ben.dms)) == (0, 1)


async def test_between_planning_and_sending(study_server: StudyServer):
    """The message that was written down goes with everything else."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    study_server.at(MONDAY, "18:00")
    [_ async for _ in study_server.tick._plan(study_server.clock.now)]  # pyright: ignore[reportPrivateUsage]  # the middle of a look
    assert "deliveries" in await rows_naming(study_server, ada.id)
    await leaves(ada)
    await study_server.tick()
    assert await rows_naming(study_server, ada.id) == {}
    assert ada.dms == []


@pytest.mark.parametrize("where", ["dm", "channel"])
async def test_while_discord_takes_a_message(study_server: StudyServer, where: str):
    """A reminder, or a warning, that arrives in the moment of leaving: nothing about it is written down later."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where=where)
    for n in range(3):  # a streak of three weeks, and a fourth that has come to its last chance
        for day in (0, 2, 5):
            await ada.at(MONDAY + timedelta(weeks=n, days=day)).slash("done", minutes=25)
    sunday = MONDAY + timedelta(weeks=3, days=6)
    discord = LeavingMeanwhile(ada)
    tick = Tick(study_server.store, discord, study_server.clock)
    for n in range(7):
        study_server.at(sunday - (6 - n) * DAY, "18:00")
        await study_server.store.bot_state.put("last look", str(int(study_server.clock.now.timestamp())))
        await tick()
    assert discord.sent == 1
    assert await rows_naming(study_server, ada.id) == {}


async def test_nothing_is_told_twice_because_its_message_is_forgotten(study_server: StudyServer):
    """After sixty days the rows of messages are gone; what was told once stands with the member."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    told: list[str] = []
    for n in range(16):
        for day in range(7):
            on = MONDAY + timedelta(weeks=n, days=day)
            if n < 2:
                await ada.at(on, "12:00").slash("done", minutes=25)
            await study_server.tick_at(on, "18:00")
            while await study_server.store.deliveries.drop_old(study_server.clock.now, 100):
                pass
            told += ada.dms[len(told) :]
            before = len(ada.dms)
            await study_server.tick()  # the same moment again
            assert len(ada.dms) == before
    assert sum("Need a break?" in text for text in told) == 1
    assert sum("Planned for this week" in text for text in told) <= 1
    assert {
        kind: rows for kind, rows in (await rows_naming(study_server, ada.id)).items() if kind == "deliveries"
    } == {}
