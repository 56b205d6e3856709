"""Random roadmaps that keep every rule, with texts that look like labels, boxes and Markdown."""

from __future__ import annotations

from itertools import count
from typing import Any, cast

from hypothesis import strategies as st
from pydantic import ValidationError

from bot.roadmap import Roadmap

HARD = st.sampled_from(
    [
        "Week 3", "Weeks 1-2: Look", "(Week 4)", "Phase 2: More (Weeks 3-4)", "Checklist",
        "Phase 1 checkpoint", "[ ] box", "- [x] a",
        "3. Read", "Day 3: Read", "# Heading", "C#", "a  b", "Goal: x", "**bold**", "<b>x</b>",
        "<!-- id: x -->", "&amp; &lt;", "`code`",
        "https://example.org/a_b?c=d", "see https://example.org.", "[a](b)", "\\", "ends with \\",
        "(4 weeks)", "第3周：书法", "الأسبوع الأول",
        "👩‍👩‍👧 family", "🌱 Grow", "ends: ", "-", "–", "*", "1-4", "a | b", "~~old~~", "snake_case_word", "I.",
        "Review", "true", "2024-01-01",
        "e\u0301", "\u00a0x", "☐ a", "![a](b)", "<https://x.org>", "www.example.org", ":", "a:", "Week",
        "W01", "{{x}}", "--- x", "null",
    ]
)  # fmt: skip
TEXTS = (
    HARD
    | st.lists(HARD, min_size=2, max_size=3).map(" ".join)
    | st.text(
        st.characters(
            exclude_categories=["Cc", "Cs", "Zl", "Zp"],
            exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        ),
        min_size=1,
        max_size=30,
    )
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,39}", fullmatch=True).map(lambda name: name[:36])
LINKS = st.sampled_from(
    ["https://example.org", "http://example.org/a_(b)?c=d&e=f#g", "https://example.org/ü%20x", "https://example.org/a\\b",
     "https://x.org/&amp;"]
)  # fmt: skip


@st.composite
def roadmaps(draw: st.DrawFn) -> Roadmap:
    """A roadmap with gaps, blocks without tasks, checkpoints, links, and everything beside."""
    prefix = draw(IDS)
    names = (f"{prefix}{number}" for number in count())
    week = draw(st.integers(0, 3))
    phases: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(1, 3))):
        first = week + 1 + draw(st.integers(0, 2))
        week = first - 1 + draw(st.integers(0, 2))
        blocks: list[dict[str, Any]] = []
        for _ in range(draw(st.integers(1, 3))):
            begins = week + 1 + draw(st.integers(0, 1))
            week = begins + draw(st.integers(0, 2))
            tasks = [
                {"id": next(names), "text": draw(TEXTS), "link": draw(st.none() | LINKS)}
                for _ in range(draw(st.integers(0, 3)))
            ]
            blocks.append(
                {"id": next(names), "title": draw(TEXTS), "weeks": f"{begins}-{week}", "tasks": tasks, **draw(fields())}
            )
        week += draw(st.integers(0, 2))
        phase: dict[str, Any] = {
            "id": next(names),
            "title": draw(TEXTS),
            "weeks": f"{first}-{week}",
            "blocks": blocks,
            "goal": draw(st.none() | TEXTS),
        }
        if draw(st.booleans()):
            items = [{"id": next(names), "text": draw(TEXTS)} for _ in range(draw(st.integers(1, 2)))]
            phase["checkpoint"] = {"title": draw(TEXTS), "items": items}
        phases.append(phase)
    data = {"title": draw(TEXTS), "phases": phases, **draw(beside(names, week, phases[0]["id"]))}
    try:
        return Roadmap.model_validate(data)
    except ValidationError:  # no task at all, or a text in which nothing is to be seen
        phases[0]["blocks"][0]["tasks"] = [{"id": "the-one", "text": "Read"}]
        return Roadmap.model_validate(_seen(data))


def fields() -> st.SearchStrategy[dict[str, str | None]]:
    """The lines of a block beside its tasks."""
    return st.fixed_dictionaries({name: st.none() | TEXTS for name in ("resource", "critical", "deliverable")})


@st.composite
def beside(draw: st.DrawFn, names: Any, weeks: int, phase: str) -> dict[str, Any]:
    """What a checklist has no lines for."""
    return draw(
        st.fixed_dictionaries(
            {},
            optional={
                "assumption": TEXTS,
                "closing": TEXTS,
                "project_hours": st.sampled_from(["2-3", 7]),
                "focus_phase": st.just(phase),
                "projects": st.just([{"id": next(names), "title": draw(TEXTS), "weeks": f"1-{weeks}"}]),
                "milestones": st.just([{"id": next(names), "title": draw(TEXTS), "week": weeks}]),
                "paces": st.just([{"name": "fast", "weeks": 2, "extra_hours": "1-2"}]),
                "rhythm": st.just([{"day": "Tue", "activity": draw(TEXTS), "hours": 0.5}]),
                "adjustments": st.just([{"question": draw(TEXTS), "answer": "x", "command": "/pace"}]),
            },
        )
    )


_KEPT = ("id", "weeks", "link", "day", "command", "project_hours", "focus_phase", "extra_hours", "name")


def _seen(value: Any) -> Any:
    """The data with something to see in every text."""
    match value:
        case dict():
            entries = cast("dict[str, Any]", value).items()
            return {key: inner if key in _KEPT else _seen(inner) for key, inner in entries}
        case list():
            return [_seen(inner) for inner in cast("list[Any]", value)]
        case str():
            return f"a {value} z"
        case _:
            return value
