"""A roadmap as a YAML file: what is written is read back as the same, and equal roadmaps are equal bytes."""

from collections.abc import Mapping
from typing import cast

import yaml

from bot.roadmap.faults import shown
from bot.roadmap.model import Roadmap


class _Indented(yaml.SafeDumper):
    """Lists stand further in than their key, as in the roadmap that the project ships with."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # PyYAML's signature
        super().increase_indent(flow, False)


def as_data(roadmap: Roadmap) -> dict[str, object]:
    """What a file says about a roadmap: everything but what is left at its default."""
    data = roadmap.model_dump(exclude_none=True, exclude_defaults=True)
    data["rhythm"] = [day.model_dump() for day in roadmap.rhythm]
    return {key: _plain(data[key]) for key in Roadmap.model_fields if key in data}


def to_yaml(data: Mapping[str, object]) -> str:
    """Data as the text of a YAML file."""
    return yaml.dump(dict(data), Dumper=_Indented, allow_unicode=True, sort_keys=False, width=1_000_000)


def write_roadmap(roadmap: Roadmap, source: str = "") -> str:
    """The text of a roadmap's file; `source` names what it was made from."""
    head = f"# Made from {shown(source)} by python -m bot import. Progress is stored by id: ids stay as they are.\n\n"
    return (head if source else "") + to_yaml(as_data(roadmap))


def _plain(value: object) -> object:
    """Spans of weeks and hours as people write them, and everything else as it is."""
    if isinstance(value, Mapping):
        found = cast("Mapping[str, object]", value)
        return {key: _plain(inner) for key, inner in found.items() if inner not in (None, ())}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in cast("list[object]", value)]
    return value
