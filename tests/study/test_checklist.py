"""The checklist to take along: the whole roadmap in its own words, ticked where its owner ticked it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.roadmap.changes.difference import difference, lines
from bot.roadmap.files.from_checklist import import_file, onto
from bot.study.checklist import checklist
from bot.study.journal import Evidence, Skip
from bot.study.pace import PlanRequest, requested_choice, with_choice
from bot.study.progress import Progress
from tests.study.people import MONDAY, standing


def test_everything_is_in_it_once(curriculum: Roadmap):
    """Title, every phase, block, task and checkpoint item with its id, and the lines beside the tasks."""
    written = checklist(standing(curriculum, MONDAY))
    lines = written.splitlines()
    assert lines.count(f"title: {curriculum.title}") == 1
    assert sum(line.startswith("## Phase ") for line in lines) == 5
    assert sum(line.startswith("### Weeks ") for line in lines) == 18
    assert sum(line.startswith("- [ ] ") for line in lines) == 70 + 18
    for part in (*curriculum.tasks, *curriculum.items, *curriculum.blocks, *curriculum.phases):
        assert written.count(f"<!-- id: {part.id} -->") == 1
    assert written.endswith("\n")


def test_ticks_are_where_they_were_made(curriculum: Roadmap):
    """Two tasks and an item with its evidence; nothing else is ticked."""
    progress = standing(curriculum, MONDAY, done=["backprop", "mock-interviews"], shown=["cp1-blog-post"])
    written = checklist(progress)
    assert [line for line in written.splitlines() if line.startswith("- [x] ")] == [
        "- [x] Review backpropagation, gradient descent <!-- id: backprop -->",
        "- [x] Published blog post on your implementation <!-- id: cp1-blog-post -->",
        "- [x] Mock interviews <!-- id: mock-interviews -->",
    ]
    assert "<!-- id: cp1-blog-post -->\n  - Shown: https\\://example.org\n" in written


def test_a_skipped_task_says_why(curriculum: Roadmap):
    """It stands open with its note; ticked, the note has gone."""
    skips = (Skip("backprop", "known from work"), Skip("optimizers", "known"))
    progress = with_journal(standing(curriculum, MONDAY, done=["optimizers"]), skips=skips)
    written = checklist(progress)
    assert (
        "- [ ] Review backpropagation, gradient descent <!-- id: backprop -->\n  - Skipped: known from work\n"
        in written
    )
    assert written.count("Skipped:") == 1


@settings(max_examples=12)
@given(st.text(max_size=60), st.text(max_size=60))
@example("first\n- [x] second\r\n\n# third", "| a | b |\n|---|---|")
@example("<!-- id: backprop -->", "Week 3: https://example.org <details>")
def test_it_comes_back_in_as_no_change_with_its_ticks(curriculum: Roadmap, evidence: str, note: str):
    """Whatever its owner wrote: the same roadmap, and the same boxes ticked."""
    before = standing(curriculum, MONDAY, done=["optimizers", "mock-interviews"])
    own = (Evidence("cp1-transformer", MONDAY, evidence),)
    progress = with_journal(before, evidence=own, skips=(Skip("backprop", note),))
    imported = import_file(checklist(progress).encode(), "my-roadmap.md")
    again, _ = onto(imported, curriculum)
    assert lines(difference(curriculum, again.roadmap)) == ["No change."]
    assert again.ticked == {"optimizers", "mock-interviews", "cp1-transformer"}


def test_what_is_out_of_scope_is_in_it(curriculum: Roadmap):
    """It is the whole roadmap, whatever the plan leaves out."""
    before = standing(curriculum, MONDAY, done=["backprop"])
    after = with_choice(before, requested_choice(before, PlanRequest(start_at=curriculum.phases[3])))
    assert checklist(after) == checklist(before)


def with_journal(progress: Progress, **changes: tuple[object, ...]) -> Progress:
    """The same member with something else in the journal."""
    journal = replace(progress.record.journal, **changes)  # pyright: ignore[reportArgumentType]  # as its fields are
    return replace(progress, record=replace(progress.record, journal=journal))
