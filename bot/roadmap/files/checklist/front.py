"""Front matter: a title as any site's generator writes it, and what a roadmap has beside its tasks."""

from collections.abc import Mapping
from typing import cast

from pydantic import ValidationError

from bot.roadmap.files.checklist.remarks import Remarks
from bot.roadmap.files.document import document
from bot.roadmap.files.syntax import Unreadable
from bot.roadmap.model import Roadmap

BESIDE = tuple(key for key in Roadmap.model_fields if key not in ("title", "phases"))
"""The keys of a roadmap file that a checklist has no lines for; an export keeps them in the front matter."""

_IDS = ("projects", "milestones")


def front_matter(text: str) -> dict[str, object]:
    """What front matter says of a roadmap; nothing if it is not YAML, and nothing that a roadmap has not."""
    try:
        data = document(text).data if text.strip() else None
    except Unreadable:
        return {}
    if not isinstance(data, Mapping):
        return {}
    found = cast("Mapping[str, object]", data)
    return {key: found[key] for key in ("title", *BESIDE) if found.get(key) is not None}


def ids_in(front: Mapping[str, object]) -> list[str]:
    """The ids that front matter gives to projects and milestones."""
    rows = [row for key in _IDS for row in _rows(front.get(key))]
    return [found for row in rows if isinstance(found := row.get("id"), str)]


def with_what_stands_beside(roadmap: Roadmap, beside: Mapping[str, object], remarks: Remarks) -> Roadmap:
    """The roadmap with everything that front matter, or the version before, has beside the tasks, if it fits."""
    for key in BESIDE:
        if key in beside:
            try:
                roadmap = roadmap.model_copy(update={key: beside[key]})
            except ValidationError:
                remarks.say(1, f"{key} does not fit this roadmap, and is left out")
    return roadmap


def _rows(listed: object) -> list[Mapping[str, object]]:
    rows = cast("list[object]", listed) if isinstance(listed, list) else []
    return [cast("Mapping[str, object]", row) for row in rows if isinstance(row, Mapping)]
