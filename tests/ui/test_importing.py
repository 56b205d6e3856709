"""`/admin roadmap`: a file is shown before it is stored, and what was shown is what is stored."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest

from bot.roadmap import Roadmap
from bot.roadmap.files.worker import in_discord
from bot.roadmap.files.writing import write_roadmap
from bot.study.shelf import MOST_OWN
from tests.databases import ON_BOTH
from tests.reading import Here
from tests.roadmap.test_import_inputs import INPUTS
from tests.roadmap.test_import_rules import REFUSED
from tests.sentences import NO_MANAGER, PREVIEW_GONE, STALE
from tests.study_server import Learner, Reply, StudyServer
from tests.ui.test_limits import LONG, Shape, refused_by_discord, roadmap_of

HERE = Path(__file__).parents[1] / "roadmap" / "checklists"
GARDEN = (HERE / "weeks-in-phases.md").read_bytes()
REWORDED = GARDEN.replace(b"Choose *two* beds", b"Choose two large beds").replace(b"Sow lettuce", b"Sow kale")
SAME = "choose-two-beds=choose-two-large-beds"


@pytest.fixture
def quick(study_server: StudyServer) -> StudyServer:
    """A server whose bot reads files itself."""
    study_server.bot.apart = Here()
    return study_server


async def give(admin: Learner, data: bytes, file_name: str = "garden.md", **options: object) -> Reply:
    """Hand a file in."""
    return await admin.slash("admin roadmap import", file=(file_name, data), **options)


async def stored(server: StudyServer, number: int = 1) -> Roadmap:
    """A roadmap of the server as it is stored."""
    edition = await server.store.roadmaps.edition(server.guild.id, number)
    assert edition is not None
    return edition.roadmap


async def rows(server: StudyServer, table: str) -> int:
    """How many rows a table has."""
    database = server.store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # no method counts what must not be there
    (row,) = await database.rows(f"SELECT count(*) AS n FROM {table}")
    return row["n"]


async def test_every_input_is_read_shown_and_used(quick: StudyServer):
    """The small inputs of the importer, as an admin meets them; the one without boxes is refused, and helped."""
    inputs = [name for name in INPUTS if not name.startswith("own/")]
    for number, name in enumerate(inputs, start=1):
        right = INPUTS[name]
        shown = await give(quick.admin, (HERE / name).read_bytes(), name)
        tasks = sum(count for _, count in right.blocks)
        assert shown.private
        assert f"## {right.title}" in shown.text
        assert f" {tasks} task" in shown.text
        used = await shown.press("Use it")
        assert f"“{right.title}” is ready." in used.text
        roadmap = await stored(quick, number)
        assert {phase.title: str(phase.weeks) for phase in roadmap.phases} == right.phases
        assert [(str(block.weeks), len(block.tasks)) for block in roadmap.blocks] == right.blocks
        assert (roadmap.title, len(roadmap.items)) == (right.title, right.items)
    refused = await give(quick.admin, (HERE / "nothing-to-tick.md").read_bytes(), "nothing-to-tick.md")
    assert "- [ ] Read chapter 1" in refused.text
    assert "Line 14 lacks" in refused.text
    assert "3 boxes stand in a table" in refused.text
    assert "3 plain bullets; bullets:True takes them as tasks." in refused.text
    taken = await give(quick.admin, (HERE / "nothing-to-tick.md").read_bytes(), "x.md", bullets=True)
    assert "3 tasks" in taken.text


async def test_a_file_is_read_in_a_process_of_its_own(study_server: StudyServer):
    """As it is outside of tests: the command is deferred, the answer comes when the process has given it."""
    shown = await give(study_server.admin, GARDEN)
    assert shown.private
    assert "13 tasks and 2 checkpoint items in 12 weeks" in shown.text


async def test_a_first_import_from_the_report_to_members(quick: StudyServer):
    """The report, the file, other study days, a cancelled one, a used one, and what the server has then."""
    admin = quick.admin
    shown = await give(admin, GARDEN, weeks=12)
    assert "4 h a week: Mon 1 h, Wed 1.5 h, Sat 1.5 h." in shown.text
    assert "Week 1: Look around\n⬜ Watch where the sun stands at noon\n" in shown.text
    assert "- Lines 36, 37: 2 boxes in code are left out." in shown.text
    assert "weeks:12 is for files without weeks" in shown.text
    assert shown.labels == ["Use it", "Get the file", "Cancel"]
    files = await (await shown.press("Get the file")).files()
    assert files["roadmap.yaml"].startswith("# Made from garden.md by")
    assert "Lines 36, 37: 2 boxes in code are left out" in files["report.txt"]
    assert (await (await give(admin, GARDEN)).press("Cancel")).text == "Cancelled. Nothing was saved."
    assert (await rows(quick, "roadmap_versions"), await rows(quick, "previews")) == (1, 0)
    shown = await (await (await give(admin, GARDEN, name="Beds")).choose("Tue", "Sun")).choose("2")
    assert "4 h a week: Tue 2 h, Sun 2 h." in shown.text
    use = next(one for one in shown.custom_ids if "import-use" in one)
    used = await shown.press("Use it")
    assert used.labels == ["Make it the default", "Only ours", "All roadmaps"]
    assert [(day.day, day.hours) for day in (await stored(quick)).rhythm] == [("Tue", 2), ("Sun", 2)]
    assert PREVIEW_GONE in (await admin.forge(use)).text
    assert (await rows(quick, "roadmap_versions"), await rows(quick, "previews")) == (2, 0)
    listed = await used.press("Make it the default")
    assert "**Beds** · default · version 1" in listed.text
    asked = await admin.slash("admin roadmap archive", roadmap=quick.roadmap.title)
    assert "Nobody new can start it" in asked.text
    hidden = await asked.press("Archive it")
    assert "is archived." in hidden.text
    assert "Nobody new can start it" in hidden.text
    shelf = await quick.store.roadmaps.shelf(quick.guild.id)
    assert [one.title for one in shelf.in_use] == ["Beds"]
    assert "only roadmap in use" in (await admin.slash("admin roadmap archive", roadmap="beds")).text


@ON_BOTH
async def test_a_new_version_keeps_ids_and_asks(quick: StudyServer):
    """The diff, the question, the answer; the same file again changes nothing; a former version comes back."""
    admin, ada = quick.admin, quick.newcomer("ada")
    await (await give(admin, GARDEN)).press("Use it")
    assert "No change" in (await give(admin, GARDEN)).text
    shown = await give(admin, REWORDED)
    assert "**What changes**\n2 added, 2 removed.\n➕ Choose two large beds\n➕ Sow kale" in shown.text
    assert SAME in shown.options
    answered = await shown.choose(SAME)
    assert "1 added, 1 reworded, 1 removed." in answered.text
    assert SAME not in answered.options
    assert "Version 2 of “Kitchen garden" in (await answered.press("Use it")).text
    roadmap = await stored(quick)
    task = roadmap.task("choose-two-beds")
    assert task is not None
    assert task.text == "Choose two large beds"
    exported = await admin.slash("admin roadmap export", roadmap="Kitchen garden in twelve weeks")
    (name, text), *_ = (await exported.files()).items()
    assert "No change" in (await give(admin, text.encode(), name)).text
    in_yaml = await (await admin.slash("admin roadmap export", roadmap="1", format="yaml")).files()
    assert "No change" in (await give(admin, next(iter(in_yaml.values())).encode(), "back.yaml")).text
    restoring = await (await admin.slash("admin roadmap restore", roadmap="1")).choose("1")
    assert "➕ Sow lettuce" in restoring.text
    assert "Version 3 of" in (await restoring.press("Use it")).text
    assert (await stored(quick)).task("sow-lettuce") is not None
    use = next(one for one in (await give(admin, REWORDED)).custom_ids if "import-use" in one)
    assert NO_MANAGER in (await ada.forge(use)).text
    assert STALE in (await admin.forge("rm:import-use:x")).text
    assert PREVIEW_GONE in (await admin.forge("rm:import-use:7")).text


async def test_ticks_out_of_sight_are_counted(quick: StudyServer):
    """By how many members ticked what is removed; less than half found again looks like another roadmap."""
    admin = quick.admin
    await (await give(admin, GARDEN)).press("Use it")
    for name in ("ada", "ben"):
        learner = quick.newcomer(name)
        await learner.slash("start", roadmap="Kitchen garden in twelve weeks")
        await learner.slash("done", task="sow-lettuce")
    shown = await give(admin, REWORDED)
    assert "2 removed (2 ticks go out of sight)" in shown.text
    other = b"# Kitchen garden in twelve weeks\n## Week 1\n- [ ] Choose two beds\n- [ ] Buy a spade\n"
    shown = await give(admin, other)
    assert "This looks like another roadmap: 14 of 15 tasks are not in it." in shown.text
    assert shown.labels == ["Keep both", "Replace", "Get the file", "Cancel"]
    beside = await shown.press("Keep both")
    assert "## Kitchen garden in twelve weeks (2)" in beside.text
    await beside.press("Use it")
    assert len((await stored(quick, 2)).tasks) == 2
    assert len((await stored(quick, 1)).tasks) == 13


async def test_two_admins_at_once(quick: StudyServer):
    """The first one wins, the other sees what their file would change now; for a new roadmap, too."""
    first = quick.admin
    managers = quick.guild.create_role("More managers", permissions=discord.Permissions(manage_guild=True))
    second = Learner(quick, quick.guild.add_member(quick.env.create_user("second"), roles=[managers]), first.zone)
    mine, theirs = await give(first, GARDEN), await give(second, REWORDED)
    await mine.press("Use it")
    overtaken = await theirs.press("Use it")
    assert "has changed since you saw this" in overtaken.text
    assert "➕ Sow kale" in overtaken.text
    mine = await give(first, GARDEN.replace(b"Sow lettuce", b"Sow beans"))
    await overtaken.press("Use it")
    overtaken = await mine.press("Use it")
    assert "has changed since you saw this" in overtaken.text
    assert "➕ Sow beans" in overtaken.text
    assert "➖ Sow kale" in overtaken.text


async def test_wrong_files_get_their_sentence_and_nothing_is_stored(quick: StudyServer):
    """PDF, web page, notebook, zip, UTF-16, 3 MiB and more; a roadmap file with faults; a roadmap that is not there."""
    for name, data, sentence in REFUSED.values():
        refused = await give(quick.admin, data, name)
        assert refused.text.replace("\\", "") == in_discord(sentence)
        assert refused.private
    assert "isn't a roadmap on this server" in (await give(quick.admin, GARDEN, onto="Nothing")).text
    bad = "title: x\nphases:\n" + "  - id: A!\n" * 60
    assert "and 191 more" in (await give(quick.admin, bad.encode(), "a.yaml")).text
    assert (await rows(quick, "roadmap_versions"), await rows(quick, "previews")) == (1, 0)


@pytest.mark.parametrize("words", LONG.values(), ids=LONG.keys())
async def test_a_report_fits_whatever_the_file_says(quick: StudyServer, words: str):
    """The longest texts, many links, 60 questions, ten roadmaps of one title, and a roadmap file with everything."""
    text = write_roadmap(roadmap_of(Shape(12, 2, 30, 12, words)))
    await (await give(quick.admin, text.encode(), "a.yaml")).press("Use it")
    lines = [f"- [ ] {n} [Watch the lecture](https://e.org/{'x' * n * 3}) about {words[:60]}" for n in range(60)]
    first = "\n".join([f"# {words}", *lines])
    await (await give(quick.admin, first.encode(), f"{'n' * 90}.md", name=words[:100].strip())).press("Use it")
    second = first.replace("about", "on something else:").replace("https://e.org/", "https://f.org/")
    shown = await give(quick.admin, second.encode(), name=words[:100].strip())
    await shown.press("Get the file")
    beside = await give(quick.admin, b"- [ ] a", name=words[:100].strip())
    await (await beside.press("Keep both")).press("Use it")
    for command in ("list", "export", "restore"):
        await quick.admin.slash(f"admin roadmap {command}", **({} if command == "list" else {"roadmap": "2"}))
    assert len(await quick.admin.choices("admin roadmap archive", "roadmap")) == 4
    assert refused_by_discord(quick) == []


async def test_ten_roadmaps_and_no_more(quick: StudyServer):
    """The eleventh is refused until one is archived, and an archived one can't come back before that either."""
    admin = quick.admin
    await (await give(admin, GARDEN)).press("Use it")
    database = quick.store.bot_state._db  # pyright: ignore[reportPrivateUsage]  # ten imports would take long
    for number in range(2, MOST_OWN + 1):
        await database.rows(
            "INSERT INTO roadmap_versions SELECT guild_id, :number, 1, monday, confirmed_at, skeleton, document,"
            " title || :number FROM roadmap_versions WHERE roadmap = 1",
            number=number,
        )
    assert "already has 10 roadmaps of its own, the most" in (await give(admin, GARDEN, name="Another")).text
    assert "No change" in (await give(admin, GARDEN)).text
    assert set(await admin.offered("admin roadmap export", "roadmap")) >= {"0", "1", "10"}
    await (await admin.slash("admin roadmap archive", roadmap="10")).press("Archive it")
    shown = await give(admin, GARDEN, name="Another")
    await shown.press("Use it")
    assert (await stored(quick, 11)).title == "Another"
    restoring = await admin.slash("admin roadmap restore", roadmap="10")
    assert "already has 10 roadmaps of its own in use" in (await restoring.press("Use it again")).text
    await (await admin.slash("admin roadmap archive", roadmap="Another")).press("Archive it")
    assert "is in use again" in (await restoring.press("Use it again")).text


@pytest.mark.parametrize("command", ["list", "export", "default", "archive", "restore"])
async def test_a_roadmap_that_is_not_there(new_server: StudyServer, command: str):
    """A server that was never set up has the operator's, and hears of nothing else."""
    options = {} if command == "list" else {"roadmap": "Nowhere"}
    said = await new_server.admin.slash(f"admin roadmap {command}", **options)
    assert ("isn't a roadmap on this server" in said.text) is bool(options)
    assert (new_server.roadmap.title in said.text) is not bool(options)
