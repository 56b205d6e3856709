"""Study days of one's own, breaks that begin later, and freezes that are told, as a member sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.databases import ON_BOTH
from tests.study_server import MONDAY, StudyServer

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Sun", (6,)),
        ("only sunday", (6,)),
        ("Tue Thu Sun", (1, 3, 6)),
        ("sunday, tuesday and thursday", (1, 3, 6)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("Fri to Mon", (0, 4, 5, 6)),
        ("every day", (0, 1, 2, 3, 4, 5, 6)),
        ("Weekends", (5, 6)),
        ("tues/thurs", (1, 3)),
    ],
)
async def test_days_as_people_write_them(study_server: StudyServer, typed: str, days: tuple[int, ...]):
    """From the next Monday on; what is left of this week keeps the roadmap's days."""
    ada = await study_server.member("ada")
    reply = await ada.at(MONDAY + DAY).slash("reminders", days=typed)
    assert "Your study days: Mon 1 h, Wed 1.5 h, Sat 1.5 h" in reply.text
    assert "From Monday 9 March" in reply.text
    record = await study_server.store.members.record(study_server.guild.id, ada.id)
    assert record is not None
    assert [(own.monday, own.days) for own in record.own_days] == [(MONDAY + WEEK, days)]


async def test_days_that_can_not_be_read(study_server: StudyServer):
    """One sentence with what to write, and nothing is saved."""
    ada = await study_server.member("ada")
    for typed in ("xyz", "t", "s", "8", ""):
        reply = await ada.slash("reminders", days=typed or " ")
        assert "Write them like Tue Thu Sun" in reply.text
    record = await study_server.store.members.record(study_server.guild.id, ada.id)
    assert record is not None
    assert record.own_days == ()


async def test_what_autocomplete_offers_is_taken(study_server: StudyServer):
    """Each offer, as its name and in other letters, is read back."""
    ada = await study_server.member("ada")
    for offered in await ada.offered("reminders", "days"):
        for typed in (offered, offered.upper()):
            assert "Your study days" in (await ada.slash("reminders", days=typed)).text


@ON_BOTH
async def test_a_parent_who_has_only_sundays_keeps_weeks(study_server: StudyServer):
    """One day a week: direct messages come on it with the week's hours, and it keeps the week."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", days="Sun", where="dm", time="10:00")
    for n in range(1, 3):
        sunday = MONDAY + n * WEEK + 6 * DAY
        for day in range(6):
            await study_server.tick_at(MONDAY + n * WEEK + day * DAY, "10:00")
        assert len(ada.dms) == n - 1, "nothing on other days"
        await study_server.tick_at(sunday, "10:00")
        assert "Sun: Read paper/blog, Implementation/coding, Review + exercises" in ada.dms[-1]
        done = await ada.at(sunday, "12:00").slash("done", minutes=240)
        assert "1 of 1 ✓" in done.text
    assert "2 weeks in a row" in (await ada.slash("streak")).text


async def test_the_channel_calls_whoever_has_the_day(study_server: StudyServer):
    """The post comes on the server's days; somebody with other days is not called by it, and is told so."""
    ada = await study_server.member("ada")
    ben = await study_server.member("ben")
    await ben.slash("reminders", ping=True)
    told = await ada.slash("reminders", days="Tue Thu", ping=True)
    assert "The channel's posts come on other days" in told.text
    await study_server.tick_at(MONDAY + WEEK, "18:00")
    assert f"<@{ben.id}>" in study_server.post_texts[-1]
    assert f"<@{ada.id}>" not in study_server.post_texts[-1]


async def test_an_admin_chooses_the_servers_days(study_server: StudyServer):
    """Posts come on those; the roadmap's are named again by its rhythm."""
    await study_server.member("ada", zone="Europe/Berlin")
    reply = await study_server.change_setup(days="Tue Thu")
    assert "on Tue, Thu at 18:00" in reply.text
    ben = await study_server.member("ben")
    await ben.slash("reminders", days="tue thu", ping=True)
    await study_server.tick_at(MONDAY, "18:00")
    assert study_server.posts == []
    await study_server.tick_at(MONDAY + WEEK + DAY, "18:00")
    assert f"<@{ben.id}>" in study_server.post_texts[-1]
    kept = await study_server.change_setup(time="19:00")
    assert "on Tue, Thu at 19:00" in kept.text
    back = await study_server.change_setup(days="rhythm")
    assert "on Mon, Wed, Sat at 19:00" in back.text


async def test_days_that_nobody_will_study_on_are_told_before_anybody_joins(new_server: StudyServer):
    """By the preview and the check-up, and who joins hears that the posts pass them by; DMs alone bring no post."""
    shown = await new_server.admin.slash("admin setup", zone="Europe/Berlin", days="Tue Thu")
    assert "Members study on Mon, Wed, Sat unless they choose other days. You've picked none of those" in shown.text
    await shown.press("Set it up")
    doctor = await new_server.admin.slash("admin doctor")
    assert "I post on none of those, so my posts would remind nobody. Change my days with" in doctor.text
    assert "looks good" not in doctor.text
    ada = new_server.newcomer("ada")
    joined = await ada.slash("start")
    assert "You study on Mon, Wed, Sat, and the posts come on other days, so they never remind you" in joined.text
    await new_server.change_setup(days="rhythm")
    assert "other days" not in (await ada.slash("start")).text
    await ada.slash("reminders", where="dm")
    doctor = await new_server.admin.slash("admin doctor")
    assert "Nothing is in the way, but no post is coming up." in doctor.text
    assert "none, because nobody follows the channel" in doctor.text


async def test_posts_that_never_call_somebody_are_told_to_the_admin(study_server: StudyServer):
    """By setup and by the check-up, which still names the next post; whoever gets direct messages is not counted."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    everybody = await study_server.change_setup(days="Tue Fri")
    assert "Nobody I remind in the channel studies on any of the days I post" in everybody.text
    doctor = await study_server.admin.slash("admin doctor")
    assert "Next post:** none, because nobody I remind in the channel studies on Tue, Fri." in doctor.text
    assert "looks good" not in doctor.text
    await ben.slash("reminders", days="fri sun")
    doctor = await study_server.admin.slash("admin doctor")
    assert "1 of 2 members doesn't study on any of the days I post," in doctor.text
    assert "on Tue, Fri at 18:00" in doctor.text
    assert "**Next post:** <t:1773421200:F>" in doctor.text  # ben's first Friday is that of next week
    await ada.slash("reminders", where="dm")
    for reply in (await study_server.change_setup(), await study_server.admin.slash("admin doctor")):
        assert "on any of the days" not in reply.text


async def test_a_break_from_a_tuesday_says_what_is_true(study_server: StudyServer):
    """Monday is left of the week: done, it keeps it; not done, it counts for nothing; the streak says so too."""
    ada = await study_server.member("ada")
    paused = await ada.at(MONDAY + DAY).slash("pause", until=f"{MONDAY + 2 * WEEK}")
    assert "Your plan waits for 1 week: nothing is due, your streak can't break, and no freeze is used." in paused.text
    assert "1 study day, on any day, keeps the week of" in paused.text
    assert "Otherwise it just doesn't count." in paused.text
    assert "After this, you can pause 6 more weeks." in paused.text
    streak = await ada.slash("streak")
    assert "1 study day, on any day, keeps this week. Otherwise it just doesn't count." in streak.text
    resumed = await paused.press("Resume now")
    assert "Welcome back" in resumed.text


async def test_a_break_that_begins_later_has_a_button_of_its_own(study_server: StudyServer):
    """Planned, shown with the plan, and cancelled; Resume has nothing to end."""
    ada = await study_server.member("ada")
    planned = await ada.slash("pause", **{"from": f"{MONDAY + 2 * WEEK}"}, until=f"{MONDAY + 3 * WEEK}")
    assert "A break from" in planned.text
    assert "Resume now" not in planned.labels
    assert "not on a break" in (await ada.forge("rm:resume")).text
    plan = await ada.slash("pace")
    assert "⏸️ A break from" in plan.text
    cancelled = await plan.press("Cancel this break")
    assert "⏸️" not in cancelled.text
    assert "already begun or was cancelled" in (await ada.forge(f"rm:unpause:{MONDAY + 2 * WEEK}")).text


async def test_freezes_are_told_once(study_server: StudyServer):
    """A week that was one day short: the next private reply says that a freeze covered it, and no later one."""
    ada = await study_server.member("ada")
    for day in (MONDAY, MONDAY + 2 * DAY):
        await ada.at(day).slash("done", minutes=30)
    quiet = await ada.at(MONDAY + WEEK, "20:00").slash("week")
    assert "freeze covered it" not in quiet.text, "until Tuesday 04:00 the week is open"
    told = await ada.at(MONDAY + WEEK + DAY).slash("week")
    assert "❄️ Last week was 1 day short. A freeze covered it. None left · 1 week in a row" in told.text
    assert "covered" not in (await ada.slash("week")).text


async def test_a_freeze_is_told_after_a_reply_that_got_lost(study_server: StudyServer):
    """Told is what arrived: when Discord refuses the answer, the next one says it."""
    ada = await study_server.member("ada")
    for day in (MONDAY, MONDAY + 2 * DAY):
        await ada.at(day).slash("done", minutes=30)
    ada.at(MONDAY + WEEK + DAY)
    study_server.env.inject_error(
        "POST", "/interactions/*/*/callback", status=404, code=10062, message="Unknown interaction", times=1
    )
    await ada.slash("week")
    study_server.heal()
    assert "freeze covered it" in (await ada.slash("week")).text


async def test_a_closed_week_stays_closed_when_one_moves_west(study_server: StudyServer):
    """In Auckland it is Tuesday 04:00, in Honolulu still Monday: what was closed takes no entries."""
    ada = await study_server.member("ada", zone="Pacific/Auckland")
    ada.at(MONDAY + WEEK + DAY, "05:00")
    closed = await ada.slash("done", minutes=30, day=f"{MONDAY + 2 * DAY}")
    assert "closed" in closed.text
    await ada.slash("reminders", zone="Pacific/Honolulu")
    still = await ada.slash("done", minutes=30, day=f"{MONDAY + 2 * DAY}")
    assert "closed" in still.text


async def test_a_week_that_closed_while_the_bot_was_away_stays_open(study_server: StudyServer):
    """Away from Saturday to Thursday: last week can be logged until Saturday, then it is closed."""
    ada = await study_server.member("ada")
    for day in (MONDAY, MONDAY + 2 * DAY):
        await ada.at(day).slash("done", minutes=30)
    await study_server.tick_at(MONDAY + 5 * DAY, "12:00")
    await study_server.tick_at(MONDAY + WEEK + 3 * DAY, "12:00", away=True)
    shown = await ada.slash("streak")
    assert "freeze covered it" not in shown.text
    done = await ada.slash("done", minutes=30, day=f"{MONDAY + 5 * DAY}")
    assert "closed" not in done.text
    assert "1 week in a row" in (await ada.slash("streak")).text
    ada.at(MONDAY + WEEK + 5 * DAY, "12:30")
    assert "closed" in (await ada.slash("done", minutes=30, day=f"{MONDAY + 6 * DAY}")).text


async def test_a_first_week_says_what_freezes_can_still_do(study_server: StudyServer):
    """Of three days one is done: on Saturday two can follow, on Sunday one and the freeze."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ada.slash("done", minutes=30)
    assert "2 more by Sunday and your streak begins." in (await ada.at(MONDAY + 5 * DAY).slash("streak")).text
    assert (
        "1 more by Sunday and 1 freeze, and your streak begins."
        in (await ada.at(MONDAY + 6 * DAY).slash("streak")).text
    )
    await ada.slash("done", minutes=30)
    assert "1 freeze would cover the rest, and your streak begins." in (await ada.slash("streak")).text
    assert "This week can't be kept any more." in (await ben.at(MONDAY + 6 * DAY).slash("streak")).text
