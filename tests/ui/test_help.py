"""`/help` says how to begin and names what there is."""

from __future__ import annotations

from tests.study_server import StudyServer


async def test_help_begins_with_start(study_server: StudyServer):
    """Whoever has not joined is shown the first step and nothing that would refuse them."""
    reply = await study_server.newcomer("ada").slash("help")
    assert reply.private
    assert "/start" in reply.text
    assert reply.labels == []


async def test_help_after_joining_leads_on(study_server: StudyServer):
    """Members get the buttons to their week and progress."""
    reply = await (await study_server.member("ada")).slash("help")
    assert "ML Fundamentals" in (await reply.press("My week")).text


async def test_help_names_every_command_that_there_is_and_no_other(study_server: StudyServer):
    """What is written in /help can be typed."""
    text = (await study_server.newcomer("ada").slash("help")).text
    known = {command.name for command in study_server.bot.tree.get_commands()} - {"help"}
    named = {word.split("`")[0].split()[0] for word in text.split("`/")[1:]}
    assert named == known


async def test_every_command_says_what_it_and_its_options_do(study_server: StudyServer):
    """Discord shows these texts while typing."""
    missing: list[str] = []
    for command in study_server.bot.tree.walk_commands():
        described = [command.description]
        described += [p.description for p in getattr(command, "parameters", ())]
        missing += [command.qualified_name for said in described if len(str(said)) < 5]
    assert missing == []
