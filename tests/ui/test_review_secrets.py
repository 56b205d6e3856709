"""Planted words are looked for in all that goes out: only the reader who holds a checkpoint gets its evidence."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from tests.study_server import MONDAY, Learner, StudyServer
from tests.ui.test_review import mentored, show_all

EVIDENCE, NOTE, QUESTION, WORDS = "plantedevidence", "plantednote", "plantedquestion", "plantedverdict"
EVERY = (EVIDENCE, NOTE, QUESTION, WORDS)


class Ear:
    """Hears all that the bot sends to Discord, from now on."""

    def __init__(self, server: StudyServer) -> None:
        self._server = server
        self._from = len(server.env.http_requests)

    def heard(self) -> set[str]:
        """Which planted words went out since it was asked last."""
        requests = self._server.env.http_requests[self._from :]
        self._from = len(self._server.env.http_requests)
        sent = " ".join(f"{request.path} {request.json} {getattr(request, 'files', '')}" for request in requests)
        return {word for word in EVERY if word in sent}


async def look_around(learner: Learner) -> None:
    """Everything that shows something to somebody else."""
    for command in ("week", "progress", "streak", "checkpoint", "roadmap", "review", "log", "help"):
        await learner.slash(command)


@pytest.mark.parametrize("policy", ["mentor", "peer"])
async def test_nothing_gets_out(study_server: StudyServer, policy: str, caplog: pytest.LogCaptureFixture):
    """A note, a question, evidence and a verdict: a week with posts, shares, refusals and forgeries."""
    caplog.set_level(logging.DEBUG)
    server, mia = study_server, await mentored(study_server)
    mentors = server.guild.create_text_channel("mentors")
    await server.change_setup(review=policy, review_channel=mentors)
    ada, ben, eve = [await server.member(name) for name in ("ada", "ben", "eve")]
    if policy == "peer":
        mia = ben
        await show_all(ben, "mine")
        asked = await (await ben.slash("checkpoint", phase=1)).press("Submit…")
        await asked.press("Submit without my name")
    await ada.slash("done", task="backprop", note=NOTE)
    await (await ada.slash("stuck", task="optimizers")).write(QUESTION)
    await show_all(ada, EVIDENCE)
    asked = await (await ada.slash("checkpoint", phase=1)).press("Submit…")
    taking = next(label for label in asked.labels if label.startswith("Submit"))
    await asked.press(taking)
    await (await ada.slash("progress")).press("Let others look")

    ear = Ear(server)
    await ada.slash("progress", share=True)
    await ada.slash("checkpoint", share=True, phase=1)
    for other in (ben, eve, server.admin):
        await look_around(other)
        await other.slash("progress", member=ada.actor)
    await server.admin.slash("admin doctor")
    await server.admin.slash("admin roles")
    assert ear.heard() == set()

    reading = await (await mia.slash("review")).press("Take it")
    assert ear.heard() == {EVIDENCE}
    number = next(part.split(":")[2] for part in reading.custom_ids if "put-back" in part)
    for other in (eve, server.admin):
        for forged in ("take", "read", "put-back"):
            await other.forge(f"rm:{forged}:{number}")
        await other.forge(f"rm:decide:sign:{number}", "mine", answers_a_form=True)
        await look_around(other)
    for day in range(6):
        await server.tick_at(MONDAY + timedelta(days=day), "18:00")
    assert ear.heard() == set()

    reading = await (await mia.at(MONDAY + timedelta(days=5), "19:00").slash("review")).press("Take it")
    assert ear.heard() == {EVIDENCE}
    await (await reading.press("Return…")).write(WORDS)
    await server.tick_at(MONDAY + timedelta(days=7), "18:00")
    for other in (ben, eve, server.admin):
        await look_around(other)
    assert ear.heard() == set()

    await ada.slash("checkpoint", phase=1)
    assert ear.heard() == {EVIDENCE, WORDS}
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert [line for line in logged if any(word in line for word in EVERY)] == []
