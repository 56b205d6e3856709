"""`/admin roadmap list`: whatever can be done with a roadmap is a press away."""

from __future__ import annotations

from dataclasses import replace

from bot.roadmap.versions import first_edition
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
