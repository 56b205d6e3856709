"""Everything is private unless its owner shares it, nobody acts for another, and no name ever pings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.study_server import MONDAY, Learner, StudyServer

COMMANDS: list[tuple[str, dict[str, object]]] = [
    ("start", {}),
    ("help", {}),
    ("week", {}),
    ("week", {"week": 9}),
    ("done", {}),
    ("done", {"task": "backprop"}),
    ("done", {"minutes": 30}),
    ("undo", {"task": "backprop"}),
    ("progress", {}),
    ("streak", {}),
    ("checkpoint", {}),
    ("roadmap", {}),
    ("roadmap", {"phase": 2}),
    ("reminders", {}),
    ("reminders", {"ping": True}),
    ("pace", {}),
    ("pace", {"preset": "4 months"}),
    ("pause", {"until": "2 weeks"}),
    ("catchup", {}),
    ("mydata", {"action": "export"}),
    ("mydata", {"action": "delete"}),
]

NAMES = [
    "**Ada** _the_ `first` ||x||",
    "@everyone",
    "<@1> <@&2> <#3> <t:0:R>",
    "[click](https://x.example)",
    "# Title",
    "\u202egnirts lautriv",
    "آدا لوفلايس",
    "學習者",
    "👩‍💻🇩🇪",
    "~~Ada~~ -# > 1.",
]


def mentions_allowed(server: StudyServer) -> list[Mapping[str, Any] | None]:
    """What each message that the bot sent or changed so far allows to ping."""
    bodies = [dict(request.json or {}) for request in server.env.http_requests if request.method in ("POST", "PATCH")]
    bodies = [body.get("data") or body for body in bodies]
    return [body.get("allowed_mentions") for body in bodies if "components" in body and "custom_id" not in body]


@pytest.mark.parametrize(("command", "options"), COMMANDS)
async def test_replies_are_private(study_server: StudyServer, command: str, options: dict[str, object]):
    """Only the member sees what was asked, and so nothing stands in the channel."""
    ada, ben = await study_server.member("ada"), study_server.newcomer("ben")
    assert (await ada.slash(command, **options)).private
    assert study_server.channel.history(viewer=ben.actor) == []


async def test_progress_of_others_needs_their_consent(study_server: StudyServer):
    """Nothing is shown before "Let others look" and nothing after "Hide from others"."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ada.slash("done", task="backprop")
    assert "of 70" not in (await ben.slash("progress", member=ada.actor)).text
    own = await ada.in_full()
    shown = await own.press("Let others look")
    looked = await ben.slash("progress", member=ada.actor)
    assert "1 of 70 tasks" in looked.text
    assert looked.private
    assert looked.custom_ids == []
    await shown.press("Hide from others")
    assert "of 70" not in (await ben.slash("progress", member=ada.actor)).text


async def test_no_answer_tells_hidden_and_not_joined_apart(study_server: StudyServer):
    """Whether somebody has joined is their own business, too."""
    ben = await study_server.member("ben")
    hidden = await study_server.member("ada", shown="Somebody")
    away = study_server.newcomer("eve", shown="Somebody")
    replies = [await ben.slash("progress", member=other.actor) for other in (hidden, away)]
    assert replies[0].text == replies[1].text


async def test_naming_oneself_is_no_looking_at_others(study_server: StudyServer):
    """`/progress member:` with one's own name is one's own progress."""
    ada = await study_server.member("ada")
    assert "Share here" in (await ada.slash("progress", member=ada.actor)).labels


async def test_a_press_on_a_post_answers_the_presser(study_server: StudyServer):
    """The reminder's buttons show each member their own week, privately, and leave the post as it is."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await study_server.tick_at(MONDAY, "18:00")
    (post,), (text,) = study_server.posts, study_server.post_texts
    await ada.slash("done", task="backprop")
    for learner, fact in ((ada, "1 of 3 tasks"), (ben, "0 of 3 tasks")):
        reply = await learner.press(post, "My week")
        assert reply.private
        assert reply.message.id != post.id
        assert fact in reply.text
    picked = await ben.press(post, "Tick a task…")
    assert "backprop" in picked.options
    await picked.choose("optimizers")
    assert await ada.done() == {"backprop"}
    assert await ben.done() == {"optimizers"}
    assert study_server.post_texts == [text]


async def test_a_press_by_who_has_not_joined_leads_to_start(study_server: StudyServer):
    """Also on a public post."""
    await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    reply = await study_server.newcomer("eve").press(study_server.posts[0], "My week")
    assert reply.private
    assert "/start" in reply.text


@pytest.mark.parametrize(
    ("custom_id", "values"),
    [("rm:tick:any", ("optimizers",)), ("rm:undo:backprop", ()), ("rm:visible:1", ()), ("rm:remind:off", ())],
)
async def test_nobody_can_act_for_another(study_server: StudyServer, custom_id: str, values: tuple[str, ...]):
    """A press that was copied from Ada's private message acts for who sends it."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ada.slash("done", task="backprop")
    before = await ada.settings()
    private = await ada.in_full()
    text = private.text
    await ben.forge(custom_id, *values)
    assert await ada.done() == {"backprop"}
    assert await ada.settings() == before
    assert private.text == text


async def test_forms_answer_for_their_sender(study_server: StudyServer):
    """Evidence that Ben sends is Ben's."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ben.forge("rm:evidence:cp1-transformer", "mine", answers_a_form=True)
    assert (await ada.journal()).evidence == ()
    assert [given.text for given in (await ben.journal()).evidence] == ["mine"]


async def test_servers_know_nothing_of_each_other(study_server: StudyServer):
    """A press that names another server finds nobody there."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    for server_id in (1, study_server.guild.id + 1, -1, 10**30):
        reply = await ada.forge(f"rm:my-week:{server_id}")
        assert reply.private
        assert "of 3 tasks" not in reply.text


@pytest.mark.parametrize("name", NAMES)
async def test_names_are_plain_text(study_server: StudyServer, name: str):
    """Whatever somebody calls themselves stands there letter by letter and does nothing."""
    ada = await study_server.member("ada", shown=name)
    ben = await study_server.member("ben")
    refused = await ben.slash("progress", member=ada.actor)
    shared = await ada.slash("progress", share=True)
    for text in (refused.text, shared.text):
        assert name in text.replace("\\", "")
        assert "<@1>" not in text.replace("\\<", "")
        assert "**Ada**" not in text
        assert "[click](" not in text.replace("\\[", "")
    assert all(allowed == {"parse": []} for allowed in mentions_allowed(study_server))


async def test_nothing_pings_but_reminders_of_those_who_asked(study_server: StudyServer):
    """Every message forbids all mentions; the reminder post allows exactly who wants a ping."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    eve = await study_server.member("eve", shown="@everyone")
    await eve.slash("reminders", where="dm", time="18:00")
    await ben.slash("reminders", ping=True)
    await every_command(ada)
    await ada.slash("progress", share=True)
    await ada.slash("checkpoint", share=True)
    await (await eve.slash("reminders")).press("Send me one now")
    quiet = mentions_allowed(study_server)
    assert len(quiet) > len(COMMANDS)
    assert [allowed for allowed in quiet if allowed != {"parse": []}] == []
    await study_server.tick_at(MONDAY, "18:00")
    post_and_note = [body["allowed_mentions"] for body in study_server.sent[-2:]]  # sent side by side
    assert sorted(post_and_note, key=len) == [{"parse": []}, {"parse": [], "users": [ben.id]}]


async def every_command(learner: Learner) -> None:
    """Use everything once."""
    for command, options in COMMANDS:
        await learner.slash(command, **options)


async def test_a_note_is_for_its_writer_alone(study_server: StudyServer):
    """What was written with a tick appears in nobody else's view."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ada.slash("done", task="backprop", note="between us")
    await (await ada.in_full()).press("Let others look")
    seen = [
        (await ada.slash("week", share=True)).text,
        (await ada.slash("progress", share=True)).text,
        (await ben.slash("progress", member=ada.actor)).text,
    ]
    await study_server.tick_at(MONDAY + timedelta(days=2), "18:00")
    assert [text for text in (*seen, *study_server.post_texts) if "between us" in text] == []
