"""What a server does to those who speak to it: it is slow or silent, it goes away, and it serves several at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.store.address import PostgresAddress
from bot.store.change import change
from bot.store.database import Statement
from bot.store.errors import DoneBefore, StoreError, Trouble
from bot.store.postgres import database as drivers
from bot.store.postgres.database import CONNECTIONS, PostgresDatabase
from bot.store.store import Store
from bot.study.deliveries import Delivery
from tests.store.people import ADA, GUILD, MONDAY, NOW, WALK, join
from tests.store.postgres.line import Line

PUT = "INSERT INTO facts VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = facts.value || excluded.value"
END_ALL = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'roadmate' AND pid <> pg_backend_pid()
"""


async def value_of(database: PostgresDatabase, name: str = "a") -> str | None:
    """What stands under a name."""
    row = await database.row("SELECT value FROM facts WHERE name = :name", name=name)
    return row["value"] if row else None


async def fill_pool(database: PostgresDatabase) -> None:
    """Have all connections opened, and let them rest."""
    await asyncio.gather(*(database.rows("SELECT pg_sleep(0.02)") for _ in range(3 * CONNECTIONS)))


async def test_a_slow_statement_is_given_up(database: PostgresDatabase):
    """By the server, which then has done nothing; the next one is served."""
    await database.rows(PUT, name="a", value="x")
    with pytest.raises(StoreError) as slow:
        await database.rows("UPDATE facts SET value = 'y' WHERE name = 'a' AND pg_sleep(5) IS NOT NULL")
    assert slow.value.trouble is Trouble.BUSY
    assert await value_of(database) == "x"


@pytest.mark.parametrize(("deed", "trouble"), [(False, Trouble.BUSY), (True, Trouble.UNCERTAIN)])
async def test_a_silent_server(
    far: tuple[PostgresDatabase, Line], monkeypatch: pytest.MonkeyPatch, deed: bool, trouble: Trouble
):
    """Nobody waits for it; of a deed nobody knows whether it was done. Once it speaks again all is as before."""
    database, line = far
    monkeypatch.setattr(drivers, "PATIENCE", 0.05)
    await database.rows(PUT, name="a", value="x")
    line.flows.clear()
    with pytest.raises(StoreError) as silent:
        await (database.rows(PUT, name="a", value="y") if deed else value_of(database))
    assert silent.value.trouble is trouble
    line.flows.set()
    monkeypatch.undo()
    assert (await value_of(database) or "").startswith("x")


async def test_closing_does_not_wait_for_a_silent_server(far: tuple[PostgresDatabase, Line]):
    """SIGTERM has ten seconds for everything."""
    database, line = far
    await fill_pool(database)
    line.flows.clear()
    waiting = [asyncio.create_task(value_of(database)) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.05)
    await database.close()
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(error, StoreError) for error in found)


async def test_a_restarted_server(database: PostgresDatabase, far: tuple[PostgresDatabase, Line]):
    """Each connection that rested fails once, and nobody hears of it: questions and deeds are done, once each."""
    other, _ = far
    for number in range(3):
        await fill_pool(database)
        await other.rows(END_ALL)
        assert await value_of(database) == ("x" * number or None)
        await fill_pool(database)
        await other.rows(END_ALL)
        await database.together([(PUT, {"name": "a", "value": "x"})])
    assert await value_of(database) == "xxx"


def holds(word: bytes) -> Callable[[bytes], bool]:
    """Whether something has a word in it, the first time."""
    left = [word]

    def first(data: bytes) -> bool:
        return bool(left) and word in data and bool(left.pop())

    return first


@pytest.mark.parametrize("word", [b"BEGIN", b"facts"])
async def test_cut_off_before_the_end_of_a_deed(far: tuple[PostgresDatabase, Line], word: bytes):
    """The server did not do it, so that it is done on another connection, once."""
    database, line = far
    line.before_cut = holds(word)
    await database.together([(PUT, {"name": "a", "value": "x"}), (PUT, {"name": "a", "value": "y"})])
    assert await value_of(database) == "xy"


@pytest.mark.parametrize(("when", "done"), [("before", None), ("after", "x")])
async def test_cut_off_at_the_end_of_a_deed(far: tuple[PostgresDatabase, Line], when: str, done: str | None):
    """It may have been done or not: it is not done again, and the member is told that nobody knows."""
    database, line = far
    setattr(line, f"{when}_cut", holds(b"COMMIT"))
    with pytest.raises(StoreError) as cut:
        await database.together([(PUT, {"name": "a", "value": "x"})])
    assert cut.value.trouble is Trouble.UNCERTAIN
    async with asyncio.timeout(5):
        while done and not await value_of(database):  # the server has it, and is about to do it
            pass
    assert await value_of(database) == done


async def test_cut_off_after_the_number_of_a_deed(far: tuple[PostgresDatabase, Line]):
    """What comes after it goes together with the end, so that nobody knows; what was cut off is not half done."""
    database, line = far
    store = Store(database)
    line.before_cut = holds(b"COMMIT")
    with pytest.raises(StoreError) as cut:
        await store.once(7, NOW, change(database, PUT, name="a", value="x"))
    assert cut.value.trouble is Trouble.UNCERTAIN
    await store.once(7, NOW, change(database, PUT, name="a", value="y"))
    assert await value_of(database) == "y"


async def test_what_fails_in_the_middle(database: PostgresDatabase):
    """Nothing before it is saved and nothing after it is done, and the connections go on."""
    refused = ("INSERT INTO skips VALUES (:guild_id, :user_id, 0, 'a', '', '')", {"guild_id": GUILD, "user_id": ADA})
    for _ in range(2 * CONNECTIONS):
        with pytest.raises(StoreError):
            await database.together([(PUT, {"name": "a", "value": "x"}), refused, (PUT, {"name": "b", "value": "x"})])
    assert [await value_of(database, name) for name in "ab"] == [None, None]
    await database.together([(PUT, {"name": name, "value": "y"}) for name in "ab"])
    assert [await value_of(database, name) for name in "ab"] == ["y", "y"]


async def test_whoever_waits_no_longer_leaves_no_connection_behind(database: PostgresDatabase):
    """Deeds that are given up in the middle, as at the end of a process, are done whole or not at all."""
    slow: list[Statement] = [("SELECT pg_sleep(1.5)", {}), (PUT, {"name": "a", "value": "x"})]
    await fill_pool(database)
    given_up = [asyncio.create_task(database.together(slow)) for _ in range(CONNECTIONS)]
    await asyncio.sleep(0.05)
    for task in given_up:
        task.cancel()
    found = await asyncio.gather(*given_up, return_exceptions=True)
    done = [one for one in found if not isinstance(one, asyncio.CancelledError)]  # asyncio may miss a cancellation
    await asyncio.gather(*(database.together([(PUT, {"name": "b", "value": "y"})]) for _ in range(CONNECTIONS)))
    assert [await value_of(database, name) or "" for name in "ab"] == [len(done) * "x", CONNECTIONS * "y"]


async def test_another_column_while_it_is_asked(database: PostgresDatabase, address: PostgresAddress):
    """A newer version brings one while this one still runs: what was prepared before is prepared again."""
    ask = "SELECT * FROM facts"
    await database.rows(PUT, name="a", value="x")
    await asyncio.gather(*(database.rows(ask) for _ in range(3 * CONNECTIONS)))
    newer = await PostgresDatabase.open(address)
    try:
        await newer.rows("ALTER TABLE facts ADD COLUMN more BIGINT NOT NULL DEFAULT 7")
        found = await asyncio.gather(*(database.together([(ask, {})]) for _ in range(3 * CONNECTIONS)))
    finally:
        await newer.rows("ALTER TABLE facts DROP COLUMN IF EXISTS more")
        await newer.close()
    assert all(dict(row) == {"name": "a", "value": "x", "more": 7} for ((row,),) in found)


async def test_cut_off_in_a_question(far: tuple[PostgresDatabase, Line]):
    """It is asked once more."""
    database, line = far
    await database.rows(PUT, name="a", value="x")
    line.after_cut = holds(b"value FROM facts")
    assert await value_of(database) == "x"


async def test_two_that_wait_for_each_other(database: PostgresDatabase):
    """The server ends one of them, which is done after the other."""
    for name in "ab":
        await database.rows(PUT, name=name, value="0")
    pause = "SELECT pg_sleep(0.05)"

    async def deed(*names: str) -> None:
        first, second = ({"name": name, "value": "x"} for name in names)
        await database.together([(PUT, first), (pause, {}), (PUT, second)])

    await asyncio.gather(deed("a", "b"), deed("b", "a"))
    assert (await value_of(database, "a"), await value_of(database, "b")) == ("0xx", "0xx")


async def test_a_number_is_done_once(store: Store, database: PostgresDatabase):
    """Of ten at once, as when Discord repeats what it told to several processes."""
    found = await asyncio.gather(
        *(store.once(7, NOW, change(database, PUT, name="a", value="x")) for _ in range(10)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, DoneBefore) for one in found) == 9
    assert await value_of(database) == "x"


async def test_what_rests_on_what_it_read(store: Store, address: PostgresAddress):
    """A tick that was brought along is no tick of a day too, whoever of two processes comes first."""
    other = await PostgresDatabase.open(address)
    await join(store)
    for number in range(20):
        task = f"task-{number}"
        ticked, brought = await asyncio.gather(
            asyncio.ensure_future(store.journals.tick(WALK, [task], MONDAY, NOW)),
            asyncio.ensure_future(Store(other).journals.bring(WALK, [task], MONDAY)),
        )
        assert len(ticked) + len(brought) == 1
    await other.close()


async def test_a_claim_is_one_process_s(store: Store, database: PostgresDatabase, address: PostgresAddress):
    """However many claim at once, each message has one owner."""
    await database.rows(
        "INSERT INTO deliveries (target, kind, study_date, guild_id, due_at, valid_until, state)"
        " SELECT 'server:' || n, 'rhythm', '2026-03-02', n, 0, 1, 'open' FROM generate_series(1, 300) AS n"
    )
    other = await PostgresDatabase.open(address)
    claims = [
        asyncio.ensure_future(one.deliveries.claim(f"{name}{n}", NOW, 30))
        for n in range(6)
        for name, one in (("a", store), ("b", Store(other)))
    ]
    found = [delivery.target for claim in claims for delivery in await claim]
    assert len(found) == len(set(found))
    await other.close()


async def test_nothing_of_a_member_is_in_a_refusal(database: PostgresDatabase, caplog: pytest.LogCaptureFixture):
    """Neither in the log nor in what the error carries along."""
    with pytest.raises(StoreError) as refusal:
        await database.rows("SELECT CAST(:words AS BIGINT)", words="my secret")
    assert refusal.value.__cause__ is None
    with pytest.raises(StoreError):
        await database.rows(
            "INSERT INTO skips VALUES (:guild_id, :user_id, 0, 'a', 'my secret', '')", guild_id=GUILD, user_id=ADA
        )
    assert "secret" not in caplog.text
    assert "23503" in caplog.text


async def test_a_message_is_not_planned_for_whoever_is_being_forgotten(store: Store, address: PostgresAddress):
    """Whoever of two processes comes first, nothing is left behind."""
    other = await PostgresDatabase.open(address)
    note = Delivery(f"member:{GUILD}:{ADA}", "rhythm", MONDAY, GUILD, ADA, NOW, NOW)
    for _ in range(20):
        await join(store)
        planning = asyncio.ensure_future(store.deliveries.plan(note))
        await asyncio.gather(planning, Store(other).personal.forget(GUILD, ADA, NOW))
        assert await other.rows("SELECT 1 FROM deliveries") == []
    await other.close()
