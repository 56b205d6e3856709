"""A small Discord on loopback sockets, and the real bot process talking to it."""
