"""What discord.py raises when Discord said nothing that can be relied on, or only that it can't be done."""

from __future__ import annotations

import aiohttp
import discord

NO_ANSWER = (discord.HTTPException, aiohttp.ClientError, OSError)
"""A refusal or a server error, a connection that failed, a network that is away; a time that is over is an OSError."""
