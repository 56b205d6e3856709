"""Points discord.py at a fake Discord. Python imports this at start when its folder is on PYTHONPATH."""

import os

if address := os.environ.get("FAKE_DISCORD"):
    import yarl
    from discord.asset import Asset
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    Route.BASE = f"http://{address}/api/v10"
    setattr(Asset, "BASE", f"http://{address}/cdn")  # noqa: B010 - typed as a literal in discord.py
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{address}/gateway")

if seconds := os.environ.get("FAKE_PATIENCE"):
    from functools import partialmethod

    from discord.client import Client

    # How long heartbeats may go unanswered: 60 s in discord.py, and the bot has no setting for it.
    setattr(Client, "_get_state", partialmethod(getattr(Client, "_get_state"), heartbeat_timeout=float(seconds)))  # noqa: B009, B010 - private
