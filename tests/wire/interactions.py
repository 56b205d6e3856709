"""Interactions: what the bot was asked, and how it answers within Discord's rules."""

import secrets
import time
from dataclasses import dataclass, field

from . import shapes
from .answers import JSON, Refusal, invalid_form
from .limits import choice_faults, modal_faults
from .messages import LOADING, PRIVATE, Files, Messages
from .world import Channel, Person, World

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FIRST_REPLY_SECONDS, TOKEN_SECONDS = 3.0, 900.0


@dataclass
class Interaction:
    """One thing a member did, and everything the bot answered."""

    id: int
    kind: int
    person: Person
    channel: Channel
    source: JSON | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    asked_at: float = field(default_factory=time.monotonic)
    answered_at: float | None = None
    answer_type: int = 0
    waiting: bool = False
    message: JSON | None = None
    followups: list[JSON] = field(default_factory=list[JSON])
    choices: list[JSON] = field(default_factory=list[JSON])
    modal: JSON | None = None

    @property
    def age(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self.asked_at

    @property
    def settled(self) -> bool:
        """Answered, and not only by "thinking…"."""
        return self.answered_at is not None and not self.waiting


class Interactions:
    """All interactions by token."""

    def __init__(self, world: World, messages: Messages, app_id: int) -> None:
        self._world = world
        self._messages = messages
        self._app_id = app_id
        self._by_token: dict[str, Interaction] = {}

    def ask(
        self, kind: int, person: Person, channel: Channel, data: JSON, source: JSON | None = None
    ) -> tuple[Interaction, JSON]:
        """A new interaction, and the INTERACTION_CREATE that tells the bot."""
        made = Interaction(self._world.new_id(), kind, person, channel, source)
        self._by_token[made.token] = made
        owner = channel.guild_id or 0
        event: JSON = {
            "id": str(made.id),
            "application_id": str(self._app_id),
            "type": kind,
            "data": data,
            "token": made.token,
            "version": 1,
            "channel_id": str(channel.id),
            "channel": shapes.channel(self._world, channel) | {"permissions": str(person.permissions)},
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": str(owner)},
            "context": 0 if owner else 1,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if source is not None:
            event["message"] = source
        if not owner:
            return made, event | {"user": shapes.user(person), "app_permissions": str(person.permissions)}
        guild = self._world.guilds[owner]
        return made, event | {
            "guild_id": str(owner),
            "guild": {"id": str(owner), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": shapes.member(person, guild),
            "app_permissions": str(self._world.bot_may(channel)),
        }

    def callback(self, interaction_id: int, token: str, body: JSON, files: Files) -> JSON:
        """The first answer; only in the first 3 seconds, and only once."""
        asked = self._by_token.get(token)
        if asked is None or asked.id != interaction_id or asked.age > FIRST_REPLY_SECONDS:
            raise Refusal(404, 10062, "Unknown interaction")
        if asked.answered_at is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        self._answer(asked, body["type"], body.get("data") or {}, files)
        asked.answer_type = body["type"]
        asked.answered_at = time.monotonic()
        return self._callback_response(asked)

    def open(self, token: str) -> Interaction:
        """The interaction whose token still works for followups and edits."""
        asked = self._by_token.get(token)
        if asked is None or asked.answered_at is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        if asked.age > TOKEN_SECONDS:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return asked

    def follow_up(self, token: str, body: JSON, files: Files) -> JSON:
        """One more message; the first after "thinking…" takes its place."""
        asked = self.open(token)
        if asked.waiting and asked.answer_type == DEFER:
            return self.edit(token, "@original", body, files)
        message = self._messages.create(asked.channel, body, files)
        asked.followups.append(message)
        asked.waiting = False
        return message

    def edit(self, token: str, which: str, body: JSON, files: Files) -> JSON:
        """Change the first answer or a followup."""
        message = self._messages.edit(self.message(token, which), body, files)
        if which == "@original":
            self.open(token).waiting = False
        return message

    def delete(self, token: str, which: str) -> None:
        """Remove the first answer or a followup."""
        self._messages.delete(self.message(token, which))
        if which == "@original":
            self.open(token).waiting = False

    def message(self, token: str, which: str) -> JSON:
        """The first answer or a followup."""
        asked = self.open(token)
        for message in [asked.message, *asked.followups]:
            if message is not None and (which in ("@original", message["id"])):
                return message
        raise Refusal(404, 10008, "Unknown Message")

    def _answer(self, asked: Interaction, kind: int, data: JSON, files: Files) -> None:
        if (kind == CHOICES) != (asked.kind == AUTOCOMPLETE):
            raise Refusal(400, 50035, f"Answer type {kind} doesn't fit interaction type {asked.kind}")
        if kind == MESSAGE:
            asked.message = self._messages.create(asked.channel, data, files)
        elif kind == DEFER:
            asked.message = self._messages.placeholder(asked.channel, data.get("flags") or 0)
            asked.waiting = True
        elif kind == CHOICES:
            asked.choices = data["choices"]
            _refuse(choice_faults(asked.choices))
        elif kind == MODAL:
            _refuse(modal_faults(data))
            asked.modal = data
        elif kind in (UPDATE, DEFER_UPDATE) and asked.source is not None:
            asked.message = asked.source
            asked.waiting = kind == DEFER_UPDATE
            if kind == UPDATE:
                self._messages.edit(asked.source, data, files)
        else:
            raise Refusal(400, 50035, f"Answer type {kind} doesn't fit interaction type {asked.kind}")

    def _callback_response(self, asked: Interaction) -> JSON:
        about: JSON = {"id": str(asked.id), "type": asked.kind}
        if asked.message is None:
            return {"interaction": about}
        flags: int = asked.message["flags"]
        about["response_message_id"] = asked.message["id"]
        about["response_message_loading"] = bool(flags & LOADING)
        about["response_message_ephemeral"] = bool(flags & PRIVATE)
        return {"interaction": about, "resource": {"type": asked.answer_type, "message": asked.message}}


def _refuse(faults: list[str]) -> None:
    if faults:
        raise invalid_form(faults)
