"""Joining the roadmap, and finding out what there is to do."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.actions.joining import JOINING, join
from bot.actions.previewing import keep_preview
from bot.study.member import Member
from bot.study.pace import PlanRequest, asks_for_more, fingerprint, with_choice
from bot.study.progress import Progress
from bot.study.requests import to_content
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.plans import asked_before, choice_for, focus_choices, pace_choices, read_request
from bot.ui.inputs.zones import read_zone, taken_line
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.plan import join_screen, join_sure_screen
from bot.ui.screens.welcome import help_screen, invited_plan_screen, welcome_screen


class Joining(RoadmateCog):
    """`/start` and `/help`."""

    @app_commands.command(description="Join the roadmap: your plan starts, and reminders come")
    @app_commands.describe(
        zone="Your time zone: type your city. Left out, it is the server's",
        pace="Faster than written; you see first what it means",
        phase="Already strong on the beginnings? Start at this phase",
        focus="Limited time? Keep one phase and this project only",
    )
    async def start(
        self,
        interaction: discord.Interaction[Roadmate],
        zone: str | None = None,
        pace: str | None = None,
        phase: app_commands.Range[int, 1, 104] | None = None,
        focus: str | None = None,
    ) -> None:
        """Join, see first what a plan of one's own means, or see the plan again."""
        guild_id = await self.home(interaction)
        server = await self.server(interaction)
        if again := await self.bot.progress_of(guild_id, interaction.user.id):
            await show(interaction, welcome_screen(again, server, again=True))
            return
        found = await read_zone(zone, self.bot.clock()) if zone is not None else None
        own_zone = ZoneInfo(found.zone) if found else server.zone if server else None
        if own_zone is None:
            raise Refusal("Which time zone are you in? Type /start zone: and your city, such as Berlin, and pick it.")
        newcomer = await self._newcomer(guild_id, interaction.user.id, own_zone)
        request = read_request(newcomer.roadmap, newcomer.today, pace, None, phase, focus)
        if request.is_empty:
            await self._join(interaction, newcomer, taken_line(found, newcomer.now) if found else "")
        else:
            await self._preview(interaction, newcomer, request)

    @on_press("invited")
    async def pressed_invited(self, press: Press) -> None:
        """ "Join" on an invitation: the plan as written in the server's zone, to look at; the next press starts it."""
        interaction = press.interaction
        guild_id, server = await self.home(interaction), await self.server(interaction)
        if again := await self.bot.progress_of(guild_id, interaction.user.id):
            await show(interaction, welcome_screen(again, server, again=True))
            return
        if server is None:
            raise Refusal("Type /start zone: and your city, such as Berlin, and pick it.")
        newcomer = await self._newcomer(guild_id, interaction.user.id, server.zone)
        number = await self._keep(interaction, newcomer, PlanRequest(), newcomer)
        await show(interaction, invited_plan_screen(newcomer, server, number))

    async def _preview(self, interaction: discord.Interaction, newcomer: Progress, request: PlanRequest) -> None:
        """Show what a plan of one's own means; what is shown is kept, and joined with when its button is pressed."""
        planned = with_choice(newcomer, choice_for(newcomer, request))
        await show(interaction, join_screen(planned, await self._keep(interaction, newcomer, request, planned)))

    async def _keep(
        self, interaction: discord.Interaction, newcomer: Progress, request: PlanRequest, planned: Progress
    ) -> int:
        """Keep what is shown until it is joined with; returns its number."""
        content = {"zone": newcomer.member.zone.key, "request": to_content(request), "shown": fingerprint(planned)}
        return await keep_preview(self.deed(interaction, newcomer), JOINING, content)

    @on_press("join")
    async def pressed_join(self, press: Press) -> None:
        """ "Join with this plan", and the yes to more than ten hours a week."""
        newcomer, content = await self._previewed(press)
        if newcomer is None:
            return
        request = asked_before(content["request"], newcomer.roadmap)
        planned = with_choice(newcomer, choice_for(newcomer, request))
        if fingerprint(planned) != content["shown"]:
            await self._preview(press.interaction, newcomer, request)
        elif asks_for_more(planned) and press.args[1:] != ("1",):
            await show(press.interaction, join_sure_screen(planned, press.number(0)))
        else:
            await self._join(press.interaction, planned)

    @on_press("join-plainly")
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
            raise Refusal(
                "That plan was shown more than a day ago, or another one after it. Type /start to see it anew."
            )
        zone = ZoneInfo(preview.content["zone"])
        return await self._newcomer(guild_id, user_id, zone), preview.content

    async def _newcomer(self, guild_id: int, user_id: int, zone: ZoneInfo) -> Progress:
        """Somebody who would join now, with the roadmap as written."""
        return await self.bot.store.standings.newcomer(Member(guild_id, user_id, zone), self.bot.clock())

    async def _join(self, interaction: discord.Interaction, newcomer: Progress, news: str = "") -> None:
        server = await self.server(interaction)
        joined = self.saved(interaction, await join(self.deed(interaction, newcomer)))
        await show(interaction, welcome_screen(joined, server).say(news))

    @start.autocomplete("pace")
    async def _paces(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        edition = await self.bot.store.standings.edition(interaction.guild_id or 0)
        return pace_choices(edition.roadmap, typed)

    @start.autocomplete("focus")
    async def _projects(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        edition = await self.bot.store.standings.edition(interaction.guild_id or 0)
        return focus_choices(edition.roadmap, typed)

    @start.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self.zone_choices(interaction, typed)

    @app_commands.command(description="What I can do for you")
    async def help(self, interaction: discord.Interaction[Roadmate]) -> None:
        """The commands in the order a member needs them."""
        await self._help(interaction)

    @on_press("help")
    async def pressed_help(self, press: Press) -> None:
        """The button that leads to the help."""
        await self._help(press.interaction)

    async def _help(self, interaction: discord.Interaction) -> None:
        page = await self.bot.store.members.page(await self.home(interaction), interaction.user.id)
        await show(interaction, help_screen(joined=page is not None))
