"""Joining the roadmap, and finding out what there is to do."""

from __future__ import annotations

from datetime import datetime

import discord
from discord import app_commands

from bot.study.days import first_monday, study_day
from bot.study.member import Member
from bot.study.plan import Segment
from bot.study.roadmap import Roadmap
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs import read_zone, zone_choices
from bot.ui.replies import Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.welcome import help_screen, welcome_screen


class Joining(RoadmateCog):
    """`/start` and `/help`."""

    @app_commands.command(description="Join the roadmap: your plan starts, and reminders come")
    @app_commands.describe(zone="Your time zone: type your city. Left out, it is the server's")
    async def start(self, interaction: discord.Interaction[Roadmate], zone: str | None = None) -> None:
        """Join, or see the plan again."""
        guild_id = await self.home(interaction)
        server = await self.server(interaction)
        if again := await self.bot.progress_of(guild_id, interaction.user.id):
            await show(interaction, welcome_screen(again, server, again=True))
            return
        if zone is None and server is None:
            raise Refusal("Which time zone are you in? Type /start zone: and your city, such as Berlin, and pick it.")
        where = read_zone(zone) if zone is not None else None
        member = Member(guild_id, interaction.user.id, where or server.zone)  # type: ignore[union-attr]
        now = self.bot.clock()
        await self.bot.store.members.join(member, as_written(self.bot.roadmap, member, now), now)
        await show(interaction, welcome_screen(await self.asker(interaction), server))

    @start.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return zone_choices(typed, self.bot.clock())

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


def as_written(roadmap: Roadmap, member: Member, now: datetime) -> Segment:
    """The plan in the roadmap's own pace, from the member's first Monday (§3)."""
    weeks = roadmap.weeks_total
    return Segment(first_monday(study_day(now, member.zone)), tuple(range(1, weeks + 1)), weeks)
