"""`/leaderboard`: shown to all, joined and left in private (§12)."""

from __future__ import annotations

import logging
from datetime import date

import discord
from discord import app_commands

from bot.actions.leaderboard import board, join_board, leave_board, redraw
from bot.store.errors import StoreError
from bot.study.leaderboard import Board, BoardMessage, first_week, score_of
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.boards import draw_board
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.languages import language_of, publicly
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.leaderboard import (
    board_screen,
    is_off,
    joined_line,
    left_screen,
    mine_screen,
    not_on_it,
    preview_screen,
    too_few,
    too_few_screen,
)
from bot.ui.screens.verbs import Verb
from bot.ui.who_is_here import who_has_left

_log = logging.getLogger(__name__)

_PATIENCE = 1.0
"""Seconds for which a board waits to hear who is in the server still."""


class LeaderboardOfServer(RoadmateCog):
    """`/leaderboard` and its presses."""

    @app_commands.command(description="Study days of those who chose to be on it, over the last four full weeks")
    @app_commands.describe(action="show posts it for everyone here; join and leave are private")
    @app_commands.choices(
        action=[
            app_commands.Choice(name="show it to everyone here (a public message)", value="show"),
            app_commands.Choice(name="join (see your line first, just for you)", value="join"),
            app_commands.Choice(name="leave (just for you)", value="leave"),
        ]
    )
    async def leaderboard(self, interaction: discord.Interaction[Roadmate], action: str) -> None:
        """Show it, join it or leave it."""
        await self._refuse_off(interaction)
        match action:
            case "show":
                await self._show(interaction)
            case "join":
                await self._mine(interaction, await self.asker(interaction))
            case _:
                await self._leave(interaction, await self.asker(interaction))

    async def _show(self, interaction: discord.Interaction) -> None:
        refuse_to_share(interaction)
        store, now, guild_id = self.bot.store, self.bot.clock(), await self.home(interaction)
        shown = await self._board_of_those_here(interaction, guild_id)
        if not shown.has_started:
            raise Refusal(too_few(shown.members), too_few_screen(shown.members))
        number = interaction.id
        with publicly(interaction):
            screen = board_screen(shown, number)
        await store.board_messages.asked(guild_id, interaction.channel_id or 0, number, now)
        sent = await show(interaction, screen, public=True)
        message = await sent.message()
        await store.board_messages.shown(BoardMessage(guild_id, message.channel.id, message.id), number)
        await self._redraw()

    async def _board_of_those_here(self, interaction: discord.Interaction, guild_id: int) -> Board:
        """The board without whoever has left the server, as far as Discord says so in time."""
        store, now, here = self.bot.store, self.bot.clock(), frozenset[int]()
        shown = await board(store, guild_id, now)
        while shown.has_started and (gone := await who_has_left(interaction, shown.named - here, _PATIENCE)):
            await store.leavers.left(guild_id, gone)
            here |= shown.named - gone
            shown = await board(store, guild_id, now)
        return shown

    @on_press(Verb.BOARD_MINE)
    @for_member
    async def pressed_mine(self, press: Press, progress: Progress) -> None:
        """ "Join…", on the board: one's own line."""
        await self._refuse_off(press.interaction)
        await self._mine(press.interaction, progress)

    async def _mine(self, interaction: discord.Interaction, progress: Progress) -> None:
        member = progress.member
        is_on = await self.bot.store.leaderboard.has(member.guild_id, member.user_id)
        first = await self._first_week(progress)
        score = score_of(progress, first)
        await show(interaction, mine_screen(score) if is_on else preview_screen(score, first))

    @on_press(Verb.BOARD_JOIN)
    @for_member
    async def pressed_join(self, press: Press, progress: Progress) -> None:
        """ "Join the leaderboard", below one's own line."""
        await self._refuse_off(press.interaction)
        joined = self.saved(press.interaction, await join_board(self.deed(press.interaction, progress)))
        score = score_of(joined, await self._first_week(joined))
        await show(press.interaction, mine_screen(score, joined_line()))

    @on_press(Verb.BOARD_LEAVE)
    @for_member
    async def pressed_leave(self, press: Press, progress: Progress) -> None:
        """ "Leave it"."""
        await self._leave(press.interaction, progress)

    async def _leave(self, interaction: discord.Interaction, progress: Progress) -> None:
        """Leave at once; the public message follows, now or at the next tick."""
        if not await self.bot.store.leaderboard.has(progress.member.guild_id, progress.member.user_id):
            raise Refusal(not_on_it())
        self.saved(interaction, await leave_board(self.deed(interaction, progress)))
        await self._redraw()
        await show(interaction, left_screen())

    async def _redraw(self) -> None:
        try:
            await redraw(self.bot.store, self.bot.clock(), self._draw)
        except StoreError as error:
            _log.warning("a leaderboard is drawn anew at the next tick: %s", error)

    async def _draw(self, message: BoardMessage, board: Board | None) -> bool | None:
        language = await language_of(self.bot, self.bot, message.guild_id)
        return await draw_board(self.bot, message, board, language)

    async def _first_week(self, progress: Progress) -> date:
        """The Monday of the first week that a board counts."""
        return first_week(progress.now, await self.bot.store.progress.away())

    async def _refuse_off(self, interaction: discord.Interaction) -> None:
        """Raises Refusal where an admin has switched it off."""
        server = await self.server(interaction)
        if server is not None and not server.leaderboard:
            raise Refusal(is_off())
