"""roadmap.yaml says everything that the written roadmap says, in its words and its order.

The source is read here line by line, without the bot's own reader, and no line of it may stay unread.
"""

import re
from pathlib import Path

from bot.roadmap import Roadmap, counts, read_roadmap

HERE = Path(__file__).parent
SOURCE = (HERE / "source.md").read_text("utf-8")
YAML = (HERE.parents[1] / "roadmap.yaml").read_text("utf-8")
ROADMAP = read_roadmap(YAML)

Texts = list[tuple[str, ...]]

LINES = {
    "title": r"# (.+)",
    "assumption": r"(This roadmap assumes .+)",
    "phase": r"## Phase (\d): (.+) \(Weeks (\d+-\d+)\)",
    "goal": r"\*\*Goal:\*\* (.+)",
    "block": r"### Week (\d+-\d+): (.+)",
    "box": r"- \[ \] (.+)",
    "resource": r"- \*\*Resource:\*\* (.+)",
    "critical": r"- \*\*Critical:\*\* (.+)",
    "deliverable": r"- \*\*Deliverable:\*\* (.+)",
    "checkpoint": r"\*\*(.+ Checkpoint):\*\*",
    "hours": r"\*\*Recommended Schedule \((\S+) hours/week\):\*\*",
    "rhythm": r"\| (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \| (.+) \| (\S+) hr \|",
    "project hours": r"\*\*During Project Phases:\*\* Scale to (\S+) hours/week",
    "milestone": r"\| (\d+) \| (.+) \|",
    "adjustment": r"- \*\*(.+)\*\* (.+)",
    "closing": r"\*(Track .+)\*",
}
FURNITURE = {
    "",
    "---",
    "## Weekly Rhythm",
    "| Day | Activity | Time |",
    "|-----|----------|------|",
    "## Milestones",
    "| Week | Milestone |",
    "|------|-----------|",
    "## Adjustments",
}


def source_texts() -> Texts:
    """Every text of the source, with what it is, in order."""
    texts: Texts = []
    for line in SOURCE.splitlines():
        if line in FURNITURE:
            continue
        found = ((kind, re.fullmatch(pattern, line)) for kind, pattern in LINES.items())
        texts.append(next(((kind, *match.groups()) for kind, match in found if match), ("unread", line)))
    return texts


def roadmap_texts(roadmap: Roadmap) -> Texts:
    """Every text of the model, in the source's order."""
    texts: Texts = [("title", roadmap.title), ("assumption", roadmap.assumption or "")]
    for number, phase in enumerate(roadmap.phases, start=1):
        texts += [("phase", str(number), phase.title, str(phase.weeks)), ("goal", phase.goal or "")]
        for block in phase.blocks:
            texts.append(("block", str(block.weeks), block.title))
            texts += [("box", task.text) for task in block.tasks]
            lines = {"resource": block.resource, "critical": block.critical, "deliverable": block.deliverable}
            texts += [(kind, text) for kind, text in lines.items() if text]
        if phase.checkpoint:
            texts.append(("checkpoint", phase.checkpoint.title))
            texts += [("box", item.text) for item in phase.checkpoint.items]
    texts.append(("hours", f"{roadmap.hours_in(1):g}"))
    texts += [("rhythm", day.day, day.activity, f"{day.hours:g}") for day in roadmap.rhythm]
    texts.append(("project hours", str(roadmap.project_hours)))
    texts += [("milestone", str(milestone.week), milestone.title) for milestone in roadmap.milestones]
    texts += [("adjustment", one.question, one.answer) for one in roadmap.adjustments]
    return [*texts, ("closing", roadmap.closing or "")]


def test_not_one_word_drifts():
    """The same texts in the same order, and no line of the source left over."""
    assert roadmap_texts(ROADMAP) == source_texts()


def test_projects_are_named_as_in_the_source():
    """The source names each project where it starts or ends: 'Project 2 (Mini-RLHF)'."""
    named = re.findall(r"(?:Start|Complete) Project (\d) \((.+)\)", SOURCE)
    assert [(str(n), one.title) for n, one in enumerate(ROADMAP.projects, start=1)] == named


def test_projects_span_from_their_start_to_their_milestone():
    """A project starts with the block that says so and ends with its milestone; the sixth is inferred."""
    starts: dict[str, str] = {}
    week = ""
    for line in SOURCE.splitlines():
        if heading := re.match(r"### Week (\d+)-", line):
            week = heading[1]
        elif start := re.search(r"Start Project (\d)", line):
            starts[start[1]] = week
    ends = {number: week for week, number in re.findall(r"\| (\d+) \| Project (\d) complete", SOURCE)}
    assert "6" not in starts
    starts["6"] = "35"
    spans = {str(number): str(one.weeks) for number, one in enumerate(ROADMAP.projects, start=1)}
    assert spans == {number: f"{starts[number]}-{ends[number]}" for number in sorted(ends)}
    assert re.search(r"# .*project 6.*inferred.*\n  - id: p6-capstone\n", YAML)


def test_the_source_counts():
    """The numbers that the bot shows are those of the source."""
    assert counts(ROADMAP) == (
        "5 phases, 18 blocks, 70 tasks, 18 checkpoint items in 5 checkpoints, "
        "3 rhythm rows, 6 projects, 7 milestones, 4 adjustments"
    )
    kinds = [kind for kind, *_ in source_texts()]
    assert (kinds.count("phase"), kinds.count("block"), kinds.count("box")) == (5, 18, 70 + 18)


def test_each_adjustment_has_its_command():
    """The advice can be followed with one command."""
    assert [(one.question, one.command) for one in ROADMAP.adjustments] == [
        ("Already strong on foundations?", "/start phase:"),
        ("Limited time?", "/pace focus:"),
        ("Want to go faster?", "/pace preset:4 months"),
        ("Got stuck?", "/stuck"),
    ]


def test_published_ids_stay():
    """Ticks are stored by id, so one that goes takes progress with it. New ones are added to ids.txt."""
    ids = [
        *(phase.id for phase in ROADMAP.phases),
        *(block.id for block in ROADMAP.blocks),
        *(task.id for task in ROADMAP.tasks),
        *(item.id for item in ROADMAP.items),
        *(project.id for project in ROADMAP.projects),
    ]
    assert sorted(ids) == (HERE / "ids.txt").read_text("utf-8").split()
