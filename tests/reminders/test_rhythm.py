"""On each study day one post in the channel, at the server's time, for those who have not studied yet."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.study.days import instant_of
from tests.databases import columns_of
from tests.study_server import MONDAY, Learner, StudyServer

TUESDAY, WEDNESDAY, SATURDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 5))
HALF_AN_HOUR = timedelta(minutes=30)


async def posts_between(server: StudyServer, ada: Learner, first: datetime, weeks: int, zone: str) -> list[datetime]:
    """Tick every half hour while Ada studies on Tuesdays, and say at which local times something was posted."""
    found: list[datetime] = []
    requests = server.env.http_requests
    for step in range(weeks * 7 * 48):
        server.clock.now = first + step * HALF_AN_HOUR
        local = server.clock.now.astimezone(ZoneInfo(zone))
        if (local.weekday(), local.time()) == (1, time(20)):
            await ada.slash("done", minutes=30)
        before = len(requests)
        await server.tick()
        found += [local for _ in requests[before:]]
    return found


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Europe/Berlin", date(2026, 3, 16)),
        ("Europe/Berlin", date(2026, 10, 12)),
        ("America/New_York", date(2026, 2, 23)),
        ("Asia/Kathmandu", date(2026, 3, 16)),
        ("Pacific/Auckland", date(2026, 3, 23)),
    ],
)
async def test_four_weeks_across_a_change_of_clocks(new_server: StudyServer, zone: str, first: date):
    """Mon, Wed and Sat at 18:00 local, once each; nothing on other days; the change of clocks moves nothing."""
    new_server.clock.now = instant_of(first, time(9), ZoneInfo(zone))
    await new_server.set_up(zone=zone)
    ada = await new_server.member("ada", zone)
    midnight = instant_of(first, time(12), ZoneInfo(zone))
    posted = await posts_between(new_server, ada, midnight, 4, zone)
    study_days = [first + timedelta(weeks=week, days=day) for week in range(4) for day in (0, 2, 5)]
    assert [at.date() for at in posted] == study_days
    assert {at.time() for at in posted} == {time(18)}


@pytest.mark.parametrize(
    ("days", "activity", "effort"),
    [
        (0, "Mon: Read paper/blog", "1 h"),
        (2, "Wed: Implementation/coding", "1.5 h"),
        (5, "Sat: Review + exercises", "1.5 h"),
        (14, "Mon: Read paper/blog", "2 h"),
        (61, "Sat: Review + exercises", "1.5 h"),
    ],
)
async def test_the_post_says_what_to_do_and_how_long(study_server: StudyServer, days: int, activity: str, effort: str):
    """The day's activity, and its hours: 7 instead of 4 a week while a project is worked on, so 1.75 h are about 2."""
    ada = await study_server.member("ada")
    await ada.at(MONDAY + timedelta(days=days - 1)).slash("done", minutes=30)
    await study_server.tick_at(MONDAY + timedelta(days=days), "18:00")
    (text,) = study_server.post_texts
    assert activity in text
    assert f"· {effort}\n" in text


async def test_a_block_stands_with_its_first_tasks_and_how_many_are_in_it(study_server: StudyServer):
    """As the roadmap has them, whoever has done what; nobody is named."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    for learner in (ada, ben):
        await learner.at(TUESDAY).slash("done", task="backprop")
    eve = study_server.newcomer("eve").at(MONDAY + timedelta(weeks=2))
    await eve.slash("start")
    for learner, task in ((ada, "attention-paper"), (ben, "attention-video")):
        await learner.at(MONDAY + timedelta(weeks=2), "23:00").slash("done", task=task)
    await study_server.tick_at(MONDAY + timedelta(weeks=2, days=2), "18:00")
    (text,) = study_server.post_texts
    second, first = text.split("ML Fundamentals")
    assert "weeks 1-2: 1 member" in first
    assert "Review backpropagation" in first
    assert "weeks 3-4: 2 members" in second
    assert "Attention Is All You Need" in second  # Ada has read it
    assert "<@" not in text


async def state_of(server: StudyServer) -> str:
    """What the next post says, whatever its mark."""
    await server.tick_at(WEDNESDAY, "18:00")
    return server.post_texts[-1]


@pytest.mark.parametrize("studied", [False, True])
@pytest.mark.parametrize("skips", [False, True])
async def test_nothing_can_be_told_from_a_post(study_server: StudyServer, studied: bool, skips: bool):
    """With two members it reads the same whether one of them has studied, ticked, skipped, or catches up."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    if skips:
        await ben.slash("reminders", days="Tue Thu")
    if studied:
        await ada.at(TUESDAY).slash("done", task="backprop")
        await ada.at(WEDNESDAY).slash("done", task="optimizers")
    assert await state_of(study_server) == (
        "## Wed: Implementation/coding\n"
        "**ML Fundamentals** · 1.5 h\n"
        "-# weeks 1-2: 2 members\n"
        "• Review backpropagation, gradient descent\n"
        "• Optimization algorithms (SGD, Adam)\n"
        "• Loss functions and regularization\n"
        "🔥 How's your streak?"
    )


async def test_few_followers_know_what_a_posts_presence_tells(study_server: StudyServer):
    """Fewer than three hear that a post comes only while one of them has not studied; of a crowd it tells nothing."""
    told = "the others could tell who"
    ada, ben, cal = [await study_server.member(name) for name in ("ada", "ben", "cal")]
    assert told not in (await ada.slash("reminders")).text
    await cal.slash("reminders", where="dm")
    assert told in (await ada.slash("reminders")).text
    assert told not in (await cal.slash("reminders")).text
    assert told in (await ben.slash("reminders", ping=True)).text


async def test_at_most_five_blocks_the_fullest_first(study_server: StudyServer):
    """The rest is a number of blocks, and /week shows one's own."""
    learners = [study_server.newcomer(f"member{n}") for n in range(8)]
    for n, learner in enumerate(learners):
        await learner.at(MONDAY + timedelta(weeks=2 * min(n, 6))).slash("start")
    last = MONDAY + timedelta(weeks=12)
    for learner in learners:
        await learner.at(last - timedelta(days=1)).slash("done", minutes=30)
    await study_server.tick_at(last, "18:00")
    text = study_server.post_texts[-1]
    counts = [line for line in text.splitlines() if line.startswith("-# week")]
    assert counts[0] == "-# weeks 1-2: 2 members"
    assert len(counts) == 5
    assert "… and 2 more blocks" in text


async def test_the_post_leads_to_the_week_and_to_done(study_server: StudyServer):
    """Two buttons that work for everybody."""
    ada = await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    (post,) = study_server.posts
    assert "ML Fundamentals" in (await ada.press(post, "My week")).text
    ticked = await (await ada.press(post, "Tick a task…")).choose("backprop")
    assert "1 of 14 tasks" in ticked.text
    assert await ada.done() == {"backprop"}


async def test_who_studied_that_day_is_not_reminded(study_server: StudyServer):
    """The others are."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    for learner in (ada, ben):
        await learner.slash("reminders", ping=True)
    await ada.at(MONDAY, "17:59").slash("done", minutes=20)
    await study_server.tick_at(MONDAY, "18:00")
    (text,) = study_server.post_texts
    assert f"<@{ada.id}>" not in text
    assert f"<@{ben.id}>" in text


@pytest.mark.parametrize("gone", ["ada", "ben", "both"])
async def test_who_has_left_is_neither_called_nor_counted(study_server: StudyServer, gone: str):
    """Their progress stays, and a server whose members have all left hears nothing."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    for learner in (ada, ben):
        await learner.slash("reminders", ping=True)
    for name, learner in (("ada", ada), ("ben", ben)):
        if gone in (name, "both"):
            study_server.guild.remove_member(learner.actor)
    await study_server.tick_at(MONDAY, "18:00")
    for name, learner in (("ada", ada), ("ben", ben)):
        assert (await learner.settings()).has_left == (gone in (name, "both"))
    if gone == "both":
        assert study_server.posts == []
        return
    (text,) = study_server.post_texts
    stayed = ben if gone == "ada" else ada
    assert "weeks 1-2: 1 member" in text
    assert text.count("<@") == text.count(f"<@{stayed.id}>") == 1
    assert "1 member has joined." in (await study_server.admin.slash("admin doctor")).text


async def test_who_is_known_to_have_left_is_counted_in_no_block(study_server: StudyServer):
    """Nor among those who studied in a week, until they are back."""
    people = [await study_server.member(name) for name in ("ada", "ben", "cem", "dee")]
    await study_server.store.leavers.left(study_server.guild.id, [people[0].id])
    await study_server.tick_at(MONDAY, "18:00")
    await people[0].slash("week")
    await study_server.tick_at(MONDAY + timedelta(days=2), "18:00")
    assert ["weeks 1-2: 3 members" in text for text in study_server.post_texts] == [True, False]
    assert "weeks 1-2: 4 members" in study_server.post_texts[1]


async def test_only_who_asked_for_it_is_pinged(study_server: StudyServer):
    """And only they are named; the request to Discord lets it ping exactly them."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ben.slash("reminders", ping=True)
    await study_server.tick_at(MONDAY, "18:00")
    (text,), (body,) = study_server.post_texts, study_server.sent
    assert f"<@{ada.id}>" not in text
    assert f"<@{ben.id}>" in text
    assert body["allowed_mentions"]["users"] == [ben.id]
    assert body["allowed_mentions"]["parse"] == []


async def test_a_crowd_is_named_in_part_and_nobody_is_pinged_unseen(study_server: StudyServer):
    """A hundred members give one post that Discord takes; only those named in it can be pinged."""
    for number in range(45):
        learner = await study_server.member(f"learner{number}")
        await learner.slash("reminders", ping=True)
    await study_server.tick_at(MONDAY, "18:00")
    (text,), (body,) = study_server.post_texts, study_server.sent
    assert "5 more members" in text
    pinged = body["allowed_mentions"]["users"]
    assert [user for user in pinged if f"<@{user}>" not in text] == []
    assert len(pinged) == 40


async def test_a_server_without_members_hears_nothing(study_server: StudyServer):
    """Silence when nobody has joined."""
    await study_server.tick_at(MONDAY, "18:00")
    assert study_server.posts == []


@pytest.mark.parametrize("why", ["studied", "off", "dm", "starts later", "complete"])
async def test_nobody_to_remind_is_silence(study_server: StudyServer, why: str):
    """No post for nobody."""
    ada = study_server.newcomer("ada").at(TUESDAY if why != "starts later" else MONDAY + timedelta(days=3))
    await ada.slash("start")
    match why:
        case "studied":
            await ada.at(WEDNESDAY).slash("done", minutes=10)
        case "off" | "dm":
            await ada.slash("reminders", where=why, time="20:00")
        case "complete":
            while options := list((shown := await ada.slash("done")).options):
                await shown.choose(*options)
        case _:
            pass
    await study_server.tick_at(WEDNESDAY if why != "starts later" else SATURDAY, "18:00")
    assert study_server.posts == []
    assert ada.dms == []


async def test_a_server_that_is_not_set_up_hears_nothing(new_server: StudyServer):
    """The bot speaks only where an admin chose."""
    await new_server.member("ada")
    for day in range(7):
        await new_server.tick_at(MONDAY + timedelta(days=day), "18:00")
    assert new_server.posts == []


async def test_a_member_far_away_is_reminded_in_the_servers_time(study_server: StudyServer):
    """The channel has one time; whoever studied on the server's day is left in peace, also where it is tomorrow."""
    kiri = await study_server.member("kiri", "Pacific/Auckland")
    await kiri.slash("reminders", ping=True)
    await study_server.tick_at(MONDAY, "18:00")
    assert f"<@{kiri.id}>" in study_server.post_texts[0]
    study_server.clock.now = instant_of(WEDNESDAY, time(8), kiri.zone)
    await kiri.slash("done", minutes=30)
    await study_server.tick_at(WEDNESDAY, "18:00")
    assert len(study_server.posts) == 1


async def test_an_early_post_is_about_its_own_day_where_it_is_still_sunday(new_server: StudyServer):
    """Berlin's Monday at 08:00 is Sunday night in Los Angeles: whoever begins that Monday is in its post."""
    new_server.at(MONDAY - timedelta(days=4), "12:00")
    await new_server.set_up(at="08:00")
    cal = new_server.newcomer("cal", "America/Los_Angeles").at(MONDAY - timedelta(days=3))
    await cal.slash("start", zone="America/Los_Angeles")
    await cal.slash("reminders", ping=True)
    await new_server.tick_at(MONDAY, "08:00")
    (text,) = new_server.post_texts
    assert "weeks 1-2: 1 member" in text
    assert f"<@{cal.id}>" in text
    await cal.at(MONDAY + timedelta(days=12)).slash("done", minutes=30)
    await new_server.tick_at(MONDAY + timedelta(weeks=2), "08:00")
    assert "weeks 3-4: 1 member" in new_server.post_texts[-1]


async def test_two_thousand_members_are_still_one_message(study_server: StudyServer):
    """They are a number, and Discord's limits are kept."""
    await study_server.member("ada")
    database = study_server.store.servers._db  # pyright: ignore[reportPrivateUsage]  # 2,000 by hand take too long
    columns = await columns_of(database)
    for table in ("members", "walks", "choices"):
        values = ", ".join("user_id + n" if name == "user_id" else name for name in columns[table])
        await database.rows(
            f"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1999)
            INSERT INTO {table} SELECT {values} FROM {table}, numbers
            """
        )
    assert await study_server.store.members.count(study_server.guild.id) == 2000
    await study_server.tick_at(MONDAY, "18:00")
    (text,) = study_server.post_texts
    assert "weeks 1-2: 2,000 members" in text
    assert "<@" not in text
    assert len(text) < 4000
