"""Nothing but a roadmap or its faults ever comes out of the reader, whatever goes in."""

from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.roadmap import (
    Adjustment,
    BadRoadmap,
    Block,
    Checkpoint,
    Fault,
    Milestone,
    Phase,
    Project,
    RhythmDay,
    Roadmap,
    Task,
    read_roadmap,
)

OURS = (Path(__file__).parents[2] / "roadmap.yaml").read_text("utf-8")
PARTS = (Roadmap, Phase, Block, Task, Checkpoint, RhythmDay, Project, Milestone, Adjustment)
KEYS = st.sampled_from([key for part in PARTS for key in part.model_fields])
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=20), st.binary(),
    st.sampled_from(["1-8", "9", "Mon", "/pace", "a", "t1", "6-8", 3, 1.5]),
)  # fmt: skip
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=6),
    max_leaves=30,
)


def survives(text: str | bytes) -> None:
    """A roadmap, or faults that can be printed and point into the file."""
    faults: tuple[Fault, ...] = ()
    try:
        read_roadmap(text)
    except BadRoadmap as bad:
        faults = bad.faults or (Fault("", 0, "", ""),)
    for fault in faults:
        assert 1 <= fault.line <= len(text) + 1
        assert fault.sentence
        assert "Input should" not in str(fault), "pydantic's own words"
        assert str(fault).isprintable()
        assert len(str(fault)) < 500
        str(fault).encode()


@given(st.text() | st.binary())
@example("? ")
@example("- : x")
@example("!<tag:yaml.org,2002:str> a: b")
@example("a: !!binary x")
@example("<<: {title: x}")
@example("=: x")
@example('title: "\\ud800"')
@example("%TAG ! tag:x,2000:\n---\n!a b: c")
@example("...")
@example("--- a\n--- b")
@example("*a : b")
@example("title: [[!!str a]]")
def test_any_text_survives(text: str | bytes):
    """Nothing but BadRoadmap ever comes out, whatever is typed or attached."""
    survives(text)


@given(DATA)
def test_any_yaml_survives(data: Any):
    """The same for YAML that uses our keys in every wrong place."""
    survives(yaml.safe_dump(data, allow_unicode=True))


@given(st.integers(0, len(OURS)), st.integers(0, 60), st.text(max_size=20))
def test_any_slip_in_a_real_file_survives(start: int, length: int, instead: str):
    """The same for our own file with a piece of it overwritten."""
    survives(OURS[:start] + instead + OURS[start + length :])
