"""Writing, changing and finding messages."""

import re
import time
from datetime import UTC, datetime
from typing import Any

from .answers import JSON, Refusal, invalid_form
from .limits import COMPONENTS_V2, message_faults, walk
from .shapes import user
from .world import Channel, World

PRIVATE, LOADING = 1 << 6, 1 << 7
_SETTABLE = PRIVATE | COMPONENTS_V2 | 1 << 2 | 1 << 12
_MENTION = re.compile(r"<@!?(\d+)>")

Files = dict[str, bytes]


class Messages:
    """The messages of a world, as Discord keeps them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.address = ""
        self._private: dict[int, JSON] = {}
        self._nonces: dict[str, tuple[float, JSON]] = {}
        self.nonce_seconds = 180.0

    def post(self, channel: Channel, body: JSON, files: Files) -> JSON:
        """A message of the bot; one with a nonce seen in the last minutes is the earlier message."""
        nonce = str(body.get("nonce") or "")
        if nonce and body.get("enforce_nonce") and nonce in self._nonces:
            posted, earlier = self._nonces[nonce]
            if time.monotonic() - posted < self.nonce_seconds:
                return earlier | {"nonce": body["nonce"]}
        message = self.create(channel, body, files)
        if not nonce:
            return message
        self._nonces[nonce] = (time.monotonic(), message)
        return message | {"nonce": body["nonce"]}

    def create(self, channel: Channel, body: JSON, files: Files) -> JSON:
        """A new message of the bot, in the channel or for one pair of eyes."""
        message: JSON = {
            "id": str(self._world.new_id()),
            "channel_id": str(channel.id),
            "type": 0,
            "author": user(self._world.bot),
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
            "flags": 0,
            "tts": False,
            "pinned": False,
            "mention_everyone": False,
            "mention_roles": [],
            **self._contents({}, body, files),
        }
        kept = self._private if message["flags"] & PRIVATE else channel.messages
        kept[int(message["id"])] = message
        return message

    def placeholder(self, channel: Channel, flags: int) -> JSON:
        """The "thinking…" message of a deferred answer."""
        message = self.create(channel, {"content": "…", "flags": flags & PRIVATE}, {})
        message.update(content="", flags=message["flags"] | LOADING)
        return message

    def edit(self, message: JSON, body: JSON, files: Files) -> JSON:
        """The same message with other contents."""
        message.update(self._contents(message, body, files))
        message["edited_timestamp"] = datetime.now(UTC).isoformat()
        return message

    def delete(self, message: JSON) -> None:
        """Remove a message."""
        self._private.pop(int(message["id"]), None)
        self._world.channels[int(message["channel_id"])].messages.pop(int(message["id"]), None)

    def find(self, channel: Channel, message_id: int) -> JSON:
        """A message that everyone in the channel can see."""
        if message_id not in channel.messages:
            raise Refusal(404, 10008, "Unknown Message")
        return channel.messages[message_id]

    def history(self, channel: Channel, query: dict[str, str]) -> list[JSON]:
        """Newest first. Nonces are not stored with messages, so none comes back here."""
        found = list(channel.messages.values())
        if before := query.get("before"):
            found = [message for message in found if int(message["id"]) < int(before)]
        limit = int(query.get("limit", 50))
        if after := query.get("after"):
            found = [message for message in found if int(message["id"]) > int(after)][:limit]
        return found[::-1][:limit]

    def _contents(self, old: JSON, body: JSON, files: Files) -> JSON:
        flags = (old.get("flags", 0) & ~LOADING) | (body.get("flags") or 0) & _SETTABLE
        if old:
            flags = flags & ~PRIVATE | old["flags"] & PRIVATE
        contents: JSON = {
            "content": body.get("content", old.get("content")) or "",
            "embeds": body.get("embeds", old.get("embeds")) or [],
            "components": body.get("components", old.get("components")) or [],
            "attachments": self._attachments(old, body, files),
            "flags": flags,
        }
        if faults := message_faults(contents | {"nonce": body.get("nonce")}):
            raise invalid_form(faults)
        for number, part in enumerate(walk(contents["components"]), start=1):
            part.setdefault("id", number)
        contents["mentions"] = self._mentions(contents, body.get("allowed_mentions"))
        return contents

    def _attachments(self, old: JSON, body: JSON, files: Files) -> list[JSON]:
        listed: list[JSON] | None = body.get("attachments")
        before: list[JSON] = old.get("attachments", [])
        kept = before if listed is None else [a for a in before if any(a["id"] == b["id"] for b in listed)]
        texts = {part.get("filename"): part.get("description") for part in listed or []}
        return kept + [self.attachment(name, data, texts.get(name)) for name, data in files.items()]

    def attachment(self, name: str, data: bytes, description: str | None = None) -> JSON:
        """An uploaded file, to be fetched under its address."""
        file_id = str(self._world.new_id())
        self._world.files[f"{file_id}/{name}"] = data
        url = f"http://{self.address}/files/{file_id}/{name}"
        return {
            "id": file_id,
            "filename": name,
            "description": description,
            "size": len(data),
            "url": url,
            "proxy_url": url,
        }

    def _mentions(self, contents: JSON, allowed: Any) -> list[JSON]:
        """The people this message really pings."""
        texts = [contents["content"], *(part.get("content", "") for part in walk(contents["components"]))]
        named = dict.fromkeys(int(found) for text in texts for found in _MENTION.findall(text))
        if allowed is not None and "users" not in allowed.get("parse", []):
            named = dict.fromkeys(one for one in named if str(one) in map(str, allowed.get("users", [])))
        return [user(self._world.person(one)) for one in named]
