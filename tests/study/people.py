"""Members for the tests of the rules, each described by what is special about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.roadmap import Roadmap
from bot.roadmap.versions import BlockBones, Edition, Skeleton, Span, Version, skeleton_of
from bot.study.choices import WHOLE as EVERYTHING
from bot.study.choices import Choice, Pace, Pause, Scope
from bot.study.days import instant_of
from bot.study.journal import Evidence, Journal, Session, Tick
from bot.study.member import Member, MemberRecord
from bot.study.progress import Progress

MONDAY = date(2026, 3, 2)
"""The plans of these members start here."""

DAY, WEEK = timedelta(days=1), timedelta(days=7)
WHOLE = tuple(range(1, 37))
BERLIN = ZoneInfo("Europe/Berlin")
ADA = Member(guild_id=1, user_id=2, zone=BERLIN)


def week(n: int) -> date:
    """The Monday of the n-th calendar week, from 0."""
    return MONDAY + n * WEEK


def standing(
    roadmap: Roadmap,
    today: date,
    *,
    at: time = time(18),
    member: Member = ADA,
    path: tuple[int, ...] = WHOLE,
    weeks: int | None = None,
    starts_on: date = MONDAY,
    done: Iterable[str] = (),
    studied: Iterable[date] = (),
    shown: Iterable[str] = (),
    pauses: tuple[Pause, ...] = (),
) -> Progress:
    """Where a member stands at a time of their day: tasks ticked before the start, and an hour on each day studied."""
    before = starts_on - 3 * WEEK
    journal = Journal(
        tuple(Tick(task, before) for task in done),
        tuple(Session(day, 60) for day in studied),
        tuple(Evidence(item, before, "https://example.org") for item in shown),
    )
    edition, scope = walked(roadmap, path)
    pace = Pace(weeks) if weeks and weeks != len(path) else Pace()
    record = MemberRecord(member, (Choice(starts_on, scope, pace),), pauses, journal)
    return Progress(edition, record, instant_of(today, at, member.zone))


def walked(roadmap: Roadmap, path: tuple[int, ...] = WHOLE) -> tuple[Edition, Scope]:
    """A roadmap that was never edited, and a scope of some of its weeks: all of it, or one or two spans."""
    skeleton = skeleton_of(roadmap)
    if path == tuple(range(1, skeleton.total_weeks + 1)):
        return Edition(roadmap, (Version(1, date.min, skeleton),)), EVERYTHING
    cuts = [n for n, week in enumerate(path) if n == 0 or week != path[n - 1] + 1]
    spans = [path[start:end] for start, end in zip(cuts, [*cuts[1:], len(path)], strict=True)]
    assert len(spans) <= 2, "a scope is one phase and one project"
    skeleton, scope = scoped(skeleton, *((span[0], span[-1]) for span in spans))
    return Edition(roadmap, (Version(1, date.min, skeleton),)), scope


def named(user_id: int, zone: str = "Europe/Berlin") -> Member:
    """Another member of the same server."""
    return replace(ADA, user_id=user_id, zone=ZoneInfo(zone))


def bones(total: int, free: Iterable[int] = (), days: tuple[int, ...] = (0, 2, 5)) -> Skeleton:
    """A road of so many weeks in one phase, each with a block of its own ("w1", "w2", …) but for the free ones."""
    weeks = [number for number in range(1, total + 1) if number not in {*free}]
    blocks = tuple(BlockBones(f"w{number}", number, number, "p", (f"t{number}",)) for number in weeks)
    return Skeleton(days, 240, 420, (Span("p", 1, total),), (), blocks)


def scoped(skeleton: Skeleton, *spans: tuple[int, int]) -> tuple[Skeleton, Scope]:
    """A skeleton with a phase and a project of these spans, and the scope that is made of them; without any, all."""
    if not spans:
        return skeleton, EVERYTHING
    parts = [Span(f"span-{n}", first, last) for n, (first, last) in enumerate(spans)]
    with_parts = replace(skeleton, phases=(*skeleton.phases, parts[0]), projects=(*skeleton.projects, *parts[1:]))
    return with_parts, Scope(parts[0].id, parts[1].id if parts[1:] else "")


ANY_ROADMAP = Roadmap.model_validate(
    {
        "title": "Any",
        "phases": [
            {
                "id": "p",
                "title": "P",
                "weeks": 1,
                "blocks": [{"id": "w1", "title": "W", "weeks": 1, "tasks": [{"id": "t1", "text": "T"}]}],
            }
        ],
    }
)
"""Plans go by skeletons alone: which texts stand around them does not matter."""


def edition(*skeletons: tuple[date, Skeleton] | Skeleton) -> Edition:
    """Versions of a road, each with the Monday from which it holds; the first one may hold for ever."""
    dated = [one if isinstance(one, tuple) else (date.min, one) for one in skeletons]
    versions = tuple(Version(number, monday, skeleton) for number, (monday, skeleton) in enumerate(dated, start=1))
    return Edition(ANY_ROADMAP, versions)


def weeks_ahead(progress: Progress) -> tuple[int, ...]:
    """The roadmap weeks that the latest choice walks, by number: of a block that goes on, its last ones."""
    path = [one.key for one in progress.plan.latest.path]
    numbers: dict[str, list[int]] = {}
    for number, one in enumerate(progress.edition.newest.skeleton.weeks, start=1):
        numbers.setdefault(one.key, []).append(number)
    return tuple(numbers[key][-1 - path[at + 1 :].count(key)] for at, key in enumerate(path))


def weeks_in_scope(progress: Progress) -> tuple[int, ...]:
    """The roadmap weeks of the blocks that count, by number."""
    return tuple(number for block in progress.blocks for number in block.weeks)
