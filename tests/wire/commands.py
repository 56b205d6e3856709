"""What a member types into the slash picker, as Discord hands it on."""

from typing import Any, NamedTuple

from . import shapes
from .answers import JSON
from .messages import Messages
from .registry import Registry
from .world import ORDINARY, Person, World

SUBCOMMANDS = (1, 2)
TEXT, USER, CHANNEL = 3, 6, 7
_PYTHON_TYPES: dict[int, tuple[type, ...]] = {3: (str,), 4: (int,), 5: (bool,), 10: (int, float)}


class Upload(NamedTuple):
    """A file given to an option."""

    name: str
    data: bytes


OptionValue = str | int | float | bool | Upload


class Picker:
    """Fills in a registered command; refuses what Discord's own picker wouldn't let through."""

    def __init__(self, world: World, messages: Messages, registry: Registry) -> None:
        self._world = world
        self._messages = messages
        self._registry = registry

    def fill(self, person: Person, name: str, given: dict[str, OptionValue], focused: str = "") -> JSON:
        """The `data` of a slash command ("admin setup" for a subcommand) or of its autocomplete."""
        command, path = self._find(name)
        needed = int(command.get("default_member_permissions") or 0)
        if needed & ~person.permissions:
            raise PermissionError(f"{person.name} may not use /{name}")
        resolved: JSON = {}
        options = self._options(path[-1], given, focused, resolved)
        for part in reversed(path[1:]):
            options = [{"name": part["name"], "type": part["type"], "options": options}]
        data: JSON = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
        return data | {"resolved": resolved} if resolved else data

    def _find(self, name: str) -> tuple[JSON, list[JSON]]:
        path: list[JSON] = []
        inside = self._registry.commands
        for word in name.split():
            found = [one for one in inside if one["name"] == word]
            if not found:
                raise LookupError(f"no command /{name}; there are {[one['name'] for one in inside]}")
            path.append(found[0])
            inside = [one for one in found[0].get("options", []) if one["type"] in SUBCOMMANDS]
        if inside:
            raise LookupError(f"/{name} needs one of {[one['name'] for one in inside]}")
        return path[0], path

    def _options(self, spec: JSON, given: dict[str, OptionValue], focused: str, resolved: JSON) -> list[JSON]:
        known: dict[str, JSON] = {one["name"]: one for one in spec.get("options", [])}
        if unknown := given.keys() - known.keys():
            raise LookupError(f"/{spec['name']} has no option {sorted(unknown)}; it has {sorted(known)}")
        missing = [name for name, one in known.items() if one.get("required") and name not in given]
        if missing and not focused:
            raise LookupError(f"/{spec['name']} needs {missing}")
        filled: list[JSON] = []
        for name, value in given.items():
            option: JSON = {"name": name, "type": known[name]["type"]}
            if name == focused:
                option |= {"focused": True, "value": value}
            else:
                option["value"] = self._value(known[name], value, resolved)
            filled.append(option)
        return filled

    def _value(self, option: JSON, value: OptionValue, resolved: JSON) -> Any:
        kind: int = option["type"]
        if isinstance(value, Upload):
            attachment = self._messages.attachment(value.name, value.data)
            resolved.setdefault("attachments", {})[attachment["id"]] = attachment
            return attachment["id"]
        if choices := option.get("choices"):
            by_name = {choice["name"]: choice["value"] for choice in choices}
            chosen = by_name.get(value, value)
            if chosen not in by_name.values():
                raise LookupError(f"{option['name']}: {value!r} is not one of {list(by_name)}")
            return chosen
        if kind == CHANNEL:
            chan = self._world.channels[int(value)]
            shape = shapes.channel(self._world, chan) | {"permissions": str(ORDINARY)}
            resolved.setdefault("channels", {})[str(value)] = shape
            return str(value)
        if kind == USER:
            self._resolve_user(int(value), resolved)
            return str(value)
        size = len(value) if isinstance(value, str) else value
        least, most = ("min_length", "max_length") if kind == TEXT else ("min_value", "max_value")
        fits = option.get(least, size) <= size <= option.get(most, size)
        if not fits or not isinstance(value, _PYTHON_TYPES.get(kind, (object,))):
            raise ValueError(f"{option['name']} can't be {value!r}")
        return value

    def _resolve_user(self, user_id: int, resolved: JSON) -> None:
        person = self._world.person(user_id)
        guild = next(iter(self._world.guilds.values()))
        resolved.setdefault("users", {})[str(user_id)] = shapes.user(person)
        member = shapes.member(person, guild)
        del member["user"]
        resolved.setdefault("members", {})[str(user_id)] = member
