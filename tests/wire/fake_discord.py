"""A small Discord on a loopback port, and the members who use the bot on it."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Self

from .answers import JSON, Request
from .bell import Bell
from .commands import OptionValue, Picker
from .faults import Action, Fault
from .gateway import Gateway
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT, Interaction, Interactions
from .limits import walk
from .messages import Messages
from .registry import Registry
from .reply import SEVERAL, Choice, Reply
from .routes import Routes
from .server import Server
from .world import MANAGE_SERVER, ORDINARY, Channel, World

TOKEN = "fake-application-id.wire.only-for-tests-on-loopback"
FieldValue = str | list[str]


class FakeDiscord:
    """One Discord with one server; `async with FakeDiscord() as fake`."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.world = World()
        self.admin = self.world.add_person("admin", ORDINARY | MANAGE_SERVER)
        self.guild = self.world.add_guild("Study server", self.admin)
        self.channel = self.guild.channels[0]
        self.app_id = self.world.bot.id
        self.bell = Bell()
        self.patience = 5.0  # seconds that anything may take
        self.address = ""
        self.messages = Messages(self.world)
        self.registry = Registry(self.world, self.app_id)
        self.gateway = Gateway(self.world, self.bell, token, self.app_id)
        self._interactions = Interactions(self.world, self.messages, self.app_id)
        self._routes = Routes(self.world, self.messages, self.registry, self._interactions, self.app_id)
        self._picker = Picker(self.world, self.messages, self.registry)
        self._server = Server(self.world, self._routes, self.gateway, self.bell, token)

    async def __aenter__(self) -> Self:
        self.address = await self._server.start()
        self.messages.address = self.address
        self.gateway.url = self._routes.gateway_url = f"ws://{self.address}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._server.stop()

    def recommend(self, shards: int, concurrency: int = 1) -> None:
        """Recommend so many shards from now on, of which so many may identify at once."""
        self._routes.shards, self._routes.concurrency = shards, concurrency

    @property
    def requests(self) -> list[Request]:
        """Every REST request so far."""
        return self._server.requests

    def requests_to(self, method: str, path: str) -> list[Request]:
        """The requests to a path below /api/v10; * matches anything."""
        return [one for one in self.requests if one.method == method and fnmatchcase(one.path, path)]

    def fault(
        self,
        method: str,
        path: str,
        action: Action,
        times: int | None = 1,
        when: Callable[[Request], bool] | None = None,
    ) -> Fault:
        """Let requests to a path go wrong, `times` times (None: until stopped)."""
        return self._server.faults.add(method, path, action, times, when)

    async def until(self, met: Callable[[], bool], what: str = "change", seconds: float = 0) -> None:
        """Wait until something holds; looked at after every request and gateway event."""
        await self.bell.until(met, what, seconds or self.patience)

    def channel_messages(self, channel_id: int | None = None) -> list[JSON]:
        """What everyone sees in a channel (the study channel), oldest first."""
        return list(self._channel(channel_id).messages.values())

    def direct_messages(self, user_id: int) -> list[JSON]:
        """What the bot wrote to a member in private, oldest first."""
        return list(self.world.direct(user_id).messages.values())

    async def slash(
        self, user_id: int, command: str, channel_id: int | None = None, /, **options: OptionValue
    ) -> Reply:
        """A member runs a slash command ("admin setup" for a subcommand)."""
        data = self._picker.fill(self.world.person(user_id), command, options)
        return await self._ask(COMMAND, user_id, self._channel(channel_id), data)

    async def begin(self, user_id: int, command: str, channel_id: int, /, **options: OptionValue) -> Reply:
        """A member runs a slash command, and nobody waits for its answer."""
        data = self._picker.fill(self.world.person(user_id), command, options)
        return await self._send(COMMAND, user_id, self._channel(channel_id), data)

    async def set_up(self, **options: OptionValue) -> Reply:
        """The admin sets the server up in the study channel: looks at what will be, and takes it."""
        defaults: dict[str, OptionValue] = {"channel": self.channel.id, "zone": "Europe/Berlin", "time": "18:00"}
        return await self.change_setup(**(defaults | options))

    async def change_setup(self, **options: OptionValue) -> Reply:
        """The admin changes some settings."""
        shown = await self.slash(self.admin.id, "admin setup", **options)
        taking = next((one.custom_id for one in shown.buttons if one.label == "Set it up"), None)
        return await self.press(shown, taking, self.admin.id) if taking else shown

    async def slash_at_once(self, user_ids: Iterable[int], command: str, /, **options: OptionValue) -> list[Reply]:
        """Members run the same slash command in the same moment; returns when all are answered."""
        replies: list[Reply] = []
        for user_id in user_ids:
            data = self._picker.fill(self.world.person(user_id), command, options)
            replies.append(await self._send(COMMAND, user_id, self.channel, data))
        await self.until(lambda: all(one.interaction.settled for one in replies), f"answers to {command}")
        return replies

    async def autocomplete(
        self, user_id: int, command: str, option: str, typed: str = "", /, **others: OptionValue
    ) -> list[Choice]:
        """What Discord offers while a member types an option."""
        data = self._picker.fill(self.world.person(user_id), command, others | {option: typed}, option)
        return (await self._ask(AUTOCOMPLETE, user_id, self.channel, data)).choices

    async def press(self, message: Reply | JSON, custom_id: str, user_id: int, *, forged: bool = False) -> Reply:
        """A member presses a button; `forged` also sends a custom_id that isn't there."""
        data: JSON = {"component_type": 2, "custom_id": custom_id}
        return await self._use(message, data, user_id, forged)

    async def choose(
        self,
        message: Reply | JSON,
        custom_id: str,
        values: list[str],
        user_id: int,
        *,
        forged: bool = False,
    ) -> Reply:
        """A member picks options of a select menu."""
        data: JSON = {"component_type": 3, "custom_id": custom_id, "values": values}
        return await self._use(message, data, user_id, forged)

    async def submit(self, reply: Reply, values: dict[str, FieldValue], user_id: int) -> Reply:
        """A member fills in the fields of a modal (by custom_id) and sends it."""
        asked = reply.interaction
        if asked.modal is None:
            raise LookupError("the bot didn't open a modal")
        if unknown := values.keys() - {one["custom_id"] for one in reply.inputs}:
            raise LookupError(f"the modal has no field {sorted(unknown)}")
        data: JSON = {
            "custom_id": asked.modal["custom_id"],
            "components": [_filled(part, values) for part in asked.modal["components"]],
        }
        return await self._ask(MODAL_SUBMIT, user_id, asked.channel, data, asked.source)

    async def _use(self, message: Reply | JSON, data: JSON, user_id: int, forged: bool) -> Reply:
        source = message.message if isinstance(message, Reply) else message
        if not forged:
            _check_usable(source, data)
        channel = self._channel(int(source["channel_id"]))
        return await self._ask(COMPONENT, user_id, channel, data, source)

    async def _ask(self, kind: int, user_id: int, channel: Channel, data: JSON, source: JSON | None = None) -> Reply:
        reply = await self._send(kind, user_id, channel, data, source)
        await self.until(lambda: reply.interaction.settled, _what(reply.interaction, data))
        return reply

    async def _send(self, kind: int, user_id: int, channel: Channel, data: JSON, source: JSON | None = None) -> Reply:
        person = self.world.person(user_id)
        asked, event = self._interactions.ask(kind, person, channel, data, source)
        await self.gateway.dispatch("INTERACTION_CREATE", event, channel.guild_id or 0)
        return Reply(self.world, asked)

    def _channel(self, channel_id: int | None) -> Channel:
        return self.channel if channel_id is None else self.world.channels[channel_id]


def _what(asked: Interaction, data: JSON) -> str:
    return f"answer to {data.get('name') or data.get('custom_id')} of {asked.person.name}"


def _check_usable(source: JSON, data: JSON) -> None:
    """Refuse what the member couldn't press on the screen."""
    parts = [part for part in walk(source["components"]) if part.get("custom_id") == data["custom_id"]]
    if not parts or parts[0].get("disabled"):
        raise LookupError(f"nothing to press as {data['custom_id']!r} in this message")
    options: list[JSON] = parts[0].get("options") or []
    offered = {option["value"] for option in options}
    if offered and not offered.issuperset(data["values"]):
        raise LookupError(f"{data['values']} are not all offered: {sorted(offered)}")


def _filled(part: JSON, values: dict[str, FieldValue]) -> JSON:
    """A modal component with the member's value in it."""
    filled: JSON = {"type": part["type"], "id": part.get("id", 0)}
    if "component" in part:
        filled["component"] = _filled(part["component"], values)
    if "components" in part:
        filled["components"] = [_filled(inner, values) for inner in part["components"]]
    if field := part.get("custom_id"):
        several = part["type"] in SEVERAL
        given = values.get(field, [] if several else part.get("value", ""))
        filled |= {"custom_id": field, "values" if several else "value": given}
    return filled
