"""Discord refuses the answer to a deed, before or after it showed it: the deed is done, and what is said is true."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from simcord.backend.errors import BackendError
from simcord.http import router

from tests.actions.deeds import stored
from tests.databases import ON_BOTH
from tests.sentences import FORGOTTEN_UNSEEN, SAVED_UNSEEN
from tests.study_server import MONDAY, Learner, Reply, StudyServer

CALLBACK = "/interactions/*/*/callback"
REFUSALS = {"unknown interaction": (404, 10062), "no access": (403, 50001), "a bad gateway": (502, 0)}

_SAVED = SAVED_UNSEEN

Doing = Callable[[Learner], Awaitable[Reply]]
DEEDS: dict[str, Doing] = {
    "tick": lambda ada: ada.slash("done", task="backprop", minutes=30),
    "tick in a list": lambda ada: ada.forge("rm:tick:ml-fundamentals", "optimizers"),
    "log a session": lambda ada: ada.slash("done", minutes=25),
    "undo": lambda ada: ada.slash("undo", task="backprop"),
    "tick again": lambda ada: ada.forge("rm:tick-one:backprop"),
    "show evidence": lambda ada: ada.forge("rm:evidence:cp1-transformer", "words", answers_a_form=True),
    "open it again": lambda ada: ada.forge("rm:evidence:cp1-transformer", "", answers_a_form=True),
    "reminders": lambda ada: ada.slash("reminders", where="dm", time="07:00"),
    "be mentioned": lambda ada: ada.forge("rm:ping:1"),
    "let others look": lambda ada: ada.forge("rm:visible:1"),
    "help others": lambda ada: ada.forge("rm:helps:1"),
    "not today": lambda ada: ada.forge("rm:not-today:0"),
    "put off": lambda ada: ada.forge("rm:put-off:0:1h"),
    "a break": lambda ada: ada.slash("pause", until="in 2 weeks"),
    "resume": lambda ada: ada.forge("rm:resume"),
    "change the settings of a server": lambda ada: ada.server.admin.forge("rm:mend:pictures"),
    "forget me": lambda ada: ada.forge("rm:forget"),
    "join": lambda ada: ada.slash("start"),
}


async def do_all(server: StudyServer, refuse: Callable[[], None]) -> dict[str, str]:
    """Do each deed with its answer refused; returns what was said."""
    ada = await server.member("ada")
    said: dict[str, str] = {}
    for name, do in DEEDS.items():
        old = stored(server.address)
        refuse()
        reply = await do(ada)
        assert stored(server.address) != old, f"{name} was not done"
        said[name] = " ".join((reply.text, *reply.labels)) if reply.result.response or reply.result.followups else ""
    server.surprises.clear()  # an answer that Discord forbids is one
    return said


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_a_refused_answer_says_that_it_is_done(study_server: StudyServer, refusal: str):
    """A second message says so: whatever Discord's reason was, nobody does it again."""
    status, code = REFUSALS[refusal]

    def refuse() -> None:
        study_server.env.inject_error("POST", CALLBACK, status=status, code=code, times=1)

    said = await do_all(study_server, refuse)
    forgotten = said.pop("forget me")
    assert FORGOTTEN_UNSEEN in forgotten
    if status == 403:  # it may have been the picture that was refused, so the answer comes once more without it
        card = said.pop("let others look")
        assert "Hide from others" in card or card.startswith(_SAVED)
    for text in said.values():
        assert text.startswith(_SAVED)


@ON_BOTH
async def test_an_answer_that_arrived_all_the_same(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """Discord shows it and says 502: what the member sees is the answer, and nothing beside it denies it."""
    real, armed = router.dispatch, [False]

    def dispatch(backend: Any, method: str, path: str, **given: Any) -> Any:
        found = real(backend, method, path, **given)
        if armed[0] and path.endswith("/callback"):
            armed[0] = False
            raise BackendError(502, 0, "bad gateway")
        return found

    def refuse() -> None:
        armed[0] = True

    monkeypatch.setattr(router, "dispatch", dispatch)
    said = await do_all(study_server, refuse)
    for text in said.values():
        assert text
        assert "once more" not in text
        assert "nothing was saved" not in text


async def test_what_was_not_shown_can_be_shared_again(study_server: StudyServer):
    """The post is refused, and the disk takes nothing either: it does not count as shared, and later it does."""
    ada = await study_server.member("ada")
    phase = study_server.roadmap.phases[0]
    tasks = [task.id for block in phase.blocks for task in block.tasks]
    await study_server.store.journals.tick(ada.walk, tasks, MONDAY, study_server.clock.now)
    share = f"rm:celebrate:phase/{phase.id}"
    study_server.env.inject_error("POST", CALLBACK, status=502, times=1)
    async with study_server.locked_database():
        refused = await ada.forge(share)
    assert "try again" in refused.text
    study_server.surprises.clear()
    shared = await ada.forge(share)
    assert not shared.private
    assert "Phase 1 complete" in shared.text
    assert "already shared this" in (await ada.forge(share)).text


async def test_a_week_is_shown_on_a_full_disk(study_server: StudyServer):
    """That catching up was offered can't be noted: the week is shown, and the offer comes again."""
    ada = await study_server.member("ada")
    ada.at("2026-03-24")
    async with study_server.locked_database():
        for _ in range(2):
            shown = await ada.slash("week")
            assert "Ways to catch up…" in shown.labels
    study_server.surprises.clear()
    assert "Ways to catch up…" in (await ada.slash("week")).labels
    assert "Ways to catch up…" not in (await ada.slash("week")).labels
