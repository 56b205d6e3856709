"""Whatever is pressed, however old or made up, gets a calm answer; what was saved stays saved."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable
from datetime import datetime, timedelta

import pytest
from discord.ui import Button, Select

from bot.actions.adopting import adopt
from bot.roadmap import Block, Phase, Task, Weeks
from bot.study.progress import Progress
from bot.ui.screens.servers import add_server, servers_screen
from tests.crowd import crowd, residents
from tests.databases import ON_BOTH
from tests.reading import Here
from tests.sentences import DISK_FULL, STALE
from tests.study_server import MONDAY, Learner, Reply, StudyServer, custom_ids_of
from tests.ui.test_review import mentored, show_all, submit


async def every_screen(server: StudyServer, ada: Learner) -> list[Reply]:
    """One of each screen that has something to press on it."""
    roadmap = server.roadmap
    await ada.slash("done", task="optimizers")
    ticked = await ada.slash("done", task="backprop")
    undone = await ada.slash("undo", task="backprop")
    return [
        ticked,
        undone,
        await ada.slash("start"),
        await ada.slash("help"),
        await ada.slash("done", minutes=5),
        await ada.slash("done"),
        *[await ada.slash(command, task="paper") for command in ("done", "stuck", "focus")],
        await ada.slash("log"),
        await (await ada.slash("log")).choose("t.optimizers"),
        await ada.slash("week", week=9),
        await ada.slash("progress"),
        await ada.in_full(),
        await ada.slash("streak"),
        await ada.slash("roadmap"),
        await ada.in_full("roadmap"),
        await ada.slash("roadmap", phase=len(roadmap.phases)),
        await ada.slash("checkpoint"),
        await ada.slash("reminders", where="dm"),
        await ada.slash("reminders", where="channel"),
        await server.admin.slash("admin doctor"),
        await server.set_up(),
        await finished_phase(ada),
        *await every_screen_of_admins(server),
        *await every_screen_of_plans(server, ada),
        *await every_screen_of_reviews(server),
        *await every_screen_of_roadmaps(server),
        *await every_screen_of_changing(server),
    ]


async def finished_phase(ada: Learner) -> Reply:
    """The last task of the first phase, which brings its celebration."""
    *before, last = [task.id for block in ada.server.roadmap.phases[0].blocks for task in block.tasks]
    settings = await ada.settings()
    await ada.server.store.journals.tick(settings.walk, before, MONDAY, ada.server.clock.now)
    return await ada.slash("done", task=last)


async def every_screen_of_plans(server: StudyServer, ada: Learner) -> list[Reply]:
    """The same about a plan of one's own; last of all the one that forgets its member."""
    newcomer, bea, cal = server.newcomer("newcomer"), await server.member("bea"), await server.member("cal")
    four_months = {"preset": "4 months"}
    screens = [
        await newcomer.slash("start", zone="Portland"),
        await newcomer.slash("start", pace="4 months"),
        await ada.slash("reminders", zone="Portland"),
        await (await server.newcomer("busy").slash("start", pace="4 months")).press("Join with this plan"),
        await ada.slash("pace"),
        await ada.slash("pace", focus="p2-mini-rlhf"),
        await (await ada.slash("pace", **four_months)).press("Use this plan"),
        await (await (await ada.slash("pace", **four_months)).press("Use this plan")).press("Leave it as it is"),
        await (await ada.slash("pace", preset="6 months")).press("Use this plan"),
        await (await ada.slash("stuck", task="ppo")).write("Why?"),
        await (await ada.slash("reminders")).press("Ask me when others are stuck"),
        await ada.slash("focus", task="vllm"),
        await cal.slash("focus", together=True),
        await cal.slash("pause", until="4 weeks"),
        await cal.slash("pause", until="2026-05-04", **{"from": "2026-04-27"}),
    ]
    bea.at(MONDAY + timedelta(weeks=2))
    screens += [
        await cal.slash("week"),
        await (await cal.slash("progress")).press("Resume now"),
        await bea.slash("week"),
        await bea.slash("catchup"),
        await (await bea.slash("catchup")).press("Skip…"),
        await (await bea.slash("catchup")).press("Shift…"),
        await (await bea.slash("catchup")).press("Catch up…"),
        await (await (await bea.slash("catchup")).press("Catch up…")).press("Catch up"),
        await bea.slash("mydata", action="delete"),
    ]
    return screens


async def every_screen_of_roadmaps(server: StudyServer) -> list[Reply]:
    """What an admin sees of the server's own roadmaps: new, with a question, another one, archived, with versions."""
    server.bot.apart = Here()

    async def give(text: str) -> Reply:
        return await server.admin.slash("admin roadmap import", file=("beds.md", text.encode()))

    beds = "# Beds\n- [ ] Choose two beds\n- [ ] Dig\n- [ ] Sow\n"
    used = await (await give(beds)).press("Use it")
    reworded = beds.replace("two beds", "two large beds")
    asked = await give(reworded)
    await (await give(reworded)).press("Use it")
    versions = await server.admin.slash("admin roadmap restore", roadmap="Beds")
    shown = [used, versions, asked, await give("# Other\n- [ ] A\n"), await give("# Beds\n- [ ] A\n")]
    await (await give("# Trees\n- [ ] Plant\n")).press("Use it")
    await (await server.admin.slash("admin roadmap archive", roadmap="Trees")).press("Archive it")
    restoring = await server.admin.slash("admin roadmap restore", roadmap="Trees")
    return [*shown, restoring, await server.admin.slash("admin roadmap list")]


async def every_screen_of_changing(server: StudyServer) -> list[Reply]:
    """Where a server has several roadmaps: which to join, another one, and ticks from a copy of one's own."""
    eve = server.newcomer("eve")
    await eve.slash("start", roadmap=server.roadmap.title)
    copy = "".join(f"- [x] {task.text}\n" for task in server.roadmap.tasks[-3:])
    brought = await eve.slash("start", ticks=("copy.md", copy.encode()))
    changing = await eve.slash("start", roadmap="Beds")
    changed = await changing.press(changing.labels[0])
    back = await eve.slash("start", roadmap=server.roadmap.title)
    return [await server.newcomer("late").slash("start"), await eve.slash("start"), brought, changed, back]


async def every_screen_of_reviews(server: StudyServer) -> list[Reply]:
    """Checkpoints to be submitted, waiting, returned twice and being read; and roles for what is reached."""
    mia = await mentored(server)
    fay, gus, hal = [await server.member(name) for name in ("fay", "gus", "hal")]
    asked = await (await show_all(fay)).press("Submit…")
    waits = await submit(gus)
    returned = await submit(hal)
    for _ in range(2):
        waiting = await server.store.review_queue.waiting(server.guild.id, mia.id, server.clock.now)
        number = waiting[-1].number
        await mia.forge(f"rm:take:{number}")
        await mia.forge(f"rm:decide:return:{number}", "more", answers_a_form=True)
        returned = await hal.slash("checkpoint", phase=1)
        await (await returned.press("Submit again…")).press("Submit")
    await hal.forge("rm:withdraw:foundations")
    returned = await hal.slash("checkpoint", phase=1)
    queue = await mia.slash("review")
    reading = await (await mia.slash("review")).press("Take it")
    await server.admin.slash("admin roles", reached="0:roadmap/", role=server.guild.create_role("Done"))
    roles = [await server.admin.slash("admin roles"), await fay.slash("reminders")]
    return [asked, waits, returned, queue, reading, await mia.slash("review"), *roles]


async def every_screen_of_admins(server: StudyServer) -> list[Reply]:
    """Settings to look at and to take, an invitation, and a check-up that can mend something."""
    shown = [await server.admin.slash("admin setup", zone="Portland")]
    shown += [await server.admin.slash("admin setup", time="19:00")]
    set_up = await server.change_setup(days="Mon Tue Sat")
    await set_up.press("Post an invitation")
    server.forbid(attach_files=True)
    shown += [set_up, await server.admin.slash("admin doctor")]
    server.forbid()
    return shown


async def every_control_of_cohorts(server: StudyServer) -> list[str]:
    """The custom ids of a cohort from making it to leaving it, of the organiser's pages, and of the leaderboard."""
    admin, found = server.admin, list[str]()
    await crowd(
        server.store,
        server.guild.id,
        server.roadmap,
        MONDAY,
        server.clock.now,
        members=residents(server, 45),
        cohorts=1,
    )

    async def seen(doing: Awaitable[Reply]) -> Reply:
        reply = await doing
        found.extend(reply.custom_ids)  # at once: a press changes the message
        return reply

    role, start = server.guild.create_role("Mentors"), MONDAY.isoformat()
    made = await seen(admin.slash("admin cohort new", name="Spring", start=start, shares="mentors", role=role))
    await (await seen(made.press("Make it"))).press("Post an invitation")
    await seen(admin.slash("admin cohort change", cohort="Spring", name="Summer"))
    await seen(admin.slash("admin cohort close", cohort="Spring"))
    await seen(admin.slash("admin members"))
    await seen(admin.slash("admin members", cohort="1"))
    fay = server.newcomer("fay").at(MONDAY + timedelta(weeks=3))
    joining = await seen((await seen(fay.slash("start", cohort="Spring"))).press("Start with the cohort"))
    mine = await seen((await seen(joining.press("Join and share"))).press("My cohort"))
    await seen(mine.press("Leave…"))
    await seen((await seen(fay.slash("leaderboard", action="join"))).press("Join the leaderboard"))
    await seen(fay.slash("leaderboard", action="show"))
    fay.at(MONDAY)
    return found


async def after_an_edit(server: StudyServer, member: Learner) -> Reply:
    """What a member sees when the roadmap has become four weeks longer."""
    phase = Phase(
        id="more",
        title="More",
        weeks=Weeks(37, 40),
        blocks=(Block(id="more-block", title="More", weeks=Weeks(37, 40), tasks=(Task(id="more-task", text="More"),)),),
    )
    roadmap = server.roadmap.model_copy(update={"phases": (*server.roadmap.phases, phase)})
    await adopt(server.store, roadmap, server.clock.now)
    return await member.slash("week")


async def every_form(ada: Learner) -> list[str]:
    """The custom ids of all forms."""
    forms = [
        await ada.forge("rm:show-item:cp1-transformer"),
        await ada.forge("rm:skip-note:1"),
        await ada.forge("rm:log-correct:t.backprop"),
        await ada.slash("stuck", task="vllm"),
        await ada.forge("rm:verdict:sign:1"),
    ]
    return [str(form.result.modal and form.result.modal["custom_id"]) for form in forms]


async def test_every_control_on_every_screen_has_a_handler(study_server: StudyServer):
    """No button, list or form leads nowhere."""
    ada = await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    screens = await every_screen(study_server, ada)
    found = [custom_id for screen in screens for custom_id in screen.custom_ids]
    found += [*await every_form(ada), *study_server.post_custom_ids]
    verbs = {custom_id.split(":")[1] for custom_id in found}
    assert verbs - study_server.bot.router.verbs == set()
    assert {"week", "tick", "evidence", "my-week", "pace-take", "catchup", "skip-now", "ask", "unstuck"} <= verbs


async def test_every_handler_has_a_screen(study_server: StudyServer):
    """And the other way round: nothing is handled that can't be pressed anywhere."""
    ada, dee = await study_server.member("ada"), await study_server.member("dee")
    await dee.slash("reminders", where="dm")
    await study_server.tick_at(MONDAY, "18:00")
    later = await dee.press_dm("Later…")
    of_cohorts = await every_control_of_cohorts(study_server)
    screens = [later, *await every_screen(study_server, ada), await after_an_edit(study_server, dee)]
    found = [*of_cohorts, *study_server.post_custom_ids]
    await study_server.tick_at(MONDAY + timedelta(weeks=2), "18:00")
    found += [custom_id for screen in screens for custom_id in screen.custom_ids]
    found += [*await every_form(ada), *study_server.post_custom_ids]
    found += [custom_id for message in dee.dm_messages for custom_id in custom_ids_of(message)]
    found += (await ada.slash("progress", share=True)).custom_ids
    for number in (2, 7):
        servers = servers_screen([(guild_id, "A server") for guild_id in range(1, number)], "Which one?")
        screen = add_server(servers, "A server")
        found += [str(part.custom_id) for part in screen.walk_children() if isinstance(part, Button | Select)]
    assert study_server.bot.router.verbs - {custom_id.split(":")[1] for custom_id in found} == set()


async def test_everything_works_after_a_restart(study_server: StudyServer):
    """Each button and list that was shown before the bot went down answers after it came back."""
    ada = await study_server.member("ada")
    await study_server.tick_at(MONDAY, "18:00")
    screens = await every_screen(study_server, ada)
    await study_server.restart()
    for screen in screens:
        for control in screen.controls:
            values = [control["options"][0]["value"]] if control["type"] == 3 else []
            reply = await screen.member.forge(control["custom_id"], *values, message=screen.message)
            if not reply.result.modal:
                assert reply.private or control["custom_id"].split(":")[1] in ("share", "celebrate")
                assert STALE not in reply.text
                assert "went wrong" not in reply.text
    for label in ("My week", "Tick a task…"):
        assert (await ada.press(study_server.posts[0], label)).private


async def test_a_tick_and_a_form_from_before_a_restart_are_saved(study_server: StudyServer):
    """A list left open overnight and a form half written lose nothing."""
    ada = await study_server.member("ada")
    shown = await ada.slash("week")
    checkpoint = await ada.slash("checkpoint")
    form = await ada.answer(ada.actor.click(checkpoint.message, custom_id="rm:show-item:cp1-transformer"))
    await study_server.restart()
    assert "1 of 3 tasks" in (await shown.choose("backprop")).text
    await form.write("https://x.example")
    journal = await ada.journal()
    assert journal.done == {"backprop"}
    assert set(journal.evidence_by_item) == {"cp1-transformer"}


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "rm",
        "rm:",
        "rm:unknown",
        "rm::",
        "other-bot:button",
        "week",
        "RM:week",
        "rm:week:no-such-block",
        "rm:week:",
        "rm:week:" + "x" * 92,
        "rm:undo",
        "rm:undo:",
        "rm:undo:no-such-task",
        "rm:tick-one",
        "rm:tick-one:' OR 1=1 --",
        "rm:tick",
        "rm:tick:ml-fundamentals",
        "rm:pick-week",
        "rm:pick-checkpoint",
        "rm:road:x",
        "rm:checkpoint:no-such-phase",
        "rm:checkpoint:foundations:x",
        "rm:checkpoint:foundations:-99",
        "rm:checkpoint:foundations:99999999999999999999999",
        "rm:show-item",
        "rm:show-item:no-such-item",
        "rm:remind",
        "rm:remind:pigeon",
        "rm:ping",
        "rm:ping:maybe",
        "rm:ping:" + "9" * 90,
        "rm:visible",
        "rm:visible:x",
        "rm:my-week:x",
        "rm:my-week:-1",
        "rm:my-week:99999999999999999999999",
        "rm:my-done:",
        "rm:my-done:" + "9" * 5000,
        "rm:remind-now:extra:words",
        "rm:week:ml-fundamentals:extra",
        *("rm:submit", "rm:submit:no-such-phase", "rm:send:foundations", "rm:withdraw", "rm:withdraw:foundations"),
        *("rm:sign-self:foundations", "rm:review:x", "rm:take", "rm:take:1", "rm:read:-1:x", "rm:put-back:9"),
        *("rm:verdict:burn:1", "rm:decide:sign:1", "rm:decide:return:1", "rm:roles", "rm:roles:x", "rm:drop-role"),
    ],
)
async def test_stale_foreign_and_forged_buttons_get_a_calm_sentence(study_server: StudyServer, custom_id: str):
    """A private answer, no trace of an error, nothing ticked: also for presses no message of ours ever had."""
    ada = await study_server.member("ada")
    reply = await ada.forge(custom_id)
    assert reply.private
    assert len(reply.text) > 20
    assert "Traceback" not in reply.text
    assert "reference" not in reply.text
    assert (await ada.journal()).study_days == frozenset()


@pytest.mark.parametrize(
    ("custom_id", "values"),
    [
        ("rm:tick:ml-fundamentals", ("no-such-task",)),
        ("rm:tick:any", ("",)),
        ("rm:tick:any", ("x" * 100,)),
        ("rm:pick-week", ("no-such-block",)),
        ("rm:pick-checkpoint", ("no-such-phase",)),
        ("rm:road", ("no-such-phase",)),
        ("rm:road", ("backprop",)),
    ],
)
async def test_choices_that_are_gone_get_a_calm_sentence(
    study_server: StudyServer, custom_id: str, values: tuple[str, ...]
):
    """A roadmap that changed since a list was shown is no error."""
    ada = await study_server.member("ada")
    reply = await ada.forge(custom_id, *values)
    assert reply.private
    assert "reference" not in reply.text
    assert await ada.done() == set()


async def test_a_choice_that_is_partly_gone_ticks_the_rest(study_server: StudyServer):
    """What is still known is saved."""
    ada = await study_server.member("ada")
    await ada.forge("rm:tick:ml-fundamentals", "backprop", "no-such-task")
    assert await ada.done() == {"backprop"}


@pytest.mark.parametrize("custom_id", ["rm:evidence", "rm:evidence:no-such-item", "rm:evidence:backprop", "x"])
async def test_forged_forms_get_a_calm_sentence(study_server: StudyServer, custom_id: str):
    """Nothing is stored under ids that are no items."""
    ada = await study_server.member("ada")
    reply = await ada.forge(custom_id, "words", answers_a_form=True)
    assert reply.private
    assert "reference" not in reply.text
    assert (await ada.journal()).evidence == ()


async def test_a_form_with_an_endless_text_is_no_error(study_server: StudyServer):
    """Discord lets nobody write more than the form allows; somebody who does is answered all the same."""
    ada = await study_server.member("ada")
    reply = await ada.forge("rm:evidence:cp1-transformer", "x" * 50_000, answers_a_form=True)
    assert reply.private


async def test_pressing_twice_at_once_ticks_once(study_server: StudyServer):
    """Two fingers, one tick."""
    ada = await study_server.member("ada")
    for _ in range(2):
        reply = await ada.forge("rm:tick-one:backprop")
        assert "Review backpropagation" in reply.text
    assert len((await ada.journal()).ticks) == 1


@pytest.mark.parametrize("way", ["command", "button"])
async def test_a_surprise_is_a_short_reference(study_server: StudyServer, caplog: pytest.LogCaptureFixture, way: str):
    """The member sees a reference and no stack trace; the log has it all under the same reference."""
    ada = await study_server.member("ada")
    broken = study_server.bot.store.progress

    async def of(guild_id: int, user_id: int, now: datetime) -> Progress | None:
        raise ZeroDivisionError(f"deep inside {guild_id} {user_id} {now}")

    broken.of = of  # type: ignore[method-assign]  # pyright: ignore[reportAttributeAccessIssue]  # what is unforeseen
    with caplog.at_level(logging.ERROR):
        reply = await (ada.slash("week") if way == "command" else ada.forge("rm:week"))
    del broken.of
    assert reply.private
    found = re.search(r"`([0-9a-f]{6})`", reply.text)
    assert found is not None
    assert "deep inside" not in reply.text
    assert "ZeroDivision" not in reply.text
    (record,) = [r for r in caplog.records if found[1] in r.getMessage()]
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ZeroDivisionError)
    assert [error for error in study_server.env.errors if not isinstance(error.__cause__, ZeroDivisionError)] == []
    study_server.surprises.clear()
    assert "ML Fundamentals" in (await ada.slash("week")).text


@ON_BOTH
async def test_a_full_disk_is_said_and_loses_nothing(study_server: StudyServer):
    """Nothing new is saved, what was saved can be read, and with room again everything goes on."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    async with study_server.full_disk():
        task, refused = await tick_until_refused(study_server, ada)
        assert DISK_FULL in refused.text
        assert "safe" in refused.text
        assert refused.private
        saved = await ada.done()
        assert "backprop" in saved
        assert task not in saved
        assert f"{len(saved)} of 70 tasks" in (await ada.in_full()).text
    study_server.surprises.clear()
    await ada.slash("done", task=task)
    await study_server.restart()
    assert await ada.done() == {*saved, task}


async def tick_until_refused(server: StudyServer, learner: Learner) -> tuple[str, Reply]:
    """Tick tasks with long notes until one cannot be saved."""
    for task in server.roadmap.tasks[1:]:
        reply = await learner.slash("done", task=task.id, note="n" * 300)
        if "nothing was saved" in reply.text:
            return task.id, reply
    raise AssertionError("there was room for everything")


@ON_BOTH
async def test_a_locked_database_is_said_and_loses_nothing(study_server: StudyServer):
    """When another program holds the file, the member is told to try again; reading goes on."""
    ada = await study_server.member("ada")
    async with study_server.locked_database():
        refused = await ada.slash("done", task="backprop")
        assert "nothing was saved" in refused.text
        assert "Try again" in refused.text
        assert "0 of 70 tasks" in (await ada.in_full()).text
    study_server.surprises.clear()
    assert "1 of 14 tasks" in (await ada.slash("done", task="backprop")).text


async def test_an_answer_that_discord_drops_is_not_lost(study_server: StudyServer):
    """The tick is saved before the answer; when the answer fails, a look later shows it."""
    ada = await study_server.member("ada")
    study_server.env.inject_error("POST", "/interactions/*/*/callback", status=500, times=1)
    await ada.answer(ada.actor.slash(study_server.channel, "done", task="backprop"))
    assert await ada.done() == {"backprop"}
    assert "1 of 3 tasks" in (await ada.slash("week")).text
    study_server.surprises.clear()
    assert len(study_server.env.errors) <= 1
