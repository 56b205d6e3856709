"""The busy work around roadmaps, as jobs for a process of its own: values in, values out.

A thread that reads a large file would make everybody else's commands wait; a process can be given limits, and ended.
Roadmaps go to and fro as JSON texts, so that who asks need not read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.roadmap.files.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may take: seconds of work, megabytes, and seconds in all, as a busy machine works slowly."""

    seconds: int = 10
    megabytes: int = 200
    patience: float = 30


LIMITS = Limits()

TOO_MUCH = 3
"""The exit code of a job that needed more memory."""

FAILED = 4
"""The exit code of a job that went wrong; standard error says where, and nothing of what was read."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")


class Import(_Value):
    """A file is to become a roadmap; with `before`, its next version."""

    job: Literal["import"] = "import"
    name: str
    data: bytes
    wishes: Wishes = Wishes()
    before: str | None = None
    earlier: tuple[str, ...] = ()
    """Versions before that one, the newest first: what they had comes back with its id."""
    retired: frozenset[str] = frozenset()
    """Ids of versions that are no longer kept whole: they go to nothing else."""
    answers: Mapping[str, str] = Field(default_factory=dict[str, str])
    """Old ids, and the new ones that were said to be theirs."""
    ticks: Mapping[str, int] = Field(default_factory=dict[str, int])
    """How many members ticked each task of `before`."""


class Compare(_Value):
    """A version is to take the place of another one."""

    job: Literal["compare"] = "compare"
    before: str
    after: str
    ticks: Mapping[str, int] = Field(default_factory=dict[str, int])


class Export(_Value):
    """A roadmap is to become a file; `source` is what a YAML file was made from."""

    job: Literal["export"] = "export"
    document: str
    kind: Literal["markdown", "yaml"]
    source: str = ""


class Question(_Value):
    """Two tasks that may be one: the ids and texts of the old and the new one."""

    old: str
    was: str
    new: str
    now: str


class Changes(_Value):
    """What a new version changes, in lines: at most ten of each kind, and all of them."""

    none: bool
    another: bool
    """Whether less than half of the old tasks is found again."""
    lines: tuple[str, ...]
    all: tuple[str, ...]
    questions: tuple[Question, ...] = ()


class Opening(_Value):
    """The first block, as members will see it: its tasks with their links."""

    title: str
    weeks: str
    tasks: tuple[tuple[str, str | None], ...]


class Read(_Value):
    """What a file became, and all there is to say about it."""

    answer: Literal["read"] = "read"
    document: str
    title: str
    phases: int
    blocks: int
    tasks: int
    items: int
    weeks: int
    study_days: tuple[tuple[str, float], ...]
    opening: Opening
    dated: bool = True
    """Whether the file itself says when its tasks are due."""
    says_days: bool = True
    """Whether the file, or who imports it, says which the study days are."""
    remarks: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()
    """The tasks and checkpoint items that are ticked in the file."""
    changes: Changes | None = None


class Said(_Value):
    """The file becomes no roadmap, and why."""

    answer: Literal["said"] = "said"
    sentence: str


class Written(_Value):
    """The text of a file."""

    answer: Literal["written"] = "written"
    text: str


Job = Import | Compare | Export
Answer = Read | Said | Written
JOB: TypeAdapter[Job] = TypeAdapter(Annotated[Job, Field(discriminator="job")])
ANSWER: TypeAdapter[Answer] = TypeAdapter(Annotated[Answer, Field(discriminator="answer")])
