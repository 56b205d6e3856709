"""From a moment that has come to a delivery that is written down, and the next moment."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from datetime import date, datetime

from bot.reminders.alone import alone
from bot.reminders.announcing import due_posts
from bot.reminders.reviewing import due_readers_line
from bot.store.change import Change
from bot.store.store import Store
from bot.study.cohorts import Cohort
from bot.study.days import last_occurrence, next_occurrence, study_day, week_of
from bot.study.deliveries import REVIEW, RHYTHM, STAYS_VALID, WARNING, Delivery
from bot.study.member import MemberRecord, Server
from bot.study.nudges import needs_warning, personal_note
from bot.study.posts import Reach
from bot.study.progress import Progress
from bot.study.timing import personal_time


class Planner:
    """Decides at the due moment whether there is somebody to reach, and writes it down, some at a time as one change.

    Whoever can't be planned is logged, stays due, and is tried again; the others are written down all the same.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def servers(self, servers: Sequence[Server], now: datetime) -> bool:
        """Plan the posts of some servers; False when none of them could be planned."""
        cohorts = await self._store.cohorts.in_servers([server.guild_id for server in servers])
        return await self._write_down(self._server(server, cohorts[server.guild_id], now) for server in servers)

    async def members(self, records: Sequence[MemberRecord], now: datetime) -> bool:
        """Plan the direct messages of some members; False when none of them could be planned."""
        asked_for = {record.member.guild_id for record in records if record.member.at is None}
        known = {server.guild_id: server for server in await self._store.servers.several(asked_for)}
        return await self._write_down(
            self._member(record, known.get(record.member.guild_id), now) for record in records
        )

    async def _write_down(self, plans: Iterable[Awaitable[Sequence[Change[None]]]]) -> bool:
        """A delivery and the moment after it are written down together, those of all in one transaction."""
        planned: list[Change[None]] = []

        async def collect(plan: Awaitable[Sequence[Change[None]]]) -> None:
            planned.extend(await plan)

        went_well = [await alone(collect(plan)) for plan in plans]
        if planned:
            await self._store.together(*planned)
        return any(went_well)

    async def _server(self, server: Server, cohorts: Sequence[Cohort], now: datetime) -> list[Change[None]]:
        """A server's post for the latest moment that has come; earlier ones are past.

        One that is too late by now is written down all the same, and counted as missed.
        """
        due_at = last_occurrence(now, server.at, server.zone)
        day = study_day(due_at, server.zone)
        reach = await self._reach(server, day, due_at)
        found = [
            *await due_posts(self._store, server, cohorts, day, due_at),
            *await due_readers_line(self._store, server, day, due_at),
        ]
        if reach.is_somebody:
            kind = RHYTHM if reach.is_study_day else WARNING
            target = f"server:{server.guild_id}"
            found.append(Delivery(target, kind, day, server.guild_id, None, due_at, due_at + STAYS_VALID))
        upcoming = next_occurrence(now, server.at, server.zone)
        moved_on = self._store.servers.move_on(server.guild_id, upcoming, now)
        return [*map(self._store.deliveries.plan, found), moved_on]

    async def _member(self, record: MemberRecord, server: Server | None, now: datetime) -> list[Change[None]]:
        """A member's direct message for the latest moment that has come.

        `server` is theirs where they go by its time; None where its zone is not known on this machine.
        """
        member = record.member
        at = personal_time(member, server)
        due_at = last_occurrence(now, at, member.zone)
        (progress,) = await self._store.progress.of_records([record], due_at)
        monday = week_of(progress.today)
        note = personal_note(progress, await self._was_warned(progress, monday, due_at))
        moved_on = self._store.members.move_on(
            member.guild_id, member.user_id, next_occurrence(now, at, member.zone), now
        )
        if note is None:
            return [moved_on]
        warns = note.is_warning and now <= due_at + STAYS_VALID  # a missed one must not stand for the week's
        kind = REVIEW if note.is_about_reviews else RHYTHM
        delivery = Delivery(
            f"member:{member.guild_id}:{member.user_id}",
            WARNING if warns else kind,
            monday if warns else progress.today,
            member.guild_id,
            member.user_id,
            due_at,
            due_at + STAYS_VALID,
        )
        return [self._store.deliveries.plan(delivery), moved_on]

    async def _was_warned(self, progress: Progress, monday: date, due_at: datetime) -> bool:
        """Whether a warning reached a member in this week; asked only where there is something to warn of."""
        if not needs_warning(progress):
            return False
        member = progress.member
        return await self._store.deliveries.was_warned(member.guild_id, member.user_id, monday, due_at)

    async def _reach(self, server: Server, day: date, due_at: datetime) -> Reach:
        """Whom a post could reach; whether they were warned before is looked up when it is made."""
        reach = Reach(server, day, lambda _: False)
        if server.channel_id is None:
            return reach
        async for followers in self._store.progress.everybody(server.guild_id, due_at, in_channel=True):
            reach.add(followers)
            if reach.is_certain:
                break
        return reach
