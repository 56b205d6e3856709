"""Joining the roadmap, and finding out what there is to do."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.roadmap import Roadmap
from bot.study.days import first_monday, study_day
from bot.study.journal import Journal
from bot.study.member import Member, MemberPage
from bot.study.pace import MANY_HOURS, Wish, hours_span, with_segment
from bot.study.plan import Segment
from bot.study.progress import Progress
from bot.study.zones import find_zone
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.zones import read_zone, taken_line
from bot.ui.replies import Refusal, show
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.plan import join_screen, join_sure_screen
from bot.ui.screens.welcome import help_screen, welcome_screen
from bot.ui.wishes import focus_choices, from_token, read_wish, segment_of, to_token


class Joining(RoadmateCog):
    """`/start` and `/help`."""

    @app_commands.command(description="Join the roadmap: your plan starts, and reminders come")
    @app_commands.describe(
        zone="Your time zone: type your city. Left out, it is the server's",
        pace="Faster than the 36 weeks as written; you see first what it means",
        phase="Already strong on the beginnings? Start at this phase",
        focus="Limited time? Keep one phase and this project only",
    )
    async def start(
        self,
        interaction: discord.Interaction[Roadmate],
        zone: str | None = None,
        pace: Literal["as written", "6 months", "4 months"] | None = None,
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
        newcomer = self._newcomer(Member(guild_id, interaction.user.id, own_zone))
        wish = read_wish(self.bot.roadmap, newcomer.today, pace, None, phase, focus)
        if wish == Wish():
            await self._join(interaction, newcomer, taken_line(found, newcomer.now) if found else "")
            return
        planned = with_segment(newcomer, segment_of(newcomer, wish))
        token, plain = to_token(wish, self.bot.roadmap), to_token(Wish(), self.bot.roadmap)
        screen = join_screen(planned, own_zone.key, token, plain)
        await show(interaction, screen.say(taken_line(found, newcomer.now)) if found else screen)

    @on_press("join")
    async def pressed_join(self, press: Press) -> None:
        """ "Join with this plan" and "Join with the roadmap as written"."""
        guild_id = await self.home(press.interaction)
        zone = find_zone(press.word(0))
        if zone is None:
            raise Refusal(STALE)
        member = Member(guild_id, press.interaction.user.id, zone)
        if again := await self.bot.progress_of(guild_id, member.user_id):
            await show(press.interaction, welcome_screen(again, await self.server(press.interaction), again=True))
            return
        newcomer = self._newcomer(member)
        wish = from_token(press.word(1), self.bot.roadmap)
        planned = newcomer if wish == Wish() else with_segment(newcomer, segment_of(newcomer, wish))
        if hours_span(planned)[1] > MANY_HOURS and press.args[2:] != ("1",):
            token, plain = to_token(wish, self.bot.roadmap), to_token(Wish(), self.bot.roadmap)
            await show(press.interaction, join_sure_screen(planned, member.zone.key, token, plain))
            return
        await self._join(press.interaction, planned)

    def _newcomer(self, member: Member) -> Progress:
        """Somebody who would join now, with the roadmap as written."""
        now = self.bot.clock()
        segments = (as_written(self.bot.roadmap, member, now),)
        return Progress(self.bot.roadmap, MemberPage(member, segments, (), Journal()), now)

    async def _join(self, interaction: discord.Interaction, newcomer: Progress, news: str = "") -> None:
        await self.bot.store.members.join(newcomer.member, newcomer.plan.latest, newcomer.now)
        screen = welcome_screen(await self.again(newcomer), await self.server(interaction))
        await show(interaction, screen.say(news))

    @start.autocomplete("focus")
    async def _projects(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return focus_choices(self.bot.roadmap, typed)

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


def as_written(roadmap: Roadmap, member: Member, now: datetime) -> Segment:
    """The plan in the roadmap's own pace, from the member's first Monday (§3)."""
    weeks = roadmap.weeks_total
    return Segment(first_monday(study_day(now, member.zone)), tuple(range(1, weeks + 1)), weeks)
