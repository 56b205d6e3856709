"""Asking the others: a thread with the task's context, until its author is unstuck."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress

import discord
from discord import AllowedMentions, app_commands

from bot.actions import asking
from bot.actions.deeds import Deed
from bot.actions.settings import set_helps
from bot.roadmap import Task
from bot.study.member import Server
from bot.study.progress import Progress
from bot.study.questions import Question
from bot.ui.askers import for_member
from bot.ui.channels import may_write_in_threads, name_of_help_channel, questions_are_closed, tags_for
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.tasks import read_tasks, task_choices, which_task
from bot.ui.languages import publicly
from bot.ui.no_answer import NO_ANSWER
from bot.ui.replies import Gone, Refusal, given_back_lines, note_saved, open_form, show, tell
from bot.ui.responding import OPENS_A_FORM, Responder
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens import asking as said
from bot.ui.screens.layout import Screen, press
from bot.ui.screens.stuck import asked_screen, question_modal, question_screen, solved_screen, thread_name
from bot.ui.screens.verbs import Verb
from bot.ui.whole_guild import whole_guild

_log = logging.getLogger(__name__)

_MOST_HELPERS = 5

_TOO_MANY_THREADS = frozenset({160006, 160007})
"""What Discord answers where a server has as many open threads as it may."""

_TAG_NEEDED = 40067
"""What a forum answers to a post without a tag."""


class Stuck(RoadmateCog):
    """`/stuck` and its form and button."""

    @app_commands.command(description="Stuck on a task? Ask the others; I'll add what it's about", extras=OPENS_A_FORM)
    @app_commands.describe(task="The task you're stuck on (default: your next one this week)")
    @for_member
    async def stuck(
        self, interaction: discord.Interaction[Roadmate], progress: Progress, task: str | None = None
    ) -> None:
        """Open the form, or point to the question that is open already."""
        if task is None and not progress.open_tasks:
            raise Refusal(said.nothing_open())
        found = [progress.open_tasks[0]] if task is None else read_tasks(task, progress, lambda: progress.open_tasks)
        if task and len(found) > 1:
            Responder.of(interaction).defer_in_time()  # no form is opened now
            await show(interaction, which_task(task, progress, found, press(Verb.STUCK_ON)))
        else:
            await self._ask_about(interaction, progress, found[0])

    @on_press(Verb.STUCK_ON, opens_a_form=True)
    @for_member
    async def chosen(self, press: Press, progress: Progress) -> None:
        """One of several tasks that were meant: the form."""
        await self._ask_about(press.interaction, progress, _task(progress, press, *press.values))

    async def _ask_about(self, interaction: discord.Interaction, progress: Progress, chosen: Task) -> None:
        if chosen.id in progress.record.asked:
            await self._point_to_question(interaction, progress, chosen)
        elif progress.record.asks_in is None:
            raise Refusal(said.no_channel())
        elif await questions_are_closed(interaction, progress.record.asks_in):
            Responder.of(interaction).defer_in_time()  # no form is opened now
            server = await self.server(interaction)
            raise Refusal(_nowhere(server) if server else said.no_channel())
        else:
            await open_form(interaction, question_modal(chosen))

    async def _point_to_question(self, interaction: discord.Interaction, progress: Progress, task: Task) -> None:
        Responder.of(interaction).defer_in_time()  # no form is opened now
        asked = await self.bot.store.questions.get(progress.member.walk, task.id)
        if asked is None:
            raise Refusal(said.just_closed())
        await show(interaction, asked_screen(task, asked, said.asked_before()))

    @stuck.autocomplete("task")
    async def _tasks(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return task_choices(progress.roadmap, progress.open_tasks, typed) if progress else []

    @on_press(Verb.ASK)
    @for_member
    async def ask(self, press: Press, progress: Progress) -> None:
        """The form's answer: open the thread, tell those who can help, remember it."""
        task = _task(progress, press)
        server = await self.server(press.interaction)
        if server is None or server.asks_in is None:
            raise Refusal(said.no_channel())
        helpers = await self.bot.store.questions.helpers(progress.member.walk, task.id, _MOST_HELPERS)
        written = "".join(press.values).strip()
        with publicly(press.interaction):
            screen, name = question_screen(progress, task, written, helpers), thread_name(task)
        deed = self.deed(press.interaction, progress)
        if asked := await asking.begin(deed, task, server.asks_in):
            await show(press.interaction, asked_screen(task, asked, said.asked_before()).say(given_back_lines(written)))
            return
        placed, note = await self._ask(deed, task, server, (name, screen), helpers)
        note_saved(press.interaction)
        await show(press.interaction, asked_screen(task, placed, note))

    async def _ask(
        self, deed: Deed, task: Task, server: Server, thread: tuple[str, Screen], helpers: Sequence[int]
    ) -> tuple[Question, str]:
        """Ask what is remembered already. Raises Refusal, which says whether it may have been asked."""
        try:
            message, note = await self._post(server, thread, helpers)
        except Refusal:
            await asking.withdraw(deed, task)
            raise
        except NO_ANSWER as error:
            _log.warning("a question may stand or not: %s", type(error).__name__)
            raise Refusal(said.maybe_asked(server.asks_in or 0)) from None
        question = Question(deed.walk.user_id, task.id, message.channel.id, message.id)
        await asking.place(deed, question)
        return question, note

    @on_press(Verb.UNSTUCK)
    @for_member
    async def unstuck(self, press: Press, progress: Progress) -> None:
        """ "Unstuck", on the question or on what its author sees: for the author alone."""
        press.refuse_other_roadmap(progress)
        task_id, member = press.word(0), progress.member
        if press.number(1) != member.user_id:
            raise Refusal(said.only_its_author())
        if press.interaction.message is None:
            raise Refusal(STALE)
        asked = await asking.solve(self.deed(press.interaction, progress), task_id)
        note_saved(press.interaction)
        with publicly(press.interaction):
            solved, mute = solved_screen(progress.roadmap.task(task_id), member.user_id), AllowedMentions.none()
        await Responder.of(press.interaction).change_pressed(solved)
        if asked and asked.is_certain and asked.message_id != press.interaction.message.id:
            channel = self.bot.get_partial_messageable(asked.channel_id)
            with suppress(discord.HTTPException):  # the question may be gone, or its thread closed
                await channel.get_partial_message(asked.message_id).edit(view=solved, allowed_mentions=mute)

    @on_press(Verb.HELPS)
    @for_member
    async def pressed_helps(self, press: Press, progress: Progress) -> None:
        """ "Ask me when others are stuck" and "Don't ask me"."""
        helps = bool(press.number(0))
        changed = await set_helps(self.deed(press.interaction, progress), helps)
        self.saved(press.interaction, changed)
        await tell(press.interaction, said.helps_from_now(helps))

    async def _post(
        self, server: Server, thread: tuple[str, Screen], helpers: Sequence[int]
    ) -> tuple[discord.Message, str]:
        """Ask in a thread of its own, by its name; where no thread can be opened, in the channel, and say so.

        Raises Refusal where it is certain that nothing was asked.
        """
        assert server.asks_in is not None, "asked before"
        name, screen = thread
        allowed = AllowedMentions(everyone=False, roles=False, users=[discord.Object(user) for user in helpers])
        try:
            guild = await whole_guild(self.bot, server.guild_id)
            channel = guild and guild.get_channel(server.asks_in)
            if isinstance(channel, discord.ForumChannel):
                posted = await channel.create_thread(
                    name=name, view=screen, allowed_mentions=allowed, applied_tags=tags_for(channel)
                )
                return posted.message, ""
            if isinstance(channel, discord.TextChannel):
                opened, note = await _thread_in(channel, name)
                if opened and (message := await _said_in(opened, screen, allowed)):
                    return message, ""
                return await channel.send(view=screen, allowed_mentions=allowed), note or said.no_threads()
        except discord.HTTPException as refused:
            if refused.status >= 500:
                raise
            raise Refusal(_nowhere(server, refused.code)) from None
        raise Refusal(_nowhere(server))


async def _thread_in(channel: discord.TextChannel, name: str) -> tuple[discord.Thread | None, str]:
    """A thread of its own in a text or an announcement channel; or None, and why there is none."""
    if not may_write_in_threads(channel):
        return None, said.no_threads()
    kind = discord.ChannelType.news_thread if channel.is_news() else discord.ChannelType.public_thread
    try:
        return await channel.create_thread(name=name, type=kind), ""
    except discord.HTTPException as refused:
        if refused.code in _TOO_MANY_THREADS:
            return None, said.threads_full()
        if isinstance(refused, discord.Forbidden):
            return None, said.no_threads()
        raise


async def _said_in(thread: discord.Thread, screen: Screen, allowed: AllowedMentions) -> discord.Message | None:
    """The question in its thread; None where Discord does not let the bot write there: the thread is taken back."""
    try:
        return await thread.send(view=screen, allowed_mentions=allowed)
    except discord.Forbidden:
        try:
            await thread.delete()
        except discord.HTTPException:
            with suppress(
                discord.HTTPException
            ):  # to delete it takes a permission more; whose thread it is may close it
                await thread.edit(archived=True)
        return None


def _nowhere(server: Server, code: int = 0) -> str:
    """That no question can be asked, and where it was to be."""
    where = name_of_help_channel(server)
    if code in _TOO_MANY_THREADS:
        return said.not_asked_threads_full(where)
    if code == _TAG_NEEDED:
        return said.not_asked_tag_needed(where)
    return said.not_asked(where)


def _task(progress: Progress, press: Press, *chosen: str) -> Task:
    """The task that a press names, or that was chosen. Raises Refusal."""
    press.refuse_other_roadmap(progress)
    if task := progress.roadmap.task(chosen[0] if chosen else press.word(0)):
        return task
    raise Gone(said.task_gone())
