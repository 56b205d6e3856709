"""What is said about checkpoints: one line to readers on study days, and the author's news within their messages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from simcord.builders import ChannelHandle

from tests.study_server import MONDAY, Learner, StudyServer, text_of_message
from tests.ui.test_review import mentored, submit

DAY = timedelta(days=1)
WEDNESDAY = MONDAY + 2 * DAY


async def with_channel(server: StudyServer) -> tuple[Learner, ChannelHandle]:
    """A mentor, and a channel in which they hear that something waits."""
    mia = await mentored(server)
    channel = server.guild.create_text_channel("mentors")
    await server.change_setup(review_channel=channel)
    return mia, channel


def said_in(channel: ChannelHandle) -> list[str]:
    """What the bot said there."""
    return [text_of_message(message) for message in channel.history()]


async def test_one_line_on_study_days_while_something_waits(study_server: StudyServer):
    """Not on other days, not twice, nobody is pinged or named; silence at 0, and while it is being read."""
    mia, channel = await with_channel(study_server)
    ada = await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    assert said_in(channel) == []
    await submit(ada.at(MONDAY, "19:00"))
    await study_server.tick_at(MONDAY + DAY, "18:00")
    assert said_in(channel) == []
    for clock in ("18:00", "18:01"):
        await study_server.tick_at(WEDNESDAY, clock)
    await study_server.restart()
    await study_server.tick_at(WEDNESDAY, "18:02")
    (line,) = said_in(channel)
    assert "1 checkpoint waits to be read" in line
    assert str(ada.id) not in line
    assert "secret" not in line
    body = next(body for body in study_server.sent if "waits to be read" in str(body))
    assert body["allowed_mentions"] == {"parse": []}
    queue = await mia.press(channel.history()[0], "See what waits")
    assert queue.private
    await queue.press("Take it")
    await study_server.tick_at(MONDAY + 5 * DAY, "18:00")
    assert len(said_in(channel)) == 2, "what was taken on Wednesday is back on Saturday"
    form = await (await (await mia.slash("review")).press("Take it")).press("Sign…")
    await form.write("")
    await study_server.tick_at(MONDAY + 7 * DAY, "18:00")
    assert len(said_in(channel)) == 2


async def test_the_line_can_be_stopped(study_server: StudyServer):
    """By a press of the check-up; checkpoints are read as before."""
    mia, channel = await with_channel(study_server)
    await submit(await study_server.member("ada"))
    await study_server.change_setup(review="self")
    waits = await study_server.admin.slash("admin doctor")
    assert "1 checkpoint waits" in waits.text  # it goes on under the policy it began with
    stopped = await waits.press("Stop telling readers")
    assert "Stop telling readers" not in stopped.labels
    assert channel.mention not in stopped.text
    assert (await study_server.settings()).review_channel_id is None
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert said_in(channel) == []
    assert "1 checkpoint waits" in (await mia.slash("review")).text


async def test_a_closed_channel_leaves_the_study_channel_alone(study_server: StudyServer):
    """Its line is missed without a request; the check-up says so, and posts go on."""
    _, channel = await with_channel(study_server)
    ada = await study_server.member("ada")
    await submit(ada)
    await study_server.delete_channel(channel)
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 1
    assert (await study_server.settings()).trouble is None
    assert "hidden from me" in (await study_server.admin.slash("admin doctor")).text


async def decide(mia: Learner, verdict: str, words: str) -> None:
    """A mentor takes the first one and decides."""
    reading = await (await mia.slash("review")).press("Take it")
    await (await reading.press(verdict)).write(words)


@pytest.mark.parametrize(("day", "alone"), [(WEDNESDAY, False), (MONDAY + DAY, True)])
async def test_the_author_hears_within_the_days_message(study_server: StudyServer, day: object, alone: bool):
    """On a study day in its reminder, on others in a message of its own; once, without a word of the reader's."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    await submit(ada)
    await ada.slash("reminders", where="dm", time="18:00")
    await decide(mia, "Return…", "Add a diagram")
    assert isinstance(day, type(MONDAY))
    for clock in ("17:59", "18:00", "18:01"):
        await study_server.tick_at(day, clock)
    (note,) = ada.dms
    assert "came back" in note
    assert "diagram" not in note
    assert ("Your checkpoint" in note) is alone
    assert "came back" not in (await ada.slash("week")).text
    if alone:
        assert "Add a diagram" in (await ada.press_dm("Checkpoint")).text
        await study_server.tick_at(day + DAY, "18:00")
        assert len(ada.dms) == 2
        assert "came back" not in ada.dms[1]


async def test_where_no_message_may_come_the_next_reply_tells(study_server: StudyServer):
    """Messages are off, or the day's is used up."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    await submit(ada)
    await ada.slash("reminders", where="off")
    await decide(mia, "Sign…", "")
    await study_server.tick_at(MONDAY + DAY, "18:00")
    assert ada.dms == []
    assert "signed by a mentor" in (await ada.slash("streak")).text
