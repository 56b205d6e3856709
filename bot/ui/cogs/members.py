"""`/admin members` and `/admin export`: the organiser's view; those with a cohort's role have theirs (§12)."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

import discord
from discord import app_commands

from bot.actions.cohorts import Hindrance
from bot.study.cohorts import Cohort, Shares, sorts_as
from bot.study.days import study_day
from bot.study.group import Together
from bot.study.rosters import LATELY, MemberFacts, Roster, facts_of
from bot.study.shelf import ServerRoadmap
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.admin_group import ADMIN
from bot.ui.cogs.cohorts import mentored_by
from bot.ui.inputs.cohorts import cohort_choices, read_cohort
from bot.ui.inputs.roadmaps import read_roadmap_name, roadmap_choices
from bot.ui.members_file import members_file
from bot.ui.replies import Refusal, show
from bot.ui.responding import Responder
from bot.ui.router import Press, on_press, refuse_others
from bot.ui.screens.joining_cohort import not_grouped
from bot.ui.screens.layout import Screen
from bot.ui.screens.members import exported, members_screen, nobody_to_export
from bot.ui.screens.refusals import Why
from bot.ui.screens.switching import none_to_join
from bot.ui.screens.verbs import Verb
from bot.ui.who_is_here import who_has_left

A_PAGE = 20
"""So many lines of the longest names fit into one message; never more than 25 (§12)."""
_AT_ONCE = 25
"""So many lines of a table are worked out at once; a command meanwhile waits for a few ms."""

_PATIENCE, _PATIENCE_FOR_ALL = 1.0, 5.0
"""Seconds for which a page, and a table, wait to hear who is in the server still."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Whom an organiser looks at: a cohort, or those on a roadmap."""

    title: str
    cohort: Cohort | None
    roadmap_id: int


class Members(RoadmateCog):
    """The organiser's view."""

    @ADMIN.command(description="Those members who share their progress, by name; the others only as sums")
    @app_commands.describe(
        cohort="Which cohort (default: everyone on a roadmap)", roadmap="Which roadmap (default: the server's default)"
    )
    async def members(
        self, interaction: discord.Interaction[Roadmate], cohort: str | None = None, roadmap: str | None = None
    ) -> None:
        """Show the first page."""
        await self._show_members(interaction, await self._looked_at(interaction, cohort, roadmap), 0)

    @ADMIN.command(name="export", description="The same as a table (CSV) for a spreadsheet")
    @app_commands.describe(
        cohort="Which cohort (default: everyone on a roadmap)", roadmap="Which roadmap (default: the server's default)"
    )
    async def export_members(
        self, interaction: discord.Interaction[Roadmate], cohort: str | None = None, roadmap: str | None = None
    ) -> None:
        """Hand the file out."""
        seen = await self._looked_at(interaction, cohort, roadmap)
        await Responder.of(interaction).defer_now()
        facts, others = await self._everybody(interaction, seen)
        if not facts and others is None:
            raise Refusal(nobody_to_export())
        content = await asyncio.to_thread(members_file, facts, others)
        screen = Screen(exported(len(facts))).attach(discord.File(io.BytesIO(content), "members.csv"))
        await show(interaction, screen)

    @on_press(Verb.MEMBERS)
    async def pressed_members(self, press: Press) -> None:
        """ "Members of …", ◀ and ▶: for admins, and for those with the cohort's role."""
        interaction = press.interaction
        cohort = await self.bot.store.cohorts.get(await self.home(interaction), press.number(0))
        if cohort is None:
            raise Refusal(not_grouped(Hindrance.NOT_THERE))
        sees = cohort.shares is Shares.MENTORS and bool(mentored_by(interaction.user, [cohort]))
        if not sees:
            refuse_others(interaction)
        await self._show_members(interaction, _Seen(cohort.name, cohort, cohort.roadmap_id), press.number(1))

    @on_press(Verb.MEMBERS_ON)
    async def pressed_members_on(self, press: Press) -> None:
        """◀ and ▶ among all who are on a roadmap."""
        refuse_others(press.interaction)
        shelf = await self.bot.store.roadmaps.shelf(await self.home(press.interaction))
        one = shelf.get(press.number(0))
        if one is None:
            raise Refusal(Why.STALE)
        await self._show_members(press.interaction, _Seen(one.title, None, one.roadmap_id), press.number(1))

    async def _show_members(self, interaction: discord.Interaction, seen: _Seen, page: int) -> None:
        roster, facts = await self._page(interaction, seen, page, A_PAGE)
        verb, key = (Verb.MEMBERS, seen.cohort.number) if seen.cohort else (Verb.MEMBERS_ON, seen.roadmap_id)
        await show(interaction, members_screen(seen.title, roster, facts, verb, key, with_cohort=seen.cohort is None))

    async def _page(
        self, interaction: discord.Interaction, seen: _Seen, page: int, most: int
    ) -> tuple[Roster, list[MemberFacts]]:
        """Some of those who agreed, with their facts; without whoever has left the server, as far as Discord says."""
        roster = await self._roster(interaction, seen, page, most)
        while await self._gone(interaction, {one.member.user_id for one in roster.records}, _PATIENCE):
            roster = await self._roster(interaction, seen, page, most)
        return roster, facts_of(await self.bot.store.progress.of_records(roster.records, self.bot.clock()))

    async def _roster(self, interaction: discord.Interaction, seen: _Seen, page: int, most: int) -> Roster:
        """Who agreed, and the others as sums."""
        rosters, guild_id = self.bot.store.rosters, await self.home(interaction)
        since = await self._lately(interaction)
        if seen.cohort:
            return await rosters.of_cohort(seen.cohort, page, most, since)
        return await rosters.on_roadmap(guild_id, seen.roadmap_id, page, most, since)

    async def _everybody(
        self, interaction: discord.Interaction, seen: _Seen
    ) -> tuple[list[MemberFacts], Together | None]:
        """All who agreed, in the order of names, and the others: some at a time, so that no command waits long."""
        rosters, guild_id = self.bot.store.rosters, await self.home(interaction)
        which = guild_id, seen.roadmap_id, seen.cohort.number if seen.cohort else None
        await self._gone(interaction, await rosters.who_agreed(*which), _PATIENCE_FOR_ALL)
        found, after = list[MemberFacts](), ("", 0)
        while records := await rosters.agreed(*which, after, _AT_ONCE):
            found += facts_of(await self.bot.store.progress.of_records(records, self.bot.clock()))
            last = records[-1]
            after = sorts_as(last.group.name or "") if last.group else "", last.member.user_id
        return found, (await self._roster(interaction, seen, 0, 1)).others

    async def _gone(self, interaction: discord.Interaction, asked: Set[int], patience: float) -> bool:
        """Whether some have left the server, as far as Discord says so in time; it is remembered."""
        gone = await who_has_left(interaction, asked, patience)
        if gone:
            await self.bot.store.leavers.left(await self.home(interaction), gone)
        return bool(gone)

    async def _lately(self, interaction: discord.Interaction) -> date:
        server, now = await self.server(interaction), self.bot.clock()
        return (study_day(now, server.zone) if server else now.date()) - LATELY + timedelta(days=1)

    async def _looked_at(self, interaction: discord.Interaction, cohort: str | None, roadmap: str | None) -> _Seen:
        """Whom the options mean. Raises Refusal."""
        guild_id, store = await self.home(interaction), self.bot.store
        if cohort is not None:
            one = read_cohort(cohort, await store.cohorts.all(guild_id))
            return _Seen(one.name, one, one.roadmap_id)
        shelf = await store.roadmaps.shelf(guild_id)
        found: ServerRoadmap | None = read_roadmap_name(roadmap, shelf.all) if roadmap is not None else shelf.default
        if found is None:
            raise Refusal(none_to_join())
        return _Seen(found.title, None, found.roadmap_id)

    @members.autocomplete("cohort")
    @export_members.autocomplete("cohort")
    async def _cohorts_seen(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return cohort_choices(await self.typists_cohorts(interaction), typed)

    @members.autocomplete("roadmap")
    @export_members.autocomplete("roadmap")
    async def _roadmaps_seen(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return roadmap_choices((await self.typists_shelf(interaction)).all, typed)
