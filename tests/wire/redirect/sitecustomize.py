"""Points discord.py at a fake Discord. Python imports this at start when its folder is on PYTHONPATH."""

import os
from typing import Any

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

    from discord.state import ConnectionState

    # How long heartbeats may go unanswered: 60 s in discord.py, and the bot has no setting for it.
    state: Any = ConnectionState
    state.__init__ = partialmethod(state.__init__, heartbeat_timeout=float(seconds))
