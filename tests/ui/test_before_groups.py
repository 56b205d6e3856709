"""A database and the messages of the version before cohorts, reviews, boards and roles: all of it still serves.

`old/before_groups.sql` was written by that version while every screen of it was opened, `old/before_groups.json` is
what it said of its members, and each button, list and form that stood below those screens.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.sentences import STALE
from tests.study_server import Learner, StudyServer

OLD = Path(__file__).parent.parent / "store" / "old"
NEED_THEIR_MESSAGE = {"share", "unshare", "unstuck"}
"""What changes or deletes the message it stands on does nothing without one; each is tried on its message elsewhere."""
LEFT: dict[str, Any] = json.loads((OLD / "before_groups.json").read_text("utf-8"))


@pytest.fixture
async def people(study_server: StudyServer) -> Mapping[str, Learner]:
    """The old members in a server whose bot was updated: its ids stand where the old ones stood."""
    found = {name: study_server.newcomer(name) for name in LEFT["people"] if name != "admin"}
    found["admin"] = study_server.admin
    await study_server.store.close()
    study_server.path.unlink()
    with sqlite3.connect(study_server.path) as old:
        old.executescript(_with_new_ids((OLD / "before_groups.sql").read_text("utf-8"), study_server, found))
    old.close()
    study_server.clock.now = datetime.fromisoformat(LEFT["now"])
    await study_server.restart()
    return found


def _with_new_ids(text: str, server: StudyServer, people: Mapping[str, Learner]) -> str:
    new = {str(LEFT["guild"]): server.guild.id, str(LEFT["channel"]): server.channel.id}
    new |= {str(old): people[name].id for name, old in LEFT["people"].items()}
    return re.sub(r"\d{17,20}", lambda found: str(new.get(found[0], found[0])), text)


async def test_members_stand_where_they_stood(study_server: StudyServer, people: Mapping[str, Learner]):
    """What is due and overdue, what was done, streak, freezes, and the plan's ends."""
    for name, said in LEFT["standing"].items():
        progress = await study_server.bot.progress_of(study_server.guild.id, people[name].id)
        assert progress is not None, name
        assert said == {
            "total": progress.total,
            "done": progress.done,
            "weeks": progress.streak.weeks,
            "freezes": progress.streak.freezes,
            "starts_on": progress.plan.starts_on.isoformat(),
            "ends_on": progress.plan.ends_on.isoformat(),
            "due": [block.id for block in progress.due_blocks],
            "overdue": [task.id for task in progress.overdue],
            "roadmap": progress.roadmap.title,
        }, name


async def test_what_was_shown_can_be_pressed(study_server: StudyServer, people: Mapping[str, Learner]):
    """Nothing of it is unknown and nothing goes wrong, with no message under it as it was sent by the old bot."""
    stale: set[str] = set()
    for name, old_id, values in LEFT["pressed"]:
        custom_id = _with_new_ids(old_id, study_server, people)
        is_form = values == "form"
        reply = await people[name].forge(custom_id, *(["a word"] if is_form else values), answers_a_form=is_form)
        said = "a form" if reply.result.modal else reply.text
        assert "went wrong" not in said, (name, custom_id, said)
        if STALE in said:
            stale.add(custom_id.split(":")[1])
    assert stale == NEED_THEIR_MESSAGE
