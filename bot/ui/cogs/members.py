"""`/admin members` and `/admin export`: the organiser's view; those with a cohort's role have theirs (§12)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import discord
from discord import app_commands

from bot.actions.cohorts import Hindrance
from bot.study.cohorts import Cohort, Shares
from bot.study.days import study_day
from bot.study.rosters import LATELY, MemberFacts, Roster, come_everywhere, facts_of
from bot.study.shelf import ServerRoadmap, Shelf
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
from bot.ui.screens.members import exported, members_screen, nobody_to_export, offer_other_roadmaps
from bot.ui.screens.refusals import Why
from bot.ui.screens.switching import none_to_join
from bot.ui.screens.verbs import Verb
from bot.ui.who_is_here import who_has_left

A_PAGE = 20
"""So many lines of the longest names fit into one message; never more than 25 (§12)."""
_ALL = 1_000_000
"""A table has all of them on one page: no server has more."""

_PATIENCE, _PATIENCE_FOR_ALL = 1.0, 5.0
"""Seconds for which a page, and a table, wait to hear who is in the server still."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """Whom an organiser looks at: a cohort, or those on a roadmap of a shelf."""

    title: str
    cohort: Cohort | None
    roadmap_id: int
    shelf: Shelf | None = None


class Members(RoadmateCog):
    """The organiser's view."""

    @ADMIN.command(description="How members are doing: those who share it by name, the others as totals")
    @app_commands.describe(
        cohort="Which cohort (default: everyone on a roadmap)",
        roadmap="Which roadmap (default: the server's, or the fullest where nobody is on that)",
    )
    async def members(
        self, interaction: discord.Interaction[Roadmate], cohort: str | None = None, roadmap: str | None = None
    ) -> None:
        """Show the first page."""
        await self._show_members(interaction, await self._looked_at(interaction, cohort, roadmap), 0)

    @ADMIN.command(name="export", description="Members' progress as a table (CSV) for a spreadsheet")
    @app_commands.describe(
        cohort="Which cohort (default: everyone on a roadmap)",
        roadmap="Which roadmap (default: the server's, or the fullest where nobody is on that)",
    )
    async def export_members(
        self, interaction: discord.Interaction[Roadmate], cohort: str | None = None, roadmap: str | None = None
    ) -> None:
        """Hand the file out."""
        seen = await self._looked_at(interaction, cohort, roadmap)
        await Responder.of(interaction).defer_now()
        roster, facts = await self._page(interaction, seen, 0, _ALL, _PATIENCE_FOR_ALL)
        if not roster.people and roster.others is None:
            raise Refusal(nobody_to_export())
        content = await members_file(facts, roster.others)
        screen = Screen(exported(len(roster.people))).attach(discord.File(io.BytesIO(content), "members.csv"))
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
        """◀ and ▶ among all who are on a roadmap, and the choice of another one."""
        refuse_others(press.interaction)
        shelf = await self.bot.store.roadmaps.shelf(await self.home(press.interaction))
        picked = press.values[0] if press.values else ""
        one = shelf.get(int(picked) if picked.isdecimal() else press.number(0))
        if one is None:
            raise Refusal(Why.STALE)
        await self._show_members(press.interaction, _Seen(one.title, None, one.roadmap_id, shelf), press.number(1))

    async def _show_members(self, interaction: discord.Interaction, seen: _Seen, page: int) -> None:
        roster, facts = await self._page(interaction, seen, page, A_PAGE, _PATIENCE)
        verb, key = (Verb.MEMBERS, seen.cohort.number) if seen.cohort else (Verb.MEMBERS_ON, seen.roadmap_id)
        screen = members_screen(seen.title, roster, list(facts), verb, key, with_cohort=seen.cohort is None)
        if seen.shelf:
            offer_other_roadmaps(screen, seen.shelf, key)
        await show(interaction, screen)

    async def _page(
        self, interaction: discord.Interaction, seen: _Seen, page: int, most: int, patience: float
    ) -> tuple[Roster, Iterator[MemberFacts]]:
        """Some of those who agreed, with their facts, and the others as sums.

        Whoever has left the server is left out, as far as Discord says so in time: it is asked about each once.
        """
        roster, asked = await self._roster(interaction, seen, page, most), set[int]()
        while gone := await who_has_left(interaction, {one.user_id for one in roster.people} - asked, patience):
            asked.update(one.user_id for one in roster.people)
            await self.bot.store.leavers.left(await self.home(interaction), gone)
            roster = await self._roster(interaction, seen, page, most)
        plans = await self.bot.store.progress.of_records(roster.plans, self.bot.clock())
        return roster, facts_of(roster.people, plans)

    async def _roster(self, interaction: discord.Interaction, seen: _Seen, page: int, most: int) -> Roster:
        """Who agreed, and the others as sums."""
        rosters, guild_id, now = self.bot.store.rosters, await self.home(interaction), self.bot.clock()
        server = await self.server(interaction)
        since = (study_day(now, server.zone) if server else now.date()) - LATELY + timedelta(days=1)
        if seen.cohort:
            return await rosters.of_cohort(seen.cohort, page, most, since, come_everywhere(now))
        return await rosters.on_roadmap(guild_id, seen.roadmap_id, page, most, since, come_everywhere(now))

    async def _looked_at(self, interaction: discord.Interaction, cohort: str | None, roadmap: str | None) -> _Seen:
        """Whom the options mean. Raises Refusal."""
        guild_id, store = await self.home(interaction), self.bot.store
        if cohort is not None:
            one = read_cohort(cohort, await store.cohorts.all(guild_id))
            return _Seen(one.name, one, one.roadmap_id)
        shelf = await store.roadmaps.shelf(guild_id)
        found: ServerRoadmap | None = read_roadmap_name(roadmap, shelf.all) if roadmap is not None else shelf.fullest
        if found is None:
            raise Refusal(none_to_join())
        return _Seen(found.title, None, found.roadmap_id, shelf)

    @members.autocomplete("cohort")
    @export_members.autocomplete("cohort")
    async def _cohorts_seen(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return cohort_choices(await self.typists_cohorts(interaction), typed)

    @members.autocomplete("roadmap")
    @export_members.autocomplete("roadmap")
    async def _roadmaps_seen(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return roadmap_choices((await self.typists_shelf(interaction)).all, typed)
