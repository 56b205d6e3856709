"""The whole road: phases, projects and milestones with this member's dates."""

from __future__ import annotations

from datetime import date

import discord

from bot.study.snapshots.ending import Ending
from bot.study.snapshots.roadmap import MilestoneOnRoad, MilestoneState, PhaseOnRoad, ProjectOnRoad, RoadmapSnapshot
from bot.study.snapshots.status import Stage
from bot.ui.screens.layout import Picture, Screen, button, in_weeks, lines, phase_colour, plain, press
from bot.ui.screens.phase import MOST_LINES, phase_dates, shown_lines, tasks_done, titled
from bot.ui.screens.standing import finished_line, free_week_line, spread, standing_line, week_line
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n
from bot.words.states import project_state_name


def road_screen(seen: RoadmapSnapshot, picture: Picture | None = None) -> Screen:
    """The picture of the road and what it lacks, or all as text where there is none."""
    if picture is None:
        return road_as_text(seen)
    screen = Screen(colour=phase_colour(seen.colour)).picture(picture)
    screen.say(lines(filter(None, _beside_the_road(seen))), f"-# {_signs(seen)}")
    _choose_phase(screen, seen)
    screen.row(
        button(tr("My week"), press(Verb.WEEK), discord.ButtonStyle.primary),
        button(tr("As text"), press(Verb.ROAD_TEXT)),
    )
    return screen.or_else(lambda: road_as_text(seen))


def road_as_text(seen: RoadmapSnapshot) -> Screen:
    """Phases, projects and milestones with this member's dates, and the source's closing line."""
    week, standing = week_line(seen.road.status, seen.ending), standing_line(seen.reason)
    is_paused = seen.reason.paused_until is not None
    screen = Screen(
        f"## {plain(seen.title)}",
        standing if is_paused else "",
        f"{week} · {tasks_done(seen.done, seen.total)}",
        "" if is_paused else standing,
        _length(seen.ending),
        _others(seen),
        colour=phase_colour(seen.colour),
    )
    phases = shown_lines([_phase_line(phase, seen.ending.today) for phase in seen.phases])
    screen.part(lines([*phases, _more_phases(len(seen.phases) - MOST_LINES)]).strip())
    screen.part(titled(tr("Milestones"), _milestones(seen)))
    screen.part(titled(tr("Projects"), _projects(seen)))
    screen.say(f"*{seen.closing}*" if seen.closing else "")
    _choose_phase(screen, seen)
    return screen.row(
        button(tr("My week"), press(Verb.WEEK)),
        button(tr("My road"), press(Verb.ROAD, "picture")),
        button(tr("Rhythm and adjustments") if seen.has_adjustments else tr("Rhythm"), press(Verb.RHYTHM)),
    )


def _choose_phase(screen: Screen, seen: RoadmapSnapshot) -> None:
    screen.choice(
        press(Verb.ROAD),
        tr("Look into a phase…"),
        [(phase.id, tr("Phase {number} · {title}", number=phase.number, title=phase.title)) for phase in seen.phases],
    )


def _beside_the_road(seen: RoadmapSnapshot) -> list[str]:
    """What the picture of the road doesn't say: until when the present block goes, and what comes next."""
    if seen.reason.finish:
        return [finished_line(seen.reason.finish, seen.reason)]
    if seen.reason.paused_until:
        until = day_name(seen.reason.paused_until, seen.ending.today)
        return [tr("⏸️ **Paused until {day}.** All dates wait with you.", day=until)]
    return [_now(seen), _next(seen), _open(seen)]


def _now(seen: RoadmapSnapshot) -> str:
    """The block that is due, and until when; before the start when it begins, in a free week what comes."""
    if seen.road.status.stage is Stage.WAITING:
        return tr("Your road begins {day}.", day=day_name(seen.ending.starts, seen.ending.today))
    if seen.reason.is_free_week:
        return free_week_line(seen.reason)
    if seen.due is None:
        return ""
    day = day_name(seen.due.until, seen.ending.today)
    return tr("Now: **{block}**, until {day}", block=plain(seen.due.title), day=day)


def _next(seen: RoadmapSnapshot) -> str:
    milestone = seen.next_milestone
    if milestone is None:
        return ""
    title = plain(milestone.title)
    if milestone.day is None:
        return tr("Next milestone: {milestone}", milestone=title)
    return tr("Next milestone: {milestone}, by {day}", milestone=title, day=day_name(milestone.day, seen.ending.today))


def _open(seen: RoadmapSnapshot) -> str:
    """What the hollow places on the road are."""
    number = seen.reason.overdue
    if not number:
        return ""
    return tr_n(
        "**{number} task** from earlier weeks is open: the white ring.",
        "**{number} tasks** from earlier weeks are open: the white rings.",
        number,
    )


def _signs(seen: RoadmapSnapshot) -> str:
    """What the marks of the road mean, as far as there are any."""
    signs = [tr("◇ checkpoint")] if seen.has_checkpoints else []
    signs += [tr("⚑ milestone")] if seen.milestones else []
    signs += [tr("▢ project")] if seen.projects else []
    signs += [tr("● others on this road")] if seen.others else []
    return " · ".join(signs)


def _length(ending: Ending) -> str:
    """From when to when the plan goes, and how the roadmap's weeks are spread where it is not week by week."""
    first, last = day_name(ending.starts, ending.today), day_name(ending.ends, ending.today)
    return tr("📅 {first} to {last}", first=first, last=last) + spread(ending)


def _others(seen: RoadmapSnapshot) -> str:
    """Where others are: "👥 On the road with you: 2 in week 5 · 1 in week 9"."""
    said = [tr("{number} in week {week}", number=count, week=week) for week, count in seen.others]
    return tr("👥 On the road with you: {others}", others=" · ".join(said)) if said else ""


def _phase_line(phase: PhaseOnRoad, today: date) -> str:
    title = ("📍 " if phase.is_here else "") + tr(
        "**Phase {number} · {title}** ({weeks})",
        number=phase.number,
        title=plain(phase.title),
        weeks=in_weeks(phase.weeks),
    )
    if not phase.total:
        return f"{title}\n{tr('Not in your plan')}"
    said = [phase_dates(phase.dates, today), tr("{done} of {total}", done=phase.done, total=phase.total)]
    shown, items = phase.items
    if items:
        said.append(tr("checkpoint {done} of {total}", done=shown, total=items))
    return f"{title}\n{' · '.join(said)}{_begun(phase)}"


def _begun(phase: PhaseOnRoad) -> str:
    """The blocks of a phase that is begun: which are done, and how far the others are."""
    if not phase.begun:
        return ""
    done = [str(block.weeks) for block in phase.begun if block.done == block.total]
    said = [tr("weeks {weeks} done", weeks=", ".join(done))] if done else []
    said += [
        tr("weeks {weeks}: {done} of {total}", weeks=str(block.weeks), done=block.done, total=block.total)
        for block in phase.begun
        if block.done < block.total
    ]
    return f"\n-# {' · '.join(said)}"


def _projects(seen: RoadmapSnapshot) -> str:
    said = [_project_line(project, seen.ending.today) for project in seen.projects]
    more = len(said) - MOST_LINES
    rest = tr_n("… {number} more project", "… {number} more projects", more) if more > 0 else ""
    return lines(filter(None, (*shown_lines(said), rest)))


def _project_line(project: ProjectOnRoad, today: date) -> str:
    """A project with its state, and while it isn't done with the day by which the plan wants it."""
    number, title, weeks = project.number, plain(project.title), in_weeks(project.weeks)
    state = project_state_name(project.state)
    if project.day:
        return tr(
            "{number}. {title} ({weeks}), {state}, due by {day}",
            number=number,
            title=title,
            weeks=weeks,
            state=state,
            day=day_name(project.day, today),
        )
    return tr("{number}. {title} ({weeks}), {state}", number=number, title=title, weeks=weeks, state=state)


def _milestones(seen: RoadmapSnapshot) -> str:
    said = [_milestone_line(milestone, seen.ending.today) for milestone in seen.milestones]
    more = len(said) - MOST_LINES
    rest = tr_n("… {number} more milestone", "… {number} more milestones", more) if more > 0 else ""
    return lines(filter(None, (*shown_lines(said), rest)))


def _milestone_line(milestone: MilestoneOnRoad, today: date) -> str:
    """A milestone: whether it is reached, or by when it will be, if the plan walks its week."""
    week, title = milestone.week, plain(milestone.title)
    if milestone.state is MilestoneState.OUT:
        return tr("Week {week}: {title}, not in your plan", week=week, title=title)
    if milestone.state is MilestoneState.REACHED:
        return tr("Week {week}: {title}, reached ✅", week=week, title=title)
    if milestone.day:
        return tr("Week {week}: {title}, by {day}", week=week, title=title, day=day_name(milestone.day, today))
    return tr("Week {week}: {title}", week=week, title=title)


def _more_phases(more: int) -> str:
    return tr_n("… {number} more phase", "… {number} more phases", more) if more > 0 else ""
