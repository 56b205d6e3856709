"""A phase's checkpoint: its items, each ticked with a link or a note that shows it, and its review (§7)."""

from __future__ import annotations

import discord
from discord import ui

from bot.roadmap import CheckpointItem, Phase
from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, button, lines, phase_colour, phase_name, plain, press, readable, short
from bot.ui.screens.own_review import add_review
from bot.ui.screens.verbs import Verb
from bot.words import tr, tr_n

_ITEMS_A_PAGE = 8
_BUTTONS_A_ROW = 5
LONGEST_EVIDENCE = 1000
_SHOWN_EVIDENCE = 80


def checkpoint_screen(
    progress: Progress, phase: Phase, page: int = 0, *, usual: int | None = None, news: str = ""
) -> Screen:
    """The items of a phase's checkpoint; `usual`: within how many days one is usually read here."""
    items = phase.checkpoint.items if phase.checkpoint else ()
    number = progress.roadmap.number_of(phase)
    title = phase.checkpoint.title if phase.checkpoint else tr("Phase {number}", number=number)
    done = sum(1 for item in items if progress.has_shown(item.id))
    screen = Screen(
        f"-# {phase_name(number, phase)}",
        f"### {plain(title)}",
        _so_far(done, len(items)),
        colour=phase_colour(number),
    )
    if not items:
        screen.say(tr("This phase has no checkpoint.") if progress.items else tr("This roadmap has no checkpoints."))
    screen.say(news)
    add_review(screen, progress, phase, usual)
    pages = max(1, -(-len(items) // _ITEMS_A_PAGE))
    page = min(max(page, 0), pages - 1)
    on_page = list(enumerate(items, start=1))[page * _ITEMS_A_PAGE : (page + 1) * _ITEMS_A_PAGE]
    screen.say(lines(_item(progress, number, item) for number, item in on_page))
    if any(not progress.has_shown(item.id) for _, item in on_page):
        screen.say(tr("-# Tick an item with a link or a note that shows you can do it."))
    for first in range(0, len(on_page), _BUTTONS_A_ROW):
        screen.row(*(_ask_for(progress, *one) for one in on_page[first : first + _BUTTONS_A_ROW]))
    return _controls(screen, progress, phase, page, pages)


def _so_far(done: int, total: int) -> str:
    if total and done == total:
        return tr_n("🎉 **All shown:** {number} item", "🎉 **All shown:** {number} of {number} items", total)
    counts = tr_n("**{done} of {number} item**", "**{done} of {number} items**", total, done=done)
    return counts if total else ""


def page_of(index: int) -> int:
    """The page on which a checkpoint's index-th item stands."""
    return index // _ITEMS_A_PAGE


def _item(progress: Progress, number: int, item: CheckpointItem) -> str:
    evidence = progress.record.journal.evidence_by_item.get(item.id)
    if evidence is None:
        return f"⬜ **{number}** {plain(item.text)}"
    words = short(" ".join(evidence.text.split()), _SHOWN_EVIDENCE)
    return f"✅ **{number}** {plain(item.text)}\n-# {readable(words)}"


def _ask_for(progress: Progress, number: int, item: CheckpointItem) -> ui.Button[Screen]:
    """The button that opens an item's form; a list would not let the same item be chosen twice."""
    if progress.has_shown(item.id):
        return button(tr("Edit item {number}…", number=number), press(Verb.SHOW_ITEM, item.id))
    return button(tr("Tick item {number}…", number=number), press(Verb.SHOW_ITEM, item.id), discord.ButtonStyle.success)


def _controls(screen: Screen, progress: Progress, phase: Phase, page: int, pages: int) -> Screen:
    with_checkpoint = [other for other in progress.roadmap.phases if other.checkpoint]
    if len(with_checkpoint) > 1:
        screen.choice(
            press(Verb.PICK_CHECKPOINT),
            tr("Another phase's checkpoint…"),
            [
                (other.id, tr("Phase {number} · {title}", number=progress.roadmap.number_of(other), title=other.title))
                for other in with_checkpoint
                if other.id != phase.id
            ],
        )
    return screen.row(
        button(tr("◀ Previous items"), press(Verb.CHECKPOINT, phase.id, page - 1)) if page else None,
        button(tr("More items ▶"), press(Verb.CHECKPOINT, phase.id, page + 1)) if page + 1 < pages else None,
    )


def _who_sees(*, is_read: bool, is_given: bool) -> str:
    """Who gets to see evidence, and how it is taken back."""
    if is_read:
        return (
            tr("Only you see this until you submit the checkpoint. Clear it to reopen it.")
            if is_given
            else tr("Only you see this until you submit the checkpoint.")
        )
    return tr("Only you can see this. Clear it to open the item again.") if is_given else tr("Only you can see this.")


def evidence_modal(item: CheckpointItem, given: str | None, *, is_read: bool = False) -> ui.Modal:
    """The form that takes the link or note for an item; empty words open a ticked item again.

    `is_read`: checkpoints are read by others here, once they are submitted.
    """
    modal = ui.Modal(title=tr("Show what you can do"), custom_id=press(Verb.EVIDENCE, item.id))
    modal.add_item(ui.TextDisplay(f"**{plain(item.text)}**"))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        default=given,
        placeholder=tr("https://… or a few words about it"),
        max_length=LONGEST_EVIDENCE,
        required=given is None,
    )
    label: ui.Label[ui.Modal] = ui.Label(
        text=tr("A link or a note"),
        description=_who_sees(is_read=is_read, is_given=given is not None),
        component=field,
    )
    modal.add_item(label)
    modal.stop()  # the answer comes through the router, also after a restart
    return modal
