"""Small checklists as people write them, and what a right import gives; by the command line, as an author meets it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.roadmap import Roadmap, read_roadmap

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "checklists"


def run(*args: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Import a file in a process of its own."""
    command = [sys.executable, "-m", "bot", "import", *map(str, args)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)


def imported(name: str, *args: str) -> tuple[Roadmap, str]:
    """The roadmap of an input, and what was said; twice, to the same bytes."""
    done = run(HERE / name, *args)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == run(HERE / name, *args).stdout
    return read_roadmap(done.stdout), done.stderr.decode()


@dataclass(frozen=True)
class Right:
    """What a right import gives: titles with weeks, weeks of the blocks with their tasks, and what is said."""

    title: str
    phases: dict[str, str]
    blocks: list[tuple[str, int]]
    items: int
    said: tuple[str, ...]


INPUTS: dict[str, Right] = {
    "weeks-in-phases.md": Right(
        "Kitchen garden in twelve weeks",
        {"Soil and plan": "1-4", "Sowing": "5-9", "Harvest": "10-12"},
        [("1", 3), ("2", 2), ("3-4", 2), ("5", 1), ("6-7", 2), ("9", 1), ("10-12", 2)],
        2,
        (
            "10: 2 boxes are ticked, and open for everybody here (lines 10, 11).",
            "36: 2 boxes in code are left out (lines 36, 37).",
            "45: a box in a comment is left out.",
            "55: 2 plain bullets are left out (lines 55, 56).",
        ),
    ),
    "details-and-bullets.md": Right(
        "Repair a bicycle",
        {"Wheels": "1-2", "Drive": "3-5"},
        [("1", 2), ("2", 2), ("3-4", 2), ("5", 2)],
        0,
        (
            "8: 2 boxes are written oddly, and taken (lines 8, 12).",
            "8: 2 boxes are ticked, and open for everybody here (lines 8, 21).",
            "27: 2 boxes stand right under HTML, and are taken (lines 27, 28).",
        ),
    ),
    "one-line-a-week.md": Right(
        "One line a week",
        {"One line a week": "1-5"},
        [("1", 1), ("2", 1), ("3", 1), ("4", 1), ("5", 1)],
        0,
        (
            "1: 4 boxes are written oddly, and taken (lines 1, 2, 4, 6).",
            "3: a box is ticked, and open for everybody here.",
            "5: a box without words is left out.",
        ),
    ),
    "deep-lists.md": Right(
        "Music theory",
        {"Reading": "1", "Rhythm": "2", "Hearing": "3"},
        [("1", 6), ("2", 5), ("3", 2)],
        0,
        ("10: a plain bullet is left out.", "22: a box in a heading is left out."),
    ),
    "meses-y-semanas.md": Right(
        "Cocina para una persona",
        {"Lo básico": "1-9", "Pan": "10-17", "Al final": "18"},
        [("1-2", 4), ("3-8", 2), ("10-13", 3), ("14-17", 1), ("18", 1)],
        1,
        (
            "7: 2 boxes before the first week join the first block (lines 7, 8).",
            "34: a box becomes a checkpoint item.",
            "37: a box after the last week comes behind it.",
        ),
    ),
    "module-weeks.md": Right(
        "书法入门",
        {"楷书": "1-2", "行书": "3-5", "作品": "6-9"},
        [("1", 3), ("2", 2), ("3", 1), ("4-5", 2), ("6-9", 2)],
        0,
        ("3: a table is left out.", "21: the weeks start again here, and are counted on from 3."),
    ),
    "levels-without-weeks.md": Right(
        "Levels without weeks",
        {"Before you start": "1", "Basics": "2", "Games": "3-4"},
        [("1", 2), ("2", 4), ("3", 4), ("4", 1)],
        0,
        (
            "22: a text is longer than 300 characters, and cut.",
            "27: a box stands in a quote, and is taken.",
            "11 tasks, no weeks: spread over 4 weeks, 3 a week; --weeks 40 for another length.",
        ),
    ),
    "own/brot-backen.md": Right(
        "Brot backen (6 Wochen)",
        {"Brot backen (6 Wochen)": "1-6", "Zum Schluss": "7"},
        [("1", 2), ("2", 2), ("3-4", 1), ("6", 4), ("7", 1)],
        0,
        ("22: a box after the last week comes behind it.",),
    ),
    "own/gitara.md": Right("Gitara", {"Gitara": "1-4"}, [("1", 4), ("2-3", 1), ("4", 1)], 0, ()),
    "own/hangul.md": Right("한글 배우기", {"한글 배우기": "1-4"}, [("1", 2), ("2-3", 1), ("4", 1)], 0, ("5: 2 boxes",)),
    "own/khatt.md": Right(
        "تعلّم الخط",
        {"الأساس": "1-2", "النسخ": "3"},
        [("1", 2), ("2", 1), ("3", 1)],
        1,
        ("14: the weeks start again here, and are counted on from 3.", "18: a box becomes a checkpoint item."),
    ),
    "own/phases-from-zero.md": Right(
        "Phases from zero",
        {"Before you begin": "1", "Knots": "2-5", "Wind": "6-7", "Sea": "8"},
        [("1", 1), ("2", 1), ("3", 1), ("5", 1), ("6", 2), ("7", 1), ("8", 1)],
        1,
        (
            "1: the weeks begin at 0 in the file, and are counted from 1.",
            '7: "Week 2" lies inside weeks 2-5: those end before it.',
            "20: a box becomes a checkpoint item.",
            "23: a box after the last week comes behind it.",
        ),
    ),
    "own/thirty-days.txt": Right(
        "Thirty days",
        {"Thirty days": "1-9"},
        [("1", 2), ("2", 1), ("3", 3), ("5-9", 1)],
        0,
        (
            "5: a box in a table is left out: it cannot be ticked.",
            '9: Markdown reads this box as a part of the line above: begin it with "- ", after an empty line.',
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_gives_what_it_should(name: str):
    """Title, phases, blocks, weeks and remarks, as counted by hand."""
    right = INPUTS[name]
    roadmap, said = imported(name)
    assert roadmap.title == right.title
    assert {phase.title: str(phase.weeks) for phase in roadmap.phases} == right.phases
    assert [(str(block.weeks), len(block.tasks)) for block in roadmap.blocks] == right.blocks
    assert len(roadmap.items) == right.items
    assert [line for line in right.said if line not in said] == []


def texts(name: str) -> list[str]:
    """What the tasks of an input say."""
    return [task.text for task in imported(name)[0].tasks]


def test_a_plan_in_phases():
    """Goal, checkpoint, links; the tick of an author is nobody's."""
    roadmap, _ = imported("weeks-in-phases.md")
    assert roadmap.phases[0].goal == "A bed that is ready to sow"
    assert [phase.checkpoint.title for phase in roadmap.phases if phase.checkpoint] == ["Phase 1 checklist"]
    assert [item.text for item in roadmap.items] == ["The plan fits on one page", "The heap is warm inside"]
    assert {task.text: task.link for task in roadmap.tasks if task.link} == {
        "Read a page on soil types": "https://example.org/soil"
    }


def test_deep_lists():
    """What says nothing alone has its parent before it, and equal texts have ids of their own."""
    roadmap, _ = imported("deep-lists.md")
    said = [task.text for task in roadmap.tasks]
    assert said[:6] == [
        "Clefs:",
        "Treble clef (video)",
        "Bass clef (video)",
        "Note values",
        "Note values: 1-4",
        "Note values: 5-8",
    ]
    assert said[6:] == [
        "Clap in two",
        "Clap in three",
        "Note values",
        "Note values: 1-4",
        "with rests",
        "Sing a third",
        "Sing a fourth",
    ]
    assert len({task.id for task in roadmap.tasks}) == 13
    assert not {"Note values: 1-4: with rests", "Hearing"} & set(said)


def test_wrapped_and_long_lines():
    """A wrapped line is part of a text, an address on a line of its own is its link; a long text is cut at a word."""
    roadmap, _ = imported("levels-without-weeks.md")
    said = {task.text: task for task in roadmap.tasks}
    assert said["Forks"].link == "https://example.org/forks"
    assert {"Pins and skewers", "a board Solve one page of puzzles", "Teach a friend"} <= set(said)
    long, short = (task for task in roadmap.tasks if task.text.startswith("Write your own notes"))
    assert len(long.text) <= 300
    assert long.text.endswith("which of your habits showed again, and one sentence that you want to…")
    assert short.text == "Write your own notes to three of them"
    assert long.id != short.id


def test_a_day_inside_a_week_is_only_words():
    """第1天 stays with its task."""
    assert texts("module-weeks.md")[:3] == ["第1天：握笔", "第2天：横画", "第3天：竖画"]


def test_one_section():
    """--section takes what stands under one heading, with its title."""
    roadmap, _ = imported("deep-lists.md", "--section", "rhythm")
    assert (roadmap.title, len(roadmap.tasks)) == ("Rhythm", 5)


def test_a_name_days_and_a_length():
    """What is said beside the file."""
    roadmap, said = imported(
        "deep-lists.md", "--name", "Notes", "--weeks", "6", "--days", "tue", "Sunday", "--hours", "1", "0.5"
    )
    assert (roadmap.title, roadmap.weeks_total) == ("Notes", 6)
    assert [(row.day, row.hours) for row in roadmap.rhythm] == [("Tue", 1), ("Sun", 0.5)]
    assert "Study days: Tue 1 h, Sun 0.5 h, 1.5 h a week." in said


def test_bullets_are_tasks_when_asked_for():
    """A plan in plain bullets."""
    roadmap, _ = imported("nothing-to-tick.md", "--bullets")
    assert [task.text for task in roadmap.tasks] == ["Day 4: Hands", "Day 5: Faces [x]", "✅ Day 6: Rest"]


def test_nothing_to_tick():
    """Refused: nothing on standard output; what a task looks like, and what is nearly one."""
    done = run(HERE / "nothing-to-tick.md")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [
        'nothing-to-tick.md: no checkbox in it. A task is a line such as "- [ ] Read chapter 1".',
        'Line 14 lacks "- ".',
        'Line 16 lacks a space after "-".',
        "3 boxes stand in a table, which cannot be ticked.",
        "3 plain bullets; --bullets takes them as tasks.",
    ]


def test_a_new_version_goes_onto_the_old_one(tmp_path: Path):
    """--onto keeps ids, shows the diff, and asks; --same answers. The same file again changes nothing."""
    text = (HERE / "weeks-in-phases.md").read_text("utf-8")
    old, new, mine = tmp_path / "old.yaml", tmp_path / "new.md", tmp_path / "mine.md"
    mine.write_text(text, "utf-8")
    old.write_bytes(run(mine).stdout)
    again = run(mine, "--onto", old)
    assert again.stdout == old.read_bytes()
    assert again.stderr.decode().splitlines()[-1] == "No change."
    new.write_text(
        text.replace("Choose *two* beds", "Choose two large beds").replace("- [ ] Sow lettuce\n", "- [ ] Sow kale\n"),
        "utf-8",
    )
    done = run(new, "--onto", old)
    assert done.stderr.decode().splitlines()[-6:] == [
        "2 added, 2 removed.",
        "+ Choose two large beds",
        "+ Sow kale",
        "- Choose two beds",
        "- Sow lettuce",
        "Line 12: is “Choose two large beds” the old “Choose two beds”? It counts as new; "
        "if it is, add --same choose-two-beds=choose-two-large-beds",
    ]
    answered = run(new, "--onto", old, "--same", "choose-two-beds=choose-two-large-beds")
    assert b"- id: choose-two-beds\n            text: Choose two large beds\n" in answered.stdout
    wrong = run(new, "--onto", old, "--same", "nothing=sow-kale")
    assert (wrong.returncode, wrong.stdout) == (1, b"")


def test_what_cannot_be_read_or_makes_no_sense():
    """A sentence and exit code 2, as for every command."""
    missing = run("nowhere.md")
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert missing.stderr.decode() == "Cannot read nowhere.md: No such file or directory.\n"
    for option, value in (("--days", "Someday"), ("--weeks", "105"), ("--hours", "25"), ("--same", "one")):
        done = run(HERE / "deep-lists.md", option, value)
        assert (done.returncode, done.stdout) == (2, b"")
        assert value in done.stderr.decode().splitlines()[-1]
