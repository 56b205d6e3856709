"""Ticks brought along from a member's own copy of a list: `/start ticks:` (§9)."""

from __future__ import annotations

from typing import Any

import discord

from bot.actions.bringing import BRING, NoTicks, bring, read_copy
from bot.roadmap.files.syntax import MOST_BYTES
from bot.study.bringing import Matched, matched_now
from bot.study.previews import Preview
from bot.study.progress import Progress
from bot.ui.client import RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.responding import Responder
from bot.ui.router import PREVIEW_GONE, Press, on_press
from bot.ui.screens.bringing import (
    bring_screen,
    brought_screen,
    changed_since,
    for_another_roadmap,
    kept_out_screen,
)
from bot.ui.screens.roadmap_refusals import no_ticks, too_large
from bot.ui.screens.verbs import Verb


async def read_ticks(
    cog: RoadmateCog, interaction: discord.Interaction, progress: Progress, file: discord.Attachment
) -> Matched:
    """The ticks of a file that was given to a command; the answer is put off meanwhile. Raises Refusal."""
    if file.size > MOST_BYTES:
        raise Refusal(too_large(file.filename, file.size))
    await Responder.of(interaction).defer_now()
    try:
        return await read_copy(cog.bot.apart, progress, file.filename, await file.read())
    except NoTicks as refused:
        raise Refusal(no_ticks(refused, file.filename)) from None


async def preview_ticks(
    cog: RoadmateCog, interaction: discord.Interaction, progress: Progress, found: Matched, news: str = ""
) -> None:
    """Show what a file's ticks are, and keep them for the button."""
    member = progress.member
    content = {
        "roadmap": member.roadmap_id,
        "tasks": [task.id for task in found.tasks],
        "already": found.already,
        "items": found.items,
        "unknown": found.unknown,
        "examples": found.examples,
    }
    preview = Preview(BRING, interaction.id, content)
    await cog.bot.store.previews.put(member.guild_id, member.user_id, preview, progress.now)
    await show(interaction, bring_screen(progress, found, interaction.id, news=news))


class Bringing(RoadmateCog):
    """The presses that bring ticks along; `/start ticks:` shows what was found."""

    @on_press(Verb.BRING)
    async def pressed_bring(self, press: Press) -> None:
        """ "Tick 12 tasks"."""
        progress = await self.asker(press.interaction)
        member, store = progress.member, self.bot.store
        preview = await store.previews.get(member.guild_id, member.user_id, BRING, press.number(0), self.bot.clock())
        if preview is None:
            raise Refusal(PREVIEW_GONE)
        if preview.content["roadmap"] != member.roadmap_id:
            raise Refusal(for_another_roadmap())
        tasks, found = preview.content["tasks"], _shown(progress, preview.content)
        if [task.id for task in found.tasks] != tasks:
            await preview_ticks(self, press.interaction, progress, found, changed_since())
            return
        done = await bring(self.deed(press.interaction, progress, press.number(0)), tasks)
        after = self.saved(press.interaction, done)
        await show(press.interaction, brought_screen(progress, after, done.noted))

    @on_press(Verb.BRING_NOT)
    async def pressed_not(self, press: Press) -> None:
        """ "Leave it as it is"."""
        progress = await self.asker(press.interaction)
        member = progress.member
        await self.bot.store.previews.drop(member.guild_id, member.user_id, BRING)
        await show(press.interaction, kept_out_screen(progress))


def _shown(progress: Progress, content: dict[str, Any]) -> Matched:
    """What a preview has of a file, as it is now."""
    shown = Matched((), content["already"], content["items"], content["unknown"], tuple(content["examples"]))
    return matched_now(progress, shown, content["tasks"])
