"""`/admin roadmap list`: whatever can be done with a roadmap is a press away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.roadmap.versions import first_edition
from bot.study.cohorts import Cohort
from tests.reading import Here
from tests.study_server import MONDAY, StudyServer


async def test_everything_is_a_press_away(study_server: StudyServer):
    """From the list: default, archive and back, the file, former versions; each answer leads to the list again."""
    server, admin = study_server, study_server.admin
    server.bot.apart = Here()
    own = server.roadmap.model_copy(update={"title": "Kitchen garden"})
    edition = replace(first_edition(own, MONDAY), guild_id=server.guild.id, roadmap_id=1)
    await server.store.roadmaps.confirm(edition, server.clock.now)
    shown = await admin.slash("admin roadmap list")
    assert shown.options == {"0": server.roadmap.title, "1": "Kitchen garden"}
    one = await shown.choose("1")
    assert one.labels == ["Make it the default", "Get the file", "Archive…", "All roadmaps"]
    assert "no earlier versions" in one.text
    listed = await one.press("Make it the default")
    assert "“Kitchen garden” is the default now" in listed.text
    one = await listed.choose("1")
    assert "Make it the default" not in one.labels
    file = await one.press("Get the file")
    ((name, text),) = (await file.files()).items()
    assert name == "kitchen-garden.md"
    assert "# Kitchen garden" in text
    one = await (await file.press("All roadmaps")).choose("1")
    kept = await (await one.press("Archive…")).press("Leave it as it is")
    assert "is archived" not in kept.text
    archived = await (await (await kept.choose("1")).press("Archive…")).press("Archive it")
    assert "is archived" in archived.text
    one = await archived.choose("1")
    assert one.labels == ["Use it again", "Get the file", "All roadmaps"]
    assert "in use again" in (await one.press("Use it again")).text


async def test_archiving_tells_of_cohorts_and_of_the_default(study_server: StudyServer):
    """Asked, done and checked up: what was promised to a cohort's members is kept, and `/start` offers another."""
    server, admin = study_server, study_server.admin.at(MONDAY)
    own = server.roadmap.model_copy(update={"title": "Kitchen garden"})
    edition = replace(first_edition(own, MONDAY), guild_id=server.guild.id, roadmap_id=1)
    await server.store.roadmaps.confirm(edition, server.clock.now)
    await server.store.roadmaps.make_default(server.guild.id, 1)
    week, day = timedelta(weeks=1), timedelta(days=1)
    for number, (name, monday, until) in enumerate(
        (
            ("Over", MONDAY - week, MONDAY - day),
            ("Begun", MONDAY - week, None),
            ("Shut", MONDAY + week, MONDAY - day),
            ("Spring", MONDAY + week, None),
        )
    ):
        await server.store.cohorts.make(Cohort(server.guild.id, number, name, monday, 1, joins_until=until))
    asked = await admin.slash("admin roadmap archive", roadmap="1")
    for fact in (
        "Nobody new can start it on their own.\nNobody is on it now.",
        f"It's the default. “{server.roadmap.title}” becomes the default in its place.",
        "It stays the roadmap of these cohorts:\n- **Begun** started Monday 23 February. Members can still join.",
        "- **Shut** starts Monday 9 March. Joining has ended.\n- **Spring** starts Monday 9 March. Members can still",
    ):
        assert fact in asked.text
    assert "Over" not in asked.text
    for number in (5, 6):
        await server.store.cohorts.make(Cohort(server.guild.id, number, f"Late {number}", MONDAY + 2 * week, 1))
    done = await asked.press("Archive it")
    assert f"“{server.roadmap.title}” is the default now: `/start` offers it first" in done.text
    assert "It stays the roadmap of these cohorts:" in done.text
    assert "And 2 more cohorts." in done.text
    assert "Join Spring?" in (await server.newcomer("ada").slash("start", cohort="Spring")).text
    told = (await admin.slash("admin doctor")).text
    assert "**Begun**, **Shut**, **Spring** and 2 more use archived roadmaps." in told
    assert "Everything looks good" not in told
    for number in (1, 2, 5, 6):
        await server.store.cohorts.close(server.guild.id, number)
    assert "**Spring** uses an archived roadmap." in (await admin.slash("admin doctor")).text


async def test_only_who_manages_the_server_may_press(study_server: StudyServer):
    """And a roadmap that is not there is a calm sentence."""
    ada = await study_server.member("ada")
    for custom_id, *values in (("rm:roadmap-one", "0"), ("rm:roadmap-file:0",)):
        assert "can manage this server" in (await ada.forge(custom_id, *values)).text
    for custom_id, *values in (
        ("rm:roadmap-one", "7"),
        ("rm:roadmap-one", "x"),
        ("rm:roadmap-one",),
        ("rm:roadmap-file:7",),
    ):
        reply = await study_server.admin.forge(custom_id, *values)
        assert reply.private
        assert "reference" not in reply.text
