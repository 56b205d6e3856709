"""`/start` and `/help`: joining the roadmap, and finding out what there is to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.roadmap import Roadmap
from bot.study.member import Member, Server
from bot.study.progress import Progress
from bot.study.zones import Found
from bot.ui.client import Roadmate
from bot.ui.cogs.bringing import preview_ticks, read_ticks
from bot.ui.cogs.cohorts import offer_cohort
from bot.ui.cogs.join_previews import JoinPreviews
from bot.ui.cogs.switching import begun_with, preview_switch, roadmaps_for
from bot.ui.cogs.zones import asking_which_zone, zone_picked
from bot.ui.inputs.cohorts import cohort_choices, read_cohort
from bot.ui.inputs.plans import focus_choices, pace_choices, read_request
from bot.ui.inputs.roadmaps import read_roadmap_name, roadmap_choices
from bot.ui.inputs.zones import read_zone
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.clocks import taken_line
from bot.ui.screens.help import help_screen
from bot.ui.screens.joining_cohort import cohort_alone, ticks_later
from bot.ui.screens.switching import which_screen
from bot.ui.screens.verbs import Verb
from bot.ui.screens.welcome import (
    change_before_ticks,
    unchanged_line,
    welcome_screen,
    which_roadmap_for_ticks,
    which_zone,
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What `/start` was typed with, but for a file."""

    zone: str | None = None
    pace: str | None = None
    phase: int | None = None
    focus: str | None = None
    roadmap: str | None = None
    cohort: str | None = None

    @property
    def asks_for_zone(self) -> bool:
        """Whether a zone was chosen."""
        return self.zone is not None

    @property
    def asks_for_plan(self) -> bool:
        """Whether a plan of one's own was chosen."""
        return (self.pace, self.phase, self.focus) != (None, None, None)


class Joining(JoinPreviews):
    """`/start` and `/help`."""

    @app_commands.command(description="Join the roadmap: your plan starts, and reminders come")
    @app_commands.describe(
        zone="Your time zone: type your city (default: the server's)",
        pace="A faster pace; you see what it means first",
        phase="Already know the basics? Start at this phase",
        focus="Short on time? Keep just one phase and this project",
        roadmap="Which roadmap, if the server has several; also to switch to another",
        ticks="Your own copy of the list (.md, .txt): what you ticked in it counts for your progress",
        cohort="A group that walks the roadmap together; you see first what it means and who sees what",
    )
    async def start(
        self,
        interaction: discord.Interaction[Roadmate],
        zone: str | None = None,
        pace: str | None = None,
        phase: app_commands.Range[int, 1, 104] | None = None,
        focus: str | None = None,
        roadmap: str | None = None,
        ticks: discord.Attachment | None = None,
        cohort: str | None = None,
    ) -> None:
        """Join, see first what a plan of one's own means, or see the plan again; change to another roadmap."""
        await self._start(interaction, _Asked(zone, pace, phase, focus, roadmap, cohort), ticks)

    @on_press(Verb.START_ZONE)
    async def picked_zone(self, press: Press) -> None:
        """The place that was meant, of several."""
        zone, options = await zone_picked(self, press)
        await self._start(press.interaction, replace(_Asked(**options), zone=zone), None)

    async def _start(self, interaction: discord.Interaction, asked: _Asked, ticks: discord.Attachment | None) -> None:
        guild_id = await self.home(interaction)
        if asked.cohort is not None:
            await self._into_cohort(interaction, asked.cohort, asked, ticks)
            return
        server = await self.server(interaction)
        if again := await self.bot.progress_of(guild_id, interaction.user.id):
            self.stands(interaction, again)
            await self._again(interaction, again, server, asked, ticks)
            return
        shelf = await self.bot.store.roadmaps.shelf(guild_id)
        chosen = begun_with(asked.roadmap, shelf)
        pace, phase, focus = asked.pace, asked.phase, asked.focus
        found = await self._zone(interaction, asked)
        own_zone = ZoneInfo(found.zone) if found else server.zone if server else None
        if own_zone is None:
            raise Refusal(which_zone())
        if chosen is None:
            if ticks:
                raise Refusal(which_roadmap_for_ticks())
            options = {"zone": own_zone.key if found else "", "options": [pace, phase, focus]}
            await self._keep(interaction, guild_id, options)
            understood = taken_line(found, self.bot.clock()) if found else ""
            screen = which_screen(roadmaps_for(shelf, None), shelf.default, interaction.id, news=understood)
            await show(interaction, screen)
            return
        newcomer = await self._newcomer(
            Member(
                guild_id,
                interaction.user.id,
                own_zone,
                roadmap_id=chosen.roadmap_id,
                follows_zone=found is None,
            )
        )
        request = read_request(newcomer.roadmap, newcomer.today, pace, None, phase, focus)
        understood = taken_line(found, newcomer.now) if found else ""
        if ticks:
            matched = await read_ticks(self, interaction, newcomer, ticks)
            await self._preview(interaction, newcomer, request, matched, news=understood)
        else:
            await self._begin(interaction, newcomer, request, understood)

    async def _zone(self, interaction: discord.Interaction, asked: _Asked) -> Found | None:
        """The zone that was typed. Raises Refusal; of several places one is picked, and the command goes on."""
        async with asking_which_zone(self, interaction, Verb.START_ZONE, asdict(asked)):
            return await read_zone(asked.zone, self.bot.clock()) if asked.zone is not None else None

    async def _into_cohort(
        self, interaction: discord.Interaction, cohort: str, asked: _Asked, ticks: discord.Attachment | None
    ) -> None:
        """Somebody joins with a cohort: what that means, before anything is stored."""
        if ticks:
            raise Refusal(ticks_later())
        if any(option is not None for option in (asked.pace, asked.phase, asked.focus, asked.roadmap)):
            raise Refusal(cohort_alone())
        chosen = read_cohort(cohort, await self.bot.store.cohorts.all(await self.home(interaction)))
        found = await self._zone(interaction, asked)
        await offer_cohort(self, interaction, chosen, ZoneInfo(found.zone) if found else None)

    async def _again(
        self,
        interaction: discord.Interaction,
        progress: Progress,
        server: Server | None,
        asked: _Asked,
        ticks: discord.Attachment | None,
    ) -> None:
        """Somebody who walks already: another roadmap, ticks to bring along, or the plan once more."""
        offered = roadmaps_for(await self.bot.store.roadmaps.shelf(progress.member.guild_id), progress)
        unchanged = unchanged_line(progress, asks_for_zone=asked.asks_for_zone, asks_for_plan=asked.asks_for_plan)
        if asked.roadmap is not None:
            to = read_roadmap_name(asked.roadmap, offered).roadmap_id
            if to != progress.member.roadmap_id:
                if ticks:
                    raise Refusal(change_before_ticks())
                await preview_switch(self, interaction, progress, to, unchanged)
                return
        if ticks:
            found = await read_ticks(self, interaction, progress, ticks)
            await preview_ticks(self, interaction, progress, found, unchanged)
            return
        screen = welcome_screen(progress, server, again=True, several=len(offered) > 1, news=unchanged)
        await show(interaction, screen)

    @start.autocomplete("pace")
    async def _paces(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        roadmap = await self.known_in_time(interaction, self._meant(interaction))
        return pace_choices(roadmap, typed) if roadmap else []

    @start.autocomplete("focus")
    async def _projects(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        roadmap = await self.known_in_time(interaction, self._meant(interaction))
        return focus_choices(roadmap, typed) if roadmap else []

    async def _meant(self, interaction: discord.Interaction) -> Roadmap | None:
        """The roadmap for which somebody types an option: the one chosen in the same command, else the default.

        Raises Refusal when that can't be told.
        """
        guild_id = await self.home(interaction)
        shelf = await self.bot.store.roadmaps.shelf(guild_id)
        found = begun_with(interaction.namespace.roadmap, shelf) or shelf.default
        return (await self.bot.store.progress.edition(guild_id, found.roadmap_id)).roadmap if found else None

    @start.autocomplete("roadmap")
    async def _roadmaps(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        shelf = await self.typists_shelf(interaction)
        return roadmap_choices(roadmaps_for(shelf, await self.typist(interaction)), typed)

    @start.autocomplete("cohort")
    async def _cohorts(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        cohorts = await self.typists_cohorts(interaction)
        today = self.bot.clock().date()  # near enough: whoever joins is told in their own zone
        return cohort_choices([one for one in cohorts if one.takes(today - timedelta(days=1))], typed)

    @start.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self.zone_choices(interaction, typed)

    @app_commands.command(description="What I can do for you")
    async def help(self, interaction: discord.Interaction[Roadmate]) -> None:
        """The commands that matter now first."""
        await self._help(interaction)

    @on_press(Verb.HELP)
    async def pressed_help(self, press: Press) -> None:
        """The button that leads to the help."""
        await self._help(press.interaction)

    async def _help(self, interaction: discord.Interaction) -> None:
        progress = await self.bot.progress_of(await self.home(interaction), interaction.user.id)
        await show(interaction, help_screen(progress))
