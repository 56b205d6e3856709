"""From a plan that would be to the plan that is: what somebody who joins is shown first, and the presses below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.actions.joining import JOINING, join
from bot.actions.previewing import keep_preview
from bot.study.bringing import Matched, with_brought
from bot.study.cohorts import invited_to
from bot.study.days import study_day
from bot.study.member import OPERATORS, Member
from bot.study.pace import PlanRequest, asks_for_more, fingerprint, with_choice
from bot.study.previews import Preview
from bot.study.progress import Progress
from bot.study.requests import to_content
from bot.study.shelf import ServerRoadmap, Shelf
from bot.ui.client import RoadmateCog
from bot.ui.cogs.cohorts import offer_cohort
from bot.ui.cogs.switching import begun_with, roadmaps_for
from bot.ui.inputs.plans import asked_before, choice_for, read_request
from bot.ui.replies import Refusal, show
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.bringing import brought_line, found_lines
from bot.ui.screens.joining_cohort import invited_too_late, too_late_screen
from bot.ui.screens.layout import plain, words_of
from bot.ui.screens.plan import join_screen, join_sure_screen
from bot.ui.screens.switching import not_offered, which_screen
from bot.ui.screens.verbs import Verb
from bot.ui.screens.welcome import (
    invited_plan_screen,
    plan_out_of_date,
    roadmap_changed,
    welcome_screen,
    which_zone,
)


class JoinPreviews(RoadmateCog):
    """The way from an invitation, an option or a choice of roadmaps to the first plan."""

    async def _begin(
        self, interaction: discord.Interaction, newcomer: Progress, request: PlanRequest, news: str = ""
    ) -> None:
        """Join as written, or see first what a plan of one's own means."""
        if request.is_empty:
            await self._join(interaction, newcomer, news)
        else:
            await self._preview(interaction, newcomer, request, news=news)

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

    @on_press(Verb.INVITED)
    async def pressed_invited(self, press: Press) -> None:
        """ "Join" on an invitation: the plan as written in the server's zone, to look at; the next press starts it.

        It is the roadmap that the invitation names; where that is not offered any more, and there are several, the
        choice comes first.
        """
        interaction = press.interaction
        guild_id, server = await self.home(interaction), await self.server(interaction)
        if again := await self.bot.progress_of(guild_id, interaction.user.id):
            await show(interaction, welcome_screen(again, server, again=True))
            return
        if server is None:
            raise Refusal(which_zone())
        shelf = await self.bot.store.roadmaps.shelf(guild_id)
        named = _invited_to(press, shelf)
        is_offered = named is not None and not named.archived
        chosen = named if is_offered else begun_with(None, shelf)
        gone = not_offered(named.title) if named and not is_offered else ""
        if chosen is None:
            await self._keep(interaction, guild_id, {"zone": "", "options": [None, None, None]})
            screen = which_screen(roadmaps_for(shelf, None), shelf.default, interaction.id, news=gone)
            await show(interaction, screen)
            return
        newcomer = await self._newcomer(
            Member(guild_id, interaction.user.id, server.zone, roadmap_id=chosen.roadmap_id, follows_zone=True)
        )
        number = await keep_preview(self.deed(interaction, newcomer), JOINING, _kept(newcomer, PlanRequest(), newcomer))
        several = len(shelf.in_use) > 1
        await show(interaction, invited_plan_screen(newcomer, server, number, several=several, news=gone))

    async def _preview(
        self,
        interaction: discord.Interaction,
        newcomer: Progress,
        request: PlanRequest,
        ticks: Matched | None = None,
        news: str = "",
    ) -> None:
        """Show what a plan of one's own means; what is shown is kept, and joined with when its button is pressed."""
        planned = newcomer if request.is_empty else with_choice(newcomer, choice_for(newcomer, request))
        content = _kept(newcomer, request, planned, [task.id for task in ticks.tasks] if ticks else [])
        await keep_preview(self.deed(interaction, newcomer), JOINING, content)
        after = with_brought(planned, content["ticks"])
        found = found_lines(planned, ticks) if ticks else ()
        await show(interaction, join_screen(after, interaction.id, found, news=news))

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
        await show(interaction, welcome_screen(joined, server, news=news).say(came))


def _invited_to(press: Press, shelf: Shelf) -> ServerRoadmap | None:
    """The roadmap that an invitation names: by its button, or on one of the version before by its words."""
    if press.args:
        return shelf.get(press.number(0))
    said = words_of(press.interaction.message)
    named = [one for one in shelf.all if f"**{plain(one.title)}**" in said]
    return named[0] if len(named) == 1 else None


def _kept(newcomer: Progress, request: PlanRequest, planned: Progress, ticks: Sequence[str] = ()) -> dict[str, Any]:
    """What is kept of a plan that somebody would join with."""
    return {
        "zone": "" if newcomer.member.follows_zone else newcomer.member.zone.key,
        "roadmap": newcomer.member.roadmap_id,
        "request": to_content(request),
        "ticks": list(ticks),
        "shown": fingerprint(planned),
    }
