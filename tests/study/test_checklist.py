"""The checklist to take along: the whole roadmap in its own words, ticked where its owner ticked it."""

from __future__ import annotations

from dataclasses import replace

from bot.roadmap import Roadmap
from bot.study.checklist import checklist
from bot.study.journal import Evidence, Skip
from bot.study.pace import PlanRequest, requested_choice, with_choice
from bot.study.progress import Progress
from tests.study.people import MONDAY, standing


def test_everything_is_in_it_once(curriculum: Roadmap):
    """Title, every phase, block, task and checkpoint item, and the lines beside the tasks."""
    written = checklist(standing(curriculum, MONDAY))
    lines = written.splitlines()
    assert lines[0] == f"# {curriculum.title}"
    assert sum(line.startswith("## Phase ") for line in lines) == 5
    assert sum(line.startswith("### Week ") for line in lines) == 18
    assert sum(line.startswith("- [ ] ") for line in lines) == 70 + 18
    for task in curriculum.tasks:
        assert lines.count(f"- [ ] {task.text}") == 1
    for block in curriculum.blocks:
        assert f"### Week {block.weeks}: {block.title}" in lines
        assert all(text is None or text in written for text in (block.resource, block.critical, block.deliverable))
    assert written.endswith("\n")


def test_ticks_are_where_they_were_made(curriculum: Roadmap):
    """Two tasks and an item with its evidence; nothing else is ticked."""
    progress = standing(curriculum, MONDAY, done=["backprop", "mock-interviews"], shown=["cp1-blog-post"])
    ticked = [line for line in checklist(progress).splitlines() if line.startswith("- [x] ")]
    assert ticked == [
        "- [x] Review backpropagation, gradient descent",
        "- [x] Published blog post on your implementation (https://example.org)",
        "- [x] Mock interviews",
    ]


def test_a_skipped_task_says_why(curriculum: Roadmap):
    """It stands open with its note; ticked, the note has gone."""
    skips = (Skip("backprop", "known from work"), Skip("optimizers", "known"))
    progress = with_journal(standing(curriculum, MONDAY, done=["optimizers"]), skips=skips)
    written = checklist(progress)
    assert "- [ ] Review backpropagation, gradient descent (skipped: known from work)\n" in written
    assert "- [x] Optimization algorithms (SGD, Adam)\n" in written


def test_evidence_stays_on_its_line(curriculum: Roadmap):
    """Words written over several lines can't break the list."""
    evidence = (Evidence("cp1-transformer", MONDAY, "first\n- [x] second\r\n\n# third"),)
    written = checklist(with_journal(standing(curriculum, MONDAY), evidence=evidence))
    assert "- [x] Have working transformer implementation (first - [x] second # third)\n" in written
    assert sum(line.startswith("- [x] ") for line in written.splitlines()) == 1


def test_what_is_out_of_scope_is_in_it(curriculum: Roadmap):
    """It is the whole roadmap, whatever the plan leaves out."""
    before = standing(curriculum, MONDAY, done=["backprop"])
    after = with_choice(before, requested_choice(before, PlanRequest(start_at=curriculum.phases[3])))
    assert checklist(after) == checklist(before)


def with_journal(progress: Progress, **changes: tuple[object, ...]) -> Progress:
    """The same member with something else in the journal."""
    journal = replace(progress.page.journal, **changes)  # pyright: ignore[reportArgumentType]  # as its fields are
    return replace(progress, page=replace(progress.page, journal=journal))
