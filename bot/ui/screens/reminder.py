"""What the bot sends by itself: the post in the study channel and the note to one member (§5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import discord

from bot.pictures.labels import span
from bot.study.days import WEEKDAYS, days_of
from bot.study.group import GroupWeek
from bot.study.nudges import PersonalNote, ServerPost, WeekGroup, session_hours
from bot.study.occasions import Notice, Occasion
from bot.study.progress import Progress
from bot.study.rhythm import Session
from bot.study.standing import catchup_task
from bot.study.words import counted
from bot.ui.screens.layout import QUIET, Picture, Screen, button, hours, lines, phase_colour, plain, press
from bot.ui.screens.streak import streak_line
from bot.ui.screens.week import block_name

_MOST_NAMED = 20
_CHAIN = "Don't break the chain"
_MOST_GROUPS = 8
_MOST_TASKS = 4


def post_screen(post: ServerPost, *, late: bool = False, mark: str = "", picture: Picture | None = None) -> Screen:
    """One message for the study channel: the day's activity, each week's members and tasks, warnings, the week."""
    screen = Screen(_late(late), _day_title(post.session) or f"## {_CHAIN}", colour=_colour(post))
    for group in post.groups[:_MOST_GROUPS]:
        screen.part(_group(group, post.session))
    if rest := sum(len(group.members) for group in post.groups[_MOST_GROUPS:]):
        screen.say(f"… and {counted(rest, 'member')} in other weeks: /week shows yours.")
    if post.notices:
        screen.part(lines(f"{_notice(notice)} {_names(notice.members)}" for notice in post.notices))
    if post.warned:
        screen.part(_warning(post.warned, is_titled=post.session is None))
    if post.week:
        screen.part(_week(post.week)).picture(picture)
    return screen.row(*_buttons(0, mark))


def pinged(post: ServerPost) -> list[discord.Object]:
    """The members this post may ping: those it names who allowed it."""
    named = [p for group in post.groups[:_MOST_GROUPS] for p in group.members[:_MOST_NAMED]]
    named += post.warned[:_MOST_NAMED]
    named += [p for notice in post.notices for p in notice.members[:_MOST_NAMED]]
    return [discord.Object(user_id) for user_id in dict.fromkeys(p.member.user_id for p in named if p.member.ping)]


def note_screen(note: PersonalNote, *, late: bool = False, sample: bool = False, mark: str = "") -> Screen:
    """A direct message: a warning that the chain is at risk, the day's activity, or whether to take a break."""
    progress = note.progress
    if note.notice and note.notice.occasion is Occasion.AWAY:
        return _away_screen(progress, mark)
    phase = progress.current_phase
    screen = Screen(
        "-# This is how a reminder looks."
        if sample
        else _late(late, "time you chose" if note.was_put_off else "usual time"),
        _own_warning(progress) if note.is_warning else _day_title(note.session) or "## Your reminder",
        _notice(note.notice) if note.notice else "",
        _own_week(progress, note.session),
        streak_line(progress),
        colour=phase_colour(progress.roadmap.number_of(phase)) if phase else QUIET,
    )
    return screen.row(*_buttons(progress.member.guild_id, mark))


def _away_screen(progress: Progress, mark: str) -> Screen:
    """The one question after two weeks of silence."""
    guild_id = progress.member.guild_id
    return Screen(
        "## Shall we take a break?",
        "It has been two weeks, and that is fine: everything you did is still here. Take a break with a date to come "
        "back on, make the plan lighter, or go on where you are. I stay quiet until you are back.",
        colour=QUIET,
    ).row(
        button("Pause 2 weeks", press("break", guild_id), discord.ButtonStyle.primary),
        button("My week", press("my-week", guild_id, mark)),
        button("No more reminders", press("remind-off", guild_id)),
    )


def _notice(notice: Notice) -> str:
    """An occasion in words."""
    if notice.occasion is Occasion.MILESTONE:
        return f"🏁 **Milestone week:** {plain(notice.subject)}."
    if notice.occasion is Occasion.CHECKPOINT:
        roadmap = notice.members[0].roadmap
        phase = roadmap.phase_of(notice.subject)
        number = roadmap.number_of(phase) if phase else 0
        return f"🎓 **Phase {number} ends this week:** what can you show for its checkpoint? `/checkpoint`"
    return "👋 **You are welcome back any time.** `/pause` takes a break, `/pace` goes lighter, `/week` shows the way:"


def _week(week: GroupWeek) -> str:
    """What all did together this week, as sums."""
    days = ", ".join(
        f"{name} {number}"
        for day, name, number in zip(days_of(week.monday), WEEKDAYS, week.days, strict=True)
        if day <= week.today
    )
    return lines(
        (
            f"🗓️ **This week in the server**, {span(week.monday, week.monday + timedelta(days=6))}",
            f"{counted(week.active, 'member')} studied ({days})",
            f"{counted(week.tasks, 'task')} done · {counted(week.checkpoints, 'checkpoint')} passed · "
            f"{counted(week.chains, 'chain')} kept so far",
        )
    )


def _late(late: bool, missed: str = "usual time") -> str:
    return f"-# Sorry, this comes late: I was away at the {missed}." if late else ""


def _day_title(session: Session | None) -> str:
    return f"## {WEEKDAYS[session.weekday]}: {', '.join(map(plain, session.activities))}" if session else ""


def _colour(post: ServerPost) -> int:
    notified = [progress for notice in post.notices for progress in notice.members]
    members = [*(progress for group in post.groups for progress in group.members), *post.warned, *notified]
    phase = members[0].current_phase
    return phase_colour(members[0].roadmap.number_of(phase)) if phase else QUIET


def _group(group: WeekGroup, session: Session | None) -> str:
    """A week with its tasks and members; whoever has done all of them is named as such."""
    head = f"**{block_name(group.block)}**{_effort(group.members, session)}"
    extra = [
        f"↩️ <@{p.member.user_id}>: {plain(task.text)}" for p in group.members[:_MOST_NAMED] if (task := catchup_task(p))
    ]
    through = [p for p in group.members[:_MOST_NAMED] if all(p.has_done(task.id) for task in group.block.tasks)]
    if len(through) == len(group.members):
        return lines((head, _tasks(group), *extra, f"-# {_names(group.members)}"))
    still = tuple(p for p in group.members if p not in through)
    done = f" · all done: {_names(tuple(through))}" if through else ""
    return lines((head, _tasks(group), *extra, f"-# {_names(still)}{done}"))


def _tasks(group: WeekGroup) -> str:
    """The block's tasks that somebody in the group still has open."""
    tasks = [task for task in group.block.tasks if any(not p.has_done(task.id) for p in group.members)]
    if not tasks:
        return "All of its tasks are done: review, or look at what comes next."
    more = f"\n… {counted(len(tasks) - _MOST_TASKS, 'more task')}" if len(tasks) > _MOST_TASKS else ""
    return lines(f"⬜ {plain(task.text)}" for task in tasks[:_MOST_TASKS]) + more


def _effort(members: Iterable[Progress], session: Session | None) -> str:
    """The hours of the day, as a span where paces differ."""
    if session is None:
        return ""
    found = sorted({session_hours(session, progress) for progress in members})
    low, high = hours(found[0]), hours(found[-1])
    return f" · {low}" if low == high else f" · {low.removesuffix(' h')} to {high}"


def _names(members: tuple[Progress, ...]) -> str:
    named = ", ".join(f"<@{p.member.user_id}>" for p in members[:_MOST_NAMED])
    rest = len(members) - _MOST_NAMED
    return f"{named} and {counted(rest, 'more member')}" if rest > 0 else named


def _warning(warned: tuple[Progress, ...], *, is_titled: bool) -> str:
    """The warning comes on the last day that can help: every day from then on is needed."""
    needed = {p.streak.this_week.target - p.streak.this_week.days for p in warned}
    days = _days_needed(needed.pop()) if len(needed) == 1 else "More study days, today and every day until Sunday"
    title = "" if is_titled else f"**{_CHAIN}.** "
    return f"🔥 {title}{days}, to keep it going for {_names(warned)}."


def _own_warning(progress: Progress) -> str:
    week = progress.streak.this_week
    days = _days_needed(week.target - week.days)
    return f"## {_CHAIN}\n{days}, and your chain of {counted(progress.streak.weeks, 'week')} goes on."


def _days_needed(number: int) -> str:
    when = "today" if number == 1 else "today and every day until Sunday"
    return f"{counted(number, 'more study day')}, {when}"


def _own_week(progress: Progress, session: Session | None) -> str:
    effort = f" · {hours(session_hours(session, progress))}" if session else ""
    head = block_name(progress.due_blocks[0]) if progress.due_blocks else "What is open"
    due = {task.id for block in progress.due_blocks for task in block.tasks}
    said = [f"**{head}**{effort}"]
    if due and not any(task.id in due for task in progress.open_tasks):
        said.append("All of its tasks are done: review, or look at what comes next.")
        said += ["**What else is open**"] if progress.open_tasks else []
    said += [f"⬜ {plain(task.text)}" for task in progress.open_tasks[:_MOST_TASKS]]
    if extra := catchup_task(progress):
        said.append(f"↩️ Catching up: {plain(extra.text)}")
    return lines(said)


def _buttons(guild_id: int, mark: str) -> tuple[discord.ui.Button[Screen], ...]:
    """The way on. The buttons say which server they are about (0: where they stand), and carry the message's mark."""
    return (
        button("My week", press("my-week", guild_id, mark), discord.ButtonStyle.primary),
        button("Done", press("my-done", guild_id), discord.ButtonStyle.success),
        button("Later…", press("later", guild_id)),
    )
