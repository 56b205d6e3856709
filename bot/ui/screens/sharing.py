"""What others see when somebody shares: a picture and one line, with the author's way to take it back (§6)."""

from __future__ import annotations

from bot.roadmap import Block, Phase
from bot.study.progress import Progress
from bot.study.words import counted
from bot.ui.screens.layout import Picture, Screen, button, phase_colour, plain, press
from bot.ui.screens.progress import progress_screen, week_line
from bot.ui.screens.streak import streak_line
from bot.ui.screens.week import block_name


def shared_progress(progress: Progress, name: str, picture: Picture | None = None) -> Screen:
    """How far somebody is; in full where the picture can't be drawn."""
    done = f"{progress.done} of {counted(progress.total, 'task')}"
    phase = progress.current_phase
    screen = Screen(
        f"**{plain(name)}** · {week_line(progress)} · {done} · {streak_line(progress)}",
        colour=phase_colour(progress.roadmap.number_of(phase) if phase else 1),
    ).picture(picture)
    removable(screen, progress.member.user_id)
    return screen.or_else(lambda: removable(progress_screen(progress, name=name), progress.member.user_id))


def shared_week(progress: Progress, block: Block, name: str) -> Screen:
    """A block, with how much of it is done."""
    done = sum(progress.has_done(task.id) for task in block.tasks)
    said = f"**{plain(name)}** · {block_name(block)} · {done} of {counted(len(block.tasks), 'task')} done"
    return removable(Screen(said), progress.member.user_id)


def shared_checkpoint(progress: Progress, phase: Phase, name: str) -> Screen:
    """A checkpoint, with how many of its items are shown; never the evidence."""
    number = progress.roadmap.number_of(phase)
    items = phase.checkpoint.items if phase.checkpoint else ()
    title = phase.checkpoint.title if phase.checkpoint else phase.title
    shown = sum(progress.has_shown(item.id) for item in items)
    passed = "✅ " if items and shown == len(items) else ""
    said = f"{passed}**{plain(name)}** · {plain(title)} · {shown} of {counted(len(items), 'item')}"
    return removable(Screen(said, colour=phase_colour(number)), progress.member.user_id)


def removable(screen: Screen, user_id: int, *feat: str) -> Screen:
    """Add the button with which the author, and nobody else, takes a shared message back."""
    return screen.row(button("Remove", press("unshare", user_id, *feat)))
