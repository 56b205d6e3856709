"""Whatever goes into the importer: every box comes out once, in order, in a roadmap that passes `check`."""

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.roadmap import BadRoadmap, Roadmap, read_roadmap
from bot.roadmap.files.from_checklist import Imported, Refused, Wishes, import_file
from bot.roadmap.files.writing import write_roadmap
from tests.roadmap.markdown import NO_TASK, documents

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


def names_in(roadmap: Roadmap) -> list[int]:
    """The tasks of a random document that came through, as a member walks them."""
    texts: list[str] = []
    for phase in roadmap.phases:
        texts += [task.text for block in phase.blocks for task in block.tasks]
        texts += [item.text for item in (phase.checkpoint.items if phase.checkpoint else ())]
    # A text that is met twice has its parent's before it: its own name is the last.
    return [int(re.findall(r"t(\d+)x", text)[-1]) for text in texts]


def imported_or_told(data: bytes, name: str, wishes: Wishes | None = None) -> Imported | str:
    """What an import comes to: a roadmap, or what is said instead."""
    try:
        return import_file(data, name, wishes)
    except (Refused, BadRoadmap) as refused:
        return str(refused)


@slow
@given(documents())
def test_every_box_comes_through_once_and_in_order(document: tuple[str, int]):
    """Lists, quotes, fences, comments, HTML, folds, tables, 20 levels, CRLF, tabs, any script."""
    text, count = document
    found = imported_or_told(text.encode(), "plan.md")
    if isinstance(found, str):
        assert not count or "104 weeks" in found
        return
    assert names_in(found.roadmap) == list(range(1, count + 1))
    assert not any(NO_TASK in task.text for task in found.roadmap.tasks)
    assert read_roadmap(write_roadmap(found.roadmap, "plan.md")) == found.roadmap
    assert all(1 <= remark.line <= text.count("\n") + 2 for remark in found.remarks)


@slow
@given(documents(), st.integers(1, 104))
@example(("---\n\n- [ ] t1x Read\n\n  ---\n\n- [ ] t2x Read\n", 2), 1)
@example(("---\n\n- [ ] t1x Read\n\n---\n\n- [ ] t2x Read\n", 2), 1)
@example(("---\n\n> - 1. [ ] t1x Read\n\n...\n\n- [ ] t2x Read\n", 2), 1)
def test_any_length_holds_every_box(document: tuple[str, int], weeks: int):
    """--weeks shares them out anew, and loses none."""
    text, count = document
    found = imported_or_told(text.encode(), "plan.md", Wishes(weeks=weeks))
    if isinstance(found, str):
        return
    assert names_in(found.roadmap) == list(range(1, count + 1))
    if not found.dated:
        assert found.roadmap.weeks_total <= weeks


def survives(data: bytes, name: str) -> None:
    """A roadmap that passes `check`, or a refusal that can be printed."""
    found = imported_or_told(data, name)
    if isinstance(found, str):
        assert found.strip()
        assert found.replace("\n", "").isprintable()
        found.encode()
        return
    assert read_roadmap(write_roadmap(found.roadmap, name)) == found.roadmap
    assert all(str(remark).isprintable() for remark in found.remarks)


@slow
@given(
    st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(["a.md", "b.yaml", "\x1b[31m.txt"]),
)
@example(b"- [ ] \xf0\x9f\x8f\xb4", "a.md")
@example("- [ ] \u2066\u202e".encode(), "a.md")
@example(b"---\ntitle: [\n---\n- [ ] a", "a.md")
@example(b"---\nprojects: 3\nrhythm: []\nmilestones: [{id: a, week: 9, title: x}]\n---\n- [ ] a", "a.md")
@example(b"- [ ] a <!-- id: A! -->\n- [ ] b <!-- id: b -->\n- [ ] c <!-- id: b -->", "a.md")
@example(b"# Week 0\n- [ ] a\n# Week 9999\n- [ ] b", "a.md")
@example("# &#xFE0F;\n- [ ] a\n# \u200d\n- [ ] b\n\nGoal: \u200d\n\n- [ ] Week 1: \u200d".encode(), "a.md")
@example("# Week 1\n- [ ] a\n## Checklist\n- [ ] Week 2: \u200d\n- [ ] Week 3: &#8205;".encode(), "a.md")
@example(b"<details>" * 3000 + b"\n- [ ] a", "a.md")
def test_random_bytes_never_raise(data: bytes, name: str):
    """Nothing but a roadmap or a sentence ever comes out."""
    survives(data, name)


PIECES = st.sampled_from(
    ["- [ ] ", "- [x]", "\n", "\n\n", "  ", "\t", "#", "# Week ", "1", "-3", "> ", "```", "<!--", "-->",
     "<details>", "</details>",
     "<summary>", "</summary>", "**", "[", "](", ")", "<", ">", "&#", "x;", "\\", "|", "---\n", "1. ", "☐",
     "\u202e", "\ufe0f", "\u200d",
     "第", "周", "Phase 1", "(Weeks 2-", "a", "é", "<!-- id: a -->", "<!-- checkpoint -->", "Goal: ",
     "title: x\n"],
)  # fmt: skip


@slow
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_mixture_of_signs_survives(text: str):
    """The same for what Markdown and labels are made of, in every wrong place."""
    survives(text.encode(), "a.md")
