"""Edits of a roadmap for the tests of the rules, each described by what is special about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.roadmap import Block, Phase, Project, RhythmDay, Roadmap, Task, Weeks

Edit = Callable[[Roadmap], Roadmap]


def phases_of(roadmap: Roadmap, phases: Iterable[Phase], **around: object) -> Roadmap:
    """The roadmap with other phases, laid out one behind the other; milestones and projects inside what is left."""
    laid: list[Phase] = []
    first = 1
    for phase in phases:
        offset = first - phase.weeks.first
        blocks = tuple(_moved(block, offset) for block in phase.blocks)
        last = max([phase.weeks.last + offset, *(block.weeks.last for block in blocks)])
        laid.append(phase.model_copy(update={"weeks": Weeks(first, last), "blocks": blocks}))
        first = last + 1
    projects = tuple(moved for project in roadmap.projects if (moved := _along(project, roadmap, laid)))
    milestones = tuple(milestone for milestone in roadmap.milestones if milestone.week < first)
    focus = roadmap.focus_phase if roadmap.focus_phase in {phase.id for phase in laid} else None
    changed = {"phases": tuple(laid), "projects": projects, "milestones": milestones, "focus_phase": focus}
    return roadmap.model_copy(update={**changed, **around})


def _moved(block: Block, offset: int) -> Block:
    return block.model_copy(update={"weeks": Weeks(block.weeks.first + offset, block.weeks.last + offset)})


def _along(project: Project, roadmap: Roadmap, laid: list[Phase]) -> Project | None:
    """A project moves with the blocks of its weeks, and goes with them."""
    own = {block.id for block in roadmap.blocks if block.weeks.first in project.weeks}
    weeks = [week for phase in laid for block in phase.blocks if block.id in own for week in block.weeks]
    return project.model_copy(update={"weeks": Weeks(min(weeks), max(weeks))}) if weeks else None


def new_phase(name: str, weeks: int = 2, tasks: int = 3) -> Phase:
    """A phase that nobody has seen, of one block."""
    block = Block(
        id=f"{name}-block",
        title=name,
        weeks=Weeks(1, weeks),
        tasks=tuple(Task(id=f"{name}-{n}", text=f"{name} {n}") for n in range(tasks)),
    )
    return Phase(id=name, title=name, weeks=Weeks(1, weeks), blocks=(block,))


def lengthened(roadmap: Roadmap, block_id: str, more: int) -> Roadmap:
    """A block takes more weeks, or fewer; what follows it moves."""
    phases: list[Phase] = []
    for phase in roadmap.phases:
        offset = 0
        blocks: list[Block] = []
        for block in phase.blocks:
            grown = more if block.id == block_id else 0
            weeks = Weeks(block.weeks.first + offset, block.weeks.last + offset + grown)
            blocks.append(block.model_copy(update={"weeks": weeks}))
            offset += grown
        weeks = Weeks(phase.weeks.first, phase.weeks.last + offset)
        phases.append(phase.model_copy(update={"weeks": weeks, "blocks": tuple(blocks)}))
    return phases_of(roadmap, phases)


def with_tasks(roadmap: Roadmap, block_id: str, change: Callable[[tuple[Task, ...]], tuple[Task, ...]]) -> Roadmap:
    """A block has other tasks."""
    phases = [
        phase.model_copy(
            update={
                "blocks": tuple(
                    block.model_copy(update={"tasks": change(block.tasks)}) if block.id == block_id else block
                    for block in phase.blocks
                )
            }
        )
        for phase in roadmap.phases
    ]
    return roadmap.model_copy(update={"phases": tuple(phases)})


def split(roadmap: Roadmap, block_id: str) -> Roadmap:
    """A block of two weeks becomes two of one: the first keeps the id."""
    phases: list[Phase] = []
    for phase in roadmap.phases:
        blocks: list[Block] = []
        for block in phase.blocks:
            if block.id != block_id:
                blocks.append(block)
                continue
            first, last = block.weeks.first, block.weeks.last
            blocks.append(block.model_copy(update={"weeks": Weeks(first, first), "tasks": block.tasks[:1]}))
            second = {"id": f"{block_id}-second", "weeks": Weeks(last, last), "tasks": block.tasks[1:]}
            blocks.append(block.model_copy(update=second))
        phases.append(phase.model_copy(update={"blocks": tuple(blocks)}))
    return roadmap.model_copy(update={"phases": tuple(phases)})


def swapped(roadmap: Roadmap, first: int, second: int) -> Roadmap:
    """Two phases change places."""
    phases = list(roadmap.phases)
    phases[first], phases[second] = phases[second], phases[first]
    return phases_of(roadmap, phases)


def free_week(roadmap: Roadmap, before: str) -> Roadmap:
    """A week without a block is left before a block."""
    phases: list[Phase] = []
    for phase in roadmap.phases:
        offset = 0
        blocks: list[Block] = []
        for block in phase.blocks:
            offset += block.id == before
            blocks.append(_moved(block, offset))
        weeks = Weeks(phase.weeks.first, phase.weeks.last + offset)
        phases.append(phase.model_copy(update={"weeks": weeks, "blocks": tuple(blocks)}))
    return phases_of(roadmap, phases)


def rhythm(*days: str) -> Edit:
    """Other study days, an hour each."""
    rows = tuple(RhythmDay(day=day, activity="Study", hours=1.0) for day in days)  # pyright: ignore[reportArgumentType]
    return lambda roadmap: roadmap.model_copy(update={"rhythm": rows})


def another_curriculum(roadmap: Roadmap) -> Roadmap:
    """Nothing of the old one is left."""
    parts = [new_phase(f"other-{n}", 3, 4) for n in range(4)]
    project = Project(id="other-project", title="Other", weeks=Weeks(4, 6))
    return phases_of(roadmap, parts, projects=(project,), milestones=(), focus_phase=None)


EDITS: dict[str, Edit] = {
    "nothing but words": lambda r: r.model_copy(update={"title": "Reworded"}),
    "phase at the end": lambda r: phases_of(r, (*r.phases, new_phase("extra"))),
    "phase in front": lambda r: phases_of(r, (new_phase("prelude"), *r.phases)),
    "first phase gone": lambda r: phases_of(r, r.phases[1:]),
    "middle phase gone": lambda r: phases_of(r, (*r.phases[:2], *r.phases[3:])),
    "last phase gone": lambda r: phases_of(r, r.phases[:-1]),
    "only the first phase left": lambda r: phases_of(r, r.phases[:1]),
    "block longer": lambda r: lengthened(r, "llm-architectures", 2),
    "block shorter": lambda r: lengthened(r, "llm-architectures", -1),
    "walked block longer": lambda r: lengthened(r, "ml-fundamentals", 1),
    "block split": lambda r: split(r, "llm-architectures"),
    "phases swapped": lambda r: swapped(r, 1, 3),
    "task added to a finished week": lambda r: with_tasks(
        r, "ml-fundamentals", lambda tasks: (*tasks, Task(id="late-task", text="Added later"))
    ),
    "task removed": lambda r: with_tasks(r, "ml-fundamentals", lambda tasks: tasks[1:]),
    "five study days": rhythm("Mon", "Tue", "Wed", "Thu", "Fri"),
    "one study day": rhythm("Sun"),
    "a free week ahead": lambda r: free_week(r, "inference-serving"),
    "a free week behind": lambda r: free_week(r, "scaling-laws"),
    "focus phase gone": lambda r: phases_of(r, [phase for phase in r.phases if phase.id != "alignment-safety"]),
    "focus project gone": lambda r: r.model_copy(
        update={"projects": tuple(p for p in r.projects if p.id != "p5-eval-suite")}
    ),
    "focus phase and project gone": lambda r: phases_of(
        r,
        [phase for phase in r.phases if phase.id != "alignment-safety"],
        projects=(),
    ),
    "another curriculum": another_curriculum,
}
