"""Members: joining, and how they are reminded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.store.change import Change, change, changes
from bot.store.database import Database
from bot.store.instants import to_clock, to_instant, to_seconds
from bot.store.plans import begun
from bot.store.records import OUTLINE, RECORD, record_of, records_of
from bot.study.choices import Choice
from bot.study.member import Member, MemberRecord, ReminderChoice
from bot.study.switching import Switch

_UNREADABLE_WAITS = timedelta(days=1)

_ADD = """
INSERT INTO members (guild_id, user_id, zone, reminders, at, ping, joined_at, roadmap, follows_zone)
VALUES (:guild_id, :user_id, :zone, :reminders, :at, :ping, :joined_at, :roadmap, :follows_zone)
ON CONFLICT DO NOTHING
"""

_RECORDS_DUE = f"""
{RECORD} AND m.next_due_at <= :now
AND m.user_id IN (SELECT user_id FROM members WHERE next_due_at <= :now ORDER BY next_due_at LIMIT :most)
"""  # noqa: S608  # words of its own


class Members:
    """Questions and deeds about members."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def join(self, member: Member, choice: Choice, now: datetime, joined_late_on: date | None = None) -> Change[None]:
        """Add a member with the choice that begins their plan. Joining again changes nothing, whatever the day.

        `joined_late_on` is the study day on which they join a plan whose first week is over.
        """
        row = {
            "guild_id": member.guild_id,
            "user_id": member.user_id,
            "zone": member.zone.key,
            "reminders": member.where,
            "at": to_clock(member.at),
            "ping": member.ping,
            "joined_at": to_seconds(now),
            "roadmap": member.roadmap_id,
            "follows_zone": member.follows_zone,
        }
        return changes(self._db, [(_ADD, row), *begun(member.walk, choice, joined_late_on)])

    def switch(
        self, member: Member, switches: Sequence[Switch], choice: Choice, joined_late_on: date | None = None
    ) -> Change[None]:
        """Walk another roadmap, with the choice that begins its plan unless it was begun before; the former is parked.

        `switches` are all of the member's, with this one; `joined_late_on` as in `join`.
        """
        row: dict[str, object] = {"guild_id": member.guild_id, "user_id": member.user_id}
        put = "INSERT INTO switches VALUES (:guild_id, :user_id, :monday, :roadmap)"
        return changes(
            self._db,
            [
                *begun(member.walk, choice, joined_late_on),
                (
                    "UPDATE members SET roadmap = :roadmap WHERE guild_id = :guild_id AND user_id = :user_id",
                    {**row, "roadmap": member.roadmap_id},
                ),
                ("DELETE FROM switches WHERE guild_id = :guild_id AND user_id = :user_id", row),
                *((put, {**row, "monday": one.monday.isoformat(), "roadmap": one.roadmap_id}) for one in switches),
            ],
        )

    async def record(self, guild_id: int, user_id: int) -> MemberRecord | None:
        """All that is stored about a member, or None when they have not joined."""
        row = await self._db.row(
            RECORD + " AND m.guild_id = :guild_id AND m.user_id = :user_id", guild_id=guild_id, user_id=user_id
        )
        return record_of(row) if row else None

    async def outlines(
        self, guild_id: int, after: int, most: int, *, in_channel: bool = False
    ) -> tuple[list[MemberRecord], int | None]:
        """The records of so many members of a server (or those reminded in its channel) with ids beyond `after`.

        They are without what members wrote: who makes a post has no need of it, and there may be thousands; and without
        those who have left the server, as far as Discord was asked. With them
        comes the id to go on after, whether its record could be read or not; None when there is nobody beyond.
        """
        rows = await self._db.rows(
            OUTLINE
            + " AND m.guild_id = :guild_id AND m.user_id > :after AND m.has_left = 0"
            + " AND (m.reminders = 'channel' OR :in_channel = 0)"
            + " ORDER BY m.user_id LIMIT :most",
            guild_id=guild_id,
            after=after,
            most=most,
            in_channel=in_channel,
        )
        return await records_of(rows), rows[-1]["user_id"] if len(rows) == most else None

    async def records_visible(self, guild_id: int, but_not: int, most: int) -> list[MemberRecord]:
        """The records of so many other members of a server who let others look."""
        rows = await self._db.rows(
            RECORD + " AND m.guild_id = :guild_id AND m.visible = 1 AND m.user_id <> :but_not LIMIT :most",
            guild_id=guild_id,
            but_not=but_not,
            most=most,
        )
        return await records_of(rows)

    async def records_due(self, now: datetime, most: int) -> list[MemberRecord]:
        """The records of so many people whose next message is due, in all their servers, longest waiting first.

        Whoever can't be read is left out and waits for a day, so that nobody else waits behind them.
        """
        while rows := await self._db.rows(
            _RECORDS_DUE,
            now=to_seconds(now),
            most=most,
        ):
            records = await records_of(sorted(rows, key=lambda row: row["next_due_at"]))
            read = {(record.member.guild_id, record.member.user_id) for record in records}
            for row in rows if len(records) < len(rows) else ():
                if (row["guild_id"], row["user_id"]) not in read:
                    await self.move_on(row["guild_id"], row["user_id"], now + _UNREADABLE_WAITS, now)
            if records:
                return records
        return []

    async def earliest_due(self) -> datetime | None:
        """The next moment at which any member may get a personal message."""
        row = await self._db.row("SELECT min(next_due_at) AS at FROM members WHERE next_due_at IS NOT NULL")
        return to_instant(row["at"]) if row else None

    async def ids(self, guild_id: int, most: int) -> frozenset[int]:
        """So many members of a server, without those who are known to have left it."""
        rows = await self._db.rows(
            "SELECT user_id FROM members WHERE guild_id = :guild_id AND has_left = 0 ORDER BY user_id LIMIT :most",
            guild_id=guild_id,
            most=most,
        )
        return frozenset(row["user_id"] for row in rows)

    async def count(self, guild_id: int) -> int:
        """How many members of a server have joined, and are in it still, as far as Discord was asked."""
        row = await self._db.row(
            "SELECT count(*) AS n FROM members WHERE guild_id = :guild_id AND has_left = 0", guild_id=guild_id
        )
        return row["n"] if row else 0

    async def count_all(self) -> int:
        """How many members have joined, in all servers; it counts them all, so it is asked rarely."""
        row = await self._db.row("SELECT count(*) AS n FROM members")
        return row["n"] if row else 0

    async def count_in_channel(self, guild_id: int) -> int:
        """How many members of a server are reminded in its channel."""
        row = await self._db.row(
            "SELECT count(*) AS n FROM members WHERE guild_id = :guild_id AND reminders = 'channel' AND has_left = 0",
            guild_id=guild_id,
        )
        return row["n"] if row else 0

    def set_reminders(
        self,
        guild_id: int,
        user_id: int,
        chosen: ReminderChoice,
        next_due_at: datetime | None,
        closed_until: date | None = None,
        *,
        moves: bool = True,
    ) -> Change[None]:
        """Save what is chosen of how a member is reminded, and nothing else of it; DMs are tried again.

        Where it `moves` the direct messages, the next one is due at `next_due_at`. `closed_until` is the last Monday
        whose week was closed before a new zone.
        """
        return change(
            self._db,
            """
            UPDATE members SET zone = coalesce(:zone, zone),
                follows_zone = CASE WHEN CAST(:zone AS TEXT) IS NULL THEN follows_zone ELSE 0 END,
                reminders = coalesce(:reminders, reminders), at = coalesce(:at, at), ping = coalesce(:ping, ping),
                dms_refused = 0, next_due_at = CASE WHEN :moves = 1 THEN :next_due_at ELSE next_due_at END,
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
            moves=moves,
            closed_until=closed_until.isoformat() if closed_until else None,
        )

    def move_on(self, guild_id: int, user_id: int, next_due_at: datetime, now: datetime) -> Change[None]:
        """Remember when to think of a member's next message, unless they have changed the one that was due by `now`."""
        return change(
            self._db,
            """
            UPDATE members SET next_due_at = :at
            WHERE guild_id = :guild_id AND user_id = :user_id AND next_due_at <= :now
            """,
            guild_id=guild_id,
            user_id=user_id,
            at=to_seconds(next_due_at),
            now=to_seconds(now),
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

    def bring_back(self, latest: datetime, now: datetime) -> Change[None]:
        """Look now at everybody whose next message was to be thought of after an instant."""
        return change(
            self._db,
            "UPDATE members SET next_due_at = :now WHERE next_due_at > :latest",
            latest=to_seconds(latest),
            now=to_seconds(now),
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
            WHERE guild_id = :guild_id AND user_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:user_ids))
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

    def set_roles(self, guild_id: int, user_id: int, wants: bool) -> Change[None]:
        """Save whether what a member reaches gives them a role."""
        return change(
            self._db,
            "UPDATE members SET roles = :wants WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
            wants=wants,
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

    def warn_in_private(self, guild_id: int, warned: Sequence[tuple[int, date]]) -> Change[None]:
        """Remember whom a post has warned, each with the Monday of their own week: they hear the rest in private."""
        return change(
            self._db,
            """
            UPDATE members SET warning_to_tell = json_extract(one.value, '$[1]') FROM json_each(:warned) AS one
            WHERE guild_id = :guild_id AND user_id = CAST(json_extract(one.value, '$[0]') AS BIGINT)
            """,
            guild_id=guild_id,
            warned=json.dumps([(user_id, monday.isoformat()) for user_id, monday in warned]),
        )

    def warning_told(self, guild_id: int, user_id: int) -> Change[None]:
        """Remember that a member knows what a post has warned of."""
        return change(
            self._db,
            "UPDATE members SET warning_to_tell = NULL WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
        )

    def occasions_told(self, guild_id: int, user_ids: Sequence[int], day: date) -> Change[None]:
        """Remember who was told of the milestones and phase ends up to a study day."""
        return change(
            self._db,
            """
            UPDATE members SET occasions_told_on = max(coalesce(occasions_told_on, :day), :day)
            WHERE guild_id = :guild_id AND user_id IN (SELECT CAST(value AS BIGINT) FROM json_each(:user_ids))
            """,
            guild_id=guild_id,
            user_ids=json.dumps(list(user_ids)),
            day=day.isoformat(),
        )

    def refusal_told(self, guild_id: int, user_id: int) -> Change[None]:
        """Remember that the member knows about the refused messages."""
        return change(
            self._db,
            "UPDATE members SET dms_refused = 0 WHERE guild_id = :guild_id AND user_id = :user_id",
            guild_id=guild_id,
            user_id=user_id,
        )
