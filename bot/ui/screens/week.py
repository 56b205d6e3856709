"""One block of the roadmap: its tasks to tick, what goes with it, and the way to the weeks around it."""

from __future__ import annotations

from datetime import timedelta

import discord

from bot.roadmap import Block, Phase, Task
from bot.study.catchup import catchup_task
from bot.study.days import week_of
from bot.study.progress import Progress
from bot.study.snapshots.chain import chain_of
from bot.study.snapshots.standing import reason_of
from bot.study.snapshots.status import status
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import (
    QUIET,
    Screen,
    button,
    in_weeks,
    lines,
    phase_colour,
    phase_name,
    plain,
    press,
    task_words,
)
from bot.ui.screens.pages import Page, page_of
from bot.ui.screens.standing import finished_line, free_week_line, open_line
from bot.ui.screens.verbs import Verb
from bot.words import day_name, duration, hours, tr, tr_n

_ROOM = 2000
"""Characters for a page of tasks; the rest of a message is for what goes with them."""


def block_name(block: Block) -> str:
    """A block as the source heads it: "Week 1-2: ML Fundamentals"."""
    return tr("Week {weeks}: {title}", weeks=block.weeks, title=plain(block.title))


def task_line(progress: Progress, task: Task, longest: int | None = None) -> str:
    """A task with its box, its words cut to a length where there is one."""
    text = task_words(task, longest)
    return f"✅ ~~{text}~~" if progress.has_done(task.id) else f"⬜ {text}"


def weeks_block(progress: Progress) -> Block:
    """The block that is due, or the next one."""
    following = (progress.next_block[0],) if progress.next_block else ()
    return next(iter((*progress.due_blocks, *following, *progress.roadmap.blocks)))


def week_screen(progress: Progress, block: Block, page: int = 0, *, news: str = "") -> Screen:
    """The block with its tasks, and below them what a tick just did."""
    phase = progress.roadmap.phase_of(block.id)
    number = progress.roadmap.number_of(phase) if phase else 0
    said = [task_line(progress, task) for task in block.tasks]
    shown = page_of(said, page, _ROOM)
    screen = Screen(
        _first_line(progress),
        f"-# {_phase(progress, phase)}" if phase and len(progress.roadmap.phases) > 1 else "",
        lines(
            filter(
                None,
                (
                    f"## {_title(progress, block)}",
                    *_when(progress, block),
                    " · ".join(filter(None, (_counts(progress, block), _hours(progress, block)))),
                    _after(progress, block),
                    _from_earlier(progress, block),
                ),
            )
        ),
        lines(said[shown.first : shown.end]),
        f"-# {shown.said}" if shown.said else "",
        colour=phase_colour(number) if phase else QUIET,
    )
    late = catchup_task(progress) if _is_due(progress, block) else None
    screen.part(tr("↩️ **Catching up:** {task}", task=task_words(late)) if late else "", _extras(progress, block))
    screen.say(news or (streak_line(chain_of(progress)) if _is_due(progress, block) else ""))
    return _controls(screen, progress, block, shown)


def _counts(progress: Progress, block: Block) -> str:
    done = sum(1 for task in block.tasks if progress.has_done(task.id))
    return tr_n("**{done} of {number} task done**", "**{done} of {number} tasks done**", len(block.tasks), done=done)


def _after(progress: Progress, block: Block) -> str:
    """What comes next, once all of this week's block is done."""
    following = progress.next_block
    if following is None or not _is_due(progress, block) or not all(progress.has_done(task.id) for task in block.tasks):
        return ""
    return tr("Next: {block}, from {day}", block=plain(following[0].title), day=day_name(following[1], progress.today))


def _from_earlier(progress: Progress, block: Block) -> str:
    """What earlier weeks have left open, where one looks at this week; after the plan's end the list tells."""
    if not progress.overdue or not _is_due(progress, block) or progress.plan.has_ended(progress.today):
        return ""
    return open_line(reason_of(progress))


def _phase(progress: Progress, phase: Phase) -> str:
    """The phase with how much of it is done, as far as it is in the plan."""
    name, part = phase_name(progress.roadmap.number_of(phase), phase), progress.phase_progress(phase.id)
    if part is None or not part.total:
        return name
    return f"{name} · {tr('{done} of {total}', done=part.done, total=part.total)}"


def _first_line(progress: Progress) -> str:
    """What comes before all else: a pause, or a free week."""
    if pause := progress.pause:
        return tr("⏸️ **Paused until {day}.** Nothing is due.", day=day_name(pause.until, progress.today))
    return free_week_line(reason_of(progress)) if progress.is_free_week else ""


def _title(progress: Progress, block: Block) -> str:
    """A block's title; where the plan's own week doesn't stand below it, with its weeks in the roadmap."""
    return plain(block.title) if _is_due(progress, block) and progress.has_started else block_name(block)


def _when(progress: Progress, block: Block) -> list[str]:
    """The plan's own week, and how long the block's tasks have; of another block when it begins."""
    today, mondays = progress.today, progress.plan.mondays_of(block.id)
    if not mondays or not progress.is_in_scope(block):
        return [tr("Not part of your plan, but you can still tick its tasks.")]
    if not _is_due(progress, block):
        return [tr("In your plan from {day}.", day=day_name(mondays[0], today))]
    reason = reason_of(progress)
    if reason.finish:
        return [finished_line(reason.finish, reason)]
    if not progress.has_started:
        return [tr("Your first tasks. They start on {day}.", day=day_name(mondays[0], today))]
    if monday := progress.goes_on:
        return [tr("Continues on {day}. Anything you tick before then counts too.", day=day_name(monday, today))]
    if progress.plan.has_ended(today):
        return [tr("Your plan ended on {day}. What is open stays here.", day=day_name(progress.plan.ends_on, today))]
    if progress.pause:
        week, weeks = status(progress).goes_on, progress.plan.total_weeks
        return [tr("You continue with week {week} of {weeks}.", week=week, weeks=weeks)]
    this_monday = week_of(today)
    sunday = max(mondays[-1], this_monday) + timedelta(days=6)
    weeks = [monday for monday in mondays if monday <= this_monday]
    return [
        " · ".join(filter(None, (_own_week(progress), _week_of_block(len(weeks), len(mondays))))),
        tr("Until {day} · {left}", day=day_name(sunday, today), left=_left((sunday - today).days)),
    ]


def _own_week(progress: Progress) -> str:
    return tr("Week {week} of {weeks}", week=progress.week_number, weeks=progress.plan.total_weeks)


def _week_of_block(week: int, weeks: int) -> str:
    """Which of a block's weeks this is, so that its end isn't taken for this week's; nothing where it has one."""
    if weeks <= 1:
        return ""
    if weeks > 2:
        return tr("week {week} of {weeks} on this", week=week, weeks=weeks)
    return tr("first of two weeks") if week == 1 else tr("second of two weeks")


def _left(days: int) -> str:
    """How much time is left, today not counted."""
    return tr_n("{number} day left", "{number} days left", days) if days else tr("last day")


def _is_due(progress: Progress, block: Block) -> bool:
    """Whether a block is worked on this calendar week."""
    return any(due.id == block.id for due in progress.due_blocks)


def _extras(progress: Progress, block: Block) -> str:
    said: list[str] = []
    if block.resource:
        said.append(tr("**Resource:** {text}", text=plain(block.resource)))
    if block.critical:
        said.append(tr("**Critical:** {text}", text=plain(block.critical)))
    if block.deliverable:
        said.append(tr("**Deliverable:** {text}", text=plain(block.deliverable)))
    under_way = {project.id for week in block.weeks for project in progress.roadmap.projects_at(week)}
    said += [
        tr("**Project {number}:** {title}", number=number, title=plain(project.title))
        for number, project in enumerate(progress.roadmap.projects, start=1)
        if project.id in under_way
    ]
    return lines(said)


def _hours(progress: Progress, block: Block) -> str:
    if not _is_due(progress, block):
        return tr("about {hours} a week", hours=hours(progress.roadmap.hours_in(block.weeks.first)))
    logged = progress.minutes_this_week
    if progress.pause or progress.is_complete:
        return tr("{logged} logged this week", logged=duration(logged)) if logged else ""
    planned = hours(progress.hours_planned)
    if logged:
        return tr("{logged} of about {planned}", planned=planned, logged=duration(logged))
    return tr("about {planned}", planned=planned)


def _controls(screen: Screen, progress: Progress, block: Block, shown: Page) -> Screen:
    on_page = block.tasks[shown.first : shown.end]
    open_tasks = [(task.id, task.text) for task in on_page if not progress.has_done(task.id)]
    placeholder = tr("Tick tasks from {weeks}…", weeks=in_weeks(block.weeks))
    screen.choice(press(Verb.TICK, block.id, shown.number, 0), placeholder, open_tasks, several=True)
    screen.row(
        button(tr("◀ Previous tasks"), press(Verb.WEEK, block.id, shown.number - 1)) if shown.number else None,
        button(tr("More tasks ▶"), press(Verb.WEEK, block.id, shown.number + 1))
        if shown.number + 1 < shown.pages
        else None,
    )
    blocks = progress.roadmap.blocks
    at = [one.id for one in blocks].index(block.id)
    before, after = (blocks[at - 1] if at else None), (blocks[at + 1] if at + 1 < len(blocks) else None)
    now = progress.due_blocks[0] if progress.due_blocks else None
    return screen.row(
        button(tr("◀ Week {weeks}", weeks=before.weeks), press(Verb.WEEK, before.id)) if before else None,
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary) if now and now.id != block.id else None,
        button(tr("Week {weeks} ▶", weeks=after.weeks), press(Verb.WEEK, after.id)) if after else None,
    )
