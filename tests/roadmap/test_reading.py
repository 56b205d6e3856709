"""A file becomes a roadmap, or all its faults at once."""

import pytest
import yaml

from bot.roadmap import BadRoadmap, Fault, read_roadmap

GOOD = """\
title: Small
phases:
  - id: one
    title: One
    weeks: 1-4
    blocks:
      - id: a
        title: A
        weeks: 1-2
        tasks:
          - id: t1
            text: Read
      - id: b
        title: B
        weeks: 3-4
        tasks:
          - id: t2
            text: Write
    checkpoint:
      title: End
      items:
        - id: c1
          text: Can write
"""
CHECKPOINT = GOOD[GOOD.index("checkpoint:") : -1]
BLOCK_B = GOOD[GOOD.index("      - id: b") : GOOD.index("    checkpoint:")]
TASK = "phase 1 > week 3-4 > task 1"
PHASE = "phase 1"


def faults(text: str | bytes) -> list[str]:
    """What an author reads about a file."""
    with pytest.raises(BadRoadmap) as caught:
        read_roadmap(text)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]
    return [str(fault).removeprefix("roadmap.yaml:") for fault in caught.value.faults]


@pytest.fixture(params=["libyaml", "pure Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """PyYAML with its C library and without, as on a machine where only the pure one could be built."""
    if request.param == "pure Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    return str(request.param)


UNFIT = (
    "this line does not fit those above it; indent it like its neighbours, "
    "and put a text that contains quotes in other quotes"
)

# What is replaced in GOOD, by what, and the only faults there are then.
BROKEN: dict[str, tuple[str, str, list[str]]] = {
    "link that is no address": (
        "text: Write", "text: Write\n            link: example.org/page",
        [f"19 {TASK}: link should be an address that begins with https:// or http:// and has no spaces"],
    ),
    "link of another kind": (
        "text: Write", "text: Write\n            link: javascript:alert(1)",
        [f"19 {TASK}: link should be an address that begins with https:// or http:// and has no spaces"],
    ),
    "link too long": (
        "text: Write", f"text: Write\n            link: https://example.org/{'x' * 500}",
        [f"19 {TASK}: link has 520 characters, at most 512 are possible; shorten it"],
    ),
    "text that turns direction": (
        "text: Write", "text: Wr\u202eite",
        [f"18 {TASK}: text has the character U+202E, which turns the direction of what follows; remove it"],
    ),
    "milestone without id": (
        "title: Small", "title: Small\nmilestones:\n  - {week: 2, title: M}",
        ["3 milestone 1: id is missing; write for example 'id: attention-paper'"],
    ),
    "milestone with the id of a task": (
        "title: Small", "title: Small\nmilestones:\n  - {id: t1, week: 2, title: M}",
        ["3 milestone 1: id 't1' is already used in line 13; write another one"],
    ),
    "pace too long": (
        "title: Small", "title: Small\npaces:\n  - {name: slow, weeks: 105}",
        ["3 pace 1: weeks should be a whole number from 1 to 104, such as 26, not '105'"],
    ),
    "pace twice": (
        "title: Small", "title: Small\npaces:\n  - {name: fast, weeks: 2}\n  - {name: fast, weeks: 3}",
        ["4 pace 2: name fast is already in line 3; give each pace a name of its own"],
    ),
    "focus on no phase": (
        "title: Small", "title: Small\nfocus_phase: b",
        ["2 roadmap: focus_phase 'b' is no phase; write the id of one, such as one"],
    ),
    "weeks overlap": (
        "weeks: 3-4", "weeks: 2-4",
        ["15 phase 1 > week 2-4: weeks overlap with 'Week 1-2'; start at week 3 or later"],
    ),
    "weeks outside the phase": (
        "weeks: 3-4", "weeks: 4-5",
        ["15 phase 1 > week 4-5: weeks are outside their phase; stay inside weeks 1-4, or widen the phase"],
    ),
    "weeks out of order": (
        "weeks: 1-2", "weeks: 5",
        [
            "9 phase 1 > week 5: weeks are outside their phase; stay inside weeks 1-4, or widen the phase",
            "15 phase 1 > week 3-4: weeks come before 'Week 5'; put the blocks in the order of their weeks",
        ],
    ),
    "weeks backwards": (
        "weeks: 3-4", "weeks: 4-3",
        ["15 phase 1 > block 2: weeks 4-3 should go upwards; write 3-4"],
    ),
    "weeks in words": (
        "weeks: 3-4", "weeks: three and four",
        ["15 phase 1 > block 2: weeks three and four should be written like 1-8, or 9 for a single week"],
    ),
    "weeks too many": (
        "weeks: 1-4", "weeks: 1-400",
        ["5 phase 1: weeks 1-400 should end by week 104; a roadmap has no more weeks than that"],
    ),
    "weeks missing": (
        "        weeks: 3-4\n", "",
        ["13 phase 1 > block 2: weeks is missing; write for example 'weeks: 1-8'"],
    ),
    "weeks empty": (
        "weeks: 3-4", "weeks:",
        ["15 phase 1 > block 2: weeks is empty; write for example 'weeks: 1-8'"],
    ),
    "id used twice": (
        "id: t2", "id: t1",
        [f"17 {TASK}: id 't1' is already used in line 11; write another one"],
    ),
    "id of another kind of part": (
        "id: c1", "id: one",
        ["22 phase 1 > checkpoint > item 1: id 'one' is already used in line 3; write another one"],
    ),
    "id with capitals": (
        "id: t2", "id: Attention Paper",
        [f"17 {TASK}: id 'Attention Paper' should be at most 40 of a-z, 0-9 and '-'; write attention-paper"],
    ),
    "id a number": ("id: t2", "id: 2", [f'17 {TASK}: YAML reads id 2 as a number; put it in quotes: "2"']),
    "text a truth": (
        "text: Write", "text: on",
        [f'18 {TASK}: YAML reads text on as yes or no; put it in quotes: "on"'],
    ),
    "text a date": (
        "text: Write", "text: 2024-01-01",
        [f'18 {TASK}: YAML reads text 2024-01-01 as a date; put it in quotes: "2024-01-01"'],
    ),
    "text a version": (
        "text: Write", "text: 1.0",
        [f'18 {TASK}: YAML reads text 1.0 as a number; put it in quotes: "1.0"'],
    ),
    "text empty": (
        "text: Write", "text: ''",
        [f"18 {TASK}: text is empty; write for example 'text: Read the paper'"],
    ),
    "text too long": (
        "text: Write", "text: " + "x" * 301,
        [f"18 {TASK}: text has 301 characters, at most 300 are possible; shorten it"],
    ),
    "text of two lines": (
        "text: Write", "text: |\n              a\n              b",
        [f"18 {TASK}: text should be one line without control characters"],
    ),
    "text that nobody sees": (
        "text: Write", 'text: "\\u200b"',
        [f"18 {TASK}: text should have at least one visible character"],
    ),
    "text a list": (
        "text: Write", "text: [a]",
        [f"18 {TASK}: text should be one text, not a list; write for example 'text: Read the paper'"],
    ),
    "unknown key": (
        "title: Small", "title: Small\nprojcts: []",
        ["2 roadmap: unknown key 'projcts'; did you mean 'projects'?"],
    ),
    "key like no other": (
        "text: Write", "text: Write\n            zzz: 1",
        [f"19 {TASK}: unknown key 'zzz'; possible here: id, text, link"],
    ),
    "misspelled and so missing": (
        "text: Write", "txt: Write",
        [
            f"17 {TASK}: text is missing; write for example 'text: Read the paper'",
            f"18 {TASK}: unknown key 'txt'; did you mean 'text'?",
        ],
    ),
    "key twice": (
        "title: Small", "title: Small\ntitle: Big",
        ["2 roadmap: 'title' is written twice, first in line 1; keep one"],
    ),
    "key of several words": (
        "title: Small", "title: Small\n? [a, b]\n: c",
        ["2 roadmap: a key should be a single word, followed by ':'"],
    ),
    "task without its keys": (
        "- id: t2\n            text: Write", "- Write",
        [f"17 {TASK}: should have the keys 'id:', 'text:', not be a text"],
    ),
    "tasks not a list": (
        "tasks:\n          - id: t2\n            text: Write", "tasks: Write",
        ["16 phase 1 > week 3-4: tasks should be a list, not a text; start each entry with '- '"],
    ),
    "checkpoint a list": (
        CHECKPOINT, "checkpoint: [x]",
        ["19 phase 1: checkpoint should have the keys 'title:', 'items:', not be a list"],
    ),
    "checkpoint without items": (
        "items:\n        - id: c1\n          text: Can write", "items: []",
        ["21 phase 1 > checkpoint: items is empty; list at least one"],
    ),
    "no phases": (
        GOOD[GOOD.index("phases:") :], "",
        ["1 roadmap: phases is missing; write 'phases:' and below it one '- id:' for each phase"],
    ),
    "no tasks": (
        GOOD[GOOD.index("tasks:") : GOOD.index("    checkpoint:")], "tasks: []\n",
        ["2 roadmap: there is not a single task; give at least one block its tasks"],
    ),
    "project and milestone outside": (
        "title: Small",
        "title: Small\nprojects:\n  - {id: p, title: P, weeks: 3-5}\nmilestones:\n  - {id: m, week: 5, title: M}",
        [
            "3 project 1: weeks 3-5 go beyond the roadmap; end by week 4",
            "5 milestone 1: week 5 is beyond the roadmap; its last week is 4",
        ],
    ),
    "milestone without a number": (
        "title: Small", "title: Small\nmilestones:\n  - {id: m, week: soon, title: M}",
        ["3 milestone 1: week should be a whole number from 1 to 104, such as 8, not 'soon'"],
    ),
    "rhythm": (
        "title: Small",
        """\
title: Small
rhythm:
  - {day: monday, activity: x, hours: 1 h}
  - {day: Tue, activity: x, hours: 25}
  - {day: Tue, activity: x, hours: 1:30}""",
        [
            "3 rhythm row 1: day monday should be one of Mon, Tue, Wed, Thu, Fri, Sat, Sun; write Mon",
            "3 rhythm row 1: hours should be more than 0 and at most 24, such as 1.5, not '1 h'",
            "4 rhythm row 2: hours should be more than 0 and at most 24, such as 1.5, not '25'",
            "5 rhythm row 3: hours should be more than 0 and at most 24, such as 1.5, not '1:30'",
            "5 rhythm row 3: day Tue is already in line 4; write one row a day",
        ],
    ),
    "rhythm empty": (
        "title: Small", "title: Small\nrhythm: []",
        ["2 roadmap: rhythm is empty; list at least one"],
    ),
    "projects empty": (
        "title: Small", "title: Small\nprojects:",
        ["2 roadmap: projects is empty; list something below it, or leave the key out"],
    ),
    "project hours": (
        "title: Small", "title: Small\nproject_hours: 8-6",
        ["2 roadmap: project_hours 8-6 should go upwards; write 6-8"],
    ),
    "command without a slash": (
        "title: Small", "title: Small\nadjustments:\n  - {question: Stuck, answer: Ask, command: stuck}",
        ["3 adjustment 1: command 'stuck' should begin with '/' and a command's name, such as /pace"],
    ),
    "tag": (
        "text: Write", "text: !!str Write",
        [f"18 {TASK}: '!!str' is a YAML tag; remove it, a text needs none"],
    ),
    "tag that would run": (
        "text: Write", "text: !!python/object/apply:os.system [ls]",
        [f"18 {TASK}: '!!python/object/apply:os.system' is a YAML tag; remove it, a text needs none"],
    ),
    "anchor and alias": (
        "text: Write", "text: &w Write\n          - {id: t3, text: *w }",
        [
            f"18 {TASK}: '&w' is a YAML anchor; remove it and write repeated things out",
            "19 phase 1 > week 3-4 > task 2: '*w' refers to another place; write it out here",
        ],
    ),
    "two documents": (
        GOOD, GOOD + "---\n" + GOOD,
        ["24 roadmap: a second document starts here; keep one roadmap in a file and remove '---'"],
    ),
    "colon in a text": (
        "text: Write", "text: Write: more",
        ["18 file: there is one ': ' too many; put the text in quotes, or mend the line above"],
    ),
    "quotes in a text": ("text: Write", 'text: "Scaling" paper', [f"18 file: {UNFIT}"]),
    "quote never closed": (
        "text: Write", 'text: "Write',
        ["18 file: what opens in this line is never closed; close the quote or bracket"],
    ),
    "reserved sign": (
        "text: Write", "text: @home",
        ["18 file: a text cannot begin like this; use no tabs, and put the text in quotes"],
    ),
    "null byte": (
        "text: Write", "text: Wri\0te",
        ["18 file: the character U+0000 cannot stand here; remove it, or save the file as UTF-8"],
    ),
}  # fmt: skip


@pytest.mark.usefixtures("loader")
def test_the_good_file_is_good():
    """What the table breaks is whole before."""
    roadmap = read_roadmap(GOOD)
    assert [task.text for task in roadmap.tasks] == ["Read", "Write"]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("row", BROKEN)
def test_broken(row: str):
    """Exactly these faults: each with its line, its place, and what to write instead."""
    old, new, expected = BROKEN[row]
    assert GOOD.count(old) == 1
    assert faults(GOOD.replace(old, new)) == expected


@pytest.mark.usefixtures("loader")
def test_all_faults_at_once():
    """An author mends a file in one go, however different its faults are."""
    text = """\
title: 2024
assumtion: Three hours a week
phases:
  - id: one
    title: One
    weeks: 1-8
    blocks:
      - id: a
        title: A
        weeks: 8-9
        tasks:
          - id: t1
            text: Read
  - id: two
    title: Two
    weeks: 9-14
    blocks:
      - id: b
        title: B
        weeks: 9-10
        tasks:
          - id: t1
            text: Write
          - id: t2
            text:
"""
    assert faults(text) == [
        '1 roadmap: YAML reads title 2024 as a number; put it in quotes: "2024"',
        "2 roadmap: unknown key 'assumtion'; did you mean 'assumption'?",
        "10 phase 1 > week 8-9: weeks are outside their phase; stay inside weeks 1-8, or widen the phase",
        "20 phase 2 > week 9-10: weeks overlap with 'Week 8-9'; start at week 10 or later",
        "22 phase 2 > week 9-10 > task 1: id 't1' is already used in line 12; write another one",
        "25 phase 2 > week 9-10 > task 2: text is empty; write for example 'text: Read the paper'",
    ]


PHASES_CLASH = GOOD + GOOD[GOOD.index("  - id: one") :].replace("id: ", "id: z-")


def test_phases_follow_each_other():
    """A phase starts after the one before."""
    assert faults(PHASES_CLASH)[0] == (
        "26 phase 2: weeks 1-4 should come after those of the phase before; start at week 5"
    )


NOT_KEYS = "file: the file should have keys such as 'title:' and 'phases:', each at the start of a line"
EMPTY = "1 file: the file is empty; start with 'title:' and 'phases:'"
NOT_UTF8 = "file: the file is not UTF-8 text; save it with the encoding UTF-8"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", EMPTY),
        (b"", EMPTY),
        (" \n\n# only a comment\n", EMPTY),
        ("- title: x\n", f"1 {NOT_KEYS}"),
        ("just words", f"1 {NOT_KEYS}"),
        ("null", f"1 {NOT_KEYS}"),
        ("\n\n42", f"3 {NOT_KEYS}"),
        (GOOD.encode("utf-16"), f"1 {NOT_UTF8}"),
        (GOOD.encode() + b"closing: caf\xe9\n", f"24 {NOT_UTF8}"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", f"1 {NOT_UTF8}"),
        ("\ud800", "1 file: the character U+D800 cannot stand here; remove it, or save the file as UTF-8"),
        ("#" * (2**20 + 1), "1 file: the file has 1,048,577 bytes, at most 1,048,576 are read; shorten it"),
        ("[" * 5000, "1 file: entries are nested too deep; a roadmap has no such levels"),
        ("- x\n" * 60_000, "50000 file: the file has too many entries; a roadmap has at most 2,000 tasks"),
        ("a: &a [x]\nb: [*a]", "1 roadmap: '&a' is a YAML anchor; remove it and write repeated things out"),
    ],
)  # fmt: skip
def test_files_that_are_no_roadmap(text: str | bytes, expected: str):
    """One clear first fault for what is not even a file of keys."""
    assert faults(text)[0] == expected


def test_windows_files_are_read():
    """A byte order mark and carriage returns are how Windows saves text."""
    assert read_roadmap(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == read_roadmap(GOOD)


def many_tasks(count: int) -> str:
    """GOOD with more tasks in its last block."""
    more = "".join(f"          - {{id: m{number}, text: More}}\n" for number in range(count - 2))
    return GOOD.replace("            text: Write\n", f"            text: Write\n{more}")


def test_two_thousand_tasks_and_no_more():
    """The limit itself is allowed, one more is a fault at that task."""
    told = "a roadmap has at most 2,000 tasks, this one has 2,001; leave some out"
    assert len(read_roadmap(many_tasks(2000)).tasks) == 2000
    assert faults(many_tasks(2001)) == [f"2017 phase 1 > week 3-4 > task 2000: {told}"]


def test_two_hundred_blocks_and_no_more():
    """Two hundred blocks cannot fit in 104 weeks; the count is said all the same."""
    more = "".join(f"      - {{id: m{number}, title: M, weeks: 4}}\n" for number in range(199))
    told = faults(GOOD.replace(BLOCK_B, BLOCK_B + more))
    assert [one for one in told if "at most 200 blocks" in one] == [
        "217 phase 1 > week 4: a roadmap has at most 200 blocks, this one has 201; leave some out"
    ]


def test_a_flood_of_faults_ends():
    """Two hundred faults are enough to begin with; the rest is announced."""
    told = faults(GOOD + "".join(f"key{number}: x\n" for number in range(10_000)))
    assert len(told) == 201
    assert told[-1] == "224 file: there are more faults from here on; mend these first"


def test_the_file_goes_by_its_name():
    """Faults begin with the name that the author knows the file by."""
    with pytest.raises(BadRoadmap) as caught:
        read_roadmap("", "piano.yaml")
    assert caught.value.faults == (Fault("piano.yaml", 1, "file", EMPTY.removeprefix("1 file: ")),)
