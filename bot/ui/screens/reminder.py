"""What the bot sends by itself: the post in the study channel and the note to one member (§5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.roadmap import Roadmap
from bot.study.days import WEEKDAYS, days_of
from bot.study.group import GroupWeek
from bot.study.member import Member
from bot.study.nudges import PersonalNote, session_hours
from bot.study.occasions import Occasion
from bot.study.posts import ServerPost, WeekGroup, block_hours
from bot.study.progress import Progress
from bot.study.rhythm import Session
from bot.study.standing import catchup_task
from bot.study.streak import WORTH_A_WORD, days_left, days_needed, freezes_used, is_last_chance, needs_every_day
from bot.study.words import counted
from bot.ui.screens.layout import QUIET, Picture, Screen, button, hours, lines, phase_colour, plain, press
from bot.ui.screens.streak import streak_line
from bot.ui.screens.week import block_name
from bot.words import date_span

_MOST_NAMED = 40
_CHAIN = "Don't break the chain"
_MOST_GROUPS = 5
_MOST_TASKS = 4


def post_screen(post: ServerPost, *, late: bool = False, mark: str = "", picture: Picture | None = None) -> Screen:
    """One message for the study channel: the day's activity, each block's tasks and how many are in it, the week.

    It names nobody who did not ask for it, and nobody's ticks, absence or streak can be read from it (§5).
    """
    screen = Screen(_late(late), _day_title(post.session) or f"## {_CHAIN}", colour=_colour(post))
    for group in post.groups[:_MOST_GROUPS]:
        screen.part(_group(group, post.session))
    if more := len(post.groups[_MOST_GROUPS:]):
        screen.say(f"… and {counted(more, 'more block')}: /week shows yours.")
    if post.notices:
        screen.part(lines(_notice(post.groups[0].edition.roadmap, *notice) for notice in post.notices))
    screen.part(_streaks(post.streaks_at_risk), _names(post.called))
    if post.week:
        screen.part(_week(post.week)).picture(picture)
    return screen.row(*_buttons(0, mark), button("My streak", press("streak")))


def pinged(post: ServerPost) -> list[discord.Object]:
    """The members this post may ping: those whom it names, as they asked for it."""
    return [discord.Object(user_id) for user_id in post.called[:_MOST_NAMED]]


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
        _notice(progress.roadmap, note.notice.occasion, note.notice.subject) if note.notice else "",
        _own_week(progress, note.session),
        "" if note.is_warning else _by_sunday(progress),
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
        pause_button(progress.member),
        button("My week", press("my-week", guild_id, mark)),
        button("No more reminders", press("remind-off", guild_id)),
    )


def pause_button(member: Member) -> discord.ui.Button[Screen]:
    """The break that is offered after two weeks of silence."""
    return button("Pause 2 weeks", press("break", member.guild_id), discord.ButtonStyle.primary)


def _notice(roadmap: Roadmap, occasion: Occasion, subject: str) -> str:
    """A milestone's week or a phase's end in words."""
    if occasion is Occasion.MILESTONE:
        return f"🏁 **Milestone week:** {plain(subject)}."
    phase = roadmap.phase(subject)
    number = roadmap.number_of(phase) if phase else 0
    return f"🎓 **Phase {number} ends this week:** what can you show for its checkpoint? `/checkpoint`"


def _week(week: GroupWeek) -> str:
    """What all did together this week, as sums."""
    days = ", ".join(
        f"{name} {number}"
        for day, name, number in zip(days_of(week.monday), WEEKDAYS, week.days, strict=True)
        if day <= week.today
    )
    return lines(
        (
            f"🗓️ **This week in the server**, {date_span(week.monday, week.monday + timedelta(days=6))}",
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
    """The phase of the fullest block."""
    if not post.groups:
        return QUIET
    roadmap = post.groups[0].edition.roadmap
    phase = roadmap.phase_at(post.groups[0].block.weeks.first)
    return phase_colour(roadmap.number_of(phase)) if phase else QUIET


def _group(group: WeekGroup, session: Session | None) -> str:
    """A block with its first tasks, as the roadmap has them, and how many members are in it."""
    block = group.block
    effort = f" · {hours(block_hours(session, group))}" if session else ""
    more = len(block.tasks) - _MOST_TASKS
    tasks = [f"⬜ {plain(task.text)}" for task in block.tasks[:_MOST_TASKS]]
    weeks = "week" if block.weeks.first == block.weeks.last else "weeks"
    return lines(
        (
            f"**{block_name(block)}**{effort}",
            *tasks,
            *([f"… {counted(more, 'more task')}"] if more > 0 else []),
            f"-# {weeks} {block.weeks}: {counted(len(group.members), 'member')}",
        )
    )


def _streaks(at_risk: int | None) -> str:
    """The streaks, where counting them tells nobody's; else a question to everybody."""
    if at_risk is None:
        return "🔥 How is your streak?"
    return f"🔥 {counted(at_risk, 'streak')} need a study day by Sunday"


def _names(user_ids: Sequence[int]) -> str:
    """Those who asked to be mentioned."""
    named = " ".join(f"<@{user_id}>" for user_id in user_ids[:_MOST_NAMED])
    rest = len(user_ids) - _MOST_NAMED
    return f"{named} and {counted(rest, 'more member')}" if rest > 0 else named


def _own_warning(progress: Progress) -> str:
    """What keeps the streak, and at which price: "1 study day by Sunday keeps your 6 weeks (it uses 2 freezes)"."""
    chain = progress.streak
    needed, used = days_needed(chain.this_week, chain.freezes), freezes_used(chain.this_week, chain.freezes)
    price = f" (it uses {counted(used, 'freeze')})" if used else ""
    return f"## {_CHAIN}\n{_keeping(needed)} your {counted(chain.weeks, 'week')}{price}."


def _by_sunday(progress: Progress) -> str:
    """What a reminder says of the week's target, where it is the last that can, or where no day may be missed (§5)."""
    chain, days, today = progress.streak, progress.journal.study_days, progress.today
    needed = days_needed(chain.this_week, chain.freezes)
    if needs_every_day(chain) and chain.weeks >= WORTH_A_WORD and needed == days_left(chain.this_week, days, today):
        return f"🔥 Every day until Sunday counts: {_keeping(needed)} your {counted(chain.weeks, 'week')}."
    if is_last_chance(chain, days, today, progress.plan.unpaused_days(chain.this_week.monday)):
        return f"🔥 {_keeping(chain.this_week.missing)} your week without a freeze."
    return ""


def _keeping(days: int) -> str:
    return f"{counted(days, 'study day')} by Sunday {'keeps' if days == 1 else 'keep'}"


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
