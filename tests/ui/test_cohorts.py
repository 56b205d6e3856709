"""A cohort as members and admins see it: made, joined in time and late, agreed to, changed, left, closed (§12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import simcord

from bot.store.personal import TABLES
from bot.study.cohorts import MOST_COHORTS, Cohort, Membership
from tests.databases import ON_BOTH
from tests.sentences import PREVIEW_GONE
from tests.study_server import MONDAY, Learner, Reply, StudyServer

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


async def make(server: StudyServer, name: str, start: date, **options: object) -> Reply:
    """An admin makes a cohort."""
    shown = await server.admin.slash("admin cohort new", name=name, start=start.isoformat(), **options)
    return await shown.press("Make it")


async def number(server: StudyServer, name: str) -> str:
    """What autocomplete gives for a cohort."""
    found = {one.name: one.number for one in await server.store.cohorts.all(server.guild.id)}
    return str(found[name])


async def group(learner: Learner) -> Membership | None:
    """What is stored of a member's cohort."""
    page = await learner.server.store.members.record(learner.server.guild.id, learner.id)
    return page.group if page else None


async def begins(learner: Learner) -> date:
    """The Monday on which a member's plan begins."""
    return (await learner.plan_choices())[0].monday


def mentors(server: StudyServer) -> simcord.builders.RoleHandle:
    """A role of the server."""
    return server.guild.create_role("Mentors")


async def test_a_cohort_is_shown_before_it_is_made_and_joined(study_server: StudyServer):
    """Nothing is stored before the press; a member joins in two presses, before the start, and starts with it."""
    server = study_server
    server.admin.at(MONDAY)
    shown = await server.admin.slash("admin cohort new", name=" Spring  *2026* ", start="2026-03-12")
    assert "Starts Monday 16 March 2026" in shown.text
    assert "Thursday 12 March 2026 isn't a Monday" in shown.text
    assert "Nobody sees anyone's progress" in shown.text
    assert "Nothing was changed.\n## Cohorts\nThere is none yet" in (await shown.press("Cancel")).text
    assert await server.store.cohorts.all(server.guild.id) == []
    shown = await server.admin.slash("admin cohort new", name=" Spring  *2026* ", start="9 Mar")
    assert "isn't a Monday" not in shown.text
    shown = await server.admin.slash("admin cohort new", name=" Spring  *2026* ", start="10 March")
    making = next(one for one in shown.custom_ids if "cohort-make" in one)
    await shown.press("Make it")
    again = await server.admin.forge(making)
    assert PREVIEW_GONE in again.text
    (cohort,) = await server.store.cohorts.all(server.guild.id)
    assert (cohort.name, cohort.monday) == ("Spring *2026*", MONDAY + 2 * WEEK)
    ada = server.newcomer("ada").at(MONDAY)
    assert await ada.choices("start", "cohort") == {"Spring *2026* (from Mon 16 Mar)": str(cohort.number)}
    assert (await ada.slash("cohort")).labels == ["Join Spring *2026*"]
    shown = await ada.slash("start", cohort="spring *2026*")
    assert shown.private
    assert "Who will see what" in shown.text
    assert await ada.plan_choices() == ()
    joined = await shown.press("Join")
    assert "Welcome to Spring" in joined.text
    assert await begins(ada) == MONDAY + 2 * WEEK
    mine = await ada.slash("cohort")
    assert "Spring" in mine.text
    assert "Nobody sees your progress here" in mine.text
    again = await ada.slash("start", cohort="Spring *2026*")
    assert "already" in again.text


async def test_a_cohort_to_its_end(study_server: StudyServer):
    """It can be open for joining again; when its weeks are over, it says when they ended."""
    server = study_server
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY, joining_ends=(MONDAY + WEEK).isoformat())
    spring = await number(server, "Spring")
    shown = await server.admin.slash("admin cohort change", cohort=spring, joining_ends="never")
    assert "until you close it" in shown.text
    ada = server.newcomer("ada").at(MONDAY)
    await (await ada.slash("start", cohort="Spring")).press("Join")
    await make(server, "Autumn", MONDAY)
    assert "You leave Spring for it" in (await ada.slash("start", cohort="Autumn")).text
    shown = await server.admin.slash("admin cohort change", cohort="Autumn", joining_ends=(MONDAY + DAY).isoformat())
    assert "**Joining:** until you close it → **until Tuesday 3 March 2026**" in shown.text
    assert "joining until Tue 3 Mar" in (await shown.press("Change it")).text
    assert "joining ended Tue 3 Mar" in (await server.admin.at(MONDAY + 2 * DAY).slash("admin cohort list")).text
    assert "Its roadmap ended Sunday" in (await ada.at(MONDAY + 40 * WEEK).slash("cohort")).text


async def test_joining_late(study_server: StudyServer):
    """Up to 14 days the plan starts with the cohort; what was missed is not overdue for 14 days, and breaks nothing."""
    server = study_server
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY)
    ada = server.newcomer("ada").at(MONDAY + 14 * DAY)
    shown = await ada.slash("start", cohort="Spring")
    assert "The weeks before this one stay open" in shown.text
    await shown.press("Join")
    assert await begins(ada) == MONDAY
    assert "behind" not in (await ada.slash("progress")).text.lower()
    progress = await server.bot.progress_of(server.guild.id, ada.id)
    assert progress is not None
    assert progress.overdue == ()
    assert {week.state.value for week in progress.streak.history[:-1]} == {"neutral"}
    ada.at(MONDAY + 28 * DAY)
    progress = await server.bot.progress_of(server.guild.id, ada.id)
    assert progress is not None
    assert progress.overdue


async def test_later_still_there_are_two_ways(study_server: StudyServer):
    """Side by side: the cohort's Monday or one's own; the one that is chosen is joined."""
    server = study_server
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY)
    late = MONDAY + 15 * DAY
    for name, label, start in (
        ("ada", "Start with the cohort", MONDAY),
        ("bob", "Start on my own Monday", MONDAY + 2 * WEEK),
    ):
        learner = server.newcomer(name).at(late)
        ways = await learner.slash("start", cohort="Spring")
        assert ways.labels == ["Start with the cohort", "Start on my own Monday"]
        shown = await ways.press(label)
        await shown.press("Join")
        assert await begins(learner) == start


@ON_BOTH
async def test_consent_given_changed_and_withdrawn(study_server: StudyServer):
    """The name stands there with the consent alone; a change of the role ends it, and each is asked anew."""
    server, role = study_server, mentors(study_server)
    server.admin.at(MONDAY)
    assert (
        "Which role" in (await server.admin.slash("admin cohort new", name="x", start="today", shares="mentors")).text
    )
    await make(server, "Spring", MONDAY, shares="mentors", role=role)
    ada = server.newcomer("ada", shown="Ada Lovelace").at(MONDAY)
    shown = await ada.slash("start", cohort="Spring")
    assert "Never your notes, evidence, minutes or streak" in shown.text
    await shown.press("Join and share")
    stored = await group(ada)
    assert stored is not None
    assert (stored.name, stored.has_agreed) == ("Ada Lovelace", True)
    await server.env.settle()
    other = server.guild.create_role("Coaches")
    shown = await server.admin.slash("admin cohort change", cohort="Spring", role=other)
    assert f"**Who sees members:** <@&{role.id}> and the admins" in shown.text
    assert "asks them anew" in shown.text
    assert "is changed" in (await shown.press("Change it")).text
    stored = await group(ada)
    assert stored is not None
    assert (stored.name, stored.has_agreed, stored.is_to_be_asked) == (None, False, True)
    told = await ada.slash("week")
    assert "An admin has changed who sees what" in told.text
    assert "An admin has changed who sees what" not in (await ada.slash("week")).text
    await told.press("Share")
    stored = await group(ada)
    assert stored is not None
    assert stored.has_agreed
    mine = await ada.slash("cohort")
    assert "as **Ada Lovelace**" in mine.text
    await mine.press("Stop sharing")
    stored = await group(ada)
    assert stored is not None
    assert (stored.name, stored.has_agreed) == (None, False)
    leaving = await (await ada.slash("cohort")).press("Leave…")
    await leaving.press("Leave")
    assert await group(ada) is None
    assert "cohort_members" in TABLES


async def test_the_check_up_tells_of_cohorts(study_server: StudyServer):
    """How many there are and how large, and whose mentors' role has been deleted."""
    server, role = study_server, mentors(study_server)
    assert "Cohorts" not in (await server.admin.at(MONDAY).slash("admin doctor")).text
    await make(server, "Spring", MONDAY, shares="mentors", role=role)
    for n in range(1, 5):
        await server.store.cohorts.make(Cohort(server.guild.id, n, f"Group {n}", MONDAY + n * WEEK, 0))
    told = (await server.admin.slash("admin doctor")).text
    assert "Cohorts: Spring (0 members), Group 1 (0 members), Group 2 (0 members) and 2 more." in told
    assert "Everything looks good" in told
    server.env.backend.delete_role(server.guild.id, role.id)
    await server.env.settle()
    assert "sees the members of **Spring** is gone" in (await server.admin.slash("admin doctor")).text


async def test_a_cohort_closes(study_server: StudyServer):
    """Its members keep their plans; what was agreed to is gone."""
    server = study_server
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY)
    ada = server.newcomer("ada").at(MONDAY)
    await (await ada.slash("start", cohort="Spring")).press("Join")
    listed = await server.admin.slash("admin cohort list")
    assert "**Spring** · from Mon 2 Mar" in listed.text
    assert "1 member" in listed.text
    asked = await server.admin.slash("admin cohort close", cohort="Spring")
    await asked.press("Close it")
    assert await group(ada) is None
    assert await begins(ada) == MONDAY
    told = await ada.slash("cohort")
    assert "You aren't in a cohort" in told.text
    assert "An admin has closed the cohort **Spring**" in told.text
    assert "has closed" not in (await ada.slash("week")).text


async def test_a_name_that_is_taken_is_refused_before_the_preview(study_server: StudyServer):
    """In any letter case; likewise one cohort more than there may be."""
    server = study_server
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY)
    await make(server, "Autumn", MONDAY + WEEK)
    for refused in (
        await server.admin.slash("admin cohort new", name="SPRING", start=MONDAY.isoformat()),
        await server.admin.slash("admin cohort change", cohort="Autumn", name="spring"),
    ):
        assert "already has a cohort with that name" in refused.text
        assert refused.labels == []
    for n in range(MOST_COHORTS - 2):
        await server.store.cohorts.make(Cohort(server.guild.id, n + 1, f"Group {n}", MONDAY, 0))
    refused = await server.admin.slash("admin cohort new", name="One more", start=MONDAY.isoformat())
    assert "the most it can have" in refused.text


async def test_an_invitation_has_a_button_for_a_cohort(study_server: StudyServer):
    """Two presses, as for anybody."""
    server = study_server
    server.admin.at(MONDAY)
    made = await make(server, "Spring", MONDAY + WEEK)
    await made.press("Post an invitation")
    ada = server.newcomer("ada").at(MONDAY)
    shown = await ada.press(server.posts[-1], "Join Spring")
    assert shown.private
    await shown.press("Join")
    assert await begins(ada) == MONDAY + WEEK
    await make(server, "Autumn", MONDAY + 2 * WEEK)
    invitation = server.posts[-1]
    await (await server.admin.slash("admin cohort close", cohort="Spring")).press("Close it")
    late = await server.newcomer("ben").at(MONDAY).press(invitation, "Join Spring")
    assert "has been closed. You can still join another one. You can still study on your own." in late.text
    assert late.labels == ["Join Autumn", "Join"]
    assert "Join Autumn?" in (await late.press("Join Autumn")).text
    assert (await ada.press(invitation, "Join Spring")).labels == ["Join Autumn", "My week"]


async def test_a_name_agreed_to_in_a_direct_message_is_the_servers(study_server: StudyServer):
    """There Discord sends the account's own name along; what is kept is the one that others see here."""
    server, role = study_server, mentors(study_server)
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY, shares="mentors", role=role)
    ada = server.newcomer("ada", shown="Ada in the server").at(MONDAY)
    await (await ada.slash("start", cohort="Spring")).press("Join without sharing")
    server.env.backend.users[ada.id].global_name = "Her account"
    server.env.backend.guilds[server.guild.id].members[ada.id].nick = "Ada in the server"
    (cohort,) = await server.store.cohorts.all(server.guild.id)
    await ada.forge(f"rm:cohort-share:{cohort.number}:1:1", in_dm=True)
    stored = await group(ada)
    assert stored is not None
    assert stored.name == "Ada in the server"


async def test_whose_plan_is_elsewhere_sees_both(study_server: StudyServer):
    """The cohort's week, and one's own."""
    server = study_server
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY)
    ada = server.newcomer("ada").at(MONDAY + 24 * DAY)
    shown = await (await ada.slash("start", cohort="Spring")).press("Start on my own Monday")
    await shown.press("Join")
    assert "Week 4 of 36" in (mine := (await ada.slash("cohort")).text)
    assert "Your own plan starts Monday 30 March" in mine
    assert "Your own plan: week 1 of 36" in (await ada.at(MONDAY + 29 * DAY).slash("cohort")).text


async def test_asked_anew_under_cohort_and_a_name_that_is_renewed(study_server: StudyServer):
    """The question has one button; what is pressed late, on what no longer holds, gives nothing; names follow."""
    server, role = study_server, mentors(study_server)
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY, shares="mentors", role=role)
    ada = server.newcomer("ada", shown="Ada").at(MONDAY)
    await (await ada.slash("start", cohort="Spring")).press("Join and share")
    ben = server.newcomer("ben", shown="Ben").at(MONDAY)
    shown = await ben.slash("start", cohort="Spring")
    (cohort,) = await server.store.cohorts.all(server.guild.id)
    await server.store.cohorts.change(replace(cohort, role_id=server.guild.create_role("Coaches").id), asks_anew=True)
    again = await shown.press("Join and share")
    assert "Something has changed" in again.text
    assert await group(ben) is None
    await again.press("Join and share")
    late = await ada.forge(f"rm:cohort-share:{cohort.number}:1:1")
    assert "just changed this cohort" in late.text
    asked = await ada.slash("cohort")
    assert asked.labels.count("Share") == 1
    assert "An admin has changed who sees what" in asked.text
    await asked.press("Share")
    await server.store.cohorts.renew_name(server.guild.id, ada.id, "Before")
    await ada.slash("streak")
    stored = await group(ada)
    assert stored is not None
    assert (stored.name, stored.has_agreed) == ("Ada", True)
    exported = (await (await ada.slash("mydata", action="export")).files())["my-data.json"]
    assert '"name": "Ada"' in exported
    await (await ada.slash("mydata", action="delete")).press("Delete everything")
    assert [one.size for one in await server.store.cohorts.all(server.guild.id)] == [1]


async def test_who_walks_already(study_server: StudyServer):
    """A plan that has begun stays; one that has yet to begin starts with the cohort, and joining has an end."""
    server = study_server
    server.admin.at(MONDAY)
    await make(server, "Spring", MONDAY + 2 * WEEK, joining_ends=(MONDAY + 9 * DAY).isoformat())
    early = await server.member("early")
    shown = await early.at(MONDAY + DAY).slash("start", cohort="Spring")
    assert "your plan stays as it is" in shown.text
    await shown.press("Join")
    assert await begins(early) == MONDAY
    waiting = server.newcomer("waiting").at(MONDAY + 3 * DAY)
    await waiting.slash("start")
    assert await begins(waiting) == MONDAY + WEEK
    shown = await waiting.slash("start", cohort="Spring")
    await shown.press("Join")
    assert await begins(waiting) == MONDAY + 2 * WEEK
    options = await server.newcomer("options").slash("start", cohort="Spring", phase=2)
    assert "without other options" in options.text
    late = await server.newcomer("late").at(MONDAY + 10 * DAY).slash("start", cohort="Spring")
    assert "has ended" in late.text
    unknown = await server.newcomer("unknown").slash("start", cohort="Sp")
    assert "There's no cohort" in unknown.text
