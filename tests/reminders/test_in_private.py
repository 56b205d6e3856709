"""What the channel may not say, and what came too early for a message, is told in the next private reply: once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.study_server import MONDAY, Learner, StudyServer

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WARNED = "keep your 2 weeks"
MILESTONE, PHASE_END = "Project 1 complete (Transformer)", "Phase 1 ends this week"
EIGHTH = MONDAY + 7 * WEEK
"""The Monday of Project 1's milestone week, in which phase 1 ends as well."""


async def study(learner: Learner, week: int, *weekdays: int) -> None:
    """Log a session on weekdays (Monday 0) of a week (from 0)."""
    for weekday in weekdays:
        await learner.at(MONDAY + week * WEEK + weekday * DAY).slash("done", minutes=30)


async def two_weeks(server: StudyServer, name: str) -> Learner:
    """A member with a chain of 2 and no freeze."""
    learner = await server.member(name)
    await study(learner, 0, 0, 2, 5)
    await study(learner, 1, 0, 2)
    await learner.at(MONDAY + 2 * WEEK + DAY, "12:00").slash("streak")
    return learner


async def test_a_warning_of_the_channels_is_told_in_full(study_server: StudyServer):
    """Friday's post only asks; Ada's next private reply says what keeps her streak, a public one doesn't."""
    ada, ben = await two_weeks(study_server, "ada"), await study_server.member("ben")
    friday = MONDAY + 2 * WEEK + 4 * DAY
    await study_server.tick_at(friday, "18:00")
    assert WARNED not in (await ada.at(friday, "18:30").slash("progress", share=True)).text
    assert "3 study days by Sunday keep your 2 weeks." in (await ada.slash("week")).text
    assert WARNED not in (await ada.slash("week")).text
    assert WARNED not in (await ben.slash("week")).text


@pytest.mark.parametrize("when", ["studied at once", "too late", "next week", "post refused"])
async def test_it_is_told_while_it_holds(study_server: StudyServer, when: str):
    """Not after the week can't be kept any more, nor by a post that did not arrive; after study, what is left."""
    ada = await two_weeks(study_server, "ada")
    friday = MONDAY + 2 * WEEK + 4 * DAY
    if when == "post refused":
        study_server.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    await study_server.tick_at(friday, "18:00")
    study_server.heal()
    match when:
        case "studied at once":
            said = (await ada.at(friday, "19:00").slash("done", minutes=30)).text
            assert "2 study days by Sunday keep your 2 weeks." in said
            assert "3 study days" not in said
            return
        case "too late":
            ada.at(friday + DAY)
        case "next week":
            ada.at(friday + 4 * DAY)
        case _:
            ada.at(friday, "19:00")
    assert WARNED not in (await ada.slash("week")).text


async def reaches(server: StudyServer, where: str) -> Learner:
    """A member who studied in week 7, and is reminded in the channel, by direct message, or not at all."""
    ada = await server.member("ada")
    await study(ada, 6, 6)
    await ada.slash("reminders", where=where)
    return ada


@pytest.mark.parametrize("where", ["channel", "dm", "off"])
async def test_who_has_studied_already_hears_of_milestone_and_phase_end(study_server: StudyServer, where: str):
    """On Monday and Saturday she studies at noon, and no message comes: the reply at noon tells it, once."""
    ada = await reaches(study_server, where)
    for day, said in ((0, MILESTONE), (5, PHASE_END)):
        assert said in (await ada.at(EIGHTH + day * DAY).slash("done", minutes=30)).text
        assert said not in (await ada.slash("week")).text
        await study_server.tick_at(EIGHTH + day * DAY, "18:00")
    assert (ada.dms, study_server.posts) == ([], [])


@pytest.mark.parametrize("where", ["channel", "dm"])
async def test_who_heard_it_from_a_message_is_not_told_again(study_server: StudyServer, where: str):
    """Monday's message told it; before it, the reply at noon leaves it to the message."""
    ada = await reaches(study_server, where)
    assert MILESTONE not in (await ada.at(EIGHTH).slash("week")).text
    await study_server.tick_at(EIGHTH, "18:00")
    assert MILESTONE in [*ada.dms, *study_server.post_texts][0]
    assert MILESTONE not in (await ada.at(EIGHTH, "19:00").slash("week")).text


@pytest.mark.parametrize(("days", "said"), [(6, PHASE_END), (8, "Phase 1 ended last week"), (15, "")])
async def test_a_message_that_did_not_arrive_told_nothing(study_server: StudyServer, days: int, said: str):
    """Discord was down on Monday and on Saturday: told by Sunday, or the week after, and not weeks later."""
    ada = await reaches(study_server, "dm")
    study_server.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    for day in (0, 5):
        await study_server.tick_at(EIGHTH + day * DAY, "18:00")
    study_server.heal()
    text = (await ada.at(EIGHTH + days * DAY).slash("week")).text
    assert (said in text and MILESTONE in text) if said else ("Phase 1 ended" not in text and MILESTONE not in text)


async def test_a_phases_end_does_not_hide_a_milestone(study_server: StudyServer):
    """Monday's message was lost, Saturday's told of the phase's end: the reply after it tells of the milestone."""
    ada = await reaches(study_server, "dm")
    study_server.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    await study_server.tick_at(EIGHTH, "18:00")
    study_server.heal()
    await study_server.tick_at(EIGHTH + 5 * DAY, "18:00")
    assert PHASE_END in ada.dms[-1]
    assert MILESTONE in (await ada.at(EIGHTH + 5 * DAY, "19:00").slash("week")).text


@pytest.mark.parametrize("first", ["message", "reply"])
async def test_spent_freezes_are_told_once(study_server: StudyServer, first: str):
    """By the first message or reply after it, and by no other."""
    ada = await study_server.member("ada")
    await study(ada, 0, 0, 2)
    await ada.slash("reminders", where="dm", time="18:00")
    wednesday = MONDAY + 9 * DAY
    told = "freeze covered it"
    replies = [(await ada.at(wednesday, "12:00").slash("week")).text] if first == "reply" else []
    await study_server.tick_at(wednesday, "18:00")
    assert (told in ada.dms[-1]) == (first == "message")
    replies.append((await ada.at(wednesday, "19:00").slash("week")).text)
    assert [told in text for text in replies] == ([True, False] if first == "reply" else [False])
    await study_server.tick_at(wednesday + 3 * DAY, "18:00")
    assert told not in ada.dms[-1]
