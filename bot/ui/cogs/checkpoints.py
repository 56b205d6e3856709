"""Checkpoints: the items at the end of a phase, ticked with evidence (§7, policy `self`)."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.actions.evidence import show_evidence
from bot.roadmap import CheckpointItem, Phase
from bot.study.progress import Progress
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.inputs.plans import phase_numbered
from bot.ui.languages import publicly
from bot.ui.replies import Gone, open_form, show
from bot.ui.router import Press, on_press
from bot.ui.screens.checkpoint import checkpoint_screen, evidence_modal, page_of
from bot.ui.screens.not_found import checkpoint_gone, item_gone
from bot.ui.screens.sharing import shared_checkpoint


class Checkpoints(RoadmateCog):
    """`/checkpoint` and its buttons and form."""

    @app_commands.command(description="The end of a phase: show what you can do")
    @app_commands.describe(phase="The number of a phase (default: the one you're in)", share="Show it to everyone here")
    @for_member
    async def checkpoint(
        self,
        interaction: discord.Interaction[Roadmate],
        progress: Progress,
        phase: app_commands.Range[int, 1, 104] | None = None,
        share: bool = False,
    ) -> None:
        """Show a phase's items."""
        if share:
            refuse_to_share(interaction)
        chosen = _current(progress) if phase is None else phase_numbered(progress.roadmap, phase)
        if share:
            with publicly(interaction):
                await show(interaction, shared_checkpoint(progress, chosen, interaction.user.display_name), public=True)
        else:
            await show(interaction, checkpoint_screen(progress, chosen))

    @on_press("checkpoint")
    @for_member
    async def pressed(self, press: Press, progress: Progress) -> None:
        """ "Checkpoint", ◀ and ▶."""
        phase = _phase(progress, press.args[0]) if press.args else _current(progress)
        page = press.number(1) if len(press.args) > 1 else 0
        await show(press.interaction, checkpoint_screen(progress, phase, page))

    @on_press("pick-checkpoint")
    @for_member
    async def picked(self, press: Press, progress: Progress) -> None:
        """A phase chosen from the list."""
        await show(press.interaction, checkpoint_screen(progress, _phase(progress, next(iter(press.values), ""))))

    @on_press("show-item", opens_a_form=True)
    @for_member
    async def ask_for_evidence(self, press: Press, progress: Progress) -> None:
        """ "Show 1" and "Change 1": the form."""
        item = _item(progress, press)
        given = progress.page.journal.evidence_by_item.get(item.id)
        await open_form(press.interaction, evidence_modal(item, given.text if given else None))

    @on_press("evidence")
    @for_member
    async def take_evidence(self, press: Press, before: Progress) -> None:
        """The form's answer: words tick the item, no words open it again."""
        item = _item(before, press)
        shown = await show_evidence(self.deed(press.interaction, before), item, "".join(press.values).strip())
        after = self.saved(press.interaction, shown)
        await show(press.interaction, checkpoint_screen(after, _phase(after, item.id), _page_of(after, item)))


def _current(progress: Progress) -> Phase:
    return progress.current_phase or progress.roadmap.phases[0]


def _phase(progress: Progress, part_id: str) -> Phase:
    """The phase of this id, or that an item of this id stands in. Raises Refusal for a stale one."""
    if phase := progress.roadmap.phase_of(part_id):
        return phase
    raise Gone(checkpoint_gone())


def _item(progress: Progress, press: Press) -> CheckpointItem:
    press.refuse_other_roadmap(progress)
    if item := progress.roadmap.item(press.word(0)):
        return item
    raise Gone(item_gone())


def _page_of(progress: Progress, item: CheckpointItem) -> int:
    checkpoint = _phase(progress, item.id).checkpoint
    return page_of([one.id for one in checkpoint.items].index(item.id)) if checkpoint else 0
