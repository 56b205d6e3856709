"""`/admin cohort new`, `list`, `change` and `close`: a server's cohorts, as its admins see them (§12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import discord
from discord import app_commands

from bot.actions.cohorts import Hindrance, asks_anew, change_cohort, close_cohort, make_cohort, refuse_cohort
from bot.study.cohorts import Cohort, Shares, coming_monday
from bot.study.days import study_day
from bot.study.member import Server
from bot.study.previews import Preview
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.admin_group import COHORT
from bot.ui.cogs.cohorts import grouped
from bot.ui.cohort_requests import from_content, to_content
from bot.ui.inputs.cohorts import (
    cohort_choices,
    joining_ends,
    last_days_to_join,
    read_cohort,
    read_cohort_name,
    read_start,
    start_days,
)
from bot.ui.inputs.roadmaps import read_roadmap_name, roadmap_choices
from bot.ui.replies import Refusal, note_saved, show
from bot.ui.router import PREVIEW_GONE, Press, on_press, refuse_others
from bot.ui.screens.cohort_settings import (
    change_screen,
    changed_line,
    close_screen,
    closed_screen,
    made_screen,
    needs_role,
    new_screen,
    no_change,
    role_for_everyone,
    role_without_mentors,
    shelf_of_cohorts,
)
from bot.ui.screens.joining_cohort import not_grouped
from bot.ui.screens.refusals import Why
from bot.ui.screens.setup import cancelled
from bot.ui.screens.switching import none_to_join
from bot.ui.screens.verbs import Verb

SETTINGS = "cohort-settings"
"""The kind of preview that a new or changed cohort is."""

_says_who_sees = app_commands.choices(
    shares=[
        app_commands.Choice(name="sums: nobody sees anyone, only totals are told", value="sums"),
        app_commands.Choice(name="mentors: a role and the admins see those who agree", value="mentors"),
    ]
)


class ServerCohorts(RoadmateCog):
    """A server's cohorts."""

    @COHORT.command(name="new", description="Start together on a Monday: make a cohort")
    @app_commands.describe(
        name="What it's called",
        start="The Monday it starts, such as 7 December or in 2 weeks",
        roadmap="Which roadmap it follows (default: the server's default)",
        shares="Who sees members' progress (default: sums, or mentors with a role)",
        role="For mentors: the role that sees those who agree",
        joining_ends="The last day to join (default: until you close it)",
    )
    @_says_who_sees
    async def new(
        self,
        interaction: discord.Interaction[Roadmate],
        name: app_commands.Range[str, 1, 200],
        start: str,
        roadmap: str | None = None,
        shares: str | None = None,
        role: discord.Role | None = None,
        joining_ends: str | None = None,
    ) -> None:
        """Show what it will be."""
        server, today = await self._set_up(interaction)
        shelf = await self.bot.store.roadmaps.shelf(server.guild_id)
        chosen = read_roadmap_name(roadmap, shelf.in_use) if roadmap is not None else shelf.default
        if chosen is None:
            raise Refusal(none_to_join())
        day = read_start(start, today)
        cohort = Cohort(
            server.guild_id,
            interaction.id,
            read_cohort_name(name),
            coming_monday(day),
            chosen.roadmap_id,
            *_sharing(shares or ("mentors" if role else "sums"), role),
            last_day(joining_ends, today),
        )
        await grouped(refuse_cohort(self.bot.store, cohort))
        await self._keep_cohort(interaction, {"after": to_content(cohort)})
        await show(interaction, new_screen(cohort, chosen.title, interaction.id, day))

    @COHORT.command(name="list", description="Show this server's cohorts")
    async def list_cohorts(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Show them all."""
        await self._show_cohorts(interaction)

    @on_press(Verb.COHORTS)
    async def pressed_cohorts(self, press: Press) -> None:
        """ "All cohorts", ◀ and ▶; "Cancel" below a new one, whose preview is left to its end."""
        refuse_others(press.interaction)
        news = cancelled() if len(press.args) > 1 else ""
        await self._show_cohorts(press.interaction, press.number(0), news)

    @COHORT.command(description="Change a cohort's name, its last day to join, or who sees what")
    @app_commands.describe(
        cohort="Which one",
        name="What it's called from now on",
        shares="Who sees members' progress from now on. Everyone is asked anew",
        role="For mentors: the role that sees those who agree. Everyone is asked anew",
        joining_ends="The last day to join",
    )
    @_says_who_sees
    async def change(
        self,
        interaction: discord.Interaction[Roadmate],
        cohort: str,
        name: app_commands.Range[str, 1, 200] | None = None,
        shares: str | None = None,
        role: discord.Role | None = None,
        joining_ends: str | None = None,
    ) -> None:
        """Show what would change."""
        _, today = await self._set_up(interaction)
        before = await self._cohort_named(interaction, cohort)
        kind, seen_by = before.shares, before.role_id
        if shares is not None or role is not None:
            known = role.id if role else before.role_id
            kind, seen_by = _sharing(shares or ("mentors" if role else before.shares.value), role, known)
        after = replace(
            before,
            name=read_cohort_name(name) if name is not None else before.name,
            shares=kind,
            role_id=seen_by,
            joins_until=last_day(joining_ends, today) if joining_ends is not None else before.joins_until,
        )
        if after == before:
            raise Refusal(no_change())
        await grouped(refuse_cohort(self.bot.store, after))
        await self._keep_cohort(interaction, {"before": to_content(before), "after": to_content(after)})
        await show(interaction, change_screen(before, after, interaction.id, anew=asks_anew(before, after)))

    @COHORT.command(description="Close a cohort: its members keep their plans, and what they agreed to ends")
    @app_commands.describe(cohort="Which one")
    async def close(self, interaction: discord.Interaction[Roadmate], cohort: str) -> None:
        """Ask once more."""
        await self._set_up(interaction)
        await show(interaction, close_screen(await self._cohort_named(interaction, cohort)))

    @on_press(Verb.COHORT_MAKE)
    async def pressed_make(self, press: Press) -> None:
        """ "Make it"."""
        cohort = from_content((await self._kept_cohort(press))["after"])
        await grouped(make_cohort(self.bot.store, cohort))
        await self._cohort_saved(press)
        await show(press.interaction, made_screen(cohort))

    @on_press(Verb.COHORT_ALTER)
    async def pressed_change(self, press: Press) -> None:
        """ "Change it"."""
        content = await self._kept_cohort(press)
        if "before" not in content:
            raise Refusal(PREVIEW_GONE)
        after = from_content(content["after"])
        await grouped(change_cohort(self.bot.store, from_content(content["before"]), after))
        await self._cohort_saved(press)
        await self._show_cohorts(press.interaction, news=changed_line(after.name))

    @on_press(Verb.COHORT_CLOSE)
    async def pressed_close(self, press: Press) -> None:
        """ "Close it"."""
        refuse_others(press.interaction)
        guild_id = await self.home(press.interaction)
        cohort = await close_cohort(self.bot.store, guild_id, press.number(0))
        if cohort is None:
            raise Refusal(not_grouped(Hindrance.NOT_THERE))
        note_saved(press.interaction)
        await show(press.interaction, closed_screen(cohort))

    @new.autocomplete("roadmap")
    async def _roadmaps_in_use(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return roadmap_choices((await self.typists_shelf(interaction)).in_use, typed)

    @new.autocomplete("start")
    async def _mondays(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return start_days(typed, self.bot.clock().date())

    @new.autocomplete("joining_ends")
    @change.autocomplete("joining_ends")
    async def _last_days(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return last_days_to_join(typed, self.bot.clock().date())

    @change.autocomplete("cohort")
    @close.autocomplete("cohort")
    async def _cohorts(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return cohort_choices(await self.typists_cohorts(interaction), typed)

    async def _show_cohorts(self, interaction: discord.Interaction, page: int = 0, news: str = "") -> None:
        guild_id, store, now = await self.home(interaction), self.bot.store, self.bot.clock()
        titles = {one.roadmap_id: one.title for one in (await store.roadmaps.shelf(guild_id)).all}
        server = await self.server(interaction)
        today = study_day(now, server.zone) if server else now.date()
        await show(interaction, shelf_of_cohorts(await store.cohorts.all(guild_id), titles, page, today, news))

    async def _set_up(self, interaction: discord.Interaction) -> tuple[Server, date]:
        """The server and its day. Raises Refusal where it is not set up: a cohort starts by its zone."""
        server = await self.server(interaction)
        if server is None:
            raise Refusal(Why.NOT_SET_UP)
        return server, study_day(self.bot.clock(), server.zone)

    async def _cohort_named(self, interaction: discord.Interaction, typed: str) -> Cohort:
        return read_cohort(typed, await self.bot.store.cohorts.all(await self.home(interaction)))

    async def _keep_cohort(self, interaction: discord.Interaction, content: dict[str, object]) -> None:
        preview = Preview(SETTINGS, interaction.id, content)
        guild_id = await self.home(interaction)
        await self.bot.store.previews.put(guild_id, interaction.user.id, preview, self.bot.clock())

    async def _kept_cohort(self, press: Press) -> dict[str, dict[str, object]]:
        """What was shown. Raises Refusal."""
        refuse_others(press.interaction)
        guild_id, user_id = await self.home(press.interaction), press.interaction.user.id
        found = await self.bot.store.previews.get(guild_id, user_id, SETTINGS, press.number(0), self.bot.clock())
        if found is None:
            raise Refusal(PREVIEW_GONE)
        return found.content

    async def _cohort_saved(self, press: Press) -> None:
        note_saved(press.interaction)
        guild_id = await self.home(press.interaction)
        await self.bot.store.previews.drop(guild_id, press.interaction.user.id, SETTINGS)


def last_day(typed: str | None, today: date) -> date | None:
    """The last day to join on; None where joining goes on. Raises Refusal."""
    return None if typed is None else joining_ends(typed, today)


def _sharing(kind: str, role: discord.Role | None, known: int | None = None) -> tuple[Shares, int | None]:
    """What a cohort shares, and with which role. Raises Refusal."""
    shares = Shares(kind)
    if shares is Shares.SUMS:
        if role:
            raise Refusal(role_without_mentors())
        return shares, None
    if role is not None and role.is_default():
        raise Refusal(role_for_everyone())
    role_id = role.id if role else known
    if role_id is None:
        raise Refusal(needs_role())
    return shares, role_id
