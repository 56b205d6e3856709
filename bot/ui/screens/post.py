"""The post in the study channel: the day, its blocks and sums, and never who did what (§5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.study.days import days_of
from bot.study.group import GroupWeek
from bot.study.look_back import WeekPart
from bot.study.posts import ServerPost, WeekGroup, block_hours
from bot.study.rhythm import Session
from bot.ui.screens.layout import (
    QUIET,
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
from bot.ui.screens.occasions import notice_line
from bot.ui.screens.reminder import MOST_TASKS, chain_title, day_title, late_line, ways_on
from bot.ui.screens.verbs import Verb
from bot.words import day_name, hours, tr, tr_n, weekday_name

_MOST_NAMED = 40
_MOST_GROUPS = 5
_MOST_PARTS = 8
_LONGEST_TITLE = 60
_TO_SUNDAY = timedelta(days=6)


def post_screen(post: ServerPost, *, late: bool = False, mark: str = "", picture: Picture | None = None) -> Screen:
    """One message for the study channel: the day's activity, each block's tasks and how many are in it, the week.

    It names nobody who did not ask for it, and nobody's ticks, absence or streak can be read from it (§5).
    """
    title = f"## {weekday_name(post.day.weekday(), short=True)}" if post.parts else day_title(post.session)
    screen = Screen(late_line() if late else "", title or f"## {chain_title()}", colour=_colour(post))
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
        screen.part(lines(notice_line(post.groups[0].edition.roadmap, *notice) for notice in post.notices))
    screen.part(_streaks(post.streaks_at_risk), _names(post.called))
    if post.week:
        screen.part(_week(post.week), parts_of_week(post.week_parts)).picture(picture)
    return screen.row(*ways_on(0, mark), button(tr("My streak"), press(Verb.STREAK)))


def _by_roadmap(screen: Screen, post: ServerPost) -> None:
    """Where several roadmaps are walked: each with its title, what the day is for on it, its blocks and notices."""
    shown = set(map(id, post.groups[:_MOST_GROUPS]))
    for part in post.parts:
        activities = f"\n{', '.join(map(plain, part.session.activities))}" if part.session else ""
        groups = [_group(group, part.session) for group in part.groups if id(group) in shown]
        notices = [notice_line(part.roadmap, *notice) for notice in part.notices]
        if groups or notices:
            screen.part(f"### {plain(part.roadmap.title)}{activities}", *groups, lines(notices))


def pinged(post: ServerPost) -> list[discord.Object]:
    """The members this post may ping: those whom it names, as they asked for it."""
    return [discord.Object(user_id) for user_id in post.called[:_MOST_NAMED]]


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
        tr_n("{number} week kept so far", "{number} weeks kept so far", week.chains),
    )
    return lines(
        (
            tr(
                "🗓️ **This week in the server**, {first} to {last}",
                first=day_name(week.monday, week.today),
                last=day_name(week.monday + _TO_SUNDAY, week.today),
            ),
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
    more = len(block.tasks) - MOST_TASKS
    tasks = [f"• {task_words(task)}" for task in block.tasks[:MOST_TASKS]]  # no box: they are nobody's ticks
    members = len(group.members)
    return lines(
        (
            f"**{plain(block.title)}**{effort}",
            tr_n("-# {weeks}: {number} member", "-# {weeks}: {number} members", members, weeks=in_weeks(block.weeks)),
            *tasks,
            *([tr_n("… {number} more task", "… {number} more tasks", more)] if more > 0 else []),
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
