"""Checkpoints: each item is ticked with a link or a note that shows it, for the member's eyes only."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer

ITEM = "cp1-transformer"
SECRET = "https://github.example/ada/secret-transformer"


async def show_item(learner: Learner, item: str, evidence: str) -> Reply:
    """Open the form of an item of phase 1, write and send."""
    shown = await learner.slash("checkpoint", phase=1)
    opened = await learner.answer(learner.actor.click(shown.message, custom_id=f"rm:show-item:{item}"))
    return await opened.write(evidence)


async def test_a_checkpoint_lists_its_items(study_server: StudyServer):
    """The phase's items in the source's words, none of them shown yet."""
    reply = await (await study_server.member("ada")).slash("checkpoint")
    assert "Phase 1 Checkpoint" in reply.text
    assert "0 of 3 items" in reply.text
    assert "Can explain attention mechanism from memory" in reply.text
    assert reply.labels[:3] == ["Tick item 1…", "Tick item 2…", "Tick item 3…"]
    assert reply.private


@pytest.mark.parametrize(("weeks_later", "title"), [(0, "Phase 1"), (9, "Phase 2"), (35, "Final"), (99, "Final")])
async def test_left_out_the_phase_is_the_one_the_member_is_in(study_server: StudyServer, weeks_later: int, title: str):
    """`/checkpoint` alone follows the plan."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(weeks=weeks_later))
    assert f"{title} Checkpoint" in (await ada.slash("checkpoint")).text


async def test_evidence_ticks_an_item(study_server: StudyServer):
    """The form asks what shows it; the same message then shows the tick, the evidence and the count."""
    ada = await study_server.member("ada")
    shown = await ada.slash("checkpoint")
    opened = await ada.answer(ada.actor.click(shown.message, custom_id=f"rm:show-item:{ITEM}"))
    assert "Have working transformer implementation" in opened.form_text
    done = await opened.write(SECRET)
    assert done.message.id == shown.message.id
    assert "1 of 3 items" in done.text
    assert "github" in done.text
    assert [label for label in done.labels if label.startswith("Edit")] == ["Edit item 2…"]
    (evidence,) = (await ada.journal()).evidence
    assert (evidence.item_id, evidence.text, evidence.study_day) == (ITEM, SECRET, MONDAY)
    assert "checkpoint 1 of 3" in (await ada.in_full()).text


async def test_evidence_can_be_changed(study_server: StudyServer):
    """The form opens with what was written; the day of the first tick stays."""
    ada = await study_server.member("ada")
    done = await show_item(ada, ITEM, SECRET)
    opened = await ada.at(MONDAY + timedelta(days=2)).answer(
        ada.actor.click(done.message, custom_id=f"rm:show-item:{ITEM}")
    )
    assert SECRET in opened.form_text
    await opened.write("Explained it to Ben")
    (evidence,) = (await ada.journal()).evidence
    assert (evidence.text, evidence.study_day) == ("Explained it to Ben", MONDAY)


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
async def test_an_empty_answer_opens_the_item_again(study_server: StudyServer, empty: str):
    """Taking evidence back needs no button of its own."""
    ada = await study_server.member("ada")
    await show_item(ada, ITEM, SECRET)
    opened = await show_item(ada, ITEM, empty)
    assert "0 of 3 items" in opened.text
    assert (await ada.journal()).evidence == ()


@ON_BOTH
async def test_all_items_pass_the_checkpoint(study_server: StudyServer):
    """The last one is celebrated; the next phase never waited for it."""
    ada = await study_server.member("ada")
    for item in ("cp1-explain-attention", ITEM):
        assert "🎉" not in (await show_item(ada, item, "shown")).text
    passed = await show_item(ada, "cp1-blog-post", "shown")
    assert "All shown:** 3 of 3 items" in passed.text
    assert "🎉" in passed.text


async def test_evidence_never_leaves_the_members_own_view(study_server: StudyServer, caplog: pytest.LogCaptureFixture):
    """Not in a shared checkpoint, not for who looks at the progress, not in the channel, not in the log."""
    with caplog.at_level(logging.DEBUG):
        ada = await study_server.member("ada")
        await show_item(ada, ITEM, SECRET)
        await (await ada.in_full()).press("Let others look")
        shared = await ada.slash("checkpoint", share=True)
        ben = await study_server.member("ben")
        looked = await ben.slash("progress", member=ada.actor)
        own = await ben.slash("checkpoint")
        await study_server.restart()
    assert not shared.private
    assert shared.labels == ["Remove"]
    assert "1 of 3 items" in shared.text
    assert [text for text in (shared.text, looked.text, own.text) if "secret-transformer" in text] == []
    logged = [r.getMessage() for r in caplog.records if r.name.startswith("bot") or r.levelno > logging.DEBUG]
    assert [line for line in logged if "secret-transformer" in line] == []


@pytest.mark.parametrize(
    "words",
    ["**bold** `code` @everyone <@1> <#2> ||x||", "ربط " * 50, "学" * 1000, "💯" * 500, "a\n\nb\n# c", "`" * 1000],
)
async def test_any_words_can_be_evidence(study_server: StudyServer, words: str):
    """They are kept as written and shown as plain text."""
    ada = await study_server.member("ada")
    reply = await show_item(ada, ITEM, words)
    assert "1 of 3 items" in reply.text
    (evidence,) = (await ada.journal()).evidence
    assert evidence.text == words.strip()


async def test_another_phase_is_one_choice_away(study_server: StudyServer):
    """Every other phase with a checkpoint can be picked."""
    shown = await (await study_server.member("ada")).slash("checkpoint")
    assert len(shown.options) == 4
    assert "Final Checkpoint" in (await shown.choose("mastery-portfolio")).text


async def test_a_phase_that_does_not_exist_says_which_do(study_server: StudyServer):
    """Numbers from 1 to 5."""
    assert "5 phases" in (await (await study_server.member("ada")).slash("checkpoint", phase=9)).text
