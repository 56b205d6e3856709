"""From a moment that has come to a delivery that is written down, and the next moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.reminders.aside import aside
from bot.store.errors import UnknownZone
from bot.store.store import Store
from bot.study.days import last_occurrence, next_occurrence, study_day, week_of
from bot.study.deliveries import RHYTHM, STAYS_VALID, WARNING, Delivery
from bot.study.member import Member, MemberPage, Server
from bot.study.nudges import personal_note, roadmaps_of, server_post
from bot.study.progress import Progress
from bot.study.rhythm import Session, sessions_on
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
        members = await self._in_channel(server, due_at)
        sessions = sessions_on(roadmaps_of(members), server, day)
        if await self._has_post(members, next(iter(sessions.values()), None), day):
            kind = RHYTHM if sessions else WARNING
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
        await self._store.servers.move_on(server.guild_id, next_occurrence(now, server.at, server.zone), now)

    async def member(self, page: MemberPage, now: datetime) -> None:
        """Plan a member's direct message for the latest moment that has come."""
        member = page.member
        at = personal_time(member, await self._server_of(member))
        due_at = last_occurrence(now, at, member.zone)
        (progress,) = await self._store.standings.of_pages([page], due_at)
        monday = week_of(progress.today)
        warned = await self._store.deliveries.warned(member.guild_id, monday, due_at)
        note = personal_note(progress, (member.user_id, monday) in warned)
        if note:
            warns = note.is_warning and now <= due_at + STAYS_VALID  # a missed one must not stand for the week's
            await self._store.deliveries.plan(
                Delivery(
                    f"member:{member.guild_id}:{member.user_id}",
                    WARNING if warns else RHYTHM,
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

    async def _in_channel(self, server: Server, due_at: datetime) -> list[Progress]:
        """Whom a post could reach."""
        if server.channel_id is None:
            return []
        pages = await self._store.members.pages_in_channel(server.guild_id)
        return await self._store.standings.of_pages(pages, due_at)

    async def _has_post(self, members: Sequence[Progress], session: Session | None, day: date) -> bool:
        """Whether there is somebody to reach."""

        def has_somebody() -> bool:
            return server_post(session, members, day, lambda _: False) is not None

        return await aside(has_somebody, len(members))
