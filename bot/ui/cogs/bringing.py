"""Ticks brought along from a member's own copy of a list: `/start ticks:` (§9)."""

from __future__ import annotations

from typing import Any

import discord

from bot.actions.bringing import BRING, NotRead, bring, read_copy
from bot.roadmap.files.syntax import MOST_BYTES
from bot.study.bringing import Matched, matched_now
from bot.study.previews import Preview
from bot.study.progress import Progress
from bot.ui.client import RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.responding import Responder
from bot.ui.router import PREVIEW_GONE, Press, on_press
from bot.ui.screens.bringing import bring_screen, brought_screen, kept_out_screen
from bot.ui.screens.layout import plain

_CHANGED = "⚠️ Something has changed since you saw this. What was found in your file now:"
_ELSEWHERE = "Those ticks are for another roadmap than the one you walk now. Go back to it first, with /start roadmap:."


async def read_ticks(
    cog: RoadmateCog, interaction: discord.Interaction, progress: Progress, file: discord.Attachment
) -> Matched:
    """The ticks of a file that was given to a command; the answer is put off meanwhile. Raises Refusal."""
    if file.size > MOST_BYTES:
        raise Refusal(f"{plain(file.filename)} has {file.size:,} bytes, at most {MOST_BYTES:,} are read; shorten it.")
    await Responder.of(interaction).defer_now()
    try:
        return await read_copy(cog.bot.apart, progress, file.filename, await file.read())
    except NotRead as refused:
        raise Refusal(plain(str(refused))) from None


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

    @on_press("bring")
    async def pressed_bring(self, press: Press) -> None:
        """ "Tick 12 tasks"."""
        progress = await self.asker(press.interaction)
        member, store = progress.member, self.bot.store
        preview = await store.previews.get(member.guild_id, member.user_id, BRING, press.number(0), self.bot.clock())
        if preview is None:
            raise Refusal(PREVIEW_GONE)
        if preview.content["roadmap"] != member.roadmap_id:
            raise Refusal(_ELSEWHERE)
        tasks, found = preview.content["tasks"], _shown(progress, preview.content)
        if [task.id for task in found.tasks] != tasks:
            await preview_ticks(self, press.interaction, progress, found, _CHANGED)
            return
        done = await bring(self.deed(press.interaction, progress, press.number(0)), tasks)
        after = self.saved(press.interaction, done)
        await show(press.interaction, brought_screen(progress, after, done.noted))

    @on_press("bring-not")
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
