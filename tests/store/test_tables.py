"""What an organiser's table reads of a member is as good as all that is stored about them, whatever they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.actions.adopting import adopt
from bot.roadmap import Roadmap
from bot.roadmap.versions import edited, first_edition
from bot.store.change import Change
from bot.store.database import Database
from bot.store.store import Store
from bot.study.choices import Choice, OwnDays, Pace, Pause, Scope
from bot.study.cohorts import Cohort, Shares, sorts_as
from bot.study.days import study_day
from bot.study.group import Together
from bot.study.member import Member, ReminderChoice, Walk
from bot.study.progress import Progress
from bot.study.rosters import LATELY, MemberFacts, come_everywhere, facts_of
from bot.study.switching import Switch
from tests.store.people import GUILD, MONDAY
from tests.study.edits import new_phase, phases_of, with_tasks

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
JOINED = datetime.combine(MONDAY, datetime.min.time(), UTC)
NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
MOMENTS = (
    NOW,
    datetime(2026, 3, 5, 5, tzinfo=UTC),  # most have just begun
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),  # Berlin's clocks go forward
    datetime(2026, 5, 11, 10, 30, tzinfo=UTC),  # three days at once: in Kiritimati, Berlin and Niue
    datetime(2027, 1, 3, 23, tzinfo=UTC),  # the plan is over, in week 53
)
ZONES = tuple(
    map(ZoneInfo, ("Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Niue", "America/New_York"))
)
SPRING, SUMMER = (Cohort(GUILD, n, name, MONDAY, 0, Shares.MENTORS, 9) for n, name in ((1, "Spring"), (2, "Summer")))
NEW = new_phase("fresh")
OTHER = Cohort(GUILD, 3, "On another roadmap", MONDAY, 1, Shares.MENTORS, 9)


@dataclass(frozen=True)
class Somebody:
    """A member, and what decides what exactly they did."""

    store: Store
    walk: Walk
    roadmap: Roadmap
    chance: Random


Trait = Callable[[Somebody], Sequence[Change[Any]]]
"""What somebody did."""


def _chose(*choices: Choice) -> Trait:
    return lambda one: [one.store.plans.choose(one.walk, choice) for choice in choices]


def _studied(one: Somebody) -> Sequence[Change[Any]]:
    days = [MONDAY + one.chance.randrange(-3, 74) * DAY for _ in range(one.chance.randrange(1, 30))]
    tasks = one.chance.sample(one.roadmap.tasks, min(len(days), 20))
    return [
        *(one.store.journals.tick(one.walk, [task.id], day, NOW) for task, day in zip(tasks, days, strict=False)),
        *(one.store.journals.log_session(one.walk, n, day, 30, "note") for n, day in enumerate(days)),
    ]


def _showed(one: Somebody) -> Sequence[Change[Any]]:
    items = [item.id for item in one.roadmap.items][: one.chance.randrange(2, 18)]
    return [one.store.journals.give_evidence(one.walk, item, "x", MONDAY + WEEK, NOW) for item in items]


def _skipped(one: Somebody) -> Sequence[Change[Any]]:
    tasks = [task.id for task in one.chance.sample(one.roadmap.tasks, 9)]
    return [
        one.store.plans.skip(one.walk, tasks, "", MONDAY + WEEK),
        one.store.journals.tick(one.walk, tasks[:2], MONDAY, NOW),
        one.store.journals.bring(one.walk, tasks[2:3], MONDAY),
    ]


def _finished(one: Somebody) -> Sequence[Change[Any]]:
    tasks = [*(task.id for task in one.roadmap.tasks), *(task.id for task in NEW.blocks[0].tasks)]
    return [
        one.store.journals.tick(one.walk, tasks[:5], MONDAY, NOW),
        one.store.journals.bring(one.walk, tasks[4:], MONDAY),
    ]


def _switched(*switches: Switch) -> Trait:
    """Somebody walked roadmap 1 from a Monday on, and perhaps came back."""

    def switch(one: Somebody) -> Sequence[Change[Any]]:
        there, member = replace(one.walk, roadmap_id=1), Member(GUILD, one.walk.user_id, ZONES[0])
        walked = [replace(member, roadmap_id=to.roadmap_id) for to in switches]
        return [
            *(
                one.store.members.switch(goes, switches[:number], Choice(to.monday))
                for number, (goes, to) in enumerate(zip(walked, switches, strict=True), start=1)
            ),
            one.store.journals.log_session(there, 99, MONDAY + 65 * DAY, 30, None),
            one.store.journals.tick(there, [one.roadmap.tasks[0].id], MONDAY + 30 * DAY, NOW),
        ]

    return switch


def _came_late(one: Somebody) -> Sequence[Change[Any]]:
    """Somebody walked roadmap 1 until they joined a cohort whose Monday was over."""
    late = MONDAY + 4 * WEEK + DAY
    return [
        one.store.plans.begin_anew(one.walk, Choice(MONDAY), late),
        *_switched(Switch(MONDAY, 1), Switch(MONDAY + 4 * WEEK, 0))(one),
    ]


def _paused_all_own_days(one: Somebody) -> Sequence[Change[Any]]:
    """Of the week in which the pause begins it takes the only study day, though it leaves one of the roadmap's."""
    return [
        one.store.plans.set_own_days(one.walk, OwnDays(MONDAY, (6,))),
        one.store.plans.pause(one.walk, Pause(MONDAY + 9 * DAY, MONDAY + 3 * WEEK)),
    ]


def _lives_in(zone: ZoneInfo) -> Trait:
    """Somebody has studied today by their clock, and on the day that is today where days begin."""
    return lambda one: [
        one.store.members.set_reminders(GUILD, one.walk.user_id, ReminderChoice(zone=zone), None, MONDAY - WEEK),
        *(
            one.store.journals.log_session(one.walk, 50 + n, study_day(now, clock), 5, None)
            for n, (now, clock) in enumerate((now, clock) for now in MOMENTS for clock in (zone, ZONES[2]))
        ),
    ]


TRAITS: tuple[Trait, ...] = (
    _studied,
    _showed,
    _skipped,
    _finished,
    _chose(Choice(MONDAY, Scope("llm-engineering"))),
    _chose(Choice(MONDAY, Scope("foundations", "p1-transformer"), Pace(9))),
    _chose(Choice(MONDAY, pace=Pace(26, "6 months")), Choice(MONDAY + 4 * WEEK, Scope("alignment-safety"), Pace(12))),
    lambda one: [one.store.plans.pause(one.walk, Pause(MONDAY + 9 * DAY, MONDAY + 4 * WEEK))],
    _paused_all_own_days,
    _came_late,
    lambda one: [one.store.journals.keep_day(one.walk, MONDAY + 70 * DAY)],
    _switched(Switch(MONDAY, 0), Switch(MONDAY + 3 * WEEK, 1)),
    _switched(Switch(MONDAY, 0), Switch(MONDAY + 3 * WEEK, 1), Switch(MONDAY + 6 * WEEK, 0)),
    *map(_lives_in, ZONES[1:]),
)


async def enter(store: Store, roadmap: Roadmap, user_id: int, traits: Sequence[Trait], chance: Random) -> None:
    """A member of a cohort who did some of this; some join late, some say that they want to be seen."""
    late = MONDAY + chance.randrange(8, 30) * DAY if user_id % 5 == 0 else None
    walk, name = Walk(GUILD, user_id), chance.choice(("Ada", "Ärne", "=1", "日本語", "zoe")) if user_id % 4 else None
    changes = [
        store.members.join(Member(GUILD, user_id, ZONES[0]), Choice(MONDAY), JOINED, late),
        store.cohorts.join(chance.choice((SPRING, SUMMER, SUMMER, OTHER)), user_id, MONDAY, name),
        *(change for trait in traits for change in trait(Somebody(store, walk, roadmap, chance))),
    ]
    await store.together(*changes)


async def populate(store: Store, roadmap: Roadmap) -> list[int]:
    """A server with two roadmaps and three cohorts; each trait alone, and some by chance."""
    await adopt(store, roadmap, JOINED)
    own = replace(first_edition(roadmap, MONDAY), guild_id=GUILD, roadmap_id=1)
    await store.roadmaps.confirm(own, JOINED)
    for cohort in (SPRING, SUMMER, OTHER):
        await store.cohorts.make(cohort)
    chance = Random(7)
    people = [(), *((trait,) for trait in TRAITS), *(chance.sample(TRAITS, chance.randrange(1, 6)) for _ in range(60))]
    for user_id, traits in enumerate(people, start=1):
        await enter(store, roadmap, user_id, traits, chance)
    await store.leavers.left(GUILD, [3, 17])
    with_more = phases_of(roadmap, (roadmap.phases[0], NEW, *roadmap.phases[2:]))
    await adopt(store, with_tasks(with_more, "ml-fundamentals", lambda tasks: tasks[1:]), JOINED + 5 * WEEK)
    await store.roadmaps.confirm(edited(own, with_more, MONDAY + 2 * WEEK), JOINED + 2 * WEEK)
    store.progress.forget()
    return list(range(1, len(people) + 1))


def told_of(progress: Progress, roadmap_id: int) -> MemberFacts | None:
    """The rule in its own words, from all that is known of a member; None of whom it tells nothing."""
    group = progress.record.group
    if progress.member.has_left or group is None or not group.has_agreed or group.name is None:
        return None
    walks = (progress, *progress.others)
    walk = next((one for one in walks if one.member.roadmap_id == roadmap_id), None)
    if walk is None or group.cohort.roadmap_id != roadmap_id:
        return None
    days: list[date] = [day for day in walk.journal.study_days if day <= walk.today]
    last = max(days, default=None)
    checked = [
        phase
        for phase in walk.roadmap.phases
        if phase.checkpoint and phase.checkpoint.items and any(map(walk.is_in_scope, phase.blocks))
    ]
    return MemberFacts(
        name=group.name,
        cohort=group.cohort.name,
        week=walk.week_number if walk.has_started else 0,
        weeks=walk.plan.total_weeks,
        starts_on=walk.plan.starts_on,
        done=sum(walk.has_done(task.id) for task in walk.tasks),
        tasks=len(walk.tasks),
        checkpoints_passed=sum(
            all(walk.has_shown(item.id) for item in phase.checkpoint.items) for phase in checked if phase.checkpoint
        ),
        checkpoints=len(checked),
        last_study_day=last,
        has_studied_lately=last is not None and last > walk.today - LATELY,
        is_complete=walk.is_complete,
        is_parked=walk is not progress,
    )


def told_of_all(whole: Sequence[Progress], roadmap_id: int, now: datetime) -> list[MemberFacts]:
    """The same of all, at some moment, in the order of their names."""
    told = (told_of(replace(one, now=now), roadmap_id) for one in whole)
    return sorted((one for one in told if one), key=lambda one: sorts_as(one.name))


def rest_of(whole: Sequence[Progress], roadmap_id: int, since: date) -> list[Together]:
    """The sums of those who did not agree, by cohort, from all that is known of them."""
    parts: dict[int | None, list[Progress]] = {}
    for one in whole:
        group = one.record.group
        here = group if group and group.cohort.roadmap_id == roadmap_id else None
        if not one.member.has_left and not (here and here.has_agreed) and (here or one.member.roadmap_id == roadmap_id):
            parts.setdefault(here.cohort.number if here else None, []).append(one)
    return [
        Together(
            len(part),
            sum(any(day >= since for day in one.study_days) for one in part),
            sum(
                len(walk.journal.ticks)
                for one in part
                for walk in (one, *one.others)
                if walk.member.roadmap_id == roadmap_id
            ),
        )
        for part in parts.values()
    ]


async def test_a_table_reads_what_it_needs(database: Database, store: Store, curriculum: Roadmap):
    """Every value and sum is that of whole records: at any time of day, of either roadmap, and in another process."""
    user_ids = await populate(store, curriculum)
    found = [await store.progress.of(GUILD, user_id, NOW) for user_id in user_ids]
    whole, since, seen = [one for one in found if one], MONDAY + 8 * WEEK, list[MemberFacts]()
    assert len(whole) == len(user_ids)
    for now, asked, roadmap_id in product(MOMENTS, (store, Store(database)), (0, 1)):
        roster = await asked.rosters.on_roadmap(GUILD, roadmap_id, 0, 1000, since, come_everywhere(now))
        facts = list(facts_of(roster.people, await asked.progress.of_records(roster.plans, now)))
        assert facts == told_of_all(whole, roadmap_id, now)
        assert Counter(roster.rest) == Counter(rest_of(whole, roadmap_id, since))
        seen += facts
    roster = await store.rosters.of_cohort(SUMMER, 0, 1000, since, come_everywhere(NOW))
    facts = list(facts_of(roster.people, await store.progress.of_records(roster.plans, NOW)))
    assert facts == [one for one in told_of_all(whole, 0, NOW) if one.cohort == "Summer"]
    _are_varied(seen)


def _are_varied(seen: Sequence[MemberFacts]) -> None:
    """The server is one in which a wrong value would show."""
    assert {one.is_complete for one in seen} == {one.is_parked for one in seen} == {True, False}
    assert {one.has_studied_lately for one in seen} == {True, False}
    assert len({one.tasks for one in seen}) > 4
    assert len({one.weeks for one in seen}) > 4
    assert len({one.checkpoints_passed for one in seen}) > 2
    assert {None} < {one.last_study_day for one in seen}


async def test_a_zone_that_is_not_known_leaves_out_its_own_member_alone(
    database: Database, store: Store, curriculum: Roadmap
):
    """The others are told."""
    await adopt(store, curriculum, JOINED)
    await store.cohorts.make(SPRING)
    for user_id, name in enumerate(("Ada", "Ben", "Cem"), start=1):
        await store.members.join(Member(GUILD, user_id, ZONES[0]), Choice(MONDAY), JOINED)
        await store.cohorts.join(SPRING, user_id, MONDAY, name)
    await database.rows("UPDATE members SET zone = 'Mars/Olympus' WHERE user_id = 2")
    roster = await store.rosters.of_cohort(SPRING, 0, 20, MONDAY, MONDAY)
    assert [one.name for one in roster.people] == ["Ada", "Cem"]


def test_the_day_that_has_come_everywhere_is_nobodys_tomorrow():
    """In no zone, at no hour."""
    for hour in range(48):
        now = datetime(2026, 3, 28, tzinfo=UTC) + timedelta(hours=hour)
        assert all(come_everywhere(now) <= study_day(now, zone) for zone in ZONES)
