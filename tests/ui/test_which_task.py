"""Words that mean several tasks, and tasks that read the same: they are told apart by their week, and pressed (§6)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.transcript import walk
from tests.conftest import NOON
from tests.study.test_task_names import ROAD
from tests.study_server import MONDAY, Learner, Reply, StudyServer, study_server_on

EXERCISES = {
    "t1": "Do the exercises · week 1",
    "t5": "Do the exercises · week 2",
    "t9": "Do the Exercises · week 3",
    "t12": "Do the exercises · week 4 (1)",
    "t13": "Do the exercises · week 4 (2)",
}


@pytest.fixture(name="twins")
async def server_with_equal_texts(tmp_path: Path) -> AsyncIterator[StudyServer]:
    """A server that walks a roadmap with equal texts."""
    async with study_server_on(ROAD, tmp_path / "roadmate.db", NOON) as server:
        await server.set_up()
        yield server


def labels_of(reply: Reply) -> list[str]:
    """What stands in the lists of an answer."""
    return [
        option["label"] for part in walk(reply.message.components) if part["type"] == 3 for option in part["options"]
    ]


async def asked_back(learner: Learner, command: str, **options: Any) -> Reply:
    """A command whose words mean several tasks: they are there to choose from, and nothing is done yet."""
    reply = await learner.slash(command, **options)
    assert "matches several tasks" in reply.text
    assert reply.private
    return reply


async def test_done_keeps_day_minutes_and_note(twins: StudyServer):
    """They belong to the task that is chosen, also after a restart; a ticked one has them logged."""
    ada = (await twins.member("ada")).at(MONDAY + timedelta(days=1))
    reply = await asked_back(ada, "done", task="do the exercises", day="yesterday", minutes=30, note="On the train")
    assert reply.options == EXERCISES
    assert await ada.done() == set()
    await twins.restart()
    assert "30 min and your note" in (await reply.choose("t12")).text
    (tick,) = (await ada.journal()).ticks
    assert (tick.task_id, tick.study_day, tick.minutes, tick.note) == ("t12", MONDAY, 30, "On the train")
    assert "t12" not in (await asked_back(ada, "done", task="Do the exercises")).options
    again = await asked_back(ada, "done", task="grad")
    assert again.options == {
        "t2": "Review backpropagation, gradient descent (SGD)",
        "t6": "Read about gradient flow",
    }
    await again.choose("t6")
    assert await ada.done() == {"t12", "t6"}


async def test_undo(twins: StudyServer):
    """One of two that are ticked; what was chosen twice is open already."""
    ada = await twins.member("ada")
    for name in ("t1", "t12"):
        await ada.slash("done", task=name)
    reply = await asked_back(ada, "undo", task="Do the exercises")
    assert reply.options == {name: EXERCISES[name] for name in ("t1", "t12")}
    assert "is open again" in (await reply.choose("t12")).text
    assert await ada.done() == {"t1"}


async def test_stuck(twins: StudyServer):
    """The form of the chosen one opens; one that was asked about is pointed to."""
    ada = await twins.member("ada")
    reply = await asked_back(ada, "stuck", task="Do the exercises")
    form = await reply.choose("t9")
    assert "Do the Exercises" in form.form_text
    await form.write("Which ones?")
    asked = await (await asked_back(ada, "stuck", task="Do the exercises")).choose("t9")
    assert "Unstuck" in asked.labels


async def test_focus_begins_as_it_was_typed(twins: StudyServer):
    """With its minutes, rounds, rest and ring; and only once."""
    ada = await twins.member("ada")
    reply = await asked_back(ada, "focus", task="Do the exercises", minutes=50, rounds=2, rest=10, ring="channel")
    (choosing,) = reply.custom_ids
    await reply.choose("t5")
    (focus,) = await twins.store.focuses.of(ada.id)
    assert (focus.task_id, focus.stretches, focus.ring) == ("t5", (50, 10, 50), "channel")
    assert "already have this one running" in (await ada.forge(choosing, "t1")).text


@pytest.mark.parametrize(
    "forged", ["rm:focus-on", "rm:focus-on:0:1:5:0", "rm:focus-on:25:9:5:0", "rm:focus-on:25:1:5:0:bell", "rm:stuck-on"]
)
async def test_a_forged_choice_gets_a_calm_sentence(twins: StudyServer, forged: str):
    """Whatever it asks for."""
    ada = await twins.member("ada")
    for values in ((), ("t1",), ("no-such-task",)):
        reply = await ada.forge(forged, *values)
        if not reply.result.modal:
            assert "reference" not in reply.text
    assert await twins.store.focuses.of(ada.id) == []


async def test_wherever_tasks_are_listed_no_two_look_the_same(twins: StudyServer):
    """In the boxes that search, in the lists to choose from, and in what was logged."""
    ada = await twins.member("ada")
    for command in ("done", "stuck", "focus"):
        offered = await ada.choices(command, "task", "exercises")
        assert {value: name for name, value in offered.items()} == EXERCISES, command
    for reply in (await ada.slash("done"), *[await ada.slash("week", week=week) for week in range(1, 5)]):
        labels = labels_of(reply)
        assert len(set(labels)) == len(labels)
    for name in EXERCISES:
        await ada.slash("done", task=name)
    assert {value: name for name, value in (await ada.choices("undo", "task")).items()} == EXERCISES
    log = await ada.slash("log")
    assert all(name in log.text for name in EXERCISES.values())
    assert len(set(labels_of(log))) == len(labels_of(log)) == len(EXERCISES)
    assert EXERCISES["t13"] in (await log.choose("t.t13")).text
    for _ in range(2):
        await ada.slash("done", minutes=5)
    labels = labels_of(await ada.slash("log"))
    assert len(set(labels)) == len(labels) == len(EXERCISES) + 2
