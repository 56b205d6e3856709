"""A member's record: all that is known of them, in one SELECT, and how its row is read."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.store.database import Row
from bot.store.errors import UnknownZone
from bot.store.instants import to_time, to_zone
from bot.store.plans import choice_of
from bot.store.reviews import readers_of, review_of
from bot.study.choices import Choice, OwnDays, Pause
from bot.study.cohorts import Cohort, Membership, Shares
from bot.study.journal import BroughtTick, Evidence, FinishedSpan, Journal, Session, Skip, Tick
from bot.study.member import Member, MemberRecord, Reward, Where
from bot.study.review import UNREAD
from bot.study.switching import Switch

_log = logging.getLogger(__name__)

_MOST_AT_ONCE = 100

SELECTS = {
    "choices": """
    SELECT json_group_array(json_array(c.monday, c.phase, c.project, c.weeks, c.pace, c.finish_by, json(c.again),
    c.version, c.scoped_in)) FROM choices c
    WHERE c.guild_id = w.guild_id AND c.user_id = w.user_id AND c.roadmap = w.roadmap""",
    "pauses": """
    SELECT json_group_array(json_array(p.first, p.until)) FROM pauses p
    WHERE p.guild_id = w.guild_id AND p.user_id = w.user_id AND p.roadmap = w.roadmap""",
    "ticks": """
    SELECT json_group_array(json_array(t.task_id, t.study_day, t.minutes, t.note)) FROM ticks t
    WHERE t.guild_id = w.guild_id AND t.user_id = w.user_id AND t.roadmap = w.roadmap""",
    "brought": """
    SELECT json_group_array(json_array(b.task_id, b.brought_on)) FROM brought_ticks b
    WHERE b.guild_id = w.guild_id AND b.user_id = w.user_id AND b.roadmap = w.roadmap""",
    "sessions": """
    SELECT json_group_array(json_array(s.study_day, s.minutes, s.note, s.logged_by)) FROM sessions s
    WHERE s.guild_id = w.guild_id AND s.user_id = w.user_id AND s.roadmap = w.roadmap""",
    "asked": """
    SELECT json_group_array(q.task_id) FROM stuck q
    WHERE q.guild_id = w.guild_id AND q.user_id = w.user_id AND q.roadmap = w.roadmap""",
    "evidence": """
    SELECT json_group_array(json_array(e.item_id, e.study_day, e.text)) FROM evidence e
    WHERE e.guild_id = w.guild_id AND e.user_id = w.user_id AND e.roadmap = w.roadmap""",
    "skips": """
    SELECT json_group_array(json_array(k.task_id, k.note, k.skipped_on)) FROM skips k
    WHERE k.guild_id = w.guild_id AND k.user_id = w.user_id AND k.roadmap = w.roadmap""",
    "kept_days": """
    SELECT json_group_array(d.study_day) FROM kept_days d
    WHERE d.guild_id = w.guild_id AND d.user_id = w.user_id AND d.roadmap = w.roadmap""",
    "finished": """
    SELECT json_group_array(json_array(f.first, f.last)) FROM finished_spans f
    WHERE f.guild_id = w.guild_id AND f.user_id = w.user_id AND f.roadmap = w.roadmap""",
    "told_achievements": """
    SELECT json_group_array(b.feat) FROM celebrations b
    WHERE b.guild_id = w.guild_id AND b.user_id = w.user_id AND b.roadmap = w.roadmap""",
    "reviews": """
    SELECT json_group_array(json_array(r.phase, r.number, r.title, r.policy, r.role_id, r.submitted_at, r.state, r.mark,
    r.decided_at, r.words, r.returns, r.told, h.since, h.until))
    FROM submissions r LEFT JOIN holds h ON h.submission = r.number
    WHERE r.guild_id = w.guild_id AND r.user_id = w.user_id AND r.roadmap = w.roadmap""",
    "rewards": """
    SELECT json_group_array(json_array(x.feat, x.role_id)) FROM reward_roles x
    WHERE x.guild_id = w.guild_id AND x.roadmap = w.roadmap""",
    "given_roles": """
    SELECT json_group_array(json_array(g.feat, g.role_id, g.lost)) FROM given_roles g
    WHERE g.guild_id = w.guild_id AND g.user_id = w.user_id AND g.roadmap = w.roadmap""",
    "newest_version": """
    SELECT max(v.number) FROM roadmap_versions v
    WHERE v.guild_id = CASE w.roadmap WHEN 0 THEN 0 ELSE w.guild_id END AND v.roadmap = w.roadmap""",
}
"""What a record has in lists: the walk's own, each as a JSON array, and the newest version."""

COHORT = "c.cohort, c.name, c.monday, c.roadmap, c.shares, c.role_id, c.joins_until, c.terms"
"""The columns of a cohort after its server, in the order in which `cohort_of` reads them."""

_LISTED = (
    "choices",
    "pauses",
    "ticks",
    "brought",
    "sessions",
    "evidence",
    "skips",
    "kept_days",
    "finished",
    "told_achievements",
    "asked",
    "reviews",
    "rewards",
    "given_roles",
)
_OWN_DAYS = """
SELECT json_group_array(json_array(o.monday, json(o.days))) FROM own_days o
WHERE o.guild_id = m.guild_id AND o.user_id = m.user_id"""
_SWITCHES = """
SELECT json_group_array(json_array(x.monday, x.roadmap)) FROM switches x
WHERE x.guild_id = m.guild_id AND x.user_id = m.user_id"""


def _as_text(listed: str) -> str:
    """A list within a list, whatever SQLite makes of JSON within JSON."""
    return f"CAST(({listed}) AS TEXT) || ''"


_OF_ITSELF = ("roadmap", "catching_up", "catchup_offered_on", "told_version", "joined_late_on")
_WALK = ", ".join(f"w.{name}" for name in _OF_ITSELF)
_OF_A_WALK = ", ".join(
    [
        *(f"'{name}', {name}" for name in (*_OF_ITSELF, "newest_version")),
        *(f"'{name}', json({name})" for name in _LISTED),  # SQLite may have forgotten that it is JSON
    ]
)


def record_sql(selects: Mapping[str, str], members: str = "members m") -> str:
    """One SELECT that brings whole records: the member's row, and all their walks with the lists of `selects`."""
    lists = ", ".join(f"({select}) AS {name}" for name, select in selects.items())
    return f"""
SELECT m.*,
  (SELECT json_array(coalesce(s.help_channel_id, s.channel_id), s.pictures, s.review, s.reviewers_role) FROM servers s
    WHERE s.guild_id = m.guild_id) AS of_server,
  (SELECT json_array(g.joined_on, g.answered, g.name, {COHORT}) FROM cohort_members g
    JOIN cohorts c ON c.guild_id = g.guild_id AND c.cohort = g.cohort
    WHERE g.guild_id = m.guild_id AND g.user_id = m.user_id) AS cohort_of,
  ({_OWN_DAYS}) AS own_days,
  ({_SWITCHES}) AS switches,
  (SELECT json_group_array(json_object({_OF_A_WALK})) FROM (
    SELECT {_WALK}, {lists} FROM walks w WHERE w.guild_id = m.guild_id AND w.user_id = m.user_id) AS walked) AS walks
FROM {members}
WHERE EXISTS (
  SELECT 1 FROM choices c WHERE c.guild_id = m.guild_id AND c.user_id = m.user_id AND c.roadmap = m.roadmap)
"""  # noqa: S608  # put together from the texts above


WITHOUT_WORDS = {
    name: select.replace("t.minutes, t.note", "t.minutes, NULL")
    .replace("s.minutes, s.note", "s.minutes, NULL")
    .replace("e.study_day, e.text", "e.study_day, ''")
    .replace("k.task_id, k.note", "k.task_id, ''")
    .replace("r.decided_at, r.words", "r.decided_at, ''")
    for name, select in SELECTS.items()
}
"""The same lists without what members wrote."""

RECORD, OUTLINE = record_sql(SELECTS), record_sql(WITHOUT_WORDS)

_PLAN = {
    "zone": "m.zone",
    "roadmap": "w.roadmap",
    "closed_until": "m.closed_until",
    "joined_late_on": "w.joined_late_on",
    "newest_version": f"({SELECTS['newest_version']})",
    "choices": _as_text(SELECTS["choices"]),
    "pauses": _as_text(SELECTS["pauses"]),
    "own_days": _as_text(_OWN_DAYS),
    "switches": _as_text(_SWITCHES),
}
PLAN = f"json_array({', '.join(_PLAN.values())}) AS plan"
"""All that a plan on one roadmap is made of, as one text: whoever has the same text has the same plan."""


async def records_of(rows: Sequence[Row]) -> list[MemberRecord]:
    """Pages from rows; many of them are read on a thread, as that would hold the event loop up.

    A row that can't be read is logged and left out: nobody else goes without for it.
    """

    def read() -> list[MemberRecord]:
        return [record for row in rows if (record := readable(row))]

    return read() if len(rows) <= _MOST_AT_ONCE else await asyncio.to_thread(read)


def readable(row: Row) -> MemberRecord | None:
    """A row's record; None when it has a zone that this machine does not know."""
    try:
        return record_of(row)
    except UnknownZone as unknown:
        _left_out(row["guild_id"], unknown)
        return None


def record_of(row: Row) -> MemberRecord:
    """The record of the roadmap that a member walks, with those that they have parked."""
    day = date.fromisoformat
    member = Member(
        guild_id=row["guild_id"],
        user_id=row["user_id"],
        zone=to_zone(row["zone"]),
        where=Where(row["reminders"]),
        at=to_time(row["at"]),
        ping=bool(row["ping"]),
        dms_refused=bool(row["dms_refused"]),
        visible=bool(row["visible"]),
        helps=bool(row["helps"]),
        quiet_on=_day(row["quiet_on"]),
        asked_on=_day(row["asked_on"]),
        roadmap_id=row["roadmap"],
        closed_until=_day(row["closed_until"]),
        freezes_told_on=_day(row["freezes_told_on"]),
        follows_zone=bool(row["follows_zone"]),
        warning_to_tell=_day(row["warning_to_tell"]),
        occasions_told_on=_day(row["occasions_told_on"]),
        wants_roles=bool(row["roles"]),
        has_left=bool(row["has_left"]),
        closed_cohort=row["closed_cohort"],
    )
    switches = _switches(row["switches"])
    own_days = tuple(OwnDays(day(monday), tuple(days)) for monday, days in json.loads(row["own_days"]))
    walks = {
        walk["roadmap"]: _walked(replace(member, roadmap_id=walk["roadmap"]), walk, switches, own_days)
        for walk in json.loads(row["walks"])
        if walk["choices"]
    }
    walked = walks.pop(member.roadmap_id)
    asks_in, pictures, *reads = json.loads(row["of_server"]) if row["of_server"] else (None, None)
    return replace(
        walked,
        asks_in=asks_in,
        has_pictures=pictures != 0,
        readers=readers_of(reads) if reads else UNREAD,
        group=_membership(member.guild_id, row["cohort_of"]),
        others=tuple(walks[roadmap] for roadmap in sorted(walks)),
    )


def plan_record(guild_id: int, user_id: int, plan: str) -> MemberRecord | None:
    """A record with nothing but the plan on one roadmap, of a member or of all who have the same; None as above."""
    day, row = date.fromisoformat, dict(zip(_PLAN, json.loads(plan), strict=True))
    try:
        zone = to_zone(row["zone"])
    except UnknownZone as unknown:
        _left_out(guild_id, unknown)
        return None
    return MemberRecord(
        Member(guild_id, user_id, zone, roadmap_id=row["roadmap"], closed_until=_day(row["closed_until"])),
        tuple(sorted(map(choice_of, json.loads(row["choices"])), key=_monday)),
        tuple(Pause(day(first), day(until)) for first, until in json.loads(row["pauses"])),
        own_days=tuple(OwnDays(day(monday), tuple(days)) for monday, days in json.loads(row["own_days"])),
        newest_version=row["newest_version"] or 1,
        switches=_switches(row["switches"]),
        joined_late_on=_day(row["joined_late_on"]),
    )


def _left_out(guild_id: int, unknown: UnknownZone) -> None:
    _log.warning("a member of server %d is left out: time zone %s is not known", guild_id, unknown.name)


def _switches(written: str) -> tuple[Switch, ...]:
    return tuple(sorted((Switch(date.fromisoformat(on), to) for on, to in json.loads(written)), key=_monday))


def _walked(
    member: Member, walk: Mapping[str, Any], switches: tuple[Switch, ...], own_days: tuple[OwnDays, ...]
) -> MemberRecord:
    """The record of a roadmap that a member walks or has parked."""
    day = date.fromisoformat
    return MemberRecord(
        member,
        tuple(sorted(map(choice_of, walk["choices"]), key=_monday)),
        tuple(Pause(day(first), day(until)) for first, until in walk["pauses"]),
        Journal(
            tuple(Tick(task, day(on), minutes, note) for task, on, minutes, note in walk["ticks"]),
            tuple(Session(day(on), *rest) for on, *rest in walk["sessions"]),
            tuple(Evidence(item, day(on), text) for item, on, text in walk["evidence"]),
            tuple(Skip(task, note, day(on)) for task, note, on in walk["skips"]),
            tuple(day(kept) for kept in walk["kept_days"]),
            tuple(FinishedSpan(day(first), day(last)) for first, last in walk["finished"]),
            tuple(BroughtTick(task, day(on)) for task, on in walk["brought"]),
        ),
        own_days,
        tuple(json.loads(walk["catching_up"])),
        _day(walk["catchup_offered_on"]),
        walk["told_version"],
        walk["newest_version"] or 1,
        frozenset(walk["told_achievements"]),
        switches,
        asked=frozenset(walk["asked"]),
        joined_late_on=_day(walk["joined_late_on"]),
        reviews=tuple(map(review_of, walk["reviews"])),
        rewards=tuple(Reward(achievement, role_id) for achievement, role_id in walk["rewards"]),
        given_roles=tuple(Reward(achievement, role, bool(lost)) for achievement, role, lost in walk["given_roles"]),
    )


def cohort_of(guild_id: int, columns: Sequence[Any], size: int = 0) -> Cohort:
    """The cohort of the columns in `COHORT`."""
    number, name, monday, roadmap, shares, role_id, joins_until, terms = columns
    begins = date.fromisoformat(monday)
    return Cohort(guild_id, number, name, begins, roadmap, Shares(shares), role_id, _day(joins_until), terms, size)


def _membership(guild_id: int, written: str | None) -> Membership | None:
    if written is None:
        return None
    joined_on, answered, name, *cohort = json.loads(written)
    return Membership(cohort_of(guild_id, cohort), date.fromisoformat(joined_on), answered, name)


def _monday(dated: Choice | Switch) -> date:
    return dated.monday


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
