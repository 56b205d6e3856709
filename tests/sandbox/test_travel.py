"""Moving the sandbox's clock, and what it finds again after a restart."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
from simcord.actors import MemberActor

from bot.roadmap import Roadmap, read_roadmap
from bot.sandbox.mirror import mirror_direct_messages, mirror_threads
from bot.sandbox.play import Sandbox, opened
from bot.sandbox.transcript import pictures_of, text_of
from tests.project.test_command_line import SMALL
from tests.sentences import NOT_JOINED

MONDAY_MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)  # 09:00 in Berlin


@pytest.fixture
async def sandbox(curriculum: Roadmap, tmp_path: Path) -> AsyncGenerator[Sandbox]:
    """A fresh sandbox on a Monday morning."""
    async with opened(curriculum, tmp_path, MONDAY_MORNING) as running:
        yield running


async def say(sandbox: Sandbox, who: MemberActor, command: str, **options: object) -> str:
    """Type a command and read the answer."""
    with sandbox.world.env.time_context():
        result = await who.slash(sandbox.world.channel, command, **options)
    assert result.response is not None
    shown = result.response.components
    return "\n".join((*pictures_of(shown), text_of(shown)))


def _text(message: discord.Message) -> str:
    return text_of([dict(part.to_dict()) for part in message.components])


def posts(sandbox: Sandbox) -> list[str]:
    """What the bot posted by itself."""
    return [_text(message) for message in sandbox.world.channel.history() if message.interaction_metadata is None]


async def test_the_three_members_are_as_announced(sandbox: Sandbox) -> None:
    """One new, one in week 9 with a chain of 6 weeks, one behind."""
    world = sandbox.world
    assert NOT_JOINED in await say(sandbox, world.noor, "progress")
    ada = await say(sandbox, world.ada, "progress")
    assert "Week 9 of 36" in ada
    assert "Streak 6 weeks" in ada
    assert "On track" in ada
    ben = await say(sandbox, world.ben, "progress")
    assert "Week 9 of 36" in ben
    assert "**9 tasks** from weeks 3-4, 5-6 and 7-8 are still open." in ben
    assert "Falling behind is fine" in ben


async def test_maya_imports_the_checklist_that_the_sandbox_offers(sandbox: Sandbox) -> None:
    """As in the browser: save the file, give it to the bot, press a button."""
    world = sandbox.world
    with world.env.time_context():
        offered = await world.noor.slash(world.channel, "sandbox checklist")
        assert offered.response is not None
        (file,) = offered.response.attachments
        given = (file.filename, await file.read())
        shown = await world.maya.slash(world.channel, "admin roadmap import", file=given)
        report = shown.response
        assert report is not None
        assert "3 phases, 7 blocks, 13 tasks and 2 checkpoint items in 12 weeks" in text_of(report.components)
        await world.maya.click(report, label="Use it")
    shelf = await world.bot.store.roadmaps.shelf(world.guild.id)
    assert [one.title for one in shelf.own] == ["Kitchen garden in twelve weeks"]


async def test_next_reminder_brings_it(sandbox: Sandbox) -> None:
    """The clock moves to Monday 18:00, and the reminder is there."""
    await say(sandbox, sandbox.world.noor, "sandbox next-reminder")
    assert sandbox.world.now() == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert len(posts(sandbox)) == 1
    assert "Mon: Read paper/blog" in posts(sandbox)[0]


async def test_next_day_comes_with_its_reminders(sandbox: Sandbox) -> None:
    """The next morning: what was due on the way was posted."""
    await say(sandbox, sandbox.world.noor, "sandbox next-day")
    assert sandbox.world.now() == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert len(posts(sandbox)) == 1


async def test_a_date_weeks_ahead_comes_with_all_reminders(sandbox: Sandbox) -> None:
    """Two weeks pass as they would: each reminder on its day, until everybody was silent for two weeks."""
    await say(sandbox, sandbox.world.noor, "sandbox date", day="2026-03-16", time="09:00")
    texts = posts(sandbox)
    assert [sum(text.startswith(f"## {day}") for text in texts) for day in ("Mon", "Wed", "Sat")] == [2, 2, 1]
    assert all("How's your streak?" in text for text in texts)


async def test_after_an_outage_a_reminder_comes_late_with_an_apology(sandbox: Sandbox) -> None:
    """Away from 09:00 until 20:00: Monday's reminder comes two hours late, once."""
    await say(sandbox, sandbox.world.noor, "sandbox outage", hours=11)
    (text,) = posts(sandbox)
    assert "Sorry this is late" in text
    assert "Mon: Read paper/blog" in text


async def test_a_bare_outage_makes_the_next_reminder_late(sandbox: Sandbox) -> None:
    """Nothing to fill in: away until 19:00, and the one of 18:00 comes late."""
    await say(sandbox, sandbox.world.noor, "sandbox outage")
    (text,) = posts(sandbox)
    assert sandbox.world.now() == datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert "Sorry this is late" in text


async def test_an_outage_that_brings_nothing_says_so(sandbox: Sandbox) -> None:
    """Monday's reminder is too old by 22:00: silence alone would look broken."""
    await say(sandbox, sandbox.world.noor, "sandbox outage", hours=13)
    (text,) = posts(sandbox)
    assert "nothing comes" in text


async def test_the_clock_stops_at_what_was_put_off(sandbox: Sandbox) -> None:
    """The next message after Monday's reminder is the one that Ada put off by an hour."""
    world = sandbox.world
    await say(sandbox, world.noor, "sandbox next-reminder")
    (post,) = [message for message in world.channel.history() if message.interaction_metadata is None]
    with world.env.time_context():
        later = await world.ada.click(post, label="Later…")
        assert later.response is not None
        await world.ada.click(later.response, label="In 1 hour")
    await say(sandbox, world.noor, "sandbox next-reminder")
    assert world.now().replace(microsecond=0) == datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert len(world.ada.user.dm_channel.history()) == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-03-01", "only goes forward"), ("soon", "can't read"), ("2029-01-01", "more than a year")],
)
async def test_impossible_dates_are_refused(sandbox: Sandbox, day: str, said: str) -> None:
    """The clock stays where it is."""
    assert said in await say(sandbox, sandbox.world.noor, "sandbox date", day=day)
    assert sandbox.world.now() == MONDAY_MORNING


async def test_state_and_clock_outlive_a_restart(curriculum: Roadmap, tmp_path: Path) -> None:
    """Ticks, members and the time are found again, and the commands work."""
    async with opened(curriculum, tmp_path, MONDAY_MORNING) as first:
        await say(first, first.world.noor, "start")
        await say(first, first.world.noor, "done", task="backprop")
        await say(first, first.world.noor, "sandbox next-day")
    async with opened(curriculum, tmp_path, MONDAY_MORNING) as second:
        assert second.world.now() == datetime(2026, 3, 3, 8, tzinfo=UTC)
        assert "1 of 70" in await say(second, second.world.noor, "progress")


async def test_direct_messages_are_mirrored_for_their_reader(sandbox: Sandbox) -> None:
    """With reminders by DM, the message appears in the channel for that member alone."""
    mirror_direct_messages(sandbox.world)
    world = sandbox.world
    await say(sandbox, world.ada, "reminders", where="dm", time="17:00")
    await say(sandbox, world.noor, "sandbox next-reminder")
    seen = {who.name: [_text(m) for m in world.channel.history(viewer=who)] for who in (world.ada, world.ben)}
    assert any("direct message to you" in text for text in seen["ada"])
    assert not any("direct message to you" in text for text in seen["ben"])


async def test_a_help_thread_is_shown_on_the_page(sandbox: Sandbox) -> None:
    """The page has one channel: the question stands in it too, its button works, and its end is seen there."""
    mirror_threads(sandbox.world)
    world = sandbox.world
    with world.env.time_context():
        form = await world.ada.slash(world.channel, "stuck", task="ppo")
        assert form.modal is not None
        field = next(part["component"]["custom_id"] for part in form.modal["components"] if "component" in part)
        await world.ada.submit_modal(form, {field: "Why does it clip?"})
    (message,) = [m for m in world.channel.history() if "Why does it clip?" in _text(m)]
    assert "In the thread “Stuck: " in _text(message)
    with world.env.time_context():
        await world.ada.click(message, label="Unstuck")
    texts = [_text(m) for m in world.channel.history()]
    assert not any("Why does it clip?" in text for text in texts)
    assert any("is unstuck. Thanks, everyone!" in text for text in texts)


async def test_a_changed_roadmap_is_said_at_the_start(curriculum: Roadmap, tmp_path: Path) -> None:
    """What was ticked may be out of sight now; and nothing is said of the same one."""
    renamed = curriculum.model_copy(update={"title": "Another title"})
    said: list[str] = []
    for roadmap in (curriculum, curriculum, renamed, read_roadmap(SMALL.encode())):
        async with opened(roadmap, tmp_path, MONDAY_MORNING) as started:
            said.append(started.news)
    assert said[:2] == ["", ""]
    assert said[2].startswith("The roadmap has changed since last time: ")
    assert said[3].startswith("The roadmap is another one than last time: ")


async def test_a_week_of_silence_is_told(sandbox: Sandbox) -> None:
    """When nobody is reminded any more, the clock moves on, and the page says why nothing came."""
    await say(sandbox, sandbox.world.noor, "sandbox date", day="2026-04-30")
    before = len(posts(sandbox))
    await say(sandbox, sandbox.world.noor, "sandbox next-reminder")
    assert len(posts(sandbox)) == before + 1
    assert "nobody was to be reminded" in posts(sandbox)[-1]
