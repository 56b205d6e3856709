"""Roles for what members reach: refused where they would do harm, given and taken, never fought over."""

from __future__ import annotations

import discord
import pytest
import simcord

from bot.study.member import Reward
from bot.study.roles import HARMFUL, Trouble
from bot.ui.screens.roles import trouble_line
from bot.ui.whole_guild import whole_guild
from tests.databases import ON_BOTH
from tests.study_server import Learner, Reply, StudyServer

FOUNDATIONS, WHOLE = "phase/foundations", "roadmap/"


def moves(server: StudyServer) -> list[tuple[str, int]]:
    """The roles that Discord was asked to give and to take so far."""
    return [
        ("give" if request.method == "PUT" else "take", int(request.path.rsplit("/", 1)[1]))
        for request in server.env.http_requests
        if "/roles/" in request.path and "/members/" in request.path
    ]


async def choose(server: StudyServer, achievement: str, role: simcord.RoleHandle) -> Reply:
    """An admin chooses a role."""
    return await server.admin.slash("admin roles", reached=f"0:{achievement}", role=role)


async def raise_above_the_bot(server: StudyServer, role: simcord.RoleHandle) -> None:
    """Somebody moves a role up in the server's settings."""
    server.env.backend.reorder_roles(server.guild.id, [{"id": role.id, "position": 50}])
    await server.env.settle()


async def wearer(server: StudyServer, name: str = "ada") -> Learner:
    """A member who wants roles."""
    learner = await server.member(name)
    await learner.forge("rm:roles:1")
    return learner


async def finish(learner: Learner, phase: int, leave: int = 1) -> None:
    """Tick all of a phase but the last few tasks."""
    roadmap = learner.server.roadmap
    tasks = [task.id for block in roadmap.phases[phase].blocks for task in block.tasks]
    now = learner.server.clock.now
    await learner.server.store.journals.tick(learner.walk, tasks[: len(tasks) - leave], now.date(), now)


def last_task(server: StudyServer, phase: int) -> str:
    """The last task of a phase."""
    return server.roadmap.phases[phase].blocks[-1].tasks[-1].id


async def test_harmful_and_unreachable_roles_are_refused(study_server: StudyServer):
    """Each refusal says why; nothing is chosen."""
    guild = study_server.guild
    named = {
        "Manage Messages": guild.create_role("Staff", permissions=discord.Permissions(manage_messages=True)),
        "Everyone": guild.default_role,
        "above my own": guild.create_role("High"),
    }
    await study_server.env.settle()
    await raise_above_the_bot(study_server, named["above my own"])
    named["belongs to an app"] = guild.create_role("Twitch")
    study_server.env.backend.edit_role(guild.id, named["belongs to an app"].id, {"managed": True})
    await study_server.env.settle()
    for words, role in named.items():
        assert words in (await choose(study_server, FOUNDATIONS, role)).text
    assert "list" in (await choose(study_server, "phase/nothing", named["Everyone"])).text
    assert "both" in (await study_server.admin.slash("admin roles", reached=f"0:{WHOLE}")).text
    assert await study_server.store.roles.rewards(guild.id) == []
    assert "No roles yet" in (await study_server.admin.slash("admin roles")).text


async def test_a_role_that_sees_others_is_no_reward(study_server: StudyServer):
    """Neither that of checkpoints' readers nor that of a cohort's mentors; not when it becomes one later either."""
    server, guild = study_server, study_server.guild
    roles = {name: guild.create_role(name) for name in ("Readers", "Mentors", "Later")}
    await server.env.settle()
    await server.change_setup(review="mentor", reviewers=roles["Readers"])
    shown = await server.admin.slash("admin cohort new", name="Spring", start="2026-03-09", role=roles["Mentors"])
    await shown.press("Make it")
    for name in ("Readers", "Mentors"):
        assert "sees what others do" in (await choose(server, FOUNDATIONS, roles[name])).text
    assert await server.store.roles.rewards(guild.id) == []
    assert "sees what others do" not in (await choose(server, FOUNDATIONS, roles["Later"])).text
    await server.change_setup(reviewers=roles["Later"])
    assert "sees what others do" in (await server.admin.slash("admin roles")).text
    assert "sees what others do" in (await server.admin.slash("admin doctor")).text
    ada = await wearer(server)
    await finish(ada, 0)
    await ada.slash("done", task=last_task(server, 0))
    assert moves(server) == []


@pytest.mark.parametrize("permission", sorted(HARMFUL))
def test_every_harmful_permission_has_a_name(permission: str):
    """As Discord calls it, so that an admin finds it."""
    assert permission in dict(discord.Permissions.all())
    assert " **Phase 1**" in trouble_line(Trouble.HARMFUL, "Phase 1", 7, [permission])


async def test_the_permission_is_asked_for_here_alone(study_server: StudyServer):
    """Without Manage Roles nothing else is missing; with a role chosen before it was taken away, the doctor says so."""
    role = study_server.guild.create_role("Founder")
    await choose(study_server, FOUNDATIONS, role)
    bot = await whole_guild(study_server.bot, study_server.guild.id)
    assert bot is not None
    may = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True, attach_files=True)
    may.update(create_public_threads=True, send_messages_in_threads=True)
    study_server.env.backend.edit_role(study_server.guild.id, bot.me.top_role.id, {"permissions": may.value})
    await study_server.env.settle()
    assert "Manage Roles" in (await study_server.admin.slash("admin doctor")).text
    assert "Manage Roles" in (await choose(study_server, WHOLE, role)).text
    await study_server.store.roles.drop(study_server.guild.id, 0, FOUNDATIONS)
    assert "Everything looks good" in (await study_server.admin.slash("admin doctor")).text


async def test_at_most_twenty_five(study_server: StudyServer):
    """As many as one list holds; one that is there already can be changed."""
    role = study_server.guild.create_role("Founder")
    await study_server.env.settle()
    for number in range(24):
        await study_server.store.roles.choose(study_server.guild.id, 0, Reward(f"phase/{number}", role.id))
    await choose(study_server, FOUNDATIONS, role)
    assert "the most there can be" in (await choose(study_server, WHOLE, role)).text
    assert "from now on" in (await choose(study_server, FOUNDATIONS, role)).text


@ON_BOTH
async def test_given_at_the_event_and_taken_at_undo(study_server: StudyServer):
    """Only to who wants it; removed by hand it stays away, and comes again when it is reached again."""
    role = study_server.guild.create_role("Founder")
    await choose(study_server, FOUNDATIONS, role)
    ada, ben = await wearer(study_server), await study_server.member("ben")
    task = last_task(study_server, 0)
    for learner in (ada, ben):
        await finish(learner, 0)
    done = await ada.slash("done", task=task)
    assert f"<@&{role.id}>" in done.text
    offered = await ben.slash("done", task=task)
    assert "Get its role" in offered.labels
    assert moves(study_server) == [("give", role.id)]
    study_server.env.backend.remove_member_role(study_server.guild.id, ada.id, role.id)
    await study_server.env.settle()
    await ada.slash("week")
    assert moves(study_server) == [("give", role.id)]
    undone = await ada.slash("undo", task=task)
    assert "is gone with it" in undone.text
    assert moves(study_server)[1:] == [("take", role.id)]
    await ada.slash("done", task=task)
    assert moves(study_server)[2:] == [("give", role.id)]
    await offered.press("Get its role")
    assert moves(study_server)[3:] == [("give", role.id)]
    await ben.forge("rm:roles:0")
    assert moves(study_server)[4:] == [("take", role.id)]


async def test_two_in_one_press(study_server: StudyServer):
    """A phase and the next one, completed by one list: both roles, with what may be said of each."""
    roles = [study_server.guild.create_role(name) for name in ("One", "Two")]
    phases = [phase.id for phase in study_server.roadmap.phases[:2]]
    for phase, role in zip(phases, roles, strict=True):
        await choose(study_server, f"phase/{phase}", role)
    ada = await wearer(study_server)
    for number in (0, 1):
        await finish(ada, number)
    reply = await ada.forge("rm:tick:any", last_task(study_server, 0), last_task(study_server, 1))
    assert sorted(moves(study_server)) == sorted(("give", role.id) for role in roles)
    assert all(f"<@&{role.id}>" in reply.text for role in roles)


async def test_after_a_crash_it_is_given_once_more(study_server: StudyServer):
    """Between the tick and Discord, and between Discord and the note of it: with the next command, once."""
    role = study_server.guild.create_role("Founder")
    await choose(study_server, FOUNDATIONS, role)
    ada = await wearer(study_server)
    await finish(ada, 0, leave=0)
    await study_server.restart()
    await ada.slash("week")
    await ada.slash("week")
    assert moves(study_server) == [("give", role.id)]
    await study_server.store.roles.taken(ada.walk, Reward(FOUNDATIONS, role.id))
    await study_server.restart()
    await ada.slash("week")
    await ada.slash("week")
    assert moves(study_server) == [("give", role.id)] * 2


async def test_what_stands_in_the_way_is_said_once_and_by_the_doctor(study_server: StudyServer):
    """A role that was raised, then one that was deleted; the tick counts all the same, and nothing is asked in vain."""
    role = study_server.guild.create_role("Founder")
    await choose(study_server, FOUNDATIONS, role)
    ada = await wearer(study_server)
    await finish(ada, 0)
    await raise_above_the_bot(study_server, role)
    done = await ada.slash("done", task=last_task(study_server, 0))
    assert "couldn't give you the role" in done.text
    assert "couldn't" not in (await ada.slash("week")).text
    assert moves(study_server) == []
    assert "above my own role" in (await study_server.admin.slash("admin doctor")).text
    await study_server.store.roles.given(ada.walk, Reward(FOUNDATIONS, role.id))
    assert "couldn't take the role" in (await ada.slash("undo", task=last_task(study_server, 0))).text
    study_server.env.backend.delete_role(study_server.guild.id, role.id)
    await study_server.env.settle()
    assert "was deleted" in (await study_server.admin.slash("admin doctor")).text
    listed = await study_server.admin.slash("admin roles")
    emptied = await listed.choose(f"0:{FOUNDATIONS}")
    assert "Taken out" in emptied.text
    assert "Everything looks good" in (await study_server.admin.slash("admin doctor")).text


async def test_a_refusal_is_tried_again(study_server: StudyServer):
    """Discord says no once: the reply says so, and the next command gives it."""
    role = study_server.guild.create_role("Founder")
    await choose(study_server, FOUNDATIONS, role)
    ada = await wearer(study_server)
    await finish(ada, 0)
    path = f"/guilds/{study_server.guild.id}/members/{ada.id}/roles/{role.id}"
    study_server.env.inject_error("PUT", path, status=403, code=50013, message="Missing Permissions", times=1)
    done = await ada.slash("done", task=last_task(study_server, 0))
    assert "couldn't give you the role" in done.text
    assert "You have the role" in (await ada.slash("week")).text


@pytest.mark.parametrize("forged", ["rm:drop-role", "rm:roles:nonsense"])
async def test_a_forged_press_is_answered_calmly(study_server: StudyServer, forged: str):
    """Dropping is for who manages the server; nonsense is nothing."""
    ada = await study_server.member("ada")
    assert (await ada.forge(forged, "0:roadmap/") if "drop" in forged else await ada.forge(forged)).private
