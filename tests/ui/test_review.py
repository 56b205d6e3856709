"""A checkpoint is submitted, read and decided about, and nothing waits for it."""

from __future__ import annotations

from tests.study_server import Learner, Reply, StudyServer
from tests.ui.test_checkpoint import show_item

ITEMS = ("cp1-explain-attention", "cp1-transformer", "cp1-blog-post")
SECRET = "https://github.example/ada/secret_transformer"


async def show_all(learner: Learner, evidence: str = SECRET) -> Reply:
    """Show every item of phase 1."""
    for item in ITEMS[:-1]:
        await show_item(learner, item, "explained to Ben")
    return await show_item(learner, ITEMS[-1], evidence)


async def submit(learner: Learner, *, named: bool = False) -> Reply:
    """Show all of phase 1, and submit it."""
    shown = await show_all(learner)
    asked = await shown.press("Submit…")
    taking = [label for label in asked.labels if label.startswith("Submit")]
    return await asked.press(taking[-1] if named else taking[0])


async def mentored(server: StudyServer) -> Learner:
    """The server has mentors, and this is one of them, who studies nothing here."""
    role = server.guild.create_role("Mentors")
    await server.change_setup(review="mentor", reviewers=role)
    actor = server.guild.add_member(server.env.create_user("mia"), roles=[role])
    return Learner(server, actor, server.admin.zone)


async def test_a_mentor_signs(study_server: StudyServer):
    """Submit, take, read, sign; the author hears of it with the next reply."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    shown = await show_all(ada)
    assert "Checkpoint passed" in shown.text
    asked = await shown.press("Submit…")
    for fact in ("Mentors", "at most 7 days", "github", "what you change later"):
        assert fact.replace("Mentors", "<@&") in asked.text
    sent = await asked.press("Submit")
    assert "Submitted" in sent.text
    assert "Withdraw" in sent.labels
    queue = await mia.slash("review")
    assert queue.private
    assert "1 waits" in queue.text
    assert "github" not in queue.text
    reading = await queue.press("Take it")
    assert "<https://github.example/ada/secret_transformer>" in reading.text
    assert f"<@{ada.id}>" in reading.text
    assert "Somebody is reading it" in (await ada.slash("checkpoint", phase=1)).text
    form = await reading.press("Sign…")
    decided = await form.write("Well done")
    assert "Signed: Phase 1 Checkpoint" in decided.text
    heard = await ada.slash("week")
    assert "signed by a mentor" in heard.text
    assert "signed by a mentor" not in (await ada.slash("week")).text
    mine = await ada.slash("checkpoint", phase=1)
    assert "Checkpoint signed by a mentor" in mine.text
    assert "Well done" in mine.text
    assert "signed by a mentor" in (await ada.slash("progress")).text
