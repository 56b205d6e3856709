"""What is sent is made from what its reader wants when it is sent; a changed setting moves all that follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.study.member import ReminderChoice, Where
from bot.ui.cogs.recovery import Recovery
from tests.sentences import ALL_WELL
from tests.study_server import MONDAY, Learner, StudyServer

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
MESSAGES = "/channels/*/messages"
OPENING = "/users/@me/channels"


async def by_dm(server: StudyServer, name: str, **settings: str) -> Learner:
    """A member who gets direct messages."""
    learner = await server.member(name)
    await learner.slash("reminders", where="dm", **settings)
    return learner


async def later(learner: Learner, choice: str) -> None:
    """Press *Later…* below the newest direct message, and choose."""
    assert "When should I remind you?" in (await learner.press_dm("Later…")).text
    await learner.forge(f"rm:put-off:{learner.server.guild.id}:{choice}", in_dm=True)


@pytest.mark.parametrize("where", ["off", "channel"])
async def test_what_was_put_off_gives_way_to_a_later_wish(study_server: StudyServer, where: str):
    """Monday: Later…, Tomorrow, then off, or the channel: no direct message on Tuesday."""
    ada = await by_dm(study_server, "ada")
    await study_server.tick_at(MONDAY, "18:00")
    await later(ada.at(MONDAY, "18:30"), "tomorrow")
    await ada.slash("reminders", where=where)
    await study_server.tick_at(TUESDAY, "18:00")
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(ada.dms) == 1
    assert len(study_server.posts) == (where == "channel")


@pytest.mark.parametrize("where", ["off", "channel"])
async def test_what_did_not_go_through_gives_way_too(study_server: StudyServer, where: str):
    """Discord answers 500 at 18:00, the wish comes at 18:01: no direct message follows."""
    ada = await by_dm(study_server, "ada")
    study_server.env.inject_error("POST", MESSAGES, status=500, times=None)
    await study_server.tick_at(MONDAY, "18:00")
    study_server.heal()
    await ada.at(MONDAY, "18:01").slash("reminders", where=where)
    for minute in ("03", "10", "30"):
        await study_server.tick_at(MONDAY, f"18:{minute}")
    assert ada.dms == []


@pytest.mark.parametrize("whose", ["own", "server's"])
async def test_another_time_moves_what_did_not_go_through(study_server: StudyServer, whose: str):
    """Discord answers 500 at 18:00, and 22:00 is chosen at 18:01: it comes then, once, and without an apology."""
    ada, ben = await by_dm(study_server, "ada", time="18:00"), await study_server.member("ben")
    study_server.env.inject_error("POST", MESSAGES, status=500, times=None)
    await study_server.tick_at(MONDAY, "18:00")
    study_server.heal()
    if whose == "own":
        await ada.at(MONDAY, "18:01").slash("reminders", time="22:00")
    else:
        study_server.admin.at(MONDAY, "18:01")
        await study_server.set_up(at="22:00")
    for clock in ("18:03", "18:10", "21:59"):
        await study_server.tick_at(MONDAY, clock)
    assert (len(ada.dms), len(study_server.posts)) == ((0, 1) if whose == "own" else (1, 0))
    await study_server.tick_at(MONDAY, "22:00")
    came = ada.dms if whose == "own" else study_server.post_texts
    assert [("Sorry" in text) for text in came] == [False]
    assert (await ben.settings()).where is Where.CHANNEL


async def test_a_night_that_is_over_brings_no_message(study_server: StudyServer):
    """Due at 03:30 of what was still Monday, found at 05:00: Monday is over, and Tuesday's night comes in its turn."""
    ada = await by_dm(study_server, "ada", time="03:30")
    await study_server.set_up(at="03:30")
    await study_server.member("ben")
    await study_server.tick_at(TUESDAY, "05:00")
    assert (ada.dms, study_server.posts) == ([], [])
    await study_server.tick_at(WEDNESDAY + timedelta(days=1), "03:30")
    assert (len(ada.dms), len(study_server.posts)) == (1, 1)


async def test_another_setting_leaves_a_message_that_is_due(study_server: StudyServer):
    """*Mention me*, or other days, between the minute and the look: today's message comes all the same."""
    ada = await by_dm(study_server, "ada", time="18:00")
    await ada.at(MONDAY, "18:00").slash("reminders", ping=True, days="Tue Thu")
    await study_server.tick_at(MONDAY, "18:00")
    assert len(ada.dms) == 1


async def test_a_wish_during_a_look_is_not_undone(study_server: StudyServer):
    """Off is pressed between reading who is due and writing the next moment: off it stays, without a next moment."""
    ada = await by_dm(study_server, "ada")
    study_server.at(MONDAY, "18:00")
    (record,) = await study_server.store.members.records_due(study_server.clock.now, 10)
    await ada.slash("reminders", where="off")
    await study_server.tick._planner.members([record], study_server.clock.now)  # pyright: ignore[reportPrivateUsage]  # the middle of a look
    assert (await ada.settings()).where is Where.OFF
    assert await study_server.store.members.earliest_due() is None
    for day in range(7):
        await study_server.tick_at(MONDAY + timedelta(days=day), "18:00")
    assert ada.dms == []


@pytest.mark.parametrize(
    ("before", "changed", "after"), [("18:00", 12, "15:00"), ("20:00", 24 + 21, "09:00"), ("18:00", 12, "20:00")]
)
async def test_a_new_time_of_the_server_moves_those_who_go_by_it(
    study_server: StudyServer, before: str, changed: int, after: str
):
    """18:00 becomes 15:00 at noon, 20:00 becomes 09:00 on the night before: it comes then, without an apology."""
    await study_server.set_up(at=before)
    ada, ben = await by_dm(study_server, "ada"), await by_dm(study_server, "ben", time="19:00")
    study_server.at(MONDAY + timedelta(days=changed // 24), f"{changed % 24}:00")
    await study_server.set_up(at=after)
    day = MONDAY if changed < 24 else WEDNESDAY
    if changed > 24:
        settled = await ben.settings()
        await study_server.store.members.set_reminders(
            settled.guild_id, settled.user_id, ReminderChoice(Where.DM), study_server.clock.now + timedelta(hours=22)
        )
    for clock in sorted({after, "18:00", "19:00", "20:00"}):
        await study_server.tick_at(day, clock)
        assert len(ada.dms) == int(clock >= after)
    assert "Sorry" not in ada.dms[0]
    assert len(ben.dms) == 1


@pytest.mark.parametrize("outcome", ["sent", "missed", "refused"])
async def test_another_time_on_the_same_evening(study_server: StudyServer, outcome: str):
    """Today's post did not arrive: it comes at the new time. It did: the reply names Wednesday."""
    await study_server.member("ada")
    if outcome == "refused":
        study_server.env.inject_error("POST", MESSAGES, status=403, code=50001, times=None)
    await study_server.tick_at(MONDAY, "21:10" if outcome == "missed" else "18:00")
    study_server.heal()
    study_server.admin.at(MONDAY, "21:15")
    said = await study_server.set_up(at="22:00")
    day = WEDNESDAY if outcome == "sent" else MONDAY
    study_server.at(day, "22:00")
    assert f"<t:{int(study_server.clock.now.timestamp())}:F>" in said.text
    before = len(study_server.posts)
    await study_server.tick_at(day, "22:00")
    assert len(study_server.posts) == before + 1


async def test_put_off_twice_comes_once(study_server: StudyServer):
    """Tomorrow on Monday, an hour on Tuesday: what was said last holds."""
    ada = await by_dm(study_server, "ada")
    await study_server.tick_at(MONDAY, "18:00")
    await later(ada.at(MONDAY, "18:30"), "tomorrow")
    await later(ada.at(TUESDAY, "12:00"), "1h")
    for clock in ("13:00", "18:00"):
        await study_server.tick_at(TUESDAY, clock)
    assert len(ada.dms) == 2


async def test_a_reader_of_the_channel_who_put_it_off_is_not_called_as_well(study_server: StudyServer):
    """Put off to Wednesday 18:00: the message comes, and Wednesday's post calls the others."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    for learner in (ada, ben):
        await learner.slash("reminders", ping=True)
    await study_server.tick_at(MONDAY, "18:00")
    await (await ada.at(TUESDAY, "18:30").press(study_server.posts[0], "Later…")).press("Tomorrow")
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(ada.dms) == 1
    assert f"<@{ada.id}>" not in study_server.post_texts[-1]
    assert f"<@{ben.id}>" in study_server.post_texts[-1]


@pytest.mark.parametrize("pressed", ["00:40", "03:50"])
async def test_tomorrow_of_a_time_past_midnight(study_server: StudyServer, pressed: str):
    """Reminded at 00:30, pressed at 00:40 of what is still Monday's evening: it comes the next night, on the minute."""
    ada = await by_dm(study_server, "ada", time="00:30")
    await study_server.tick_at(TUESDAY, "00:30")
    await later(ada.at(TUESDAY, pressed), "tomorrow")
    await study_server.tick_at(TUESDAY, "12:00")
    assert len(ada.dms) == 1
    await study_server.tick_at(WEDNESDAY, "00:30")
    assert len(ada.dms) == 2
    assert "Sorry" not in ada.dms[1]


async def test_times_past_midnight_are_named_by_the_date_they_come_on(study_server: StudyServer):
    """Study days Mon, Wed, Sat at 00:30: Tue, Thu, Sun, in every sentence."""
    said = "Tue, Thu, Sun at 00:30"
    assert said in (await study_server.set_up(at="00:30")).text
    assert said in (await study_server.admin.slash("admin doctor")).text
    ada = study_server.newcomer("ada")
    assert said in (await ada.slash("start")).text
    assert said in (await ada.slash("reminders")).text
    assert "Mon, Wed, Sat at 18:00" in (await ada.slash("reminders", where="dm")).text  # a night of one's own choice
    assert said in (await ada.slash("reminders", time="00:30")).text
    assert "Mon, Wed, Sat at 04:00" in (await ada.slash("reminders", time="04:00")).text


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_direct_messages_leave_the_channel_alone(study_server: StudyServer, code: int):
    """A reader of the channel puts off and can't be written to: the channel's reminders go on, and they hear of it."""
    ada = await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    await (await ada.at(MONDAY, "18:30").press(study_server.posts[0], "Later…")).press("In 1 hour")
    path = f"/channels/{ada.actor.user.dm_channel.id}/messages"
    study_server.env.inject_error("POST", path, status=403, code=code, times=None)
    await study_server.tick_at(MONDAY, "19:30")
    assert (await ada.settings()).where is Where.CHANNEL
    assert "continue as before" in (await ada.slash("week")).text
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 2


@pytest.mark.parametrize(("status", "code"), [(403, 40003), (403, 50001), (403, 99999), (503, 0)])
async def test_a_refusal_that_passes_is_tried_again(study_server: StudyServer, status: int, code: int):
    """Too many direct messages opened at once, an unknown no, a bad gateway: it comes as soon as Discord takes it."""
    ada = await by_dm(study_server, "ada")
    path = f"/channels/{ada.actor.user.dm_channel.id}/messages"
    study_server.env.inject_error("POST", path, status=status, code=code, times=None)
    await study_server.tick_at(MONDAY, "18:00")
    study_server.heal()
    await study_server.tick_at(MONDAY, "18:04")
    assert (await ada.settings()).where is Where.DM
    assert len(ada.dms) == 1


async def test_opening_too_fast_makes_all_first_messages_wait(study_server: StudyServer):
    """Discord says so to the whole bot: ten minutes without another try, and nobody is turned off."""
    open_already = await by_dm(study_server, "open")
    assert "Sent" in (await (await open_already.slash("reminders")).press("Send me one now")).text
    first = [await by_dm(study_server, name) for name in ("ada", "ben")]
    study_server.env.inject_error("POST", OPENING, status=403, code=40003, times=None)
    await study_server.tick_at(MONDAY, "18:00")
    assert len(open_already.dms) == 2
    study_server.heal()
    tries = openings(study_server)
    for clock in ("18:03", "18:06", "18:09"):
        await study_server.tick_at(MONDAY, clock)
    assert openings(study_server) == tries
    await study_server.tick_at(MONDAY, "18:12")
    assert [len(one.dms) for one in first] == [1, 1]
    assert [(await one.settings()).where for one in first] == [Where.DM, Where.DM]


@pytest.mark.parametrize(("code", "after"), [(40003, Where.DM), (50001, Where.DM), (50007, Where.OFF)])
async def test_a_sample_tells_refusals_apart_too(study_server: StudyServer, code: int, after: Where):
    """*Send me one now*: what passes is said to pass, and turns nothing off."""
    ada = await by_dm(study_server, "ada")
    study_server.env.inject_error("POST", OPENING, status=403, code=code)
    said = await (await ada.slash("reminders")).press("Send me one now")
    assert ("in a few minutes" in said.text) == (after is Where.DM)
    assert (await ada.settings()).where is after


def openings(server: StudyServer) -> int:
    """How often Discord was asked to open a direct message."""
    return sum(request.path == OPENING for request in server.env.http_requests)


async def test_a_refusal_that_was_not_the_channels_mutes_nobody(study_server: StudyServer):
    """An unknown 403 for a post is tried again."""
    await study_server.member("ada")
    study_server.env.inject_error("POST", MESSAGES, status=403, code=99999)
    await study_server.tick_at(MONDAY, "18:00")
    await study_server.tick_at(MONDAY, "18:04")
    assert len(study_server.posts) == 1


async def test_a_daily_look_mends_what_nobody_tells_of(study_server: StudyServer):
    """Discord refuses what the gateway calls open: one try on each study day, and the first that is taken heals it."""
    await study_server.member("ada")
    study_server.env.inject_error("POST", MESSAGES, status=403, code=50001, times=None)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        for clock in ("18:00", "18:10", "20:00"):
            await study_server.tick_at(day, clock)
    assert len(study_server.sent) == 2
    study_server.heal()
    await study_server.tick_at(MONDAY + timedelta(days=5), "18:00")
    assert len(study_server.posts) == 1
    assert (await study_server.settings()).trouble is None


async def test_the_doctor_who_finds_the_channel_open_mends_it(study_server: StudyServer):
    """Nobody told the bot that it is open again; the check-up sees it, and posts go on."""
    await study_server.member("ada")
    study_server.env.inject_error("POST", MESSAGES, status=403, code=50001, times=None)
    await study_server.tick_at(MONDAY, "18:00")
    study_server.heal()
    assert ALL_WELL in (await study_server.admin.at(TUESDAY).slash("admin doctor")).text
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 1


async def test_an_invitation_is_a_moment_to_look(study_server: StudyServer):
    """Kicked and invited again: Discord tells of a server that was joined."""
    await study_server.member("ada")
    study_server.env.inject_error("POST", MESSAGES, status=403, code=50001, times=None)
    await study_server.tick_at(MONDAY, "18:00")
    study_server.heal()
    recovery, guild = study_server.bot.get_cog("Recovery"), study_server.bot.get_guild(study_server.guild.id)
    assert isinstance(recovery, Recovery)
    assert guild is not None
    assert "on_guild_join" in dict(recovery.get_listeners())
    await recovery.on_guild_join(guild)
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 1


async def test_two_servers_at_the_same_hour_are_one_message(study_server: StudyServer):
    """Both at 18:00 by direct message: one comes, and the other one's day is let go."""
    ada = await by_dm(study_server, "ada")
    other = study_server.env.create_guild("Other hall")
    twin, channel = other.add_member(ada.actor.user), other.create_text_channel("study")
    await twin.slash(channel, "start", zone="Europe/Berlin")
    await twin.slash(channel, "reminders", where="dm")
    for clock in ("18:00", "18:05", "19:00"):
        await study_server.tick_at(MONDAY, clock)
    assert len(ada.dms) == 1


async def test_what_was_asked_for_uses_nothing_up(study_server: StudyServer):
    """Monday's and Wednesday's message each put off by an hour: Friday's warning and Saturday's reminder come."""
    ada = await by_dm(study_server, "ada")
    for week in range(2):
        for day in (0, 2, 5) if week == 0 else (0, 2):
            await ada.at(MONDAY + timedelta(weeks=week, days=day)).slash("done", minutes=30)
    monday = MONDAY + timedelta(weeks=2)
    for day in (0, 2):
        await study_server.tick_at(monday + timedelta(days=day), "18:00")
        await later(ada.at(monday + timedelta(days=day), "18:30"), "1h")
        await study_server.tick_at(monday + timedelta(days=day), "19:30")
    await study_server.tick_at(monday + timedelta(days=4), "18:00")
    assert "3 study days by Sunday keep your 2 weeks" in ada.dms[-1]
    await ada.at(monday + timedelta(days=4), "21:00").slash("done", minutes=30)
    await study_server.tick_at(monday + timedelta(days=5), "18:00")
    assert "Sat: Review + exercises" in ada.dms[-1]
    assert len(ada.dms) == 6
