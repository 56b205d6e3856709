"""Which server is meant in the bot's direct messages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ui.screens.layout import Screen, button, plain, press
from bot.ui.screens.verbs import Verb
from bot.words import tr

_MOST_BUTTONS = 5

Named = tuple[int, str]
"""A server by its id, with its name."""


def unnamed_server(guild_id: int) -> str:
    """A server that Discord has not told of, by its id."""
    return tr("Server {id}", id=str(guild_id))


def servers_screen(servers: Sequence[Named], said: str) -> Screen:
    """The servers to choose from."""
    screen = Screen(said)
    if len(servers) > _MOST_BUTTONS:
        return screen.choice(press(Verb.PICK_SERVER), tr("Choose a server…"), [(str(n), name) for n, name in servers])
    return screen.row(*(button(name, press(Verb.SERVER, guild_id)) for guild_id, name in servers))


def add_server(screen: Screen, name: str) -> Screen:
    """Say which server a screen is about, with the way to another one."""
    return screen.say(f"-# {plain(name)}").row(button(tr("Another server"), press(Verb.SERVERS)))


def which_server() -> str:
    """The question which one is meant."""
    return tr("Which server do you mean?")


def server_chosen(name: str) -> str:
    """Which one is meant from now on."""
    return tr("Our direct messages are now about **{server}**.", server=plain(name))
