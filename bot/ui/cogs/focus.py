"""A study timer, alone or together with others in a channel (§13)."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from typing import Literal

import discord
from discord import AllowedMentions, app_commands

from bot.actions import focusing
from bot.roadmap import Task
from bot.study.focus import LEAST, LONGEST, Focus, Ring, Room, stretches_of
from bot.study.progress import Progress
from bot.ui.client import NOT_JOINED, Roadmate, RoadmateCog
from bot.ui.inputs.tasks import read_tasks, task_choices, which_task
from bot.ui.languages import publicly
from bot.ui.no_answer import NO_ANSWER
from bot.ui.replies import Gone, Refusal, note_saved, show
from bot.ui.responding import Responder
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens import focus_refusals as said
from bot.ui.screens.focus import focus_screen, room_screen, stopped_screen
from bot.ui.screens.layout import press as pressing
from bot.ui.screens.not_found import task_gone
from bot.ui.screens.verbs import Verb

_log = logging.getLogger(__name__)

_MOST_MINUTES, _MOST_ROUNDS, _MOST_REST = 180, 8, 60


@dataclass(frozen=True, slots=True)
class _Timer:
    """What was asked for with `/focus`, but for the task."""

    minutes: int
    rounds: int
    rest: int
    ring: Ring | None
    together: bool

    @property
    def custom_id(self) -> str:
        """A list's custom id that keeps it."""
        numbers = (self.minutes, self.rounds, self.rest, int(self.together))
        return pressing(Verb.FOCUS_ON, *numbers, *([self.ring.value] if self.ring else []))

    @classmethod
    def read(cls, press: Press) -> _Timer:
        """What such a list keeps. Raises Refusal for one that was forged."""
        minutes, rounds, rest, together = map(press.number, range(4))
        ring = press.args[4] if len(press.args) > 4 else None
        if not (
            LEAST <= minutes <= _MOST_MINUTES
            and 1 <= rounds <= _MOST_ROUNDS
            and 1 <= rest <= _MOST_REST
            and ring in (None, *Ring)
        ):
            raise Refusal(STALE)
        return cls(minutes, rounds, rest, Ring(ring) if ring else None, bool(together))


class StudyTimer(RoadmateCog):
    """`/focus` and its buttons."""

    @app_commands.command(description="Start a study timer: rounds of focus with rests in between")
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.describe(
        minutes="Minutes in a round (default: 25)",
        task="What you're working on",
        rounds="How many rounds (default: 1)",
        rest="Minutes of rest between rounds (default: 5)",
        ring="Where to ring when a round or a rest is over (default: nowhere)",
        together="Post it in this channel so others can join",
    )
    async def focus(
        self,
        interaction: discord.Interaction[Roadmate],
        minutes: app_commands.Range[int, LEAST, _MOST_MINUTES] = 25,
        task: str | None = None,
        rounds: app_commands.Range[int, 1, _MOST_ROUNDS] = 1,
        rest: app_commands.Range[int, 1, _MOST_REST] = 5,
        ring: Literal["dm", "channel"] | None = None,
        together: bool = False,
    ) -> None:
        """Start a focus, or show the one that is running."""
        progress = await self.asker(interaction)
        if other := await focusing.running(self.bot.store, progress.member.user_id, progress.now):
            await self._show_running(interaction, other)
            return
        found = read_tasks(task, progress, lambda: progress.open_tasks) if task is not None else []
        timer = _Timer(minutes, rounds, rest, Ring(ring) if ring else None, together)
        if task and len(found) > 1:
            await show(interaction, which_task(task, progress, found, timer.custom_id))
        else:
            await self._start(interaction, progress, timer, next(iter(found), None))

    @on_press(Verb.FOCUS_ON)
    async def chosen(self, press: Press) -> None:
        """One of several tasks that were meant: the focus begins as it was typed."""
        progress = await self.asker(press.interaction)
        press.refuse_other_roadmap(progress)
        if other := await focusing.running(self.bot.store, progress.member.user_id, progress.now):
            await self._show_running(press.interaction, other)
            return
        task = progress.roadmap.task(press.values[0]) if press.values else None
        if task is None:
            raise Gone(task_gone())
        await self._start(press.interaction, progress, _Timer.read(press), task)

    async def _start(
        self, interaction: discord.Interaction, progress: Progress, timer: _Timer, chosen: Task | None
    ) -> None:
        """Begin a focus as it was asked for. Raises Refusal."""
        if interaction.guild_id is None and (timer.together or timer.ring is Ring.CHANNEL):
            raise Refusal(said.no_channel_here())
        stretches = stretches_of(timer.minutes, timer.rounds, timer.rest)
        if sum(stretches) > LONGEST:
            raise Refusal(said.too_long(sum(stretches)))
        started_at = progress.now.replace(microsecond=0)
        focus = Focus(
            walk=progress.member.walk,
            number=interaction.id,
            study_day=progress.today,
            started_at=started_at,
            joined_at=started_at,
            stretches=stretches,
            task_id=chosen.id if chosen else None,
            ring=timer.ring,
            channel_id=interaction.channel_id,
            room=interaction.id if timer.together else None,
        )
        await self._begin(interaction, progress, focus)

    @focus.autocomplete("task")
    async def _tasks(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return task_choices(progress.roadmap, progress.open_tasks, typed) if progress else []

    async def _begin(self, interaction: discord.Interaction, progress: Progress, focus: Focus) -> None:
        room = None
        if focus.room and focus.channel_id:
            walk = focus.walk
            room = Room(
                *(focus.number, walk.guild_id, walk.user_id, focus.channel_id, focus.started_at, focus.stretches)
            )
            await Responder.of(interaction).defer_now(thinking=True)
        begun = await focusing.begin(self.bot.store, focus, room)
        note_saved(interaction)
        if begun.number != focus.number:
            await self._show_running(interaction, begun)
            return
        news = await self._post(interaction, room) if room else ""
        await show(interaction, focus_screen(progress, begun, news))

    async def _post(self, interaction: discord.Interaction, room: Room) -> str:
        """Post the message with which others join; returns what is to be said of it."""
        channel = self.bot.get_partial_messageable(room.channel_id, guild_id=room.guild_id)
        nonce = hashlib.blake2b(f"focus room {room.number}".encode(), digest_size=12).hexdigest()
        with publicly(interaction):
            screen = room_screen(room, 1, room.started_at)
        try:
            message = await channel.send(view=screen, allowed_mentions=AllowedMentions.none(), nonce=nonce)
        except (discord.Forbidden, discord.NotFound):
            await self.bot.store.focus_rooms.close(room.number)
            return said.may_not_post()
        except NO_ANSWER as error:
            _log.warning("a shared focus was posted or not: %s", type(error).__name__)
            return said.maybe_posted()
        await self.bot.store.focus_rooms.place(room.number, message.id)
        return ""

    @on_press(Verb.FOCUS_JOIN)
    async def join(self, press: Press) -> None:
        """ "Join": the presser shares the timer; their minutes count from now."""
        progress = await self.asker(press.interaction)
        room = await self.bot.store.focus_rooms.get(press.number(0))
        if room is None or room.guild_id != progress.member.guild_id or progress.now >= room.ends_at:
            raise _is_over()
        focus = Focus(
            walk=progress.member.walk,
            number=press.interaction.id,
            study_day=progress.today,
            started_at=room.started_at,
            joined_at=max(room.started_at, progress.now.replace(microsecond=0)),
            stretches=room.stretches,
            channel_id=room.channel_id,
            room=room.number,
        )
        begun = await focusing.begin(self.bot.store, focus)
        note_saved(press.interaction)
        if begun.number != focus.number and begun.room != room.number:
            raise Refusal(said.runs_already())
        if room.message_id is None and press.interaction.message:
            await self.bot.store.focus_rooms.place(room.number, press.interaction.message.id)
        news = "" if begun.number == focus.number else said.in_it_already()
        await show(press.interaction, focus_screen(progress, begun, news))

    @on_press(Verb.FOCUS_LEAVE)
    async def leave(self, press: Press) -> None:
        """ "Leave" on the public message: the presser's own focus in it ends."""
        progress = await self.asker(press.interaction)
        remembered = await self.bot.store.focuses.of(progress.member.user_id)
        focus = next((one for one in reversed(remembered) if one.room == press.number(0)), None)
        if focus is None:
            raise Refusal(said.not_in_it())
        await self._stop(press.interaction, progress, focus)

    @on_press(Verb.FOCUS_STOP)
    async def stop(self, press: Press) -> None:
        """ "Stop", and "Leave" on one's own view."""
        progress, focus = await self._own(press)
        await self._stop(press.interaction, progress, focus)

    @on_press(Verb.FOCUS_MORE)
    async def more(self, press: Press) -> None:
        """ "+5 min": added once to what was shown; what has changed meanwhile is shown again."""
        progress, focus = await self._own(press)
        if focus.is_over(progress.now):
            await self._stop(press.interaction, progress, focus)
            return
        if focus.room:
            raise Refusal(STALE)
        if focus.total + 5 > LONGEST:
            raise Refusal(said.no_longer_than_that())
        shown, longer = focus.total == press.number(1), None
        if shown:
            longer = await focusing.lengthen(self.bot.store, focus, progress.now)
            note_saved(press.interaction)
        if longer is None:
            progress, focus = await self._own(press)
            await show(
                press.interaction,
                focus_screen(progress, focus, said.changed_meanwhile()),
            )
            return
        await show(press.interaction, focus_screen(progress, longer, said.lengthened()))

    @on_press(Verb.FOCUS_DONE)
    async def done(self, press: Press) -> None:
        """ "Done with this task": the task is ticked and the focus ends, both or neither."""
        progress, focus = await self._own(press)
        press.refuse_other_roadmap(progress)
        task = progress.roadmap.task(focus.task_id or "")
        if task is None:
            raise Refusal(said.task_left_the_roadmap())
        stopped = await focusing.stop(self.bot.store, progress, focus, task)
        self.saved(press.interaction, stopped)
        await show(press.interaction, stopped_screen(stopped))

    async def _stop(self, interaction: discord.Interaction, progress: Progress, focus: Focus) -> None:
        stopped = await focusing.stop(self.bot.store, progress, focus)
        self.saved(interaction, stopped)
        await show(interaction, stopped_screen(stopped))

    async def _own(self, press: Press) -> tuple[Progress, Focus]:
        """The presser's progress, and the focus of theirs that the press names. Raises Refusal for any other."""
        remembered = await self.bot.store.focuses.of(press.interaction.user.id)
        focus = next((one for one in remembered if one.number == press.number(0)), None)
        if focus is None:
            raise _is_over()
        return await self._standing(press.interaction, focus), focus

    async def _standing(self, interaction: discord.Interaction, focus: Focus) -> Progress:
        """Where the asker stands in the server of a focus of theirs, which may be another one than this."""
        progress = await self.bot.progress_of(focus.walk.guild_id, interaction.user.id)
        if progress is None:
            raise Refusal(NOT_JOINED)
        self.stands(interaction, progress)
        self.bot.news.expect(interaction, progress)
        return progress

    async def _show_running(self, interaction: discord.Interaction, focus: Focus) -> None:
        """Show a focus that is under way, perhaps in another server of theirs."""
        progress = await self._standing(interaction, focus)
        await show(interaction, focus_screen(progress, focus, said.this_one_runs()))


def _is_over() -> Refusal:
    return Refusal(said.is_over())
