"""The leaderboard as members see it: joined after a look at one's line, shown to all, left at once (§12)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import NoReturn
from unittest.mock import create_autospec, patch

import discord
import pytest

from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.leaderboard import BoardMessage, first_week
from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, StudyServer, text_of_message

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NOW = MONDAY + 4 * WEEK + 3 * DAY
NOW_AT = datetime.combine(NOW, time(12), UTC)


async def on_board(server: StudyServer, name: str, days: int) -> Learner:
    """Somebody who studied on so many days, at most three a week, of the last four weeks, and joins the board."""
    learner = server.newcomer(name).at(MONDAY)
    await learner.slash("start")
    for n in range(days):
        day = MONDAY + (n // 3) * WEEK + (n % 3) * DAY
        await server.store.journals.log_session(learner.walk, n, day, 30, "planted-word")
    line = await learner.at(NOW).slash("leaderboard", action="join")
    assert f"{days} of 12 study days" in line.text
    assert "Join the leaderboard" in line.labels
    assert line.private
    await line.press("Join the leaderboard")
    return learner


def shown(server: StudyServer) -> str:
    """The newest public message."""
    return text_of_message(server.channel.history()[-1])


@ON_BOTH
async def test_joined_shown_and_left(study_server: StudyServer):
    """It starts with three; nobody is named before; leaving takes effect on the message that is there already."""
    server = study_server
    ada, ben = await on_board(server, "ada", 11), await on_board(server, "ben", 12)
    early = await ada.slash("leaderboard", action="show")
    assert early.private
    assert "starts with 3 members, and 2 have joined" in early.text
    assert "12 of 12 study days" in (await (await ben.slash("leaderboard", action="show")).press("Join…")).text
    cem = await on_board(server, "cem", 6)
    visitor = server.newcomer("visitor").at(NOW)
    board = await visitor.slash("leaderboard", action="show")
    assert not board.private
    lines = [line for line in board.text.splitlines() if "study days" in line and "<@" in line]
    assert lines == [
        f"**1.** <@{ben.id}> · 12 of 12 study days",
        f"**2.** <@{ada.id}> · 11 of 12 study days",
        f"· <@{cem.id}> · 6 of 12 study days",
    ]
    assert "planted-word" not in board.text
    assert "30" not in re.sub(r"<@\d+>", "", board.text)
    dee = await on_board(server, "dee", 9)
    second = await dee.slash("leaderboard", action="show")
    assert f"<@{dee.id}>" in second.text
    first_now, second_now = (text_of_message(m) for m in server.channel.history()[-2:] if not m.flags.ephemeral)
    assert "<@" not in first_now
    left = await ben.slash("leaderboard", action="leave")
    assert left.private
    assert "off the leaderboard" in left.text
    assert f"<@{ben.id}>" in second_now
    assert f"<@{ben.id}>" not in shown(server)
    assert f"<@{ada.id}>" in shown(server)
    assert "aren't on the leaderboard" in (await ben.slash("leaderboard", action="leave")).text
    await server.admin.at(NOW).slash("mydata", action="export")
    asked = await dee.slash("mydata", action="delete")
    await asked.press("Delete everything")
    await server.tick()
    assert f"<@{dee.id}>" not in shown(server)
    await cem.slash("leaderboard", action="leave")
    assert "<@" not in shown(server)  # two are left


async def test_an_admin_switches_it_off(study_server: StudyServer):
    """Then nobody is shown any more, and nobody can be asked to."""
    server = study_server
    for name, days in (("ada", 3), ("ben", 4), ("cem", 5)):
        await on_board(server, name, days)
    ada = server.newcomer("dee").at(NOW)
    await ada.slash("leaderboard", action="show")
    changed = await server.change_setup(leaderboard="off")
    assert "There's no leaderboard" in changed.text
    await server.tick()
    assert "<@" not in shown(server)
    for action in ("show", "join", "leave"):
        assert "no leaderboard in this server" in (await ada.slash("leaderboard", action=action)).text


async def test_a_closed_week_takes_nothing_in(study_server: StudyServer):
    """Days of a closed week can't be logged later, in any way: the board stays as it was."""
    server = study_server
    ada = await on_board(server, "ada", 2)
    for day in ("2026-03-04", "2026-03-18"):
        refused = await ada.slash("done", minutes=30, day=day)
        assert "closed" in refused.text
        await ada.slash("done", task=server.roadmap.tasks[0].id, day=day)
    assert "2 of 12 study days" in (await ada.slash("leaderboard", action="join")).text


async def shown_by_three(server: StudyServer) -> tuple[Learner, Learner]:
    """Three are on the board; one of them, and a visitor."""
    for name, days in (("ada", 3), ("ben", 4)):
        await on_board(server, name, days)
    return await on_board(server, "cem", 5), server.newcomer("visitor").at(NOW)


def on_way(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends before it has noted where a message stands."""

    def shown(_message: BoardMessage, _number: int) -> NoReturn:
        raise StoreError("the process ended")

    monkeypatch.setattr(store.board_messages, "shown", create_autospec(store.board_messages.shown, side_effect=shown))


async def test_a_crash_between_the_message_and_its_note(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """The message is found by the number in its button, and nobody who leaves stays in it; nothing is doubled."""
    server = study_server
    cem, visitor = await shown_by_three(server)
    with monkeypatch.context() as crash:
        on_way(server.store, crash)
        await visitor.slash("leaderboard", action="show")
    assert f"<@{cem.id}>" in shown(server)
    await server.restart()
    await cem.slash("leaderboard", action="leave")
    assert f"<@{cem.id}>" in shown(server)
    server.clock.now += timedelta(minutes=2)
    await server.tick()
    assert "<@" not in shown(server)
    await server.tick()
    public = [message for message in server.channel.history() if not message.flags.ephemeral]
    assert len(public) == 1


async def test_a_crash_before_the_message(study_server: StudyServer):
    """Nothing went out: it is forgotten, and the board that is there stays."""
    server = study_server
    _, visitor = await shown_by_three(server)
    await visitor.slash("leaderboard", action="show")
    await server.store.board_messages.asked(server.guild.id, server.channel.id, 5, NOW_AT)
    server.clock.now += timedelta(minutes=2)
    await server.tick()
    now = server.clock.now
    assert await server.store.board_messages.unknown(now, 10) == []
    assert await server.store.leaderboard.to_score(first_week(now, ()), now, 10) == []
    assert "<@" in shown(server)


async def test_whoever_has_left_the_server_is_not_shown(study_server: StudyServer):
    """Neither in a new message nor in the one that is there; who comes back and uses a command is."""
    server = study_server
    cem, visitor = await shown_by_three(server)
    dee = await on_board(server, "dee", 6)
    await visitor.slash("leaderboard", action="show")
    server.env.backend.remove_member(server.guild.id, cem.id)
    await server.env.settle()
    again = await visitor.slash("leaderboard", action="show")
    assert f"<@{cem.id}>" not in again.text
    assert f"<@{dee.id}>" in again.text
    assert all(f"<@{cem.id}>" not in text_of_message(message) for message in server.channel.history())
    back = server.guild.add_member(cem.actor.user)
    await Learner(server, back, cem.zone).at(NOW).slash("week")
    assert f"<@{cem.id}>" in (await visitor.slash("leaderboard", action="show")).text


async def test_an_answer_that_lacks_who_asks_is_not_believed(study_server: StudyServer):
    """Discord finds nobody, not even whoever has just used a command here: nobody is taken off the board."""
    server = study_server
    cem, visitor = await shown_by_three(server)
    server.env.backend.remove_member(server.guild.id, cem.id)
    await server.env.settle()
    answer = create_autospec(discord.Guild.query_members, return_value=[])
    with patch.object(discord.Guild, "query_members", answer):
        assert f"<@{cem.id}>" in (await visitor.slash("leaderboard", action="show")).text
    assert not (await cem.settings()).has_left
