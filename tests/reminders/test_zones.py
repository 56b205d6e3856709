"""Zones: who took over the server's goes by it when it is corrected, and one that nobody knows stops nobody else."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.databases import ON_BOTH, columns_of
from tests.study_server import MONDAY, Learner, StudyServer

WEDNESDAY, SATURDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=5)
NEW_YORK = ZoneInfo("America/New_York")


async def without_zone(server: StudyServer, name: str) -> Learner:
    """Somebody who joins and says nothing of their zone."""
    learner = server.newcomer(name)
    await learner.slash("start")
    return learner


async def zone_of(learner: Learner) -> str:
    """The name of a member's zone."""
    return (await learner.settings()).zone.key


async def test_who_took_over_the_servers_zone_follows_it(new_server: StudyServer):
    """UTC is corrected to New York: their days and messages move, and those of who chose a zone don't."""
    await new_server.set_up(zone="UTC")
    ada, ben = await without_zone(new_server, "ada"), await new_server.member("ben", "Europe/London")
    cal = await without_zone(new_server, "cal")
    await ada.slash("reminders", where="dm")
    await cal.slash("reminders", where="dm", time="09:00")
    said = await new_server.set_up(zone="America/New_York")
    assert "also applies to 2 members who use the server's" in said.text
    assert [await zone_of(one) for one in (ada, ben, cal)] == ["America/New_York", "Europe/London", "America/New_York"]
    for clock in ("04:00", "08:59", "09:00", "17:59", "18:00"):
        await new_server.tick_at(WEDNESDAY, clock, "America/New_York")
        assert (len(cal.dms), len(ada.dms)) == (clock >= "09:00", clock == "18:00")
    ada.zone = NEW_YORK
    await ada.at(SATURDAY, "03:30").slash("done", minutes=20)  # 08:30 in UTC, and still Friday here
    assert (await ada.journal()).study_days == {SATURDAY - timedelta(days=1)}


async def test_a_zone_of_ones_own_is_kept(study_server: StudyServer):
    """Whoever chose later, even the same one, goes by their own from then on; and a preview carries the wish along."""
    ada = await without_zone(study_server, "ada")
    await ada.slash("reminders", zone="Berlin")
    ben = study_server.newcomer("ben")
    plan = await ben.slash("start", phase=2)
    await study_server.set_up(zone="America/New_York")
    await plan.press("Join with this plan")
    assert await zone_of(ada) == "Europe/Berlin"
    assert await zone_of(ben) == "America/New_York"
    await study_server.set_up(zone="Pacific/Auckland")
    assert [await zone_of(one) for one in (ada, ben)] == ["Europe/Berlin", "Pacific/Auckland"]


async def test_closed_weeks_stay_closed(new_server: StudyServer):
    """Tuesday 05:00 in Auckland last week is closed; in Los Angeles it would be Monday, and open again."""
    await new_server.set_up(zone="Pacific/Auckland")
    ada = await without_zone(new_server, "ada")
    ada.zone = ZoneInfo("Pacific/Auckland")
    ada.at(MONDAY + timedelta(days=8), "05:00")
    await new_server.set_up(zone="America/Los_Angeles")
    said = await ada.slash("done", minutes=30, day=str(MONDAY + timedelta(days=6)))
    assert "closed weeks don't change" in said.text
    assert (await ada.journal()).study_days == set()


@pytest.mark.parametrize("whose", ["member", "server"])
async def test_a_zone_that_nobody_knows_stops_nobody_else(
    study_server: StudyServer, whose: str, caplog: pytest.LogCaptureFixture
):
    """One row with a zone that this machine does not know is logged, left out, and told by the doctor."""
    ada, odd = await study_server.member("ada"), await study_server.member("odd")
    for learner in (ada, odd):
        await learner.slash("reminders", where="dm", time="18:00")
    ben = await study_server.member("ben")
    database = study_server.store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # no command stores such a zone
    if whose == "member":
        await database.rows("UPDATE members SET zone = 'Atlantis/Deep' WHERE user_id = :id", id=odd.id)
    else:
        await database.rows("UPDATE servers SET zone = 'Atlantis/Deep'")
    for day in (MONDAY, WEDNESDAY, SATURDAY):
        await study_server.tick_at(day, "18:00")
    assert "Atlantis/Deep is not known" in caplog.text
    assert len(ada.dms) == 3
    doctor = (await study_server.admin.slash("admin doctor")).text
    assert "Atlantis/Deep" in doctor
    if whose == "member":
        assert "1 member can't be reminded" in doctor
        assert len(study_server.posts) == 3
        assert "weeks 1-2: 2 members" in study_server.post_texts[-1]
        assert "isn't known on the machine" in (await odd.slash("week")).text
    else:
        assert "Europe/Berlin" in await study_server.admin.offered("admin setup", "zone", "berlin")
        await study_server.set_up()
        await study_server.tick_at(MONDAY + timedelta(days=7), "18:00")
        assert (len(ada.dms), len(study_server.posts)) == (4, 1)
    assert (await ben.settings()).zone.key == "Europe/Berlin"


@ON_BOTH
async def test_many_rows_that_nobody_can_read_are_no_wall(study_server: StudyServer):
    """More of them than are looked at in one go, all due before Ada: her message comes."""
    ada = await study_server.member("ada")
    await ada.slash("reminders", where="dm", time="18:00")
    database = study_server.store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # as above
    numbers = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 101)"
    columns = await columns_of(database)
    for table in ("members", "walks", "choices"):
        changed = {"user_id": "user_id + n", "zone": "'Atlantis/Deep'", "next_due_at": "next_due_at - n"}
        values = ", ".join(changed.get(name, name) for name in columns[table])
        await database.rows(f"{numbers} INSERT INTO {table} SELECT {values} FROM {table}, numbers")
    await study_server.tick_at(MONDAY, "18:00")
    assert len(ada.dms) == 1
