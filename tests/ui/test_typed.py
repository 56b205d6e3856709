"""A reader takes what its own list shows: names and values, in any letter case, with or without marks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pytest
from discord import app_commands

from bot.roadmap.versions import first_edition
from bot.study.letters import without_marks
from tests.conftest import NOON
from tests.options import OPTIONS
from tests.reading import Here
from tests.study.test_task_names import ROAD
from tests.study_server import MONDAY, Learner, StudyServer, study_server_on

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(name="twins")
async def server_with_equal_texts(tmp_path: Path) -> AsyncIterator[StudyServer]:
    """A server that walks a roadmap with equal texts, marks and other scripts."""
    async with study_server_on(ROAD, tmp_path / "roadmate.db", NOON) as server:
        await server.set_up()
        yield server


def ways(name: str, value: str) -> list[str]:
    """What clients and people may send for a choice."""
    typed = (name, value, name.upper(), f" {name.lower()} ", without_marks(name), unicodedata.normalize("NFD", name))
    return list(dict.fromkeys(typed))


def test_no_option_with_a_list_is_forgotten(study_server: StudyServer):
    """Whoever gives an option a list adds it here, and below a test that reads its names."""
    found = {
        (command.qualified_name, option.display_name)
        for command in study_server.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
        for option in command.parameters
        if option.autocomplete
    }
    assert found == OPTIONS


@pytest.mark.parametrize("typed", ["", "san", "springf", "est", "+5:45"])
async def test_zones(study_server: StudyServer, typed: str):
    """For a member, an admin and somebody who joins."""
    ada = await study_server.member("ada")
    offered = await ada.choices("reminders", "zone", typed)
    assert offered == await study_server.admin.choices("admin setup", "zone", typed)
    assert offered == await ada.choices("start", "zone", typed)
    assert len(set(offered.values())) == len(offered)
    for name, value in islice(offered.items(), 3):
        for way in ways(name, value):
            assert "there now" in (await ada.slash("reminders", zone=way)).text
            assert (await ada.settings()).zone.key == value or value == name, way
        shown = await study_server.admin.slash("admin setup", zone=name)
        assert f"🌍 {name.split(' · ')[0]}" in shown.text
        if "Set it up" in shown.labels:
            await shown.press("Set it up")
        zone = (await study_server.settings()).zone.key
        assert zone == value or value == name
        newcomer = study_server.newcomer(f"noor {name[:20]}")
        assert "there now" in (await newcomer.slash("start", zone=name)).text
        assert (await newcomer.settings()).zone.key == zone


async def test_the_zone_box_begins_with_the_servers(study_server: StudyServer):
    """Then large ones."""
    assert (await study_server.newcomer("ada").offered("start", "zone"))[:2] == ["Europe/Berlin", "Asia/Shanghai"]


@pytest.mark.parametrize(
    ("typed", "zone", "said"),
    [
        ("Berlin", "Europe/Berlin", "Berlin, Germany: it is 12:00 there now"),
        ("Zürich", "Europe/Zurich", "Zürich, Switzerland: it is 12:00 there now"),
        ("東京", "Asia/Tokyo", "Tokyo, Japan: it is 20:00 there now"),
        ("india", "Asia/Kolkata", "Mumbai, India: it is 16:30 there now"),
        ("America/New_York", "America/New_York", "America/New York: it is 06:00 there now"),
    ],
)
async def test_a_city_typed_and_sent_is_taken(study_server: StudyServer, typed: str, zone: str, said: str):
    """Said with its country and the time on its clocks."""
    ada = study_server.newcomer("ada")
    assert said in (await ada.slash("start", zone=typed)).text
    assert (await ada.settings()).zone.key == zone


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("EST", "New York City, New York, United States (06:00 now), Toronto, Canada (06:00 now)"),
        ("Etc/GMT+5", "New York City"),
        ("usa", "Los Angeles, California, United States (03:00 now)"),
        ("Portland", "Portland, Oregon, United States (03:00 now), Portland, Maine, United States (06:00 now) or"),
        ("**bold**", "I don't know a city, country or time zone “\\*\\*bold\\*\\*”"),
    ],
)
async def test_what_could_be_several_is_asked_back(study_server: StudyServer, typed: str, said: str):
    """The places that it may be, largest first; nobody has joined."""
    ada = study_server.newcomer("ada")
    assert said in (await ada.slash("start", zone=typed)).text
    assert await study_server.store.members.count(study_server.guild.id) == 0


async def test_a_place_that_is_chosen_is_named(new_server: StudyServer):
    """Also where its zone is called after another one, and the first of several that is highlighted already."""
    for typed, said in (("Portland", "Portland, Oregon, United States: it is"), ("Berlin", "Europe/Berlin: it is")):
        first = (await new_server.admin.offered("admin setup", "zone", typed))[0]
        assert said in (await new_server.admin.slash("admin setup", zone=first)).text


async def test_tasks(twins: StudyServer):
    """Four equal texts in four weeks are four tasks, ticked and taken back by what is shown of them."""
    ada = await twins.member("ada")
    offered = await ada.choices("done", "task")
    assert {f"Do the exercises · week {week}" for week in (1, 2)} <= set(offered)
    for name, value in islice(offered.items(), 0, None, 3):
        for way in ways(name, value):
            await ada.slash("done", task=way)
            assert await ada.done() == {value}, way
            assert (await ada.choices("undo", "task"))[name] == value
            await ada.slash("undo", task=way)
            assert await ada.done() == set(), way
    form = await ada.slash("stuck", task=next(name for name in await ada.choices("stuck", "task", "week 3")).upper())
    assert "Do the Exercises" in form.form_text
    shown = await ada.slash("focus", task=next(name for name in await ada.choices("focus", "task", "week 3")).upper())
    assert "Do the Exercises" in shown.text


@pytest.mark.parametrize("typed", ["x", "計", "**", "knitting"])
async def test_words_that_name_no_task_tick_nothing(twins: StudyServer, typed: str):
    """Too few letters, or none that is called so: one sentence, with what to do next."""
    ada = await twins.member("ada")
    reply = await ada.slash("done", task=typed)
    assert "pick one from the list" in reply.text
    assert await ada.done() == set()


async def test_what_is_reached(twins: StudyServer):
    """Phases and milestones, also equal ones: each is known by its name as by its value."""
    role = twins.guild.create_role("Founder")
    await twins.env.settle()
    offered = await twins.admin.choices("admin roles", "reached")
    assert len(offered) > 1
    for name, value in offered.items():
        for way in ways(name, value):
            await twins.admin.slash("admin roles", reached=way, role=role)
            (chosen,) = await twins.store.roles.rewards(twins.guild.id)
            assert f"{chosen[0]}:{chosen[1].achievement}" == value, way
            await twins.store.roles.drop(twins.guild.id, chosen[0], chosen[1].achievement)


async def test_roadmaps(study_server: StudyServer):
    """Two of one title are told apart, and so is an archived one; each list has the same names."""
    admin, store, guild = study_server.admin, study_server.store, study_server.guild.id
    for number in (1, 2, 3):
        title = "Zürich, zu Fuß" if number < 3 else study_server.roadmap.title
        edition = first_edition(study_server.roadmap.model_copy(update={"title": title}), MONDAY)
        await store.roadmaps.confirm(replace(edition, guild_id=guild, roadmap_id=number), study_server.clock.now)
    await store.roadmaps.archive(guild, 2, study_server.clock.now)
    offered = await admin.choices("admin roadmap restore", "roadmap")
    assert set(offered.values()) == {"0", "1", "2", "3"}
    for name, value in offered.items():
        for way in ways(name, value):
            restoring = await admin.slash("admin roadmap restore", roadmap=way)
            assert ("archived" in restoring.text) is (value == "2"), way
    for command in ("export", "default", "archive"):
        assert await admin.choices(f"admin roadmap {command}", "roadmap") == offered
    own = await admin.choices("admin roadmap import", "onto")
    assert set(own.values()) == {"1", "3"}
    newcomer = study_server.newcomer("newcomer")
    begun = await newcomer.choices("start", "roadmap")
    assert set(begun.values()) == {"0", "1", "3"}
    for name, value in begun.items():
        for way in ways(name, value):
            refused = await newcomer.slash("start", roadmap=way, zone="Nowhere at all")
            assert "a roadmap on this server" not in refused.text, way
    study_server.bot.apart = Here()
    for name, value in own.items():
        for way in ways(name, value):
            shown = await admin.slash("admin roadmap import", file=("a.md", b"# New\n- [ ] a"), onto=way)
            assert "Keep both" in shown.labels, way


async def test_days(study_server: StudyServer):
    """Each day of the open weeks."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(days=7))
    sent: Counter[str] = Counter()
    for name, value in (await ada.choices("done", "day")).items():
        for way in ways(name, value):
            await ada.slash("done", minutes=5, day=way)
            sent[value] += 1
            assert Counter(str(session.study_day) for session in (await ada.journal()).sessions) == sent, way
    assert len(sent) == 8


@pytest.mark.parametrize("typed", ["tue", "Tuesday", "2026-03-10", "10.3.", "today", "mon", "Monday", None])
async def test_after_midnight_the_calendar_is_a_day_ahead(study_server: StudyServer, typed: str | None):
    """At 01:30 on Tuesday it is still Monday's evening, whatever it is called; never Tuesday of last week."""
    ada = await study_server.member("ada")
    ada.at(MONDAY + timedelta(days=8), "01:30")
    await ada.slash("done", minutes=30, **({"day": typed} if typed else {}))
    assert (await ada.journal()).study_days == {MONDAY + timedelta(days=7)}


@pytest.mark.parametrize(
    ("typed", "day"),
    [("yesterday", 6), ("sunday", 6), ("Sun 08.03.", 6), ("last tuesday", 1), ("2026-03-03", 1), ("3/3", 1)],
)
async def test_after_midnight_other_days_are_themselves(study_server: StudyServer, typed: str, day: int):
    """Sunday is Sunday."""
    ada = await study_server.member("ada")
    await ada.at(MONDAY + timedelta(days=8), "01:30").slash("done", minutes=30, day=typed)
    assert (await ada.journal()).study_days == {MONDAY + timedelta(days=day)}


async def test_cohorts(study_server: StudyServer):
    """A cohort, its roadmap and its dates are read as their lists show them."""
    admin = study_server.admin
    for name in ("Zürich Ü30", "春季班"):
        await (await admin.slash("admin cohort new", name=name, start="2026-03-09")).press("Make it")
    offered = await admin.choices("admin members", "cohort")
    assert len(offered) == 2
    for command in ("admin export", "admin cohort change", "admin cohort close"):
        assert await admin.choices(command, "cohort") == offered
    newcomer = study_server.newcomer("noor")
    begun = await newcomer.choices("start", "cohort")
    assert list(begun.values()) == list(offered.values())
    titles = ("Zürich", "春季班")
    for number, (name, value) in enumerate(offered.items()):
        for way in ways(name, value):
            assert titles[number] in (await admin.slash("admin members", cohort=way)).text, way
            assert titles[number] in (await newcomer.slash("start", cohort=way)).text, way
    roadmaps = await admin.choices("admin members", "roadmap")
    assert roadmaps == await admin.choices("admin export", "roadmap")
    assert roadmaps == await admin.choices("admin cohort new", "roadmap")
    for name, value in roadmaps.items():
        for way in ways(name, value):
            assert study_server.roadmap.title in (await admin.slash("admin members", roadmap=way)).text, way
    days = await admin.choices("admin cohort new", "start")
    last = await admin.choices("admin cohort new", "joining_ends")
    assert last == await admin.choices("admin cohort change", "joining_ends")
    for name, value in list(days.items())[:2]:
        for way in ways(name, value):
            assert "is this right?" in (await admin.slash("admin cohort new", name="Group", start=way)).text, way


async def pause_end(learner: Learner) -> str:
    """The day on which a member is back."""
    page = await learner.server.store.members.record(learner.server.guild.id, learner.id)
    assert page is not None
    (pause,) = page.pauses
    return str(pause.until)


async def test_pauses(study_server: StudyServer):
    """Mondays, and what was typed with its weekday."""
    ada = (await study_server.member("ada")).at(MONDAY + timedelta(days=2))
    for typed in ("", "april 10"):
        for name, value in (await ada.choices("pause", "until", typed)).items():
            for way in ways(name, value):
                await ada.slash("pause", until=way)
                assert await pause_end(ada) == value, way
    assert await ada.choices("pause", "until", "april 10") == {"Friday 10 April (in 5 weeks)": "2026-04-10"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.03.2026", "2026-03-31"),
        ("March 31", "2026-03-31"),
        ("in a month", "2026-04-02"),
        ("tomorrow", "2026-03-03"),
        ("next Friday", "2026-03-06"),
        ("2 weeks", "2026-03-16"),
        ("2026-03-31", "2026-03-31"),
        ("Thursday", "2026-03-05"),
    ],
)
async def test_dates_are_read_as_people_write_them(study_server: StudyServer, typed: str, day: str):
    """Typed and sent, without a look at the list."""
    ada = await study_server.member("ada")
    await ada.slash("pause", until=typed)
    assert await pause_end(ada) == day


async def test_a_date_that_could_be_two_is_asked_back(study_server: StudyServer):
    """In one sentence with both; the list offers both, with their weekdays."""
    ada = await study_server.member("ada")
    reply = await ada.slash("pause", until="03/04/2026")
    assert "Wednesday 4 March (write 2026-03-04) or Friday 3 April (write 2026-04-03)" in reply.text
    page = await study_server.store.members.record(study_server.guild.id, ada.id)
    assert page is not None
    assert page.pauses == ()
    assert await ada.offered("pause", "until", "03/04/2026") == ["2026-03-04", "2026-04-03"]
    assert await ada.offered("pace", "finish_by", "03/04/2027") == ["2027-03-04", "2027-04-03"]


async def test_finish_dates(study_server: StudyServer):
    """Sundays, as weeks end on them; each name previews what its value does."""
    ada = await study_server.member("ada")
    offered = await ada.choices("pace", "finish_by")
    assert all(date.fromisoformat(day).weekday() == 6 for day in offered.values())
    for name, value in (*islice(offered.items(), 2), *(await ada.choices("pace", "finish_by", "31.12.2026")).items()):
        said = (await ada.slash("pace", finish_by=value)).text
        assert "This would be your plan" in said
        for way in ways(name, value):
            assert (await ada.slash("pace", finish_by=way)).text == said


@pytest.mark.parametrize("typed", ["999 years", "9999-12-31"])
async def test_a_finish_date_beyond_all_plans_is_answered_calmly(study_server: StudyServer, typed: str):
    """No surprise on our side."""
    assert "wrong on my side" not in (await (await study_server.member("ada")).slash("pace", finish_by=typed)).text


async def test_focus(study_server: StudyServer):
    """The projects, and the way out; when joining and later."""
    ada = await study_server.member("ada")
    noor = study_server.newcomer("noor")
    offered = await ada.choices("pace", "focus")
    assert offered == await noor.choices("start", "focus")
    for name, value in offered.items():
        said = (await ada.slash("pace", focus=value)).text
        for way in ways(name, value):
            assert (await ada.slash("pace", focus=way)).text == said
    for name, value in islice(offered.items(), 2):
        said = (await noor.slash("start", focus=value)).text
        assert (await noor.slash("start", focus=name.upper())).text == said


@pytest.mark.parametrize("typed", ["a " * 3000, "(" * 6000, "x" * 6000, "\u0301" * 6000, "until " * 1000, "東" * 6000])
async def test_the_longest_texts_are_answered_at_once(twins: StudyServer, typed: str):
    """Discord lets people send 6,000 characters: a list that fits, and a calm answer."""
    ada = await twins.member("ada")
    for command, option in sorted(OPTIONS):
        if command == "admin setup":  # members' lists of zones and days are the same
            continue
        asker = twins.admin if command.startswith("admin") else ada
        assert len(await asker.choices(command, option, typed)) <= 25
        if command != "start":  # which has nothing to read once somebody has joined
            until: dict[str, object] = {"until": "2 weeks"} if option == "from" else {}
            file: dict[str, object] = {"file": ("a.md", b"- [ ] a")} if option == "onto" else {}
            needs = {"admin cohort new": {"name": "x", "start": "monday"}, "admin cohort change": {"cohort": "1"}}
            given = {**needs.get(command, {}), option: typed}
            assert (await asker.slash(command, **given, **until, **file)).text
    assert await ada.done() == set()


async def test_paces(study_server: StudyServer):
    """The roadmap's own, by name: for somebody who joins and for a member."""
    ada = await study_server.member("ada")
    offered = await ada.choices("pace", "preset")
    assert (
        offered
        == await ada.choices("start", "pace")
        == {"as written": "as_written"} | {n: n for n in ("6 months", "4 months")}
    )
    for name in ("6 months", "4 months"):
        said = (await ada.slash("pace", preset=name)).text
        assert "This would be your plan" in said
        for way in ways(name, name):
            assert (await ada.slash("pace", preset=way)).text == said
            newcomer = study_server.newcomer(f"noor {way[:20]}")
            assert "This would be your plan" in (await newcomer.slash("start", pace=way)).text


async def test_study_days(study_server: StudyServer):
    """A member's own and the server's."""
    ada = await study_server.member("ada")
    offered = await ada.choices("reminders", "days")
    assert offered == await study_server.admin.choices("admin setup", "days")
    for name, value in offered.items():
        for way in ways(name, value):
            assert "Your study days" in (await ada.slash("reminders", days=way)).text
        assert " at 18:00 (Europe/Berlin" in (await study_server.admin.slash("admin setup", days=name)).text


async def test_the_first_day_of_a_break(study_server: StudyServer):
    """Today and the Mondays to come, as they are shown."""
    ada = await study_server.member("ada")
    offered = await ada.choices("pause", "from")
    assert next(iter(offered.values())) == f"{MONDAY}"
    for name, value in islice(offered.items(), 3):
        for way in ways(name, value):
            reply = await ada.slash("pause", **{"from": way}, until="2026-06-01")
            assert "break" in reply.text.lower() or "Paused until" in reply.text
            assert "I can't read" not in reply.text
