"""What the store asks of its database: one statement a method, and never a walk through a whole table."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence

import pytest

from bot.roadmap.versions import edited, first_edition
from bot.store.database import Database, Row
from bot.store.deletions import deletion_of
from bot.store.deliveries import KEPT
from bot.store.personal import TABLES
from bot.store.store import Store
from bot.store.traces import Wiped
from bot.study.choices import OwnDays, Pause
from bot.study.cohorts import Cohort, Shares
from bot.study.days import Outage
from bot.study.deliveries import Delivery, Receipt
from bot.study.focus import Focus, Room
from bot.study.journal import FinishedSpan
from bot.study.leaderboard import BoardMessage, Score
from bot.study.member import Follower, Member, MemberRecord, ReminderChoice, Reward, Server, ServerChoice, Where
from bot.study.previews import Preview
from bot.study.questions import Question
from bot.study.review import FrozenItem, Policy, Readers, Review, State
from bot.study.switching import Switch
from tests.databases import SQLITE_ALONE
from tests.store.asking import steps_of
from tests.store.people import ADA, AS_WRITTEN, BERLIN, BOB, GUILD, MONDAY, NOW, SMALL, WALK, join

MEMBER = Member(GUILD, ADA, BERLIN)
POST = Delivery(f"server:{GUILD}", "rhythm", MONDAY, GUILD, None, NOW, NOW)

NOTE = Delivery(f"member:{GUILD}:{ADA}", "rhythm", MONDAY, GUILD, ADA, NOW, NOW)

RECORD = MemberRecord(MEMBER, (AS_WRITTEN,))
ROADMAP = first_edition(SMALL, MONDAY)

FOCUS = Focus(WALK, 1, MONDAY, NOW, NOW, (25,))
BOARD = BoardMessage(GUILD, 5, 6)
COHORT = Cohort(GUILD, 1, "Spring", MONDAY, 0, Shares.MENTORS, 9)
ROOM = Room(1, GUILD, ADA, 5, NOW, (25,))

REVIEW = Review("only", 1, "Checkpoint", Readers(Policy.PEER), NOW)

REWARD = Reward("phase/foundations", 9)

Deed = Callable[[Store], Awaitable[object]]

DEEDS: dict[str, Deed] = {
    "Servers.get": lambda s: s.servers.get(GUILD),
    "Servers.several": lambda s: s.servers.several([GUILD, GUILD]),
    "Servers.change": lambda s: s.servers.change(Server(GUILD, BERLIN, channel_id=5), ServerChoice(5), NOW),
    "Servers.due": lambda s: s.servers.due(NOW, 10),
    "Servers.move_on": lambda s: s.servers.move_on(GUILD, NOW, NOW),
    "Servers.resume_posts": lambda s: s.servers.resume_posts(GUILD, NOW),
    "Servers.in_trouble": lambda s: s.servers.in_trouble(),
    "Servers.pause_posts": lambda s: s.servers.pause_posts(GUILD, "10003"),
    "Servers.bring_back": lambda s: s.servers.bring_back(NOW, NOW),
    "Members.bring_back": lambda s: s.members.bring_back(NOW, NOW),
    "Deliveries.drop_beyond": lambda s: s.deliveries.drop_beyond(NOW),
    "Outages.drop_after": lambda s: s.outages.drop_after(NOW),
    "Servers.posts_arrive": lambda s: s.servers.posts_arrive(GUILD),
    "Members.join": lambda s: s.members.join(MEMBER, AS_WRITTEN, NOW),
    "Members.switch": lambda s: s.members.switch(MEMBER, [Switch(MONDAY, 0)], AS_WRITTEN),
    "Plans.choose": lambda s: s.plans.choose(WALK, AS_WRITTEN),
    "Plans.begin_anew": lambda s: s.plans.begin_anew(WALK, AS_WRITTEN, MONDAY),
    "Plans.set_own_days": lambda s: s.plans.set_own_days(WALK, OwnDays(MONDAY, (6,))),
    "Plans.version_told": lambda s: s.plans.version_told(WALK, 2),
    "Plans.note_finished": lambda s: s.plans.note_finished(WALK, FinishedSpan(MONDAY, MONDAY)),
    "Plans.pause": lambda s: s.plans.pause(WALK, Pause(MONDAY, MONDAY.replace(day=9))),
    "Plans.drop_pause": lambda s: s.plans.drop_pause(WALK, MONDAY),
    "Plans.skip": lambda s: s.plans.skip(WALK, ["a", "b"], "why", MONDAY),
    "Plans.catch_up": lambda s: s.plans.catch_up(WALK, ["a", "b"]),
    "Plans.offered_catchup": lambda s: s.plans.offered_catchup(WALK, MONDAY),
    "Questions.get": lambda s: s.questions.get(WALK, "ppo"),
    "Questions.reserve": lambda s: s.questions.reserve(WALK, "ppo", 5, NOW),
    "Questions.place": lambda s: s.questions.place(WALK, Question(ADA, "ppo", 5, 6)),
    "Questions.solve": lambda s: s.questions.solve(WALK, "ppo"),
    "Questions.helpers": lambda s: s.questions.helpers(WALK, "ppo", 3),
    "Outages.all": lambda s: s.outages.all(),
    "Outages.note": lambda s: s.outages.note(Outage(NOW, NOW)),
    "Outages.drop_old": lambda s: s.outages.drop_old(NOW),
    "Previews.put": lambda s: s.previews.put(GUILD, ADA, Preview("plan", 1, {"a": 1}), NOW),
    "Previews.put_tick": lambda s: s.previews.put_tick(WALK, "again", 1, "ppo", NOW),
    "Previews.get": lambda s: s.previews.get(GUILD, ADA, "plan", 1, NOW),
    "Previews.drop": lambda s: s.previews.drop(GUILD, ADA, "plan"),
    "Previews.drop_old": lambda s: s.previews.drop_old(NOW),
    "Roadmaps.edition": lambda s: s.roadmaps.edition(0, 0),
    "Roadmaps.newest": lambda s: s.roadmaps.newest(0, 0),
    "Roadmaps.confirm": lambda s: s.roadmaps.confirm(edited(ROADMAP, SMALL, MONDAY), NOW),
    "Roadmaps.drop_documents": lambda s: s.roadmaps.drop_documents(0, 0),
    "Roadmaps.shelf": lambda s: s.roadmaps.shelf(GUILD),
    "Roadmaps.former": lambda s: s.roadmaps.former(GUILD, 1),
    "Roadmaps.archive": lambda s: s.roadmaps.archive(GUILD, 1, NOW),
    "Roadmaps.bring_back": lambda s: s.roadmaps.bring_back(GUILD, 1),
    "Roadmaps.make_default": lambda s: s.roadmaps.make_default(GUILD, 1),
    "ProgressReader.of": lambda s: s.progress.of(GUILD, ADA, NOW),
    "ProgressReader.meant_by": lambda s: s.progress.meant_by(ADA, NOW),
    "ProgressReader.of_records": lambda s: s.progress.of_records([RECORD, RECORD], NOW),
    "ProgressReader.edition": lambda s: s.progress.edition(GUILD),
    "ProgressReader.away": lambda s: s.progress.away(),
    "ProgressReader.walked": lambda s: s.progress.walked(GUILD),
    "Upgrading.is_due": lambda s: s.upgrading.is_due(),
    "Upgrading.plans": lambda s: s.upgrading.plans(SMALL),
    "Upgrading.catching_up": lambda s: s.upgrading.catching_up(),
    "Personal.rows": lambda s: s.personal.rows(GUILD, ADA),
    "Personal.forget": lambda s: s.personal.forget(GUILD, ADA, NOW),
    "Journals.correct_tick": lambda s: s.journals.correct_tick(WALK, "ppo", MONDAY, 5, "note"),
    "Journals.correct_session": lambda s: s.journals.correct_session(WALK, 1, MONDAY, 5, "note"),
    "Journals.correct_evidence": lambda s: s.journals.correct_evidence(WALK, "item", MONDAY, "text"),
    "Journals.remove_session": lambda s: s.journals.remove_session(WALK, 1),
    "Members.record": lambda s: s.members.record(GUILD, ADA),
    "Members.outlines": lambda s: s.members.outlines(GUILD, 0, 10, in_channel=True),
    "Members.records_visible": lambda s: s.members.records_visible(GUILD, ADA, 10),
    "Achievements.told": lambda s: s.achievements.told(WALK),
    "Achievements.note_told": lambda s: s.achievements.note_told(WALK, ["phase/foundations", "roadmap/"]),
    "Achievements.shared": lambda s: s.achievements.shared(WALK),
    "Achievements.note_shared": lambda s: s.achievements.note_shared(WALK, ["roadmap/"]),
    "Deeds.note": lambda s: s.deeds.note(7, NOW),
    "Deeds.drop_old": lambda s: s.deeds.drop_old(NOW),
    "Members.records_due": lambda s: s.members.records_due(NOW, 10),
    "Members.earliest_due": lambda s: s.members.earliest_due(),
    "Achievements.take_share_back": lambda s: s.achievements.take_share_back(WALK, "phase/a"),
    "Homes.of": lambda s: s.homes.of(ADA),
    "Homes.choose": lambda s: s.homes.choose(GUILD, ADA, NOW),
    "ProgressReader.newcomer": lambda s: s.progress.newcomer(MEMBER, NOW),
    "Members.ids": lambda s: s.members.ids(GUILD, 100),
    "Members.count": lambda s: s.members.count(GUILD),
    "Members.count_all": lambda s: s.members.count_all(),
    "Members.set_reminders": lambda s: s.members.set_reminders(GUILD, ADA, ReminderChoice(Where.DM), NOW),
    "Members.move_on": lambda s: s.members.move_on(GUILD, ADA, NOW, NOW),
    "Following.followers": lambda s: s.following.followers(GUILD),
    "Following.zones": lambda s: s.following.zones(GUILD),
    "Following.follow_zone": lambda s: s.following.follow_zone(GUILD, BERLIN, MONDAY),
    "Following.set_due": lambda s: s.following.set_due(GUILD, [(Follower(ADA, BERLIN, None, follows_zone=True), NOW)]),
    "Deliveries.drop_put_off": lambda s: s.deliveries.drop_put_off(GUILD, ADA),
    "Deliveries.put_off_by": lambda s: s.deliveries.put_off_by(GUILD, NOW, NOW),
    "Deliveries.was_posted": lambda s: s.deliveries.was_posted(GUILD, MONDAY),
    "Members.dms_refused": lambda s: s.members.dms_refused(GUILD, ADA),
    "Members.freezes_told": lambda s: s.members.freezes_told(GUILD, ADA, MONDAY),
    "Members.refusal_told": lambda s: s.members.refusal_told(GUILD, ADA),
    "Members.count_in_channel": lambda s: s.members.count_in_channel(GUILD),
    "Members.warn_in_private": lambda s: s.members.warn_in_private(GUILD, [(ADA, MONDAY)]),
    "Members.warning_told": lambda s: s.members.warning_told(GUILD, ADA),
    "Members.occasions_told": lambda s: s.members.occasions_told(GUILD, [ADA], MONDAY),
    "Members.set_helps": lambda s: s.members.set_helps(GUILD, ADA, helps=True),
    "Members.note_asked": lambda s: s.members.note_asked(GUILD, [ADA], MONDAY),
    "Members.set_quiet": lambda s: s.members.set_quiet(GUILD, ADA, MONDAY),
    "Members.set_visible": lambda s: s.members.set_visible(GUILD, ADA, visible=True),
    "Journals.ticks_in_all": lambda s: s.journals.ticks_in_all(WALK),
    "Journals.tick": lambda s: s.journals.tick(WALK, ["a", "b", "c"], MONDAY, NOW),
    "Journals.bring": lambda s: s.journals.bring(WALK, ["a", "b"], MONDAY),
    "Journals.take_brought_back": lambda s: s.journals.take_brought_back(WALK, "a"),
    "Journals.count_ticks": lambda s: s.journals.count_ticks(0, ["a", "b"]),
    "Journals.ticks_here": lambda s: s.journals.ticks_here(GUILD, 1),
    "Journals.keep_day": lambda s: s.journals.keep_day(WALK, MONDAY),
    "Journals.untick": lambda s: s.journals.untick(WALK, "a"),
    "Journals.log_session": lambda s: s.journals.log_session(WALK, 1, MONDAY, 25, None),
    "Journals.give_evidence": lambda s: s.journals.give_evidence(WALK, "item", "x", MONDAY, NOW),
    "Journals.take_evidence_back": lambda s: s.journals.take_evidence_back(WALK, "item"),
    "Deliveries.plan": lambda s: s.deliveries.plan(POST),
    "Deliveries.claim": lambda s: s.deliveries.claim("a", NOW, 10),
    "Deliveries.free_claims": lambda s: s.deliveries.free_claims(),
    "Deliveries.finish": lambda s: s.deliveries.finish(POST, "a", Receipt("sent"), NOW),
    "Deliveries.put_off": lambda s: s.deliveries.put_off(POST),
    "Deliveries.put_off_to": lambda s: s.deliveries.put_off_to(GUILD, ADA, NOW),
    "Deliveries.earliest_open": lambda s: s.deliveries.earliest_open(),
    "Deliveries.last_heard": lambda s: s.deliveries.last_heard(ADA),
    "Rations.take": lambda s: s.rations.take(NOTE, MONDAY),
    "Deliveries.written_to": lambda s: s.deliveries.written_to(ADA, NOW),
    "Deliveries.note_warned": lambda s: s.deliveries.note_warned(GUILD, [(ADA, MONDAY)], NOW),
    "Deliveries.was_warned": lambda s: s.deliveries.was_warned(GUILD, ADA, MONDAY, NOW),
    "Deliveries.drop_old": lambda s: s.deliveries.drop_old(NOW + KEPT, 10),
    "Deliveries.warned": lambda s: s.deliveries.warned(GUILD, MONDAY, NOW),
    "Focuses.begin": lambda s: s.focuses.begin(FOCUS),
    "Focuses.of": lambda s: s.focuses.of(ADA),
    "Focuses.due": lambda s: s.focuses.due(NOW, 10),
    "Focuses.earliest_due": lambda s: s.focuses.earliest_due(),
    "Focuses.look_later": lambda s: s.focuses.look_later(FOCUS, NOW),
    "Focuses.lengthen": lambda s: s.focuses.lengthen(FOCUS, FOCUS.longer(NOW), NOW),
    "Focuses.end": lambda s: s.focuses.end(FOCUS, FOCUS.ended(NOW, ())),
    "Focuses.count_in": lambda s: s.focuses.count_in(1),
    "Focuses.drop_old": lambda s: s.focuses.drop_old(NOW),
    "FocusRooms.open": lambda s: s.focus_rooms.open(ROOM),
    "FocusRooms.get": lambda s: s.focus_rooms.get(1),
    "FocusRooms.place": lambda s: s.focus_rooms.place(1, 6),
    "FocusRooms.due": lambda s: s.focus_rooms.due(NOW, 10),
    "FocusRooms.earliest_due": lambda s: s.focus_rooms.earliest_due(),
    "FocusRooms.look_later": lambda s: s.focus_rooms.look_later(1, NOW),
    "FocusRooms.close": lambda s: s.focus_rooms.close(1),
    "Calendars.revise": lambda s: s.calendars.revise(WALK, "x", NOW),
    "Cohorts.in_servers": lambda s: s.cohorts.in_servers([GUILD]),
    "Cohorts.all": lambda s: s.cohorts.all(GUILD),
    "Cohorts.get": lambda s: s.cohorts.get(GUILD, 1),
    "Cohorts.together": lambda s: s.cohorts.together(COHORT, MONDAY, MONDAY),
    "Cohorts.make": lambda s: s.cohorts.make(COHORT),
    "Cohorts.change": lambda s: s.cohorts.change(COHORT, asks_anew=True),
    "Cohorts.close": lambda s: s.cohorts.close(GUILD, 1),
    "Cohorts.join": lambda s: s.cohorts.join(COHORT, ADA, MONDAY, "Ada"),
    "Cohorts.closing_told": lambda s: s.cohorts.closing_told(GUILD, ADA),
    "Cohorts.answer": lambda s: s.cohorts.answer(COHORT, ADA, None),
    "Cohorts.renew_name": lambda s: s.cohorts.renew_name(GUILD, ADA, "Ada"),
    "Cohorts.leave": lambda s: s.cohorts.leave(GUILD, ADA),
    "Rosters.of_cohort": lambda s: s.rosters.of_cohort(COHORT, 0, 20, MONDAY, MONDAY),
    "Rosters.on_roadmap": lambda s: s.rosters.on_roadmap(GUILD, 0, 0, 20, MONDAY, MONDAY),
    "Leaderboard.entrants": lambda s: s.leaderboard.entrants(GUILD, MONDAY, MONDAY, {0: 1}, 0, 10),
    "Leaderboard.entries": lambda s: s.leaderboard.entries(GUILD, MONDAY),
    "Leaderboard.keep": lambda s: s.leaderboard.keep(GUILD, MONDAY, {ADA: Score(ADA, 1, 3, 4)}, NOW),
    "Leaderboard.to_score": lambda s: s.leaderboard.to_score(MONDAY, NOW, 10),
    "Leaderboard.has": lambda s: s.leaderboard.has(GUILD, ADA),
    "Leaderboard.join": lambda s: s.leaderboard.join(GUILD, ADA, NOW),
    "Leaderboard.leave": lambda s: s.leaderboard.leave(GUILD, ADA),
    "BoardMessages.asked": lambda s: s.board_messages.asked(GUILD, 5, 7, NOW),
    "BoardMessages.drawn": lambda s: s.board_messages.drawn(BOARD),
    "BoardMessages.lost": lambda s: s.board_messages.lost(GUILD, 7),
    "BoardMessages.redraw": lambda s: s.board_messages.redraw(GUILD),
    "BoardMessages.shown": lambda s: s.board_messages.shown(BOARD, 7),
    "BoardMessages.stale": lambda s: s.board_messages.stale(10),
    "BoardMessages.unknown": lambda s: s.board_messages.unknown(NOW, 10),
    "Leavers.is_back": lambda s: s.leavers.is_back(GUILD, ADA),
    "Leavers.left": lambda s: s.leavers.left(GUILD, [ADA]),
    "Reviews.submit": lambda s: s.reviews.submit(WALK, REVIEW, [FrozenItem("i", "Show it", "x")], is_named=True),
    "Reviews.withdraw": lambda s: s.reviews.withdraw(WALK, "only", NOW),
    "Reviews.sign_self": lambda s: s.reviews.sign_self(WALK, "only", NOW),
    "Reviews.readers": lambda s: s.reviews.readers(WALK, "only", ["i"]),
    "ReviewQueue.waiting": lambda s: s.review_queue.waiting(GUILD, BOB, NOW),
    "ReviewQueue.one_waiting": lambda s: s.review_queue.one_waiting(GUILD, BOB, 1, NOW),
    "ReviewQueue.count_free": lambda s: s.review_queue.count_free(GUILD, NOW),
    "ReviewQueue.take": lambda s: s.review_queue.take(GUILD, BOB, 1, NOW),
    "ReviewQueue.put_back": lambda s: s.review_queue.put_back(GUILD, BOB, 1),
    "ReviewQueue.decide": lambda s: s.review_queue.decide(GUILD, BOB, 1, State.SIGNED, "", NOW, 5),
    "ReviewQueue.settle": lambda s: s.review_queue.settle(NOW, 10),
    "ReviewQueue.times": lambda s: s.review_queue.times(GUILD),
    "Reviews.told": lambda s: s.reviews.told(WALK, [1]),
    "Roles.rewards": lambda s: s.roles.rewards(GUILD),
    "Roles.choose": lambda s: s.roles.choose(GUILD, 0, REWARD),
    "Roles.drop": lambda s: s.roles.drop(GUILD, 0, REWARD.achievement),
    "Roles.lose": lambda s: s.roles.lose(WALK, [REWARD.achievement]),
    "Roles.given": lambda s: s.roles.given(WALK, REWARD),
    "Roles.taken": lambda s: s.roles.taken(WALK, REWARD),
    "Members.set_roles": lambda s: s.members.set_roles(GUILD, ADA, wants=True),
    "Stats.since": lambda s: s.stats.since(GUILD, NOW),
    "Stats.last_post": lambda s: s.stats.last_post(GUILD),
    "Deletions.note": lambda s: s.deletions.note(deletion_of(GUILD, ADA, NOW)),
    "Deletions.since": lambda s: s.deletions.since(NOW),
    "Deletions.drop_before": lambda s: s.deletions.drop_before(NOW),
    "Departures.note": lambda s: s.departures.note(GUILD, NOW),
    "Departures.back": lambda s: s.departures.back(GUILD),
    "Departures.compare": lambda s: s.departures.compare([GUILD], NOW),
    "Departures.over": lambda s: s.departures.over(NOW),
    "Departures.forget_members": lambda s: s.departures.forget_members(GUILD, 10),
    "Departures.forget": lambda s: s.departures.forget(GUILD, NOW),
    "OwnTurns.take": lambda s: s.turns.take(0),
    "BotState.get": lambda s: s.bot_state.get("commands"),
    "BotState.put": lambda s: s.bot_state.put("commands", "x"),
}

SEVERAL = {
    "OwnTurns.take": 0,
    "Cohorts.answer": 2,
    "Cohorts.change": 3,
    "Cohorts.close": 3,
    "Cohorts.leave": 2,
    "Cohorts.renew_name": 2,
    "Plans.begin_anew": 3,
    "Deliveries.put_off": 2,
    "Deliveries.drop_old": 2,
    "Departures.compare": 2,
    "Departures.forget": 15,
    "Departures.forget_members": 2,
    "Focuses.end": 2,
    "BoardMessages.shown": 3,
    "Leaderboard.entrants": 3,
    "Leaderboard.leave": 2,
    "Leavers.left": 2,
    "Members.join": 3,
    "Members.switch": 5,
    "Personal.forget": 7,
    "Personal.rows": len(TABLES),
    "Plans.set_own_days": 2,
    "Roadmaps.make_default": 2,
    "Rations.take": 2,
    "ReviewQueue.decide": 4,
    "ReviewQueue.settle": 2,
    "ReviewQueue.take": 2,
    "Reviews.withdraw": 3,
    "ProgressReader.of_records": 2,
    "ProgressReader.newcomer": 2,
    "ProgressReader.walked": 2,
}
"""Several statements: deeds in one transaction, questions one after the other."""

WHOLE_TABLES = {
    "Departures.compare",
    "Upgrading.is_due",
    "Upgrading.plans",
    "Upgrading.catching_up",
    "Journals.count_ticks",
}
"""What has to do with every row: the first start on a database of the first version, an operator's question,
and the list of servers that Discord sends at a start."""


WITHIN = {"here", "asked", "passers", "counted", "free", "over", "parts", "studied"}
"""What a statement has found before, by its names there: each of the steps by which it did is here, too."""


class Watched(Database):
    """A database that remembers what it was asked."""

    def __init__(self, inner: Database) -> None:
        self.inner = inner
        self.asked: list[tuple[str, Mapping[str, object]]] = []

    async def rows(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Pass on, and remember."""
        self.asked.append((sql, values))
        return await self.inner.rows(sql, **values)

    async def together(
        self, statements: Sequence[tuple[str, Mapping[str, object]]], *, once: bool = False
    ) -> list[Sequence[Row]]:
        """Pass on, and remember."""
        self.asked += statements
        return await self.inner.together(statements, once=once)

    async def wipe(self) -> Wiped:
        """Pass on."""
        return await self.inner.wipe()

    async def close(self) -> None:
        """Pass on."""
        await self.inner.close()

    async def steps(self) -> list[str]:
        """How the database goes about what it was asked, a step each, in SQLite's words."""
        return [step for sql, values in self.asked for step in await steps_of(self.inner, sql, values)]


@pytest.fixture
async def watched(database: Database) -> Watched:
    """A database with one member and the roadmap they walk, watched from now on."""
    store = Store(database)
    await store.roadmaps.confirm(ROADMAP, NOW)
    await join(store)
    return Watched(database)


def test_the_table_is_complete(database: Database):
    """Every public method of the store's classes stands in the table of this file."""
    themes: list[type[object]] = [type(theme) for name, theme in vars(Store(database)).items() if name[0] != "_"]
    methods = {
        f"{theme.__name__}.{name}"
        for theme in themes
        for name, method in inspect.getmembers(theme, inspect.isfunction)
        if not name.startswith("_") and (inspect.iscoroutinefunction(method) or is_a_change(method))
    }
    assert methods == set(DEEDS)


def is_a_change(method: Callable[..., object]) -> bool:
    """Whether a method makes a change, which runs when it is awaited."""
    return str(inspect.signature(method).return_annotation).startswith("Change[")


@pytest.mark.parametrize("name", [name for name in DEEDS if name not in WHOLE_TABLES])
async def test_one_method_is_one_statement_on_an_index(watched: Watched, name: str):
    """One hop, one transaction, nothing to roll back; and as fast with a million members as with ten."""
    await DEEDS[name](Store(watched))
    assert len(watched.asked) == SEVERAL.get(name, 1)
    assert [step for step in await watched.steps() if step.startswith("SCAN") and not is_short(step)] == []


@pytest.mark.parametrize(
    ("name", "statements"),
    [
        ("ProgressReader.of", 1),
        ("ProgressReader.meant_by", 1),
        ("ProgressReader.of_records", 0),
        ("ProgressReader.newcomer", 0),
    ],
)
async def test_a_roadmap_is_asked_for_once(watched: Watched, name: str, statements: int):
    """From the second time on a member's record is all that is read: the times away are known, too."""
    store = Store(watched)
    await DEEDS[name](store)
    watched.asked.clear()
    await DEEDS[name](store)
    assert len(watched.asked) == statements


def is_short(step: str) -> bool:
    """Whether a walk is over a list that was passed in, one constant row, or only the few that need attention."""
    return (
        "VIRTUAL TABLE" in step
        or step == "SCAN CONSTANT ROW"
        or step.split()[1] in WITHIN
        or "USING INDEX deliveries_open" in step
        or "servers_in_trouble" in step
        or "board_messages_stale" in step
        or "members USING COVERING INDEX" in step  # counted for the metrics, every five minutes at most
        or step.split()[1] in ("people", "sums", "named", "logged")  # of a server's view, put together before
        or step.startswith(("SCAN outages", "SCAN (subquery-"))  # of rows whose own steps are here, too
    )


@SQLITE_ALONE  # of so small a table a server may take any index
@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("Servers.due", "servers_due"),
        ("Members.records_due", "members_due"),
        ("Homes.of", "members_by_user"),
        ("Deliveries.claim", "deliveries_open"),
        ("Focuses.due", "focuses_due"),
        ("FocusRooms.due", "focus_rooms_due"),
        ("Stats.last_post", "deliveries_of_server"),
        ("Deliveries.warned", "deliveries_warnings"),
        ("Departures.over", "departures_by_age"),
        ("BoardMessages.stale", "board_messages_stale"),
        ("BoardMessages.unknown", "board_messages_asked"),
        ("Leaderboard.to_score", "board_members_by_score"),
    ],
)
async def test_the_tick_asks_an_index(watched: Watched, name: str, index: str):
    """What is asked twice a minute for all servers has an index of its own, in the order it is read."""
    await DEEDS[name](Store(watched))
    steps = await watched.steps()
    assert any(f"INDEX {index}" in step for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps
