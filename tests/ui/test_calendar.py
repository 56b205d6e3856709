"""`/calendar`: the file as another library reads it, the same for the same plan, moving what has moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.roadmap import Block, Milestone, Phase, RhythmDay, Roadmap, Task, Weeks
from bot.roadmap.versions import edited
from bot.study.choices import OwnDays
from bot.study.days import instant_of
from bot.study.progress import Progress
from bot.ui.calendar_file import NAME, entries, written
from tests.databases import ON_BOTH
from tests.study.people import standing, week
from tests.study_server import MONDAY, Learner, Reply, StudyServer

CHANGED = datetime(2026, 3, 2, 11, tzinfo=UTC)


def read(text: str) -> Calendar:
    """The file as the second library has it; it raises for what is not in the format."""
    return IcsCalendarStream.calendar_from_ics(text)


def by_uid(calendar: Calendar) -> dict[str, Event]:
    """The events by what they are; no two are the same."""
    found = {str(event.uid).split(".")[0]: event for event in calendar.events}
    assert len(found) == len(calendar.events)
    return found


async def exported(learner: Learner) -> tuple[str, Reply]:
    """The file of a member, and the reply it came with."""
    reply = await learner.slash("calendar")
    assert reply.private
    files = await reply.files()
    assert list(files) == [NAME]
    return files[NAME], reply


async def test_the_file_and_what_it_says(study_server: StudyServer):
    """108 study days, 7 milestones, 5 checkpoints, all-day; the reply says what a file can't do."""
    text, reply = await exported(await study_server.member("ada"))
    assert "A file can't take events back" in reply.text
    assert "calendar of its own" in reply.text
    assert "108 study days from Monday 2 March to Sunday 8 November" in reply.text
    events = by_uid(read(text))
    assert len(events) == 108 + 7 + 5
    first = events["day-1"]
    assert (first.dtstart, first.summary) == (MONDAY, "Read paper/blog · 1 h · ML Fundamentals")
    assert (first.dtstamp, first.sequence) == (CHANGED, 0)
    assert all(type(event.dtstart) is date for event in events.values())
    assert events["milestone-m-project-1"].dtstart == date(2026, 4, 26)
    assert events["checkpoint-foundations"].summary == "Checkpoint: phase 1 · Foundations"


async def test_an_unchanged_plan_is_the_same_file(study_server: StudyServer):
    """Byte for byte, after ticks, another time and zone, weeks, and a restart."""
    ada = await study_server.member("ada")
    text, _ = await exported(ada)
    await ada.at(MONDAY + timedelta(days=15)).slash("done", task="backprop", minutes=30)
    await ada.slash("reminders", time="07:15", zone="Asia/Tokyo")
    await study_server.restart()
    assert (await exported(ada))[0] == text


@ON_BOTH
async def test_a_changed_plan_moves_the_same_events(study_server: StudyServer):
    """A pause moves what follows it: same UIDs, a higher number, a later stamp; what was before it stays."""
    ada = await study_server.member("ada")
    before = by_uid(read((await exported(ada))[0]))
    ada.at(week(1))
    await ada.slash("pause", until="2026-03-30")
    text, _ = await exported(ada)
    after = by_uid(read(text))
    assert set(before) == set(after)
    assert before["day-3"].dtstart == after["day-3"].dtstart == MONDAY + timedelta(days=5)
    assert (before["day-4"].dtstart, after["day-4"].dtstart) == (week(1), week(4))
    assert {event.sequence for event in after.values()} == {1}
    assert {event.dtstamp for event in after.values()} == {study_server.clock.now}
    for _ in range(2):
        study_server.clock.now += timedelta(days=1)
        assert (await exported(ada))[0] == text
    await (await ada.slash("pace", preset="6 months")).press("Use this plan")
    faster = by_uid(read((await exported(ada))[0]))
    assert {event.sequence for event in faster.values()} == {2}


async def test_another_version_of_the_roadmap_counts_as_a_change(study_server: StudyServer):
    """A block that is named anew is named so in the file, with a higher number; days before it stay."""
    ada = await study_server.member("ada")
    before = by_uid(read((await exported(ada))[0]))
    edition = await study_server.store.progress.edition(study_server.guild.id)
    study_server.clock.now += timedelta(days=8)
    first, *others = edition.roadmap.phases
    block = first.blocks[-1].model_copy(update={"title": "Something new"})
    phase = first.model_copy(update={"blocks": (*first.blocks[:-1], block)})
    roadmap = edition.roadmap.model_copy(update={"phases": (phase, *others)})
    await study_server.store.roadmaps.confirm(
        edited(edition, roadmap, MONDAY + timedelta(days=7)), study_server.clock.now
    )
    after = by_uid(read((await exported(ada))[0]))
    assert set(before) == set(after)
    assert after["day-1"].sequence == 1
    assert "Something new" in str(after["day-22"].summary)
    assert [event.dtstart for event in before.values()] == [event.dtstart for event in after.values()]


async def test_in_the_bots_dms_and_for_strangers(study_server: StudyServer):
    """It needs no server; who has not joined is told how. It is in the export, and nothing of it stays."""
    ada = await study_server.member("ada")
    reply = Reply(ada, await ada.actor.user.slash("calendar"))
    assert list(await reply.files()) == [NAME]
    assert "/start" in (await study_server.newcomer("ben").slash("calendar")).text
    files = await (await ada.slash("mydata", action="export")).files()
    assert '"calendars": [\n    {' in files["my-data.json"]


def long_roadmap(text: str) -> Roadmap:
    """104 weeks of a block each, with long texts everywhere."""
    blocks = tuple(
        Block(id=f"b{n}", title=text, weeks=Weeks(n, n), tasks=(Task(id=f"t{n}", text=text),)) for n in range(1, 105)
    )
    return Roadmap(
        title=text,
        phases=(Phase(id="only", title=text, weeks=Weeks(1, 104), blocks=blocks),),
        rhythm=tuple(RhythmDay(day=day, activity=text, hours=1) for day in ("Mon", "Wed", "Sat")),
        milestones=tuple(Milestone(id=f"m{n}", week=n, title=text) for n in range(1, 105)),
    )


def every_day(progress: Progress) -> Progress:
    """The same plan with seven study days a week."""
    page = progress.record.__class__(
        progress.member, progress.record.choices, own_days=(OwnDays(MONDAY, tuple(range(7))),)
    )
    return Progress(progress.edition, page, progress.now)


@pytest.mark.parametrize(
    "text", ["Reading, and then; writing " * 11, "深度學習與強化學習之旅" * 27, "🧪e\u0301 ; ,\\" * 40]
)
def test_104_weeks_stay_under_200_kb(text: str):
    """With seven study days in each and a milestone, in any script; and every event is there and readable."""
    roadmap = long_roadmap(text[:300])
    progress = every_day(standing(roadmap, MONDAY, path=tuple(range(1, 105))))
    said = entries(progress)
    content = written(said, 12, CHANGED)
    assert len(content) < 200_000
    assert all(len(line) <= 75 for line in content.splitlines())
    events = read(content.decode()).events
    assert len(events) == 104 * 7 + 104
    assert all(event.summary for event in events)


def test_no_id_of_a_person_or_server_is_in_it(curriculum: Roadmap):
    """People pass files on."""
    progress = standing(curriculum, MONDAY)
    member = progress.member.__class__(123456789012345678, 876543210987654321, ZoneInfo("Asia/Kathmandu"))
    page = progress.record.__class__(member, progress.record.choices)
    content = written(entries(Progress(progress.edition, page, instant_of(MONDAY, time(12), member.zone))), 0, CHANGED)
    assert b"123456789012345678" not in content
    assert b"876543210987654321" not in content
    assert b"Kathmandu" not in content
