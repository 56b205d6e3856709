"""Members: joining, their page, how they are reminded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.store.change import Change, change, changes
from bot.store.database import Database, Row
from bot.store.instants import to_clock, to_instant, to_seconds, to_time
from bot.store.plans import begun, choice_of
from bot.study.choices import Choice, OwnDays, Pause
from bot.study.journal import Evidence, FinishedSpan, Journal, Session, Skip, Tick
from bot.study.member import Member, MemberPage, ReminderChoice, Where

_MOST_AT_ONCE = 20
"""More pages than these are read on a thread: a page takes 0.1 ms."""

# One SELECT brings a whole page: the member's row, and each list as a JSON array.
_PAGE = """
SELECT m.*, w.catching_up, w.catchup_offered_on, w.told_version,
  (SELECT json_group_array(json_array(c.monday, c.phase, c.project, c.weeks, c.pace, c.finish_by, json(c.again),
    c.version, c.scoped_in)) FROM choices c
    WHERE c.guild_id = w.guild_id AND c.user_id = w.user_id AND c.roadmap = w.roadmap) AS choices,
  (SELECT json_group_array(json_array(o.monday, json(o.days))) FROM own_days o
    WHERE o.guild_id = w.guild_id AND o.user_id = w.user_id) AS own_days,
  (SELECT json_group_array(json_array(p.first, p.until)) FROM pauses p
    WHERE p.guild_id = w.guild_id AND p.user_id = w.user_id AND p.roadmap = w.roadmap) AS pauses,
  (SELECT json_group_array(json_array(t.task_id, t.study_day, t.minutes, t.note)) FROM ticks t
    WHERE t.guild_id = w.guild_id AND t.user_id = w.user_id AND t.roadmap = w.roadmap) AS ticks,
  (SELECT json_group_array(json_array(s.study_day, s.minutes, s.note)) FROM sessions s
    WHERE s.guild_id = w.guild_id AND s.user_id = w.user_id AND s.roadmap = w.roadmap) AS sessions,
  (SELECT json_group_array(json_array(e.item_id, e.study_day, e.text)) FROM evidence e
    WHERE e.guild_id = w.guild_id AND e.user_id = w.user_id AND e.roadmap = w.roadmap) AS evidence,
  (SELECT json_group_array(json_array(k.task_id, k.note, k.skipped_on)) FROM skips k
    WHERE k.guild_id = w.guild_id AND k.user_id = w.user_id AND k.roadmap = w.roadmap) AS skips,
  (SELECT json_group_array(d.study_day) FROM kept_days d
    WHERE d.guild_id = w.guild_id AND d.user_id = w.user_id AND d.roadmap = w.roadmap) AS kept_days,
  (SELECT json_group_array(json_array(f.first, f.last)) FROM finished_spans f
    WHERE f.guild_id = w.guild_id AND f.user_id = w.user_id AND f.roadmap = w.roadmap) AS finished,
  (SELECT json_group_array(b.feat) FROM celebrations b
    WHERE b.guild_id = w.guild_id AND b.user_id = w.user_id AND b.roadmap = w.roadmap) AS celebrated,
  (SELECT max(v.number) FROM roadmap_versions v
    WHERE v.guild_id = CASE w.roadmap WHEN 0 THEN 0 ELSE w.guild_id END AND v.roadmap = w.roadmap) AS newest_version
FROM members m
JOIN walks w ON w.guild_id = m.guild_id AND w.user_id = m.user_id AND w.roadmap = m.roadmap
WHERE EXISTS (
  SELECT 1 FROM choices c WHERE c.guild_id = w.guild_id AND c.user_id = w.user_id AND c.roadmap = w.roadmap)
"""

# The same without what members wrote.
_OUTLINE = (
    _PAGE.replace("t.minutes, t.note", "NULL, NULL")
    .replace("s.minutes, s.note", "s.minutes, NULL")
    .replace("e.study_day, e.text", "e.study_day, ''")
    .replace("k.task_id, k.note", "k.task_id, ''")
)

_ADD = """
INSERT INTO members (guild_id, user_id, zone, reminders, at, ping, joined_at, roadmap)
VALUES (:guild_id, :user_id, :zone, :reminders, :at, :ping, :joined_at, :roadmap)
ON CONFLICT DO NOTHING
"""


class Members:
    """Questions and deeds about members."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def join(self, member: Member, choice: Choice, now: datetime) -> Change[None]:
        """Add a member with the choice that begins their plan. Joining again changes nothing, whatever the day."""
        row = {
            "guild_id": member.guild_id,
            "user_id": member.user_id,
            "zone": member.zone.key,
            "reminders": member.where,
            "at": to_clock(member.at),
            "ping": member.ping,
            "joined_at": to_seconds(now),
            "roadmap": member.roadmap_id,
        }
        return changes(self._db, [(_ADD, row), *begun(member.walk, choice)])

    async def page(self, guild_id: int, user_id: int) -> MemberPage | None:
        """All that is stored about a member, or None when they have not joined."""
        row = await self._db.row(
            _PAGE + " AND m.guild_id = :guild_id AND m.user_id = :user_id", guild_id=guild_id, user_id=user_id
        )
        return _page(row) if row else None

    async def outlines(self, guild_id: int, after: int, most: int, *, in_channel: bool = False) -> list[MemberPage]:
        """The pages of so many members of a server (or those reminded in its channel) with ids beyond `after`.

        They are without what members wrote: who makes a post has no need of it, and there may be thousands.
        """
        rows = await self._db.rows(
            _OUTLINE
            + " AND m.guild_id = :guild_id AND m.user_id > :after AND (m.reminders = 'channel' OR NOT :in_channel)"
            + " ORDER BY m.user_id LIMIT :most",
            guild_id=guild_id,
            after=after,
            most=most,
            in_channel=in_channel,
        )
        return await _pages(rows)

    async def pages_visible(self, guild_id: int, but_not: int, most: int) -> list[MemberPage]:
        """The pages of so many other members of a server who let others look."""
        rows = await self._db.rows(
            _PAGE + " AND m.guild_id = :guild_id AND m.visible = 1 AND m.user_id <> :but_not LIMIT :most",
            guild_id=guild_id,
            but_not=but_not,
            most=most,
        )
        return await _pages(rows)

    async def pages_due(self, now: datetime, most: int) -> list[MemberPage]:
        """The pages of the members whose next personal message is due, longest waiting first."""
        rows = await self._db.rows(
            _PAGE + " AND m.next_due_at <= :now ORDER BY m.next_due_at LIMIT :most",
            now=to_seconds(now),
            most=most,
        )
        return await _pages(rows)

    async def earliest_due(self) -> datetime | None:
        """The next moment at which any member may get a personal message."""
        row = await self._db.row("SELECT min(next_due_at) AS at FROM members WHERE next_due_at IS NOT NULL")
        return to_instant(row["at"]) if row else None

    async def guilds_of(self, user_id: int) -> list[int]:
        """The servers somebody has joined in."""
        rows = await self._db.rows("SELECT guild_id FROM members WHERE user_id = :user_id", user_id=user_id)
        return [row["guild_id"] for row in rows]

    async def count(self, guild_id: int) -> int:
        """How many members of a server have joined."""
        row = await self._db.row("SELECT count(*) AS n FROM members WHERE guild_id = :guild_id", guild_id=guild_id)
        return row["n"] if row else 0

    def set_reminders(
        self,
        guild_id: int,
        user_id: int,
        chosen: ReminderChoice,
        next_due_at: datetime | None,
        closed_until: date | None = None,
    ) -> Change[None]:
        """Save what is chosen of how a member is reminded, and nothing else of it; DMs are tried again.

        `closed_until` is the last Monday whose week was closed before a new zone.
        """
        return change(
            self._db,
            """
            UPDATE members SET zone = coalesce(:zone, zone), reminders = coalesce(:reminders, reminders),
                at = coalesce(:at, at), ping = coalesce(:ping, ping), dms_refused = 0, next_due_at = :next_due_at,
                closed_until = coalesce(:closed_until, closed_until)
            WHERE guild_id = :guild_id AND user_id = :user_id
            """,
            guild_id=guild_id,
            user_id=user_id,
            zone=chosen.zone.key if chosen.zone else None,
            reminders=chosen.where,
            at=to_clock(chosen.at),
            ping=chosen.ping,
            next_due_at=to_seconds(next_due_at),
            closed_until=closed_until.isoformat() if closed_until else None,
        )

    async def move_on(self, guild_id: int, user_id: int, next_due_at: datetime, now: datetime) -> None:
        """Remember when to think of a member's next message, unless they have changed the one that was due by `now`."""
        await self._db.rows(
            """
            UPDATE members SET next_due_at = :at
            WHERE guild_id = :guild_id AND user_id = :user_id AND next_due_at <= :now
            """,
            guild_id=guild_id,
            user_id=user_id,
            at=to_seconds(next_due_at),
            now=to_seconds(now),
        )

    async def zones_of_those_on_server_time(self, guild_id: int) -> list[tuple[int, ZoneInfo]]:
        """Who gets direct messages at the server's time of day, each with their zone."""
        rows = await self._db.rows(
            "SELECT user_id, zone FROM members WHERE guild_id = :guild_id AND reminders = 'dm' AND at IS NULL",
            guild_id=guild_id,
        )
        return [(row["user_id"], ZoneInfo(row["zone"])) for row in rows]

    def set_due(self, guild_id: int, moments: Sequence[tuple[int, datetime]]) -> Change[None]:
        """Move the next message of members who get direct messages at the server's time."""
        return change(
            self._db,
            """
            UPDATE members SET next_due_at = json_extract(moment.value, '$[1]') FROM json_each(:moments) AS moment
            WHERE guild_id = :guild_id AND user_id = json_extract(moment.value, '$[0]') AND reminders = 'dm'
                AND at IS NULL
            """,
            guild_id=guild_id,
            moments=json.dumps([(user_id, to_seconds(at)) for user_id, at in moments]),
        )

    def dms_refused(self, guild_id: int, user_id: int) -> Change[None]:
        """Turn a member's direct messages off because Discord does not deliver them; the channel's reminders stay."""
        return change(
            self._db,
            """
            UPDATE members SET dms_refused = 1, next_due_at = NULL,
                reminders = CASE reminders WHEN 'dm' THEN 'off' ELSE reminders END
            WHERE guild_id = :guild_id AND user_id = :user_id
            """,
            guild_id=guild_id,
            user_id=user_id,
        )

    def set_visible(self, guild_id: int, user_id: int, visible: bool) -> Change[None]:
        """Save whether others in the server may look at a member's progress."""
        return change(
            self._db,
            "UPDATE members SET visible = :visible WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            visible=visible,
        )

    def set_quiet(self, guild_id: int, user_id: int, day: date | None) -> Change[None]:
        """Leave a member in peace for the rest of a study day, or no longer."""
        return change(
            self._db,
            "UPDATE members SET quiet_on = :day WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            day=day.isoformat() if day else None,
        )

    def note_asked(self, guild_id: int, user_ids: Sequence[int], day: date) -> Change[None]:
        """Remember whom a message of this day asks whether to take a break, so that nobody is asked twice."""
        return change(
            self._db,
            """
            UPDATE members SET asked_on = :day
            WHERE guild_id = :guild_id AND user_id IN (SELECT value FROM json_each(:user_ids))
            """,
            guild_id=guild_id,
            user_ids=json.dumps(list(user_ids)),
            day=day.isoformat(),
        )

    def set_helps(self, guild_id: int, user_id: int, helps: bool) -> Change[None]:
        """Save whether others who are stuck may ask a member."""
        return change(
            self._db,
            "UPDATE members SET helps = :helps WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            helps=helps,
        )

    def freezes_told(self, guild_id: int, user_id: int, monday: date) -> Change[None]:
        """Remember that the member knows about the freezes that were spent up to a week."""
        return change(
            self._db,
            "UPDATE members SET freezes_told_on = :monday WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            monday=monday.isoformat(),
        )

    def refusal_told(self, guild_id: int, user_id: int) -> Change[None]:
        """Remember that the member knows about the refused messages."""
        return change(
            self._db,
            "UPDATE members SET dms_refused = 0 WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
        )


async def _pages(rows: Sequence[Row]) -> list[MemberPage]:
    """Pages from rows; many of them are read on a thread, as that would hold the event loop up."""

    def read() -> list[MemberPage]:
        return [_page(row) for row in rows]

    return read() if len(rows) <= _MOST_AT_ONCE else await asyncio.to_thread(read)


def _page(row: Row) -> MemberPage:
    day = date.fromisoformat
    member = Member(
        guild_id=row["guild_id"],
        user_id=row["user_id"],
        zone=ZoneInfo(row["zone"]),
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
    )
    return MemberPage(
        member,
        tuple(sorted(map(choice_of, json.loads(row["choices"])), key=lambda choice: choice.monday)),
        tuple(Pause(day(first), day(until)) for first, until in json.loads(row["pauses"])),
        Journal(
            tuple(Tick(task, day(on), minutes, note) for task, on, minutes, note in json.loads(row["ticks"])),
            tuple(Session(day(on), minutes, note) for on, minutes, note in json.loads(row["sessions"])),
            tuple(Evidence(item, day(on), text) for item, on, text in json.loads(row["evidence"])),
            tuple(Skip(task, note, day(on)) for task, note, on in json.loads(row["skips"])),
            tuple(day(kept) for kept in json.loads(row["kept_days"])),
            tuple(FinishedSpan(day(first), day(last)) for first, last in json.loads(row["finished"])),
        ),
        tuple(OwnDays(day(monday), tuple(days)) for monday, days in json.loads(row["own_days"])),
        tuple(json.loads(row["catching_up"])),
        _day(row["catchup_offered_on"]),
        row["told_version"],
        row["newest_version"] or 1,
        frozenset(json.loads(row["celebrated"])),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
