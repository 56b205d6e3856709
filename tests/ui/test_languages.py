"""Another language reaches every word that is shown; who reads an answer decides in which language it is said.

In all tests the bot speaks another language than that of its code, 40 % longer, and `tests/words/listening.py` looks
at everything that is sent. Here are the screens around a roadmap that has no word of English itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.ui.command_sync import tell_commands
from bot.words import DEFAULT, teach
from bot.words import catalogue as taught
from tests.conftest import NOON
from tests.sentences import STALE
from tests.study_server import MONDAY, Learner, Reply, StudyServer, study_server_on
from tests.ui.test_limits import Shape, look_around, roadmap_of
from tests.words.pseudo import Pseudo, pseudo


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


async def test_every_word_is_translated_and_every_screen_fits(server: StudyServer):
    """All commands that show something, on the first day, when behind and after the end; reminders; the setup."""
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
    assert len(server.heard.texts) > 300
    assert server.heard.untranslated({"ada", "study", "Study", "hall", "months"}) == []


async def test_what_went_through_no_catalogue_is_found(study_server: StudyServer):
    """The check that all tests end with would see a sentence that stands in the code."""
    study_server.heard.hear({"content": "Your plan is updated"})
    assert [text.split(": ")[1] for text in study_server.heard.untranslated(set())] == ["Your plan is updated"]
    study_server.heard.texts.clear()


@pytest.mark.parametrize("policy", ["peer", "mentor"])
@pytest.mark.usefixtures("another_language")
async def test_reviews_and_roles_are_translated_and_fit(server: StudyServer, policy: str):
    """From *Submit…* to the second return, what waits, the reader's forms, the line in a channel, and the roles."""
    role, phase = server.guild.create_role("計画"), server.roadmap.phases[0]
    mentors = server.guild.create_text_channel("学習")
    await server.change_setup(review=policy, reviewers=role, review_channel=mentors)
    mia = Learner(server, server.guild.add_member(server.env.create_user("mia"), roles=[role]), server.admin.zone)
    ada = await server.member("ada")
    await mia.slash("start")
    journals, now = server.store.journals, server.clock.now
    for item in phase.checkpoint.items if phase.checkpoint else ():
        await journals.give_evidence(ada.walk, item.id, "https://b.example " * 55, MONDAY, now)
        await journals.give_evidence(mia.walk, item.id, "計画", MONDAY, now)
    teach(DEFAULT, Pseudo())

    async def press(learner: Learner, verb: str, reply: Reply) -> Reply:
        return await learner.forge(next(one for one in reply.custom_ids if one.split(":")[1] == verb))

    await press(mia, "send", await mia.forge(f"rm:submit:{phase.id}"))
    for verdict in ("return", "return", "sign"):
        await press(ada, "send", await ada.forge(f"rm:submit:{phase.id}"))
        await server.tick_at(MONDAY, "18:00")
        reading = await press(mia, "take", await mia.slash("review"))
        await press(mia, "verdict", reading)
        await mia.slash("review")
        number = reading.custom_ids[0].split(":")[3]
        await mia.forge(f"rm:read:{number}:1")
        await mia.forge(f"rm:decide:{verdict}:{number}", "計画", answers_a_form=True)
        await ada.slash("week")
        await ada.slash("checkpoint", phase=1)
        await ada.slash("progress")
    server.guild.create_role("学習", permissions=discord.Permissions(manage_messages=True))
    await server.admin.slash("admin roles", reached=f"0:phase/{phase.id}", role=role)
    for wants in (1, 0):
        await ada.forge(f"rm:roles:{wants}")
    server.env.backend.delete_role(server.guild.id, role.id)
    await server.env.settle()
    await server.admin.slash("admin roles")
    await server.admin.slash("admin doctor")
    assert server.heard.untranslated({"ada", "study", "Study", "hall", "months"}) == []


@pytest.mark.usefixtures("another_language")
async def test_who_reads_an_answer_decides_on_its_language(study_server: StudyServer):
    """What one person reads is said in theirs, what everybody reads in the server's; unknown ones are English."""
    ada = await study_server.member("ada")
    teach("de", Pseudo())
    assert "⟦" not in (await ada.slash("streak")).text
    ada.speaks("de")
    assert "⟦" in (await ada.slash("streak")).text
    assert "⟦" in (await ada.forge("rm:streak")).text
    assert pseudo(STALE) in (await ada.forge("rm:unknown")).text
    shared = [await ada.slash(command, share=True) for command in ("week", "progress", "checkpoint")]
    asked = await (await ada.slash("stuck", task="ppo")).write("Why?")
    assert "⟦" in asked.text
    await study_server.tick_at(MONDAY, "18:00")
    everybody = [*(reply.text for reply in shared), *study_server.post_texts]
    assert len(everybody) > len(shared)
    assert "⟦" not in "".join(everybody)
    assert all(str(thread.name).startswith("Stuck: ") for thread in study_server.channel.threads)
    study_server.speaks("de")
    ada.speaks("en-US")
    assert "⟦" in (await ada.at(MONDAY).slash("week", share=True)).text
    assert "⟦" not in (await ada.slash("week")).text
    await study_server.tick_at(MONDAY + timedelta(days=2), "18:00")
    assert "⟦" in study_server.post_texts[-1]
    assert DEFAULT == "en"


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
