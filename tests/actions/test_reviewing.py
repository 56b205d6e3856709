"""Reviews on a real database: each state with each move and each actor, and several of them at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.actions import reviewing
from bot.actions.deeds import Deed
from bot.actions.reviewing import WhyNot
from bot.actions.setting_up import set_up
from bot.store.database import Database
from bot.store.store import Store
from bot.study.member import ServerChoice, Walk
from bot.study.news import News, news_for
from bot.study.review import HELD_FOR, LEADS_TO, TAKES_AT_MOST, Mark, Move, Policy, Reader, Reading, Review, State
from bot.study.submitting import review_of, reviews_to_tell
from tests.actions.deeds import ADA, AT, GUILD, MENTOR, MENTORS, WAITING, deed
from tests.store.people import join

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND_MENTOR = Reader(GUILD, 44, frozenset({MENTORS}))
NUMBERS = count(1000)


@pytest.fixture
def store(database: Database) -> Store:
    """The store on a database in which Ada's first checkpoint was not submitted yet."""
    return Store(database)


async def ada(store: Store, now: datetime = AT) -> Deed:
    """A press of Ada's at an instant."""
    before = await store.progress.of(GUILD, ADA, now)
    assert before is not None
    return Deed(store, before, next(NUMBERS))


async def review(store: Store, now: datetime = AT) -> Review | None:
    """Where Ada's first checkpoint stands."""
    before = (await ada(store, now)).before
    return review_of(before, before.roadmap.phases[0].id)


async def submit(store: Store, now: datetime = AT) -> int:
    """Submit it; returns the submission's number."""
    press = await ada(store, now)
    done = await reviewing.submit(press, press.before.roadmap.phases[0], is_named=False)
    assert done.is_done
    return press.number


async def decide(store: Store, number: int, state: State, now: datetime = AT) -> Reading | WhyNot:
    """The mentor's verdict."""
    return await reviewing.decide(store, MENTOR, number, state, "words", next(NUMBERS), now)


async def returned(store: Store, times: int) -> int:
    """Have it come back so often."""
    number = 0
    for _ in range(times):
        number = await submit(store)
        await reviewing.take(store, MENTOR, number, next(NUMBERS), AT)
        await decide(store, number, State.RETURNED)
    return number


async def held(store: Store) -> int:
    """Have the mentor hold it."""
    number = await submit(store)
    await reviewing.take(store, MENTOR, number, next(NUMBERS), AT)
    return number


async def signed(store: Store) -> int:
    """Have the mentor sign it."""
    number = await held(store)
    await decide(store, number, State.SIGNED)
    return number


async def nothing(_: Store) -> int:
    """Leave it open."""
    return 0


STATES: dict[str, tuple[State, Callable[[Store], Awaitable[int]]]] = {
    "open": (State.OPEN, nothing),
    "submitted": (State.SUBMITTED, submit),
    "held": (State.SUBMITTED, held),
    "returned": (State.RETURNED, lambda store: returned(store, 1)),
    "returned twice": (State.RETURNED, lambda store: returned(store, 2)),
    "signed": (State.SIGNED, signed),
}
NEEDS = {Move.SIGN: "held", Move.RETURN: "held", Move.SIGN_SELF: "returned twice"}
"""What a move asks for beyond the state."""


async def move(store: Store, number: int, what: Move) -> None:
    """Try one."""
    press = await ada(store)
    phase = press.before.roadmap.phases[0]
    match what:
        case Move.SUBMIT:
            await reviewing.submit(press, phase, is_named=False)
        case Move.WITHDRAW:
            await reviewing.withdraw(press, phase.id)
        case Move.SIGN_SELF:
            await reviewing.sign_self(press, phase.id)
        case Move.TAKE:
            await reviewing.take(store, MENTOR, number, press.number, AT)
        case Move.SIGN:
            await decide(store, number, State.SIGNED)
        case Move.RETURN:
            await decide(store, number, State.RETURNED)


@pytest.mark.parametrize("what", Move)
@pytest.mark.parametrize("name", STATES)
async def test_every_state_with_every_move(store: Store, name: str, what: Move):
    """What the table of the rules says, and nothing else."""
    state, prepare = STATES[name]
    number = await prepare(store)
    before = await review(store)
    assert (before.state if before else State.OPEN) is state
    await move(store, number, what)
    after = await review(store)
    leads = LEADS_TO[state].get(what)
    may = leads is not None and NEEDS.get(what, name) == name
    assert (after.state if after else State.OPEN) is (leads if may else state)
    if not may and what is not Move.TAKE:
        assert after == before


READERS = {
    "author": Reader(GUILD, ADA, frozenset({MENTORS})),
    "mentor": MENTOR,
    "admin without the role": Reader(GUILD, 50, frozenset({MENTORS + 1})),
    "stranger": Reader(GUILD, 51),
    "mentor of another server": Reader(7, 52, frozenset({MENTORS})),
    "who has left": Reader(GUILD, 53),
}


@pytest.mark.parametrize("who", READERS)
async def test_every_actor(store: Store, who: str):
    """Only a mentor takes it; nobody reads or decides what they have not taken, however they press."""
    number, reader, may = await submit(store), READERS[who], who == "mentor"
    assert await reviewing.read(store, reader, number, AT) in (WhyNot.NOT_HELD, WhyNot.GONE)
    for state in (State.SIGNED, State.RETURNED):
        verdict = await reviewing.decide(store, reader, number, state, "mine", next(NUMBERS), AT)
        assert isinstance(verdict, WhyNot)
    taken = await reviewing.take(store, reader, number, next(NUMBERS), AT)
    assert isinstance(taken, Reading) is may
    assert isinstance(await reviewing.read(store, reader, number, AT), Reading) is may
    assert isinstance(await reviewing.take(store, MENTOR, number, next(NUMBERS), AT), Reading)
    if not may:
        assert isinstance(await reviewing.read(store, reader, number, AT), WhyNot)
        assert isinstance(await reviewing.decide(store, reader, number, State.SIGNED, "", 5, AT), WhyNot)
        assert not await reviewing.put_back(store, reader, number, next(NUMBERS), AT)


async def test_a_mentor_who_loses_the_role_reads_no_more(store: Store):
    """What they held goes back by itself."""
    number = await held(store)
    without = replace(MENTOR, role_ids=frozenset[int]())
    assert await reviewing.read(store, without, number, AT) is WhyNot.NOT_THEIRS
    assert await reviewing.take(store, SECOND_MENTOR, number, next(NUMBERS), AT + HELD_FOR - HOUR) is WhyNot.GONE
    assert isinstance(await reviewing.take(store, SECOND_MENTOR, number, next(NUMBERS), AT + HELD_FOR), Reading)
    assert await decide(store, number, State.SIGNED, AT + HELD_FOR) is WhyNot.NOT_HELD


async def test_two_readers_at_once(store: Store):
    """One of them has it, the other one hears so; a second press of the first just reads."""
    number = await submit(store)
    both = await asyncio.gather(
        *(reviewing.take(store, one, number, next(NUMBERS), AT) for one in (MENTOR, SECOND_MENTOR))
    )
    assert sorted(isinstance(one, Reading) for one in both) == [False, True]
    assert WhyNot.GONE in both
    first = MENTOR if isinstance(both[0], Reading) else SECOND_MENTOR
    again = await reviewing.take(store, first, number, next(NUMBERS), AT + HOUR)
    assert isinstance(again, Reading)
    assert again.waiting.held_until == AT + HELD_FOR


async def test_at_most_three(store: Store):
    """Also when all are taken at once; whoever puts one back may take another."""
    numbers = [WAITING]
    for user in range(60, 64):
        await join(store, user)
        before = await store.progress.of(GUILD, user, AT)
        assert before is not None
        press = Deed(store, before, next(NUMBERS))
        await reviewing.submit(press, before.roadmap.phases[0], is_named=False)
        numbers.append(press.number)
    found = await asyncio.gather(
        *(reviewing.take(store, SECOND_MENTOR, number, next(NUMBERS), AT) for number in numbers)
    )
    assert sum(isinstance(one, Reading) for one in found) == 3
    assert [one for one in found if isinstance(one, WhyNot)] == [WhyNot.ENOUGH] * 2
    mine = next(number for number, one in zip(numbers, found, strict=True) if isinstance(one, Reading))
    left = next(number for number, one in zip(numbers, found, strict=True) if one is WhyNot.ENOUGH)
    assert await reviewing.put_back(store, SECOND_MENTOR, mine, next(NUMBERS), AT)
    assert isinstance(await reviewing.take(store, SECOND_MENTOR, left, next(NUMBERS), AT), Reading)


@pytest.mark.parametrize("verdict", [State.SIGNED, State.RETURNED])
@pytest.mark.parametrize("author_first", [True, False])
async def test_withdrawn_while_it_is_decided(store: Store, verdict: State, author_first: bool):
    """At the same instant one of the two finds nothing to change, and is told so."""
    number = await held(store)
    press = await ada(store)
    withdrawing = reviewing.withdraw(press, press.before.roadmap.phases[0].id)
    deciding = decide(store, number, verdict)
    both: list[Awaitable[object]] = [withdrawing, deciding] if author_first else [deciding, withdrawing]
    done = list(await asyncio.gather(*both))
    withdrawn, decided = done if author_first else reversed(done)
    assert isinstance(withdrawn, reviewing.Reviewed)
    assert withdrawn.is_done != isinstance(decided, Reading)
    after = await review(store)
    assert (after.state if after else State.OPEN) is (State.OPEN if withdrawn.is_done else verdict)


async def test_a_withdrawal_takes_the_copy_and_the_hold_along(store: Store, database: Database):
    """One that had come back before is returned again, and may still be signed by its author."""
    await returned(store, 2)
    number = await held(store)
    press = await ada(store)
    assert (await reviewing.withdraw(press, press.before.roadmap.phases[0].id)).is_done
    after = await review(store)
    assert after is not None
    assert (after.state, after.returns, after.may_sign_self) == (State.RETURNED, 2, True)
    rows = await database.rows("SELECT items FROM submissions WHERE number = :number", number=number)
    assert [row["items"] for row in rows] == ["[]"]
    assert await database.rows("SELECT 1 FROM holds WHERE submission = :number", number=number) == []


async def test_the_bot_was_down_for_eight_days(store: Store):
    """What it comes to holds before anything has looked; the look writes it down, and the author hears of it once."""
    number = await submit(store)
    now = AT + 8 * DAY
    before = await review(store, now)
    assert before is not None
    assert (before.state, before.mark, before.decided_at) == (State.SIGNED, Mark.NOBODY, AT + TAKES_AT_MOST)
    assert await reviewing.take(store, MENTOR, number, next(NUMBERS), now) is WhyNot.GONE
    press = await ada(store, now)
    assert not (await reviewing.withdraw(press, press.before.roadmap.phases[0].id)).is_done
    assert await store.review_queue.count_free(GUILD, now) == (0, None)
    assert await store.review_queue.settle(now, 10)
    assert not await store.review_queue.settle(now, 10)
    after = await review(store, now)
    assert after is not None
    assert (after.state, after.mark, after.decided_at) == (State.SIGNED, Mark.NOBODY, AT + TAKES_AT_MOST)
    heard = (await ada(store, now)).before
    assert News.REVIEWED in news_for(heard)
    await store.reviews.told(Walk(GUILD, ADA), [one.number for one in reviews_to_tell(heard)])
    assert News.REVIEWED not in news_for((await ada(store, now)).before)


async def test_a_hold_over_the_seventh_day(store: Store):
    """Its reader may decide until it ends; then nobody looked, as of that hour."""
    number, late = await submit(store), AT + TAKES_AT_MOST - HOUR
    await reviewing.take(store, MENTOR, number, next(NUMBERS), late)
    end = late + HELD_FOR
    await store.review_queue.settle(end - HOUR, 10)
    assert isinstance(await reviewing.read(store, MENTOR, number, end - HOUR), Reading)
    await store.review_queue.settle(end, 10)
    after = await review(store, end)
    assert after is not None
    assert (after.mark, after.decided_at) == (Mark.NOBODY, end)
    assert await decide(store, number, State.SIGNED, end) is WhyNot.NOT_HELD


async def test_a_policy_changed_midway(store: Store):
    """What runs goes on under its own, returned or not; another role reads only what comes later."""
    number = await returned(store, 1)
    await set_up(store, GUILD, ServerChoice(review=Policy.SELF, reviewers_role=77), AT)
    number = await submit(store)
    with_new_role = Reader(GUILD, 44, frozenset({77}))
    assert await reviewing.take(store, with_new_role, number, next(NUMBERS), AT) is WhyNot.NOT_THEIRS
    assert isinstance(await reviewing.take(store, MENTOR, number, next(NUMBERS), AT), Reading)
    await decide(store, number, State.SIGNED)
    after = await review(store)
    assert after is not None
    assert after.mark is Mark.MENTOR


async def test_how_long_the_last_twenty_took(store: Store):
    """Only decisions of people count, and the server keeps no more."""
    for hour in range(25):
        number = await submit(store, AT)
        now = AT + hour * HOUR
        await reviewing.take(store, MENTOR, number, next(NUMBERS), now)
        await decide(store, number, State.RETURNED, now)
    times = await store.review_queue.times(GUILD)
    assert sorted(times) == [hour * HOUR for hour in range(5, 25)]


async def test_a_page_without_words_has_none_of_a_readers(store: Store):
    """Whoever makes a post reads no word of a review."""
    await returned(store, 1)
    records, _ = await store.members.outlines(GUILD, 0, 10)
    words = {review.words for record in records for review in record.reviews}
    assert words == {""}
    assert (await deed(store)).before.record.reviews
