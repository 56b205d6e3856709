"""What a tick earned, in a line each: the first of all, a finished block or phase, a kept week, a freeze; once (§6)."""

from __future__ import annotations

from datetime import timedelta

from bot.roadmap import Block
from bot.study.firsts import firsts
from bot.study.progress import Progress
from bot.study.snapshots.chain import chain_of
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import lines, plain
from bot.words import tr, tr_n

_MOST_NAMED = 10


def finished_lines(before: Progress, after: Progress) -> list[str]:
    """The blocks that were finished, each with how early; before them, that it is the first tick of all."""
    done = len(after.journal.done)
    first = tr_n("That's your first one done.", "Those are your first {number} done.", done)
    return [*([first] if firsts(before, after).is_first_tick else []), *finished_blocks(before, after)]


def finished_blocks(before: Progress, after: Progress) -> list[str]:
    """The blocks that were finished, each with how early."""
    new = firsts(before, after)
    said = [_block_line(after, block) for block in new.blocks[:_MOST_NAMED]]
    if len(new.blocks) > _MOST_NAMED:
        said.append(tr("🎯 and {number} more", number=len(new.blocks) - _MOST_NAMED))
    return said


def _block_line(after: Progress, block: Block) -> str:
    last = after.plan.last_monday_of(block.id)
    early = (last + timedelta(days=6) - after.today).days if last else 0
    if early <= 0:
        return tr("🎯 **{block}** is done.", block=plain(block.title))
    return tr_n(
        "🎯 **{block}** is done, {number} day early.",
        "🎯 **{block}** is done, {number} days early.",
        early,
        block=plain(block.title),
    )


def streak_lines(before: Progress, after: Progress) -> str:
    """Where the streak stands now; with it what a freeze is, that the week is kept, and a freeze that was earned."""
    new, chain = firsts(before, after), after.streak
    said = [streak_line(chain_of(after))]
    if new.is_first_day and chain.freezes:
        said.append(tr("-# ❄️ A freeze covers a study day you miss."))
    if new.kept_weeks:
        is_first = chain.weeks == 1 and before.streak.longest == 0
        said.append(tr("**Your first week is kept.**") if is_first else tr("**This week is kept.**"))
    if new.earned_freeze:
        said.append(
            tr_n(
                "❄️ You earned a freeze: you have {number}. It covers a day you miss.",
                "❄️ You earned a freeze: you have {number}. Each covers a day you miss.",
                chain.freezes,
            )
        )
    return lines(said)
