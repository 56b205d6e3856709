"""Every action that changes what is stored, on a server where each of them finds something to change."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from psycopg.sql import SQL, Identifier

from bot.actions import (
    asking,
    bringing,
    correcting,
    joining,
    later,
    pausing,
    planning,
    reviewing,
    settings,
    telling,
    ticking,
)
from bot.actions import switching as going_over
from bot.actions.achievements import AchievementClaims
from bot.actions.adopting import adopt
from bot.actions.cohorts import (
    answer_cohort,
    change_cohort,
    close_cohort,
    join_cohort,
    leave_cohort,
    make_cohort,
    seen_here,
    ways_in,
)
from bot.actions.deeds import Deed
from bot.actions.evidence import show_evidence
from bot.actions.leaderboard import find_lost, join_board, leave_board, redraw, score_boards
from bot.actions.outcomes import Outcome
from bot.actions.previewing import keep_preview
from bot.actions.setting_up import resume_posts, set_up
from bot.roadmap import Roadmap
from bot.roadmap.versions import first_edition
from bot.store.address import Address, PostgresAddress
from bot.store.store import Store
from bot.study.achievements import Achievement, AchievementKind
from bot.study.choices import Choice, OwnDays, Pace, Pause
from bot.study.cohorts import Cohort, Shares
from bot.study.days import week_of
from bot.study.deliveries import LATER, STAYS_VALID, Delivery
from bot.study.leaderboard import Board, BoardMessage
from bot.study.log import Entry, EntryKind, entries
from bot.study.member import Member, ReminderChoice, Reward, ServerChoice, Walk, Where
from bot.study.news import News
from bot.study.pace import shifted_choice
from bot.study.previews import Preview
from bot.study.progress import Progress
from bot.study.questions import Question
from bot.study.review import FrozenItem, Policy, Reader, Readers, Review, State
from tests.store.people import ADA, AS_WRITTEN, BERLIN, BOB, GUILD, MONDAY, NOW

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
TODAY = MONDAY + 5 * WEEK
AT = NOW + 5 * WEEK
WALK = Walk(GUILD, ADA)
OWN = 3
"""A roadmap of the server's own."""
CEM = 4
"""Somebody else, who is on the leaderboard."""
SPRING = Cohort(GUILD, 11, "Spring", MONDAY, 0, Shares.MENTORS, 9)
AUTUMN = Cohort(GUILD, 12, "Autumn", TODAY + WEEK, OWN)
CLOSED = Cohort(GUILD, 14, "Winter", MONDAY, 0)
PHASE = Achievement(AchievementKind.PHASE, "foundations")
REWARD = Reward(PHASE.key, 12)
MENTORS = 9
MENTOR = Reader(GUILD, BOB, frozenset({MENTORS}))
WAITING = 101
HELD = 102
"""The numbers of two submissions."""


async def fill(store: Store, roadmap: Roadmap) -> None:
    """A server with Ada in her sixth week: behind, on a break, with another one planned, and stuck on a task."""
    await adopt(store, roadmap, NOW)
    mentors = ServerChoice(5, BERLIN, review=Policy.MENTOR, reviewers_role=MENTORS)
    await set_up(store, GUILD, mentors, NOW)
    own = replace(first_edition(roadmap, MONDAY), guild_id=GUILD, roadmap_id=OWN)
    await store.roadmaps.confirm(own, NOW)
    await store.servers.pause_posts(GUILD, "50001")
    await store.members.join(Member(GUILD, ADA, BERLIN), AS_WRITTEN, NOW)
    who, tasks, items = (GUILD, ADA), roadmap.tasks, roadmap.items
    await store.journals.tick(WALK, [tasks[0].id], MONDAY, NOW, minutes=25, note="so")
    await store.journals.give_evidence(WALK, items[0].id, "https://x.example", MONDAY, NOW)
    await store.plans.pause(WALK, Pause(TODAY - 2 * DAY, TODAY + 3 * DAY))
    await store.plans.pause(WALK, Pause(TODAY + 2 * WEEK, TODAY + 3 * WEEK))
    await store.plans.catch_up(WALK, [tasks[1].id])
    await store.members.set_reminders(*who, ReminderChoice(Where.DM), AT + DAY)
    await store.members.set_quiet(*who, TODAY - DAY)
    await store.deliveries.put_off(_put_off(AT + timedelta(hours=1)))
    await store.questions.reserve(WALK, tasks[1].id, 5, NOW)
    for cohort in (SPRING, AUTUMN, CLOSED):
        await store.cohorts.make(cohort)
    await store.cohorts.join(CLOSED, ADA, MONDAY, None)
    await store.cohorts.close(GUILD, CLOSED.number)
    await store.cohorts.join(SPRING, ADA, MONDAY, "Ada")
    await store.members.join(Member(GUILD, CEM, BERLIN), AS_WRITTEN, NOW)
    await store.leaderboard.join(GUILD, CEM, NOW)
    await store.board_messages.shown(BoardMessage(GUILD, 5, 6), 0)
    await store.board_messages.asked(GUILD, 5, 7, NOW - timedelta(hours=1))
    await store.board_messages.redraw(GUILD)
    await score_boards(store, AT)
    for number, kind in enumerate(("plan", "shift", "catch-up", "skip", "joining"), start=1):
        await store.previews.put(*who, Preview(kind, number, {}), AT)
    await _submit(store, roadmap)
    kept = {"task": tasks[3].id, "day": MONDAY.isoformat(), "minutes": 40, "note": "hard"}
    await store.previews.put(*who, Preview("again", 6, kept), AT)


async def _submit(store: Store, roadmap: Roadmap) -> None:
    """Of Ada's checkpoints one waits, one is being read, and one came back twice."""
    at, phases = AT - DAY, [phase.id for phase in roadmap.phases]
    for number, phase in enumerate((phases[1], phases[2], phases[3], phases[3])):
        review = Review(phase, WAITING + number, "Checkpoint", Readers(Policy.MENTOR, MENTORS), at)
        await store.reviews.submit(WALK, review, [FrozenItem("i", "Show it", "planted words")], is_named=True)
        if number:
            await store.review_queue.take(GUILD, BOB, review.number, at)
        if phase == phases[3]:
            await store.review_queue.decide(GUILD, BOB, review.number, State.RETURNED, "more", at, number)


def _put_off(at: datetime) -> Delivery:
    return Delivery(f"member:{GUILD}:{ADA}", LATER, TODAY, GUILD, ADA, at, at + STAYS_VALID)


Act = Callable[[Deed], Awaitable[object]]


@dataclass(frozen=True)
class Action:
    """One action as it is called."""

    act: Act
    is_numbered: bool = True
    """It goes by the number of its deed; the others are the same however often they are done."""


async def _join(deed: Deed) -> Outcome:
    newcomer = await deed.store.progress.newcomer(Member(GUILD, BOB, ZoneInfo("Asia/Tokyo")), AT)
    return await joining.join(replace(deed, before=newcomer))


async def _join_late(deed: Deed) -> Outcome:
    """Somebody new joins Spring, whose first weeks are over."""
    ways = await ways_in(deed.store, SPRING, None, Member(GUILD, BOB, BERLIN), AT)
    return await join_cohort(replace(deed, before=ways.plans[0]), ways.plans[0], SPRING, "Bob")


async def _go_over_to_a_cohort(deed: Deed) -> Outcome:
    """Ada leaves Spring for Autumn, which walks another roadmap."""
    ways = await ways_in(deed.store, AUTUMN, deed.before, deed.before.member, AT)
    return await join_cohort(deed, ways.plans[0], AUTUMN, None)


async def _leave_board(deed: Deed) -> Outcome:
    """Cem leaves the board."""
    cem = await deed.store.progress.of(GUILD, CEM, AT)
    assert cem is not None
    return await leave_board(replace(deed, before=cem))


async def _redraw(deed: Deed) -> None:
    async def draw(_message: BoardMessage, _board: Board | None) -> bool:
        return True

    await redraw(deed.store, AT, draw)


async def _find(_message: BoardMessage) -> int:
    return 8


async def _tell(deed: Deed) -> None:
    claims = AchievementClaims(deed.store)
    if claim := await claims.claim(deed.walk, [PHASE]):
        await claims.told(claim)


async def _share(deed: Deed) -> None:
    claims = AchievementClaims(deed.store)
    if claim := await claims.claim_share(deed.walk, PHASE):
        await claims.told(claim)


async def _resume_posts(deed: Deed) -> None:
    server = await deed.store.servers.get(GUILD)
    assert server is not None
    await resume_posts(deed.store, server, AT)


def _tasks(deed: Deed, *numbers: int) -> Sequence[Any]:
    return [deed.before.roadmap.tasks[number] for number in numbers]


def _ids(deed: Deed, *numbers: int) -> list[str]:
    return [task.id for task in _tasks(deed, *numbers)]


def _faster(before: Progress) -> Choice:
    return replace(before.record.choices[-1], monday=week_of(before.today), pace=Pace(26, name="6 months"))


def _planned(before: Progress) -> Pause:
    return max(before.record.pauses, key=lambda pause: pause.first)


def _current(before: Progress) -> Pause:
    assert before.pause is not None
    return before.pause


def _entry(deed: Deed, kind: EntryKind) -> Entry:
    return next(entry for entry in entries(deed.before) if entry.kind is kind)


async def _switch(deed: Deed) -> Outcome:
    return await going_over.switch(deed, await going_over.switched(deed.store, deed.before, OWN))


_ALL_DAYS = OwnDays(week_of(TODAY) + WEEK, (5, 6))
_NEW = ServerChoice(
    6, ZoneInfo("Asia/Kathmandu"), time(7), 7, pictures=False, days=(1,), review=Policy.PEER, review_channel_id=8
)


def _decide(state: State) -> Act:
    return lambda d: reviewing.decide(d.store, MENTOR, HELD, state, "words", d.number, AT)


ACTIONS: Mapping[str, Action] = {
    "tick": Action(lambda d: ticking.tick(d, _tasks(d, 1, 2), TODAY, 30, "done")),
    "tick again": Action(lambda d: ticking.tick_again(d, d.before.roadmap.tasks[3], 6)),
    "undo": Action(lambda d: ticking.undo(d, d.before.roadmap.tasks[0])),
    "log a session": Action(lambda d: ticking.log_session(d, TODAY, 25, None)),
    "log time on a ticked task": Action(lambda d: ticking.tick_or_log(d, d.before.roadmap.tasks[0], TODAY, 25, None)),
    "correct a tick": Action(lambda d: correcting.correct(d, _entry(d, EntryKind.TICK), MONDAY, 50, "better")),
    "correct evidence": Action(lambda d: correcting.correct(d, _entry(d, EntryKind.EVIDENCE), MONDAY, None, "better")),
    "remove a tick": Action(lambda d: correcting.remove(d, _entry(d, EntryKind.TICK))),
    "remove evidence": Action(lambda d: correcting.remove(d, _entry(d, EntryKind.EVIDENCE))),
    "bring ticks along": Action(lambda d: bringing.bring(d, _ids(d, 4, 5))),
    "go over to another roadmap": Action(_switch),
    "show evidence": Action(lambda d: show_evidence(d, d.before.roadmap.items[1], "words")),
    "take evidence back": Action(lambda d: show_evidence(d, d.before.roadmap.items[0], "")),
    "pause": Action(lambda d: pausing.pause(d, Pause(TODAY + 2 * WEEK - DAY, TODAY + 2 * WEEK + DAY))),
    "resume": Action(lambda d: pausing.resume(d, _current(d.before))),
    "cancel a break": Action(lambda d: pausing.cancel(d, _planned(d.before))),
    "take a plan": Action(lambda d: planning.take_plan(d, _faster(d.before))),
    "shift": Action(lambda d: planning.shift(d, shifted_choice(d.before))),
    "catch up": Action(lambda d: planning.catch_up(d, _ids(d, 1, 2))),
    "skip": Action(lambda d: planning.skip(d, _ids(d, 1, 2), "why")),
    "reminders": Action(
        lambda d: settings.set_reminders(
            d, ReminderChoice(Where.CHANNEL, time(7), ZoneInfo("Asia/Tokyo"), ping=True), _ALL_DAYS
        )
    ),
    "let others look": Action(lambda d: settings.set_visible(d, visible=True)),
    "help others": Action(lambda d: settings.set_helps(d, helps=True)),
    "want roles": Action(lambda d: settings.set_roles(d, wants=True)),
    "choose a role": Action(lambda d: d.store.roles.choose(GUILD, 0, REWARD), is_numbered=False),
    "note a role": Action(lambda d: d.store.roles.given(WALK, REWARD), is_numbered=False),
    "closed messages": Action(settings.closed_dms),
    "put off": Action(lambda d: later.put_off(d, AT + timedelta(hours=3))),
    "not today": Action(later.not_today),
    "ask": Action(lambda d: asking.begin(d, d.before.roadmap.tasks[2], 5)),
    "solve": Action(lambda d: asking.solve(d, d.before.roadmap.tasks[1].id)),
    "join": Action(_join),
    "join a cohort late": Action(_join_late),
    "go over to a cohort": Action(_go_over_to_a_cohort),
    "stop sharing in a cohort": Action(lambda d: answer_cohort(d, SPRING, None)),
    "leave a cohort": Action(leave_cohort),
    "renew a name": Action(lambda d: seen_here(d.store, d.before, "Ada Lovelace"), is_numbered=False),
    "make a cohort": Action(lambda d: make_cohort(d.store, Cohort(GUILD, 13, "Winter", TODAY, 0)), is_numbered=False),
    "change what a cohort shares": Action(
        lambda d: change_cohort(d.store, SPRING, replace(SPRING, shares=Shares.SUMS, role_id=None)), is_numbered=False
    ),
    "close a cohort": Action(lambda d: close_cohort(d.store, GUILD, SPRING.number), is_numbered=False),
    "join the leaderboard": Action(join_board),
    "leave the leaderboard": Action(_leave_board),
    "draw a leaderboard anew": Action(_redraw, is_numbered=False),
    "score a leaderboard": Action(lambda d: score_boards(d.store, AT + 2 * WEEK), is_numbered=False),
    "find a leaderboard's message": Action(lambda d: find_lost(d.store, AT, _find), is_numbered=False),
    "hear that a cohort was closed": Action(
        lambda d: telling.note_told(d.store, d.before, News.COHORT_CLOSED), is_numbered=False
    ),
    "note who has left": Action(lambda d: d.store.leavers.left(GUILD, [CEM]), is_numbered=False),
    "leave": Action(lambda d: joining.leave(d.store, d.before.member, AT), is_numbered=False),
    "submit a checkpoint": Action(lambda d: reviewing.submit(d, d.before.roadmap.phases[0], is_named=True)),
    "withdraw": Action(lambda d: reviewing.withdraw(d, d.before.roadmap.phases[1].id)),
    "sign oneself": Action(lambda d: reviewing.sign_self(d, d.before.roadmap.phases[3].id)),
    "take to read": Action(lambda d: reviewing.take(d.store, MENTOR, WAITING, d.number, AT)),
    "put back": Action(lambda d: reviewing.put_back(d.store, MENTOR, HELD, d.number, AT)),
    "sign": Action(_decide(State.SIGNED)),
    "return": Action(_decide(State.RETURNED)),
    "settle reviews": Action(lambda d: d.store.review_queue.settle(AT + 2 * WEEK, 10), is_numbered=False),
    "hear of a decision": Action(lambda d: telling.note_told(d.store, d.before, News.REVIEWED), is_numbered=False),
    "keep a preview": Action(lambda d: keep_preview(d, "plan", {"new": 1}), is_numbered=False),
    "place a question": Action(
        lambda d: d.store.questions.place(WALK, Question(ADA, d.before.roadmap.tasks[1].id, 8, 9)), is_numbered=False
    ),
    "offer to catch up": Action(lambda d: telling.note_offered(d.store, d.before), is_numbered=False),
    "ask about a break": Action(lambda d: telling.note_told(d.store, d.before, News.AWAY), is_numbered=False),
    "celebrate": Action(_tell, is_numbered=False),
    "share": Action(_share, is_numbered=False),
    "set a server up": Action(lambda d: set_up(d.store, GUILD, _NEW, AT), is_numbered=False),
    "resume posts": Action(_resume_posts, is_numbered=False),
}


async def deed(store: Store, number: int = 77) -> Deed:
    """A press of Ada's."""
    before = await store.progress.of(GUILD, ADA, AT)
    assert before is not None
    return Deed(store, before, number)


def stored(address: Address) -> dict[str, list[tuple[object, ...]]]:
    """All that a database holds, as it would be found after a power cut; deletions without their salt."""
    found = _in_postgres(address) if isinstance(address, PostgresAddress) else _in_file(address)
    found["deletions"] = [row[:1] for row in found["deletions"]]
    return found


def _in_file(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(names)}


def _in_postgres(address: PostgresAddress) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(address.url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {
            name: sorted(connection.execute(SQL("SELECT * FROM {}").format(Identifier(name))).fetchall(), key=repr)
            for (name,) in sorted(names)
        }
