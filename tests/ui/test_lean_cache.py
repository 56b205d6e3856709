"""Little is kept of a server, whatever Discord tells of it, and hearing of servers asks the store nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest
from simcord.backend import serializers

from bot.store.database import Database
from tests.databases import DRIVERS
from tests.study_server import StudyServer

TOLD = {"id", "type", "name", "position", "parent_id", "topic", "rate_limit_per_user", "guild_id", "thread_metadata"}
"""What Discord promises to tell of the channel of an interaction; the rest may be missing."""


def payloads(server: StudyServer) -> Mapping[str, Any]:
    """What Discord tells of a server."""
    return serializers.guild_create_payload(server.env.backend, server.env.backend.get_guild(server.guild.id))


async def test_whatever_is_told_the_cache_does_not_grow(study_server: StudyServer):
    """A server's id, name and language; channels, roles and threads are gone again, made before the start or after."""
    server, backend = study_server, study_server.env.backend
    ada = await server.member("ada")
    forum, role = server.guild.create_forum_channel("questions"), server.guild.create_role("Readers")
    backend.create_thread(server.channel.id, "a thread", ada.id)
    server.allow_posts(False)
    backend.emit("GUILD_UPDATE", {**payloads(server), "name": "Reading hall", "preferred_locale": "de"})
    backend.emit("GUILD_CREATE", {**payloads(server), "name": "Reading hall", "unavailable": False})
    await server.env.settle()
    guild = server.bot.get_guild(server.guild.id)
    assert guild is not None
    assert (server.bot.server_name(guild.id), len(server.bot.guilds)) == ("Reading hall", 1)
    assert list(guild.channels) == list(guild.threads) == list(guild.roles) == list(guild.stage_instances) == []
    assert {member.id for member in guild.members} <= {server.bot.application_id, backend.bot_user.id}
    assert (guild.get_channel(forum.id), guild.get_role(role.id), guild.member_count) == (None, None, None)


async def test_commands_come_from_every_kind_of_channel(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """Of the channel the bot knows what comes with the command, and no more than Discord promises."""
    server, guild, ada = study_server, study_server.guild, await study_server.member("ada")
    server.env.backend.create_thread(server.channel.id, "aside", ada.id)
    places = [guild.create_voice_channel("talk"), guild.create_stage_channel("stage"), *server.channel.threads]
    tell = serializers.channel_payload

    def tells(backend: Any, asked: Any) -> Any:
        return {name: told for name, told in tell(backend, asked).items() if name in TOLD}

    monkeypatch.setattr(serializers, "channel_payload", tells)
    assert len(places) == 3
    for place in (*places, server.channel):
        reply = await ada.answer(ada.actor.slash(place, "week"))
        assert "Week 1" in reply.text, place.name


async def test_looking_people_up_keeps_none_of_them(study_server: StudyServer):
    """Whoever is asked for before a post is not a member of the cache afterwards."""
    people = [study_server.newcomer(name) for name in ("ada", "ben")]
    messenger = study_server.tick._sender._messenger  # pyright: ignore[reportPrivateUsage]  # as it posts
    found = await messenger.present(study_server.guild.id, {person.id for person in people})
    assert found == {person.id for person in people}
    guild = study_server.bot.get_guild(study_server.guild.id)
    assert guild is not None
    assert not {person.id for person in people} & {member.id for member in guild.members}


async def test_hearing_of_servers_asks_the_store_nothing(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """At a start each server tells that it is there; one that the bot was invited to is a question or two."""
    asked: list[str] = []

    def counting(rows: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def counted(self: Database, sql: str, /, **values: object) -> Any:
            asked.append(sql)
            return await rows(self, sql, **values)

        return counted

    for driver in DRIVERS:
        monkeypatch.setattr(driver, "rows", counting(driver.rows))
    told = {**payloads(study_server), "unavailable": False}
    for _ in range(3):
        study_server.env.backend.emit("GUILD_CREATE", told)
    await study_server.env.settle()
    assert asked == []
    study_server.env.backend.emit("GUILD_CREATE", {**told, "id": "77"})
    await study_server.env.settle()
    assert 1 <= len(asked) <= 3
