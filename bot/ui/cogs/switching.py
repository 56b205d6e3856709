"""Several roadmaps in a server: choosing one to begin, and going over to another one (§9)."""

from __future__ import annotations

import discord

from bot.actions.switching import SWITCH, switch, switched
from bot.study.pace import fingerprint
from bot.study.previews import Preview
from bot.study.progress import Progress
from bot.study.shelf import ServerRoadmap, Shelf
from bot.ui.client import RoadmateCog
from bot.ui.inputs.roadmaps import read_roadmap_name
from bot.ui.replies import Refusal, show
from bot.ui.router import PREVIEW_GONE, STALE, Press, on_press
from bot.ui.screens.switching import changed_since, none_to_join, on_it_already, switch_screen, switched_screen
from bot.ui.screens.verbs import Verb


def roadmaps_for(shelf: Shelf, progress: Progress | None) -> tuple[ServerRoadmap, ...]:
    """What a member may walk: what is in use, the default first, and what they have parked."""
    parked = {other.member.roadmap_id for other in progress.others} if progress else set[int]()
    now = {progress.member.roadmap_id} if progress else set[int]()
    found = [one for one in shelf.all if not one.archived or one.roadmap_id in parked | now]
    return tuple(sorted(found, key=lambda one: one is not shelf.default))


def begun_with(typed: str | None, shelf: Shelf) -> ServerRoadmap | None:
    """The roadmap that somebody begins with: the one they name, or the only one; None where they have to choose.

    Raises Refusal.
    """
    found = roadmaps_for(shelf, None)
    if not found:
        raise Refusal(none_to_join())
    if typed is not None:
        return read_roadmap_name(typed, found)
    return found[0] if len(found) == 1 else None


async def preview_switch(
    cog: RoadmateCog, interaction: discord.Interaction, progress: Progress, to: int, news: str = ""
) -> None:
    """Show what going over to a roadmap means, and keep it for its button. Raises Refusal when there is none."""
    after = await _on(cog, progress, to)
    content = {"to": to, "left": progress.member.roadmap_id, "shown": fingerprint(after)}
    member, preview = progress.member, Preview(SWITCH, interaction.id, content)
    await cog.bot.store.previews.put(member.guild_id, member.user_id, preview, progress.now)
    await show(interaction, switch_screen(progress, after, interaction.id, news=news))


async def _on(cog: RoadmateCog, progress: Progress, roadmap_id: int) -> Progress:
    """Where a member would stand on another roadmap. Raises Refusal when there is none."""
    try:
        return await switched(cog.bot.store, progress, roadmap_id)
    except LookupError:
        raise Refusal(STALE) from None


class Switching(RoadmateCog):
    """The presses that go over to another roadmap; `/start roadmap:` shows what it means."""

    @on_press(Verb.SWITCH_TO)
    async def pressed_switch_to(self, press: Press) -> None:
        """ "Go back…"."""
        progress, to = await self.asker(press.interaction), press.number(0)
        shelf = await self.bot.store.roadmaps.shelf(progress.member.guild_id)
        if to == progress.member.roadmap_id:
            raise Refusal(on_it_already())
        if to not in {one.roadmap_id for one in roadmaps_for(shelf, progress)}:
            raise Refusal(STALE)
        await preview_switch(self, press.interaction, progress, to)

    @on_press(Verb.SWITCH)
    async def pressed_switch(self, press: Press) -> None:
        """ "Switch"."""
        progress = await self.asker(press.interaction)
        member, store = progress.member, self.bot.store
        preview = await store.previews.get(member.guild_id, member.user_id, SWITCH, press.number(0), self.bot.clock())
        if preview is None or preview.content["left"] != member.roadmap_id:
            raise Refusal(PREVIEW_GONE)
        after = await _on(self, progress, preview.content["to"])
        if fingerprint(after) != preview.content["shown"]:
            await preview_switch(self, press.interaction, progress, preview.content["to"], changed_since())
            return
        done = self.saved(
            press.interaction, await switch(self.deed(press.interaction, progress, press.number(0)), after)
        )
        await show(press.interaction, switched_screen(progress, done))
