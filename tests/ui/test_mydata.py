"""Leaving with everything, or being forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.databases import ON_BOTH, columns_of
from tests.sentences import NOT_JOINED
from tests.study_server import MONDAY, Learner, Reply, StudyServer


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


async def rows_naming(server: StudyServer, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of the database in which a member's id stands, in whatever column."""
    database = server.store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # the store lists no tables
    tables = await columns_of(database)
    assert len(tables) > 8
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tables:
        rows = [dict(row) for row in await database.rows(f'SELECT * FROM "{table}"')]  # names as read
        if naming := [row for row in rows if any(str(user_id) in str(value) for value in row.values())]:
            found[table] = naming
    return found


async def live(learner: Learner) -> None:
    """Do everything once that leaves something behind."""
    await learner.slash("done", task="backprop", minutes=45, note="**hard**")
    await learner.slash("done", minutes=30)
    await learner.forge("rm:evidence:cp1-transformer", "https://x.example", answers_a_form=True)
    await learner.slash("pause", until="1 week")
    await learner.forge("rm:resume")
    await (await learner.slash("pace", focus="p1-transformer")).press("Use this plan")
    await (await learner.slash("stuck", task="ppo")).write("Why clip?")
    await learner.slash("reminders", where="dm")
    await learner.server.tick_at(MONDAY, "18:00")
    learner.at("2026-03-23")
    preview = await (await learner.slash("catchup")).press("Skip…")
    await (await preview.press("Skip with a note…")).write("known")
    await learner.slash("pause", until="1 week")
    await learner.server.tick_at(learner.server.clock.now.date(), "19:00")


async def test_export_has_everything(study_server: StudyServer):
    """JSON with a row of each kind, and the roadmap as a checklist with the ticks."""
    ada = await study_server.member("ada")
    await live(ada)
    shown = await ada.slash("mydata", action="export")
    says(shown, "Your data")
    files = await shown.files()
    assert set(files) == {"my-data.json", "my-roadmap.md"}
    data = json.loads(files["my-data.json"])
    naming = await rows_naming(study_server, ada.id)
    assert {table: len(rows) for table, rows in data.items() if rows} == {
        table: len(rows) for table, rows in naming.items()
    }
    assert data["ticks"][0]["note"] == "**hard**"
    written = files["my-roadmap.md"]
    assert "- [x] Review backpropagation, gradient descent <!-- id: backprop -->\n" in written
    assert "- [x] Have working transformer implementation <!-- id: cp1-transformer -->\n  - Shown: https" in written
    assert "  - Skipped: known\n" in written


async def test_export_is_ones_own(study_server: StudyServer):
    """Nothing of anybody else is in it."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await live(ben)
    shown = await ada.slash("mydata", action="export")
    assert str(ben.id) not in "".join((await shown.files()).values())


async def test_deleting_asks_first(study_server: StudyServer):
    """The question stores and deletes nothing, and keeping is a press away."""
    ada = await study_server.member("ada")
    await live(ada)
    before = await rows_naming(study_server, ada.id)
    asked = await ada.slash("mydata", action="delete")
    says(asked, "Forget everything", "can't be restored", "/mydata export")
    assert asked.labels == ["Delete everything", "Keep it"]
    says(await asked.press("Keep it"), "Paused until")
    assert await rows_naming(study_server, ada.id) == before


@ON_BOTH
async def test_after_deleting_nothing_is_left_in_any_table(study_server: StudyServer):
    """Every table of the database is looked through; what belongs to others stays as it was."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await live(ben)
    ada.at(MONDAY)
    await live(ada)
    assert len(await rows_naming(study_server, ada.id)) >= 8
    others = await rows_naming(study_server, ben.id)
    deleted = await (await ada.slash("mydata", action="delete")).press("Delete everything")
    says(deleted, "has been deleted", "/start")
    assert await rows_naming(study_server, ada.id) == {}
    assert await rows_naming(study_server, ben.id) == others
    says(await ada.slash("week"), NOT_JOINED)


async def test_deleting_twice_is_calm(study_server: StudyServer):
    """The second press finds nobody."""
    ada = await study_server.member("ada")
    for _ in range(2):
        reply = await ada.forge("rm:forget")
        assert "/start" in reply.text
        assert reply.private


async def test_whoever_comes_back_begins_anew(study_server: StudyServer):
    """No tick, no pause, no focus of the life before."""
    ada = await study_server.member("ada")
    await live(ada)
    await ada.forge("rm:forget")
    ada.at("2026-04-06")
    await ada.slash("start")
    says(await ada.in_full(), "Week 1 of 36", "0 of 70 tasks", "Your first week: 0 of 3 days")


@pytest.mark.parametrize("action", ["export", "delete"])
async def test_who_has_not_joined_is_told_how(study_server: StudyServer, action: str):
    """There is nothing to take along or to forget."""
    says(await study_server.newcomer("ada").slash("mydata", action=action), "/start")


async def test_old_buttons_after_deleting_are_calm(study_server: StudyServer):
    """A list that was open is answered with the way to join, and stores nothing."""
    ada = await study_server.member("ada")
    shown = await ada.slash("week")
    await ada.forge("rm:forget")
    says(await shown.choose("backprop"), NOT_JOINED)
    assert await rows_naming(study_server, ada.id) == {}
