"""What the study channel reads when a cohort starts and when it ends: sums, and nobody's name (§5, §12)."""

from __future__ import annotations

import discord

from bot.study.cohort_posts import CohortPost
from bot.study.cohorts import JOINS_IN
from bot.study.deliveries import COHORT_START
from bot.ui.screens.layout import Screen, button, lines, phase_colour, plain, press
from bot.ui.screens.reminder import late_line
from bot.ui.screens.verbs import Verb
from bot.words import tr, tr_n
from bot.words.dates import whole_day


def cohort_post_screen(post: CohortPost, *, late: bool = False, mark: str = "") -> Screen:
    """A cohort's start, with the way in, or its end, with what was done together."""
    screen = _start(post, late) if post.kind == COHORT_START else _end(post, late)
    mine = button(tr("My week"), press(Verb.MY_WEEK, 0, mark), discord.ButtonStyle.primary)
    join = button(tr("Join"), press(Verb.INVITED_COHORT, post.cohort.number), discord.ButtonStyle.success)
    return screen.row(mine, join if post.kind == COHORT_START and post.cohort.takes(post.cohort.monday) else None)


def _start(post: CohortPost, late: bool) -> Screen:
    counted = (
        tr_n("{number} member starts together.", "{number} members start together.", post.counted)
        if post.counted
        else ""
    )
    return Screen(
        late_line() if late else "",
        tr("## {cohort} starts today", cohort=plain(post.cohort.name)),
        lines(
            filter(
                None,
                (
                    tr_n(
                        "**{roadmap}** · {number} week, until {day}",
                        "**{roadmap}** · {number} weeks, until {day}",
                        post.plan.total_weeks,
                        roadmap=plain(post.edition.roadmap.title),
                        day=whole_day(post.plan.ends_on),
                    ),
                    counted,
                ),
            )
        ),
        tr("You can join for two more weeks and still start with the others.")
        if post.cohort.takes(post.cohort.monday + JOINS_IN)
        else "",
        colour=phase_colour(1),
    )


def _end(post: CohortPost, late: bool) -> Screen:
    together = (
        tr_n("{number} task done together.", "{number} tasks done together.", post.together.tasks)
        if post.together.tells_nobodys
        else ""
    )
    return Screen(
        late_line() if late else "",
        tr("## {cohort}: the last day", cohort=plain(post.cohort.name)),
        lines(
            filter(
                None,
                (
                    tr(
                        "**{roadmap}** ends today for all who walked it as written.",
                        roadmap=plain(post.edition.roadmap.title),
                    ),
                    together,
                ),
            )
        ),
        tr("Still on the way? Your plan goes on as it is."),
        colour=phase_colour(1),
    )
