"""Members: joining, their page, how they are reminded."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.store.change import Change, change, changes
from bot.store.database import Database, Row
from bot.store.errors import UnknownZone
from bot.store.instants import to_clock, to_instant, to_seconds, to_time, to_zone
from bot.store.plans import begun, choice_of
from bot.study.choices import Choice, OwnDays, Pause
from bot.study.journal import BroughtTick, Evidence, FinishedSpan, Journal, Session, Skip, Tick
from bot.study.member import Member, MemberPage, ReminderChoice, Where
from bot.study.switching import Switch

_log = logging.getLogger(__name__)

_MOST_AT_ONCE = 100

_UNREADABLE_WAITS = timedelta(days=1)

_LISTS = """
  (SELECT json_group_array(json_array(c.monday, c.phase, c.project, c.weeks, c.pace, c.finish_by, json(c.again),
    c.version, c.scoped_in)) FROM choices c
    WHERE c.guild_id = w.guild_id AND c.user_id = w.user_id AND c.roadmap = w.roadmap) AS choices,
  (SELECT json_group_array(json_array(p.first, p.until)) FROM pauses p
    WHERE p.guild_id = w.guild_id AND p.user_id = w.user_id AND p.roadmap = w.roadmap) AS pauses,
  (SELECT json_group_array(json_array(t.task_id, t.study_day, t.minutes, t.note)) FROM ticks t
    WHERE t.guild_id = w.guild_id AND t.user_id = w.user_id AND t.roadmap = w.roadmap) AS ticks,
  (SELECT json_group_array(json_array(b.task_id, b.brought_on)) FROM brought_ticks b
    WHERE b.guild_id = w.guild_id AND b.user_id = w.user_id AND b.roadmap = w.roadmap) AS brought,
  (SELECT json_group_array(json_array(s.study_day, s.minutes, s.note, s.logged_by)) FROM sessions s
    WHERE s.guild_id = w.guild_id AND s.user_id = w.user_id AND s.roadmap = w.roadmap) AS sessions,
  (SELECT json_group_array(q.task_id) FROM stuck q
    WHERE q.guild_id = w.guild_id AND q.user_id = w.user_id AND q.roadmap = w.roadmap) AS asked,
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
"""

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
    "celebrated",
    "asked",
)
_OF_A_WALK = ", ".join(
    [
        *(f"'{name}', {name}" for name in ("roadmap", "catching_up", "catchup_offered_on", "told_version")),
        "'newest_version', newest_version",
        *(f"'{name}', {name} || ''" for name in _LISTED),  # as texts, whatever SQLite makes of JSON within JSON
    ]
)

# One SELECT brings a whole page: the member's row, each list as a JSON array, and the walks that are parked.
_PAGE = f"""
SELECT m.*, w.catching_up, w.catchup_offered_on, w.told_version, {_LISTS},
  (SELECT coalesce(s.help_channel_id, s.channel_id) FROM servers s WHERE s.guild_id = m.guild_id) AS asks_in,
  (SELECT json_group_array(json_array(o.monday, json(o.days))) FROM own_days o
    WHERE o.guild_id = m.guild_id AND o.user_id = m.user_id) AS own_days,
  (SELECT json_group_array(json_array(x.monday, x.roadmap)) FROM switches x
    WHERE x.guild_id = m.guild_id AND x.user_id = m.user_id) AS switches,
  (SELECT json_group_array(json_object({_OF_A_WALK})) FROM (
    SELECT w.roadmap, w.catching_up, w.catchup_offered_on, w.told_version, {_LISTS} FROM walks w
    WHERE w.guild_id = m.guild_id AND w.user_id = m.user_id AND w.roadmap <> m.roadmap) AS parked) AS others
FROM members m
JOIN walks w ON w.guild_id = m.guild_id AND w.user_id = m.user_id AND w.roadmap = m.roadmap
WHERE EXISTS (
  SELECT 1 FROM choices c WHERE c.guild_id = w.guild_id AND c.user_id = w.user_id AND c.roadmap = w.roadmap)
"""  # noqa: S608  # put together from the texts above

# The same without what members wrote.
_OUTLINE = (
    _PAGE.replace("t.minutes, t.note", "t.minutes, NULL")
    .replace("s.minutes, s.note", "s.minutes, NULL")
    .replace("e.study_day, e.text", "e.study_day, ''")
    .replace("k.task_id, k.note", "k.task_id, ''")
)

_ADD = """
INSERT INTO members (guild_id, user_id, zone, reminders, at, ping, joined_at, roadmap, follows_zone)
VALUES (:guild_id, :user_id, :zone, :reminders, :at, :ping, :joined_at, :roadmap, :follows_zone)
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
            "follows_zone": member.follows_zone,
        }
        return changes(self._db, [(_ADD, row), *begun(member.walk, choice)])

    def switch(self, member: Member, switches: Sequence[Switch], choice: Choice) -> Change[None]:
        """Walk another roadmap, with the choice that begins its plan unless it was begun before; the former is parked.

        `switches` are all of the member's, with this one.
        """
        row: dict[str, object] = {"guild_id": member.guild_id, "user_id": member.user_id}
        put = "INSERT INTO switches VALUES (:guild_id, :user_id, :monday, :roadmap)"
        return changes(
            self._db,
            [
                *begun(member.walk, choice),
                (
                    "UPDATE members SET roadmap = :roadmap WHERE guild_id = :guild_id AND user_id = :user_id",
                    {**row, "roadmap": member.roadmap_id},
                ),
                ("DELETE FROM switches WHERE guild_id = :guild_id AND user_id = :user_id", row),
                *((put, {**row, "monday": one.monday.isoformat(), "roadmap": one.roadmap_id}) for one in switches),
            ],
        )

    async def page(self, guild_id: int, user_id: int) -> MemberPage | None:
        """All that is stored about a member, or None when they have not joined."""
        row = await self._db.row(
            _PAGE + " AND m.guild_id = :guild_id AND m.user_id = :user_id", guild_id=guild_id, user_id=user_id
        )
        return _page(row) if row else None

    async def outlines(
        self, guild_id: int, after: int, most: int, *, in_channel: bool = False
    ) -> tuple[list[MemberPage], int | None]:
        """The pages of so many members of a server (or those reminded in its channel) with ids beyond `after`.

        They are without what members wrote: who makes a post has no need of it, and there may be thousands. With them
        comes the id to go on after, whether its page could be read or not; None when there is nobody beyond.
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
        return await _pages(rows), rows[-1]["user_id"] if len(rows) == most else None

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
        """The pages of the members whose next personal message is due, longest waiting first.

        Whoever can't be read is left out and waits for a day, so that nobody else waits behind them.
        """
        while rows := await self._db.rows(
            _PAGE + " AND m.next_due_at <= :now ORDER BY m.next_due_at LIMIT :most",
            now=to_seconds(now),
            most=most,
        ):
            pages = await _pages(rows)
            read = {(page.member.guild_id, page.member.user_id) for page in pages}
            for row in rows if len(pages) < len(rows) else ():
                if (row["guild_id"], row["user_id"]) not in read:
                    await self.move_on(row["guild_id"], row["user_id"], now + _UNREADABLE_WAITS, now)
            if pages:
                return pages
        return []

    async def earliest_due(self) -> datetime | None:
        """The next moment at which any member may get a personal message."""
        row = await self._db.row("SELECT min(next_due_at) AS at FROM members WHERE next_due_at IS NOT NULL")
        return to_instant(row["at"]) if row else None

    async def count(self, guild_id: int) -> int:
        """How many members of a server have joined."""
        row = await self._db.row("SELECT count(*) AS n FROM members WHERE guild_id = :guild_id", guild_id=guild_id)
        return row["n"] if row else 0

    async def count_in_channel(self, guild_id: int) -> int:
        """How many members of a server are reminded in its channel."""
        row = await self._db.row(
            "SELECT count(*) AS n FROM members WHERE guild_id = :guild_id AND reminders = 'channel'", guild_id=guild_id
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
                follows_zone = CASE WHEN :zone IS NULL THEN follows_zone ELSE 0 END,
                reminders = coalesce(:reminders, reminders), at = coalesce(:at, at), ping = coalesce(:ping, ping),
                dms_refused = 0, next_due_at = CASE WHEN :moves THEN :next_due_at ELSE next_due_at END,
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

    def warn_in_private(self, guild_id: int, warned: Sequence[tuple[int, date]]) -> Change[None]:
        """Remember whom a post has warned, each with the Monday of their own week: they hear the rest in private."""
        return change(
            self._db,
            """
            UPDATE members SET warning_to_tell = json_extract(one.value, '$[1]') FROM json_each(:warned) AS one
            WHERE guild_id = :guild_id AND user_id = json_extract(one.value, '$[0]')
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
            WHERE guild_id = :guild_id AND user_id IN (SELECT value FROM json_each(:user_ids))
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


async def _pages(rows: Sequence[Row]) -> list[MemberPage]:
    """Pages from rows; many of them are read on a thread, as that would hold the event loop up.

    A row that can't be read is logged and left out: nobody else goes without for it.
    """

    def read() -> list[MemberPage]:
        return [page for row in rows if (page := _readable(row))]

    return read() if len(rows) <= _MOST_AT_ONCE else await asyncio.to_thread(read)


def _readable(row: Row) -> MemberPage | None:
    """A row's page; None when it has a zone that this machine does not know."""
    try:
        return _page(row)
    except UnknownZone as unknown:
        _log.warning("a member of server %d is left out: time zone %s is not known", row["guild_id"], unknown.name)
        return None


def _page(row: Row) -> MemberPage:
    """The page of the roadmap that a member walks, with those that they have parked."""
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
    )
    switches = tuple(sorted((Switch(day(on), to) for on, to in json.loads(row["switches"])), key=_monday))
    own_days = tuple(OwnDays(day(monday), tuple(days)) for monday, days in json.loads(row["own_days"]))
    walked = _walked(member, row, switches, own_days)
    parked = (walk for walk in json.loads(row["others"]) if walk["choices"] != "[]")
    others = [_walked(replace(member, roadmap_id=walk["roadmap"]), walk, switches, own_days) for walk in parked]
    others.sort(key=lambda page: page.member.roadmap_id)
    return replace(walked, asks_in=row["asks_in"], others=tuple(others))


def _walked(
    member: Member, row: Row | Mapping[str, Any], switches: tuple[Switch, ...], own_days: tuple[OwnDays, ...]
) -> MemberPage:
    """The page of a roadmap that a member walks or has parked."""
    day = date.fromisoformat
    return MemberPage(
        member,
        tuple(sorted(map(choice_of, json.loads(row["choices"])), key=_monday)),
        tuple(Pause(day(first), day(until)) for first, until in json.loads(row["pauses"])),
        Journal(
            tuple(Tick(task, day(on), minutes, note) for task, on, minutes, note in json.loads(row["ticks"])),
            tuple(Session(day(on), *rest) for on, *rest in json.loads(row["sessions"])),
            tuple(Evidence(item, day(on), text) for item, on, text in json.loads(row["evidence"])),
            tuple(Skip(task, note, day(on)) for task, note, on in json.loads(row["skips"])),
            tuple(day(kept) for kept in json.loads(row["kept_days"])),
            tuple(FinishedSpan(day(first), day(last)) for first, last in json.loads(row["finished"])),
            tuple(BroughtTick(task, day(on)) for task, on in json.loads(row["brought"])),
        ),
        own_days,
        tuple(json.loads(row["catching_up"])),
        _day(row["catchup_offered_on"]),
        row["told_version"],
        row["newest_version"] or 1,
        frozenset(json.loads(row["celebrated"])),
        switches,
        asked=frozenset(json.loads(row["asked"])),
    )


def _monday(dated: Choice | Switch) -> date:
    return dated.monday


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
