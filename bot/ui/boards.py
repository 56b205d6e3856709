"""Drawing a leaderboard's message anew, wherever in a server it stands."""

from __future__ import annotations

import discord

from bot.study.leaderboard import Board, BoardMessage
from bot.ui.no_answer import NO_ANSWER
from bot.ui.screens.leaderboard import board_screen, emptied_screen
from bot.words import speaking


async def draw_board(client: discord.Client, message: BoardMessage, board: Board | None, language: str) -> bool | None:
    """Edit a message to show a board, or no name at all. False: it is gone or closed to the bot; None: no answer."""
    channel = client.get_partial_messageable(message.channel_id, guild_id=message.guild_id)
    with speaking(language):
        screen = board_screen(board) if board else emptied_screen()
    try:
        await channel.get_partial_message(message.message_id).edit(
            view=screen, allowed_mentions=discord.AllowedMentions.none()
        )
    except (discord.Forbidden, discord.NotFound):
        return False
    except NO_ANSWER:
        return None
    return True
