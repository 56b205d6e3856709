"""Where a member stands: progress, streak and the whole road."""

from __future__ import annotations

from collections import Counter

import discord
from discord import app_commands

from bot.actions.settings import set_visible
from bot.pictures.drawings import draw_card, draw_road
from bot.study.progress import Progress
from bot.study.snapshots.progress import progress_snapshot
from bot.study.snapshots.roadmap import roadmap_snapshot
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.inputs.plans import phase_numbered
from bot.ui.languages import publicly
from bot.ui.replies import Gone, Refusal, show
from bot.ui.router import Press, on_press
from bot.ui.screens.layout import Screen
from bot.ui.screens.not_found import phase_gone
from bot.ui.screens.phase import phase_screen, rhythm_screen
from bot.ui.screens.progress import progress_as_text, progress_screen
from bot.ui.screens.road import road_as_text, road_screen
from bot.ui.screens.sharing import look_in_server, not_visible, shared_progress
from bot.ui.screens.streak import streak_screen
from bot.ui.screens.verbs import Verb
from bot.ui.whereabouts import is_private_chat

_MOST_OTHERS = 100
"""So many of the others are looked at for the road; a picture has no room for more."""


class ShowingProgress(RoadmateCog):
    """`/progress`, `/streak` and `/roadmap`."""

    @app_commands.command(description="How far you are, just for you or to share")
    @app_commands.describe(member="Someone who lets others look", share="Show it to everyone here")
    async def progress(
        self,
        interaction: discord.Interaction[Roadmate],
        member: discord.User | discord.Member | None = None,
        share: bool = False,
    ) -> None:
        """Show one's own progress, or that of somebody who agreed."""
        if member is not None and member.id != interaction.user.id:
            await self._look_at(interaction, member)
            return
        progress = await self.asker(interaction)
        if share:
            await self._share(interaction, progress)
        else:
            card = await self._card(progress)
            await show(interaction, self.with_offers(interaction, progress, card, tells_pause=True))

    @app_commands.command(description="Your weeks in a row, and what keeps them going")
    @for_member
    async def streak(self, interaction: discord.Interaction[Roadmate], progress: Progress) -> None:
        """Show the chain."""
        await show(interaction, streak_screen(progress))

    @app_commands.command(description="The whole roadmap with your dates, or one of its phases")
    @app_commands.describe(phase="The number of a phase")
    @for_member
    async def roadmap(
        self,
        interaction: discord.Interaction[Roadmate],
        progress: Progress,
        phase: app_commands.Range[int, 1, 104] | None = None,
    ) -> None:
        """Show the road or a phase."""
        if phase is None:
            await show(interaction, await self._road(progress))
        else:
            await show(interaction, phase_screen(progress, phase_numbered(progress.roadmap, phase)))

    @on_press(Verb.PROGRESS)
    @for_member
    async def pressed_progress(self, press: Press, progress: Progress) -> None:
        """ "My progress"."""
        await show(press.interaction, await self._card(progress))

    @on_press(Verb.PROGRESS_TEXT)
    @for_member
    async def pressed_progress_text(self, press: Press, progress: Progress) -> None:
        """ "As text", below the card."""
        await show(press.interaction, progress_as_text(progress_snapshot(progress)))

    @on_press(Verb.STREAK)
    @for_member
    async def pressed_streak(self, press: Press, progress: Progress) -> None:
        """ "Streak"."""
        await show(press.interaction, streak_screen(progress))

    @on_press(Verb.ROAD)
    @for_member
    async def pressed_road(self, press: Press, progress: Progress) -> None:
        """ "The whole road", or a phase chosen from it."""
        if not press.values:
            await show(press.interaction, await self._road(progress))
            return
        phase = progress.roadmap.phase(press.values[0])
        if phase is None:
            raise Gone(phase_gone())
        await show(press.interaction, phase_screen(progress, phase))

    @on_press(Verb.ROAD_TEXT)
    @for_member
    async def pressed_road_text(self, press: Press, progress: Progress) -> None:
        """ "As text", below the road."""
        await show(press.interaction, road_as_text(roadmap_snapshot(progress, await self._others(progress))))

    @on_press(Verb.RHYTHM)
    @for_member
    async def pressed_rhythm(self, press: Press, progress: Progress) -> None:
        """ "Rhythm and adjustments"."""
        await show(press.interaction, rhythm_screen(progress))

    @on_press(Verb.VISIBLE)
    @for_member
    async def pressed_visible(self, press: Press, progress: Progress) -> None:
        """ "Let others look" and "Hide from others"."""
        changed = await set_visible(self.deed(press.interaction, progress), bool(press.number(0)))
        await show(press.interaction, progress_as_text(progress_snapshot(self.saved(press.interaction, changed))))

    async def _card(self, progress: Progress, name: str | None = None) -> Screen:
        """The progress screen with its picture; with a name it is for others."""
        shown = progress_snapshot(progress)
        picture = await self.picture(progress, lambda: shown.card, draw_card)
        return progress_screen(shown, picture, name=name)

    async def _road(self, progress: Progress) -> Screen:
        """The road with its picture, and on it the others who let others look."""
        seen = roadmap_snapshot(progress, await self._others(progress))
        picture = await self.picture(progress, lambda: seen.road, draw_road)
        return road_screen(seen, picture)

    async def _others(self, progress: Progress) -> Counter[int]:
        """In which roadmap weeks the others are who let others look."""
        member = progress.member
        records = await self.bot.store.members.records_visible(member.guild_id, member.user_id, _MOST_OTHERS)
        walking = await self.bot.store.progress.of_records(records, progress.now)
        on_the_way = (other for other in walking if other.has_started and not other.is_complete)
        return Counter(other.week for other in on_the_way if other.member.roadmap_id == member.roadmap_id)

    async def _share(self, interaction: discord.Interaction, progress: Progress) -> None:
        refuse_to_share(interaction)
        with publicly(interaction):
            shown = progress_snapshot(progress)
            picture = await self.picture(progress, lambda: shown.card, draw_card)
            screen = shared_progress(shown, interaction.user.id, interaction.user.display_name, picture)
            await show(interaction, screen, public=True)

    async def _look_at(self, interaction: discord.Interaction, member: discord.User | discord.Member) -> None:
        if is_private_chat(interaction):
            raise Refusal(look_in_server())
        progress = await self.bot.progress_of(await self.home(interaction), member.id)
        if progress is None or not progress.member.visible:
            raise Refusal(not_visible(member.display_name))
        await show(interaction, await self._card(progress, member.display_name))
