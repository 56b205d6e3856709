"""Another language reaches every word that is shown, and its longer sentences stay within what Discord takes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.sandbox.transcript import walk
from bot.ui.command_sync import tell_commands
from bot.ui.screens.refusals import Why, reason
from bot.words import DEFAULT, day_name, short_date, teach, weekday_name
from bot.words import catalogue as taught
from tests.conftest import NOON
from tests.study_server import MONDAY, StudyServer, study_server_on
from tests.ui.test_limits import Shape, look_around, refused_by_discord, roadmap_of
from tests.words.pseudo import Pseudo, pseudo

_SHOWN = ("content", "label", "description", "placeholder", "title")
_NO_WORDS = re.compile(
    r"```.*?```|`[^`]*`|<[^>]*>|https?://\S+|\bb\.example\b|/[a-z]+(?: [a-z]+)?|\b[a-z_]+:|[A-Z]\w+/[A-Z]\w+", re.DOTALL
)
"""Code, mentions, timestamps, addresses, commands with their options, zones: the same in every language."""
_WORD = re.compile(r"(?<![^\W_])[A-Za-z]?[a-z]{2,}(?![^\W_])")
_DAYS = [date(2026, month, 1) for month in range(1, 13)]
_OF_BABEL = {
    *("and", "or", "min"),
    *(weekday_name(weekday, short=short) for weekday in range(7) for short in (True, False)),
    *(short_date(day).split()[1] for day in _DAYS),
    *(day_name(day, day).split()[2] for day in _DAYS),
}
"""Said by Babel, which has no pseudo-language; and the unit of minutes."""
_NAMES = {"ada", "admin", "study", "Study", "hall", "months"}
"""Of people and places; and a pace that the walk asks for, which is said back as it was typed."""


@pytest.fixture
def another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place for languages that is as before after the test."""
    monkeypatch.setattr(taught, "_taught", dict(taught._taught))  # pyright: ignore[reportPrivateUsage]  # undone after


@pytest.fixture(name="server")
async def server_with_foreign_roadmap(tmp_path: Path) -> AsyncIterator[StudyServer]:
    """A server whose roadmap has no word in small Latin letters."""
    roadmap = roadmap_of(Shape(3, 2, 4, 3, "学習計画"))
    roadmap = roadmap.model_copy(
        update={"paces": [pace.model_copy(update={"name": "計画"}) for pace in roadmap.paces[:1]]}
    )
    async with study_server_on(roadmap, tmp_path / "roadmate.db", NOON) as server:
        await server.set_up()
        yield server


@pytest.mark.usefixtures("another_language")
async def test_every_word_is_translated_and_every_screen_fits(server: StudyServer):
    """All commands that show something, on the first day, when behind and after the end; reminders; the setup."""
    teach(DEFAULT, Pseudo())
    begin = len(server.env.http_requests)
    ada = server.newcomer("ada")
    await ada.slash("start")
    for day in (MONDAY, MONDAY + timedelta(days=17), MONDAY + timedelta(weeks=40)):
        await look_around(ada.at(day))
        await ada.slash("done", minutes=20)
        task = server.roadmap.tasks[0].id
        await ada.slash("done", task=task, note="計画")
        await ada.slash("undo", task=task)
    await ada.at(MONDAY).slash("reminders", where="dm")
    await server.tick_at(MONDAY + timedelta(days=21), "18:00")
    for command in ("admin doctor", "admin setup"):
        await server.admin.slash(command)
    await server.admin.slash("admin setup", time="19:00")
    await ada.forge("rm:tick:nothing")
    assert refused_by_discord(server) == []
    assert untranslated(server, begin) == []


def untranslated(server: StudyServer, begin: int) -> list[str]:
    """The shown texts with words that went through no catalogue, which stay as they are."""
    let_through = _OF_BABEL | _NAMES
    bodies = [dict(request.json or {}) for request in server.env.http_requests[begin:]]
    texts = {text for body in bodies for text in shown_in(body)}
    found = {text: set(_WORD.findall(_NO_WORDS.sub(" ", text))) - let_through for text in texts}
    return sorted(f"{sorted(words)}: {text}" for text, words in found.items() if words)


def shown_in(body: Mapping[str, Any]) -> Iterator[str]:
    """Everything to be read in a message, a form, or a list of choices."""
    body = body.get("data") or body
    parts = [body, *walk(body.get("components", ()))]
    parts += [part["component"] for part in parts if "component" in part]
    parts += [option for part in parts for option in part.get("options", ())]
    parts += [item for part in parts for item in part.get("items", ())]
    yield from (part[key] for part in parts for key in _SHOWN if part.get(key))
    yield from (choice["name"] for choice in body.get("choices", ()))


@pytest.mark.usefixtures("another_language")
async def test_an_interaction_is_answered_in_its_own_language(study_server: StudyServer):
    """A command, a press and a refusal; what nobody asked for is said in English."""
    ada = await study_server.member("ada")
    assert "⟦" not in (await ada.slash("streak")).text
    teach("en-US", Pseudo())
    assert "⟦" in (await ada.slash("streak")).text
    assert "⟦" in (await ada.forge("rm:streak")).text
    assert pseudo(reason(Why.STALE)) in (await ada.forge("rm:unknown")).text
    await study_server.tick_at(MONDAY, "18:00")
    assert study_server.posts
    assert "⟦" not in "".join(study_server.post_texts)


class _Translator(app_commands.Translator):
    """Says the commands' descriptions in one more language."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """A description with a mark; names stay as they are."""
        is_name = context.location.name.endswith("name")
        return None if is_name or locale is not discord.Locale.german else f"{self.mark} {string}"[:100]


async def test_translated_commands_are_told_once_and_again_when_a_translation_changes(study_server: StudyServer):
    """The fingerprint of a start covers the texts in other languages."""

    def told() -> int:
        return sum(r.method == "PUT" and r.path.endswith("/commands") for r in study_server.env.http_requests)

    bot, count = study_server.bot, told()
    await tell_commands(bot, study_server.store)
    assert told() == count
    for mark in ("de", "DE"):
        await bot.tree.set_translator(_Translator(mark))
        await tell_commands(bot, study_server.store)
        await tell_commands(bot, study_server.store)
        count += 1
        assert told() == count
