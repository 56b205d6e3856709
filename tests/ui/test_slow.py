"""The first reply comes inside 3 s, however slow the database and Discord are (§6)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, cast
from unittest.mock import create_autospec, patch

import discord
import pytest
import simcord
from discord import app_commands

from bot.roadmap import Roadmap
from bot.roadmap.versions import first_edition
from bot.study.switching import Switch
from bot.ui import client, responding
from bot.ui.responding import OPENS_A_FORM, in_time
from bot.ui.screens.layout import Address
from tests.conftest import NOON, PATIENCE
from tests.databases import DRIVERS
from tests.options import OPTIONS
from tests.reading import Here
from tests.slowness import CountedTime, Slowness
from tests.study_server import MONDAY, Learner, Reply, StudyServer, study_server_on

COMMANDS: dict[str, dict[str, Any]] = {
    "start": {},
    "help": {},
    "week": {},
    "done": {"task": "backprop"},
    "undo": {"task": "backprop"},
    "log": {},
    "progress": {},
    "streak": {},
    "roadmap": {},
    "checkpoint": {},
    "pace": {"preset": "4 months"},
    "catchup": {},
    "pause": {"until": "2 weeks"},
    "reminders": {"where": "off"},
    "stuck": {},
    "mydata": {"action": "export"},
    "focus": {},
    "calendar": {},
    "cohort": {},
    "leaderboard": {"action": "join"},
    "admin cohort new": {"name": "Autumn", "start": "2026-09-07"},
    "admin cohort list": {},
    "admin cohort change": {"cohort": "Spring", "name": "Summer"},
    "admin cohort close": {"cohort": "Spring"},
    "admin members": {},
    "admin export": {"cohort": "Spring"},
    "admin setup": {"zone": "Europe/Berlin"},
    "admin doctor": {},
    "admin roadmap import": {"file": ("beds.md", b"# Beds\n- [ ] Dig\n- [ ] Sow\n")},
    "admin roadmap list": {},
    "admin roadmap export": {},
    "admin roadmap default": {"roadmap": "6-Month Roadmap to Anthropic-Ready"},
    "admin roadmap archive": {"roadmap": "6-Month Roadmap to Anthropic-Ready"},
    "admin roadmap restore": {"roadmap": "6-Month Roadmap to Anthropic-Ready"},
    "admin roles": {},
    "review": {},
}
"""Every command, with what it needs."""

READS_A_FILE = "admin roadmap import"
"""It takes its time, and is deferred at once."""
ASK_DISCORD = ("admin setup", "admin doctor", "admin roles")
"""They want to know what the bot may do in the channels."""
TICK_ITEM = "rm:show-item:cp1-transformer"
FORMS = {"show-item", "skip-note", "log-correct", "stuck-on", "verdict"}
"""The presses that open a form."""
SLOW = [(2, 2), (5, 5), (5, 0), (0, 5)]
EXACTLY = 0.01
"""Timers are exact in counted time, but for rounding."""

Story = Callable[[StudyServer, Slowness], Awaitable[None]]


@pytest.fixture
def play(curriculum: Roadmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Story], None]:
    """Plays a story in a study server, in counted time."""
    settling = cast(dict[str, Any], simcord.Env._settle_internal.__kwdefaults__)  # pyright: ignore[reportPrivateUsage]  # as in conftest
    monkeypatch.setitem(settling, "idle", 0.25)
    monkeypatch.setattr(responding, "PATIENCE", PATIENCE)

    @asynccontextmanager
    async def server() -> AsyncGenerator[StudyServer]:
        async with study_server_on(curriculum, tmp_path / "roadmate.db", NOON) as found:
            found.env.settle_timeout = 10_000
            loop = cast(CountedTime, asyncio.get_running_loop())
            loop.others_on_threads = lambda: bool(found.env._work.executors)  # pyright: ignore[reportPrivateUsage]  # only simcord knows
            await found.set_up()
            yield found

    def run(story: Story) -> None:
        async def told() -> None:
            slowness = Slowness(cast(CountedTime, asyncio.get_running_loop()), monkeypatch)
            async with server() as study_server:
                await story(study_server, slowness)
                slowness.store = slowness.discord = 0

        with asyncio.Runner(loop_factory=CountedTime) as runner:
            runner.run(told())

    return run


async def first_reply(slowness: Slowness, doing: Coroutine[Any, Any, Reply]) -> tuple[Reply, float]:
    """What came of it, and after how many seconds the first reply reached Discord."""
    begun = slowness.reset()
    reply = await doing
    assert len(slowness.first_replies) == 1
    return reply, slowness.first_replies[0] - begun


def test_no_command_is_forgotten(study_server: StudyServer):
    """Whoever adds a command adds it to the table."""
    commands = [c for c in study_server.bot.tree.walk_commands() if isinstance(c, app_commands.Command)]
    names = {command.qualified_name for command in commands}
    assert names == set(COMMANDS)
    assert [c.qualified_name for c in commands if c.extras == OPENS_A_FORM] == ["stuck"]


@pytest.mark.parametrize(("store", "discord"), SLOW)
def test_every_command(play: Callable[[Story], None], store: float, discord: float):
    """A private deferral after 1.5 s, then the answer in its place; what comes sooner is not deferred."""

    async def story(server: StudyServer, slowness: Slowness) -> None:
        ada = await server.member("ada")
        server.bot.apart = Here()  # its own processes know nothing of counted time
        slowness.store, slowness.discord = store, discord
        for command, options in COMMANDS.items():
            if command == "stuck":
                continue
            who = server.admin if command.startswith("admin") else ada
            reply, after = await first_reply(slowness, who.slash(command, **options))
            assert after <= 1.5 + EXACTLY, command
            assert reply.private, command
            assert reply.text, command
            assert "wrong on my side" not in reply.text, command
            assert reply.result.followups == [], command
            waits = (store > 0 and command != READS_A_FILE) or (discord > 0 and command in ASK_DISCORD)
            assert (after > 1) == waits, command
        assert await ada.done() == set()

    play(story)


async def walk_a_roadmap_of_the_server(server: StudyServer, learner: Learner) -> None:
    """Have somebody change to a roadmap that the server made itself."""
    edition = replace(first_edition(server.roadmap, MONDAY), guild_id=server.guild.id, roadmap_id=1)
    await server.store.roadmaps.confirm(edition, server.clock.now)
    (now,) = await learner.plan_choices()
    switched = replace(await learner.settings(), roadmap_id=1)
    await server.store.members.switch(switched, [Switch(MONDAY, 1)], now)


@pytest.mark.parametrize("discord", [0, 2, 5])
def test_what_opens_a_form_asks_once(play: Callable[[Story], None], discord: float):
    """Inside 3 s with a database that takes 2 s: it asks the database once and Discord nothing, and never defers.

    In direct messages too, where the server has to be found out, and when roadmaps and times away are not yet known.
    """

    async def story(server: StudyServer, slowness: Slowness) -> None:
        ada, ben = await server.member("ada"), await server.member("ben")
        await walk_a_roadmap_of_the_server(server, ben)
        skip = await (await ada.at("2026-03-16").slash("catchup")).press("Skip…")
        await ada.slash("done", task="optimizers")
        slowness.store, slowness.discord = 2, discord
        for form in (
            ada.forge("rm:log-correct:t.optimizers"),
            ada.slash("stuck"),
            ada.slash("stuck", task="backprop"),
            ada.answer(ada.actor.user.slash("stuck", task="backprop")),
            ada.forge("rm:stuck-on", "backprop"),
            ada.forge(TICK_ITEM),
            ada.forge(Address(0, server.guild.id).on(TICK_ITEM), in_dm=True),
            ada.press(skip.message, "Skip with a note…"),
            ben.slash("stuck"),
            ben.answer(ben.actor.user.slash("stuck")),
        ):
            server.store.progress.forget()
            reply, after = await first_reply(slowness, form)
            assert reply.result.modal
            assert after <= 2 + EXACTLY
            assert slowness.asked_store <= 1
            assert slowness.asked_discord == 0

    play(story)


@pytest.mark.parametrize(("store", "discord"), SLOW)
def test_every_press_and_form(play: Callable[[Story], None], store: float, discord: float):
    """Deferred without a sign; on a private message the answer edits it, on a public one it is a new private one."""

    async def story(server: StudyServer, slowness: Slowness) -> None:
        ada = await server.member("ada")
        week = await ada.slash("week")
        form = await ada.slash("stuck", task="backprop")
        item = await ada.forge(TICK_ITEM, message=(await ada.slash("checkpoint")).message)
        await server.tick_at(MONDAY, "18:00")
        slowness.store, slowness.discord = store, discord
        reply, after = await first_reply(slowness, week.choose("backprop"))
        assert after <= 1.5 + EXACTLY
        assert reply.message.id == week.message.id
        assert "Your first task is done" in reply.text
        for answered in (form.write("Why?"), item.write("Done: example.org"), ada.press(server.posts[0], "My week")):
            reply, after = await first_reply(slowness, answered)
            assert after <= 1.5 + EXACTLY
            assert reply.private
            assert "wrong on my side" not in reply.text
        for verb in sorted(server.bot.router.verbs - {"forget", *FORMS}):
            reply, after = await first_reply(slowness, ada.forge(f"rm:{verb}"))
            assert after <= 1.5 + EXACTLY, verb
            assert reply.private or verb == "share", verb

    play(story)


async def test_no_list_waits_for_the_store(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """Whatever an option's list asks is given up in time, also in a direct message: it answers with what it has."""
    ada = await study_server.member("ada")
    given_up: list[object] = []

    async def nothing_in_time(_: discord.Interaction, asking: Coroutine[Any, Any, object]) -> None:
        asking.close()
        given_up.append(asking)

    async def waits(*_: object, **__: object) -> NoReturn:
        raise AssertionError("this would wait for the store, however long it takes")

    with monkeypatch.context() as slow:
        slow.setattr(client, "in_time", nothing_in_time)
        for driver in DRIVERS:
            slow.setattr(driver, "rows", waits)
        for command, option in OPTIONS:
            who = study_server.admin if command.startswith("admin") else ada
            before = len(given_up)
            assert len(await who.offered(command, option)) <= 25
            assert len(given_up) > before or option in ("start", "joining_ends"), (command, option)
            if who is ada:
                assert len(await who.actor.user.autocomplete(command, option, "")) <= 25
    assert study_server.surprises == []


def test_a_list_does_not_wait_for_a_slow_store():
    """Autocomplete answers with what it has."""
    interaction = create_autospec(discord.Interaction, instance=True)
    interaction.created_at = discord.utils.utcnow()

    async def asking() -> tuple[list[float], list[str | None]]:
        loop = asyncio.get_running_loop()
        begun, found = loop.time(), list[str | None]()
        passed: list[float] = []
        for seconds in (0, 1, 5):
            found.append(await in_time(interaction, asyncio.sleep(seconds, "found")))
            passed.append(loop.time() - begun)
            begun = loop.time()
        return passed, found

    with asyncio.Runner(loop_factory=CountedTime) as runner, patch.object(responding, "PATIENCE", PATIENCE):
        passed, found = runner.run(asking())
    assert found == ["found", "found", None]
    assert passed == [pytest.approx(0, abs=0.1), pytest.approx(1, abs=0.1), pytest.approx(1.5, abs=0.1)]
