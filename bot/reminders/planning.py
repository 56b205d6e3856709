"""From a moment that has come to a delivery that is written down, and the next moment."""

from __future__ import annotations

from datetime import date, datetime

from bot.reminders.announcing import plan_posts
from bot.reminders.reviewing import plan_readers_line
from bot.store.errors import UnknownZone
from bot.store.store import Store
from bot.study.days import last_occurrence, next_occurrence, study_day, week_of
from bot.study.deliveries import REVIEW, RHYTHM, STAYS_VALID, WARNING, Delivery
from bot.study.member import Member, MemberRecord, Server
from bot.study.nudges import personal_note
from bot.study.posts import Reach
from bot.study.timing import personal_time


class Planner:
    """Decides at the due moment whether there is somebody to reach, and writes it down."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def server(self, server: Server, now: datetime) -> None:
        """Plan a server's post for the latest moment that has come; earlier ones are past.

        One that is too late by now is written down all the same, and counted as missed.
        """
        due_at = last_occurrence(now, server.at, server.zone)
        day = study_day(due_at, server.zone)
        reach = await self._reach(server, day, due_at)
        if reach.is_somebody:
            kind = RHYTHM if reach.is_study_day else WARNING
            await self._store.deliveries.plan(
                Delivery(
                    f"server:{server.guild_id}",
                    kind,
                    day,
                    server.guild_id,
                    None,
                    due_at,
                    due_at + STAYS_VALID,
                )
            )
        await plan_posts(self._store, server, day, due_at)
        await plan_readers_line(self._store, server, day, due_at)
        await self._store.servers.move_on(server.guild_id, next_occurrence(now, server.at, server.zone), now)

    async def member(self, record: MemberRecord, now: datetime) -> None:
        """Plan a member's direct message for the latest moment that has come."""
        member = record.member
        at = personal_time(member, await self._server_of(member))
        due_at = last_occurrence(now, at, member.zone)
        (progress,) = await self._store.progress.of_records([record], due_at)
        monday = week_of(progress.today)
        was_warned = await self._store.deliveries.was_warned(member.guild_id, member.user_id, monday, due_at)
        note = personal_note(progress, was_warned)
        if note:
            warns = note.is_warning and now <= due_at + STAYS_VALID  # a missed one must not stand for the week's
            kind = REVIEW if note.is_about_reviews else RHYTHM
            await self._store.deliveries.plan(
                Delivery(
                    f"member:{member.guild_id}:{member.user_id}",
                    WARNING if warns else kind,
                    monday if warns else progress.today,
                    member.guild_id,
                    member.user_id,
                    due_at,
                    due_at + STAYS_VALID,
                )
            )
        upcoming = next_occurrence(now, at, member.zone)
        await self._store.members.move_on(member.guild_id, member.user_id, upcoming, now)

    async def _server_of(self, member: Member) -> Server | None:
        """The server of a member; none where its zone is not known on this machine, which is not the member's fault."""
        try:
            return await self._store.servers.get(member.guild_id)
        except UnknownZone:
            return None

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
