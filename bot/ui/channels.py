"""What the gateway has told of a study channel: whether the bot may post there."""

from __future__ import annotations

import discord

from bot.study.member import Server


def is_open(client: discord.Client, server: Server) -> bool:
    """Whether the bot may post in a server's study channel, without asking Discord."""
    guild = client.get_guild(server.guild_id)
    channel = guild.get_channel(server.channel_id) if guild and server.channel_id else None
    if guild is None or channel is None:
        return False
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages
