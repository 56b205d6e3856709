"""Reading the checkpoints of others: what waits, taking one, signing or returning it (§7).

Who reads need not have joined: a mentor is known by a role. Every press asks anew whether its sender may read.
"""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands

from bot.actions.reviewing import WhyNot, decide, put_back, read, take
from bot.study.review import Policy, Reader, Reading, State
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.replies import Refusal, note_saved, open_form, show
from bot.ui.roles import role_ids
from bot.ui.router import Press, on_press
from bot.ui.screens.refusals import Why
from bot.ui.screens.review import (
    decided_line,
    mentors_read,
    nobody_reads,
    put_back_line,
    queue_screen,
    reading_screen,
    roles_unseen,
    verdict_modal,
    why_not,
    words_needed,
)
from bot.ui.screens.verbs import Verb
from bot.ui.whereabouts import is_private_chat

_VERDICTS: dict[str, Literal[State.SIGNED, State.RETURNED]] = {"sign": State.SIGNED, "return": State.RETURNED}


class Reviewing(RoadmateCog):
    """`/review` and its buttons and forms."""

    @app_commands.command(description="Read checkpoints that others have submitted")
    async def review(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Show what waits."""
        await self._show_queue(interaction)

    @on_press(Verb.REVIEW)
    async def pressed_review(self, press: Press) -> None:
        """ "See the queue", ◀ and ▶."""
        await self._show_queue(press.interaction, press.number(0) if press.args else 0)

    @on_press(Verb.TAKE)
    async def pressed_take(self, press: Press) -> None:
        """ "Take it"."""
        interaction, reader = press.interaction, await self._reader(press.interaction)
        found = await take(self.bot.store, reader, press.number(0), interaction.id, self.bot.clock())
        await self._show_reading(interaction, found)

    @on_press(Verb.READ)
    async def pressed_read(self, press: Press) -> None:
        """ "Go on reading", ◀ and ▶: only for who has taken it."""
        reader = await self._reader(press.interaction)
        found = await read(self.bot.store, reader, press.number(0), self.bot.clock())
        await self._show_reading(press.interaction, found, press.number(1) if len(press.args) > 1 else 0)

    @on_press(Verb.PUT_BACK)
    async def pressed_put_back(self, press: Press) -> None:
        """ "Put it back": others may take it."""
        interaction, reader = press.interaction, await self._reader(press.interaction)
        done = await put_back(self.bot.store, reader, press.number(0), interaction.id, self.bot.clock())
        note_saved(interaction)
        await self._show_queue(interaction, news=put_back_line() if done else why_not(WhyNot.NOT_HELD))

    @on_press(Verb.VERDICT, opens_a_form=True)
    async def ask_for_words(self, press: Press) -> None:
        """ "Sign…" and "Return…": the form, in which nothing of the checkpoint stands."""
        if press.word(0) not in _VERDICTS:
            raise Refusal(Why.STALE)
        await open_form(press.interaction, verdict_modal(_VERDICTS[press.word(0)], press.number(1)))

    @on_press(Verb.DECIDE)
    async def take_verdict(self, press: Press) -> None:
        """The form's answer."""
        interaction, words = press.interaction, "".join(press.values).strip()
        if press.word(0) not in _VERDICTS:
            raise Refusal(Why.STALE)
        verdict = _VERDICTS[press.word(0)]
        if verdict is State.RETURNED and not words:
            raise Refusal(words_needed())
        reader = await self._reader(interaction)
        number, now = press.number(1), self.bot.clock()
        found = await decide(self.bot.store, reader, number, verdict, words, interaction.id, now)
        if isinstance(found, WhyNot):
            raise Refusal(why_not(found))
        note_saved(interaction)
        await self._show_queue(interaction, news=decided_line(verdict, found.waiting.title))

    async def _show_queue(self, interaction: discord.Interaction, page: int = 0, news: str = "") -> None:
        reader, store, now = await self._reader(interaction), self.bot.store, self.bot.clock()
        server = await store.servers.get(reader.guild_id)
        waiting = await store.review_queue.waiting(reader.guild_id, reader.user_id, now)
        theirs = [one for one in waiting if reader.may_go_on(one) or (reader.may_read(one) and not one.held_until)]
        if server and not theirs and not news:
            if server.readers.policy is Policy.SELF:
                raise Refusal(nobody_reads())
            if server.readers.policy is Policy.MENTOR and is_private_chat(interaction):
                raise Refusal(roles_unseen())
            if server.readers.policy is Policy.MENTOR and server.readers.role_id not in reader.role_ids:
                raise Refusal(mentors_read(server.readers.role_id or 0))
        peers = server is not None and server.readers.policy is Policy.PEER
        await show(interaction, queue_screen(theirs, page, news, among_peers=peers))

    async def _show_reading(self, interaction: discord.Interaction, found: Reading | WhyNot, page: int = 0) -> None:
        if isinstance(found, WhyNot):
            raise Refusal(why_not(found))
        note_saved(interaction)
        await show(interaction, reading_screen(found, page))

    async def _reader(self, interaction: discord.Interaction) -> Reader:
        """Whoever sent an interaction, with their roles."""
        return Reader(await self.home(interaction), interaction.user.id, role_ids(interaction.user))
