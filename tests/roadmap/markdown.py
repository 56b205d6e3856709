"""Random Markdown documents in which it is known which boxes are tasks, and which are not."""

from __future__ import annotations

import re

from hypothesis import strategies as st

TASK = "@@"
"""Stands for the name of a box that must come through; numbered by `numbered`."""
NO_TASK = "nothing to tick here"

WORDS = st.sampled_from(
    [
        "Read", "*Read*", "`code`", "[a page](https://example.org/x)", "日本語", "العربية", "👩‍👩‍👧", "Ü & ü",
        "a_b", "~~old~~",
        "<b>bold</b>", "![alt](x.png)", "&amp;", "\\*", "1.", "https://example.org/a", "e\u0301", "Day 2:",
        "🇩🇪",
    ]
)  # fmt: skip
HEADINGS = st.sampled_from(
    [
        "Week 1", "Week 2: More", "Weeks 3-4", "Semana 2", "第3周", "Month 1", "Day 3", "Phase 1: Start",
        "Phase 2 (Weeks 2-3)",
        "Level 0", "Stage 2 (3 weeks)", "Checklist", "Phase 1 checklist", "Links", "Basics", "🌱 Grow",
        "الأسبوع الأول", "Review",
        "1. Numbered", "(Week 5)", "",
    ]
)  # fmt: skip
MARKERS = st.sampled_from(["- ", "* ", "+ ", "1. ", "1) ", "-   "])
BOXES = st.sampled_from(["[ ]", "[x]", "[X]", "[]", "[  ]", "[✔️]", "[✓]", "☐", "☑"])

Lines = list[str]


def indented(lines: Lines, prefix: str) -> Lines:
    """Lines further in; empty ones stay empty, except in a quote."""
    return [f"{prefix}{line}" if line or ">" in prefix else line for line in lines]


@st.composite
def box(draw: st.DrawFn) -> str:
    """A box with its name and some words around it, on one line."""
    before = draw(st.sampled_from(["", "", "Read ", "👍 ", "**Do** ", "[x](y) ", "كتاب "]))
    return f"{draw(BOXES)} {before}{TASK} {draw(WORDS)}"


@st.composite
def items(draw: st.DrawFn, depth: int) -> Lines:
    """A list: boxes and bullets, with blocks inside them."""
    marker = draw(MARKERS)
    lines: Lines = []
    for _ in range(draw(st.integers(1, 3))):
        head = draw(st.one_of(box(), box(), WORDS.map(lambda word: f"plain {word}"), st.just("### Inside")))
        inside: Lines = []
        if depth and draw(st.booleans()):
            inside = ["", *draw(blocks(depth - 1))] if draw(st.booleans()) else draw(items(depth - 1))
        lines += [f"{marker}{head}", *indented(inside, " " * len(marker))]
    return lines


@st.composite
def fold(draw: st.DrawFn, depth: int) -> Lines:
    """A <details> with a summary; its boxes may stand right under it, where Markdown takes them for HTML."""
    summary = draw(HEADINGS)
    head = [
        "<details>",
        draw(st.sampled_from([f"<summary>{summary}</summary>", f"<summary><h2>{summary}</h2></summary>"])),
    ]
    if draw(st.booleans()):
        return [*head, f"- [ ] {TASK} under HTML", f"- [x] {TASK} again", "</details>"]
    return [*head, "", *draw(blocks(depth - 1)), "", "</details>"]


NO_TASKS = st.sampled_from(
    [
        ["```", f"- [ ] {NO_TASK}", "```"],
        ["~~~ md", "", f"- [x] {NO_TASK}", "~~~"],
        ["<!--", f"- [ ] {NO_TASK}", "", f"- [ ] {NO_TASK}", "-->"],
        ["| a | b |", "| --- | --- |", f"| [ ] | {NO_TASK} |"],
        [f"#### [ ] {NO_TASK}"],
        ["Some words.", "", f"    - [ ] {NO_TASK}"],
        [f"[ ] {NO_TASK}"],
        ["<pre>", f"- [ ] {NO_TASK}", "</pre>"],
        ["Some words."],
        ["---"],
        ["- plain", "- [link](x)", f"- [x](y) {NO_TASK}", f"- ✅ {NO_TASK}"],
        ["**Resource:** A book"],
    ]
)


@st.composite
def headings(draw: st.DrawFn) -> Lines:
    """A heading of any level."""
    return [f"{'#' * draw(st.integers(1, 6))} {draw(HEADINGS)}"]


@st.composite
def blocks(draw: st.DrawFn, depth: int) -> Lines:
    """Some blocks, with an empty line between them."""
    lines: Lines = []
    for _ in range(draw(st.integers(1, 3))):
        kinds = [
            NO_TASKS,
            items(depth),
            headings(),
        ]
        kinds += [HEADINGS.filter(bool).map(lambda words: [f"**{words}**"])]
        if depth:
            kinds += [fold(depth), blocks(depth - 1).map(lambda inside: indented(inside, "> "))]
        lines += [*draw(st.one_of(kinds)), ""]
    return lines


@st.composite
def deep(draw: st.DrawFn) -> Lines:
    """Lists and quotes inside each other, up to 20 deep, with a box on every level of a list."""
    lines: Lines = []
    prefix = ""
    for _ in range(draw(st.integers(1, 20))):
        marker = draw(st.sampled_from(["- ", "* ", "1. ", "> "]))
        if marker == "> ":
            prefix += marker
        else:
            lines.append(f"{prefix}{marker}{draw(box())}")
            prefix += " " * len(marker)
    return lines


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, int]:
    """A document and the number of its tasks, which are called t1x, t2x and so on, in their order."""
    lines: Lines = ["# A list", ""] if draw(st.booleans()) else []
    for _ in range(draw(st.integers(1, 4))):
        lines += [*draw(st.one_of(blocks(3), blocks(2), deep())), ""]
    text, count = numbered("\n".join(lines))
    if draw(st.booleans()):
        text = re.sub(r"(?m)^( {4})+(?=[-*+] \[)", lambda found: "\t" * (len(found[0]) // 4), text)
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))), count


def numbered(text: str) -> tuple[str, int]:
    """The text with its tasks named, and how many there are."""
    parts = text.split(TASK)
    return "".join(part + (f"t{at}x" if at < len(parts) else "") for at, part in enumerate(parts, start=1)), len(
        parts
    ) - 1
