"""What a roadmap is made of: frozen values, checked one by one; rules.py checks them against each other."""

import re
import unicodedata
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from bot.roadmap.spans import MOST_WEEKS, Hours, Weeks

LONGEST_TEXT = 300
LONGEST_LINK = 512
ID_PATTERN = "^[a-z0-9][a-z0-9-]{0,39}$"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


_TURNS_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _shows_on_one_line(text: str) -> str:
    """Refuse what Discord would reject or tear apart: control characters, line breaks, nothing to see.

    Characters that turn the direction of what follows are refused too: a text could pose as another one.
    """
    if turned := next((character for character in text if character in _TURNS_DIRECTION), None):
        raise ValueError(f"has the character U+{ord(turned):04X}, which turns the direction of what follows; remove it")
    kinds = [unicodedata.category(character) for character in text]
    if not {"Cc", "Cs", "Zl", "Zp"}.isdisjoint(kinds):
        raise ValueError("should be one line without control characters")
    if not any(kind[0] in "LNPS" for kind in kinds):
        raise ValueError("should have at least one visible character")
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(_shows_on_one_line),
]


def _is_web_address(text: str) -> str:
    """Refuse what is no address of a page: links are shown as they are, and never fetched."""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"[\s<>]", text):
        raise ValueError("should be an address that begins with https:// or http:// and has no spaces")
    return text


Link = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINK),
    AfterValidator(_shows_on_one_line),
    AfterValidator(_is_web_address),
    Field(json_schema_extra={"pattern": "^https?://"}),
]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Command = Annotated[Text, StringConstraints(pattern="^/[a-z]")]


class Part(BaseModel):
    """A piece of the roadmap file; unknown keys are faults, and nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Task(Part):
    """One thing to do and tick."""

    id: Id
    """Stable name under which ticks are stored; never change it, and never give it to another task."""
    text: Text
    """What to do, in one line."""
    link: Link | None = None
    """Where to find it: a web address, shown as a link and never fetched."""


class Block(Part):
    """One or more weeks on one theme."""

    id: Id
    """Stable name of the block."""
    title: Text
    """The theme, without its weeks."""
    weeks: Weeks
    """The weeks of the block, inside those of its phase."""
    tasks: tuple[Task, ...] = ()
    """The tasks, in the order to do them."""
    resource: Text | None = None
    """What to read or watch."""
    critical: Text | None = None
    """What must not be missed in these weeks."""
    deliverable: Text | None = None
    """What there is to show at the end."""


class CheckpointItem(Part):
    """One thing to have or to be able to do at the end of a phase."""

    id: Id
    """Stable name under which evidence and ticks are stored."""
    text: Text
    """What to have or to be able to do, in one line."""


class Checkpoint(Part):
    """The end of a phase: what to look back on."""

    title: Text
    """What the checkpoint is called."""
    items: Annotated[tuple[CheckpointItem, ...], Field(min_length=1)]
    """The items, at least one."""


class Phase(Part):
    """A stretch of the roadmap with one goal."""

    id: Id
    """Stable name of the phase."""
    title: Text
    """What the phase is called, without its number and weeks."""
    weeks: Weeks
    """The weeks of the phase, after those of the phase before."""
    goal: Text | None = None
    """What the phase is for."""
    blocks: Annotated[tuple[Block, ...], Field(min_length=1)]
    """The blocks, in the order of their weeks, at least one."""
    checkpoint: Checkpoint | None = None
    """The checkpoint at the end of the phase."""


class RhythmDay(Part):
    """One study day of an ordinary week."""

    day: Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    """The day of the week."""
    activity: Text
    """What to do on that day."""
    hours: Annotated[float, Field(strict=True, gt=0, le=24)]
    """How long, in hours."""

    @property
    def weekday(self) -> int:
        """The day as a number, 0 for Monday, as datetime counts."""
        return DAYS.index(self.day)


class Project(Part):
    """Something to build beside the tasks; its weeks take more hours."""

    id: Id
    """Stable name of the project."""
    title: Text
    """What the project is called, without its number."""
    weeks: Weeks
    """The weeks in which the project is worked on."""


class Milestone(Part):
    """A week at whose end something is reached."""

    id: Id
    """Stable name under which it is celebrated."""
    week: Annotated[int, Field(strict=True, ge=1, le=MOST_WEEKS)]
    """The roadmap week."""
    title: Text
    """What is reached."""


class NamedPace(Part):
    """A way to walk the whole roadmap in fewer weeks than written, offered by its name."""

    name: Annotated[Text, StringConstraints(max_length=40)]
    """What it is called, such as 6 months."""
    weeks: Annotated[int, Field(strict=True, ge=1, le=MOST_WEEKS)]
    """How many calendar weeks the whole roadmap takes then."""
    extra_hours: Hours | None = None
    """The hours a week that the roadmap says this adds; the bot tells when they are not enough."""


class Adjustment(Part):
    """A question members ask about their plan, and the command that settles it."""

    question: Text
    """The question, as a member would ask it."""
    answer: Text
    """The advice."""
    command: Command
    """The bot's command that applies the advice, such as /pace."""
