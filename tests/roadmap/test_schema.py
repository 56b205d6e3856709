"""The published schema is the model's, and editors accept what the reader accepts."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.roadmap import json_schema, read_roadmap

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads(json_schema())


def complaints(data: Any) -> list[str]:
    """What an editor would underline."""
    errors: Any = Draft202012Validator(SCHEMA).iter_errors(data)  # pyright: ignore[reportUnknownMemberType]
    return [error.message for error in errors]


def small(**changes: object) -> dict[str, object]:
    """A roadmap as plain data."""
    block = {"id": "b", "title": "B", "weeks": 1, "tasks": [{"id": "t", "text": "T"}]}
    phase = {"id": "p", "title": "P", "weeks": "1-2", "blocks": [block]}
    return {"title": "Small", "phases": [phase], **changes}


def test_the_committed_schema_is_current():
    """docs/roadmap.schema.json is what json_schema() writes; run it again after a change of the model."""
    assert (ROOT / "docs/roadmap.schema.json").read_text("utf-8") == json_schema()


def test_the_schema_is_a_schema():
    """Editors refuse a schema that breaks its own rules without a word."""
    Draft202012Validator.check_schema(SCHEMA)


def test_our_roadmap_validates():
    """Our own file is the first that an author opens in an editor."""
    text = (ROOT / "roadmap.yaml").read_text("utf-8")
    assert complaints(yaml.safe_load(text)) == []
    first = text.splitlines()[0]
    assert first == "# yaml-language-server: $schema=docs/roadmap.schema.json"


def test_every_key_has_a_description():
    """An editor shows the description of each key while it is typed."""
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    bare = [
        (part["title"], key)
        for part in parts
        for key, about in part["properties"].items()
        if not about.get("description")
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("changes", "valid"),
    [
        ({}, True),
        ({"project_hours": "6-8"}, True),
        ({"project_hours": 7}, True),
        ({"projects": [{"id": "x", "title": "X", "weeks": 2}]}, True),
        ({"projects": [{"id": "x", "title": "X", "weeks": "1 to 2"}]}, False),
        ({"projects": [{"id": "X!", "title": "X", "weeks": 2}]}, False),
        ({"projects": [{"id": "x", "title": "X"}]}, False),
        ({"rhythm": []}, False),
        ({"rhythm": [{"day": "Monday", "activity": "Read", "hours": 1}]}, False),
        ({"titel": "Small"}, False),
        ({"title": ""}, False),
        ({"milestones": [{"week": 105, "title": "Far"}]}, False),
    ],
)
def test_editor_and_reader_agree(changes: dict[str, object], valid: bool):
    """What the schema refuses the reader refuses, and the other way round."""
    data = small(**changes)
    assert (complaints(data) == []) is valid
    if valid:
        assert read_roadmap(yaml.safe_dump(data)).title == "Small"
    else:
        with pytest.raises(ValueError, match=r"roadmap\.yaml:"):
            read_roadmap(yaml.safe_dump(data))
