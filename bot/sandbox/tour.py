"""A first week that plays by itself: somebody joins, studies three days, and the bot reminds and rejoices."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.reminders.tick import Tick
from bot.roadmap import Roadmap
from bot.sandbox.checklist import checklist
from bot.sandbox.transcript import as_read
from bot.sandbox.world import ZONE, World
from bot.study.days import instant_of, week_of

_ZONE = ZoneInfo(ZONE)


class Tour:
    """Plays Noor's first week and prints the conversation."""

    def __init__(self, world: World, tick: Tick, roadmap: Roadmap) -> None:
        self._world = world
        self._tick = tick
        self._roadmap = roadmap
        self._names = {person.id: f"@{person.user.global_name}" for person in world.people}
        self._names[world.channel.id] = "#study"
        self._seen = len(world.channel.history())

    async def play(self) -> None:
        """The week from Monday morning to Sunday."""
        monday = week_of(self._world.now().astimezone(_ZONE).date())
        noor, maya = self._world.noor, self._world.maya
        tasks = [task.id for task in self._roadmap.blocks[0].tasks]
        self._say_time()
        await self._type(maya, "admin doctor")
        await self._type(noor, "start", zone=ZONE)
        week = await self._type(noor, "week")
        await self._go(monday, "18:00")
        await self._go(monday, "19:30")
        await self._do(noor, f"chooses “{self._roadmap.tasks[0].text}”", self._choose(noor, week, tasks[:1]))
        await self._go(monday + timedelta(days=2), "18:00")
        await self._go(monday + timedelta(days=2), "20:00")
        await self._type(noor, "done", task=tasks[1 % len(tasks)], minutes=80)
        await self._go(monday + timedelta(days=5), "18:00")
        await self._go(monday + timedelta(days=6), "11:00")
        await self._type(noor, "done", task=tasks[-1])
        await self._type(noor, "streak")
        await self._type(noor, "progress")
        opened = await self._type(noor, "checkpoint")
        form = await self._do(noor, "presses [Tick item 1…]", self._press(noor, opened, "show-item"))
        await self._do(noor, "writes a note and sends the form", self._answer(noor, form, "I taught it to a friend"))

        report = await self._type(maya, "admin roadmap import", file=checklist())
        await self._do(maya, "presses [Use it]", self._use(maya, report))
        await self._type(maya, "admin roadmap list")

    async def _go(self, day: date, clock: str) -> None:
        """Let the time pass; what the bot posts meanwhile is printed."""
        self._world.move_to(instant_of(day, time.fromisoformat(clock), _ZONE))
        self._say_time()
        await self._tick()
        await self._world.env.settle()
        posts = self._world.channel.history()[self._seen :]
        for post in posts:
            if post.interaction_metadata is None:
                self._show([dict(part.to_dict()) for part in post.components])
        self._seen += len(posts)

    async def _type(self, who: MemberActor, command: str, **options: Any) -> InteractionResult:
        given = "".join(f" {name}:{_as_typed(value)}" for name, value in options.items())
        return await self._do(who, f"/{command}{given}", who.slash(self._world.channel, command, **options))

    async def _do(self, who: MemberActor, what: str, doing: Awaitable[InteractionResult]) -> InteractionResult:
        print(f"\n{who.user.global_name}  {what}")
        result = await doing
        self._seen = len(self._world.channel.history())
        if result.modal:
            print("   │ (a form opens)")
        elif result.response:
            self._show(result.response.components)
        return result

    async def _choose(self, who: MemberActor, shown: InteractionResult, values: list[str]) -> InteractionResult:
        message = shown.response
        assert message is not None
        return await who.select(message, values)

    async def _press(self, who: MemberActor, shown: InteractionResult, verb: str) -> InteractionResult:
        message = shown.response
        assert message is not None
        item = self._roadmap.items[0]
        return await who.click(message, custom_id=f"rm:{verb}:{item.id}")

    async def _use(self, who: MemberActor, shown: InteractionResult) -> InteractionResult:
        message = shown.response
        assert message is not None
        return await who.click(message, label="Use it")

    async def _answer(self, who: MemberActor, form: InteractionResult, text: str) -> InteractionResult:
        modal = form.modal
        assert modal is not None
        field = next(part["component"]["custom_id"] for part in modal["components"] if "component" in part)
        return await who.submit_modal(form, {field: text})

    def _say_time(self) -> None:
        print(f"\n── {self._world.now().astimezone(_ZONE):%A %d %B %Y, %H:%M} ──")

    def _show(self, components: list[dict[str, Any]]) -> None:
        for line in as_read(components, self._names, self._world.now(), _ZONE).splitlines():
            print(f"   │ {line}")


def _as_typed(value: object) -> object:
    """An option as it stands in the box; a file by its name."""
    return cast("tuple[str, bytes]", value)[0] if isinstance(value, tuple) else value
