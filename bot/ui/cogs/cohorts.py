"""`/cohort`, and the way into one from `/start cohort:` or an invitation (§12)."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.actions.cohorts import (
    COHORT,
    CannotGroup,
    Hindrance,
    Ways,
    answer_cohort,
    join_cohort,
    leave_cohort,
    ways_in,
)
from bot.actions.deeds import Deed
from bot.study.cohorts import Cohort, Membership, invited_to
from bot.study.days import week_of
from bot.study.member import Member
from bot.study.pace import fingerprint
from bot.study.previews import Preview
from bot.study.progress import Progress
from bot.ui.client import NOT_JOINED, Roadmate, RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.roles import role_ids
from bot.ui.router import PREVIEW_GONE, STALE, Press, on_press
from bot.ui.screens.cohorts import CohortWeek, cohort_screen, leave_screen, left_screen, no_cohort_screen, not_in_one
from bot.ui.screens.joining_cohort import (
    Joining,
    changed_since,
    in_it_already,
    joined_screen,
    joining_screen,
    not_grouped,
    starts_screen,
)
from bot.ui.screens.verbs import Verb
from bot.ui.screens.welcome import unchanged_line, which_zone
from bot.ui.shown_name import shown_name

_Done = TypeVar("_Done")
_WEEK = timedelta(weeks=1)


async def grouped(doing: Awaitable[_Done]) -> _Done:
    """What was done with a cohort. Raises Refusal."""
    try:
        return await doing
    except CannotGroup as refused:
        raise Refusal(not_grouped(refused.why)) from None


def mentored_by(user: discord.User | discord.Member, cohorts: list[Cohort]) -> list[Cohort]:
    """The cohorts whose role somebody has."""
    theirs = role_ids(user)
    return [one for one in cohorts if one.role_id in theirs]


async def offer_cohort(
    cog: RoadmateCog, interaction: discord.Interaction, cohort: Cohort, zone: ZoneInfo | None = None
) -> None:
    """Show what joining a cohort means; late, the two ways come first. `zone` is the one of somebody new."""
    guild_id, user_id = await cog.home(interaction), interaction.user.id
    before = await cog.bot.progress_of(guild_id, user_id)
    if before:
        cog.stands(interaction, before)
        if before.record.group and before.record.group.cohort.number == cohort.number:
            raise Refusal(in_it_already())
    ways = await _ways(cog, interaction, cohort, before, zone)
    if not cohort.takes(ways.plans[0].today):
        raise Refusal(not_grouped(Hindrance.OVER))
    content: dict[str, object] = {"cohort": cohort.number, "terms": cohort.terms, "zone": zone.key if zone else ""}
    news = unchanged_line(before, asks_for_zone=zone is not None) if before else ""
    if len(ways.plans) == 1:
        await _preview(cog, interaction, cohort, ways, 0, content, news)
        return
    await _keep(cog, interaction, {**content, "shown": [fingerprint(plan) for plan in ways.plans]})
    await show(interaction, starts_screen(cohort, ways.plans, interaction.id).say(news))


async def _ways(
    cog: RoadmateCog, interaction: discord.Interaction, cohort: Cohort, before: Progress | None, zone: ZoneInfo | None
) -> Ways:
    """How somebody would join. Raises Refusal where no zone is known, or the cohort's roadmap has gone."""
    server = await cog.server(interaction)
    known = zone or (server.zone if server else None)
    if before is None and known is None:
        raise Refusal(which_zone())
    new = Member(cohort.guild_id, interaction.user.id, known or ZoneInfo("UTC"), follows_zone=zone is None)
    member = before.member if before else new
    try:
        return await ways_in(cog.bot.store, cohort, before, member, cog.bot.clock())
    except LookupError:
        raise Refusal(STALE) from None


async def _preview(
    cog: RoadmateCog,
    interaction: discord.Interaction,
    cohort: Cohort,
    ways: Ways,
    at: int,
    content: dict[str, object],
    news: str = "",
) -> None:
    """The joining screen of one of the ways, kept for its buttons."""
    after = ways.plans[at]
    await _keep(cog, interaction, {**content, "at": at, "shown": fingerprint(after)})
    left = after.record.group.cohort if after.record.group else None
    await show(interaction, joining_screen(Joining(cohort, after, ways.keeps, left, news), interaction.id))


async def _keep(cog: RoadmateCog, interaction: discord.Interaction, content: dict[str, object]) -> None:
    preview = Preview(COHORT, interaction.id, content)
    guild_id = await cog.home(interaction)
    await cog.bot.store.previews.put(guild_id, interaction.user.id, preview, cog.bot.clock())


class Cohorts(RoadmateCog):
    """`/cohort`, and the presses of its screens."""

    @app_commands.command(description="Your cohort and its week, who sees what, and the way out")
    async def cohort(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Show it; whoever has a cohort's role finds its members here."""
        await self._show(interaction)

    @on_press(Verb.COHORT)
    async def pressed_cohort(self, press: Press) -> None:
        """ "My cohort" and "Stay"."""
        await self._show(press.interaction)

    async def _show(self, interaction: discord.Interaction, news: str = "") -> None:
        guild_id, store = await self.home(interaction), self.bot.store
        cohorts = await store.cohorts.all(guild_id)
        mentored = mentored_by(interaction.user, cohorts)
        progress = await self.bot.progress_of(guild_id, interaction.user.id)
        if progress is None:
            today = await self._today(interaction)
            joinable = [one for one in cohorts if one.takes(today)]
            await show(interaction, no_cohort_screen(joinable, mentored, invited_to(cohorts, today)))
            return
        await self.knows(interaction, progress)
        group = progress.record.group
        if group is None:
            joinable = [one for one in cohorts if one.takes(progress.today)]
            await show(interaction, no_cohort_screen(joinable, mentored, invited_to(cohorts, progress.today)))
            return
        await show(interaction, cohort_screen(await self._week(progress, group), mentored, news))

    async def _today(self, interaction: discord.Interaction) -> date:
        server, now = await self.server(interaction), self.bot.clock()
        return Member(0, 0, server.zone if server else ZoneInfo("UTC")).today(now)

    async def _week(self, progress: Progress, group: Membership) -> CohortWeek:
        """The cohort's week as the roadmap is written, and what its members did in it."""
        store, cohort, member = self.bot.store, group.cohort, progress.member
        walker = Member(member.guild_id, member.user_id, member.zone, roadmap_id=cohort.roadmap_id)
        plan = await store.progress.newcomer(walker, progress.now, cohort.monday)
        monday = week_of(progress.today)
        together = await store.cohorts.together(cohort, monday, monday + _WEEK)
        return CohortWeek(group, plan, together, progress)

    @on_press(Verb.COHORT_START)
    async def chose_start(self, press: Press) -> None:
        """One of the two ways of somebody who joins late."""
        cohort, ways, content = await self._previewed(press)
        at = press.number(1)
        if not 0 <= at < len(ways.plans):
            raise Refusal(STALE)
        await _preview(self, press.interaction, cohort, ways, at, content)

    @on_press(Verb.COHORT_JOIN)
    async def pressed_join(self, press: Press) -> None:
        """ "Join", "Join and share" and "Join without sharing": what was shown, else it is shown again."""
        interaction = press.interaction
        cohort, ways, content = await self._previewed(press)
        at = content.get("at")
        if not isinstance(at, int) or at >= len(ways.plans):
            raise Refusal(STALE)
        after = ways.plans[at]
        if fingerprint(after) != content["shown"] or cohort.terms != content["terms"]:
            shown = {**content, "terms": cohort.terms}
            await _preview(self, interaction, cohort, ways, at, shown, changed_since())
            return
        before = await self.bot.progress_of(cohort.guild_id, interaction.user.id)
        name = await shown_name(interaction, cohort.guild_id) if press.word(1) == "1" else None
        deed = Deed(self.bot.store, before or after, press.number(0))
        joined = self.saved(interaction, await grouped(join_cohort(deed, after, cohort, name)))
        group = joined.record.group
        if group is None:
            raise Refusal(not_in_one())
        await show(interaction, joined_screen(joined, group))

    async def _previewed(self, press: Press) -> tuple[Cohort, Ways, dict[str, object]]:
        """The cohort of a preview, how its reader would join now, and what was shown. Raises Refusal."""
        interaction, store = press.interaction, self.bot.store
        guild_id, user_id = await self.home(interaction), interaction.user.id
        preview = await store.previews.get(guild_id, user_id, COHORT, press.number(0), self.bot.clock())
        if preview is None:
            raise Refusal(PREVIEW_GONE)
        cohort = await store.cohorts.get(guild_id, preview.content["cohort"])
        if cohort is None:
            raise Refusal(not_grouped(Hindrance.NOT_THERE))
        before = await self.bot.progress_of(guild_id, user_id)
        if before:
            self.stands(interaction, before)
        own = preview.content["zone"]
        ways = await _ways(self, interaction, cohort, before, ZoneInfo(own) if own else None)
        return cohort, ways, preview.content

    @on_press(Verb.COHORT_SHARE)
    async def pressed_share(self, press: Press) -> None:
        """ "Share" what was shown, and "Stop sharing"."""
        home = await self.home(press.interaction)
        progress = await self.bot.progress_of(home, press.interaction.user.id)
        if progress is None:
            raise Refusal(NOT_JOINED)
        self.stands(press.interaction, progress)  # without the question that is being answered
        shown = replace(self._group(progress, press).cohort, terms=press.number(1))
        name = await shown_name(press.interaction, home) if press.word(2) == "1" else None
        deed = self.deed(press.interaction, progress)
        self.saved(press.interaction, await grouped(answer_cohort(deed, shown, name)))
        await self._show(press.interaction)

    @on_press(Verb.COHORT_OUT)
    async def pressed_out(self, press: Press) -> None:
        """ "Leave…"."""
        progress = await self.asker(press.interaction)
        if progress.record.group is None:
            raise Refusal(not_in_one())
        await show(press.interaction, leave_screen(progress.record.group.cohort))

    @on_press(Verb.COHORT_LEAVE)
    async def pressed_leave(self, press: Press) -> None:
        """ "Leave"."""
        progress = await self.asker(press.interaction)
        group = self._group(progress, press)
        self.saved(press.interaction, await grouped(leave_cohort(self.deed(press.interaction, progress))))
        await show(press.interaction, left_screen(group.cohort))

    def _group(self, progress: Progress, press: Press) -> Membership:
        """The cohort that a press is about. Raises Refusal when its presser is in it no longer."""
        group = progress.record.group
        if group is None or group.cohort.number != press.number(0):
            raise Refusal(not_in_one())
        return group
