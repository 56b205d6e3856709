"""Every button below a direct message, at any depth, knows which server it is about (§6)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.builders import GuildHandle
from simcord.results import ResponseMessage

from bot.roadmap.versions import first_edition
from bot.sandbox.transcript import walk
from bot.study.choices import Choice
from bot.study.cohorts import Cohort, Shares
from bot.study.member import Member, Reward, ServerChoice
from bot.study.member import Walk as WalkOf
from bot.study.review import FrozenItem, Policy, Readers, Review
from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer
from tests.ui.test_direct_messages import WRONG, dm, join_elsewhere
from tests.ui.test_slow import COMMANDS

FIRST = [(name, options) for name, options in COMMANDS.items() if not name.startswith("admin")]
THEN: list[tuple[str, dict[str, Any]]] = [
    ("done", {}),
    ("done", {"day": "yesterday", "note": "On the train"}),
    ("done", {"minutes": 5}),
    ("log", {}),
    ("week", {"week": 9}),
    ("roadmap", {"phase": 2}),
    ("checkpoint", {"phase": 2}),
    ("pace", {}),
    ("pace", {"focus": "p2-mini-rlhf"}),
    ("pause", {"from": "2026-05-04", "until": "2026-05-11"}),
    ("reminders", {}),
    ("reminders", {"zone": "Portland"}),
    ("start", {"roadmap": "Another road"}),
    ("start", {"ticks": ("copy.md", b"- [x] FlashAttention paper\n")}),
    *((command, {"task": "paper"}) for command in ("done", "stuck", "focus")),
    ("focus", {"task": "vllm"}),
    ("mydata", {"action": "delete"}),
]
"""Commands whose answers have buttons of their own, once something was ticked and a plan was changed."""

CHOOSES_A_SERVER = {"servers", "server", "pick-server"}
NEEDS_A_SERVER = {"share", "celebrate"}
ENDS_IT_ALL = {"forget"}

FORMS = {"ask", "evidence", "log-save", "skip-now", "decide"}
"""Forms, which are filled in when they open."""
OF_WHAT_COMES = {"later", "my-done", "my-week", "not-today", "put-off", "remind-off"}
"""Below messages that come by themselves."""
OF_OTHERS = {
    *("begin", "begin-default", "invited", "join", "join-plainly", "start-zone"),  # who joins does so in the server
    *("doctor", "mend", "invite", "set-up", "set-up-zone", "set-up-cancel", "drop-role"),
    "sign-self",  # once somebody else has returned a checkpoint twice
    *("import-beside", "import-cancel", "import-days", "import-file", "import-hours", "import-onto", "import-same"),
    *("import-use", "roadmap-archive", "roadmap-back", "roadmap-default", "roadmap-version", "roadmaps"),
    *("roadmap-one", "roadmap-file", "roadmap-out"),
    *("cohorts", "cohort-make", "cohort-alter", "cohort-close", "members", "members-on"),
    *("cohort-start", "board-mine"),
    *("focus-join", "focus-leave", "unshare"),  # below public messages
    "focus-done",  # once the focus is over: below a message that comes by itself
}
"""What is never below a member's direct message."""

Message = ResponseMessage | discord.Message


def parts_of(message: Message) -> list[Mapping[str, Any]]:
    """All components of an answer, or of a message that came by itself."""
    return list(walk([part if isinstance(part, Mapping) else part.to_dict() for part in message.components]))


class Walk:
    """Presses every button that it meets once, whichever preview or entry it is about; `pressed`: their verbs."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._met: set[str] = set()
        self._waiting: deque[tuple[Message, Mapping[str, Any]]] = deque()
        self.pressed: set[str] = set()

    def meet(self, message: Message) -> None:
        """Remember what there is to press."""
        for control in parts_of(message):
            if "custom_id" not in control or control.get("disabled"):
                continue
            same = re.sub(r"\d{5,}", "#", control["custom_id"])
            verb = control["custom_id"].split(":")[1]
            if same not in self._met and verb not in CHOOSES_A_SERVER | ENDS_IT_ALL:
                self._met.add(same)
                self._waiting.append((message, control))

    async def to_the_end(self) -> None:
        """Press whatever was met, and what is met by that."""
        while self._waiting:
            message, control = self._waiting.popleft()
            verb = control["custom_id"].split(":")[1]
            self.pressed.add(verb)
            reply = await self._press(message, control)
            assert reply.private, control["custom_id"]
            if verb not in NEEDS_A_SERVER:
                assert not any(wrong in reply.text for wrong in WRONG), (control["custom_id"], reply.text)
            self.meet(reply.message)

    async def _press(self, message: Message, control: Mapping[str, Any]) -> Reply:
        """Press a button, or choose the last of a list; a form is filled in and sent."""
        values = [control["options"][-1]["value"]] if control["type"] == 3 else []
        reply = await self._learner.forge(control["custom_id"], *values, message=message, in_dm=True)
        return await written(reply) if reply.result.modal else reply


async def written(reply: Reply) -> Reply:
    """The answer to a form that was opened in a direct message."""
    assert reply.result.modal is not None
    fields = [part["component"] for part in reply.result.modal["components"] if "component" in part]
    return await reply.write(*(field.get("value") or "https://example.org" for field in fields), in_dm=True)


@pytest.fixture(name="elsewhere")
async def another_server(study_server: StudyServer) -> GuildHandle:
    """Another server of the bot, with a channel to ask in, a roadmap of its own, a role, and checkpoints to read."""
    guild = study_server.env.create_guild("Reading room")
    channel = guild.create_text_channel("study")
    await study_server.env.settle()
    store, now = study_server.store, study_server.clock.now
    peers, later = Readers(Policy.PEER), now + timedelta(weeks=3)
    server = replace(
        await study_server.settings(), guild_id=guild.id, channel_id=channel.id, readers=peers, review_since=later
    )
    await store.servers.change(server, ServerChoice(server.channel_id, server.zone, review=peers.policy), now)
    own = study_server.roadmap.model_copy(update={"title": "Another road"})
    await store.roles.choose(guild.id, 0, Reward("roadmap/", 7))
    checkpoint = study_server.roadmap.phases[0].checkpoint
    shown = [FrozenItem(item.id, item.text, "https://example.org") for item in (checkpoint.items if checkpoint else ())]
    for number in (71, 72):
        fellow = WalkOf(guild.id, number)
        await store.members.join(Member(guild.id, number, server.zone), Choice(MONDAY), now)
        review = Review("foundations", number, "Checkpoint", Readers(Policy.PEER), now + timedelta(weeks=2))
        await store.reviews.submit(fellow, review, shown, is_named=True)
    await store.roadmaps.confirm(replace(first_edition(own, MONDAY), guild_id=guild.id, roadmap_id=1), now)
    return guild


async def in_both(name: str, server: StudyServer, elsewhere: GuildHandle) -> Learner:
    """Somebody who joined in both servers."""
    learner = await server.member(name)
    elsewhere.add_member(learner.actor.user)
    await join_elsewhere(learner, elsewhere.id)
    return learner


async def untouched(learner: Learner) -> bool:
    """Whether somebody did nothing in the server that no button was about."""
    server = learner.server
    record = await server.store.members.record(server.guild.id, learner.id)
    assert record is not None
    return not record.journal.study_days and len(record.choices) == 1 and not record.pauses and not record.journal.skips


async def test_every_button_of_every_screen(study_server: StudyServer, elsewhere: GuildHandle):
    """Pressed by somebody in two servers: none is refused for the lack of a server, and none is about the other."""
    ada = await in_both("ada", study_server, elsewhere)
    *before, last = [task.id for block in study_server.roadmap.phases[0].blocks for task in block.tasks]
    study_server.at(MONDAY + timedelta(weeks=2), "12:00")
    spring = Cohort(elsewhere.id, 1, "Spring", MONDAY, 0, Shares.MENTORS, 9)
    await study_server.store.cohorts.make(spring)
    await study_server.store.cohorts.join(spring, ada.id, MONDAY, "ada")
    journey = Walk(ada)
    at_last: list[tuple[str, dict[str, Any]]] = [("review", {}), ("done", {"task": last})]
    for commands in (FIRST, THEN, at_last):
        await study_server.store.homes.choose(elsewhere.id, ada.id, study_server.clock.now)
        for command, options in commands:
            reply = await dm(ada, command, **options)
            journey.meet((await written(reply) if reply.result.modal else reply).message)
        # Whatever forgets its server from now on is about the other one.
        await study_server.store.homes.choose(study_server.guild.id, ada.id, study_server.clock.now)
        await journey.to_the_end()
        walk_there = WalkOf(elsewhere.id, ada.id)
        await study_server.store.journals.tick(walk_there, before, MONDAY, study_server.clock.now)
    assert await untouched(ada)
    assert (
        study_server.bot.router.verbs - journey.pressed
        == FORMS | OF_WHAT_COMES | OF_OTHERS | CHOOSES_A_SERVER | ENDS_IT_ALL
    )


@ON_BOTH
async def test_every_button_of_what_comes_by_itself(study_server: StudyServer, elsewhere: GuildHandle):
    """Reminders, and the question after two weeks without a study day."""
    ben = await in_both("ben", study_server, elsewhere)
    await study_server.store.homes.choose(elsewhere.id, ben.id, study_server.clock.now)
    await dm(ben, "reminders", where="dm")
    await study_server.store.homes.choose(study_server.guild.id, ben.id, study_server.clock.now)
    journey = Walk(ben)
    for weeks in (0, 2, 3):
        await study_server.tick_at(MONDAY + timedelta(weeks=weeks), "18:00")
        for message in ben.dm_messages:
            journey.meet(message)
    await journey.to_the_end()
    assert journey.pressed >= OF_WHAT_COMES
    assert await untouched(ben)
