"""The whole road: phases, projects and milestones with this member's dates."""

from __future__ import annotations

from datetime import date

import discord

from bot.study.snapshots.ending import Ending
from bot.study.snapshots.road import Flag, RoadBlock, RoadPhase
from bot.study.snapshots.roadmap import MilestoneOnRoad, MilestoneState, PhaseOnRoad, ProjectOnRoad, RoadmapSnapshot
from bot.study.snapshots.status import Stage
from bot.ui.screens.layout import Picture, Screen, button, in_weeks, lines, phase_colour, plain, press
from bot.ui.screens.phase import MOST_LINES, phase_dates, shown_lines, tasks_done, titled
from bot.ui.screens.standing import finished_line, free_week_line, spread, standing_line, week_line
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr, tr_n
from bot.words.states import open_from_before, project_state_name, projects_by_state


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
        "" if is_paused or seen.road.status.stage is Stage.WAITING else standing,
        _others(seen),
        colour=phase_colour(seen.colour),
    )
    screen.part(f"### {tr('Phases')}", *_phases(seen))
    screen.part(titled(tr("Milestones"), _milestones(seen)))
    screen.part(titled(tr("Projects"), _projects(seen)))
    screen.part(_length(seen.ending))
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


def _phases(seen: RoadmapSnapshot) -> list[str]:
    """The phases that the picture shows, each a paragraph, and how many there are besides."""
    road, last = seen.road, len(seen.phases) - seen.road.after
    on_road = zip(seen.phases[road.before : last], road.phases, strict=True)
    return [
        tr_n("… {number} earlier phase", "… {number} earlier phases", road.before) if road.before else "",
        *(_phase(phase, drawn, seen.ending.today) for phase, drawn in on_road),
        tr_n("… {number} more phase", "… {number} more phases", road.after) if road.after else "",
    ]


def _phase(phase: PhaseOnRoad, drawn: RoadPhase, today: date) -> str:
    """A phase with its dates and counts; its blocks where the picture unfolds them, or as far as they are begun."""
    title = tr(
        "**Phase {number} · {title}** ({weeks})",
        number=phase.number,
        title=plain(phase.title),
        weeks=in_weeks(phase.weeks),
    )
    if not phase.total:
        return f"{title}\n{tr('Not in your plan')}"
    said = [phase_dates(phase.dates, today), tr("{done} of {total}", done=phase.done, total=phase.total)]
    said += filter(None, [open_from_before(drawn.overdue)])
    said += [tr("you are here")] if drawn.is_here else []
    shown, items = phase.items
    if items:
        said.append(tr("checkpoint {done} of {total}", done=shown, total=items))
    return lines([title, " · ".join(said), *(_blocks(drawn, today) or _begun(phase))])


def _blocks(drawn: RoadPhase, today: date) -> list[str]:
    """The blocks of the phase in which one goes on, as the picture has them."""
    said = [_block(block, today) for block in drawn.blocks]
    before = [tr("… {number} earlier", number=drawn.before)] if drawn.before else []
    return [*before, *said, *([tr("… {number} more", number=drawn.after)] if drawn.after else [])]


def _block(block: RoadBlock, today: date) -> str:
    """A block: when it begins, how far it is, what is open in it, whether one is there, and its milestone."""
    title = tr("- {title} ({weeks})", title=plain(block.title), weeks=in_weeks(block.weeks))
    if not block.counts:
        return f"{title} · {tr('not in your plan')}"
    said = [tr("from {day}", day=day_name(block.begins, today))] if block.begins else []
    said.append(tr("{done} of {total}", done=block.done, total=block.total))
    said += filter(None, [open_from_before(block.overdue)])
    said += [tr("**you are here**")] if block.is_here else []
    return " · ".join((title, *said, *_flag(block.flag, today)))


def _flag(flag: Flag | None, today: date) -> list[str]:
    """A milestone at the end of a block."""
    if flag is None:
        return []
    if flag.is_reached:
        return [tr("milestone reached")]
    return [tr("milestone by {day}", day=day_name(flag.day, today)) if flag.day else tr("milestone")]


def _begun(phase: PhaseOnRoad) -> list[str]:
    """The blocks of a phase that is begun: which are done, and how far the others are."""
    if not phase.begun:
        return []
    done = [str(block.weeks) for block in phase.begun if block.done == block.total]
    said = [tr("weeks {weeks} done", weeks=", ".join(done))] if done else []
    said += [
        tr("weeks {weeks}: {done} of {total}", weeks=str(block.weeks), done=block.done, total=block.total)
        for block in phase.begun
        if block.done < block.total
    ]
    return [f"-# {' · '.join(said)}"]


def _projects(seen: RoadmapSnapshot) -> str:
    """The projects, and of very many the last ones by their states alone."""
    said = [_project_line(project, seen.ending.today) for project in seen.projects]
    rest = projects_by_state([project.state for project in seen.projects[MOST_LINES:]], MOST_LINES + 1)
    return lines(filter(None, (*shown_lines(said), " · ".join(rest))))


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
    said = [f"- {_milestone_line(milestone, seen.ending.today)}" for milestone in seen.milestones]
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
