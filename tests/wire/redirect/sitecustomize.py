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
