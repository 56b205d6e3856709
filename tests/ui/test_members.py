"""The organiser's view and its table: who agreed, by name; the others as sums, or not at all (§12)."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
import simcord

from bot.study.cohorts import Cohort, Shares
from bot.study.member import Member, Walk
from bot.ui.members_file import safe
from tests.crowd import residents
from tests.sentences import NO_MANAGER
from tests.store.people import AS_WRITTEN, BERLIN
from tests.study_server import MONDAY, Learner, Reply, StudyServer

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PLANTED = "planted-word"
NAMES = ("zoe", "Ärne", "anna", "=SUM(A1)", "日本語", "**bold**", "אבג")
IN_ORDER = ("**bold**", "=SUM(A1)", "anna", "Ärne", "zoe", "אבג", "日本語")


async def people(server: StudyServer, role: int, agreed: tuple[str, ...], others: int, *, active: int) -> Cohort:
    """A cohort with so many members who agreed, and so many others, of whom some studied."""
    store, guild = server.store, server.guild.id
    cohort = Cohort(guild, 1, "Spring", MONDAY, 0, Shares.MENTORS, role)
    await store.cohorts.make(cohort)
    names = (*agreed, *[None] * others)
    for number, (name, user_id) in enumerate(zip(names, residents(server, len(names)), strict=True), start=1):
        walk, task = Walk(guild, user_id), server.roadmap.tasks[0]
        await store.members.join(Member(guild, user_id, BERLIN), AS_WRITTEN, server.clock.now)
        await store.cohorts.join(cohort, user_id, MONDAY, name)
        if name is not None or number <= len(agreed) + active:
            await store.journals.tick(walk, [task.id], MONDAY, server.clock.now, minutes=7777, note=PLANTED)
            await store.journals.give_evidence(walk, server.roadmap.items[0].id, PLANTED, MONDAY, server.clock.now)
            await store.questions.reserve(walk, PLANTED, 5, server.clock.now)
    return cohort


async def table(reply: Reply) -> list[list[str]]:
    """The rows of the file that came."""
    (content,) = (await reply.files()).values()
    assert content.startswith("\ufeff")
    return list(csv.reader(StringIO(content[1:])))


@pytest.fixture
def mentors(study_server: StudyServer) -> simcord.builders.RoleHandle:
    """The role of the cohort."""
    return study_server.guild.create_role("Mentors")


async def test_those_who_agreed_by_name_and_the_others_as_a_sum(
    study_server: StudyServer, mentors: simcord.builders.RoleHandle
):
    """In the order of names, in any script; facts, and nothing that was never agreed to; a table without formulas."""
    server = study_server
    await people(server, mentors.id, NAMES, 4, active=3)
    server.admin.at(MONDAY + DAY)
    shown = await server.admin.slash("admin members", cohort="Spring")
    assert shown.private
    lines = [line for line in shown.text.splitlines() if " · week 1 of 36 · " in line]
    shown_names = [line.split(" · ")[0].replace("\\", "").strip("*") for line in lines]
    assert shown_names == [name.strip("*") for name in IN_ORDER]
    assert "1 of 70 tasks · 0 of 5 checkpoints · last studied Mon 2 Mar" in lines[0]
    assert "4 members who don't share" in shown.text
    assert "3 studied in the last 14 days · 3 tasks done" in shown.text
    head, *rows = await table(await server.admin.slash("admin export", cohort="Spring"))
    assert head[:2] == ["Cohort", "Name"]
    assert [row[1] for row in rows] == ["**bold**", "'=SUM(A1)", *IN_ORDER[2:], "(the others, as a sum)"]
    assert rows[0][4:9] == ["1", "70", "0", "5", MONDAY.isoformat()]
    assert head[9:] == ["Members", "Studied in the last 14 days"]
    assert [row[9:] for row in rows] == [["1", "1"]] * len(NAMES) + [["4", "3"]]
    assert rows[-1][4] == "3"
    said = f"{shown.text}{rows}"
    assert PLANTED not in said
    assert "7777" not in said
    server.admin.at(MONDAY + 3 * WEEK)
    assert "no study day since 2 Mar 2026" in (await server.admin.slash("admin members", roadmap="0")).text


@pytest.mark.parametrize(("others", "active", "is_told"), [(0, 0, False), (2, 2, False), (9, 2, False), (3, 3, True)])
async def test_neither_rest_nor_total_where_too_few_are_active(
    study_server: StudyServer, mentors: simcord.builders.RoleHandle, others: int, active: int, is_told: bool
):
    """Nobody, two, or nine of whom two studied look the same."""
    await people(study_server, mentors.id, ("Ada",), others, active=active)
    study_server.admin.at(MONDAY + DAY)
    for options in ({"cohort": "Spring"}, {}):
        shown = await study_server.admin.slash("admin members", **options)
        assert ("as a sum" in shown.text) == is_told
        assert ("only if at least three studied lately" in shown.text) == (not is_told)
    rows = await table(await study_server.admin.slash("admin export", cohort="Spring"))
    assert len(rows) == 2 + is_told


async def test_who_may_look(study_server: StudyServer, mentors: simcord.builders.RoleHandle):
    """Whoever has the role looks by way of /cohort; others don't, also with a forged press."""
    server = study_server
    cohort = await people(server, mentors.id, tuple(f"MEMBER {n:02}" for n in range(1, 46)), 0, active=0)
    stranger = server.newcomer("stranger").at(MONDAY)
    button = f"rm:members:{cohort.number}:0"
    assert NO_MANAGER in (await stranger.forge(button)).text
    assert "Members of Spring" not in (await stranger.slash("cohort")).labels
    member = server.guild.add_member(server.env.create_user("mentor"), roles=[mentors])
    mentor = Learner(server, member, BERLIN)
    looked = await (await mentor.slash("cohort")).press("Members of Spring")
    assert "1-20 of 45" in looked.text
    await server.store.cohorts.change(replace(cohort, shares=Shares.SUMS, role_id=None), asks_anew=True)
    assert NO_MANAGER in (await mentor.forge(button)).text
    assert "Nobody here shares" in (await server.admin.forge(button)).text


@pytest.mark.parametrize("command", ["admin members", "admin export"])
async def test_who_has_left_the_server_is_in_no_list(
    study_server: StudyServer, mentors: simcord.builders.RoleHandle, command: str
):
    """As soon as Discord says so, which is asked before anybody is named; the others stay."""
    server = study_server
    await people(server, mentors.id, ("Ada", "Ben", "Cem"), 0, active=0)
    roster = await server.store.rosters.on_roadmap(server.guild.id, 0, 0, 20, MONDAY, MONDAY)
    (first,) = (one.user_id for one in roster.people if one.name == "Ada")
    server.env.backend.remove_member(server.guild.id, first)
    await server.env.settle()
    reply = await server.admin.at(MONDAY + DAY).slash(command, cohort="Spring")
    seen = str(await reply.files()) if command == "admin export" else reply.text
    assert [name for name in ("Ada", "Ben", "Cem") if name in seen] == ["Ben", "Cem"]


async def test_pages(study_server: StudyServer, mentors: simcord.builders.RoleHandle):
    """Twenty a page; a page beyond the last is the last."""
    server = study_server
    cohort = await people(server, mentors.id, tuple(f"MEMBER {n:02}" for n in range(1, 46)), 0, active=0)
    admin = server.admin.at(MONDAY)
    first = await admin.slash("admin members", cohort="Spring")
    assert "1-20 of 45" in first.text
    second = await first.press("More members ▶")
    assert "21-40 of 45" in second.text
    last = await second.press("More members ▶")
    assert "41-45 of 45" in last.text
    assert "More members ▶" not in last.labels
    assert "MEMBER 45" in (await admin.forge(f"rm:members:{cohort.number}:99")).text


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "  =1", "＝1"])  # as in the code
def test_no_cell_is_a_formula(text: str):
    """Whatever a spreadsheet would take for one."""
    assert safe(text) == f"'{text}"
    assert safe(f"a{text}") == f"a{text}"
