"""A checkpoint is submitted, read and decided about, and nothing waits for it."""

from __future__ import annotations

from datetime import timedelta

from bot.study.review import FrozenItem, Review
from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer
from tests.ui.test_checkpoint import show_item

ITEMS = ("cp1-explain-attention", "cp1-transformer", "cp1-blog-post")
SECRET = "https://github.example/ada/secret_transformer"


async def show_all(learner: Learner, evidence: str = SECRET) -> Reply:
    """Show every item of phase 1."""
    for item in ITEMS[:-1]:
        await show_item(learner, item, "explained to Ben")
    return await show_item(learner, ITEMS[-1], evidence)


async def submit(learner: Learner, *, named: bool = False) -> Reply:
    """Show all of phase 1, and submit it."""
    shown = await show_all(learner)
    asked = await shown.press("Submit…")
    taking = [label for label in asked.labels if label.startswith("Submit")]
    return await asked.press(taking[-1] if named else taking[0])


async def mentored(server: StudyServer) -> Learner:
    """The server has mentors, and this is one of them, who studies nothing here."""
    role = server.guild.create_role("Mentors")
    await server.change_setup(review="mentor", reviewers=role)
    actor = server.guild.add_member(server.env.create_user("mia"), roles=[role])
    return Learner(server, actor, server.admin.zone)


async def test_a_mentor_signs(study_server: StudyServer):
    """Submit, take, read, sign; the author hears of it with the next reply."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    shown = await show_all(ada)
    assert "All shown" in shown.text
    asked = await shown.press("Submit…")
    for fact in ("Mentors", "at most 7 days", "github", "what you change later"):
        assert fact.replace("Mentors", "<@&") in asked.text
    sent = await asked.press("Submit")
    assert "Submitted" in sent.text
    assert "Withdraw" in sent.labels
    queue = await mia.slash("review")
    assert queue.private
    assert "1 checkpoint waits" in queue.text
    assert "1 checkpoint waits, since" in (await study_server.admin.slash("admin doctor")).text
    assert "are read by <@&" in (await ada.slash("review")).text
    assert "github" not in queue.text
    reading = await queue.press("Take it")
    assert "<https://github.example/ada/secret_transformer>" in reading.text
    assert f"<@{ada.id}>" in reading.text
    assert "Somebody is reading it" in (await ada.slash("checkpoint", phase=1)).text
    form = await reading.press("Sign…")
    decided = await form.write("Well done")
    assert "Signed: Phase 1 Checkpoint" in decided.text
    heard = await ada.slash("week")
    assert "signed by a mentor" in heard.text
    assert "signed by a mentor" not in (await ada.slash("week")).text
    mine = await ada.slash("checkpoint", phase=1)
    assert "Checkpoint signed by a mentor" in mine.text
    assert "Well done" in mine.text
    assert "signed by a mentor" in (await ada.in_full()).text


async def test_returned_twice_it_may_be_signed_by_its_author(study_server: StudyServer):
    """Words are needed for a return; they stand until the next decision. The phase never waited for any of it."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    await submit(ada)
    for n in (1, 2):
        queue = await mia.slash("review")
        reading = await queue.press("Take it")
        for shown in (queue, reading):
            assert ("sent again after a return" in shown.text) == (n == 2)
        assert "what is missing" in (await mia.forge("rm:decide:return:1", " ", answers_a_form=True)).text
        form = await reading.press("Return…")
        await form.write(f"Add a diagram, {n}")
        mine = await ada.slash("checkpoint", phase=1)
        assert "Returned" in mine.text
        assert "came back" not in mine.text  # said once, by the screen itself
        assert "came back" not in (await ada.slash("streak")).text
        assert f"Add a diagram, {n}" in mine.text
        assert ("Sign it myself" in mine.labels) == (n == 2)
        if n == 1:
            sent = await (await mine.press("Submit again…")).press("Submit")
            assert "Last time, this was missing:\n> Add a diagram, 1" in sent.text
    done = await mine.press("Sign it myself")
    assert "signed by yourself, after review" in done.text
    assert not {"Submit…", "Submit again…", "Sign it myself", "Withdraw"} & set(done.labels)
    forged = await ada.forge("rm:sign-self:foundations")
    assert "moved on already" in forged.text


async def test_peers_read_each_other(study_server: StudyServer):
    """The first one finds nobody, and is told so; the second may read it, nameless unless its author chose so."""
    await study_server.change_setup(review="peer")
    ada, ben, eve = [await study_server.member(name) for name in ("ada", "ben", "eve")]
    asked = await (await show_all(ada)).press("Submit…")
    assert "nobody may read it yet" in asked.text
    assert {"Submit without my name", "Submit with my name"} <= set(asked.labels)
    await asked.press("Submit without my name")
    assert "nothing for you to read" in (await ben.slash("review")).text
    await show_all(ben)
    asked = await (await ben.slash("checkpoint", phase=1)).press("Submit…")
    assert "nobody may read it yet" not in asked.text
    await asked.press("Submit with my name")
    reading = await (await ben.slash("review")).press("Take it")
    assert "chose not to be named" in reading.text
    assert str(ada.id) not in str(reading.message.components)
    named = await (await ada.slash("review")).press("Take it")
    assert f"<@{ben.id}>" in named.text
    assert "phases you've passed yourself" in (await eve.slash("review")).text
    number = next(part.split(":")[2] for part in reading.custom_ids if "put-back" in part)
    for forged in (f"rm:take:{number}", f"rm:read:{number}", f"rm:put-back:{number}", "rm:read:1", "rm:take:x"):
        answer = await eve.forge(forged)
        assert answer.private
        assert "secret" not in answer.text
    assert "aren't holding" in (await eve.forge(f"rm:decide:sign:{number}", "mine", answers_a_form=True)).text
    back = await reading.press("Give it back")
    assert "back" in back.text
    assert "1 checkpoint waits" in back.text


async def test_three_at_a_time_and_how_long_it_takes(study_server: StudyServer):
    """A fourth one waits for the reader to be done; after five decisions the author hears how long it usually takes."""
    mia = await mentored(study_server)
    store, now = study_server.store, study_server.clock.now
    readers = (await study_server.settings()).readers
    fellows = [await study_server.member(f"fellow-{number}") for number in range(1, 6)]
    for number, fellow in enumerate(fellows, start=1):
        review = Review("foundations", number, "Phase 1 Checkpoint", readers, now)
        await store.reviews.submit(fellow.walk, review, [FrozenItem("i", "計画", "計画")], is_named=True)
    assert "isn't for you to read" in (await fellows[-1].forge("rm:take:1")).text
    for number in (1, 2, 3):
        await mia.forge(f"rm:take:{number}")
    assert "You hold 3 already" in (await mia.forge("rm:take:4")).text
    for number in range(1, 6):
        await mia.forge(f"rm:take:{number}")
        await mia.forge(f"rm:decide:sign:{number}", "", answers_a_form=True)
    ada = await study_server.member("ada")
    assert "It usually takes a day" in (await submit(ada)).text


async def test_what_was_shown_is_what_is_sent(study_server: StudyServer):
    """Changed evidence, or other readers, are shown again; what is sent stays as it was then."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    asked = await (await show_all(ada)).press("Submit…")
    await show_item(ada, ITEMS[0], "another word")
    again = await asked.press("Submit")
    assert "Here it is again" in again.text
    assert "another word" in again.text
    await study_server.change_setup(review="peer")
    assert "Here it is again" in (await again.press("Submit")).text
    await study_server.change_setup(review="mentor")
    await (await (await ada.slash("checkpoint", phase=1)).press("Submit…")).press("Submit")
    await show_item(ada, ITEMS[0], "changed afterwards")
    reading = await (await mia.slash("review")).press("Take it")
    assert "another word" in reading.text
    assert "changed afterwards" not in reading.text
    assert "nothing to submit" in (await ada.forge("rm:send:foundations:x:1")).text


async def test_long_evidence_is_read_whole(study_server: StudyServer):
    """In pages; no letter of it is cut."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    words = {item: f"{n}_" * 480 + f" end{n}" for n, item in enumerate(ITEMS)}
    for item, text in words.items():
        await show_item(ada, item, text)
    await (await (await ada.slash("checkpoint", phase=1)).press("Submit…")).press("Submit")
    reading = await (await mia.slash("review")).press("Take it")
    read = reading.text
    while "More items ▶" in reading.labels:
        reading = await reading.press("More items ▶")
        read += reading.text
    assert all(text.replace("_", "\\_") in read for text in words.values())


async def test_withdrawn_it_is_gone_for_its_reader(study_server: StudyServer):
    """Also in the middle of reading; the reader hears so, and nothing is signed."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    sent = await submit(ada)
    reading = await (await mia.slash("review")).press("Take it")
    assert "Submit…" in (await sent.press("Withdraw")).labels
    answer = await (await reading.press("Sign…")).write("fine")
    assert "aren't holding" in answer.text
    assert "fine" in answer.text, "what was written comes back"
    assert "Submit…" in (await ada.slash("checkpoint", phase=1)).labels


@ON_BOTH
async def test_nobody_looked_in_seven_days(study_server: StudyServer):
    """The bot is away meanwhile; what it comes to holds at once, and is told once."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    sent = await submit(ada)
    await study_server.restart()
    ada.at(MONDAY + timedelta(days=8))
    assert "nobody looked in 7 days" in (await ada.slash("checkpoint", phase=1)).text
    assert "moved on already" in (await sent.press("Withdraw")).text
    assert "nothing for you to read" in (await mia.slash("review")).text
    await study_server.tick()
    assert "nobody looked" in (await ada.slash("week")).text
    assert "nobody looked" not in (await ada.slash("week")).text


async def test_where_shown_is_done(study_server: StudyServer):
    """No *Submit*, nothing to read, and a forged press submits nothing."""
    ada = await study_server.member("ada")
    assert "Submit…" not in (await show_all(ada)).labels
    assert "done once every item is shown" in (await ada.slash("review")).text
    assert "nothing to submit" in (await ada.forge("rm:send:foundations:x:1")).text
    assert "nothing to submit" in (await ada.forge("rm:submit:foundations")).text


async def test_setup_wants_a_role_that_is_not_everybodys(study_server: StudyServer):
    """And a channel that takes the line; each refusal says what to do, and nothing is changed."""
    assert "Which role" in (await study_server.change_setup(review="mentor")).text
    everyone = study_server.guild.default_role
    assert "Everyone has that role" in (await study_server.change_setup(review="mentor", reviewers=everyone)).text
    role = study_server.guild.create_role("Mentors")
    said = (await study_server.change_setup(review="mentor", reviewers=role)).text
    assert f"read by <@&{role.id}>" in said
    assert f"Nobody has <@&{role.id}> yet" in said
    study_server.guild.add_member(study_server.env.create_user("mia"), roles=[role])
    assert f"Nobody has <@&{role.id}>" not in (await study_server.admin.slash("admin doctor")).text
    study_server.env.backend.delete_role(study_server.guild.id, role.id)
    await study_server.env.settle()
    assert "that reads checkpoints is gone" in (await study_server.admin.slash("admin doctor")).text
    ada = await study_server.member("ada")
    asked = await (await show_all(ada)).press("Submit…")
    assert "nobody may read it yet" in asked.text


async def test_in_direct_messages(study_server: StudyServer):
    """Peers read there; a mentor is sent to the server, which alone brings roles along."""
    mia, ada = await mentored(study_server), await study_server.member("ada")
    await mia.slash("start")
    await submit(ada)
    told = await mia.answer(mia.actor.user.slash("review"))
    assert "in your server" in told.text
