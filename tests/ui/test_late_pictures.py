"""Text first: a picture that is not ready is put in by an edit, if the message still shows that answer (§8)."""

from __future__ import annotations

import asyncio

import pytest

from bot.pictures.drawing.canvas import Canvas
from bot.ui.screens.layout import Picture
from tests.conftest import NOON
from tests.study_server import Reply, StudyServer

PAINTED = Picture(Canvas(40).png(), "Week 1 of 36")
Painted = asyncio.Future[Picture | None]


@pytest.fixture(name="painted")
async def slow_painter(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch) -> Painted:
    """From now on no picture is ready; all that are asked for come when this says so."""
    coming: Painted = asyncio.get_running_loop().create_future()

    async def begun(*_: object) -> Picture:
        return Picture(b"", "", study_server.env.external_wait(coming, reason="the painter"))

    monkeypatch.setattr(study_server.bot.picture_cache, "begun", begun)
    return coming


async def shown_in(reply: Reply) -> list[str]:
    """The alt texts of a message's pictures as it stands now."""
    return [shown.alt for shown in await reply.pictures()]


async def bring(server: StudyServer, painted: Painted, picture: Picture | None) -> None:
    """The painter is done."""
    painted.set_result(picture)
    await server.env.settle()


@pytest.mark.parametrize("command", ["progress", "roadmap"])
async def test_text_first(study_server: StudyServer, painted: Painted, command: str):
    """The short text goes at once, and the picture comes into it; all buttons work on."""
    ada = await study_server.member("ada")
    reply = await ada.slash(command)
    before = reply.text
    assert "ML Fundamentals" in before or "backpropagation" in before
    assert await shown_in(reply) == []
    await bring(study_server, painted, PAINTED)
    assert await shown_in(reply) == ["Week 1 of 36"]
    assert reply.text == before
    assert "ML Fundamentals" in (await reply.press("My week")).text


async def test_what_can_not_be_drawn_is_told(study_server: StudyServer, painted: Painted):
    """The edit brings the full text, with what the picture would have shown; notices stay."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until="2 weeks")
    reply = await ada.slash("progress")
    assert "0 of 70 tasks" not in reply.text
    assert "Resume now" in reply.labels
    await bring(study_server, painted, None)
    assert "0 of 70 tasks" in reply.text
    assert "Resume now" in reply.labels
    assert await shown_in(reply) == []


async def test_what_can_not_be_sent_is_told(study_server: StudyServer, painted: Painted):
    """Discord takes no file: the full text goes, late or at once."""
    ada = await study_server.member("ada")
    reply = await ada.slash("progress")
    study_server.env.inject_error("PATCH", r"/webhooks/*/*/messages/@original", status=403, code=50013)
    await bring(study_server, painted, PAINTED)
    assert "0 of 70 tasks" in reply.text
    assert await shown_in(reply) == []


async def test_a_message_that_shows_something_else_gets_no_picture(study_server: StudyServer, painted: Painted):
    """Pressed on meanwhile."""
    ada = await study_server.member("ada")
    reply = await ada.slash("progress")
    streak = await reply.press("My week")
    await bring(study_server, painted, PAINTED)
    assert streak.message.id == reply.message.id
    assert await shown_in(streak) == []
    assert "ML Fundamentals" in streak.text


async def test_a_celebration_waits_for_no_picture(study_server: StudyServer, painted: Painted):
    """Its picture comes later, between its words and its button."""
    ada = await study_server.member("ada")
    *before, last = [task.id for block in study_server.roadmap.phases[0].blocks for task in block.tasks]
    settings = await ada.settings()
    await study_server.store.journals.tick(settings.walk, before, settings.today(NOON), NOON)
    reply = await ada.slash("done", task=last)
    assert "🎉" in reply.text
    await bring(study_server, painted, PAINTED)
    assert await shown_in(reply) == ["Week 1 of 36"]
    assert "Share it here" in reply.labels
