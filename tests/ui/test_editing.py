"""The operator edits the roadmap file while members walk it, as they see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.roadmap import Roadmap
from bot.ui.screens.layout import LONGEST_CUSTOM_ID, Address
from tests.conftest import NOON
from tests.databases import ON_BOTH
from tests.sentences import PREVIEW_GONE
from tests.study.edits import EDITS, new_phase, phases_of
from tests.study_server import MONDAY, Reply, StudyServer, study_server_on

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


async def restart_with(server: StudyServer, roadmap: Roadmap) -> None:
    """Stop the bot, edit its file, and start it again."""
    server.roadmap = roadmap
    await server.restart()


@ON_BOTH
async def test_what_changed_is_told_once(study_server: StudyServer, curriculum: Roadmap):
    """New, gone, out of sight and the end, in the next private reply, with a way to change the pace; never again."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    ada.at(MONDAY + WEEK)
    edited = EDITS["task removed"](phases_of(curriculum, (*curriculum.phases, new_phase("extra"))))
    await restart_with(study_server, edited)
    told = await ada.slash("week")
    assert "The roadmap was edited." in told.text
    assert "3 tasks are new in your plan. 1 task was removed." in told.text
    assert "You had ticked 1 task that was removed: your tick is kept" in told.text
    assert "Your plan now ends" in told.text
    assert " instead of Sunday" in told.text
    plan = await told.press("Change my pace")
    assert "## Your plan" in plan.text
    assert "The roadmap was edited." not in (await ada.in_full()).text
    await study_server.restart()
    assert "The roadmap was edited." not in (await ada.slash("week")).text


async def test_what_an_edit_completes_is_celebrated_once(study_server: StudyServer, curriculum: Roadmap):
    """The last open task of a phase goes: the next private reply celebrates; a shared or a second one does not."""
    ada = await study_server.member("ada")
    edited = EDITS["task removed"](curriculum)
    (gone,) = {task.id for task in curriculum.tasks} - {task.id for task in edited.tasks}
    phase = curriculum.phase_of(gone)
    assert phase is not None
    tasks = [task.id for block in phase.blocks for task in block.tasks if task.id != gone]
    await study_server.store.journals.tick(ada.walk, tasks, MONDAY, study_server.clock.now)
    await restart_with(study_server, edited)
    said = [(await ada.slash("week", share=share)).text for share in (True, False, False)]
    assert [f"complete: {phase.title}" in text for text in said] == [False, True, False]


async def test_an_edit_outside_ones_plan_is_not_told(study_server: StudyServer, curriculum: Roadmap):
    """Whoever walks one phase in focus hears nothing of a phase added at the end."""
    ada = await study_server.member("ada")
    await (await ada.slash("pace", focus="p1-transformer", phase=1)).press("Use this plan")
    await restart_with(study_server, EDITS["phase at the end"](curriculum))
    assert "edited" not in (await ada.slash("week")).text


async def test_a_phase_added_at_the_end_reopens_a_finished_roadmap(study_server: StudyServer, curriculum: Roadmap):
    """No "complete" with tasks open: it goes on, in the plan's own next week."""
    ada = await study_server.member("ada")
    for block in curriculum.blocks:
        shown = await ada.slash("week", week=block.weeks.first)
        await shown.choose(*(task.id for task in block.tasks))
    done = await ada.in_full()
    assert "Finished on" in done.text
    assert "35 weeks early" in done.text
    await restart_with(study_server, EDITS["phase at the end"](curriculum))
    shown = await ada.in_full()
    assert "Finished" not in shown.text
    assert "70 of 73 tasks" in shown.text


async def test_a_free_week_says_what_comes(study_server: StudyServer, curriculum: Roadmap):
    """No task, no study day, no reminder: only what comes next and when."""
    ada = await study_server.member("ada")
    await restart_with(study_server, EDITS["a free week ahead"](curriculum))
    ada.at(MONDAY + 12 * WEEK)
    shown = await ada.slash("week")
    assert "A free week:" in shown.text
    assert "nothing is due. Next: Inference &amp; Serving".replace("&amp;", "&") in shown.text
    assert "a free week" in (await ada.slash("streak")).text.lower()
    posts = len(study_server.posts)
    await study_server.tick_at(MONDAY + 12 * WEEK, "18:00")
    assert len(study_server.posts) == posts


async def test_a_preview_pressed_after_an_edit_is_shown_again(study_server: StudyServer, curriculum: Roadmap):
    """What a member was shown is what is done; if it has changed meanwhile, it is shown again."""
    ada = await study_server.member("ada")
    preview = await ada.slash("pace", preset="6 months")
    await restart_with(study_server, EDITS["phase in front"](curriculum))
    again = await preview.press("Use this plan")
    assert "This would be your plan" in again.text
    page = await study_server.store.members.record(study_server.guild.id, ada.id)
    assert page is not None
    assert len(page.choices) == 1
    assert page.choices[0].pace.weeks is None
    sure = await again.press("Use this plan")
    assert "10.5 h in the busiest weeks" in sure.text, "38 weeks in 26: never '10 h, more than 10'"
    assert "Plan updated" in (await sure.press("Yes, 10.5 h a week")).text


async def test_a_preview_of_a_part_that_has_gone(study_server: StudyServer, curriculum: Roadmap):
    """A calm sentence, and nothing is changed."""
    ada = await study_server.member("ada")
    preview = await ada.slash("pace", focus="p5-eval-suite")
    await restart_with(study_server, EDITS["focus project gone"](curriculum))
    assert "a part of that plan is gone" in (await preview.press("Use this plan")).text


async def test_a_preview_is_gone_after_a_day(study_server: StudyServer):
    """It says so, and how to see it anew."""
    ada = await study_server.member("ada")
    preview = await ada.slash("pace", preset="6 months")
    ada.at(MONDAY + DAY, "12:00")
    assert PREVIEW_GONE in (await preview.press("Use this plan")).text


async def test_another_preview_takes_its_place(study_server: StudyServer):
    """The button of the first one takes nothing by mistake."""
    ada = await study_server.member("ada")
    first = await ada.slash("pace", preset="6 months")
    await ada.slash("pace", preset="4 months")
    assert PREVIEW_GONE in (await first.press("Use this plan")).text


@pytest.mark.parametrize(
    "custom_id",
    [
        *("rm:pace:1.-.-.-.0", "rm:pace-take:1.-.-.-.0:0", "rm:join:Europe/Berlin:1.-.-.-.0", "rm:shift-now"),
        *("rm:skip-note", "rm:add-now:1", "rm:pick-week", "rm:undo:backprop", "rm:tick-one:backprop", "rm:week"),
        *("rm7:undo:backprop", "rm@zzz:week", "rm7@1:tick-one:backprop:5", "rmx:week", "rm:pace:26", "rm:unpause:x"),
    ],
)
async def test_buttons_of_the_first_version_and_forged_ones(study_server: StudyServer, custom_id: str):
    """Each gets one calm sentence or does what it did; nothing breaks and nobody loses a tick."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    reply = await ada.forge(custom_id)
    assert reply.result.modal or reply.text.strip()
    assert "reference" not in (reply.text if not reply.result.modal else "")
    assert study_server.surprises == []


async def test_no_custom_id_is_too_long(tmp_path: Path, curriculum: Roadmap):
    """With ids of 40 letters, and in a direct message with its server, every button stays within 100 characters."""
    names = {part.id: f"{part.id[:20]}{'x' * 40}"[:36] + f"{n:04}" for n, part in enumerate(_parts(curriculum))}
    text = curriculum.model_dump_json(exclude_none=True)
    for old, new in sorted(names.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f'"id":"{old}"', f'"id":"{new}"')
    focus = curriculum.focus_phase or ""
    text = text.replace(f'"focus_phase":"{focus}"', f'"focus_phase":"{names[focus]}"')
    long = Roadmap.model_validate_json(text)
    far = Address(99_999, 2**63 - 1)
    async with study_server_on(long, tmp_path / "roadmate.db", NOON) as server:
        await server.set_up()
        ada = await server.member("ada")
        found: set[str] = set()
        for command, options in _COMMANDS.items():
            name, given = command.split(" #")[0], {key: read(long) for key, read in options.items()}
            first = await ada.slash(name, **given)
            found.update(ids_of(first))
            for control in first.controls if first.result.modal is None else ():
                if control["type"] == 2 and control["custom_id"].split(":")[1] != "forget":
                    opened = await ada.slash(name, **given)  # a press changes the message that it stands on
                    if opened.labels.count(control["label"]) == 1:
                        found.update(ids_of(await opened.press(control["label"])))
        assert len(found) > 40
        assert max(len(far.on(custom_id)) for custom_id in found) <= LONGEST_CUSTOM_ID
        assert any(len(custom_id) > 44 for custom_id in found), "the long ids were there"


def ids_of(reply: Reply) -> list[str]:
    """The custom ids of an answer, a form's too."""
    if reply.result.modal:
        return [reply.result.modal["custom_id"]]
    return reply.custom_ids if reply.result.response or reply.result.followups else []


def _parts(roadmap: Roadmap):
    return (*roadmap.phases, *roadmap.blocks, *roadmap.tasks, *roadmap.items, *roadmap.projects, *roadmap.milestones)


_COMMANDS: dict[str, dict[str, Callable[[Roadmap], object]]] = {
    "week": {},
    "week #later": {"week": lambda _: 20},
    "done": {"task": lambda r: r.tasks[0].id},
    "done #list": {},
    "undo": {"task": lambda r: r.tasks[0].id},
    "progress": {},
    "streak": {},
    "roadmap": {},
    "roadmap #phase": {"phase": lambda _: 2},
    "checkpoint": {},
    "pace": {},
    "pace #preset": {"preset": lambda _: "6 months"},
    "pace #focus": {"focus": lambda r: r.projects[0].id},
    "stuck": {"task": lambda r: r.tasks[1].id},
    "reminders": {},
    "pause": {"until": lambda _: "2 weeks"},
    "help": {},
}
