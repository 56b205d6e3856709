"""`/log`: what I did, by day, newest first; each entry can be corrected or removed (§6)."""

from __future__ import annotations

from datetime import timedelta

from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
ITEM = "cp1-transformer"


async def some_work(server: StudyServer) -> Learner:
    """A tick, study time and evidence on three days; it is Wednesday."""
    ada = await server.member("ada")
    await ada.slash("done", task="backprop", minutes=45, note="The *chain* rule")
    await ada.at(TUESDAY).slash("done", minutes=90, note="exercises")
    form = await ada.at(WEDNESDAY).forge(f"rm:show-item:{ITEM}", message=(await ada.slash("checkpoint")).message)
    await form.write("https://x.example")
    return ada


async def entry(ada: Learner, key: str) -> Reply:
    """An entry's own screen."""
    return await (await ada.slash("log")).choose(key)


async def session_key(ada: Learner) -> str:
    """The key of the only study time."""
    (session,) = (await ada.journal()).sessions
    return f"s.{session.number}"


async def test_by_day_newest_first(study_server: StudyServer):
    """With minutes and notes as they were written; nothing before anything is logged."""
    assert "Nothing logged yet" in (await (await study_server.member("ben")).slash("log")).text
    ada = await some_work(study_server)
    shown = await ada.slash("log")
    assert shown.private
    said = shown.text
    days = [said.index(day) for day in ("Wed 4 Mar", "Tue 3 Mar", "Mon 2 Mar")]
    assert days == sorted(days)
    assert "**This week** · 2 h 15 min of about 4 h" in said
    assert "✅ Review backpropagation" in said
    assert "45 min · “The \\*chain\\* rule”" in said
    assert "⏱️ 1 h 30 min of study · “exercises”" in said
    assert "🎓" in said
    assert set(shown.options) == {"t.backprop", await session_key(ada), f"e.{ITEM}"}


async def test_an_entry_is_corrected(study_server: StudyServer):
    """Day, minutes and note, each kind; what stays as it is may stay."""
    ada = await some_work(study_server)
    form = await (await entry(ada, "t.backprop")).press("Correct…")
    assert "2026-03-02\n45\nThe *chain* rule" in form.form_text
    assert "Corrected" in (await form.write("yesterday", "60", "")).text
    (tick,) = (await ada.journal()).ticks
    assert (tick.study_day, tick.minutes, tick.note) == (TUESDAY, 60, None)
    key = await session_key(ada)
    await (await (await entry(ada, key)).press("Correct…")).write("mon", "15 min", "reading")
    (session,) = (await ada.journal()).sessions
    assert (session.study_day, session.minutes, session.note) == (MONDAY, 15, "reading")
    await (await (await entry(ada, f"e.{ITEM}")).press("Correct…")).write("2026-03-04", "Seen by Ben")
    (given,) = (await ada.journal()).evidence
    assert (given.study_day, given.text) == (WEDNESDAY, "Seen by Ben")


async def test_what_can_not_be_read_loses_nothing(study_server: StudyServer):
    """The entry stays, and what was written comes back."""
    ada = await some_work(study_server)
    for day, minutes, said in (
        ("2026-02-27", "60", "closed"),
        ("2026-03-09", "60", "is still to come"),
        ("soon", "60", "can't read"),
        ("today", "0", "from 1 to 1,440"),
        ("today", "1441", "from 1 to 1,440"),
        ("today", "an hour", "from 1 to 1,440"),
    ):
        form = await (await entry(ada, "t.backprop")).press("Correct…")
        refused = await form.write(day, minutes, "A long thought")
        assert said in refused.text
        assert "A long thought" in refused.text
    (tick,) = (await ada.journal()).ticks
    assert (tick.study_day, tick.minutes) == (MONDAY, 45)


@ON_BOTH
async def test_an_entry_is_removed(study_server: StudyServer):
    """In an open week with its study day; a tick can be ticked again as it was."""
    ada = await some_work(study_server)
    undone = await (await entry(ada, "t.backprop")).press("Remove")
    assert "open again" in undone.text
    await undone.press("Tick it again")
    (tick,) = (await ada.journal()).ticks
    assert (tick.study_day, tick.minutes, tick.note) == (MONDAY, 45, "The *chain* rule")
    for key in (await session_key(ada), f"e.{ITEM}", "t.backprop"):
        shown = await entry(ada, key)
        assert "closed" not in (await shown.press("Remove")).text
        assert "That entry is gone" in (await ada.forge(f"rm:log-remove:{key}", message=shown.message)).text
    assert (await ada.journal()).study_days == frozenset()


async def test_a_closed_week_keeps_its_study_days(study_server: StudyServer):
    """Minutes and notes can still be corrected there, the day can't; removed entries leave their days."""
    ada = await some_work(study_server)
    before = await entry(ada, "t.backprop")
    old_form = await before.press("Correct…")
    ada.at(MONDAY + timedelta(days=8))
    assert "closed" in (await old_form.write("2026-03-10", "5", "")).text
    form = await (await entry(ada, "t.backprop")).press("Correct…")
    await form.write("50", "later thought")
    (tick,) = (await ada.journal()).ticks
    assert (tick.study_day, tick.minutes, tick.note) == (MONDAY, 50, "later thought")
    for key in ("t.backprop", await session_key(ada), f"e.{ITEM}"):
        shown = await entry(ada, key)
        assert "Its week is closed" in shown.text
        await shown.press("Remove")
    journal = await ada.journal()
    assert (journal.ticks, journal.sessions, journal.evidence) == ((), (), ())
    assert journal.study_days == {MONDAY, TUESDAY, WEDNESDAY}


async def test_many_entries_come_in_pages(study_server: StudyServer):
    """At most 25 a page and never more than fits; the last page has the oldest."""
    ada = await study_server.member("ada")
    for number in range(60):
        note = "a long note " * 24 if number % 7 == 0 else None
        await study_server.store.journals.log_session(ada.walk, number + 1, MONDAY + timedelta(number), 5, note)
    ada.at(MONDAY + timedelta(days=60))
    shown = await ada.slash("log")
    seen: list[str] = []
    while True:
        assert len(shown.options) <= 25
        assert len(shown.text) <= 4000
        assert "of 60" in shown.text
        seen += shown.options
        if "Older entries ▶" not in shown.labels:
            break
        shown = await shown.press("Older entries ▶")
    assert seen == [f"s.{number}" for number in range(60, 0, -1)]
    assert "◀ Newer entries" in shown.labels


async def test_a_forged_or_foreign_entry_is_answered_calmly(study_server: StudyServer):
    """Nothing of another member is shown or changed."""
    ada = await some_work(study_server)
    ben = await study_server.member("ben")
    key = await session_key(ada)
    for custom_id in (
        f"rm:log-remove:{key}",
        "rm:log-remove:x",
        "rm:log-remove",
        "rm:log-correct:s.x",
        "rm7:log-remove:a",
    ):
        assert (await ben.forge(custom_id)).private
    assert "exercises" not in (await ben.forge(f"rm:log-correct:{key}")).text
    assert len((await ada.journal()).sessions) == 1
