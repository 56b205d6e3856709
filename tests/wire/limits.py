"""Discord's limits that discord.py doesn't check: a body that breaks one is refused."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .answers import JSON

COMPONENTS_V2 = 1 << 15
TEXT, BUTTON, ROW, SECTION = 10, 2, 1, 9
SELECTS = (3, 5, 6, 7, 8)  # the first one with its own options, the others of people and places
_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")


def walk(components: list[JSON]) -> Iterator[JSON]:
    """Every component, containers before what they hold, in reading order."""
    for component in components:
        yield component
        inner: list[JSON] = [*component.get("components", [])]
        for key in ("component", "accessory"):
            if component.get(key):
                inner.append(component[key])
        yield from walk(inner)


def message_faults(message: JSON) -> list[str]:
    """What Discord would refuse in this message."""
    content: str = message.get("content") or ""
    parts = list(walk(message.get("components") or []))
    faults = component_faults(parts)
    if message.get("flags", 0) & COMPONENTS_V2:
        length = sum(len(part["content"]) for part in parts if part["type"] == TEXT)
        if content or message.get("embeds"):
            faults.append("content and embeds can't be used with components V2")
        if len(parts) > 40:
            faults.append(f"{len(parts)} components, 40 at most")
        if length > 4000:
            faults.append(f"{length} characters of text, 4000 at most")
        if not parts:
            faults.append("a components V2 message needs components")
    elif len(content) > 2000:
        faults.append(f"content of {len(content)} characters, 2000 at most")
    elif not (content or message.get("embeds") or parts or message.get("attachments")):
        faults.append("cannot send an empty message")
    if len(str(message.get("nonce") or "")) > 25:
        faults.append("a nonce has 25 characters at most")
    return faults


def modal_faults(modal: JSON) -> list[str]:
    """What Discord would refuse in this modal."""
    faults = component_faults(list(walk(modal["components"])))
    faults += _between("modal title", modal["title"], 1, 45)
    faults += _between("modal custom_id", modal["custom_id"], 1, 100)
    faults += _between("modal components", modal["components"], 1, 5)
    for part in walk(modal["components"]):
        faults += _between("label", part.get("label") or "label", 1, 45)
    return faults


def choice_faults(choices: list[JSON]) -> list[str]:
    """What Discord would refuse in these autocomplete choices."""
    faults = _between("choices", choices, 0, 25)
    for choice in choices:
        faults += _between("choice name", choice["name"], 1, 100)
        if isinstance(choice["value"], str):
            faults += _between("choice value", choice["value"], 1, 100)
    return faults


def command_faults(commands: list[JSON]) -> list[str]:
    """What Discord would refuse in these slash commands."""
    faults = _between("commands", commands, 0, 100)
    names = Counter(command["name"] for command in commands)
    faults += [f"command {name} is there twice" for name, times in names.items() if times > 1]
    for command in commands:
        faults += _command_faults(command, command["name"])
    return faults


def component_faults(parts: list[JSON]) -> list[str]:
    """What Discord would refuse in these components."""
    ids = Counter(part["custom_id"] for part in parts if "custom_id" in part)
    faults = [f"custom_id {key} is there twice" for key, times in ids.items() if times > 1]
    for key in ids:
        faults += _between("custom_id", key, 1, 100)
    for part in parts:
        kind = part["type"]
        if kind == BUTTON:
            faults += _between("button label", part.get("label") or "emoji", 1, 80)
        elif kind == ROW:
            faults += _between("action row", part["components"], 1, 5)
        elif kind == SECTION:
            faults += _between("section texts", part["components"], 1, 3)
        elif kind == TEXT:
            faults += _between("text", part["content"], 1, 4000)
        elif kind == SELECTS[0]:
            faults += _select_faults(part)
    return faults


def _select_faults(select: JSON) -> list[str]:
    options: list[JSON] = select["options"]
    faults = _between("select options", options, 1, 25)
    faults += _between("placeholder", select.get("placeholder") or "", 0, 150)
    if (select.get("max_values") or 1) > len(options):
        faults.append(f"max_values {select['max_values']} of {len(options)} options")
    for option in options:
        faults += _between("option label", option["label"], 1, 100)
        faults += _between("option value", option["value"], 1, 100)
        faults += _between("option description", option.get("description") or "", 0, 100)
    if len({option["value"] for option in options}) < len(options):
        faults.append("an option value is there twice")
    return faults


def _command_faults(command: JSON, name: str) -> list[str]:
    faults = _between(f"{name} description", command.get("description", ""), 1, 100)
    if not _COMMAND_NAME.fullmatch(command["name"]) or command["name"] != command["name"].lower():
        faults.append(f"{name} is not a name for a command or option")
    options: list[JSON] = command.get("options") or []
    faults += _between(f"{name} options", options, 0, 25)
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        faults.append(f"{name}: required options come first")
    for option in options:
        faults += _command_faults(option, f"{name} {option['name']}")
        faults += choice_faults(option.get("choices") or [])
    return faults


def _between(what: str, value: str | list[Any], least: int, most: int) -> list[str]:
    size = len(value)
    return [] if least <= size <= most else [f"{what}: {size}, must be {least} to {most}"]
