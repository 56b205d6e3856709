"""What a member was shown is what is done: pressed after the next Monday, and two weeks later (§6 and "Skip…")."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from tests.study_server import MONDAY, Learner, Reply, StudyServer

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
FIRST_BLOCK = {"optimizers", "backprop", "losses-regularization"}


async def skip(ada: Learner) -> Callable[[], Awaitable[Reply]]:
    """The form for letting go of what is overdue, half written."""
    form = await (await (await ada.slash("catchup")).press("Skip…")).press("Skip with a note…")
    return lambda: form.write("I know these well")


async def shift(ada: Learner) -> Callable[[], Awaitable[Reply]]:
    """What a shift would come to."""
    preview = await (await ada.slash("catchup")).press("Shift…")
    return lambda: preview.press("Shift the plan")


async def catch_up(ada: Learner) -> Callable[[], Awaitable[Reply]]:
    """What would be added to the study days."""
    preview = await (await ada.slash("catchup")).press("Catch up…")
    return lambda: preview.press("Catch up")


async def pace(ada: Learner) -> Callable[[], Awaitable[Reply]]:
    """What another pace would come to."""
    preview = await ada.slash("pace", finish_by="2026-12-27")
    return lambda: preview.press("Use this plan")


async def stored(ada: Learner) -> tuple[object, ...]:
    """Whatever such a press may change."""
    page = await ada.server.store.members.record(ada.server.guild.id, ada.id)
    assert page is not None
    return page.choices, page.journal, page.catching_up, page.pauses


@pytest.mark.parametrize("showing", [skip, shift, catch_up, pace])
async def test_two_weeks_later_nothing_is_done(
    study_server: StudyServer, showing: Callable[[Learner], Awaitable[Callable[[], Awaitable[Reply]]]]
):
    """Two tasks were open when it was shown, and four more by now: it is to be shown again, and no word is lost."""
    ada = (await study_server.member("ada")).at(MONDAY + 2 * WEEK)
    await ada.slash("done", task="backprop")
    press = await showing(ada)
    before = await stored(ada)
    ada.at(MONDAY + 4 * WEEK)
    reply = await press()
    assert reply.private
    assert "more than a day old" in reply.text
    assert await stored(ada) == before
    if showing is skip:
        assert "I know these well" in reply.text


async def test_catching_up_takes_what_was_shown(study_server: StudyServer):
    """A block that was over only after the preview is none of it."""
    ada = (await study_server.member("ada")).at(MONDAY + 4 * WEEK - DAY, "20:00")
    press = await catch_up(ada)
    ada.at(MONDAY + 4 * WEEK, "08:00")
    await press()
    page = await study_server.store.members.record(study_server.guild.id, ada.id)
    assert page is not None
    assert set(page.catching_up) == FIRST_BLOCK


async def test_a_pace_of_last_week_is_shown_again(study_server: StudyServer):
    """The same wish is another plan on Monday: its preview comes, and nothing is stored before it is taken."""
    ada = (await study_server.member("ada")).at(MONDAY + 2 * WEEK - DAY, "20:00")
    press = await pace(ada)
    before = await stored(ada)
    ada.at(MONDAY + 2 * WEEK, "08:00")
    assert "This would be your plan" in (await press()).text
    assert await stored(ada) == before


async def test_a_pause_is_what_its_answer_says(study_server: StudyServer):
    """It is taken at once: typed again two weeks later, it is counted from that day, and what was paused stays."""
    ada = (await study_server.member("ada")).at(MONDAY + 2 * WEEK)
    first = await ada.slash("pause", until="1 week")
    assert "Paused until" in first.text
    ada.at(MONDAY + 4 * WEEK)
    await ada.slash("pause", until="1 week")
    page = await study_server.store.members.record(study_server.guild.id, ada.id)
    assert page is not None
    assert {(pause.first, pause.until) for pause in page.pauses} == {
        (MONDAY + 2 * WEEK, MONDAY + 3 * WEEK),
        (MONDAY + 4 * WEEK, MONDAY + 5 * WEEK),
    }
