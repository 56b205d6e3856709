"""`/help` says what matters now, and names what else there is."""

from __future__ import annotations

import pytest

from bot.roadmap import Roadmap
from bot.sandbox.states import states
from bot.ui.screens.help import help_screen
from tests.on_screen import words_on
from tests.study_server import StudyServer


async def test_help_begins_with_start(study_server: StudyServer):
    """Whoever has not joined is shown the first step and nothing that would refuse them."""
    reply = await study_server.newcomer("ada").slash("help")
    assert reply.private
    assert "/start" in reply.text.splitlines()[2]
    assert reply.labels == []


async def test_help_after_joining_leads_on(study_server: StudyServer):
    """Members get the buttons to their week and progress; in a pause, first of all the way out of it."""
    ada = await study_server.member("ada")
    reply = await ada.slash("help")
    assert "ML Fundamentals" in (await reply.press("My week")).text
    await ada.slash("pause", until="in 2 weeks")
    assert (await ada.slash("help")).labels == ["Resume now", "My week", "My progress"]


@pytest.mark.parametrize(
    ("state", "first"),
    [
        ("week 9", ["week", "done", "progress", "stuck"]),
        ("behind", ["week", "done", "catchup", "progress"]),
        ("paused", ["pause", "done", "progress"]),
        ("finished", ["progress", "log", "start roadmap:"]),
    ],
)
def test_first_comes_what_matters_now(curriculum: Roadmap, state: str, first: list[str]):
    """Three or four commands in sentences of their own, then the rest in groups, each command once."""
    text = words_on(help_screen(states(curriculum)[state]))
    head, _, rest = text.partition("When you need it")
    assert _named(head) == first
    assert not {name.split()[0] for name in first} & set(_named(rest))


async def test_help_names_every_command_that_there_is_and_no_other(study_server: StudyServer):
    """What is written in /help can be typed."""
    text = (await study_server.newcomer("ada").slash("help")).text
    known = {command.name for command in study_server.bot.tree.get_commands()} - {"help"}
    assert {name.split()[0] for name in _named(text)} == known


async def test_every_command_says_what_it_and_its_options_do(study_server: StudyServer):
    """Discord shows these texts while typing."""
    missing: list[str] = []
    for command in study_server.bot.tree.walk_commands():
        described = [command.description]
        described += [p.description for p in getattr(command, "parameters", ())]
        missing += [command.qualified_name for said in described if len(str(said)) < 5]
    assert missing == []


def _named(text: str) -> list[str]:
    """The commands that a text names, in their order."""
    return [word.split("`")[0] for word in text.split("`/")[1:]]
