"""Checkpoints: the items at the end of a phase, ticked with evidence, and submitted to be read (§7)."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.actions.evidence import show_evidence
from bot.actions.reviewing import Reviewed, sign_self, submit, withdraw
from bot.roadmap import CheckpointItem, Phase
from bot.study.news import News
from bot.study.progress import Progress
from bot.study.review import Policy, State, usual_days
from bot.study.submitting import items_of, may_submit, readers_for, review_of, reviews_to_tell, seal_of
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.sharing import refuse_to_share
from bot.ui.inputs.plans import phase_numbered
from bot.ui.languages import publicly
from bot.ui.replies import Gone, Refusal, open_form, say_only_once, show
from bot.ui.router import Press, on_press
from bot.ui.screens.checkpoint import checkpoint_screen, evidence_modal, page_of
from bot.ui.screens.news import news_line
from bot.ui.screens.not_found import checkpoint_gone, item_gone
from bot.ui.screens.own_review import changed_meanwhile, nothing_to_submit, somebody_decided, submit_screen
from bot.ui.screens.sharing import shared_checkpoint
from bot.ui.screens.verbs import Verb
from bot.ui.whole_guild import whole_guild


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
            await self._show(interaction, progress, chosen)

    @on_press(Verb.CHECKPOINT)
    @for_member
    async def pressed(self, press: Press, progress: Progress) -> None:
        """ "Checkpoint", ◀ and ▶."""
        phase = _phase(progress, press.args[0]) if press.args else _current(progress)
        page = press.number(1) if len(press.args) > 1 else 0
        await self._show(press.interaction, progress, phase, page)

    @on_press(Verb.PICK_CHECKPOINT)
    @for_member
    async def picked(self, press: Press, progress: Progress) -> None:
        """A phase chosen from the list."""
        await self._show(press.interaction, progress, _phase(progress, next(iter(press.values), "")))

    @on_press(Verb.SHOW_ITEM, opens_a_form=True)
    @for_member
    async def ask_for_evidence(self, press: Press, progress: Progress) -> None:
        """ "Tick item 1…" and "Edit item 1…": the form."""
        item = _item(progress, press)
        given = progress.record.journal.evidence_by_item.get(item.id)
        is_read = progress.record.readers.policy is not Policy.SELF
        await open_form(press.interaction, evidence_modal(item, given.text if given else None, is_read=is_read))

    @on_press(Verb.EVIDENCE)
    @for_member
    async def take_evidence(self, press: Press, before: Progress) -> None:
        """The form's answer: words tick the item, no words open it again."""
        item = _item(before, press)
        shown = await show_evidence(self.deed(press.interaction, before), item, "".join(press.values).strip())
        after = self.saved(press.interaction, shown)
        await self._show(press.interaction, after, _phase(after, item.id), _page_of(after, item))

    @on_press(Verb.SUBMIT)
    @for_member
    async def pressed_submit(self, press: Press, progress: Progress) -> None:
        """ "Submit…": who will read it, before it is sent."""
        press.refuse_other_roadmap(progress)
        await self._ask_to_submit(press.interaction, progress, _phase(progress, press.word(0)))

    @on_press(Verb.SEND)
    @for_member
    async def pressed_send(self, press: Press, progress: Progress) -> None:
        """ "Submit", below that: what was shown, to those who were named; else it is shown again."""
        press.refuse_other_roadmap(progress)
        interaction, phase = press.interaction, _phase(progress, press.word(0))
        if not may_submit(progress, phase):
            raise Refusal(nothing_to_submit())
        if seal_of(progress, phase) != press.word(1):
            await self._ask_to_submit(interaction, progress, phase, changed_meanwhile())
            return
        done = await submit(self.deed(interaction, progress), phase, is_named=bool(press.number(2)))
        await self._show_reviewed(interaction, phase, done)

    @on_press(Verb.WITHDRAW)
    @for_member
    async def pressed_withdraw(self, press: Press, progress: Progress) -> None:
        """ "Withdraw": until somebody has decided."""
        press.refuse_other_roadmap(progress)
        done = await withdraw(self.deed(press.interaction, progress), press.word(0))
        await self._show_reviewed(press.interaction, progress.roadmap.phase_of(press.word(0)), done)

    @on_press(Verb.SIGN_SELF)
    @for_member
    async def pressed_sign_self(self, press: Press, progress: Progress) -> None:
        """ "Sign it myself": after the second return."""
        press.refuse_other_roadmap(progress)
        done = await sign_self(self.deed(press.interaction, progress), press.word(0))
        await self._show_reviewed(press.interaction, progress.roadmap.phase_of(press.word(0)), done)

    async def _ask_to_submit(
        self, interaction: discord.Interaction, progress: Progress, phase: Phase, news: str = ""
    ) -> None:
        if not may_submit(progress, phase):
            raise Refusal(nothing_to_submit())
        item_ids = [item.id for item in items_of(phase)]
        others = await self.bot.store.reviews.readers(progress.member.walk, phase.id, item_ids)
        screen = submit_screen(
            progress,
            phase,
            others,
            await self._usual(progress),
            is_anybody=await self._is_there(progress, phase),
            news=news,
        )
        await show(interaction, screen)

    async def _show_reviewed(self, interaction: discord.Interaction, phase: Phase | None, done: Reviewed) -> None:
        after = self.saved(interaction, done)
        shown = phase or _current(after)  # the phase may have left the roadmap, and be withdrawn all the same
        await self._show(interaction, after, shown, news="" if done.is_done else somebody_decided())

    async def _show(
        self, interaction: discord.Interaction, progress: Progress, phase: Phase, page: int = 0, news: str = ""
    ) -> None:
        review = review_of(progress, phase.id)
        if {one.phase_id for one in reviews_to_tell(progress)} == {phase.id}:
            say_only_once(interaction, news_line(progress, News.REVIEWED))
        waits = review is not None and review.state is State.SUBMITTED
        usual = await self._usual(progress) if waits else None
        await show(interaction, checkpoint_screen(progress, phase, page, usual=usual, news=news))

    async def _usual(self, progress: Progress) -> int | None:
        return usual_days(await self.bot.store.review_queue.times(progress.member.guild_id))

    async def _is_there(self, progress: Progress, phase: Phase) -> bool:
        """Whether the role that is to read is still there, as far as is known."""
        guild = await whole_guild(self.bot, progress.member.guild_id)
        role_id = readers_for(progress, phase.id).role_id
        return guild is None or (role_id is not None and guild.get_role(role_id) is not None)


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
