"""The note to one member, and the sentences that it shares with the post in the channel (§5)."""

from __future__ import annotations

import discord

from bot.study.catchup import catchup_task
from bot.study.member import Member
from bot.study.nudges import PersonalNote, session_hours
from bot.study.occasions import Event
from bot.study.progress import Progress
from bot.study.rhythm import Session
from bot.study.snapshots.chain import chain_of
from bot.study.streak import WORTH_A_WORD, days_left, days_needed, freezes_used, is_last_chance, needs_every_day
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import (
    QUIET,
    Address,
    Screen,
    button,
    lines,
    phase_colour,
    plain,
    press,
    task_words,
)
from bot.ui.screens.occasions import event_line
from bot.ui.screens.own_review import decision_line
from bot.ui.screens.streak import freezes_spent
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import hours, tr, tr_n, weekday_name

MOST_TASKS = 4


def note_screen(note: PersonalNote, *, late: bool = False, sample: bool = False, mark: str = "") -> Screen:
    """A direct message: a warning that the chain is at risk, the day's activity, or whether to take a break."""
    progress = note.progress
    if note.asks_for_a_break:
        return _away_screen(progress, mark)
    if note.is_about_reviews:
        return _reviews_screen(note, mark)
    phase = progress.current_phase
    screen = Screen(
        tr("-# This is what a reminder looks like.") if sample else late_line(note.was_put_off) if late else "",
        _note_title(note),
        event_line(progress, Event(note.notice.occasion, note.notice.subject, progress.today)) if note.notice else "",
        _own_week(progress, note.session),
        "" if note.is_warning else _by_sunday(progress),
        freezes_spent(progress, note.freezes) if note.freezes and not sample else "",
        "" if sample else lines(map(decision_line, note.reviews)),
        streak_line(chain_of(progress)),
        colour=phase_colour(progress.roadmap.number_of(phase)) if phase else QUIET,
    )
    return screen.row(*ways_on(progress.member.guild_id, mark))


def _note_title(note: PersonalNote) -> str:
    if note.is_warning:
        return f"## {chain_title()}\n{own_warning(note.progress)}"
    return day_title(note.session) or tr("## Your reminder")


def _reviews_screen(note: PersonalNote, mark: str) -> Screen:
    """That somebody has decided about a checkpoint, on a day that brings no reminder."""
    member = note.progress.member
    freezes = freezes_spent(note.progress, note.freezes) if note.freezes else ""
    screen = Screen(tr("## Your checkpoint"), lines(map(decision_line, note.reviews)), freezes).row(
        button(tr("Checkpoint"), press(Verb.CHECKPOINT, note.reviews[0].phase_id), discord.ButtonStyle.primary),
        button(tr("My week"), press(Verb.MY_WEEK, member.guild_id, mark)),
        button(tr("No more reminders"), press(Verb.REMIND_OFF, member.guild_id)),
    )
    return screen.addressed(Address(member.roadmap_id, member.guild_id))


def _away_screen(progress: Progress, mark: str) -> Screen:
    """The one question after two weeks of silence."""
    guild_id = progress.member.guild_id
    return Screen(
        tr("## Need a break?"),
        tr(
            "It's been a while since your last study day, and that's fine: everything you did is still here. "
            "Pause until a date you choose, make your plan lighter, or pick up where you left off. "
            "I'll stay quiet until you're back."
        ),
        colour=QUIET,
    ).row(
        pause_button(progress.member),
        button(tr("My week"), press(Verb.MY_WEEK, guild_id, mark)),
        button(tr("No more reminders"), press(Verb.REMIND_OFF, guild_id)),
    )


def pause_button(member: Member) -> discord.ui.Button[Screen]:
    """The break that is offered after two weeks of silence."""
    return button(tr("Pause 2 weeks"), press(Verb.BREAK, member.guild_id), discord.ButtonStyle.primary)


def chain_title() -> str:
    """Over a message that is about the streak alone."""
    return tr("Don't break the chain")


def late_line(was_put_off: bool = False) -> str:
    """An apology for a message that comes late."""
    if was_put_off:
        return tr("-# Sorry this is late: I was offline at the time you chose.")
    return tr("-# Sorry this is late: I was offline at the usual time.")


def day_title(session: Session | None) -> str:
    """A study day with what it is for; nothing where it is none."""
    if session is None:
        return ""
    activities = ", ".join(map(plain, session.activities))
    return tr("## {weekday}: {activities}", weekday=weekday_name(session.weekday, short=True), activities=activities)


def own_warning(progress: Progress) -> str:
    """What keeps the streak, and at which price: "1 study day by Sunday keeps your 6 weeks (it uses 2 freezes)"."""
    chain = progress.streak
    needed, used = days_needed(chain.this_week, chain.freezes), freezes_used(chain.this_week, chain.freezes)
    weeks = _weeks(progress)
    if not used:
        return tr_n(
            "{number} study day by Sunday keeps your {weeks}.",
            "{number} study days by Sunday keep your {weeks}.",
            needed,
            weeks=weeks,
        )
    return tr_n(
        "{number} study day by Sunday keeps your {weeks} (it uses {freezes}).",
        "{number} study days by Sunday keep your {weeks} (this uses {freezes}).",
        needed,
        weeks=weeks,
        freezes=tr_n("{number} freeze", "{number} freezes", used),
    )


def _weeks(progress: Progress) -> str:
    return tr_n("{number} week", "{number} weeks", progress.streak.weeks)


def _by_sunday(progress: Progress) -> str:
    """What a reminder says of the week's target, where it is the last that can, or where no day may be missed (§5)."""
    chain, days, today = progress.streak, progress.study_days, progress.today
    needed = days_needed(chain.this_week, chain.freezes)
    if needs_every_day(chain) and chain.weeks >= WORTH_A_WORD and needed == days_left(chain.this_week, days, today):
        return tr_n(
            "🔥 Every day until Sunday counts: {number} study day by Sunday keeps your {weeks}.",
            "🔥 Every day until Sunday counts: {number} study days by Sunday keep your {weeks}.",
            needed,
            weeks=_weeks(progress),
        )
    if is_last_chance(chain, days, today, progress.plan.unpaused_days(chain.this_week.monday)):
        return tr_n(
            "🔥 {number} study day by Sunday keeps your week without a freeze.",
            "🔥 {number} study days by Sunday keep your week without a freeze.",
            chain.this_week.missing,
        )
    return ""


def _own_week(progress: Progress, session: Session | None) -> str:
    effort = f" · {hours(session_hours(session, progress))}" if session else ""
    head = block_name(progress.due_blocks[0]) if progress.due_blocks else tr("Still open")
    due = {task.id for block in progress.due_blocks for task in block.tasks}
    own = [task for task in progress.open_tasks if task.id in due]
    said = [f"**{head}**{effort}"]
    if due and not own:
        said.append(tr("All its tasks are done. Review them, or look ahead to what comes next."))
        said += [tr("**Also open**")] if progress.open_tasks else []
    said += [f"⬜ {task_words(task)}" for task in (own or progress.open_tasks)[:MOST_TASKS]]
    if extra := catchup_task(progress):
        said.append(tr("↩️ Catching up: {task}", task=task_words(extra)))
    return lines(said)


def ways_on(guild_id: int, mark: str) -> tuple[discord.ui.Button[Screen], ...]:
    """The way on. The buttons say which server they are about (0: where they stand), and carry the message's mark."""
    return (
        button(tr("My week"), press(Verb.MY_WEEK, guild_id, mark), discord.ButtonStyle.primary),
        button(tr("Tick a task…"), press(Verb.MY_DONE, guild_id), discord.ButtonStyle.success),
        button(tr("Later…"), press(Verb.LATER, guild_id)),
    )
