"""The JSON Schema that editors check and complete a roadmap file with."""

import json

from bot.roadmap.model import Roadmap


def json_schema() -> str:
    """The schema as published in docs/roadmap.schema.json."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Roadmap.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
