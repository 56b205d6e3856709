"""Members: joining, their record, how they are reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.actions.adopting import adopt
from bot.store.database import Database
from bot.store.store import Store
from bot.study.choices import Choice, OwnDays, Pace, Pause, Scope
from bot.study.journal import Evidence, FinishedSpan, Journal, Session, Skip, Tick
from bot.study.member import Member, MemberRecord, ReminderChoice, Where
from tests.store.people import ADA, AS_WRITTEN, BERLIN, BOB, GUILD, MONDAY, NOW, SMALL, WALK, join, record_of

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
OTHER_GUILD = 7


@pytest.mark.parametrize(
    "member",
    [
        Member(GUILD, ADA, BERLIN),
        Member(GUILD, ADA, ZoneInfo("America/Argentina/Buenos_Aires"), Where.DM, time(7, 5), ping=True),
        Member(1, 1, ZoneInfo("UTC"), Where.OFF, time(0)),
    ],
)
async def test_joining(store: Store, member: Member):
    """Whoever joined has a record with all their choices, their plan, and an empty journal."""
    await store.members.join(member, AS_WRITTEN, NOW)
    assert await store.members.record(member.guild_id, member.user_id) == MemberRecord(member, (AS_WRITTEN,))


async def test_a_stranger_has_no_record(store: Store):
    """Neither has somebody who joined in another server."""
    assert await store.members.record(GUILD, ADA) is None
    await join(store, guild_id=OTHER_GUILD)
    assert await store.members.record(GUILD, ADA) is None


async def test_joining_with_a_plan_of_ones_own(store: Store):
    """A focus and its pace are saved with the first choice, and the version that it was made in."""
    focused = Choice(MONDAY, Scope("alignment-safety", "p6-capstone"), Pace(4), version=6)
    await store.members.join(Member(GUILD, ADA, BERLIN), focused, NOW)
    record = await record_of(store)
    assert (record.choices, record.told_version) == ((focused,), 6)


@pytest.mark.parametrize("later", [MONDAY, MONDAY + WEEK, MONDAY - WEEK])
async def test_joining_again_changes_nothing(store: Store, later: date):
    """Not the choices, and not the plan either, whenever it happens."""
    await join(store)
    before = await record_of(store)
    other = Member(GUILD, ADA, ZoneInfo("UTC"), Where.DM, time(5), ping=True)
    await store.members.join(other, Choice(later, Scope("efficient-ml"), Pace(2), version=2), NOW + WEEK)
    assert await record_of(store) == before


@pytest.mark.parametrize("lost", ["choices", "walks"])
async def test_joining_is_completed_after_a_crash(store: Store, database: Database, lost: str):
    """With only the first or the first two of its three rows a member has not joined; joining again heals that."""
    await join(store)
    await database.rows(f"DELETE FROM {lost}")
    assert await store.members.record(GUILD, ADA) is None
    assert await store.members.outlines(GUILD, 0, 9, in_channel=True) == ([], None)
    await join(store)
    assert (await record_of(store)).choices == (AS_WRITTEN,)


async def test_a_record_brings_back_everything(store: Store):
    """Choices, pauses, own days and all that was logged come back as they were written, and nobody else's."""
    choices = (AS_WRITTEN, Choice(MONDAY + 10 * WEEK, Scope("a", "b"), Pace(8), ("ppo-block",), 2))
    pause = Pause(MONDAY + 3 * DAY, MONDAY + 20 * DAY)
    for user in (ADA, BOB):
        await join(store, user)
    await store.plans.choose(WALK, choices[1])
    await store.plans.set_own_days(WALK, OwnDays(MONDAY, (6,)))
    await store.plans.note_finished(WALK, FinishedSpan(MONDAY, MONDAY + WEEK))
    await store.journals.keep_day(WALK, MONDAY - WEEK)
    await store.plans.pause(WALK, pause)
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW, minutes=50, note="hard")
    await store.journals.tick(WALK, ["kv-cache"], MONDAY - DAY, NOW)
    await store.journals.log_session(WALK, 1 << 60, MONDAY, 25, None)
    await store.journals.give_evidence(WALK, "cp1-blog-post", "https://example.org", MONDAY, NOW)
    await store.plans.skip(WALK, ["vllm"], "done at work", MONDAY)
    record = await record_of(store)
    assert record.choices == choices
    assert record.own_days == (OwnDays(MONDAY, (6,)),)
    assert record.journal.finished == (FinishedSpan(MONDAY, MONDAY + WEEK),)
    assert record.journal.kept_days == (MONDAY - WEEK,)
    assert record.pauses == (pause,)
    assert set(record.journal.ticks) == {Tick("ppo", MONDAY, 50, "hard"), Tick("kv-cache", MONDAY - DAY)}
    assert record.journal.sessions == (Session(MONDAY, 25),)
    assert record.journal.evidence == (Evidence("cp1-blog-post", MONDAY, "https://example.org"),)
    assert record.journal.skips == (Skip("vllm", "done at work", MONDAY),)
    assert (await record_of(store, BOB)).journal == Journal()


async def test_reminders_are_saved(store: Store):
    """Where, when, in which zone; what was logged before is untouched."""
    joined = await join(store)
    await store.journals.tick(WALK, ["ppo"], MONDAY, NOW)
    chosen = ReminderChoice(Where.DM, time(6, 30), ZoneInfo("Asia/Kathmandu"), ping=True)
    await store.members.set_reminders(GUILD, ADA, chosen, NOW + HOUR)
    record = await record_of(store)
    assert record.member == chosen.of(joined)
    assert record.journal.ticks == (Tick("ppo", MONDAY),)


async def test_those_in_the_channel(store: Store):
    """Only members of this server who are reminded in the channel, in the order of their ids."""
    for user in (ADA, BOB, 9, 10):
        await join(store, user)
    await join(store, 11, OTHER_GUILD)
    await store.members.set_reminders(GUILD, 9, ReminderChoice(Where.DM), NOW)
    await store.members.set_reminders(GUILD, 10, ReminderChoice(Where.OFF), None)

    async def found(after: int, most: int, *, in_channel: bool = False) -> tuple[list[int], int | None]:
        records, onward = await store.members.outlines(GUILD, after, most, in_channel=in_channel)
        return [record.member.user_id for record in records], onward

    assert await found(0, 9, in_channel=True) == ([BOB, ADA], None)
    assert await found(0, 9) == ([BOB, 9, 10, ADA], None)
    assert await found(BOB, 2) == ([9, 10], 10)
    assert await found(ADA, 9) == ([], None)


async def test_who_cannot_be_read_ends_no_walk_through_all(store: Store, database: Database):
    """Ten members at a time are read; a whole ten of them whose zones are not known hide nobody behind them."""
    await adopt(store, SMALL, NOW)
    for user in range(1, 24):
        await join(store, user)
    await database.rows("UPDATE members SET zone = 'Mars/Olympus' WHERE user_id BETWEEN 8 AND 20")
    await store.members.set_reminders(GUILD, 22, ReminderChoice(Where.DM), NOW)
    everybody = [p.member.user_id async for some in store.progress.everybody(GUILD, NOW) for p in some]
    assert everybody == [*range(1, 8), 21, 22, 23]
    here = [p.member.user_id async for some in store.progress.everybody(GUILD, NOW, in_channel=True) for p in some]
    assert here == [*range(1, 8), 21, 23]


async def test_an_outline_leaves_out_what_members_wrote(store: Store):
    """A post is made from days and ids; notes and evidence stay where they are."""
    await join(store)
    record = await record_of(store)
    await store.journals.tick(record.member.walk, ["ppo"], MONDAY, NOW, minutes=5, note="a word")
    await store.journals.log_session(record.member.walk, 1, MONDAY, 25, "a word")
    await store.journals.give_evidence(record.member.walk, "item", "a word", MONDAY, NOW)
    await store.plans.skip(record.member.walk, ["vllm"], "a word", MONDAY)
    (outline,), _ = await store.members.outlines(GUILD, 0, 9)
    assert "a word" not in str(outline)
    full = await record_of(store)
    assert str(full).count("a word") == 4
    assert outline.journal.study_days == full.journal.study_days
    assert (outline.journal.done, outline.journal.skipped) == (full.journal.done, full.journal.skipped)
    assert set(outline.journal.evidence_by_item) == {"item"}


async def test_those_whose_message_is_due(store: Store):
    """The longest waiting first, from all servers, no more than asked for, and none before its moment."""
    assert await store.members.earliest_due() is None
    for user, guild, wait in [(1, GUILD, 2), (2, GUILD, 0), (3, OTHER_GUILD, 1), (4, GUILD, 9)]:
        await join(store, user, guild)
        await store.members.set_reminders(guild, user, ReminderChoice(Where.DM), NOW + wait * HOUR)
    await join(store, 5)
    now = NOW + 2 * HOUR
    assert [record.member.user_id for record in await store.members.records_due(now, 10)] == [2, 3, 1]
    assert [record.member.user_id for record in await store.members.records_due(now, 2)] == [2, 3]
    await store.members.move_on(GUILD, 2, now + DAY, now)
    assert [record.member.user_id for record in await store.members.records_due(now, 10)] == [3, 1]
    assert await store.members.records_due(NOW - HOUR, 10) == []
    assert await store.members.earliest_due() == NOW + HOUR


async def test_refused_messages(store: Store):
    """Messages that Discord refuses are turned off; choosing again tries again."""
    joined = await join(store)
    wanted = replace(joined, where=Where.DM)
    await store.members.set_reminders(GUILD, ADA, ReminderChoice(Where.DM), NOW)
    for _ in range(2):
        await store.members.dms_refused(GUILD, ADA)
    assert (await record_of(store)).member == replace(joined, where=Where.OFF, dms_refused=True)
    assert await store.members.records_due(NOW, 10) == []
    await store.members.refusal_told(GUILD, ADA)
    assert (await record_of(store)).member == replace(joined, where=Where.OFF)
    await store.members.dms_refused(GUILD, ADA)
    await store.members.set_reminders(GUILD, ADA, ReminderChoice(Where.DM), NOW)
    assert (await record_of(store)).member == wanted


async def test_freezes_are_told_once(store: Store):
    """Up to which week a member knows of them."""
    joined = await join(store)
    for monday in (MONDAY, MONDAY + WEEK):
        await store.members.freezes_told(GUILD, ADA, monday)
        assert (await record_of(store)).member == replace(joined, freezes_told_on=monday)


async def test_visibility(store: Store):
    """Progress is private, and nobody is asked for help, until they say otherwise."""
    joined = await join(store)
    assert not (await record_of(store)).member.visible
    assert not (await record_of(store)).member.helps
    for yes in (True, True, False):
        await store.members.set_visible(GUILD, ADA, yes)
        assert (await record_of(store)).member == replace(joined, visible=yes)
    for yes in (True, True, False):
        await store.members.set_helps(GUILD, ADA, yes)
        assert (await record_of(store)).member == replace(joined, helps=yes)


async def test_counting(store: Store):
    """How many have joined a server."""
    await join(store)
    await join(store, BOB)
    await join(store, ADA, OTHER_GUILD)
    assert [await store.members.count(guild) for guild in (GUILD, OTHER_GUILD, 99)] == [2, 1, 0]


async def test_deeds_for_a_stranger_do_nothing(store: Store):
    """Settings of somebody who never joined are nobody's."""
    await store.members.set_reminders(GUILD, ADA, ReminderChoice(Where.DM), NOW)
    await store.members.set_visible(GUILD, ADA, visible=True)
    await store.members.dms_refused(GUILD, ADA)
    await store.members.move_on(GUILD, ADA, NOW, NOW)
    assert await store.members.record(GUILD, ADA) is None
    assert await store.members.count(GUILD) == 0
