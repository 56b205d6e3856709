"""What an import did not take, or took otherwise than it is written: one sentence a kind, with the lines."""

from dataclasses import dataclass, field

from bot.roadmap.counting import counted
from bot.roadmap.faults import shown

_SENTENCES: dict[str, tuple[str, str]] = {
    "code": ("a box in code is left out", "{} boxes in code are left out"),
    "comment": ("a box in a comment is left out", "{} boxes in comments are left out"),
    "table": ("a box in a table is left out: it cannot be ticked", "{} boxes in tables are left out"),
    "tables": ("a table is left out", "{} tables are left out"),
    "goals": ("the goal of a single block is left out", "the goals of {} single blocks are left out"),
    "heading": ("a box in a heading is left out", "{} boxes in headings are left out"),
    "empty": ("a box without words is left out", "{} boxes without words are left out"),
    "lacks": ('a line begins with a box and lacks "- ": left out', '{} lines begin with a box and lack "- ": left out'),
    "spaceless": (
        'a box lacks the space after its "-": left out',
        '{} boxes lack the space after their "-": left out',
    ),
    "joined": (
        'Markdown reads this box as a part of the line above: begin it with "- ", after an empty line',
        'Markdown reads {} boxes as parts of the lines above: begin them with "- ", after an empty line',
    ),
    "bullets": ("a plain bullet is left out", "{} plain bullets are left out"),
    "more": (
        "a task goes on below its first line: the rest is left out",
        "{} tasks go on below their first line: the rest is left out",
    ),
    "odd": ("a box is written oddly, and taken", "{} boxes are written oddly, and taken"),
    "html": ("a box stands right under HTML, and is taken", "{} boxes stand right under HTML, and are taken"),
    "quote": ("a box stands in a quote, and is taken", "{} boxes stand in quotes, and are taken"),
    "ticked": ("a box is ticked, and open for everybody here", "{} boxes are ticked, and open for everybody here"),
    "cut": ("a text is longer than 300 characters, and cut", "{} texts are longer than 300 characters, and cut"),
    "links": ("a link that cannot be shown is left out", "{} links that cannot be shown are left out"),
    "item links": (
        "a checkpoint item has no link: its address is left out",
        "checkpoint items have no links: {} addresses are left out",
    ),
    "first": (
        "a box before the first week joins the first block",
        "{} boxes before the first week join the first block",
    ),
    "beside": (
        "a box outside every week joins the block beside it",
        "{} boxes outside every week join the block beside them",
    ),
    "behind": (
        "a box after the last week comes behind it",
        "{} boxes after the last week come behind it, a week a section",
    ),
    "checkpoint": ("a box becomes a checkpoint item", "{} boxes become checkpoint items"),
    "gap": (
        "a box of a phase without weeks takes the free ones",
        "{} boxes of phases without weeks take the free ones",
    ),
    "ids": ("an id that cannot be used is left out", "{} ids that cannot be used are left out"),
    "merged": ("a section joins its neighbour: there are no weeks for all", "{} sections join their neighbours"),
    "fields": ("a line is shortened to 300 characters", "{} lines are shortened to 300 characters"),
}
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know about an import, with the line where it is met first."""

    line: int
    sentence: str
    others: str = ""
    """The lines in words, "36, 37", where it is met in several."""

    def __str__(self) -> str:
        return f"{self.line}: {self.sentence}{f' (lines {self.others})' if self.others else ''}"

    @property
    def spoken(self) -> str:
        """The same as somebody reads it who doesn't jump to a line: "Lines 36, 37: 2 boxes in code are left out"."""
        return f"Lines {self.others}: {self.sentence}" if self.others else f"Line {self.line}: {self.sentence}"


@dataclass(slots=True)
class Remarks:
    """Collects what there is to say about a file."""

    counted: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    single: list[Remark] = field(default_factory=list[Remark])

    def count(self, kind: str, line: int, times: int = 1) -> None:
        """One more of a kind, such as "code"; every kind is said once, with its number."""
        self.counted.setdefault(kind, []).extend([line] * times)

    def number(self, kind: str) -> int:
        """How many of a kind there are."""
        return len(self.counted.get(kind, ()))

    def lines(self, kind: str) -> list[int]:
        """Where they stand."""
        return self.counted.get(kind, [])

    def say(self, line: int, sentence: str) -> None:
        """Something that is said for itself."""
        self.single.append(Remark(line, sentence))

    def all(self) -> tuple[Remark, ...]:
        """Everything, in the order of the lines."""
        counted = [
            Remark(lines[0], _sentence(kind, len(lines)), _places(lines))
            for kind, lines in self.counted.items()
            if lines
        ]
        return tuple(sorted((*counted, *self.single), key=lambda remark: remark.line))


def _sentence(kind: str, number: int) -> str:
    one, many = _SENTENCES[kind]
    return one if number == 1 else counted(number, one, many)


def _places(lines: list[int]) -> str:
    """Several lines in words; nothing for one."""
    places = sorted(set(lines))
    if len(places) == 1:
        return ""
    listed = ", ".join(map(str, places[:_MOST_LINES]))
    more = f" and {len(places) - _MOST_LINES:,} more" if len(places) > _MOST_LINES else ""
    return f"{listed}{more}"


class Refused(ValueError):
    """A file that becomes no roadmap, with the sentence that says why and what to do."""


def quoted(text: str) -> str:
    """A heading or a label, fit to stand in a sentence."""
    return f'"{shown(text, 60)}"'
