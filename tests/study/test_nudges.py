"""Who is reminded and warned, and who is left in peace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap import DAYS, RhythmDay, Roadmap
from bot.roadmap.versions import Edition, edited, first_edition
from bot.study.choices import OwnDays, Pause
from bot.study.days import week_of
from bot.study.member import Server, Where
from bot.study.nudges import own_session, personal_note, session_hours
from bot.study.posts import Gathering, Reach, ServerPost
from bot.study.progress import Progress
from bot.study.rhythm import Session, ordinary_hours, server_days, session_on, sessions
from bot.study.timing import next_note_at, next_post_at, personal_time
from tests.study.people import ADA, BERLIN, DAY, MONDAY, named, standing, week

NOBODY: Set[int] = frozenset()
SERVER = Server(1, BERLIN, time(18), channel_id=7)
WEDNESDAY = week(3) + 2 * DAY
FRIDAY, SATURDAY, SUNDAY = (week(3) + n * DAY for n in (4, 5, 6))
THREE_KEPT_WEEKS = [week(n) + d * DAY for n in range(3) for d in (0, 2, 5)]


def reached(post: ServerPost | None) -> tuple[list[int], list[int]]:
    """The ids of the reminded and of the warned."""
    if post is None:
        return [], []
    return [seen.user_id for seen in post.reminded], [seen.user_id for seen in post.warned]


def post_of(members: Iterable[Progress], day: date, warned_before: Set[int] = NOBODY) -> ServerPost | None:
    """What a server with the roadmap's days posts on a day."""
    members = list(members)

    def was_told(progress: Progress) -> bool:
        return progress.member.user_id in warned_before

    gathering, reach = Gathering(SERVER, day, was_told), Reach(SERVER, day, was_told)
    for one in members:  # a few at a time, here one
        gathering.add([one])
        reach.add([one] if one.member.where is Where.CHANNEL else [])
    post = gathering.post()
    assert reach.is_somebody == (post is not None)
    assert not reach.is_certain or reach.is_somebody
    return post


def with_days(progress: Progress, *days: int) -> Progress:
    """The same member with study days of their own from the start on."""
    return replace(progress, record=replace(progress.record, own_days=(OwnDays(week(0), days),)))


# --- the rhythm


@pytest.mark.parametrize(("n", "activity"), [(0, 0), (1, None), (2, 1), (3, None), (4, None), (5, 2), (6, None)])
def test_the_rhythm(curriculum: Roadmap, n: int, activity: int | None):
    """Monday, Wednesday and Saturday have their activity; other days have none."""
    row = None if activity is None else curriculum.rhythm[activity]
    expected = Session(row.weekday, (row.activity,), row.hours) if row else None
    assert session_on(curriculum, (0, 2, 5), MONDAY + n * DAY) == expected
    assert own_session(standing(curriculum, MONDAY + n * DAY), MONDAY + n * DAY) == expected


@pytest.mark.parametrize(
    ("days", "rows", "hours"),
    [
        # m = 3 activities: 1 h, 1.5 h, 1.5 h. Own day i of n has those from i * 3 // n up to (i + 1) * 3 // n.
        ((6,), [(0, 1, 2)], [4]),
        ((1, 3), [(0,), (1, 2)], [1, 3]),
        ((0, 2, 5), [(0,), (1,), (2,)], [1, 1.5, 1.5]),
        ((5, 0, 2), [(0,), (1,), (2,)], [1, 1.5, 1.5]),
        ((1, 3, 4, 6), [(0,), (0,), (1,), (2,)], [0.5, 0.5, 1.5, 1.5]),
        ((0, 1, 2, 3, 4), [(0,), (0,), (1,), (1,), (2,)], [0.5, 0.5, 0.75, 0.75, 1.5]),
        ((0, 1, 2, 3, 4, 5), [(0,), (0,), (1,), (1,), (2,), (2,)], [0.5, 0.5, 0.75, 0.75, 0.75, 0.75]),
        ((0, 1, 2, 3, 4, 5, 6), [(0,), (0,), (0,), (1,), (1,), (2,), (2,)], [1 / 3] * 3 + [0.75] * 4),
    ],
)
def test_the_activities_of_own_days(
    curriculum: Roadmap, days: tuple[int, ...], rows: list[tuple[int, ...]], hours: list[float]
):
    """The rhythm's activities in their order, and the week's hours shared out over the days."""
    found = sessions(curriculum, days)
    assert [one.weekday for one in found] == sorted(days)
    assert [one.activities for one in found] == [tuple(curriculum.rhythm[n].activity for n in row) for row in rows]
    assert [one.hours for one in found] == pytest.approx(hours)
    assert sum(one.hours for one in found) == pytest.approx(ordinary_hours(curriculum)) == pytest.approx(4)


@given(st.sets(st.integers(0, 6), min_size=1), st.permutations(range(7)), st.integers(1, 7))
def test_own_days_share_the_rhythm(curriculum: Roadmap, days: set[int], order: list[int], rows: int):
    """Whatever the roadmap's rhythm: each day has something, in order, no activity is lost, and the hours add up."""
    row_days = sorted(order[:rows])
    rhythm = tuple(
        RhythmDay.model_validate({"day": DAYS[day], "activity": f"A{n}", "hours": 0.5 + n})
        for n, day in enumerate(row_days)
    )
    roadmap = curriculum.model_copy(update={"rhythm": rhythm})
    found = sessions(roadmap, sorted(days))
    n = len(days)
    assert [one.activities for one in found] == [
        tuple(f"A{k}" for k in range(i * rows // n, max(i * rows // n + 1, (i + 1) * rows // n))) for i in range(n)
    ]
    assert {activity for one in found for activity in one.activities} == {f"A{k}" for k in range(rows)}
    assert sum(one.hours for one in found) == pytest.approx(ordinary_hours(roadmap))
    assert all(one.hours > 0 for one in found)


def test_the_days_of_a_servers_posts(curriculum: Roadmap):
    """The server's own, else the roadmap's, which hold from the Monday after those of its blocks."""
    edition = first_edition(curriculum)
    fewer = edited(edition, curriculum.model_copy(update={"rhythm": curriculum.rhythm[:1]}), week(1))
    days: list[tuple[Edition, Server | None, int]] = [
        (edition, None, 0),
        (edition, SERVER, 3),
        (fewer, SERVER, 1),
        (fewer, SERVER, 2),
        (fewer, replace(SERVER, days=(1, 6)), 2),
    ]
    assert [server_days(one, server, week(n) + 6 * DAY) for one, server, n in days] == [
        (0, 2, 5),
        (0, 2, 5),
        (0, 2, 5),
        (0,),
        (1, 6),
    ]


# --- left in peace, or reminded


PEACE: dict[str, Callable[[Roadmap], Progress]] = {
    "studied today": lambda r: standing(r, WEDNESDAY, studied=[WEDNESDAY]),
    "paused": lambda r: standing(r, WEDNESDAY, pauses=(Pause(WEDNESDAY, WEDNESDAY + DAY),)),
    "not started": lambda r: standing(r, WEDNESDAY, starts_on=week(4)),
    "complete": lambda r: standing(r, WEDNESDAY, done=[task.id for task in r.tasks]),
    "all in scope done": lambda r: standing(
        r, WEDNESDAY, path=(1, 2), done=["backprop", "optimizers", "losses-regularization"]
    ),
    # In Auckland it is Thursday already, but the server's Wednesday was studied.
    "studied on the server's day": lambda r: standing(
        r, WEDNESDAY + DAY, at=time(6), member=named(2, "Pacific/Auckland"), studied=[WEDNESDAY]
    ),
}


@pytest.mark.parametrize("who", PEACE)
def test_left_in_peace(curriculum: Roadmap, who: str):
    """Neither the channel nor a direct message reminds whoever needs no reminder."""
    progress = PEACE[who](curriculum)
    assert post_of([progress], WEDNESDAY) is None
    assert personal_note(progress, warned_before=False) is None


def test_reminded_on_own_days(curriculum: Roadmap):
    """Whoever studies on Thursdays and Sundays hears on those, and not on the server's Wednesday."""
    thursday = WEDNESDAY + DAY
    on_wednesday = with_days(standing(curriculum, WEDNESDAY, studied=[week(2)]), 3, 6)
    assert post_of([on_wednesday], WEDNESDAY) is None
    assert personal_note(on_wednesday, warned_before=False) is None
    on_thursday = with_days(standing(curriculum, thursday, studied=[week(2)]), 3, 6)
    note = personal_note(on_thursday, warned_before=False)
    assert note is not None
    assert note.session == Session(3, (curriculum.rhythm[0].activity,), 1.0)
    on_sunday = with_days(standing(curriculum, SUNDAY, studied=[week(2)]), 3, 6)
    note = personal_note(on_sunday, warned_before=False)
    assert note is not None
    assert note.session == Session(6, tuple(row.activity for row in curriculum.rhythm[1:]), 3.0)


def test_a_free_week_reminds_nobody(curriculum: Roadmap):
    """Nothing is due in it, so there is nothing to be reminded of."""
    gappy = curriculum.model_copy(update={"phases": (curriculum.phases[0], *curriculum.phases[2:])})
    reminded: list[bool] = []
    for n in (7, 8, 13, 14):
        progress = standing(gappy, week(n), studied=[week(n) - 2 * DAY])
        note = personal_note(progress, warned_before=True)
        assert (note is not None) == (post_of([progress], week(n), {2}) is not None)
        reminded.append(note is not None)
    assert reminded == [True, False, False, True]


REMINDED: dict[str, Callable[[Roadmap], Progress]] = {
    "nothing done in the first week": lambda r: standing(r, WEDNESDAY, starts_on=week(2)),
    "studied yesterday": lambda r: standing(r, WEDNESDAY, studied=[WEDNESDAY - DAY]),
    "pause over": lambda r: standing(r, WEDNESDAY, pauses=(Pause(week(1), WEDNESDAY),)),
    "pause not begun": lambda r: standing(r, WEDNESDAY, starts_on=week(2), pauses=(Pause(WEDNESDAY + DAY, week(9)),)),
    "started today": lambda r: standing(r, WEDNESDAY, starts_on=week(3)),
    "this week's block done": lambda r: standing(
        r, WEDNESDAY, done=["attention-paper", "attention-video"], studied=[week(2)]
    ),
    "plan over, tasks left": lambda r: standing(r, WEDNESDAY, path=(1,), studied=[week(2)]),
}


@pytest.mark.parametrize("who", REMINDED)
def test_reminded(curriculum: Roadmap, who: str):
    """Whoever is on the way hears about the day's activity, in the channel or in person."""
    progress = REMINDED[who](curriculum)
    post = post_of([progress], WEDNESDAY)
    assert reached(post) == ([2], [])
    assert post is not None
    wednesday = Session(2, (curriculum.rhythm[1].activity,), 1.5)
    assert post.session == wednesday
    note = personal_note(progress, warned_before=False)
    assert note is not None
    assert (note.session, note.is_warning) == (wednesday, False)


def test_members_in_the_same_block_are_one_group(curriculum: Roadmap):
    """Groups are by block, the fullest first, whoever joined first and whoever has studied."""
    members = [
        standing(curriculum, WEDNESDAY, member=named(1), studied=[week(2)]),
        standing(curriculum, WEDNESDAY, member=named(2), starts_on=week(3)),
        standing(curriculum, WEDNESDAY, member=named(3), starts_on=week(1), studied=[week(2)]),
        standing(curriculum, WEDNESDAY, member=named(4), starts_on=week(2)),
        standing(curriculum, WEDNESDAY, member=named(5), studied=[WEDNESDAY]),
    ]
    post = post_of(members, WEDNESDAY)
    assert post is not None
    assert [(group.block.id, group.user_ids) for group in post.groups] == [
        ("transformers-deep-dive", (1, 3, 5)),
        ("ml-fundamentals", (2, 4)),
    ]


def test_everybody_in_a_block_is_counted_the_fullest_block_first(curriculum: Roadmap):
    """Studied or not, wherever they are reminded; nobody who finished, has not begun, or was away for two weeks."""
    members = [
        standing(curriculum, WEDNESDAY, member=named(1), studied=[WEDNESDAY]),
        standing(curriculum, WEDNESDAY, member=replace(named(2), where=Where.DM), studied=[week(2)]),
        standing(curriculum, WEDNESDAY, member=replace(named(3), where=Where.OFF), studied=[week(2)]),
        standing(curriculum, WEDNESDAY, member=named(4), starts_on=week(3)),
        standing(curriculum, WEDNESDAY, member=named(5)),
        standing(curriculum, WEDNESDAY, member=named(6), starts_on=week(4)),
        standing(curriculum, WEDNESDAY, member=named(7), done=[task.id for task in curriculum.tasks]),
    ]
    post = post_of(members, WEDNESDAY)
    assert reached(post) == ([4], [])
    assert post is not None
    assert [(group.block.id, group.user_ids) for group in post.groups] == [
        ("transformers-deep-dive", (1, 2, 3)),
        ("ml-fundamentals", (4,)),
    ]
    assert post.to_look_up == {4}


def safe(roadmap: Roadmap, today: date, user_id: int) -> Progress:
    """A streak that needs nothing more this week."""
    return at_risk(roadmap, today, user_id, week(3), week(3) + DAY)


@pytest.mark.parametrize(
    ("risky", "kept", "said"),
    [(1, 0, None), (2, 0, None), (2, 1, None), (1, 2, None), (2, 2, 2), (3, 2, 3), (0, 5, None)],
)
def test_streaks_are_counted_only_where_the_number_tells_nobodys(
    curriculum: Roadmap, risky: int, kept: int, said: int | None
):
    """At least two that need a day, and at least two that don't."""
    members = [at_risk(curriculum, SATURDAY, n) for n in range(risky)]
    members += [safe(curriculum, SATURDAY, 10 + n) for n in range(kept)]
    post = post_of([*members, standing(curriculum, SATURDAY, member=named(99))], SATURDAY)
    assert post is not None
    assert post.streaks_at_risk == said


@pytest.mark.parametrize(("ping", "studied", "called"), [(True, [], (2,)), (False, [], ()), (True, [WEDNESDAY], ())])
def test_only_who_asked_for_it_is_called(curriculum: Roadmap, ping: bool, studied: list[date], called: tuple[int, ...]):
    """And only while they have not studied."""
    member = replace(named(2), ping=ping)
    ada = standing(curriculum, WEDNESDAY, member=member, starts_on=week(3), studied=studied)
    post = post_of([ada, standing(curriculum, WEDNESDAY, member=named(3), starts_on=week(3))], WEDNESDAY)
    assert post is not None
    assert post.called == called


def at_risk(roadmap: Roadmap, today: date, user_id: int = 2, *studied: date) -> Progress:
    """A member with three kept weeks and one freeze, and so far only these days this week."""
    return standing(roadmap, today, member=named(user_id), studied=[*THREE_KEPT_WEEKS, *studied])


def test_a_warning_comes_on_a_day_without_rhythm(curriculum: Roadmap):
    """On Sunday whoever needs that one day still is warned, and nobody else hears anything."""
    members = [at_risk(curriculum, SUNDAY, 1, week(3)), safe(curriculum, SUNDAY, 2), standing(curriculum, SUNDAY)]
    post = post_of(members, SUNDAY)
    assert reached(post) == ([], [1])
    assert post is not None
    assert post.session is None


def test_a_warning_replaces_the_reminder_in_private(curriculum: Roadmap):
    """On Saturday whoever is warned gets no reminder as well; the channel's post is for them like for everybody."""
    members = [
        at_risk(curriculum, SATURDAY, 1),
        standing(curriculum, SATURDAY, member=named(3), starts_on=week(3)),
    ]
    assert reached(post_of(members, SATURDAY)) == ([1, 3], [1])
    note = personal_note(members[0], warned_before=False)
    assert note is not None
    assert note.is_warning


def test_a_warning_comes_once_a_week(curriculum: Roadmap):
    """Whoever was warned before is reminded like everyone on a rhythm day, and left alone on others."""
    warned = at_risk(curriculum, SUNDAY, 2, week(3))
    assert post_of([warned], SUNDAY, {2}) is None
    assert personal_note(warned, warned_before=True) is None
    saturday = at_risk(curriculum, SATURDAY, 2)
    assert reached(post_of([saturday], SATURDAY, {2})) == ([2], [])
    note = personal_note(saturday, warned_before=True)
    assert note is not None
    assert not note.is_warning


def test_a_day_without_rhythm_or_risk_is_silent(curriculum: Roadmap):
    """Most days are."""
    assert post_of([standing(curriculum, SUNDAY)], SUNDAY) is None
    assert personal_note(standing(curriculum, SUNDAY), warned_before=False) is None
    assert post_of([], MONDAY) is None


def test_a_warning_is_on_the_members_own_day(curriculum: Roadmap):
    """When it is Saturday in Berlin and Sunday in Auckland, a member there who has done nothing hears no false hope."""
    there = named(2, "Pacific/Auckland")
    sunday = standing(curriculum, SUNDAY, at=time(6), member=there, studied=THREE_KEPT_WEEKS)
    assert reached(post_of([sunday], SATURDAY)) == ([2], [])


@pytest.mark.parametrize(
    ("zone", "at", "today"), [("America/Los_Angeles", time(23), -1), ("Pacific/Auckland", time(6), 1)]
)
def test_a_post_is_about_its_own_day_for_members_elsewhere(curriculum: Roadmap, zone: str, at: time, today: int):
    """Monday's post counts whoever begins that Monday, and puts nobody into last fortnight's block."""
    monday = week(2)
    beginning = standing(curriculum, monday + today * DAY, at=at, member=named(1, zone), starts_on=monday)
    going_on = standing(curriculum, monday + today * DAY, at=at, member=named(2, zone), studied=[week(1)])
    post = post_of([beginning, going_on], monday)
    assert reached(post) == ([1, 2], [])
    assert post is not None
    assert {group.block.id: group.user_ids for group in post.groups} == {
        "ml-fundamentals": (1,),
        "transformers-deep-dive": (2,),
    }


@pytest.mark.parametrize(
    ("n", "weeks", "hours"),
    [
        (0, 36, [1, 1.5, 1.5]),
        (2, 36, [1.75, 2.625, 2.625]),  # a project week: 7 hours instead of 4
        (0, 18, [2, 3, 3]),  # twice the pace
        (0, 72, [0.5, 0.75, 0.75]),
    ],
)
def test_the_hours_of_a_session(curriculum: Roadmap, n: int, weeks: int, hours: list[float]):
    """A rhythm day's hours are scaled in project weeks and by pace."""
    progress = standing(curriculum, week(n), weeks=weeks)
    found = sessions(curriculum, progress.plan.weekdays(week_of(progress.today)))
    assert [session_hours(session, progress) for session in found] == pytest.approx(hours)


def utc(text: str) -> datetime:
    """An instant as "2026-03-02 18:00" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "at", "post_at"),
    [
        ("2026-03-02 16:59", time(18), "2026-03-02 17:00"),  # Monday
        ("2026-03-02 17:00", time(18), "2026-03-04 17:00"),  # to Wednesday
        ("2026-03-05 12:00", time(18), "2026-03-07 17:00"),  # to Saturday
        ("2026-03-07 17:00", time(18), "2026-03-09 17:00"),
        ("2026-03-28 17:00", time(18), "2026-03-30 16:00"),  # over the change of clocks
        ("2026-03-28 17:00", time(2, 30), "2026-03-29 01:00"),  # Saturday's study day still; 02:30 is jumped over
        ("2026-03-02 17:00", time(1), "2026-03-03 00:00"),  # 01:00 on Tuesday belongs to Monday
    ],
)
def test_the_next_post_of_a_server(curriculum: Roadmap, now: str, at: time, post_at: str):
    """The server's time on the next rhythm day, after now."""
    assert next_post_at([first_edition(curriculum)], replace(SERVER, at=at), utc(now)) == utc(post_at)


@pytest.mark.parametrize(
    ("where", "own", "now", "note_at"),
    [
        (Where.CHANNEL, None, "2026-03-02 12:00", None),
        (Where.OFF, time(7), "2026-03-02 12:00", None),
        (Where.DM, None, "2026-03-02 12:00", "2026-03-02 12:15"),  # the server's time on the member's clock
        (Where.DM, time(7), "2026-03-02 12:00", "2026-03-03 01:15"),
        (Where.DM, time(0), "2026-03-02 12:00", "2026-03-02 18:15"),  # midnight is a time
        (Where.DM, time(18), "2026-03-02 12:15", "2026-03-03 12:15"),  # later than now
    ],
)
def test_the_next_direct_message(where: Where, own: time | None, now: str, note_at: str | None):
    """Daily at the member's time and in their zone; never for those who did not choose it."""
    member = replace(ADA, zone=ZoneInfo("Asia/Kathmandu"), where=where, at=own)
    assert next_note_at(member, SERVER, utc(now)) == (utc(note_at) if note_at else None)


@pytest.mark.parametrize(
    ("servers", "own", "at"),
    [
        (time(20, 59), None, time(20, 59)),
        (time(8), None, time(8)),
        (time(21), None, time(18)),
        (time(7, 59), None, time(18)),
        (time(0), None, time(18)),
        (time(20), time(23), time(23)),
        (time(20), time(5), time(5)),
        (None, None, time(18)),
        (None, time(0), time(0)),
    ],
)
def test_direct_messages_leave_the_night_alone(servers: time | None, own: time | None, at: time):
    """Between 21:00 and 08:00 only those are written to who chose that time themselves."""
    server = replace(SERVER, at=servers) if servers is not None else None
    assert personal_time(replace(ADA, at=own), server) == at
