"""A roadmap in numbers."""

from bot.roadmap import Block, Phase, Project, Roadmap, Task, Weeks, counts, read_roadmap, warnings


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


def test_ids_that_are_words_of_the_bot_are_named():
    """They work, so they are no fault; another word is easier to type."""
    roadmap = read_roadmap(
        "title: T\nphases:\n  - {id: any, title: P, weeks: 1, blocks: [{id: b, title: B, weeks: 1, tasks: [{id: all, "
        "text: x}]}]}\n"
    )
    assert warnings(roadmap) == (
        "id 'any' is a word that the bot uses itself; another one is easier to type",
        "id 'all' is a word that the bot uses itself; another one is easier to type",
    )
