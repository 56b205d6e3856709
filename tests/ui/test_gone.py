"""What a button is about has left the roadmap, or the command has: a true sentence, and a way to close it (§1, §6)."""

from __future__ import annotations

import pytest
from discord import app_commands

from bot.actions.adopting import adopt
from tests.study_server import Reply, StudyServer


async def without_first_block(server: StudyServer) -> None:
    """The operator's roadmap without its first block, phase items and milestones."""
    first, *others = server.roadmap.phases
    checkpoint = first.checkpoint
    assert checkpoint is not None
    items = tuple(item for item in checkpoint.items if item.id != "cp1-transformer")
    kept = checkpoint.model_copy(update={"items": items})
    phase = first.model_copy(update={"blocks": first.blocks[1:], "checkpoint": kept})
    changed = server.roadmap.model_copy(update={"phases": (phase, *others), "milestones": ()})
    await adopt(server.store, changed, server.clock.now, accept=True)
    server.store.progress.forget()


async def test_buttons_of_removed_parts(study_server: StudyServer):
    """A private message with them becomes the sentence; nothing is saved."""
    ada = await study_server.member("ada")
    week, ticked = await ada.slash("week"), await ada.slash("done", task="optimizers")
    checkpoint = await ada.slash("checkpoint")
    form = await ada.forge("rm:show-item:cp1-transformer", message=checkpoint.message)
    await without_first_block(study_server)
    for reply, pressed in (
        (week, lambda: week.choose("backprop")),
        (ticked, lambda: ticked.press("Undo")),
        (checkpoint, lambda: form.write("https://x.example")),
    ):
        said = await pressed()
        assert "no longer in the roadmap" in said.text
        assert said.message.id == reply.message.id
        assert "My week" in said.labels
    assert "https://x.example" in checkpoint.text
    assert (await ada.journal()).evidence == ()


async def test_a_question_about_a_removed_task_can_be_closed(study_server: StudyServer):
    """By its author, where it stands; another question may follow."""
    ada = await study_server.member("ada")
    asked = await (await ada.slash("stuck", task="backprop")).write("Why?")
    await without_first_block(study_server)
    assert "A task that's no longer in the roadmap" in (await asked.press("Unstuck")).text
    assert await study_server.store.questions.get(ada.walk, "backprop") is None


async def test_two_forms_about_one_task_are_one_question(study_server: StudyServer):
    """The second one comes back with its text, and the way to the first."""
    ada = await study_server.member("ada")
    one, other = await ada.slash("stuck", task="backprop"), await ada.slash("stuck", task="backprop")
    await one.write("Why?")
    again = await other.write("And *why*?")
    assert "still open" in again.text
    assert "And *why*?" in again.text
    opened = [r for r in study_server.env.http_requests if r.method == "POST" and r.path.endswith("/threads")]
    assert len(opened) == 1


async def celebrated(server: StudyServer) -> Reply:
    """A milestone that was reached."""
    ada = await server.member("ada")
    *before, last = [task.id for block in server.roadmap.blocks if block.weeks.last <= 8 for task in block.tasks]
    await server.store.journals.tick(ada.walk, before, (await ada.settings()).today(server.clock.now), server.clock.now)
    return await ada.slash("done", task=last)


@pytest.mark.parametrize("achievement", ["milestone/gone", "phase/gone"])
async def test_a_celebration_of_what_has_left(study_server: StudyServer, achievement: str):
    """It is not said that a task of it is open again."""
    reply = await celebrated(study_server)
    said = await reply.member.forge(f"rm:celebrate:{achievement}", message=reply.message)
    assert "no longer in the roadmap" in said.text
    assert said.private


@pytest.mark.parametrize("fault", ["gone", "changed"])
async def test_a_command_of_another_version(study_server: StudyServer, fault: str):
    """A calm sentence instead of a reference."""
    ada = await study_server.member("ada")
    tree = study_server.bot.tree
    known = tree.get_command("streak")
    assert isinstance(known, app_commands.Command)
    tree.remove_command("streak")
    if fault == "changed":

        @app_commands.command(name="streak", description="Another streak")
        async def another(_: object, needed: int) -> None:
            raise AssertionError(needed)

        tree.add_command(another)  # pyright: ignore[reportUnknownArgumentType]  # its type has no group
    assert "That command has changed" in (await ada.slash("streak")).text


async def test_a_project_may_be_called_everything(study_server: StudyServer):
    """The bot's own words are none that an id can be."""
    project = study_server.roadmap.projects[0].model_copy(update={"id": "everything", "title": "All of it"})
    changed = study_server.roadmap.model_copy(update={"projects": (project, *study_server.roadmap.projects[1:])})
    await adopt(study_server.store, changed, study_server.clock.now, accept=True)
    study_server.store.progress.forget()
    ada = await study_server.member("ada")
    offered = await ada.choices("pace", "focus")
    assert len(set(offered.values())) == len(offered)
    assert "All of it" in (await ada.slash("pace", focus="everything")).text
    await (await ada.slash("pace", focus="everything")).press("Use this plan")
    leave = next(value for name, value in offered.items() if "leave the focus" in name)
    assert "This would be your plan" in (await ada.slash("pace", focus=leave)).text


async def test_a_finish_date_that_would_be_refused_is_not_offered(study_server: StudyServer):
    """Tomorrow ends no study week."""
    ada = await study_server.member("ada")
    for typed in ("tomorrow", "in 2 days"):
        for day in await ada.offered("pace", "finish_by", typed):
            assert "This would be your plan" in (await ada.slash("pace", finish_by=day)).text
    assert await ada.offered("pace", "finish_by", "tomorrow") == []
