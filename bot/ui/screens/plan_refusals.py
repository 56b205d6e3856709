"""Why a plan or a break can't be as asked, and what can."""

from __future__ import annotations

from datetime import date

from bot.roadmap import Project, Roadmap
from bot.study.pausing import MOST_TOUCHED
from bot.ui.screens.layout import in_weeks, plain, short
from bot.words import day_name, hours, listed_or, tr, tr_n

_LONGEST_TYPED = 40
_LONGEST_NAME = 100
"""What Discord takes in a choice."""


def as_written_name() -> str:
    """How the pace of the roadmap itself is called."""
    return tr("as written")


def leave_focus_name() -> str:
    """How the way out of a focus is called."""
    return tr("The whole roadmap: leave the focus")


def focus_name(project: Project) -> str:
    """A project with its weeks, to choose from a list; its title is cut where it is too long for one."""
    weeks = in_weeks(project.weeks)
    room = _LONGEST_NAME - len(tr("{title} ({weeks})", title="", weeks=weeks))
    return tr("{title} ({weeks})", title=short(project.title, room), weeks=weeks)


def preset_or_date() -> str:
    """Two ways to a pace were asked for."""
    return tr("Choose either a preset or a finish date, not both.")


def no_such_pace(roadmap: Roadmap, typed: str, names: tuple[str, ...]) -> str:
    """The roadmap has no pace of that name."""
    if not roadmap.paces:
        return tr("This roadmap has no paces of its own. Set a finish date instead: `/pace finish_by:`.")
    return tr(
        "This roadmap has no pace “{typed}”. Choose {names}, or set a finish date with `/pace finish_by:`.",
        typed=plain(short(typed, _LONGEST_TYPED)),
        names=listed_or(names),
    )


def no_projects() -> str:
    """The roadmap has nothing to focus on."""
    return tr("This roadmap has no projects to focus on. `/pace` shows what you can change.")


def unclear_project(typed: str, *, fits_several: bool) -> str:
    """What was typed names no project, or more than one."""
    said = plain(short(typed, _LONGEST_TYPED))
    if fits_several:
        return tr("“{typed}” fits several projects. Type focus: and pick one from the list.", typed=said)
    return tr("“{typed}” isn't a project in this roadmap. Type focus: and pick one from the list.", typed=said)


def part_gone() -> str:
    """The roadmap lost a part of a plan that was shown."""
    return tr("The roadmap has changed, and a part of that plan is gone. Type /pace to see what there is now.")


def nothing_left() -> str:
    """There is nothing to plan."""
    return tr(
        "Everything in that part of the roadmap is already done, so there's nothing left to plan. "
        "Choose another part with /pace."
    )


def too_soon(earliest: date, today: date) -> str:
    """The finish date leaves no week."""
    return tr("There isn't a whole study week before then. Choose {day} or later.", day=day_name(earliest, today))


def too_much(needed: float, earliest: date, today: date) -> str:
    """The pace takes more hours a week than anybody keeps up; which finish date would do."""
    return tr(
        "That would take {hours} a week, more than anyone can keep up. A finish date from {day} works: "
        "`/pace finish_by:{date}`.",
        hours=hours(needed, at_least=True),
        day=day_name(earliest, today),
        date=earliest.isoformat(),
    )


def no_such_phase(phases: int) -> str:
    """The roadmap has no phase of that number."""
    return tr_n(
        "This roadmap has only one phase. Leave phase: out.",
        "This roadmap has {number} phases: choose a number from 1 to {number}.",
        phases,
    )


def not_on_a_break() -> str:
    """There is no break to end."""
    return tr("You're not on a break. /week shows what's due.")


def break_gone() -> str:
    """The break can't be cancelled any more."""
    return tr("That break has already begun or was cancelled. /pace shows your plan.")


def break_too_long(latest: date | None, today: date) -> str:
    """A break would touch too many weeks; by when one would have to be back, if there can be a break at all."""
    if latest is None:
        return tr_n(
            "You've used the {number} week of breaks that a roadmap allows. /pace can make your weeks lighter instead.",
            "You've used all {number} weeks of breaks that a roadmap allows. "
            "/pace can make your weeks lighter instead.",
            MOST_TOUCHED,
        )
    return tr_n(
        "A roadmap allows {number} week of breaks in total: be back on {day} at the latest.",
        "A roadmap allows {number} weeks of breaks in total: be back on {day} at the latest.",
        MOST_TOUCHED,
        day=day_name(latest, today),
    )


def break_touches_nothing() -> str:
    """No study day lies in the break."""
    return tr("None of your study days falls in that break, so there's nothing to pause. Choose a longer one.")


def break_cancelled() -> str:
    """A planned break was cancelled."""
    return tr("Break cancelled.")
