"""What is wrong with a roadmap file: every fault says where, what, and what to write instead."""

from dataclasses import dataclass

from bot.refusals import CannotBeDone


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to change in a file."""

    name: str
    line: int
    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.name}:{self.line} {self.place}: {self.sentence}"


class BadRoadmap(CannotBeDone, ValueError):
    """A refused roadmap file, with all its faults in the order of their lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


def shown(text: str, most: int = 40) -> str:
    """A text of unknown origin, fit to be quoted in a sentence."""
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in short)
