"""`/admin` and its groups, to which several themes add their commands."""

from __future__ import annotations

import discord
from discord import app_commands

ADMIN = app_commands.Group(
    name="admin",
    description="Set Roadmate up for this server",
    default_permissions=discord.Permissions(manage_guild=True),
    guild_only=True,
)

COHORT = app_commands.Group(name="cohort", description="This server's cohorts", parent=ADMIN)

ROADMAP = app_commands.Group(name="roadmap", description="This server's roadmaps", parent=ADMIN)
