"""A roadmap in numbers."""

from bot.roadmap import Block, Phase, Project, Roadmap, Task, Weeks, counts


def roadmap(tasks: int, projects: int) -> Roadmap:
    """A roadmap of one block."""
    block = Block(id="b", title="B", weeks=Weeks(1, 1), tasks=tuple(Task(id=f"t{n}", text="T") for n in range(tasks)))
    return Roadmap(
        title="Small",
        phases=(Phase(id="p", title="P", weeks=Weeks(1, 1), blocks=(block,)),),
        projects=tuple(Project(id=f"x{n}", title="X", weeks=Weeks(1, 1)) for n in range(projects)),
    )


def test_counts_say_one_and_many():
    """One task, two tasks, and thousands with a comma."""
    assert counts(roadmap(1, 1)) == (
        "1 phase, 1 block, 1 task, 0 checkpoint items in 0 checkpoints, "
        "3 rhythm rows, 1 project, 0 milestones, 0 adjustments"
    )
    assert counts(roadmap(1500, 0)).startswith("1 phase, 1 block, 1,500 tasks, ")
