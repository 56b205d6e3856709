"""A shared reply: a picture and one line, once from each private reply, which its author can take back (§6)."""

from __future__ import annotations

from tests.databases import ON_BOTH
from tests.sentences import STALE
from tests.study_server import StudyServer


async def test_one_line_and_the_picture(study_server: StudyServer):
    """For progress, week and checkpoint; nothing of it can be pressed but "Remove"."""
    ada = await study_server.member("ada", shown="Ada *Lovelace*")
    await ada.slash("done", task="backprop")
    for command, said in (
        ("progress", "Week 1 of 36 · 1 of 70 tasks · Your first week: 1 of 3 days · 1 freeze"),
        ("week", "Week 1-2: ML Fundamentals · 1 of 3 tasks done"),
        ("checkpoint", "Phase 1 Checkpoint · 0 of 3 items"),
    ):
        shared = await ada.slash(command, share=True)
        assert not shared.private
        assert shared.text == f"**Ada \\*Lovelace\\*** · {said}"
        assert shared.labels == ["Remove"]
        assert len(await shared.pictures()) == (command == "progress")


async def test_once_from_each_private_reply(study_server: StudyServer):
    """The button is gone afterwards, and a press that was on its way finds that it is shared; another reply may."""
    ada = await study_server.member("ada")
    private = await ada.slash("progress")
    old = study_server.env.backend.get_message(private.message.channel_id, private.message.id)
    shared = await private.press("Share here")
    assert not shared.private
    assert "Shared" in private.labels
    assert len(await private.pictures()) == 1
    assert "already shared this" in (await ada.forge("rm:share", message=private.message)).text
    assert len([message for message in study_server.channel.history() if not message.flags.ephemeral]) == 1
    assert old.id == private.message.id
    assert not (await (await ada.slash("progress")).press("Share here")).private


async def test_its_author_takes_it_back(study_server: StudyServer):
    """After a restart too; nobody else can, and what is no shared message is not deleted."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    shared = await ada.slash("progress", share=True)
    await study_server.restart()
    assert "Only the person who shared" in (await ben.press(shared.message, "Remove")).text
    forged = await ben.forge(f"rm:unshare:{ben.id}", message=shared.message)
    assert STALE in forged.text
    assert shared.message.id in {message.id for message in study_server.channel.history()}
    posted = shared.message.id
    await ada.press(shared.message, "Remove")
    assert posted not in {message.id for message in study_server.channel.history()}


@ON_BOTH
async def test_a_celebration_that_was_taken_back_can_be_shared_again(study_server: StudyServer):
    """Once at a time."""
    ada = await study_server.member("ada")
    *before, last = [task.id for block in study_server.roadmap.phases[0].blocks for task in block.tasks]
    settings, now = await ada.settings(), study_server.clock.now
    await study_server.store.journals.tick(settings.walk, before, settings.today(now), now)
    celebrated = await ada.slash("done", task=last)
    shared = await celebrated.press("Share it here")
    assert "already shared this" in (await celebrated.press("Share it here")).text
    await ada.press(shared.message, "Remove")
    assert not (await celebrated.press("Share it here")).private
