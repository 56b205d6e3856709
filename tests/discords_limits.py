"""What Discord would refuse about a message or form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.transcript import walk


def faults(body: Mapping[str, Any]) -> list[str]:
    """The rules that a message or form breaks."""
    parts = list(walk(body["components"]))
    parts += [part["component"] for part in parts if "component" in part]
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    texts = [part["content"] for part in parts if "content" in part]
    options = [option for part in parts for option in part.get("options", ())]
    labels = [part["label"] for part in parts if part["type"] == 2]
    questions = [part["label"] for part in parts if part["type"] == 18]
    rows = [row["components"] for row in parts if row["type"] == 1]
    wrong = {
        "no more than 4000 characters": sum(map(len, texts)) > 4000,
        "no empty text": not all(text.strip() for text in texts),
        "no more than 40 components": len(parts) > 40,
        "custom ids up to 100": any(not 1 <= len(custom_id) <= 100 for custom_id in ids),
        "no custom id twice": len(set(ids)) < len(ids),
        "button labels up to 80": any(not 1 <= len(label) <= 80 for label in labels),
        "form labels up to 45": any(not 1 <= len(label) <= 45 for label in questions),
        "form title up to 45": len(body.get("title", "")) > 45,
        "rows of 1 to 5": any(not 1 <= len(row) <= 5 for row in rows),
        "a select alone in its row": any(len(row) > 1 and any(part["type"] == 3 for part in row) for row in rows),
        "up to 25 options": any(not 1 <= len(part["options"]) <= 25 for part in parts if part["type"] == 3),
        "option labels up to 100": any(not 1 <= len(option["label"].strip()) <= 100 for option in options),
        "option values up to 100": any(not 1 <= len(option["value"]) <= 100 for option in options),
        "no option twice": any(
            len({option["value"] for option in part["options"]}) < len(part["options"])
            for part in parts
            if part["type"] == 3
        ),
        "placeholders up to 150": any(len(part.get("placeholder", "")) > 150 for part in parts),
    }
    return [rule for rule, broken in wrong.items() if broken]
