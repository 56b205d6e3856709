"""What a member sees of an answer: text, buttons, choices, files."""

from typing import Any, NamedTuple

from .answers import JSON
from .interactions import Interaction
from .limits import BUTTON, SELECTS, TEXT, walk
from .messages import PRIVATE
from .world import World

SEVERAL = (*SELECTS, 19, 22)  # modal fields that take a list of values
_FIELDS = (*SEVERAL, 4, 21, 23)


class Choice(NamedTuple):
    """One line of an autocomplete."""

    name: str
    value: Any


class Button(NamedTuple):
    """A button as a member sees it; a link has no custom_id."""

    label: str
    custom_id: str
    disabled: bool


def text_of(message: JSON) -> str:
    """Every word of a message in reading order: texts, button labels, select options."""
    lines: list[str] = [message.get("content") or ""]
    for part in walk(message.get("components") or []):
        if part["type"] == TEXT:
            lines.append(part["content"])
        elif part["type"] == BUTTON and part.get("label"):
            lines.append(f"[{part['label']}]")
        elif part["type"] == SELECTS[0]:
            lines.append(f"[{part.get('placeholder') or 'choose'}]")
            lines += [f"- {option['label']}" for option in part["options"]]
    return "\n".join(line for line in lines if line)


class Reply:
    """The bot's answer to one thing a member did; follows later edits."""

    def __init__(self, world: World, interaction: Interaction) -> None:
        self._world = world
        self.interaction = interaction

    @property
    def message(self) -> JSON:
        """The message as Discord has it."""
        asked = self.interaction
        found = asked.message or next(iter(asked.followups), None)
        if found is None:
            raise LookupError("the bot answered without a message")
        return found

    @property
    def text(self) -> str:
        """Every word of the answer; of a modal its title and labels."""
        if modal := self.interaction.modal:
            labels = [part["label"] for part in walk(modal["components"]) if part.get("label")]
            return "\n".join([modal["title"], *labels])
        return text_of(self.message)

    @property
    def followups(self) -> list[str]:
        """The text of each later message."""
        return [text_of(message) for message in self.interaction.followups]

    @property
    def private(self) -> bool:
        """Whether only the member sees it."""
        return bool(self.message["flags"] & PRIVATE)

    @property
    def seconds(self) -> float:
        """How long the member waited for the first sign of life."""
        assert self.interaction.answered_at is not None
        return self.interaction.answered_at - self.interaction.asked_at

    @property
    def choices(self) -> list[Choice]:
        """The lines of an autocomplete."""
        return [Choice(choice["name"], choice["value"]) for choice in self.interaction.choices]

    @property
    def buttons(self) -> list[Button]:
        """The buttons in reading order."""
        return [
            Button(part.get("label") or "", part.get("custom_id") or "", bool(part.get("disabled")))
            for part in walk(self.message["components"])
            if part["type"] == BUTTON
        ]

    def button(self, label: str) -> str:
        """The custom_id of the first button whose label contains this."""
        for button in self.buttons:
            if label.lower() in button.label.lower():
                return button.custom_id
        raise LookupError(f"no button {label!r}; there are {[button.label for button in self.buttons]}")

    @property
    def selects(self) -> list[JSON]:
        """The select menus in reading order."""
        return [part for part in walk(self.message["components"]) if part["type"] in SELECTS]

    @property
    def inputs(self) -> list[JSON]:
        """The fields of a modal."""
        modal = self.interaction.modal or {"components": []}
        return [part for part in walk(modal["components"]) if part["type"] in _FIELDS]

    @property
    def files(self) -> dict[str, bytes]:
        """The attached files by name."""
        listed: list[JSON] = self.message["attachments"]
        return {one["filename"]: self._world.files[f"{one['id']}/{one['filename']}"] for one in listed}
