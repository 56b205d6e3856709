"""A cohort of six over ten weeks, from three chairs: a late joiner, somebody who leaves, and one planted word (§12)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.sandbox.transcript import text_of
from tests.store.people import BERLIN
from tests.study_server import MONDAY, Learner, Reply, StudyServer, text_of_message

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PLANTED = "zanzibarish"
"""Written into notes, evidence and a question: nobody but its writer may ever read it again."""
EARLY = ("ada", "ben", "cem", "dee", "eve")


@pytest.fixture
def seen_by_others() -> list[str]:
    """Everything that somebody else than its writer was shown."""
    return []


async def joins(learner: Learner, label: str) -> Reply:
    """Somebody joins the cohort with one of its buttons."""
    return await (await learner.slash("start", cohort="Spring")).press(label)


async def studies(learner: Learner, monday: date, weekdays: tuple[int, ...], week: int) -> None:
    """A week of study: sessions, a task and now and then evidence, each with the planted word."""
    for weekday in weekdays:
        await learner.at(monday + weekday * DAY, "12:00").slash("done", minutes=41, note=f"{PLANTED} {week}")
    task = learner.server.roadmap.tasks[week]
    await learner.slash("done", task=task.id, minutes=43, note=PLANTED)


async def organisers_see(server: StudyServer, day: date) -> Iterator[str]:
    """What the admin is shown of everybody on a day."""
    admin = server.admin.at(day)
    shown = [await admin.slash("admin members", cohort="Spring"), await admin.slash("admin members")]
    shown += [await admin.slash("admin cohort list"), await admin.slash("admin doctor")]
    exported = [await admin.slash("admin export", cohort="Spring"), await admin.slash("admin export")]
    files = [content for one in exported for content in (await one.files()).values()]
    return iter([*(one.text for one in (*shown, *exported)), *files])


async def test_ten_weeks(study_server: StudyServer, seen_by_others: list[str], caplog: pytest.LogCaptureFixture):
    """Six start or come late; who agreed is seen by name, who leaves is gone at once, and no word of theirs is told."""
    caplog.set_level(logging.INFO)
    server = study_server
    role = server.guild.create_role("Mentors")
    mentor = Learner(server, server.guild.add_member(server.env.create_user("mentor"), roles=[role]), BERLIN)
    made = await server.admin.at(MONDAY - 3 * DAY).slash(
        "admin cohort new", name="Spring", start=MONDAY.isoformat(), shares="mentors", role=role
    )
    await made.press("Make it")
    members = {name: server.newcomer(name, shown=name.title()).at(MONDAY - 2 * DAY) for name in EARLY}
    for name, learner in members.items():
        await joins(learner, "Join without sharing" if name in ("dee", "eve") else "Join and share")
    for week in range(10):
        monday = MONDAY + week * WEEK
        await server.tick_at(monday, "18:00")
        if week == 1:
            fay = members["fay"] = server.newcomer("fay", shown="Fay").at(monday + 5 * DAY)
            late = await joins(fay, "Join and share")
            assert "nothing of them is overdue" not in late.text
            assert (await fay.plan_choices())[0].monday == MONDAY
        for number, (name, learner) in enumerate(members.items()):
            if week < 6 or name != "ben":
                await studies(learner, monday, (0, 2, 5) if number % 2 else (0, 2), week)
        await server.tick_at(monday + 5 * DAY, "18:00")
        if week == 2:
            await members["ada"].slash("checkpoint")
            item = server.roadmap.items[0].id
            await members["ada"].forge(f"rm:evidence:{item}", PLANTED, answers_a_form=True)
            await members["ada"].slash("stuck", task=server.roadmap.tasks[20].id)
        if week == 5:
            await leaves_the_board_of_four(server, members)
        if week in (2, 9):
            seen_by_others += await organisers_see(server, monday + 6 * DAY)
    sunday = MONDAY + 10 * WEEK - DAY
    listed = (await server.admin.at(sunday).slash("admin members", cohort="Spring")).text
    named = [line.split("**")[1] for line in listed.splitlines() if " of 70 tasks" in line]
    assert named == ["Ada", "Ben", "Cem", "Fay"]
    assert "Ben** · week 10 of 36 · 6 of 70 tasks · 0 of 5 checkpoints · no study day since 11 Apr 2026" in listed
    assert "as a sum" not in listed  # dee and eve are two
    looked = await (await mentor.at(sunday).slash("cohort")).press("Members of Spring")
    assert "Fay" in looked.text
    await (await members["cem"].at(sunday).slash("cohort")).press("Stop sharing")
    await (await (await members["ben"].slash("cohort")).press("Leave…")).press("Leave")
    looked = await (await mentor.slash("cohort")).press("Members of Spring")
    assert [name for name in ("Ada", "Ben", "Cem", "Fay") if f"**{name}**" in looked.text] == ["Ada", "Fay"]
    assert "as a sum" in looked.text  # cem, dee and eve
    assert (await members["ben"].plan_choices())[0].monday == MONDAY
    seen_by_others += [looked.text, (await members["eve"].slash("cohort")).text, *server.post_texts]
    seen_by_others += [(await members["eve"].slash("leaderboard", action="show")).text]
    assert any("starts today" in text for text in server.post_texts)
    assert any("👥 **Spring:** 6 members studied" in text for text in server.post_texts)
    assert sum(len(text) for text in seen_by_others) > 5000
    everything = "\n".join([*seen_by_others, caplog.text])
    for word in (PLANTED, "41 min", "43 min", server.roadmap.items[0].id):
        assert word not in everything
    public = [text_of_message(m) for m in server.channel.history() if not m.flags.ephemeral]
    assert all(PLANTED not in text for text in public)
    told = [text for text in server.post_texts if "Spring" in text]
    assert len(told) > 5
    assert not any(re.search(rf"\b{name}\b", text, re.IGNORECASE) for text in told for name in members)
    assert PLANTED in str(await (await members["ada"].slash("mydata", action="export")).files())


async def leaves_the_board_of_four(server: StudyServer, members: dict[str, Learner]) -> None:
    """Four join the leaderboard; one of them leaves it again, with the message that is there."""
    for name in ("ada", "ben", "dee", "eve"):
        await (await members[name].slash("leaderboard", action="join")).press("Join the leaderboard")
    shown = await members["cem"].slash("leaderboard", action="show")
    assert "study days" in text_of(shown.message.components)
    await members["ben"].slash("leaderboard", action="leave")
    assert f"<@{members['ben'].id}>" not in text_of_message(server.channel.history()[-1])
