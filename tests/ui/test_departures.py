"""A server removes the bot, comes back, or is not to be reached for a while."""

from __future__ import annotations

from datetime import timedelta

from bot.operations.housekeeping import STEADY, Housekeeping
from bot.ui.cogs.departures import Departures
from tests.databases import ON_BOTH
from tests.study_server import StudyServer


async def is_gone(server: StudyServer) -> bool:
    """Whether the server counts as one that removed the bot."""
    return await server.store.departures.over(server.clock.now + timedelta(days=31)) == server.guild.id


async def hears(server: StudyServer, event: str, **payload: object) -> None:
    """The gateway says something about the server."""
    server.env.backend.emit(event, {"id": str(server.guild.id), **payload})
    await server.env.settle()


async def test_a_removal_is_noted_and_an_outage_is_none(study_server: StudyServer):
    """What Discord calls unavailable stays; what it takes off the list is gone, with the time of that moment."""
    await study_server.member("ada")
    departures = study_server.bot.get_cog("Departures")
    assert isinstance(departures, Departures)
    await hears(study_server, "GUILD_DELETE", unavailable=True)
    assert await study_server.bot.is_in(study_server.guild.id)
    await departures.on_ready()
    assert not await is_gone(study_server)
    await hears(study_server, "GUILD_DELETE")
    assert not await study_server.bot.is_in(study_server.guild.id)
    assert await is_gone(study_server)
    study_server.clock.now += timedelta(days=2)
    await departures.on_ready()
    since = await study_server.store.departures.over(study_server.clock.now + timedelta(days=28, seconds=1))
    assert since == study_server.guild.id


async def test_back_within_thirty_days_everything_is_there(study_server: StudyServer):
    """A removal while the bot was away is found at its start, and so is the coming back."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    await study_server.store.departures.note(study_server.guild.id, study_server.clock.now)
    await study_server.restart()
    assert not await is_gone(study_server)
    assert await ada.done() == {"backprop"}


@ON_BOTH
async def test_after_thirty_days_whoever_comes_back_begins_anew(study_server: StudyServer):
    """No settings, no plan, no message to anybody."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm")
    await hears(study_server, "GUILD_DELETE")
    seconds = 0.0
    keeping = Housekeeping(
        study_server.address, study_server.store, study_server.bot.is_in, study_server.clock, lambda: seconds
    )
    await keeping.look()
    study_server.clock.now += timedelta(days=31)
    seconds += timedelta(days=31).total_seconds()
    assert timedelta(seconds=seconds) > STEADY
    await keeping.look()
    assert await study_server.store.servers.get(study_server.guild.id) is None
    assert await study_server.store.members.record(study_server.guild.id, ada.id) is None
    await study_server.tick()
    assert ada.dms == study_server.posts == []
