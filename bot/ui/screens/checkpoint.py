"""A phase's checkpoint: its items, each ticked with a link or a note that shows it, and its review (§7)."""

from __future__ import annotations

import discord
from discord import ui

from bot.roadmap import CheckpointItem, Phase
from bot.study.progress import Progress
from bot.ui.screens.layout import Screen, bar, button, phase_colour, phase_name, plain, press, readable, short
from bot.ui.screens.own_review import add_review
from bot.words import tr, tr_n

_ITEMS_A_PAGE = 6
LONGEST_EVIDENCE = 1000
_SHOWN_EVIDENCE = 120


def checkpoint_screen(
    progress: Progress, phase: Phase, page: int = 0, *, usual: int | None = None, news: str = ""
) -> Screen:
    """The items of a phase's checkpoint; `usual`: within how many days one is usually read here."""
    items = phase.checkpoint.items if phase.checkpoint else ()
    number = progress.roadmap.number_of(phase)
    title = phase.checkpoint.title if phase.checkpoint else tr("Phase {number}", number=number)
    done = sum(1 for item in items if progress.has_shown(item.id))
    counts = tr_n("**{done} of {number} item**", "**{done} of {number} items**", len(items), done=done)
    screen = Screen(
        f"-# {phase_name(number, phase)}",
        f"## {plain(title)}",
        f"{bar(done, len(items))} {counts}" if items else "",
        colour=phase_colour(number),
    )
    if not items:
        screen.say(tr("This phase has no checkpoint.") if progress.items else tr("This roadmap has no checkpoints."))
    elif done == len(items):
        screen.say(tr("🎉 **Checkpoint passed.** You've shown everything in it."))
    screen.say(news)
    add_review(screen, progress, phase, usual)
    pages = max(1, -(-len(items) // _ITEMS_A_PAGE))
    page = min(max(page, 0), pages - 1)
    for item in items[page * _ITEMS_A_PAGE : (page + 1) * _ITEMS_A_PAGE]:
        _item(screen, progress, item)
    return _controls(screen, progress, phase, page, pages)


def page_of(index: int) -> int:
    """The page on which a checkpoint's index-th item stands."""
    return index // _ITEMS_A_PAGE


def _item(screen: Screen, progress: Progress, item: CheckpointItem) -> None:
    evidence = progress.page.journal.evidence_by_item.get(item.id)
    line = f"{'✅' if evidence else '⬜'} {plain(item.text)}"
    if evidence:
        words = short(" ".join(evidence.text.split()), _SHOWN_EVIDENCE)
        screen.ask(f"{line}\n-# {readable(words)}", button(tr("Change"), press("show-item", item.id)))
    else:
        screen.ask(line, button(tr("Tick"), press("show-item", item.id), discord.ButtonStyle.success))


def _controls(screen: Screen, progress: Progress, phase: Phase, page: int, pages: int) -> Screen:
    with_checkpoint = [other for other in progress.roadmap.phases if other.checkpoint]
    if len(with_checkpoint) > 1:
        screen.choice(
            press("pick-checkpoint"),
            tr("Another phase…"),
            [
                (other.id, tr("Phase {number} · {title}", number=progress.roadmap.number_of(other), title=other.title))
                for other in with_checkpoint
                if other.id != phase.id
            ],
        )
    return screen.row(
        button("◀", press("checkpoint", phase.id, page - 1)) if page else None,
        button("▶", press("checkpoint", phase.id, page + 1)) if page + 1 < pages else None,
        button(tr("My progress"), press("progress")),
    )


def _who_sees(*, is_read: bool, is_given: bool) -> str:
    """Who gets to see evidence, and how it is taken back."""
    if is_read:
        return (
            tr("Only you can see this, until you submit it. Clear it to open the item again.")
            if is_given
            else tr("Only you can see this, until you submit it.")
        )
    return tr("Only you can see this. Clear it to open the item again.") if is_given else tr("Only you can see this.")


def evidence_modal(item: CheckpointItem, given: str | None, *, is_read: bool = False) -> ui.Modal:
    """The form that takes the link or note for an item; empty words open a ticked item again.

    `is_read`: checkpoints are read by others here, once they are submitted.
    """
    modal = ui.Modal(title=tr("Show what you can do"), custom_id=press("evidence", item.id))
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
