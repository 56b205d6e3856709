"""What the bot sends by itself: the post in the study channel and the note to one member (§5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.roadmap import Roadmap
from bot.study.catchup import catchup_task
from bot.study.days import days_of, week_of
from bot.study.group import GroupWeek
from bot.study.look_back import WeekPart
from bot.study.member import Member
from bot.study.nudges import PersonalNote, session_hours
from bot.study.occasions import Event, Occasion
from bot.study.posts import ServerPost, WeekGroup, block_hours
from bot.study.progress import Progress
from bot.study.rhythm import Session
from bot.study.snapshots.chain import chain_of
from bot.study.streak import WORTH_A_WORD, days_left, days_needed, freezes_used, is_last_chance, needs_every_day
from bot.ui.screens.chain import streak_line
from bot.ui.screens.layout import (
    QUIET,
    Address,
    Picture,
    Screen,
    button,
    in_weeks,
    lines,
    phase_colour,
    plain,
    press,
    short,
    task_words,
)
from bot.ui.screens.own_review import decision_line
from bot.ui.screens.streak import freezes_spent
from bot.ui.screens.verbs import Verb
from bot.ui.screens.week import block_name
from bot.words import date_span, hours, tr, tr_n, weekday_name

_MOST_NAMED = 40
_MOST_GROUPS = 5
_MOST_TASKS = 4
_MOST_PARTS = 8
_LONGEST_TITLE = 60
_TO_SUNDAY = timedelta(days=6)


def post_screen(post: ServerPost, *, late: bool = False, mark: str = "", picture: Picture | None = None) -> Screen:
    """One message for the study channel: the day's activity, each block's tasks and how many are in it, the week.

    It names nobody who did not ask for it, and nobody's ticks, absence or streak can be read from it (§5).
    """
    title = f"## {weekday_name(post.day.weekday(), short=True)}" if post.parts else _day_title(post.session)
    screen = Screen(late_line() if late else "", title or f"## {_chain()}", colour=_colour(post))
    if post.parts:
        _by_roadmap(screen, post)
    else:
        for group in post.groups[:_MOST_GROUPS]:
            screen.part(_group(group, post.session))
    if more := len(post.groups[_MOST_GROUPS:]):
        screen.say(
            tr_n(
                "… and {number} more block: /week shows yours.", "… and {number} more blocks: /week shows yours.", more
            )
        )
    if post.notices and not post.parts:
        screen.part(lines(_notice(post.groups[0].edition.roadmap, *notice) for notice in post.notices))
    screen.part(_streaks(post.streaks_at_risk), _names(post.called))
    if post.week:
        screen.part(_week(post.week), parts_of_week(post.week_parts)).picture(picture)
    return screen.row(*_buttons(0, mark), button(tr("My streak"), press(Verb.STREAK)))


def _by_roadmap(screen: Screen, post: ServerPost) -> None:
    """Where several roadmaps are walked: each with its title, what the day is for on it, its blocks and notices."""
    shown = set(map(id, post.groups[:_MOST_GROUPS]))
    for part in post.parts:
        activities = f"\n{', '.join(map(plain, part.session.activities))}" if part.session else ""
        groups = [_group(group, part.session) for group in part.groups if id(group) in shown]
        notices = [_notice(part.roadmap, *notice) for notice in part.notices]
        if groups or notices:
            screen.part(f"### {plain(part.roadmap.title)}{activities}", *groups, lines(notices))


def pinged(post: ServerPost) -> list[discord.Object]:
    """The members this post may ping: those whom it names, as they asked for it."""
    return [discord.Object(user_id) for user_id in post.called[:_MOST_NAMED]]


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
        _notice(progress.roadmap, note.notice.occasion, note.notice.subject) if note.notice else "",
        _own_week(progress, note.session),
        "" if note.is_warning else _by_sunday(progress),
        freezes_spent(progress, note.freezes) if note.freezes and not sample else "",
        "" if sample else lines(map(decision_line, note.reviews)),
        streak_line(chain_of(progress)),
        colour=phase_colour(progress.roadmap.number_of(phase)) if phase else QUIET,
    )
    return screen.row(*_buttons(progress.member.guild_id, mark))


def _note_title(note: PersonalNote) -> str:
    if note.is_warning:
        return f"## {_chain()}\n{own_warning(note.progress)}"
    return _day_title(note.session) or tr("## Your reminder")


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
            "It's been two weeks since your last study day, and that's fine: everything you did is still here. "
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


def _notice(roadmap: Roadmap, occasion: Occasion, subject: str) -> str:
    """A milestone's week or a phase's end in words."""
    if occasion is Occasion.MILESTONE:
        return tr("🏁 **Milestone week:** {milestone}.", milestone=plain(subject))
    phase = roadmap.phase(subject)
    number = roadmap.number_of(phase) if phase else 0
    return tr(
        "🎓 **Phase {number} ends this week:** what can you show for its checkpoint? `/checkpoint`", number=number
    )


def _week(week: GroupWeek) -> str:
    """What all did together this week, as sums; the days that are study days here stand out."""
    by_day = [
        (day.weekday(), f"{weekday_name(day.weekday(), short=True)} {number}")
        for day, number in zip(days_of(week.monday), week.days, strict=True)
        if day <= week.today
    ]
    days = ", ".join(f"**{said}**" if weekday in week.weekdays else said for weekday, said in by_day)
    together = (
        tr_n("{number} task done", "{number} tasks done", week.tasks),
        tr_n("{number} checkpoint passed", "{number} checkpoints passed", week.checkpoints),
        tr_n("{number} chain kept so far", "{number} chains kept so far", week.chains),
    )
    return lines(
        (
            tr("🗓️ **This week in the server**, {dates}", dates=date_span(week.monday, week.monday + _TO_SUNDAY)),
            tr_n("{number} member studied ({days})", "{number} members studied ({days})", week.active, days=days),
            " · ".join(together),
        )
    )


def parts_of_week(parts: Sequence[WeekPart]) -> str:
    """The same by roadmap and by cohort, a line each."""
    more = len(parts) - _MOST_PARTS
    said = [_part_of_week(part) for part in parts[:_MOST_PARTS]]
    said += [tr_n("… and {number} more group", "… and {number} more groups", more)] if more > 0 else []
    return lines(said)


def _part_of_week(part: WeekPart) -> str:
    name = plain(part.cohort.name) if part.cohort else plain(short(part.roadmap.title, _LONGEST_TITLE))
    together = (
        tr_n("{number} member studied", "{number} members studied", part.week.active),
        tr_n("{number} task done", "{number} tasks done", part.week.tasks),
    )
    return f"👥 **{name}:** {' · '.join(together)}"


def _chain() -> str:
    return tr("Don't break the chain")


def late_line(was_put_off: bool = False) -> str:
    """An apology for a message that comes late."""
    if was_put_off:
        return tr("-# Sorry this is late: I was offline at the time you chose.")
    return tr("-# Sorry this is late: I was offline at the usual time.")


def _day_title(session: Session | None) -> str:
    if session is None:
        return ""
    activities = ", ".join(map(plain, session.activities))
    return tr("## {weekday}: {activities}", weekday=weekday_name(session.weekday, short=True), activities=activities)


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
    tasks = [f"⬜ {task_words(task)}" for task in block.tasks[:_MOST_TASKS]]
    members = len(group.members)
    return lines(
        (
            f"**{block_name(block)}**{effort}",
            *tasks,
            *([tr_n("… {number} more task", "… {number} more tasks", more)] if more > 0 else []),
            tr_n("-# {weeks}: {number} member", "-# {weeks}: {number} members", members, weeks=in_weeks(block.weeks)),
        )
    )


def _streaks(at_risk: int | None) -> str:
    """The streaks, where counting them tells nobody's; else a question to everybody."""
    if at_risk is None:
        return tr("🔥 How's your streak?")
    return tr_n(
        "🔥 {number} streak needs a study day by Sunday", "🔥 {number} streaks need a study day by Sunday", at_risk
    )


def _names(user_ids: Sequence[int]) -> str:
    """Those who asked to be mentioned."""
    named = " ".join(f"<@{user_id}>" for user_id in user_ids[:_MOST_NAMED])
    rest = len(user_ids) - _MOST_NAMED
    if rest <= 0:
        return named
    return tr_n("{names} and {number} more member", "{names} and {number} more members", rest, names=named)


def event_line(progress: Progress, event: Event) -> str:
    """A milestone's week or a phase's end, told in private when no message could tell it."""
    if event.day >= week_of(progress.today):
        return _notice(progress.roadmap, event.occasion, event.subject)
    if event.occasion is Occasion.MILESTONE:
        return tr("🏁 Your plan had a milestone last week: **{milestone}**.", milestone=plain(event.subject))
    phase = progress.roadmap.phase(event.subject)
    number = progress.roadmap.number_of(phase) if phase else 0
    return tr(
        "🎓 Phase {number} ended last week: what can you show for it? `/checkpoint phase:{number}`", number=number
    )


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
    said += [f"⬜ {task_words(task)}" for task in (own or progress.open_tasks)[:_MOST_TASKS]]
    if extra := catchup_task(progress):
        said.append(tr("↩️ Catching up: {task}", task=task_words(extra)))
    return lines(said)


def _buttons(guild_id: int, mark: str) -> tuple[discord.ui.Button[Screen], ...]:
    """The way on. The buttons say which server they are about (0: where they stand), and carry the message's mark."""
    return (
        button(tr("My week"), press(Verb.MY_WEEK, guild_id, mark), discord.ButtonStyle.primary),
        button(tr("Done"), press(Verb.MY_DONE, guild_id), discord.ButtonStyle.success),
        button(tr("Later…"), press(Verb.LATER, guild_id)),
    )
