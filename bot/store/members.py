"""Members: joining, their page, how they are reminded."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.store.instants import to_clock, to_instant, to_seconds, to_time
from bot.store.plans import Plans
from bot.store.sqlite import Database, Row
from bot.study.journal import Evidence, Journal, Session, Skip, Tick
from bot.study.member import Member, MemberPage, Where
from bot.study.plan import Pause, Segment

_MOST_AT_ONCE = 100

# One SELECT brings a whole page: the member's row, and each list as a JSON array.
_PAGE = """
SELECT m.*,
  (SELECT json_group_array(json_array(s.starts_on, json(s.path), s.weeks, json(s.scope), s.focus)) FROM plan_segments s
    WHERE s.guild_id = m.guild_id AND s.user_id = m.user_id) AS segments,
  (SELECT json_group_array(json_array(p.first, p.until)) FROM pauses p
    WHERE p.guild_id = m.guild_id AND p.user_id = m.user_id) AS pauses,
  (SELECT json_group_array(json_array(t.task_id, t.study_day, t.minutes, t.note)) FROM ticks t
    WHERE t.guild_id = m.guild_id AND t.user_id = m.user_id) AS ticks,
  (SELECT json_group_array(json_array(s.study_day, s.minutes, s.note)) FROM sessions s
    WHERE s.guild_id = m.guild_id AND s.user_id = m.user_id) AS sessions,
  (SELECT json_group_array(json_array(e.item_id, e.study_day, e.text)) FROM evidence e
    WHERE e.guild_id = m.guild_id AND e.user_id = m.user_id) AS evidence,
  (SELECT json_group_array(json_array(k.task_id, k.note)) FROM skips k
    WHERE k.guild_id = m.guild_id AND k.user_id = m.user_id) AS skips,
  (SELECT json_group_array(d.study_day) FROM kept_days d
    WHERE d.guild_id = m.guild_id AND d.user_id = m.user_id) AS kept_days
FROM members m
WHERE EXISTS (SELECT 1 FROM plan_segments s WHERE s.guild_id = m.guild_id AND s.user_id = m.user_id)
"""


class Members:
    """Questions and deeds about members."""

    def __init__(self, database: Database, plans: Plans) -> None:
        self._db = database
        self._plans = plans

    async def join(self, member: Member, plan: Segment, now: datetime) -> None:
        """Add a member with their first plan. Joining again changes nothing, whatever the day.

        A member counts as joined when both rows stand, so a crash between the two loses nothing:
        joining again completes it.
        """
        await self._db.rows(
            """
            INSERT INTO members (guild_id, user_id, zone, reminders, at, ping, joined_at)
            VALUES (:guild_id, :user_id, :zone, :reminders, :at, :ping, :joined_at)
            ON CONFLICT DO NOTHING
            """,
            guild_id=member.guild_id,
            user_id=member.user_id,
            zone=member.zone.key,
            reminders=member.where,
            at=to_clock(member.at),
            ping=member.ping,
            joined_at=to_seconds(now),
        )
        await self._plans.begin_first(member.guild_id, member.user_id, plan)

    async def page(self, guild_id: int, user_id: int) -> MemberPage | None:
        """All that is stored about a member, or None when they have not joined."""
        row = await self._db.row(
            _PAGE + " AND m.guild_id = :guild_id AND m.user_id = :user_id", guild_id=guild_id, user_id=user_id
        )
        return _page(row) if row else None

    async def pages_in_channel(self, guild_id: int) -> list[MemberPage]:
        """The pages of the members who are reminded in the server's channel."""
        rows = await self._db.rows(
            _PAGE + " AND m.guild_id = :guild_id AND m.reminders = 'channel' ORDER BY m.user_id",
            guild_id=guild_id,
        )
        return await _pages(rows)

    async def pages_of(self, guild_id: int) -> list[MemberPage]:
        """The pages of all members of a server."""
        rows = await self._db.rows(_PAGE + " AND m.guild_id = :guild_id ORDER BY m.user_id", guild_id=guild_id)
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

    async def set_reminders(self, member: Member, next_due_at: datetime | None) -> None:
        """Save where, when and in which zone a member is reminded; DMs are tried again."""
        await self._db.rows(
            """
            UPDATE members SET zone = :zone, reminders = :reminders, at = :at, ping = :ping,
                dms_refused = 0, next_due_at = :next_due_at
            WHERE guild_id = :guild_id AND user_id = :user_id
            """,
            guild_id=member.guild_id,
            user_id=member.user_id,
            zone=member.zone.key,
            reminders=member.where,
            at=to_clock(member.at),
            ping=member.ping,
            next_due_at=to_seconds(next_due_at),
        )

    async def move_on(self, guild_id: int, user_id: int, next_due_at: datetime) -> None:
        """Remember when to think of a member's next personal message."""
        await self._db.rows(
            "UPDATE members SET next_due_at = :at WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            at=to_seconds(next_due_at),
        )

    async def dms_refused(self, guild_id: int, user_id: int) -> None:
        """Turn a member's personal messages off because Discord does not deliver them."""
        await self._db.rows(
            """
            UPDATE members SET dms_refused = 1, reminders = 'off', next_due_at = NULL
            WHERE guild_id = :guild_id AND user_id = :user_id
            """,
            guild_id=guild_id,
            user_id=user_id,
        )

    async def set_visible(self, guild_id: int, user_id: int, visible: bool) -> None:
        """Save whether others in the server may look at a member's progress."""
        await self._db.rows(
            "UPDATE members SET visible = :visible WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            visible=visible,
        )

    async def set_quiet(self, guild_id: int, user_id: int, day: date | None) -> None:
        """Leave a member in peace for the rest of a study day, or no longer."""
        await self._db.rows(
            "UPDATE members SET quiet_on = :day WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            day=day.isoformat() if day else None,
        )

    async def note_asked(self, guild_id: int, user_ids: Sequence[int], day: date) -> None:
        """Remember whom a message of this day asks whether to take a break, so that nobody is asked twice."""
        await self._db.rows(
            """
            UPDATE members SET asked_on = :day
            WHERE guild_id = :guild_id AND user_id IN (SELECT value FROM json_each(:user_ids))
            """,
            guild_id=guild_id,
            user_ids=json.dumps(list(user_ids)),
            day=day.isoformat(),
        )

    async def set_helps(self, guild_id: int, user_id: int, helps: bool) -> None:
        """Save whether others who are stuck may ask a member."""
        await self._db.rows(
            "UPDATE members SET helps = :helps WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            helps=helps,
        )

    async def refusal_told(self, guild_id: int, user_id: int) -> None:
        """Remember that the member knows about the refused messages."""
        await self._db.rows(
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
        catching_up=bool(row["catching_up"]),
        catchup_offered_on=day(row["catchup_offered_on"]) if row["catchup_offered_on"] else None,
        quiet_on=day(row["quiet_on"]) if row["quiet_on"] else None,
        asked_on=day(row["asked_on"]) if row["asked_on"] else None,
    )
    return MemberPage(
        member,
        tuple(
            Segment(day(start), tuple(path), weeks, tuple(scope), focus)
            for start, path, weeks, scope, focus in json.loads(row["segments"])
        ),
        tuple(Pause(day(first), day(until)) for first, until in json.loads(row["pauses"])),
        Journal(
            tuple(Tick(task, day(on), minutes, note) for task, on, minutes, note in json.loads(row["ticks"])),
            tuple(Session(day(on), minutes, note) for on, minutes, note in json.loads(row["sessions"])),
            tuple(Evidence(item, day(on), text) for item, on, text in json.loads(row["evidence"])),
            tuple(Skip(task, note) for task, note in json.loads(row["skips"])),
            tuple(day(kept) for kept in json.loads(row["kept_days"])),
        ),
    )
