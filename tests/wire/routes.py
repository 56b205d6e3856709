"""What each REST route of the fake Discord does: the body that goes back, None for an empty 204."""

from collections.abc import Callable, Mapping
from typing import Any

from . import shapes
from .answers import JSON, Refusal, Request
from .interactions import Interactions
from .messages import Messages
from .registry import Registry
from .world import ATTACH, ORDINARY, SEND, VIEW, Channel, Guild, World

Place = Mapping[str, str]
Handler = Callable[[Place, Request], Any]


class Routes:
    """All routes below /api/v10."""

    def __init__(
        self, world: World, messages: Messages, registry: Registry, interactions: Interactions, app_id: int
    ) -> None:
        self._world = world
        self._messages = messages
        self._registry = registry
        self._interactions = interactions
        self._app_id = app_id
        self.gateway_url = ""
        self.shards = 1
        self.concurrency = 1
        """How many shards are recommended, and how many may identify at once."""

    def table(self) -> list[tuple[str, str, Handler]]:
        """Method, path and handler."""
        commands, channel = "/applications/{app}/commands", "/channels/{channel}"
        message, answer = channel + "/messages/{message}", "/webhooks/{app}/{token}/messages/{message}"
        return [
            ("GET", "/gateway", self._gateway),
            ("GET", "/gateway/bot", self._gateway),
            ("GET", "/users/@me", self._me),
            ("POST", "/users/@me/channels", self._direct),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", "/applications/@me", self._application),
            ("GET", commands, lambda _at, _seen: self._registry.commands),
            ("PUT", commands, lambda _at, seen: self._registry.replace(seen.json)),
            ("POST", commands, lambda _at, seen: self._registry.add(seen.json)),
            ("PATCH", commands + "/{id}", lambda at, seen: self._registry.change(at["id"], seen.json)),
            ("DELETE", commands + "/{id}", lambda at, _seen: self._registry.remove(at["id"])),
            ("POST", "/interactions/{id}/{token}/callback", self._callback),
            ("POST", "/webhooks/{app}/{token}", self._follow_up),
            ("GET", answer, lambda at, _seen: self._interactions.message(at["token"], at["message"])),
            ("PATCH", answer, self._edit_answer),
            ("DELETE", answer, lambda at, _seen: self._interactions.delete(at["token"], at["message"])),
            ("GET", channel, lambda at, _seen: shapes.channel(self._world, self._channel(at))),
            ("GET", channel + "/messages", self._history),
            ("POST", channel + "/messages", self._post),
            ("GET", message, lambda at, _seen: self._message(at)),
            ("PATCH", message, self._edit),
            ("DELETE", message, lambda at, _seen: self._messages.delete(self._message(at))),
            ("GET", "/guilds/{guild}", lambda at, _seen: shapes.asked_guild(self._world, self._guild(at))),
            ("GET", "/guilds/{guild}/channels", self._channels),
            ("GET", "/guilds/{guild}/threads/active", lambda _at, _seen: {"threads": [], "members": []}),
            ("GET", "/guilds/{guild}/members/{user}", self._member),
        ]

    def _gateway(self, at: Place, seen: Request) -> JSON:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": self.concurrency}
        return {"url": self.gateway_url, "shards": self.shards, "session_start_limit": limit}

    def _me(self, at: Place, seen: Request) -> JSON:
        return shapes.user(self._world.bot)

    def _application(self, at: Place, seen: Request) -> JSON:
        return shapes.application(self._world, self._app_id)

    def _direct(self, at: Place, seen: Request) -> JSON:
        return shapes.channel(self._world, self._world.direct(int(seen.json["recipient_id"])))

    def _callback(self, at: Place, seen: Request) -> JSON | None:
        response = self._interactions.callback(int(at["id"]), at["token"], seen.json, seen.files)
        wanted = seen.query.get("with_response", "").lower() in ("1", "true")
        return response if wanted else None

    def _follow_up(self, at: Place, seen: Request) -> JSON:
        return self._interactions.follow_up(at["token"], seen.json, seen.files)

    def _edit_answer(self, at: Place, seen: Request) -> JSON:
        return self._interactions.edit(at["token"], at["message"], seen.json, seen.files)

    def _history(self, at: Place, seen: Request) -> list[JSON]:
        return self._messages.history(self._channel(at), seen.query)

    def _post(self, at: Place, seen: Request) -> JSON:
        channel = self._channel(at)
        may = self._world.bot_may(channel) if channel.guild_id in self._world.guilds else ORDINARY
        if not may & VIEW:
            raise Refusal(403, 50001, "Missing Access")
        if not may & SEND or (seen.files and not may & ATTACH):
            raise Refusal(403, 50013, "Missing Permissions")
        return self._messages.post(channel, seen.json, seen.files)

    def _edit(self, at: Place, seen: Request) -> JSON:
        return self._messages.edit(self._message(at), seen.json, seen.files)

    def _channels(self, at: Place, seen: Request) -> list[JSON]:
        return [shapes.channel(self._world, channel) for channel in self._guild(at).channels]

    def _member(self, at: Place, seen: Request) -> JSON:
        """Here everybody is in every server, as the gateway says too."""
        member = shapes.member(self._world.person(int(at["user"])), self._guild(at))
        del member["permissions"]
        return member

    def _channel(self, at: Place) -> Channel:
        channel = self._world.channels.get(int(at["channel"]))
        if channel is None:
            raise Refusal(404, 10003, "Unknown Channel")
        return channel

    def _message(self, at: Place) -> JSON:
        return self._messages.find(self._channel(at), int(at["message"]))

    def _guild(self, at: Place) -> Guild:
        guild = self._world.guilds.get(int(at["guild"]))
        if guild is None:
            raise Refusal(404, 10004, "Unknown Guild")
        return guild
