"""A roadmap file becomes a Roadmap, or all its faults."""

from collections.abc import Mapping
from typing import cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.roadmap.faults import BadRoadmap, Fault
from bot.roadmap.files.document import Document, Slip, document
from bot.roadmap.files.syntax import Unreadable
from bot.roadmap.files.wording import sentence
from bot.roadmap.model import Roadmap
from bot.roadmap.places import place_of
from bot.roadmap.rules import Path, broken_rules

MOST_FAULTS = 200


def read_roadmap(text: str | bytes, name: str = "roadmap.yaml") -> Roadmap:
    """The roadmap of a file's text; BadRoadmap with every fault if it can't be used."""
    try:
        found = document(text)
    except Unreadable as error:
        raise BadRoadmap((Fault(name, error.line, "file", error.sentence),)) from error
    if not isinstance(found.data, Mapping):
        told = "the file should have keys such as 'title:' and 'phases:', each at the start of a line"
        raise BadRoadmap((Fault(name, found.line(()), "file", told),))
    roadmap, slips = _checked(found)
    if roadmap is not None and not slips:
        return roadmap
    raise BadRoadmap(_faults(found, slips, name))


def _checked(found: Document) -> tuple[Roadmap | None, list[Slip]]:
    slips = list(found.slips)
    hidden = {slip.path for slip in slips if slip.hides}
    roadmap = None
    wrong: list[Slip] = []
    try:
        roadmap = Roadmap.model_validate(found.data)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            path: Path = one["loc"]
            if not _echo(one) and not _under(path, hidden):
                wrong.append(Slip(path, found.line(path), sentence(one, found.scalars.get(path))))
                if len(wrong) > MOST_FAULTS:
                    break
    return roadmap, [*slips, *wrong, *_rules(found, {slip.path for slip in (*slips, *wrong)})]


def _echo(error: ErrorDetails) -> bool:
    """Whether another fault says the same."""
    # The rules are checked again with lines; and pydantic calls a list too short when its entries are bad.
    return error["type"] == "broken_rules" or (error["type"] == "too_short" and bool(error["input"]))


def _rules(found: Document, faulty: set[Path]) -> list[Slip]:
    """The broken rules of the whole, without those that only echo a fault found before."""
    slips: list[Slip] = []
    unsure = any(path[:1] == ("phases",) for path in faulty)
    data = cast("Mapping[str, object]", found.data)
    for broken in broken_rules(data, lambda path: f"line {found.line(path)}"):
        if _under(broken.path, faulty) or (unsure and broken.path == ("phases",)):
            continue
        slips.append(Slip(broken.path, found.line(broken.path), broken.sentence))
    return slips


def _under(path: Path, paths: set[Path]) -> bool:
    return any(path[:length] in paths for length in range(len(path) + 1))


def _faults(found: Document, slips: list[Slip], name: str) -> tuple[Fault, ...]:
    ordered = sorted(slips, key=lambda slip: slip.line)
    faults = [Fault(name, slip.line, place_of(slip.path, found.data), slip.sentence) for slip in ordered[:MOST_FAULTS]]
    if len(ordered) > MOST_FAULTS:
        told = "there are more faults from here on; mend these first"
        faults.append(Fault(name, ordered[MOST_FAULTS].line, "file", told))
    return tuple(faults)
