"""The real bot in a browser, on simcord instead of Discord: no token, no network, a clock to move."""
