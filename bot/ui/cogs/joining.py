"""Joining the roadmap, and finding out what there is to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.actions.joining import JOINING, join
from bot.actions.previewing import keep_preview
from bot.roadmap import Roadmap
from bot.study.bringing import Matched, with_brought
from bot.study.cohorts import invited_to
from bot.study.days import study_day
from bot.study.member import OPERATORS, Member, Server
from bot.study.pace import PlanRequest, asks_for_more, fingerprint, with_choice
from bot.study.previews import Preview
from bot.study.progress import Progress
from bot.study.requests import to_content
from bot.study.zones import Found
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.bringing import preview_ticks, read_ticks
from bot.ui.cogs.cohorts import offer_cohort
from bot.ui.cogs.switching import begun_with, preview_switch, roadmaps_for
from bot.ui.cogs.zones import asking_which_zone, zone_picked
from bot.ui.inputs.cohorts import cohort_choices, read_cohort
from bot.ui.inputs.plans import asked_before, choice_for, focus_choices, pace_choices, read_request
from bot.ui.inputs.roadmaps import read_roadmap_name, roadmap_choices
from bot.ui.inputs.zones import read_zone
from bot.ui.replies import Refusal, show
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.bringing import brought_line, found_lines
from bot.ui.screens.clocks import taken_line
from bot.ui.screens.joining_cohort import cohort_alone, invited_too_late, ticks_later, too_late_screen
from bot.ui.screens.plan import join_screen, join_sure_screen
from bot.ui.screens.switching import which_screen
from bot.ui.screens.verbs import Verb
from bot.ui.screens.welcome import (
    change_before_ticks,
    help_screen,
    invited_plan_screen,
    plan_out_of_date,
    roadmap_changed,
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


class Joining(RoadmateCog):
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
            await show(interaction, which_screen(roadmaps_for(shelf, None), shelf.default, interaction.id))
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
        if ticks:
            matched = await read_ticks(self, interaction, newcomer, ticks)
            await self._preview(interaction, newcomer, request, matched)
        else:
            await self._begin(interaction, newcomer, request, taken_line(found, newcomer.now) if found else "")

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

    @on_press(Verb.INVITED_COHORT)
    async def pressed_invited_to_cohort(self, press: Press) -> None:
        """A cohort's *Join* on an invitation."""
        interaction, store = press.interaction, self.bot.store
        guild_id = await self.home(interaction)
        cohort = await store.cohorts.get(guild_id, press.number(0))
        if cohort is None:
            server = await self.server(interaction)
            today = study_day(self.bot.clock(), server.zone if server else ZoneInfo("UTC"))
            others = invited_to(await store.cohorts.all(guild_id), today)
            has_joined = await self.bot.progress_of(guild_id, interaction.user.id) is not None
            raise Refusal(invited_too_late(), too_late_screen(others, has_joined=has_joined))
        await offer_cohort(self, interaction, cohort)

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
        screen = welcome_screen(progress, server, again=True, several=len(offered) > 1)
        await show(interaction, screen.say(unchanged))

    async def _begin(
        self, interaction: discord.Interaction, newcomer: Progress, request: PlanRequest, news: str = ""
    ) -> None:
        """Join as written, or see first what a plan of one's own means."""
        if request.is_empty:
            await self._join(interaction, newcomer, news)
        else:
            await self._preview(interaction, newcomer, request)

    @on_press(Verb.INVITED)
    async def pressed_invited(self, press: Press) -> None:
        """ "Join" on an invitation: the plan as written in the server's zone, to look at; the next press starts it.

        Where the server has several roadmaps, the choice comes first.
        """
        interaction = press.interaction
        guild_id, server = await self.home(interaction), await self.server(interaction)
        if again := await self.bot.progress_of(guild_id, interaction.user.id):
            await show(interaction, welcome_screen(again, server, again=True))
            return
        if server is None:
            raise Refusal(which_zone())
        shelf = await self.bot.store.roadmaps.shelf(guild_id)
        chosen = begun_with(None, shelf)
        if chosen is None:
            await self._keep(interaction, guild_id, {"zone": "", "options": [None, None, None]})
            await show(interaction, which_screen(roadmaps_for(shelf, None), shelf.default, interaction.id))
            return
        newcomer = await self._newcomer(
            Member(guild_id, interaction.user.id, server.zone, roadmap_id=chosen.roadmap_id, follows_zone=True)
        )
        number = await keep_preview(self.deed(interaction, newcomer), JOINING, _kept(newcomer, PlanRequest(), newcomer))
        await show(interaction, invited_plan_screen(newcomer, server, number))

    async def _preview(
        self,
        interaction: discord.Interaction,
        newcomer: Progress,
        request: PlanRequest,
        ticks: Matched | None = None,
    ) -> None:
        """Show what a plan of one's own means; what is shown is kept, and joined with when its button is pressed."""
        planned = newcomer if request.is_empty else with_choice(newcomer, choice_for(newcomer, request))
        content = _kept(newcomer, request, planned, [task.id for task in ticks.tasks] if ticks else [])
        await keep_preview(self.deed(interaction, newcomer), JOINING, content)
        after = with_brought(planned, content["ticks"])
        await show(interaction, join_screen(after, interaction.id, found_lines(planned, ticks) if ticks else ()))

    async def _keep(self, interaction: discord.Interaction, guild_id: int, content: dict[str, Any]) -> None:
        preview = Preview(JOINING, interaction.id, content)
        await self.bot.store.previews.put(guild_id, interaction.user.id, preview, self.bot.clock())

    @on_press(Verb.BEGIN)
    async def chose_roadmap(self, press: Press) -> None:
        """The roadmap that somebody joins, where there are several."""
        await self._begin_on(press, press.values[0] if press.values else "")

    @on_press(Verb.BEGIN_DEFAULT)
    async def chose_default(self, press: Press) -> None:
        """The one that the server offers first."""
        await self._begin_on(press, press.word(1))

    async def _begin_on(self, press: Press, number: str) -> None:
        newcomer, content = await self._previewed(press)
        if newcomer is None:
            return
        shelf = await self.bot.store.roadmaps.shelf(newcomer.member.guild_id)
        chosen = begun_with(number, shelf)
        if chosen is None or "options" not in content:
            raise Refusal(STALE)
        newcomer = await self._newcomer(replace(newcomer.member, roadmap_id=chosen.roadmap_id))
        pace, phase, focus = content["options"]
        request = read_request(newcomer.roadmap, newcomer.today, pace, None, phase, focus)
        await self._begin(press.interaction, newcomer, request)

    @on_press(Verb.JOIN)
    async def pressed_join(self, press: Press) -> None:
        """ "Join with this plan", and the yes to more than ten hours a week."""
        newcomer, content = await self._previewed(press)
        if newcomer is None:
            return
        request = asked_before(content["request"], newcomer.roadmap)
        planned = newcomer if request.is_empty else with_choice(newcomer, choice_for(newcomer, request))
        ticks = content.get("ticks", [])
        if fingerprint(planned) != content["shown"]:
            if ticks:
                raise Refusal(roadmap_changed())
            await self._preview(press.interaction, newcomer, request)
        elif asks_for_more(planned) and press.args[1:] != ("1",):
            await show(press.interaction, join_sure_screen(planned, press.number(0)))
        else:
            await self._join(press.interaction, planned, ticks=ticks)

    @on_press(Verb.JOIN_PLAINLY)
    async def pressed_join_plainly(self, press: Press) -> None:
        """ "Join with the roadmap as written"."""
        newcomer, _ = await self._previewed(press)
        if newcomer:
            await self._join(press.interaction, newcomer)

    async def _previewed(self, press: Press) -> tuple[Progress | None, dict[str, Any]]:
        """Whoever would join now, and the preview they had; nobody who has joined meanwhile: they see their plan."""
        guild_id, user_id = await self.home(press.interaction), press.interaction.user.id
        if again := await self.bot.progress_of(guild_id, user_id):
            await show(press.interaction, welcome_screen(again, await self.server(press.interaction), again=True))
            return None, {}
        preview = await self.bot.store.previews.get(guild_id, user_id, JOINING, press.number(0), self.bot.clock())
        if preview is None:
            raise Refusal(plan_out_of_date())
        server, own_zone = await self.server(press.interaction), preview.content["zone"]
        zone = ZoneInfo(own_zone) if own_zone or server is None else server.zone
        roadmap = preview.content.get("roadmap", OPERATORS)
        member = Member(guild_id, user_id, zone, roadmap_id=roadmap, follows_zone=not own_zone)
        return await self._newcomer(member), preview.content

    async def _newcomer(self, member: Member) -> Progress:
        """Somebody who would join a roadmap now, as it is written."""
        return await self.bot.store.progress.newcomer(member, self.bot.clock())

    async def _join(
        self, interaction: discord.Interaction, newcomer: Progress, news: str = "", ticks: Sequence[str] = ()
    ) -> None:
        server = await self.server(interaction)
        joined = self.saved(interaction, await join(self.deed(interaction, newcomer), ticks))
        came = brought_line(joined.done) if ticks else ""
        await show(interaction, welcome_screen(joined, server).say(news, came))

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
        """The commands in the order a member needs them."""
        await self._help(interaction)

    @on_press(Verb.HELP)
    async def pressed_help(self, press: Press) -> None:
        """The button that leads to the help."""
        await self._help(press.interaction)

    async def _help(self, interaction: discord.Interaction) -> None:
        record = await self.bot.store.members.record(await self.home(interaction), interaction.user.id)
        await show(interaction, help_screen(joined=record is not None))


def _kept(newcomer: Progress, request: PlanRequest, planned: Progress, ticks: Sequence[str] = ()) -> dict[str, Any]:
    """What is kept of a plan that somebody would join with."""
    return {
        "zone": "" if newcomer.member.follows_zone else newcomer.member.zone.key,
        "roadmap": newcomer.member.roadmap_id,
        "request": to_content(request),
        "ticks": list(ticks),
        "shown": fingerprint(planned),
    }
