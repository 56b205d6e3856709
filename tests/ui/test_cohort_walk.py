"""A cohort of six over ten weeks, from three chairs, and one planted word (§7, §12).

Somebody comes late and somebody leaves; one checkpoint comes back before it is signed, at another one nobody looks.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.operations.metrics import Metrics
from bot.sandbox.transcript import text_of
from bot.ui.picture_cache import PictureCache
from tests.databases import ON_BOTH
from tests.store.people import BERLIN
from tests.study_server import MONDAY, Learner, Reply, StudyServer, text_of_message

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PLANTED = "zanzibarish"
"""Written into notes, evidence and a question: only its writer, and who reads the checkpoint, may see it again."""
EARLY = ("ada", "ben", "cem", "dee", "eve")
ITEMS = 3
"""Of the first checkpoint."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The facts of every picture, and the words that stand for it."""
    draws, found = PictureCache._drawn, list[str]()  # pyright: ignore[reportPrivateUsage]  # every picture passes there

    async def drawing(cache: PictureCache, facts: object, draw: object, alt_text: object) -> object:
        shown = await draws(cache, facts, draw, alt_text)  # pyright: ignore[reportArgumentType]  # handed on as they are
        found.append(f"{facts} {shown.words if shown else ''}")
        return shown

    monkeypatch.setattr(PictureCache, "_drawn", drawing)
    return found


async def joins(learner: Learner, label: str) -> Reply:
    """Somebody joins the cohort with one of its buttons."""
    return await (await learner.slash("start", cohort="Spring")).press(label)


async def studies(learner: Learner, monday: date, weekdays: tuple[int, ...], week: int) -> None:
    """A week of study: sessions and a task, each with the planted word."""
    for weekday in weekdays:
        day, number = monday + weekday * DAY, 100 * week + weekday
        await learner.server.store.journals.log_session(learner.walk, number, day, 41, f"{PLANTED} {week}")
    task = learner.server.roadmap.tasks[week]
    await learner.at(monday + weekdays[-1] * DAY, "12:00").slash("done", task=task.id, minutes=43, note=PLANTED)


async def shows_all(learner: Learner) -> Reply:
    """Somebody shows what they can do, and submits it."""
    for item in learner.server.roadmap.items[:ITEMS]:
        await learner.forge(f"rm:evidence:{item.id}", f"{PLANTED} {item.id}", answers_a_form=True)
    return await sends(learner, "Submit…")


async def sends(learner: Learner, label: str) -> Reply:
    """They submit the first checkpoint, or submit it again."""
    return await (await (await learner.slash("checkpoint", phase=1)).press(label)).press("Submit")


async def decides(mentor: Learner, verdict: str, words: str) -> None:
    """The mentor takes what waits longest, and decides."""
    reading = await (await mentor.slash("review")).press("Take it")
    assert PLANTED in reading.text
    await (await reading.press(verdict)).write(words)


async def organisers_see(server: StudyServer, day: date) -> Iterator[str]:
    """What the admin is shown of everybody on a day."""
    admin = server.admin.at(day)
    shown = [await admin.slash("admin members", cohort="Spring"), await admin.slash("admin members")]
    shown += [await admin.slash("admin cohort list"), await admin.slash("admin doctor")]
    exported = [await admin.slash("admin export", cohort="Spring"), await admin.slash("admin export")]
    files = [content for one in exported for content in (await one.files()).values()]
    return iter([*(one.text for one in (*shown, *exported)), *files])


async def founded(server: StudyServer) -> tuple[Learner, dict[str, Learner]]:
    """A cohort with a mentor, who reads its checkpoints, and the five who join in time."""
    role = server.guild.create_role("Mentors")
    mentor = Learner(server, server.guild.add_member(server.env.create_user("mentor"), roles=[role]), BERLIN)
    await server.change_setup(
        review="mentor", reviewers=role, review_channel=server.guild.create_text_channel("mentors")
    )
    made = await server.admin.at(MONDAY - 3 * DAY).slash(
        "admin cohort new", name="Spring", start=MONDAY.isoformat(), shares="mentors", role=role
    )
    await made.press("Make it")
    members = {name: server.newcomer(name, shown=name.title()).at(MONDAY - 2 * DAY) for name in EARLY}
    for name, learner in members.items():
        await joins(learner, "Join without sharing" if name in ("dee", "eve") else "Join and share")
    return mentor, members


@ON_BOTH
async def test_ten_weeks(study_server: StudyServer, drawn: list[str], caplog: pytest.LogCaptureFixture):
    """Who agreed is seen by name, who leaves is gone at once, nothing waits for a reader, and no word is told."""
    caplog.set_level(logging.INFO)
    server, seen, metrics = study_server, list[str](), Metrics()
    server.bot.common.watcher = metrics.answered
    server.tick.watcher = metrics.delivered
    mentor, members = await founded(server)
    ada, ben, cem = (members[name] for name in ("ada", "ben", "cem"))
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
            await shows_all(ada)
            await ada.slash("stuck", task=server.roadmap.tasks[20].id)
            await decides(mentor.at(monday + 6 * DAY), "Return…", f"{PLANTED}: add a diagram")
        if week == 3:
            assert "add a diagram" in (await ada.slash("checkpoint", phase=1)).text
            await sends(ada, "Submit again…")
            await decides(mentor.at(monday + 6 * DAY), "Sign…", PLANTED)
            await shows_all(cem)
        if week == 5:
            assert "nobody looked in 7 days" in (await cem.slash("checkpoint", phase=1)).text
            await leaves_the_board_of_four(server, members)
        if week in (2, 9):
            seen += await organisers_see(server, monday + 6 * DAY)
    sunday = MONDAY + 10 * WEEK - DAY
    await the_end(server, mentor.at(sunday), members, sunday)
    seen += [(await (await mentor.slash("cohort")).press("Members of Spring")).text, *server.post_texts]
    seen += [(await members["eve"].slash("cohort")).text]
    seen += [(await members["eve"].slash("leaderboard", action="show")).text]
    assert any("checkpoint waits to be read" in str(body) for body in server.sent)
    assert "roadmate_commands_total" in metrics.text().decode()
    assert len(drawn) > 5
    everything = "\n".join([*seen, *drawn, *map(str, server.sent), metrics.text().decode(), caplog.text])
    for word in (PLANTED, "41 min", "43 min", server.roadmap.items[0].id):
        assert word not in everything
    public = [text_of_message(m) for m in server.channel.history() if not m.flags.ephemeral]
    assert all(PLANTED not in text for text in public)
    told = [text for text in server.post_texts if "Spring" in text]
    assert len(told) > 5
    assert not any(re.search(rf"\b{name}\b", text, re.IGNORECASE) for text in told for name in members)
    assert PLANTED in str(await (await ben.slash("mydata", action="export")).files())


async def the_end(server: StudyServer, mentor: Learner, members: dict[str, Learner], sunday: date) -> None:
    """What organiser and mentor see after ten weeks; one takes back the consent, one leaves."""
    listed = (await server.admin.at(sunday).slash("admin members", cohort="Spring")).text
    named = [line.split("**")[1] for line in listed.splitlines() if " of 70 tasks" in line]
    assert named == ["Ada", "Ben", "Cem", "Fay"]
    assert "Ben** · week 10 of 36 · 6 of 70 tasks · 0 of 5 checkpoints · no study day since 11 Apr 2026" in listed
    assert listed.count("1 of 5 checkpoints") == 2
    assert "as a sum" not in listed  # dee and eve are two
    looked = await (await mentor.slash("cohort")).press("Members of Spring")
    assert "Fay" in looked.text
    assert "Checkpoint signed by a mentor" in (await members["ada"].at(sunday).slash("checkpoint", phase=1)).text
    await (await members["cem"].at(sunday).slash("cohort")).press("Stop sharing")
    await (await (await members["ben"].at(sunday).slash("cohort")).press("Leave…")).press("Leave")
    looked = await (await mentor.slash("cohort")).press("Members of Spring")
    assert [name for name in ("Ada", "Ben", "Cem", "Fay") if f"**{name}**" in looked.text] == ["Ada", "Fay"]
    assert "as a sum" in looked.text  # cem, dee and eve
    assert (await members["ben"].plan_choices())[0].monday == MONDAY


async def leaves_the_board_of_four(server: StudyServer, members: dict[str, Learner]) -> None:
    """Four join the leaderboard; one of them leaves it again, with the message that is there."""
    for name in ("ada", "ben", "dee", "eve"):
        await (await members[name].slash("leaderboard", action="join")).press("Join the leaderboard")
    shown = await members["cem"].slash("leaderboard", action="show")
    assert "study days" in text_of(shown.message.components)
    await members["ben"].slash("leaderboard", action="leave")
    assert f"<@{members['ben'].id}>" not in text_of_message(server.channel.history()[-1])
