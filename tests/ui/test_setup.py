"""`/admin setup` shows what will be, then sets it, and invites everybody; the check-up mends what it can."""

from __future__ import annotations

import discord
import pytest

from bot.actions.setting_up import set_up
from bot.study.deliveries import Tally
from bot.study.member import ServerChoice
from bot.ui.screens.doctor import reminders_line
from tests.databases import ON_BOTH
from tests.sentences import ALL_WELL, NO_MANAGER, PREVIEW_GONE, STALE
from tests.study_server import MONDAY, StudyServer, custom_ids_of
from tests.ui.test_channels import becomes, deny, tag

# --- shown, then set


async def test_it_shows_what_will_be_then_sets_it(new_server: StudyServer):
    """Nothing is stored before the press; a second press of the same button finds it done."""
    shown = await new_server.admin.slash("admin setup", zone="Europe/Berlin", time="19:00")
    assert shown.private
    for fact in ("Is this right?", "Mon, Wed, Sat at 19:00", "it is 12:00 there now", "/stuck"):
        assert fact in shown.text
    assert await new_server.store.servers.get(new_server.guild.id) is None
    custom_id = shown.custom_ids[0]
    done = await shown.press("Set it up")
    assert "All set" in done.text
    assert (await new_server.settings()).zone.key == "Europe/Berlin"
    again = await new_server.admin.forge(custom_id)
    assert PREVIEW_GONE in again.text


async def test_what_changes_is_marked_and_can_be_cancelled(study_server: StudyServer):
    """Only that; where nothing was set before, nothing is marked. The day of the next post is the check-up's."""
    await study_server.member("ada")
    shown = await study_server.admin.slash("admin setup", time="19:00", days="Tue")
    marked = [line for line in shown.text.splitlines() if "✏️" in line]
    assert ["Tue at 19:00" in line for line in marked] == [True, False]
    assert "Nobody I remind in the channel studies on any of these days" in shown.text
    assert "/admin setup days:" not in shown.text
    set_up_id = shown.custom_ids[0]
    cancelled = await shown.press("Cancel")
    assert "Nothing was changed" in cancelled.text
    assert cancelled.labels == []
    assert PREVIEW_GONE in (await study_server.admin.forge(set_up_id)).text
    assert (await study_server.settings()).days is None
    now = await study_server.admin.slash("admin setup")
    (post,) = (line for line in now.text.splitlines() if "Next post" in line)
    assert post in (await study_server.admin.slash("admin doctor")).text


async def test_what_was_changed_meanwhile_holds_and_is_shown(study_server: StudyServer):
    """Two admins, two settings: the second sees both before both hold. A forged press sets nothing."""
    await study_server.change_setup(pictures="off")
    shown = await study_server.admin.slash("admin setup", time="19:00")
    await set_up(study_server.store, study_server.guild.id, ServerChoice(days=(1, 3)), study_server.clock.now)
    seen = await shown.press("Set it up")
    assert "changed in the meantime" in seen.text
    assert "Tue, Thu at 19:00" in seen.text
    forged = await (await study_server.member("ada")).forge(seen.custom_ids[0])
    assert NO_MANAGER in forged.text
    assert "All set" in (await seen.press("Set it up")).text
    stored = await study_server.settings()
    assert (f"{stored.at:%H:%M}", stored.days, stored.pictures) == ("19:00", (1, 3), False)


async def test_a_help_channel_that_takes_no_questions_is_not_taken(
    study_server: StudyServer, monkeypatch: pytest.MonkeyPatch
):
    """By name and with the permission; a warning where it works all the same; and setup goes on without it."""
    closed, forum = study_server.guild.create_text_channel("closed"), study_server.guild.create_forum_channel("forum")
    await deny(study_server, closed, "send_messages", "send_messages_in_threads")
    reply = await study_server.admin.slash("admin setup", help=closed)
    assert f"I can't ask questions in {closed.mention} yet. Give me Send Messages in Threads" in reply.text
    await becomes(study_server, forum, monkeypatch, flags=1 << 4, available_tags=[])
    assert "requires a tag on each post" in (await study_server.admin.slash("admin setup", help=forum)).text
    await deny(study_server, closed, "create_public_threads")
    assert (
        "To open a thread for each, give me Create Public Threads"
        in (await study_server.change_setup(help=closed)).text
    )
    await deny(study_server, closed, "view_channel")
    assert f"Give me View Channel in {closed.mention}" in (await study_server.change_setup(time="20:00")).text
    assert f"{(await study_server.settings()).at:%H:%M}" == "20:00"
    await study_server.change_setup(help=study_server.channel)
    assert (await study_server.settings()).help_channel_id is None


# --- the invitation


@ON_BOTH
async def test_an_invitation_joins_in_two_presses(study_server: StudyServer):
    """Posted for everybody, after a restart too; who has joined sees where they are."""
    shown = await study_server.admin.slash("admin setup")
    posted = await shown.press("Post an invitation")
    (invitation,) = study_server.posts
    assert posted.private
    assert invitation.jump_url in posted.text
    assert posted.labels == ["Check everything"]
    assert len(custom_ids_of(invitation)) == 1
    await study_server.restart()
    ada = study_server.newcomer("ada", zone="Europe/Berlin")
    plan = await ada.press(study_server.posts[0], "Join")
    assert plan.private
    for fact in ("would be your plan", "36 weeks", "Europe/Berlin, 12:00 there now", "/start"):
        assert fact in plan.text
    assert await ada.plan_choices() == ()
    custom_id = plan.custom_ids[0]
    welcome = await plan.press("Start")
    assert "Welcome aboard" in welcome.text
    assert await ada.plan_choices() != ()
    assert "1 of 3 tasks done" in (await welcome.choose("backprop")).text  # the fourth press: a list opens, one chooses
    assert "already joined" in (await ada.press(study_server.posts[0], "Join")).text
    assert "already joined" in (await ada.forge(custom_id)).text


async def test_an_invitation_that_can_not_be_posted(study_server: StudyServer):
    """Said, with what to do; and nobody but an admin posts one."""
    shown = await study_server.admin.slash("admin setup")
    ada = await study_server.member("ada")
    assert NO_MANAGER in (await ada.forge("rm:invite")).text
    study_server.env.inject_error("POST", f"/channels/{study_server.channel.id}/messages", status=403, code=50013)
    assert "/admin doctor" in (await shown.press("Post an invitation")).text
    study_server.allow_posts(False)
    assert "Give me Send Messages in" in (await shown.press("Post an invitation")).text
    assert study_server.posts == []


# --- the check-up


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally((), 0, 0), "no reminder was due."),
        (Tally((0,), 0, 0), "1 reminder, on time."),
        (Tally((0, 9), 0, 0), "2 reminders, both on time."),
        (Tally((0,) * 6, 0, 0), "6 reminders, all on time."),
        (Tally((7200,), 0, 0), "1 reminder, late."),
        (Tally((0, 0, 7200), 0, 0), "3 reminders, 2 on time and 1 late."),
        (Tally((4000, 7200), 0, 0), "2 reminders, both late."),
        (Tally((0,) * 5, 2, 0), "5 reminders, all on time and 2 missed."),
        (Tally((0,) * 5, 2, 1), "5 reminders, all on time, 2 missed and 1 refused by Discord."),
        (Tally((), 1, 0), "1 missed."),
        (
            Tally((0,) * 9 + (90,), 0, 0),
            "10 reminders, all on time. Half came within 1 second of their time, the slowest within 2 minutes.",
        ),
        (
            Tally((2,) * 98 + (9, 7200), 0, 0),
            "100 reminders, 99 on time and 1 late. Half came within 2 seconds of their time, 99% within 9 seconds.",
        ),
    ],
)
def test_how_reliably_reminders_came(tally: Tally, said: str):
    """In a sentence; of a few nothing is said that needs many."""
    assert reminders_line(tally) == said


async def test_the_check_up_mends_the_help_channel(study_server: StudyServer):
    """Deleted: named as the help channel, and asked in the study channel after a press. A forged one mends nothing."""
    channel = study_server.guild.create_text_channel("help")
    await study_server.change_setup(help=channel)
    await study_server.delete_channel(channel)
    ada = await study_server.member("ada")
    shut = await ada.slash("stuck", task="ppo")
    assert shut.result.modal is None
    assert f"I can't ask in the help channel <#{channel.id}>" in shut.text
    found = await study_server.admin.slash("admin doctor")
    assert "The help channel is gone" in found.text
    assert NO_MANAGER in (await ada.forge("rm:mend:help")).text
    assert STALE in (await study_server.admin.forge("rm:mend:nothing")).text
    mended = await found.press("Ask in the study channel")
    assert ALL_WELL in mended.text
    assert (await study_server.settings()).help_channel_id is None
    assert (await ada.slash("stuck", task="ppo")).result.modal is not None


async def test_the_check_up_mends_the_study_channel_and_pictures(study_server: StudyServer):
    """Posts come where the admin is, if they can; pictures are left out where files may not be sent."""
    study_server.forbid(attach_files=True)
    found = await study_server.admin.slash("admin doctor")
    assert "give me Attach Files" in found.text
    assert ALL_WELL in (await found.press("Go without pictures")).text
    await study_server.tick_at(MONDAY, "18:00")
    elsewhere = study_server.guild.create_text_channel("elsewhere")
    await study_server.delete_channel(study_server.channel)
    study_server.channel = elsewhere
    found = await study_server.admin.slash("admin doctor")
    assert "The study channel is gone" in found.text
    assert ALL_WELL in (await found.press("Post in this channel")).text
    stored = await study_server.settings()
    assert (stored.channel_id, stored.pictures) == (elsewhere.id, False)


async def test_the_next_post_is_one_that_will_come(study_server: StudyServer):
    """Whoever joins, pauses or studied is reckoned with; nobody there is said as it is."""
    assert "none, because nobody has joined yet" in (await study_server.admin.slash("admin doctor")).text
    ada = await study_server.member("ada")
    assert "**Next post:** <t:1772470800:F>" in (await study_server.admin.slash("admin doctor")).text
    await ada.slash("done", task="backprop")  # Monday is studied: Wednesday comes next
    assert "**Next post:** <t:1772643600:F>" in (await study_server.admin.slash("admin doctor")).text
    await ada.slash("reminders", where="off")
    assert "none, because nobody follows the channel" in (await study_server.admin.slash("admin doctor")).text
    await ada.slash("reminders", where="channel")
    await ada.slash("pause", until="4 weeks")
    assert "none in the next two weeks" in (await study_server.admin.slash("admin doctor")).text


# --- where questions go


async def test_a_forum_that_wants_a_tag_gets_one(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """The first that everybody may choose."""
    forum = study_server.guild.create_forum_channel("questions")
    await deny(study_server, forum, "manage_threads")
    stored = study_server.env.backend.get_channel(forum.id)
    stored.available_tags = [tag(11, moderated=True), tag(12, moderated=False)]
    await becomes(study_server, forum, monkeypatch, flags=1 << 4)
    await study_server.change_setup(help=forum)
    ada = await study_server.member("ada")
    assert "Your question about" in (await (await ada.slash("stuck", task="ppo")).write("Why does it clip?")).text
    assert study_server.env.backend.channels[forum.threads[0].id].applied_tags == [12]


@pytest.mark.parametrize(
    ("kind", "path", "status", "code", "said"),
    [
        ("forum", "threads", 400, 40067, "need a tag that I'm not allowed to set"),
        ("forum", "threads", 400, 160006, "as many open threads as Discord allows"),
        ("forum", "threads", 403, 50013, "I can't ask in the help channel"),
        ("forum", "threads", 404, 10003, "I can't ask in the help channel"),
        ("forum", "threads", 500, 0, "your question may or may not be in"),
        ("text", "*", 403, 50013, "I can't ask in the help channel"),
        ("text", "*", 400, 50035, "I can't ask in the help channel"),
    ],
)
async def test_what_discord_refuses_gives_the_words_back(
    study_server: StudyServer, kind: str, path: str, status: int, code: int, said: str
):
    """Whatever the reason, with the channel's right name; and it can be asked again when nothing stands."""
    channel = getattr(study_server.guild, f"create_{kind}_channel")("questions")
    await study_server.change_setup(help=channel)
    ada = await study_server.member("ada")
    form = await ada.slash("stuck", task="ppo")
    study_server.env.inject_error("POST", f"/channels/{channel.id}/{path}", status=status, code=code, times=None)
    words = "Why does `clip` help?\n```python\nratio = new / old\n```\n" + "x" * 1400
    reply = await form.write(words)
    assert said.casefold() in reply.text.casefold()
    assert channel.mention in reply.text
    assert words.replace("```", "`\u200b`\u200b`") in reply.text
    assert reply.private
    study_server.heal()
    if status < 500:
        assert "Your question about" in (await (await ada.slash("stuck", task="ppo")).write(words)).text


async def test_the_limit_of_threads_and_threads_without_writing(study_server: StudyServer):
    """The question stands in the channel, and no empty thread is left open."""
    ada = await study_server.member("ada")
    study_server.env.inject_error("POST", f"/channels/{study_server.channel.id}/threads", status=400, code=160006)
    full = await (await ada.slash("stuck", task="ppo")).write("Why?")
    assert "as many open threads as Discord allows" in full.text
    assert study_server.channel.mention in full.text
    form = await ada.slash("stuck", task="vllm")
    study_server.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    said = await form.write("How?")
    assert "can't open threads" in said.text
    assert study_server.channel.threads == []
    assert sum("is stuck" in text for text in study_server.post_texts) == 2


async def test_an_announcement_channel_has_threads_of_its_own(study_server: StudyServer):
    """Discord takes another kind of thread there, which simcord does not know: it says that there are too many."""
    news = study_server.guild.create_news_channel("news")
    await study_server.change_setup(help=news)
    ada = await study_server.member("ada")
    study_server.env.inject_error("POST", f"/channels/{news.id}/threads", status=400, code=160007)
    asked = await (await ada.slash("stuck", task="ppo")).write("Why?")
    assert "as many open threads as Discord allows" in asked.text
    (request,) = [r for r in study_server.env.http_requests if r.path.endswith(f"{news.id}/threads")]
    assert dict(request.json or {})["type"] == discord.ChannelType.news_thread.value


async def test_a_form_that_went_wrong_gives_its_words_back(study_server: StudyServer):
    """Not only a question: evidence and a note too, when the database has no room."""
    ada = await study_server.member("ada")
    shown = await ada.slash("checkpoint")
    tick = next(one["custom_id"] for one in shown.controls if one.get("label") == "Tick item 1…")
    form = await ada.forge(tick)
    async with study_server.locked_database():
        reply = await form.write("https://example.org/what-attention-is")
    study_server.surprises.clear()
    assert reply.private
    assert "to copy:\n```\nhttps://example.org/what-attention-is\n```" in reply.text
