"""`/admin` and its groups, to which several themes add their commands."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.ui.replies import Refusal

ADMIN = app_commands.Group(
    name="admin",
    description="Set Roadmate up for this server",
    default_permissions=discord.Permissions(manage_guild=True),
    guild_only=True,
)

ROADMAP = app_commands.Group(name="roadmap", description="This server's roadmaps", parent=ADMIN)


def refuse_members(interaction: discord.Interaction) -> None:
    """Raises Refusal for who may not manage the server: buttons below an admin's answers may be forged."""
    if not interaction.permissions.manage_guild:
        raise Refusal("Only those who may manage this server can do that.")
