"""A server with several roadmaps, as members see it: beginning one, going over, going back, ticks brought along."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest

from bot.roadmap import Roadmap
from bot.roadmap.versions import Version, first_edition, skeleton_of
from bot.store.address import Address
from bot.study.days import week_of
from bot.ui.screens.setup import invitation_screen
from bot.words import speaking
from tests.conftest import NOON
from tests.databases import ON_BOTH
from tests.reading import Here
from tests.sentences import OTHER_ROADMAP, PREVIEW_GONE
from tests.study_server import MONDAY, Learner, StudyServer, study_server_on
from tests.words.listening import SPOKEN

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
GUITAR, GREEK, GARDEN = 1, 2, 4


def roadmap(title: str, weeks: int, tasks: int = 1) -> Roadmap:
    """A roadmap of one phase, and so many tasks in each week."""
    blocks = [
        {
            "id": f"w{n}",
            "title": f"{title} {n}",
            "weeks": n,
            "tasks": [{"id": f"{title.lower()}-{n}-{t}", "text": f"{title} task {n}.{t}"} for t in range(1, tasks + 1)],
        }
        for n in range(1, weeks + 1)
    ]
    phase = {"id": "p", "title": f"Basics of {title}", "weeks": f"1-{weeks}", "blocks": blocks}
    return Roadmap.model_validate({"title": title, "phases": [phase]})


async def add(server: StudyServer, number: int, added: Roadmap) -> None:
    """The server gets a roadmap of its own, or a new version of it, from this week on."""
    store, guild_id, monday = server.store, server.guild.id, week_of(server.clock.now.date())
    known = await store.roadmaps.edition(guild_id, number)
    if known is None:
        first = first_edition(added, monday)
        edition = type(first)(added, first.versions, guild_id, number)
    else:
        version = Version(known.newest.number + 1, monday, skeleton_of(added))
        edition = type(known)(added, (*known.versions, version), guild_id, number)
    assert await store.roadmaps.confirm(edition, server.clock.now)
    store.progress.forget()


@pytest.fixture
async def server(curriculum: Roadmap, address: Address) -> AsyncIterator[StudyServer]:
    """A server that has the operator's roadmap and two of its own, none of them with anything that it need not have."""
    async with study_server_on(curriculum, address, NOON) as opened:
        await opened.set_up()
        opened.bot.apart = Here()
        await add(opened, GUITAR, roadmap("Guitar", 4, 2))
        await add(opened, GREEK, roadmap("Greek", 10))
        yield opened


async def walks(learner: Learner) -> int:
    """The number of the roadmap that a member walks."""
    return (await learner.settings()).roadmap_id


async def test_whoever_joins_chooses_where_there_are_several(server: StudyServer):
    """Asked once, or named in the command; what else was asked for holds."""
    ada = server.newcomer("ada")
    asked = await ada.slash("start")
    assert "Which roadmap?" in asked.text
    assert set(asked.options.values()) == {"6-Month Roadmap to Anthropic-Ready", "Guitar", "Greek"}
    assert asked.labels == ["6-Month Roadmap to Anthropic-Ready"]
    await server.store.roadmaps.make_default(server.guild.id, GUITAR)
    asked = await ada.slash("start")
    joined = await asked.press("Guitar")
    assert "**Guitar**" in joined.text
    assert await walks(ada) == GUITAR
    ben = server.newcomer("ben")
    assert await ben.choices("start", "roadmap", "gre") == {"Greek": str(GREEK)}
    assert "**Greek**" in (await ben.slash("start", roadmap="greek")).text
    assert await walks(ben) == GREEK
    cem = server.newcomer("cem")
    asked = await cem.slash("start", phase=2, zone="Asia/Kathmandu")
    assert "one phase" in (await asked.choose(str(GUITAR))).text
    shown = await asked.choose("0")
    assert "from Phase 2" in shown.text
    await shown.press("Join with this plan")
    assert (await cem.settings()).zone.key == "Asia/Kathmandu"
    assert "a roadmap on this server" in (await server.newcomer("dan").slash("start", roadmap="Piano")).text


async def test_an_invitation_joins_what_its_words_say(server: StudyServer):
    """The default of its day, whatever the default is now; an old one is read, and what is archived is said."""
    guild_id, roadmaps = server.guild.id, server.store.roadmaps
    await roadmaps.make_default(guild_id, GUITAR)
    await (await server.admin.slash("admin setup")).press("Post an invitation")
    (invitation,) = server.posts
    await roadmaps.make_default(guild_id, GREEK)
    ada = server.newcomer("ada")
    plan = await ada.press(invitation, "Join")
    assert "**Guitar**" in plan.text
    assert "There are other roadmaps here, too" in plan.text
    await plan.press("Start")
    assert await walks(ada) == GUITAR
    ben = server.newcomer("ben")
    with speaking(SPOKEN):
        view = invitation_screen(roadmap("Greek", 10), GREEK)
    for one in view.walk_children():
        if isinstance(one, discord.ui.Button):
            one.custom_id = "rm:invited"  # as the version before wrote it
    channel = await server.bot.fetch_channel(server.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send(view=view)
    assert "**Greek**" in (await ben.press(server.posts[-1], "Join")).text
    await roadmaps.archive(guild_id, GUITAR, server.clock.now)
    asked = await ben.press(invitation, "Join")
    assert "That invitation was for “Guitar”, which nobody new can start any more." in asked.text
    assert "Which roadmap?" in asked.text
    for number in (0, GREEK):
        await roadmaps.archive(guild_id, number, server.clock.now)
    refused = await (await server.admin.slash("admin setup")).press("Post an invitation")
    assert "no roadmap to join" in refused.text


async def test_members_are_shown_where_they_are(server: StudyServer):
    """Not the default that nobody is on; the other roadmaps that somebody is on are a choice away."""
    for name, title in (("ada", "guitar"), ("ben", "guitar"), ("cem", "greek")):
        await server.newcomer(name).slash("start", roadmap=title)
    shown = await server.admin.slash("admin members")
    assert "Members: Guitar" in shown.text
    assert shown.options == {str(GREEK): "Greek"}
    other = await shown.choose(str(GREEK))
    assert "Members: Greek" in other.text
    assert other.options == {str(GUITAR): "Guitar"}
    await server.store.roadmaps.make_default(server.guild.id, GREEK)
    assert "Members: Greek" in (await server.admin.slash("admin members")).text


async def test_one_that_is_archived_or_the_only_one_is_not_asked_about(server: StudyServer):
    """The operator's roadmap can be hidden; with one left, /start is as ever."""
    guild_id, roadmaps = server.guild.id, server.store.roadmaps
    for number in (0, GREEK):
        await roadmaps.archive(guild_id, number, server.clock.now)
    ada = server.newcomer("ada")
    assert await ada.choices("start", "roadmap") == {"Guitar": str(GUITAR)}
    assert "**Guitar**" in (await ada.slash("start")).text
    await roadmaps.archive(guild_id, GUITAR, server.clock.now)
    assert "no roadmap to join" in (await server.newcomer("ben").slash("start")).text
    assert "Guitar task 1.1" in (await ada.slash("week")).text


@ON_BOTH
async def test_going_over_and_back_loses_nothing(server: StudyServer):
    """Ticks stay, the weeks walked elsewhere don't count, the end moves by them, and the streak goes on."""
    ada = server.newcomer("ada")
    await ada.slash("start", roadmap="Greek")
    for week in (0, 1):
        for day in (0, 2, 5):
            ada.at(MONDAY + week * WEEK + day * DAY)
            await ada.slash("done", task=f"greek-{week + 1}-1") if day == 0 else await ada.slash("done", minutes=20)
    ada.at(MONDAY + 2 * WEEK + DAY)
    shown = await ada.slash("start", roadmap="Guitar")
    assert "Switch to Guitar?" in shown.text
    assert "**Greek** is parked, and its 2 ticks stay." in shown.text
    assert await walks(ada) == GREEK
    again = shown.custom_ids[0]
    over = await shown.press("Switch")
    assert "You're on Guitar now" in over.text
    assert await walks(ada) == GUITAR
    assert PREVIEW_GONE in (await ada.forge(again)).text
    # The week that was begun stays with Greek: Guitar's first one is the next.
    assert "They start on" in (await ada.slash("week")).text
    for day in (1, 2, 5):
        await ada.at(MONDAY + 2 * WEEK + day * DAY).slash("done", minutes=20)
    assert "3 weeks" in (await ada.slash("streak")).text
    for day in (0, 2, 5):
        await ada.at(MONDAY + 3 * WEEK + day * DAY).slash("done", minutes=20)
    assert "Week 1 of 4" in (await ada.slash("week")).text
    assert "4 weeks" in (await ada.slash("streak")).text
    # Back on a Monday: the week goes along. Greek goes on with its fourth week, one later than it would have.
    ada.at(MONDAY + 4 * WEEK)
    back = await (await over.press("Go back…")).press("Switch")
    assert "You're on Greek now" in back.text
    week = await ada.slash("week")
    assert "Greek task 4.1" in week.text
    assert "Week 4 of 10" in week.text
    assert "4 weeks" in (await ada.slash("streak")).text
    progress = await server.bot.progress_of(server.guild.id, ada.id)
    assert progress is not None
    assert progress.plan.ends_on == MONDAY + 11 * WEEK - DAY
    assert progress.journal.done == {"greek-1-1", "greek-2-1"}
    files = await (await ada.slash("mydata", action="export")).files()
    assert [files[name].count("- [x]") for name in ("my-roadmap.md", "my-roadmap-2.md")] == [2, 0]
    # A press on a list of the other roadmap ticks nothing.
    assert OTHER_ROADMAP in (await ada.forge(f"rm{GUITAR}:tick:w1", "guitar-1-1")).text


async def test_posts_are_grouped_under_their_roadmaps(server: StudyServer):
    """One post a day for all; with one roadmap walked it has no such title."""
    for name, title in (("ada", "Guitar"), ("ben", "Greek"), ("cem", "Greek")):
        await server.newcomer(name).slash("start", roadmap=title)
    await server.tick_at(MONDAY, "18:00")
    (post,) = server.post_texts
    places = [post.index(text) for text in ("### Greek", "Greek task 1.1", "### Guitar", "Guitar task 1.2")]
    assert places == sorted(places)
    assert post.count("Read paper/blog") == 2
    assert "week 1: 2 members" in post
    assert "week 1: 1 member" in post
    await server.newcomer("dan").slash("start", roadmap="6-Month Roadmap to Anthropic-Ready")
    await server.tick_at(MONDAY + 2 * DAY, "18:00")
    assert server.post_texts[-1].count("### ") == 3


async def test_a_roadmap_is_posted_about_on_its_own_days(server: StudyServer):
    """The server's days are those of all roadmaps walked there; one that has another rhythm is left out on them."""
    rhythm = [{"day": day, "activity": f"Dance on {day}", "hours": 1.0} for day in ("Tue", "Wed")]
    await add(server, GREEK + 1, roadmap("Tango", 4).model_copy(update={"rhythm": rhythm}))
    for name, title in (("ada", "Tango"), ("ben", "Greek")):
        await server.newcomer(name).slash("start", roadmap=title)
    for day in range(7):
        await server.tick_at(MONDAY + day * DAY, "18:00")
    titled = [(text.splitlines()[0], "Tango 1" in text, "Greek 1" in text) for text in server.post_texts]
    assert titled == [
        ("## Mon: Read paper/blog", False, True),
        ("## Tue: Dance on Tue", True, False),
        ("## Wed", True, True),
        ("## Sat: Review + exercises", False, True),
    ]


async def test_ticks_are_brought_along(server: StudyServer):
    """Previewed, stored without a study day, counted for progress alone; what is complete by them is only noted."""
    ada = server.newcomer("ada")
    await ada.slash("start", roadmap="Guitar")
    await ada.slash("done", task="guitar-1-1")
    copy = "# Guitar\n\n" + "\n".join(
        f"- [x] {text}" for text in (*(task.text for task in roadmap("Guitar", 4, 2).tasks), "Sing along")
    )
    shown = await ada.slash("start", ticks=("my list.md", copy.encode()))
    assert "## 8 of 9 found" in shown.text
    assert "1 of them is already ticked here" in shown.text
    assert "Not found: “Sing along”" in shown.text
    assert await ada.done() == {"guitar-1-1"}
    again = shown.custom_ids[0]
    done = await shown.press("Tick 7 tasks")
    assert "7 ticks brought over" in done.text
    assert "Roadmap complete: Guitar" in done.text
    assert "🎉" not in done.text
    assert len(await ada.done()) == 8
    assert {tick.task_id for tick in (await ada.journal()).ticks} == {"guitar-1-1"}
    assert PREVIEW_GONE in (await ada.forge(again)).text
    for command in ("progress", "streak", "week"):
        assert "Share it here" not in (await ada.slash(command)).labels
    undone = await ada.slash("undo", task="guitar-4-2")
    assert "is open again" in undone.text
    await undone.press("Tick it again")
    journal = await ada.journal()
    assert (len(journal.ticks), len(journal.brought)) == (1, 7)
    files = await (await ada.slash("mydata", action="export")).files()
    assert len(json.loads(files["my-data.json"])["brought_ticks"]) == 7
    assert files["my-roadmap.md"].count("- [x]") == 8


async def test_ticks_come_along_on_joining(server: StudyServer):
    """The file is read before anything is stored; joining without them is a press away."""
    ada = server.newcomer("ada")
    copy = "- [x] Guitar task 1.1\n- [X] Guitar task 1.2\n- [ ] Guitar task 2.1\n"
    assert "Which roadmap are the ticks for?" in (await ada.slash("start", ticks=("a.md", copy.encode()))).text
    shown = await ada.slash("start", roadmap="Guitar", ticks=("a.md", copy.encode()))
    assert "## 2 of 2 found" in shown.text
    assert await server.store.members.record(server.guild.id, ada.id) is None
    joined = await shown.press("Join with these ticks")
    assert "2 ticks brought over" in joined.text
    assert "🎉" not in joined.text
    assert await ada.done() == {"guitar-1-1", "guitar-1-2"}
    ben = server.newcomer("ben")
    for name, text, said in (
        ("b.md", "- [ ] Guitar task 1.1", "has no ticked boxes"),
        ("b.md", "No list", "no checkbox in it"),
        ("b.pdf", "%PDF-1.7", "only Markdown"),
    ):
        refused = await ben.slash("start", roadmap="Guitar", ticks=(name, text.encode()))
        assert said in refused.text, refused.text
    assert await server.store.members.record(server.guild.id, ben.id) is None


async def test_what_a_roadmap_has_not_is_not_spoken_of(server: StudyServer):
    """One phase, one task, no project, milestone, checkpoint or pace: no command offers or mentions any of them."""
    only = {"id": "b", "title": "All of it", "weeks": 1, "tasks": [{"id": "t", "text": "Do it"}]}
    least = {"title": "Least", "phases": [{"id": "p", "title": "Least", "weeks": 1, "blocks": [only]}]}
    await add(server, GREEK + 1, Roadmap.model_validate(least))
    ada = server.newcomer("ada")
    joined = await ada.slash("start", roadmap="Least")
    shown = [joined, *[await ada.slash(name) for name in ("week", "progress", "streak", "roadmap", "pace", "catchup")]]
    shown += [await shown[2].press("As text"), text := await shown[4].press("As text")]
    shown.append(await text.press("Rhythm"))
    said = "\n".join([text for reply in shown for text in (reply.text, *reply.labels)]).lower()
    absent = ("checkpoint", "project", "milestone", "focus", "later phase", "adjustment", "months", "weeks 1")
    assert [word for word in absent if word in said] == []
    assert await ada.offered("pace", "focus") == []
    assert await ada.offered("pace", "preset") == ["as_written"]
    for options, answer in (
        ({"focus": "capstone"}, "has no projects"),
        ({"preset": "6 months"}, "has no paces"),
        ({"phase": 2}, "has only one phase"),
    ):
        assert answer in (await ada.slash("pace", **options)).text
    assert "This roadmap has no checkpoints." in (await ada.slash("checkpoint")).text
    done = await ada.slash("done", task="t")
    assert "Roadmap complete: Least" in done.text
    assert "With it" not in done.text
    await server.tick_at(MONDAY, "18:00")
    assert server.posts == []


async def test_an_admin_is_told_the_days_of_the_roadmaps_that_are_walked(server: StudyServer):
    """In the check-up and in the setup; days that are none of those roadmaps' are the server's own choice."""
    plain = roadmap("Garden", 4).model_dump(exclude_none=True)
    rhythm = [{"day": day, "activity": "Dig", "hours": 1} for day in ("Tue", "Thu")]
    await add(server, GARDEN, Roadmap.model_validate({**plain, "rhythm": rhythm}))
    ada, ben = server.newcomer("ada"), server.newcomer("ben")
    await ada.slash("start", roadmap="Garden")
    found = await server.admin.slash("admin doctor")
    assert "Tue, Thu at 18:00" in found.text
    assert "**Next post:** <t:1772557200:F>" in found.text  # Tuesday
    assert "Tue, Thu at 18:00" in (await server.admin.slash("admin setup")).text
    await ben.slash("start", roadmap=server.roadmap.title)
    found = await server.admin.slash("admin doctor")
    assert "Mon, Tue, Wed, Thu, Sat at 18:00" in found.text
    assert "**Next post:** <t:1772470800:F>" in found.text  # today, Monday
    await ben.slash("mydata", action="delete")
    await ben.forge("rm:forget")
    await server.change_setup(days="Mon Wed Sat")
    assert (await server.settings()).days == (0, 2, 5)
    await server.change_setup(days="rhythm")
    assert not (await server.settings()).days
