"""Whatever a roadmap holds, every message stays within what Discord takes, and says what it is for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.roadmap import Roadmap
from tests.conftest import NOON
from tests.discords_limits import faults
from tests.study_server import MONDAY, Learner, Reply, StudyServer, study_server_on


@dataclass(frozen=True)
class Shape:
    """How big a roadmap is, and the words it is filled with."""

    phases: int = 3
    blocks: int = 2
    tasks: int = 4
    items: int = 3
    words: str = "Read about it"
    extras: bool = True


LONG = {
    "latin": ("Longest word " * 30)[:300],
    "markdown": "*_~`|" * 60,
    "brackets": "[a](https://b.example) " * 13,
    "mentions": "<@1> @everyone <t:0:R> " * 12,
    "cjk": "学習計画" * 75,
    "arabic": ("خطة الدراسة " * 30)[:300].strip(),
    "emoji": "👩‍💻🎓" * 60,
}

SHAPES = {
    "as small as can be": Shape(1, 1, 2, 0, extras=False),
    "one phase": Shape(1, 4, 3),
    "no checkpoint": Shape(4, 2, 3, 0),
    "twelve phases": Shape(12, 2, 6),
    "26 phases of 104 weeks": Shape(26, 4, 4),
    "104 phases": Shape(104, 1, 1, 1),
    "104 weeks in one phase": Shape(1, 104, 3, 4),
    "25 tasks in a block": Shape(2, 2, 25),
    "80 tasks in a block": Shape(2, 2, 80),
    "40 checkpoint items": Shape(2, 1, 3, 40),
    **{f"300 characters of {name}": Shape(4, 2, 26, 11, words) for name, words in LONG.items()},
    "everything at its longest": Shape(26, 4, 19, 40, LONG["markdown"]),
}


def longest_id(name: str) -> str:
    """An id of 40 characters, as long as one may be: no custom id may pass 100 with it."""
    return f"{name}-".ljust(40, "x")


def roadmap_of(shape: Shape) -> Roadmap:
    """A roadmap of this shape; blocks of one week, a project and a milestone in each phase."""

    def text(number: int) -> str:
        return f"{number} {shape.words}"[:300].strip()

    extra = text(0) if shape.extras else None
    phases: list[dict[str, Any]] = []
    for p in range(shape.phases):
        first = p * shape.blocks
        blocks = [
            {
                "id": longest_id(f"b{first + b}"),
                "title": text(b),
                "weeks": first + b + 1,
                "tasks": [{"id": longest_id(f"t{first + b}-{t}"), "text": text(t)} for t in range(shape.tasks)],
                "resource": extra,
                "critical": extra,
                "deliverable": extra,
            }
            for b in range(shape.blocks)
        ]
        items = [{"id": longest_id(f"i{p}-{n}"), "text": text(n)} for n in range(shape.items)]
        phases.append(
            {
                "id": longest_id(f"p{p}"),
                "title": text(p),
                "weeks": f"{first + 1}-{first + shape.blocks}",
                "goal": extra,
                "blocks": blocks,
                "checkpoint": {"title": text(p), "items": items} if items else None,
            }
        )
    around: dict[str, Any] = {}
    if shape.extras:
        ends = [(p + 1) * shape.blocks for p in range(shape.phases)]
        around = {
            "assumption": extra,
            "closing": extra,
            "projects": [{"id": longest_id(f"pr{end}"), "title": text(end), "weeks": end} for end in ends],
            "milestones": [{"id": longest_id(f"m{end}"), "week": end, "title": text(end)} for end in ends],
            "paces": [
                {"name": f"{weeks} ".ljust(40, "x"), "weeks": weeks, "extra_hours": "1-2"}
                for weeks in range(max(1, ends[-1] - 3), max(2, ends[-1]))
            ],
            "adjustments": [{"question": text(n), "answer": text(n), "command": "/pace"} for n in range(20)],
            "rhythm": [
                {"day": day, "activity": text(0), "hours": 1.0}
                for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
            ],
        }
    return Roadmap.model_validate({"title": text(0), "phases": phases, **around})


def refused_by_discord(server: StudyServer) -> list[str]:
    """The faults of everything that was sent so far, from what actually went out."""
    bodies = [dict(request.json or {}) for request in server.env.http_requests if request.method in ("POST", "PATCH")]
    bodies = [body.get("data") or body for body in bodies]
    return sorted({fault for body in bodies if "components" in body for fault in faults(body)})


@pytest.fixture(params=SHAPES, name="server")
async def server_with_roadmap(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[StudyServer]:
    """A server that was set up with a roadmap of each shape."""
    async with study_server_on(roadmap_of(SHAPES[request.param]), tmp_path / "roadmate.db", NOON) as server:
        await server.set_up()
        yield server


async def test_every_screen_fits(server: StudyServer):
    """All commands, all pages and the forms, before and after ticking, on the first day and the last."""
    roadmap = server.roadmap
    ada = await server.member("ada")
    for day in (MONDAY, MONDAY + timedelta(weeks=roadmap.weeks_total - 1), MONDAY + timedelta(weeks=300)):
        await look_around(ada.at(day))
        for options in ({"week": 1}, {"week": roadmap.weeks_total}):
            shown = await ada.slash("week", **options)
            if shown.options:
                await shown.choose(*shown.options)
        bare = await ada.slash("done")
        if bare.options:
            await bare.choose(*bare.options)
        await ada.slash("done", task=roadmap.tasks[0].id, note="n" * 300)
        await ada.slash("undo", task=roadmap.tasks[0].id)
    await fill_checkpoint(ada)
    await change_the_plan(ada)
    assert refused_by_discord(server) == []


async def change_the_plan(ada: Learner) -> None:
    """Ask for help with the longest question, and take every change that can be taken."""
    roadmap = ada.server.roadmap
    await ada.forge(f"rm:ask:{roadmap.tasks[-1].id}", "*" * 1500, answers_a_form=True)
    if "Shift…" in (await ada.slash("catchup")).labels:
        await (await (await ada.slash("catchup")).press("Catch up…")).press("Catch up")
        await ada.in_full()
        await (await (await ada.slash("catchup")).press("Shift…")).press("Shift the plan")
    ada.at(MONDAY + timedelta(weeks=600))
    if "Skip…" in (await ada.slash("catchup")).labels:
        preview = await (await ada.slash("catchup")).press("Skip…")
        await (await preview.press("Skip with a note…")).write("*" * 300)
    await take(await ada.slash("pace", phase=len(roadmap.phases)))
    for project in roadmap.projects[-1:]:
        await take(await ada.slash("pace", phase=1, focus=project.id))
    await look_around(ada)
    assert len(await ada.offered("pace", "focus")) <= 25


async def take(shown: Reply) -> None:
    """Take the plan of a preview, also when it is asked about once more; nothing where there is none."""
    if "Use this plan" in shown.labels:
        taken = await shown.press("Use this plan")
        if "Are you sure?" in taken.text:
            await taken.press(taken.labels[0])


async def look_around(ada: Learner) -> None:
    """Use every command that shows something."""
    roadmap = ada.server.roadmap
    for command in ("start", "help", "progress", "streak", "reminders", "roadmap", "checkpoint", "week", "done", "log"):
        await ada.slash(command)
    for command in ("week", "progress", "checkpoint"):
        await ada.slash(command, share=True)
    for phase in {1, len(roadmap.phases) // 2 + 1, len(roadmap.phases)}:
        await ada.slash("roadmap", phase=phase)
        await ada.slash("checkpoint", phase=phase)
    for week in {1, roadmap.weeks_total // 2 + 1, roadmap.weeks_total}:
        await page_through(await ada.slash("week", week=week), week)
    await look_around_the_plan(ada)


async def page_through(shown: Reply, week: int) -> None:
    """Every task of a week's block is on one of its pages, to be read in full and to be ticked."""
    block = shown.member.server.roadmap.block_at(week)
    assert block is not None
    found = list(shown.options)
    while "More tasks ▶" in shown.labels:
        assert f" of {len(block.tasks)}" in shown.text
        shown = await shown.press("More tasks ▶")
        found += shown.options
    done = await shown.member.done()
    assert found == [task.id for task in block.tasks if task.id not in done]


async def look_around_the_plan(ada: Learner) -> None:
    """All previews of a change, each way of catching up, help on a task, and one's data; the plan stays."""
    roadmap = ada.server.roadmap
    for options in ({}, {"preset": "4 months"}, {"finish_by": "1 week"}, {"phase": len(roadmap.phases)}):
        await ada.slash("pace", **options)
    for pace in roadmap.paces:
        await ada.slash("pace", preset=pace.name)
    sure = await ada.slash("pace", finish_by=f"{-(-roadmap.weeks_total // 3)} weeks")
    if "Use this plan" in sure.labels:
        asked = await sure.press("Use this plan")
        if "Are you sure?" in asked.text:
            await asked.press("Leave it as it is")
    for project in roadmap.projects[-1:]:
        await ada.slash("pace", focus=project.id, phase=1)
    for command in ("catchup", "stuck"):
        await ada.slash(command)
    for custom_id in ("rm:shift", "rm:add", "rm:skip", "rm:skip-note"):
        await ada.forge(custom_id)
    for action in ("export", "delete"):
        await ada.slash("mydata", action=action)
    await ada.slash("pause", until="1 week")
    await ada.forge("rm:resume")


async def fill_checkpoint(ada: Learner) -> None:
    """Give the longest evidence for every item of the first phase, walking through its pages."""
    checkpoint = ada.server.roadmap.phases[0].checkpoint
    for item in checkpoint.items[:10] if checkpoint else ():
        await ada.forge(f"rm:evidence:{item.id}", "*" * 1000, answers_a_form=True)
        await ada.forge(f"rm:show-item:{item.id}")
    shown = await ada.slash("checkpoint", phase=1)
    while "More items ▶" in shown.labels:
        shown = await shown.press("More items ▶")


async def test_every_reminder_fits(server: StudyServer):
    """The post for members in many weeks, the warning, and the direct message."""
    for week in range(min(12, server.roadmap.weeks_total)):
        learner = server.newcomer(f"learner{week}").at(MONDAY + timedelta(weeks=week))
        await learner.slash("start")
        await learner.at(MONDAY + timedelta(weeks=11, days=1)).slash("done", minutes=20)
    dm = await server.member("dm")
    await dm.slash("done", minutes=20)
    shown = await dm.slash("reminders", where="dm")
    await shown.press("Send me one now")
    await server.tick_at(MONDAY + timedelta(weeks=11, days=2), "18:00")
    assert len(server.posts) == 1
    assert len(dm.dms) == 2
    assert refused_by_discord(server) == []


async def test_the_facts_are_never_cut_off(server: StudyServer):
    """However long the texts are, the counts, the streak and the way on are there."""
    roadmap = server.roadmap
    ada = await server.member("ada")
    in_block, in_all = len(roadmap.blocks[0].tasks), len(roadmap.tasks)
    week = await ada.slash("week")
    assert f"0 of {in_block} task" in week.text
    assert 1 <= len(week.options) <= min(25, in_block)
    await says(await week.choose(roadmap.tasks[0].id), f"1 of {in_block} task", "Your first week: 1 of")
    await says(await ada.slash("undo", task=roadmap.tasks[0].id), "Your first week: 0 of")
    await says(await ada.slash("done", task=roadmap.tasks[0].id), "✅", "Your first week: 1 of")
    await says(await ada.in_full(), f"1 of {in_all:,} task", "Your first week: 1 of", "Week 1 of")
    await says(await ada.slash("progress", share=True), f"1 of {in_all:,} task", "Your first week: 1 of", "Week 1 of")
    await says(await ada.in_full("roadmap"), "Week 1 of", "Phase 1")
    await says(await ada.slash("roadmap", phase=1), f"1 of {sum(len(b.tasks) for b in roadmap.phases[0].blocks):,} ")
    await says(await ada.slash("start"), "Plan:", "Reminders:")
    await says(await ada.slash("pace"), "Ends", "a week", f"1 of {in_all:,} task")
    slower = MONDAY + timedelta(weeks=2 * roadmap.weeks_total)
    await says(await ada.slash("pace", finish_by=f"{slower}"), "Ends", "a week", "stay as they are")
    if items := roadmap.phases[0].checkpoint:
        await says(await ada.slash("checkpoint"), f"0 of {len(items.items)} item")


async def says(reply: Reply, *facts: str) -> None:
    """Hold a reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == []


async def test_autocomplete_fits(server: StudyServer):
    """At most 25 choices with names and values up to 100."""
    ada = await server.member("ada")
    found = await ada.actor.autocomplete(server.channel, "done", "task", "")
    assert 1 <= len(found) <= 25
    assert all(1 <= len(choice["name"]) <= 100 and 1 <= len(choice["value"]) <= 100 for choice in found)
