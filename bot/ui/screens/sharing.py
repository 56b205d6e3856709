"""What others see when somebody shares: a picture and one line, with the author's way to take it back (§6)."""

from __future__ import annotations

from bot.roadmap import Block, Phase
from bot.study.progress import Progress
from bot.study.snapshots.progress import ProgressSnapshot
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import Picture, Screen, button, phase_colour, plain, press
from bot.ui.screens.progress import own_week_line, progress_screen, tasks_line
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import tr, tr_n


def shared_progress(progress: ProgressSnapshot, user_id: int, name: str, picture: Picture | None = None) -> Screen:
    """How far somebody is; in full where the picture can't be drawn."""
    said = (f"**{plain(name)}**", own_week_line(progress), tasks_line(progress), streak_line(progress.chain))
    screen = removable(
        Screen(" · ".join(filter(None, said)), colour=phase_colour(progress.card.colour)).picture(picture), user_id
    )
    return screen.or_else(lambda: removable(progress_screen(progress, name=name), user_id))


def shared_week(progress: Progress, block: Block, name: str) -> Screen:
    """A block, with how much of it is done."""
    done = sum(progress.has_done(task.id) for task in block.tasks)
    counts = tr_n("{done} of {number} task done", "{done} of {number} tasks done", len(block.tasks), done=done)
    return removable(Screen(f"**{plain(name)}** · {block_name(block)} · {counts}"), progress.member.user_id)


def shared_checkpoint(progress: Progress, phase: Phase, name: str) -> Screen:
    """A checkpoint, with how many of its items are shown; never the evidence."""
    number = progress.roadmap.number_of(phase)
    items = phase.checkpoint.items if phase.checkpoint else ()
    title = phase.checkpoint.title if phase.checkpoint else phase.title
    shown = sum(progress.has_shown(item.id) for item in items)
    passed = "✅ " if items and shown == len(items) else ""
    counts = tr_n("{shown} of {number} item", "{shown} of {number} items", len(items), shown=shown)
    said = f"{passed}**{plain(name)}** · {plain(title)} · {counts}"
    return removable(Screen(said, colour=phase_colour(number)), progress.member.user_id)


def removable(screen: Screen, user_id: int, *achievement: str) -> Screen:
    """Add the button with which the author, and nobody else, takes a shared message back."""
    return screen.row(button(tr("Remove"), press(Verb.UNSHARE, user_id, *achievement)))


def nobody_here() -> str:
    """That nothing can be shared in a private chat."""
    return tr("There's nobody here to share it with. Try it in your study server.")


def shared_before() -> str:
    """That it was shared already."""
    return tr("You've already shared this.")


def nothing_left_to_share() -> str:
    """That what was reached has left the roadmap."""
    return tr("That's no longer in the roadmap, so there's nothing to share.")


def open_again() -> str:
    """That what was reached is no longer complete."""
    return tr("One of its tasks is open again, so there's nothing to share yet.")


def only_its_author() -> str:
    """That a shared message is taken back by who shared it."""
    return tr("Only the person who shared this can remove it.")


def look_in_server() -> str:
    """That others' progress can't be looked at in a private chat."""
    return tr("To see someone's progress, use /progress member: in a server you share with them.")


def not_visible(name: str) -> str:
    """That somebody does not let others look, or has not joined: both are said alike."""
    return tr(
        "{name} isn't showing their progress here. Anyone can show theirs: /progress, “As text”, “Let others look”.",
        name=plain(name),
    )
