"""Where members stand: the one place in which a record and its roadmap become a Progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.roadmap.versions import Edition
from bot.store.members import Members
from bot.store.outages import Outages
from bot.store.roadmaps import Roadmaps
from bot.store.whole_records import Known, WholeRecord, WholeRecords
from bot.study.choices import Choice
from bot.study.cohorts import late_on
from bot.study.days import Outage, first_monday
from bot.study.member import OPERATORS, Member, MemberRecord
from bot.study.progress import Progress

_AT_ONCE = 10
"""So many members take a few ms on the event loop, from their rows to a post; a command waits no longer than that."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Where somebody stands whose server is not said; `is_clear`: it is the only one, or the one they chose."""

    progress: Progress
    is_clear: bool


class ProgressReader:
    """Answers where members stand at an instant. Roadmaps are kept until a record tells of a newer version."""

    def __init__(self, whole: WholeRecords, members: Members, roadmaps: Roadmaps, outages: Outages) -> None:
        self._whole = whole
        self._members = members
        self._roadmaps = roadmaps
        self._outages = outages
        self._kept: defaultdict[int, dict[int, Edition]] = defaultdict(dict)
        self._away: tuple[Outage, ...] | None = None
        self.others_write = False
        """Whether other processes may bring a newer version of a roadmap: then it is asked whether there is one."""

    async def of(self, guild_id: int, user_id: int, now: datetime) -> Progress | None:
        """Where a member stands, or None when they have not joined; asked once, whatever is known so far."""
        found = await self._whole.of(guild_id, user_id, [*self._known(0), *self._known(guild_id)])
        return await self._of_whole(found, now) if found else None

    async def meant_by(self, user_id: int, now: datetime) -> Meant | None:
        """Where somebody stands in the only server that they joined, or the one chosen or joined last; asked once.

        None when they have joined nowhere.
        """
        found = await self._whole.meant_by(user_id, self._known(0))
        if found is None:
            return None
        return Meant(await self._of_whole(found, now), found.was_chosen or found.servers == 1)

    async def newcomer(self, member: Member, now: datetime, monday: date | None = None) -> Progress:
        """Where somebody would stand who joined now, with the roadmap as written; nothing is stored (§3).

        `monday` is that of the cohort with which their plan begins, past or to come.
        """
        newest, today = (await self.edition(member.guild_id, member.roadmap_id)).newest.number, member.today(now)
        begins = Choice(monday or first_monday(today), version=newest, scoped_in=newest)
        late = late_on(begins.monday, today)
        record = MemberRecord(member, (begins,), told_version=newest, newest_version=newest, joined_late_on=late)
        return await self._progress(record, now)

    async def of_records(self, records: Sequence[MemberRecord], now: datetime) -> list[Progress]:
        """Where the members of some records stand."""
        return [await self._progress(record, now) for record in records]

    async def everybody(
        self, guild_id: int, now: datetime, *, in_channel: bool = False
    ) -> AsyncIterator[list[Progress]]:
        """Where the members of a server stand (or those who are reminded in its channel), in the order of their ids.

        They come a few at a time, so that ten thousand need no more memory than a hundred, and without what they wrote.
        """
        after: int | None = 0
        while after is not None:
            records, after = await self._members.outlines(guild_id, after, _AT_ONCE, in_channel=in_channel)
            if records:
                yield await self.of_records(records, now)

    async def edition(self, guild_id: int, roadmap_id: int = OPERATORS) -> Edition:
        """A roadmap with its versions. Raises LookupError when there is none."""
        home = 0 if roadmap_id == OPERATORS else guild_id
        newest = await self._roadmaps.newest(home, roadmap_id) if self.others_write else None
        return await self._edition(home, roadmap_id, newest)

    async def away(self) -> tuple[Outage, ...]:
        """The times in which the bot was away."""
        if self._away is None:
            self._away = tuple(await self._outages.all())
        return self._away

    async def walked(self, guild_id: int) -> list[Edition]:
        """The roadmaps that a server's posts are about: those that members walk there, or the one they begin with."""
        shelf = await self._roadmaps.shelf(guild_id)
        homes = [(guild_id if one.is_own else 0, one) for one in shelf.walked]
        return [await self._edition(home, one.roadmap_id, one.version) for home, one in homes]

    def fewest_tasks(self, guild_id: int) -> dict[int, int]:
        """How many tasks whoever finished a roadmap of a server has done at least, of the roadmaps at hand."""
        return {
            roadmap_id: min(len(version.skeleton.task_ids) for version in edition.versions)
            for home in (0, guild_id)
            for roadmap_id, edition in self._kept.get(home, {}).items()
        }

    def confirmed(self, edition: Edition) -> None:
        """Know a roadmap by the version that was just confirmed."""
        self._kept[edition.guild_id][edition.roadmap_id] = edition

    def forget(self) -> None:
        """Ask for roadmaps and times away anew: something about them has changed."""
        self._kept.clear()
        self._away = None

    def _known(self, home: int) -> list[Known]:
        """The roadmaps of a server that are kept, 0 for the operator's."""
        return [(home, number, kept.newest.number) for number, kept in self._kept.get(home, {}).items()]

    async def _of_whole(self, found: WholeRecord, now: datetime) -> Progress:
        for edition in found.editions:
            self.confirmed(edition)
        self._away = found.outages
        return await self._progress(found.record, now)

    async def _progress(self, record: MemberRecord, now: datetime) -> Progress:
        others = [await self._edition_of(other) for other in record.others]
        return Progress(await self._edition_of(record), record, now, await self.away(), tuple(others))

    async def _edition_of(self, record: MemberRecord) -> Edition:
        member = record.member
        home = 0 if member.roadmap_id == OPERATORS else member.guild_id
        return await self._edition(home, member.roadmap_id, record.newest_version)

    async def _edition(self, home: int, roadmap_id: int, newest: int | None) -> Edition:
        kept = self._kept[home].get(roadmap_id)
        if kept is None or newest not in (None, kept.newest.number):
            kept = await self._roadmaps.edition(home, roadmap_id)
            if kept is None:
                raise LookupError(f"there is no roadmap {roadmap_id} of server {home}")
            self._kept[home][roadmap_id] = kept
        return kept
