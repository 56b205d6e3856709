"""`/focus` through the real discord.py: alone, together, with a bell, and pressed too late or by somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from discord.utils import format_dt

from tests.databases import ON_BOTH
from tests.sentences import STALE
from tests.study_server import MONDAY, Learner, Reply, StudyServer, text_of_message

TUESDAY = MONDAY + timedelta(days=1)


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


async def later(server: StudyServer, minutes: float) -> None:
    """Let time pass, and the bot look."""
    server.clock.now += timedelta(minutes=minutes)
    await server.tick()


async def minutes_of(learner: Learner) -> list[int]:
    """The minutes of all sessions that are stored of a member."""
    return sorted(session.minutes for session in (await learner.journal()).sessions)


async def test_a_focus_from_start_to_stop(study_server: StudyServer):
    """Discord counts down; five minutes more once for what was shown; stopping logs what was studied, once."""
    ada = await study_server.member("ada")
    shown = await ada.slash("focus", task="backprop")
    ends = study_server.clock.now + timedelta(minutes=25)
    says(shown, "Focus: 25 min", "Review backpropagation", format_dt(ends, "t"), format_dt(ends, "R"), "won't ring")
    assert shown.labels == ["Stop", "+5 min", "Done with this task"]
    says(await ada.slash("focus", minutes=50), "this one running", "Focus: 25 min")
    on_another_device = shown.custom_ids
    longer = await shown.press("+5 min")
    says(longer, "5 more minutes", "Focus: 30 min", format_dt(ends + timedelta(minutes=5), "t"))
    says(await ada.forge(on_another_device[1]), "changed in the meantime", "Focus: 30 min")
    await study_server.restart()
    await later(study_server, 12.5)
    stopped = await ada.forge(longer.custom_ids[0])
    says(stopped, "**12 min** logged for Monday 2 March", "Your first week: 1 of 3 days")
    says(await ada.forge(longer.custom_ids[0]), "**12 min** logged")
    says(await ada.forge(longer.custom_ids[1]), "**12 min** logged")
    await later(study_server, 60)
    assert await minutes_of(ada) == [12]
    assert ada.dms == []
    assert study_server.posts == []
    says(await ada.forge(longer.custom_ids[2]), "Review backpropagation", "✅")
    assert await ada.done() == {"backprop"}


async def test_too_short_to_log(study_server: StudyServer):
    """Under 5 minutes nothing is logged, and it says so."""
    ada = await study_server.member("ada")
    shown = await ada.slash("focus")
    assert shown.labels == ["Stop", "+5 min"]
    study_server.clock.now += timedelta(minutes=4, seconds=59)
    says(await shown.press("Stop"), "less than 5 minutes of study, so nothing was logged")
    assert await minutes_of(ada) == []


async def test_done_with_this_task_ends_it(study_server: StudyServer):
    """The task is ticked and the minutes are logged, both on the study day on which the focus began."""
    ada = await study_server.member("ada")
    ada.at(TUESDAY, "03:50")
    shown = await ada.slash("focus", task="backprop", minutes=30)
    pressed = shown.custom_ids[2]
    ada.at(TUESDAY, "04:15")
    done = await shown.press("Done with this task")
    says(done, "**25 min** logged for Monday 2 March", "✅ **Review backpropagation")
    journal = await ada.journal()
    assert journal.study_days == {MONDAY}
    says(await ada.forge(pressed), "was already ticked")
    assert await minutes_of(ada) == [25]


async def test_it_ends_by_itself_and_rings_by_dm(study_server: StudyServer):
    """Each change rings once, however often the bot looks; the last one says what was logged, and ticks below it."""
    ada = await study_server.member("ada")
    says(await ada.slash("focus", minutes=25, rounds=2, ring="dm", task="backprop"), "2 rounds of 25 min", "Round 2:")
    for _ in range(6):
        await later(study_server, 5)
    assert [text for text in ada.dms if "Round 1 is done" in text] == ada.dms[:1]
    assert "Round 2 of 2" in ada.dms[1]
    await study_server.restart()
    for _ in range(10):
        await later(study_server, 5)
    assert len(ada.dms) == 3
    assert "Your focus is over.** 50 min logged" in ada.dms[2]
    done = await ada.press_dm("Done with this task")
    assert "✅ **Review backpropagation" in done.text
    assert await minutes_of(ada) == [50]
    await ada.slash("reminders", where="dm")
    await study_server.tick_at(TUESDAY + timedelta(days=1), "18:00")
    assert len(ada.dms) == 4, "what was asked for takes nobody's reminder away"


async def test_it_rings_in_the_channel_with_ones_name_and_nothing_else(study_server: StudyServer):
    """Whoever chose it is called there; neither task nor minutes are told."""
    ada = await study_server.member("ada")
    says(await ada.slash("focus", ring="channel", task="backprop"), "in the channel, with your name")
    await later(study_server, 25)
    await later(study_server, 5)
    (post,) = study_server.post_texts
    assert f"<@{ada.id}> **Your focus is over.**" in post
    assert "backprop" not in post.lower()
    assert "25" not in post
    assert study_server.sent[-1]["allowed_mentions"]["users"] == [ada.id]


async def test_a_bell_after_downtime(study_server: StudyServer):
    """What was slept through is told once, with an apology; after three hours no more. It is logged in any case."""
    ada = await study_server.member("ada")
    for hours, told in [(1, 1), (4, 1)]:
        await ada.slash("focus", minutes=10, rounds=2, ring="dm")
        await later(study_server, hours * 60)
        assert len(ada.dms) == told
    assert "Sorry this is late" in ada.dms[0]
    assert await minutes_of(ada) == [20, 20]


async def test_a_bell_that_nobody_needs_any_more(study_server: StudyServer):
    """Stopped before its time it stays silent; refused by Discord it is told with the next private reply."""
    ada = await study_server.member("ada")
    await (await ada.slash("focus", ring="dm")).press("Stop")
    await later(study_server, 30)
    assert ada.dms == []
    study_server.close_dms(ada)
    await ada.slash("focus", ring="dm")
    await later(study_server, 26)
    study_server.heal()
    says(await ada.slash("week"), "didn't let me")
    assert (await ada.settings()).where.value == "channel"


@ON_BOTH
async def test_together(study_server: StudyServer):
    """One public message that names nobody; minutes count from joining; edited at the changes of phase alone."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    own = await ada.slash("focus", minutes=25, rounds=2, together=True)
    says(own, "Focus: 2 rounds of 25 min")
    assert own.labels == ["Leave"]
    (post,) = study_server.posts
    assert "Focus together: 2 rounds of 25 min" in text_of_message(post)
    assert "Round 1 of 2 until" in text_of_message(post)
    assert str(ada.id) not in text_of_message(post)
    await later(study_server, 10)
    joined = await ben.press(post, "Join")
    says(joined, "Focus: 2 rounds of 25 min")
    says(await ben.press(post, "Join"), "You're already in")
    assert edits(study_server) == 0
    await later(study_server, 16)
    assert "Rest until" in study_server.post_texts[0]
    says(await ada.press(post, "Leave"), "**25 min** logged")
    says(await ada.press(post, "Leave"), "**25 min** logged")
    await study_server.restart()
    for _ in range(8):
        await later(study_server, 5)
    (over,) = study_server.posts
    assert "2 rounds of 25 min, 2 people took part" in text_of_message(over)
    assert edits(study_server) == 3
    assert (await minutes_of(ada), await minutes_of(ben)) == ([25], [40])
    cara = await study_server.member("cara")
    says(await cara.forge(f"rm:focus-join:{joined.custom_ids[0].split(':')[2]}"), "is over")


def edits(server: StudyServer) -> int:
    """How often the bot changed a message in the channel."""
    path = f"/channels/{server.channel.id}/messages/"
    return sum(request.method == "PATCH" and request.path.startswith(path) for request in server.env.http_requests)


async def test_together_where_the_bot_may_not_post(study_server: StudyServer):
    """The focus runs all the same, and says what is missing."""
    ada = await study_server.member("ada")
    study_server.allow_posts(False)
    says(await ada.slash("focus", together=True), "just yours", "Focus: 25 min")
    await later(study_server, 26)
    assert await minutes_of(ada) == [25]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"minutes": 180, "rounds": 8}, "can last up to 12"),
        ({"task": "no such thing"}, "isn't a task"),
    ],
)
async def test_refused(study_server: StudyServer, options: dict[str, str], said: str):
    """One sentence each, and nothing begins."""
    ada = await study_server.member("ada")
    says(await ada.slash("focus", **options), said)
    assert await study_server.store.focuses.of(ada.id) == []


async def test_presses_that_are_not_ones_own(study_server: StudyServer):
    """Somebody else's focus, one that never was, and nonsense change nothing."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    shown = await ada.slash("focus", task="backprop")
    for custom_id in (*shown.custom_ids, "rm:focus-leave:1", "rm:focus-join:1", "rm:focus-stop:x", "rm:focus-more:1:y"):
        reply = await ben.forge(custom_id)
        assert reply.private
        assert any(said in reply.text for said in ("is over", "not in this focus", STALE)), reply.text
    (focus,) = await study_server.store.focuses.of(ada.id)
    assert focus.ended_at is None
    says(await study_server.newcomer("cara").slash("focus"), "/start")


async def test_in_the_bots_dms(study_server: StudyServer):
    """A focus begins, shows itself and ends there; what needs a channel says so."""
    ada = await study_server.member("ada")
    user = ada.actor.user
    refused = Reply(ada, await user.slash("focus", together=True))
    assert "There's no channel here" in refused.text
    shown = Reply(ada, await user.slash("focus", minutes=25, ring="dm"))
    assert "Focus: 25 min" in shown.text
    await later(study_server, 10)
    stopped = Reply(ada, await user.click(shown.message, label="Stop"))
    assert "**10 min** logged" in stopped.text
    assert await minutes_of(ada) == [10]


async def test_forgotten_while_it_runs(study_server: StudyServer):
    """Nothing of it is left, its end is silent, and its buttons are calm."""
    ada = await study_server.member("ada")
    shown = await ada.slash("focus", ring="dm", together=True)
    files = await (await ada.slash("mydata", action="export")).files()
    assert '"focuses": [\n    {' in files["my-data.json"]
    await ada.forge("rm:forget")
    await later(study_server, 30)
    assert ada.dms == []
    assert await study_server.store.focuses.of(ada.id) == []
    says(await ada.forge(shown.custom_ids[0]), "is over")
