"""In the bot's direct messages: all that needs no server works, and each button knows which server it is about (§6)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sentences import NOT_JOINED, STALE
from tests.study_server import Learner, Reply, StudyServer
from tests.ui.test_slow import COMMANDS

WRONG = ("study server", "Which one do you mean", STALE, "went wrong", NOT_JOINED)
"""What a member must not hear for a press that their own answers offer."""


@pytest.fixture(name="elsewhere")
async def second_server(study_server: StudyServer) -> int:
    """The id of another server of the bot."""
    guild = study_server.env.create_guild("Reading room")
    await study_server.env.settle()
    return guild.id


async def dm(learner: Learner, command: str, **options: Any) -> Reply:
    """Type a command in the bot's direct messages."""
    return await learner.answer(learner.actor.user.slash(command, **options))


async def join_elsewhere(learner: Learner, guild_id: int) -> None:
    """Join in another server too."""
    server = learner.server
    page = await server.store.members.record(server.guild.id, learner.id)
    assert page is not None
    member = page.member.__class__(guild_id, learner.id, page.member.zone)
    await server.store.members.join(member, page.choices[0], server.clock.now)


async def test_who_joined_one_server_needs_no_other(study_server: StudyServer):
    """Every command of a member answers, privately."""
    ada = await study_server.member("ada")
    for command, options in COMMANDS.items():
        if command.startswith("admin"):
            continue
        reply = await dm(ada, command, **options)
        if reply.result.modal:
            continue
        assert reply.private, command
        assert not any(wrong in reply.text for wrong in WRONG), (command, reply.text)
        assert "Another server" not in reply.labels
    assert await ada.done() == set()
    assert [choice["value"] for choice in await ada.actor.user.autocomplete("done", "task", "backprop")] == ["backprop"]


async def test_what_needs_a_server_says_so(study_server: StudyServer):
    """Sharing, others, joining; and the admin's commands are not there at all."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    for command in ("progress", "week", "checkpoint"):
        assert "in your study server" in (await dm(ada, command, share=True)).text
    assert "in a server you share" in (await dm(ada, "progress", member=ben.actor.user)).text
    assert "in your study server" in (await (await dm(ada, "progress")).press_in_dm("Share here")).text
    newcomer = study_server.newcomer("noor")
    for command in ("start", "help", "week", "done"):
        assert "/start in your study server" in (await dm(newcomer, command)).text
    assert await newcomer.actor.user.autocomplete("done", "task", "") == []


async def test_of_several_servers_one_is_chosen(study_server: StudyServer, elsewhere: int):
    """Asked once; then the one chosen last is meant, until another is chosen."""
    ada = await study_server.member("ada")
    await join_elsewhere(ada, elsewhere)
    asked = await dm(ada, "done", task="backprop")
    assert asked.labels == ["Study hall", "Reading room"] or asked.labels == ["Reading room", "Study hall"]
    assert await ada.done() == set()
    chosen = await asked.press_in_dm("Study hall")
    assert "now about **Study hall**" in chosen.text
    ticked = await dm(ada, "done", task="backprop")
    assert await ada.done() == {"backprop"}
    assert "Study hall" in ticked.text
    other = await (await ticked.press_in_dm("Another server")).press_in_dm("Reading room")
    assert "0 of 3 tasks" in other.text
    await dm(ada, "done", task="optimizers")
    page = await study_server.store.members.record(elsewhere, ada.id)
    assert page is not None
    assert page.journal.done == {"optimizers"}
    assert await ada.done() == {"backprop"}
