"""The importer's rules, one by one, as tables."""

from __future__ import annotations

import pytest

from bot.roadmap import BadRoadmap, Roadmap
from bot.roadmap.changes.ids import Names, same, slug
from bot.roadmap.files.checklist.labels import length_in, read_heading
from bot.roadmap.files.checklist.words import cut
from bot.roadmap.files.from_checklist import Imported, Refused, Wishes, import_file, study_days


def read(text: str, name: str = "plan.md", wishes: Wishes | None = None) -> Imported:
    """A file's import."""
    return import_file(text.encode(), name, wishes)


def blocks(text: str) -> list[tuple[str, str, list[str]]]:
    """The blocks of a file: weeks, title, what their tasks say."""
    return [(str(block.weeks), block.title, [task.text for task in block.tasks]) for block in read(text).roadmap.blocks]


# --- labels


@pytest.mark.parametrize(
    ("heading", "unit", "first", "last"),
    [
        ("Week 1: Look", "week", 1, 1),
        ("Weeks 3–4", "week", 3, 4),
        ("Week 3~5: Chain", "week", 3, 5),
        ("Week 3 to Week 4", "week", 3, 4),
        ("Week9", "week", 9, 9),
        ("W01 Start", "week", 1, 1),
        ("WEEK ONE", "week", 1, 1),
        ("Week 33+", "week", 33, 33),
        ("Week -3", "week", -3, -3),
        ("Week-3", "week", 3, 3),
        ("1. Week 3: x", "week", 3, 3),
        ("🌱 Week 2", "week", 2, 2),
        ("Semana 1–2: Arroz", "week", 1, 2),
        ("Semaine 3", "week", 3, 3),
        ("1. Woche: Suppen", "week", 1, 1),
        ("Woche 2", "week", 2, 2),
        ("неделя 4", "week", 4, 4),
        ("4-я неделя", "week", 4, 4),
        ("第1周", "week", 1, 1),
        ("第十二周", "week", 12, 12),
        ("第2～3周", "week", 2, 3),
        ("第1週", "week", 1, 1),
        ("2週目", "week", 2, 2),
        ("1주차", "week", 1, 1),
        ("제4주: 받침", "week", 4, 4),
        ("الأسبوع الأول", "week", 1, 1),
        ("الأسبوع الثاني عشر", "week", 12, 12),
        ("Hafta 3", "week", 3, 3),
        ("Tuần 2", "week", 2, 2),
        ("Foundations (Weeks 1–8)", "week", 1, 8),
        ("Foundations – Weeks 1-8", "week", 1, 8),
        ("Phase 2, Weeks 5-6: Wind", "week", 5, 6),
        ("Month 2: Week 5", "week", 5, 5),
        ("Mes 3: Masa", "month", 3, 3),
        ("Lo básico (Meses 1-2)", "month", 1, 2),
        ("第1个月", "month", 1, 1),
        ("Day 12", "day", 12, 12),
        ("Día 3", "day", 3, 3),
        ("第1天：握笔", "day", 1, 1),
        ("3일차", "day", 3, 3),
    ],
)
def test_labels(heading: str, unit: str, first: int, last: int):
    """A word of the table with a number, at the head, in brackets or at the end."""
    label = read_heading(heading).label
    assert label is not None
    assert (label.unit, label.first, label.last) == (unit, first, last)


@pytest.mark.parametrize(
    ("heading", "weeks"),
    [
        ("Basics (4 weeks)", 4),
        ("7 Wochen", 7),
        ("8 周路线", 8),
        ("作品（4周）", 4),
        ("2 months", 9),
        ("30 days", 5),
        ("3-4 weeks", 4),
        ("周一", None),
        ("Kitchen garden in twelve weeks", None),
        ("Monday", None),
        ("3 March", None),
        ("2026-03-04", None),
        ("W3C standards", None),
        ("Weekly review", None),
        ("Part-time", None),
    ],
)
def test_lengths_and_dates_are_no_labels(heading: str, weeks: int | None):
    """A number before its unit is how long something takes; calendar dates and weekdays are words."""
    assert read_heading(heading).label is None
    assert length_in(heading) == weeks


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("Phase 1: Foundations (Weeks 1–8)", 1, "Foundations"),
        ("## Level 0 – Before you start", 0, "Before you start"),
        ("🔧 Stage 1: Wheels (Weeks 1-2)", 1, "Wheels"),
        ("Part II: More", 2, "More"),
        ("Part B. More", 2, "More"),
        ("Fase 1: Lo básico", 1, "Lo básico"),
        ("第三部分：作品（4周）", 3, "作品"),
        ("Этап 2. Дальше", 2, "Дальше"),
        ("2단계: 문장", 2, "문장"),
        ("المرحلة الثانية: النسخ", 2, "النسخ"),
        ("3. Phase: Review", 3, "Review"),
    ],
)
def test_phases_lose_their_numbers(heading: str, number: int, title: str):
    """Named phases in many languages; numbers and labels leave the title."""
    phases = read(f"{heading if heading.startswith('#') else f'## {heading}'}\n- [ ] a\n").roadmap.phases
    named = read_heading(heading.removeprefix("## ")).phase
    assert named is not None
    assert named.number == number
    assert [phase.title for phase in phases] == [title]


# --- when


PLACED = {
    "months are 52 weeks a year": (
        "## Month 1\n- [ ] a\n## Month 2\n- [ ] b\n## Month 12\n- [ ] c",
        [("1-4", ["a"]), ("5-9", ["b"]), ("49-52", ["c"])],
    ),
    "running days": ("- [ ] Day 1: a\n- [ ] Day 7: b\n- [ ] Day 8: c", [("1", ["Day 1: a",
    "Day 7: b"]), ("2", ["Day 8: c"])]),
    "from 0": ("## Week 0\n- [ ] a\n## Week 1\n- [ ] b", [("1", ["a"]), ("2", ["b"])]),
    "from -3": ("## Week -3\n- [ ] a\n## Week 1\n- [ ] b", [("1", ["a"]), ("5", ["b"])]),
    "from 73": ("## Week 73\n- [ ] a\n## Week 75\n- [ ] b", [("1", ["a"]), ("3", ["b"])]),
    "a first week without tasks": ("## Week 1: Rest\n## Week 2\n- [ ] a", [("2", ["a"])]),
    "free weeks": ("## Week 1\n- [ ] a\n## Week 4\n- [ ] b", [("1", ["a"]), ("4", ["b"])]),
    "counted on": (
        "## Part 1\n### Week 1\n- [ ] a\n### Week 2\n- [ ] b\n## Part 2\n### Week 1\n- [ ] c",
        [("1", ["a"]), ("2", ["b"]), ("3", ["c"])],
    ),
    "weeks of a month": (
        "## Month 1\n### Week 1\n- [ ] a\n## Month 2\n### Week 1\n- [ ] b\n### Week 4\n- [ ] c",
        [("1", ["a"]), ("5", ["b"]), ("8", ["c"])],
    ),
    "the narrower decides": (
        "## Weeks 1-4: all\n- [ ] a\n## Week 2\n- [ ] b\n## Week 5\n- [ ] c",
        [("1", ["a"]), ("2", ["b"]), ("5", ["c"])],
    ),
    "the later begins after the earlier": (
        "## Weeks 1-4\n- [ ] a\n## Weeks 3-6\n- [ ] b",
        [("1-4", ["a"]), ("5-6", ["b"])],
    ),
    "backwards": ("## Week 3\n- [ ] a\n## Week 2\n- [ ] b\n## Week 4\n- [ ] c", [("2", ["a",
    "b"]), ("3", ["c"])]),
    "one week twice": ("## Week 1: x\n- [ ] a\n## Week 1: y\n- [ ] b", [("1", ["a", "b"])]),
    "another week's words": (
        "## Week 1\n- [ ] a\n## Week 2\n- [ ] Week 1 again",
        [("1", ["a"]), ("2", ["Week 1 again"])],
    ),
    "lengths, then weeks of a part": (
        "## Part 1 (2 weeks)\n- [ ] a\n## Part 2 (4 weeks)\n- [ ] Week 1: b\n- [ ] Week 3: c\n"
        "## Part 3 (1 week)\n- [ ] d",
        [("1-2", ["a"]), ("3", ["Week 1: b"]), ("5", ["Week 3: c"]), ("6", ["d"])],
    ),
    "a look back in its week": (
        "## Week 1\n- [ ] a\n- [ ] Week 1 retrospective\n## Week 2\n- [ ] Week 2: b\n- [ ] c",
        [("1", ["a", "Week 1 retrospective"]), ("2", ["Week 2: b", "c"])],
    ),
    "tasks that share a phase's weeks": (
        "## Phase 1 (Weeks 1-4)\n- [ ] Week 1: a\n  - [ ] more\n- [ ] Weeks 2-4: c",
        [("1", ["Week 1: a", "more"]), ("2-4", ["Weeks 2-4: c"])],
    ),
    "a phase's own weeks, shared by its sections": (
        "## Phase 1 (Weeks 1-4)\n### A\n- [ ] a\n### B\n- [ ] b\n- [ ] c\n- [ ] d\n## Phase 2 (Weeks 5-6)\n- [ ] e",
        [("1", ["a"]), ("2-4", ["b", "c", "d"]), ("5-6", ["e"])],
    ),
    "a phase without weeks takes the free ones": (
        "## Phase 1\n### Week 1\n- [ ] a\n## Phase 2\n- [ ] b\n## Phase 3\n### Week 4\n- [ ] c",
        [("1", ["a"]), ("2-3", ["b"]), ("4", ["c"])],
    ),
    "behind the last week": (
        "## Week 1\n- [ ] a\n## More\n- [ ] b\n## Most\n- [ ] c",
        [("1", ["a"]), ("2", ["b"]), ("3", ["c"])],
    ),
    "5 a week": ("\n".join(f"- [ ] {at}x" for at in range(11)), [("1-3", [f"{at}x" for at in range(11)])]),
    "hardly dated": (
        "## Week 1\n- [ ] a\n## Other\n" + "\n".join(f"- [ ] {at}x" for at in range(5)),
        [("1", ["a"]), ("2", [f"{at}x" for at in range(5)])],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PLACED)
def test_weeks(kind: str):
    """Which weeks every box comes to."""
    text, right = PLACED[kind]
    assert [(weeks, tasks) for weeks, _, tasks in blocks(text)] == right


def test_a_phases_end():
    """A heading that says so, at the end of a phase; elsewhere its boxes are tasks, as nothing may change its place."""
    ends = "## Phase 1\n### Week 1\n- [ ] a\n### Checklist\n- [ ] b\n## Phase 2\n### Week 2\n- [ ] c"
    assert [item.text for item in read(ends).roadmap.items] == ["b"]
    amid = "## Phase 1\n### Week 1\n- [ ] a\n### Checklist\n- [ ] b\n### Week 2\n- [ ] c"
    assert not read(amid).roadmap.items
    assert [tasks for _, _, tasks in blocks(amid)] == [["a", "b"], ["c"]]
    own = "## Phase 1\n### Week 1\n- [ ] a\n## Phase 1 checklist\n- [ ] b\n## Daily checklist\n- [ ] c"
    assert [item.text for item in read(own).roadmap.items] == ["b"]
    assert [phase.title for phase in read(own).roadmap.phases] == ["Phase 1", "Daily checklist"]
    title = "## Phase 1\n### Week 1\n- [ ] a\n## Phase 2: Review\n### Week 2\n- [ ] c"
    assert [phase.title for phase in read(title).roadmap.phases] == ["Phase 1", "Review"]


def test_fields():
    """Goal, Resource, Critical and Deliverable lines fill their fields, as bullets or on lines of their own."""
    head = "## Phase 1: A (Week 1)\n**Goal:** Be *ready*\n### Week 1\n- [ ] a\n"
    lines = "- **Resource:** [A book](https://x.org)\n\nCritical: start\n**Deliverable:** A page"
    phase = read(head + lines).roadmap.phases[0]
    block = phase.blocks[0]
    assert (phase.goal, block.resource, block.critical, block.deliverable) == ("Be ready", "A book", "start", "A page")


def test_fields_right_below_a_task():
    """Markdown takes a line without a gap before it for a part of the task; its words say that it is a field."""
    text = (
        "## Phase 1: A (Week 1)\n- [ ] a\n**Goal:** Be *ready*\n"
        "### Week 1\n- [ ] b\nand c\n**Resource:** A book\nand more\n"
        "Critical: start\n- [ ] Note: read\n  Today: twice\n"
    )
    phase = read(text).roadmap.phases[0]
    (block,) = phase.blocks
    assert (phase.goal, block.resource, block.critical) == ("Be ready", "A book and more", "start")
    assert [task.text for task in block.tasks] == ["a", "b and c", "Note: read Today: twice"]


TITLES = {
    "# A list\n- [ ] a": "A list",
    "---\ntitle: From the front\n---\n# Other\n- [ ] a": "From the front",
    "# Week 1\n- [ ] a": "My plan",
    "# Phase 1: X\n- [ ] a": "My plan",
    "# One\n- [ ] a\n# Two\n- [ ] b": "My plan",
    "# Title\n# One\n- [ ] a\n# Two\n- [ ] b": "Title",
    "- [ ] a": "My plan",
    '<h1 align="center">In HTML</h1>\n\n- [ ] a': "In HTML",
}


@pytest.mark.parametrize("text", TITLES)
def test_titles(text: str):
    """Front matter, the first h1 if it is one, else the file's name."""
    assert read(text, "my-plan.md").roadmap.title == TITLES[text]


# --- words and links


@pytest.mark.parametrize(
    ("written", "text", "link"),
    [
        ("Read *all* of `it` &amp; more", "Read all of it & more", None),
        (
            "[A page](https://example.org/a) and [another](https://example.org/b)",
            "A page and another",
            "https://example.org/a",
        ),
        ("See https://www.example.org/a/b/?c=d#e.", "See www.example.org/a/b.", "https://www.example.org/a/b/?c=d#e"),
        ("<https://example.org/a>", "example.org/a", "https://example.org/a"),
        ("[](https://example.org/a)", "example.org/a", "https://example.org/a"),
        ("[local](notes.md) [mail](mailto:a@b.c)", "local mail", None),
        ("[bad](javascript:alert)", "bad", None),
        ("[named][page]\n\n[page]: https://example.org/p", "named", "https://example.org/p"),
        ("![a board](b.png) Solve<br>and more", "a board Solve", None),
        ("one  \n  two", "one", None),
        ("one\n  two", "one two", None),
        ("x\u202ey\u2066z\u200fa", "xyz\u200fa", None),
        (f"[long](https://example.org/{'a' * 600})", "long", None),
    ],
)
def test_words_and_links(written: str, text: str, link: str | None):
    """The words as a reader sees them; the first web address is the link."""
    task = read(f"- [ ] {written}").roadmap.tasks[0]
    assert (task.text, task.link) == (text, link)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three four", 15, "one two three…"),
        ("aaaaaaaaaa", 5, "aaaa…"),
        ("aae\u0301e\u0301", 5, "aae\u0301…"),
        ("aa👩\u200d👩\u200d👧", 5, "aa…"),
        ("a🇩🇪🇫🇷", 4, "a…"),
    ],
)
def test_texts_are_cut_at_words_and_never_inside_a_character(text: str, most: int, short: str):
    """A family of emoji or a letter with its mark is one character to its reader."""
    assert cut(text, most) == short


# --- ids


def test_ids_of_words():
    """Short, readable, without small words; a hash where there are no ASCII letters."""
    assert slug("Take a sample from each of the beds") == "take-sample-each-beds"
    assert slug("Évaluer l'été") == "evaluer-lete"
    assert slug("Das Donaudampfschifffahrtsgesellschaftskapitän") == "das"
    assert slug("第1天") == slug("第１天")
    assert slug("握笔").startswith("t-")
    assert same("Read (again): C++!") == ("read", "again", "c++")


def test_an_id_is_never_given_twice():
    """Taken is taken: then comes a word from around, then a number; words of the bot's own are never ids."""
    names = Names(["read"])
    assert [names.made("Read", ["The soil"]) for _ in range(3)] == ["soil-read", "soil-read-2", "soil-read-3"]
    assert names.made("All") != "all"
    assert len(names.made("x" * 50, ["y" * 50])) <= 40


# --- refusals


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "104 weeks": (
        "plan.md",
        b"## Week 1\n- [ ] a\n\n## Week 143: Late\n- [ ] b",
        'plan.md:4 "Week 143": a roadmap holds at most 104 weeks.',
    ),
    "PDF": ("plan.md", b"%PDF-1.7 ...", "plan.md looks like a PDF; save its text as a Markdown file."),
    "zip": ("plan.md", b"PK\x03\x04...",
    "plan.md looks like a zip or office file; unpack it, or save its text as a Markdown file."),
    "web page": (
        "plan.md",
        b"<!DOCTYPE html><html>",
        "plan.md looks like a web page; what is wanted is the raw file (on GitHub: the button Raw).",
    ),
    "notebook": (
        "plan.md",
        b'{"cells": [], "nbformat": 4}',
        "plan.md looks like a notebook; what is wanted is a Markdown file: export it as one.",
    ),
    "UTF-16": ("plan.md", "- [ ] a".encode("utf-16"), "plan.md is UTF-16; save it with the encoding UTF-8."),
    "not UTF-8": ("plan.md", b"a\n- [ ] \xff",
    "plan.md:2: this line is not UTF-8; save the file with the encoding UTF-8."),
    "NUL": ("plan.md", b"a\n\0",
    "plan.md:2: a NUL character stands here, so this is no text; save it as UTF-8 text."),
    "large": ("plan.md", b"x" * 3_145_728,
    "plan.md has 3,145,728 bytes, at most 1,048,576 are read; shorten it."),
    "another kind": ("plan.docx", b"x",
    "plan.docx: only Markdown (.md, .markdown, .txt) and .yaml files can be imported."),
    "deep": ("plan.md", b">" * 200 + b"- [ ] a",
    "plan.md:1: the lists are nested deeper than 50 levels; take some levels out."),
    "nothing": ("plan.md", b"", 'plan.md: no checkbox in it. A task is a line such as "- [ ] Read chapter 1".'),
    "in code": (
        "plan.md",
        b"```\n- [ ] a\n```\n- b",
        'plan.md: no checkbox in it. A task is a line such as "- [ ] Read chapter 1".\n1 box stands in code.\n'
        "1 plain bullet; --bullets takes it as a task.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_refusals(kind: str):
    """One sentence for each, with what to do."""
    name, data, sentence = REFUSED[kind]
    with pytest.raises(Refused) as refused:
        import_file(data, name)
    assert str(refused.value) == sentence


def test_too_many_tasks():
    """The sections that would do are named, the largest first."""
    text = "".join(
        f"## {name}\n" + f"- [ ] {name} task\n" * count for name, count in (("A", 700), ("B", 900), ("C", 401))
    )
    with pytest.raises(Refused) as refused:
        read(text)
    assert str(refused.value) == (
        "plan.md: 2,001 tasks; a roadmap holds at most 2,000. "
        'Import one section: --section "…" (the largest: "B" 900, "A" 700, "C" 401).'
    )
    assert len(read(text, wishes=Wishes(section="b")).roadmap.tasks) == 900
    with pytest.raises(Refused, match=r'no section "D" with tasks in it\. There are: "A", "B", "C"'):
        read(text, wishes=Wishes(section="D"))


def test_yaml_is_checked_as_it_always_was():
    """Faults with their lines; a good one is taken with its ids."""
    with pytest.raises(BadRoadmap, match=r"plan\.yaml:1 roadmap: phases is missing"):
        read("title: x\n", "plan.yaml")
    block = "{id: b, title: b, weeks: 1, tasks: [{id: t, text: t}]}"
    good = f"title: x\nphases: [{{id: p, title: p, weeks: 1, blocks: [{block}]}}]"
    found = read(good, "plan.yaml", Wishes(name="Mine"))
    assert (found.roadmap.title, found.given) == ("Mine", {"p", "b", "t"})


def test_study_days():
    """One number of hours for all, or one for each; each day once."""
    assert [(row.day, row.hours) for row in study_days(["Sat", "Tue"], [2])] == [("Tue", 2), ("Sat", 2)]
    assert [row.hours for row in study_days([], [1, 2, 3])] == [1, 2, 3]
    with pytest.raises(Refused, match="2 study days and 3 hours"):
        study_days(["Mon", "Tue"], [1, 2, 3])
    with pytest.raises(Refused, match="named twice"):
        study_days(["Mon", "Mon"], [1])


def test_what_stands_beside_is_kept_by_the_next_version():
    """Ticks of the author are known by id; study days of the file are those of the roadmap."""
    found = read("---\nrhythm: [{day: Fri, activity: Play, hours: 2}]\nprojects: 3\n---\n- [x] a\n- [ ] b")
    roadmap: Roadmap = found.roadmap
    assert (roadmap.rhythm[0].day, roadmap.projects) == ("Fri", ())
    assert found.ticked == {roadmap.tasks[0].id}
    assert [str(remark) for remark in found.remarks if "projects" in remark.sentence]


def test_a_checkpoint_ends_its_phase_in_a_file_without_weeks_too():
    """It is no block of its own and takes no week; alone in a phase it is one."""
    basics = "## Basics\n### Setup\n- [ ] Install it\n### Checkpoint\n- [ ] Explain it\n"
    text = f"# Rust\n{basics}## Async\n### Checkpoint\n- [ ] Test\n"
    first, second = read(text).roadmap.phases
    assert [task.text for block in first.blocks for task in block.tasks] == ["Install it"]
    assert first.checkpoint is not None
    assert [item.text for item in first.checkpoint.items] == ["Explain it"]
    assert [task.text for block in second.blocks for task in block.tasks] == ["Test"]
    assert second.checkpoint is None
