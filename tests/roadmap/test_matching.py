"""An edited list is imported again: ids stay with their tasks, and none ever goes to another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.roadmap import Roadmap
from bot.roadmap.changes.continuing import NotTheSame, go_on_from
from bot.roadmap.changes.difference import difference, lines
from bot.roadmap.files.from_checklist import import_file, onto
from bot.roadmap.versions import skeleton_of

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


def roadmap_of(text: str) -> Roadmap:
    """A list as the first version of a roadmap."""
    return import_file(text.encode(), "plan.md").roadmap


def edited(
    before: str, after: str, *earlier: str, same: dict[str, str] | None = None
) -> tuple[dict[str, str], list[str], list[str]]:
    """What an edit comes to: the id of every text, the questions as "old ? new", and the diff."""
    versions = [roadmap_of(earlier[-1])] if earlier else []
    for text in reversed([before, *earlier[:-1]]):
        versions.insert(
            0,
            onto(import_file(text.encode(), "plan.md"), versions[0], versions[1:])[0].roadmap
            if versions
            else roadmap_of(text),
        )
    found, continued = onto(import_file(after.encode(), "plan.md"), versions[0], versions[1:], same)
    questions = [f"{one.old.id} ? {one.new.id}" for one in continued.questions]
    return (
        {task.text: task.id for task in found.roadmap.tasks},
        questions,
        lines(difference(versions[0], found.roadmap)),
    )


def plan(*sections: Sequence[str]) -> str:
    """A list of weeks: the first word of each is its title, the rest are its tasks."""
    told = ["# Plan"]
    for number, (title, *tasks) in enumerate(sections, start=1):
        told += ["", f"## Week {number}: {title}", *(f"- [ ] {task}" for task in tasks)]
    return "\n".join(told)


SOIL = ("Soil", "Take a sample", "Read about soil types", "Dig")
SOW = ("Sow", "Sow lettuce", "Water it")
EDITS: dict[str, tuple[str, dict[str, str], list[str], list[str]]] = {
    "the same again": (
        plan(SOIL, SOW),
        {"Take a sample": "take-sample", "Dig": "dig", "Water it": "water"},
        [],
        ["No change."],
    ),
    "other signs, other case": (
        plan(("Soil", "take a *sample*", "Read about soil types.", "Dig!"), SOW),
        {"take a sample": "take-sample", "Dig!": "dig"},
        [],
        [
            "3 reworded.",
            "~ Take a sample → take a sample",
            "~ Read about soil types → Read about soil types.",
            "~ Dig → Dig!",
        ],
    ),
    "swapped": (
        plan(("Soil", "Dig", "Read about soil types", "Take a sample"), SOW),
        {"Take a sample": "take-sample", "Dig": "dig"},
        [],
        ["No task changes.", "· block Soil: another order"],
    ),
    "moved to another week": (
        plan(SOIL[:3], (*SOW, "Dig")),
        {"Dig": "dig"},
        [],
        ["1 moved.", "→ Dig: Plan · Soil → Plan · Sow"],
    ),
    "a section renamed": (
        plan(("Earth", *SOIL[1:]), SOW),
        {"Take a sample": "take-sample", "Dig": "dig"},
        [],
        ["No task changes.", "· block Soil → Earth"],
    ),
    "a task in place of another": (
        plan(("Soil", "Take a photo", "Read about soil types", "Dig"), SOW),
        {"Take a photo": "take-photo"},
        [],
        ["1 added, 1 removed.", "+ Take a photo", "- Take a sample"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit(kind: str):
    """What each kind of edit does to ids, and what is said about it."""
    after, ids, questions, said = EDITS[kind]
    found, asked, told = edited(plan(SOIL, SOW), after)
    assert ids.items() <= found.items()
    assert asked == questions
    assert told == said


def test_small_rewordings_are_found_and_others_asked_about():
    """A typo is one task; another chapter is a question, and the new one has a new id until it is answered."""
    before = plan(("Read", "Read the first chapter of the book on soil", "Watch lecture 3 on compost heaps", "Dig"))
    after = plan(("Read", "Read the first chapter of the bok on soil", "Watch lecture 4 on compost heaps", "Dig"))
    found, asked, told = edited(before, after)
    assert found["Read the first chapter of the bok on soil"] == "read-first-chapter-book-soil"
    assert found["Watch lecture 4 on compost heaps"] == "watch-lecture-4-compost"
    assert asked == ["watch-lecture-3-compost ? watch-lecture-4-compost"]
    assert told[0] == "1 added, 1 reworded, 1 removed."
    answered, asked, _ = edited(before, after, same={"watch-lecture-3-compost": "watch-lecture-4-compost"})
    assert answered["Watch lecture 4 on compost heaps"] == "watch-lecture-3-compost"
    assert not asked


def test_one_of_a_series_is_no_rewording_of_another():
    """Lists are full of sentences that differ in one word: there a new one is a question, however like it is."""
    what = ("arrays", "graphs", "stacks", "queues")
    series = [f"Watch the long lecture of the course on {one} and take notes" for one in what]
    first, _, _ = edited(plan(("Watch", *series[:3])), plan(("Watch", *series[:3])))
    found, asked, told = edited(plan(("Watch", *series[:3])), plan(("Watch", *series[:2], series[3])))
    assert found[series[3]] not in first.values()
    assert asked == [f"{first[series[2]]} ? {found[series[3]]}"]
    assert told[0] == "1 added, 1 removed."


def test_renumbered_tasks_keep_their_ids():
    """A step put in front moves every number on."""
    steps = ["Read", "Write", "Draw"]
    before = plan(("Steps", *(f"{at}\\. {step}" for at, step in enumerate(steps, start=1))))
    after = plan(("Steps", *(f"{at}\\. {step}" for at, step in enumerate(["Plan", *steps], start=1))))
    found, asked, told = edited(before, after)
    assert found == {"1. Plan": "steps-plan", "2. Read": "read", "3. Write": "write", "4. Draw": "draw"}
    assert not asked
    assert told[0] == "1 added, 3 reworded."


def test_days_that_keep_their_numbers_are_not_renumbered():
    """Of three days with equal words the first is gone and a fourth is new: the two others are not moved up."""
    days = [f"Day {number}: Read" for number in (1, 2, 3, 4)]
    before, after = plan(("A", *days[:3])), plan(("A", *days[1:]))
    first, _, _ = edited(before, before)
    found, _, told = edited(before, after)
    assert (found[days[1]], found[days[2]]) == (first[days[1]], first[days[2]])
    assert found[days[3]] not in first.values()
    assert told[0] == "1 added, 1 removed."


def test_the_same_link_is_the_same_task():
    """Rewritten from the ground up, but it leads to the same page."""
    found, _, _ = edited(
        plan(("A", "[Forks](https://example.org/forks)", "Dig")),
        plan(("A", "[How to attack two pieces](https://example.org/forks)", "Dig")),
    )
    assert found["How to attack two pieces"] == "forks"


def test_what_returns_has_its_id_and_what_is_gone_keeps_it():
    """Removed, then back; and a new task with the same first words takes no old id meanwhile."""
    first, second = plan(SOIL, SOW), plan(SOIL[:3], SOW)
    found, _, _ = edited(second, first, first)
    assert found["Dig"] == "dig"
    found, _, _ = edited(second, plan((*SOIL[:3], "Dig, and dig deeper"), SOW), first)
    assert found["Dig, and dig deeper"] == "dig-dig-deeper"
    found, _, _ = edited(second, plan(SOIL[:3], (*SOW, "Dig")), first)
    assert found["Dig"] not in ("dig", "")


def test_an_id_in_the_file_wins():
    """Whatever the words say."""
    found, _, told = edited(plan(SOIL, SOW), plan((*SOIL[:3], "Turn the ground over <!-- id: dig -->"), SOW))
    assert found["Turn the ground over"] == "dig"
    assert told[0] == "1 reworded."


def test_another_list_is_told_so():
    """Less than half of the old tasks are found again."""
    _, _, told = edited(plan(SOIL, SOW), plan(("Bread", "Knead", "Bake"), SOW))
    assert told[0] == "This looks like another roadmap: 3 of 5 tasks are not in it."


@pytest.mark.parametrize(
    ("old", "new"), [("nothing", "take-photo"), ("dig", "take-photo"), ("take-sample", "dig"), ("take-sample", "soil")]
)
def test_answers_that_cannot_be(old: str, new: str):
    """Only what is gone can be what is new."""
    with pytest.raises(NotTheSame, match="--same"):
        edited(plan(SOIL, SOW), plan(("Soil", "Take a photo", *SOIL[2:]), SOW), same={old: new})


# --- any edits


@dataclass(frozen=True)
class Known:
    """A task, and what it is in the world: an edit may change everything else about it."""

    identity: int
    words: str
    number: int | None = None

    @property
    def text(self) -> str:
        return f"{self.number}\\. {self.words}" if self.number else self.words


NOUNS = (
    "river",
    "candle",
    "bridge",
    "orchid",
    "violin",
    "granite",
    "harbour",
    "lantern",
    "meadow",
    "compass",
    "puzzle",
    "saddle",
)
VERBS = ("Sketch", "Bury", "Weigh", "Polish", "Invent", "Borrow", "Whistle", "Photograph")


@st.composite
def histories(draw: st.DrawFn) -> list[list[list[Known]]]:
    """Versions of a list of sections: tasks swapped, moved, reworded, renumbered, doubled, deleted and back again."""
    count = 0
    pool = draw(st.permutations([f"{verb} the {noun}" for verb in VERBS for noun in NOUNS]))

    def fresh() -> Known:
        nonlocal count
        count += 1
        return Known(count, pool[count])

    version = [[fresh() for _ in range(draw(st.integers(1, 4)))] for _ in range(3)]
    versions = [version]
    gone: list[tuple[int, Known]] = []
    for _ in range(draw(st.integers(1, 4))):
        version = [list(section) for section in version]
        for _ in range(draw(st.integers(1, 4))):
            edit(draw, version, gone, fresh)
        versions.append([list(section) for section in version])
    return versions


def edit(
    draw: st.DrawFn, version: list[list[Known]], gone: list[tuple[int, Known]], fresh: Callable[[], Known]
) -> None:
    """One change by an author."""
    at = draw(st.integers(0, 2))
    section = version[at]
    kind = draw(st.sampled_from(["swap", "move", "reword", "renumber", "double", "delete", "return", "add"]))
    if kind == "add" or not section:
        section.insert(draw(st.integers(0, len(section))), fresh())
        return
    one = draw(st.integers(0, len(section) - 1))
    if kind == "swap":
        section.reverse()
    elif kind == "move":
        version[(at + 1) % 3].append(section.pop(one))
    elif kind == "reword":
        known = section[one]
        section[one] = Known(
            known.identity, f"{known.words} {draw(st.sampled_from(['again', 'well', 'today']))}", known.number
        )
    elif kind == "renumber":
        section[:] = [Known(known.identity, known.words, number) for number, known in enumerate(section, start=1)]
    elif kind == "double":
        section.append(Known(fresh().identity, section[one].words, section[one].number))
    elif kind == "delete":
        gone.append((at, section.pop(one)))
    elif gone:
        where, known = gone.pop()
        version[where].append(known)


@slow
@given(histories(), st.integers(0, 4))
def test_an_id_never_goes_to_another_task(versions: list[list[list[Known]]], whole: int):
    """Whatever is edited, in however many versions: who has an id keeps it or loses it, and nobody inherits it.

    Of versions before the last, so many are kept whole, and of the others only the ids.

    Equal words are one task to every reader: an id may pass to a task that says what another one said, and to no other.
    """
    known: list[Roadmap] = []
    owners: dict[str, set[int]] = {}
    called: dict[str, set[int]] = {}
    for version in versions:
        text = "\n".join(
            f"## Week {number}: {name}\n" + "\n".join(f"- [ ] {one.text}" for one in tasks)
            for number, (name, tasks) in enumerate(zip(("Ash", "Birch", "Cedar"), version, strict=True), start=1)
        )
        if not any(version):
            return
        imported = import_file(text.encode(), "plan.md")
        retired = frozenset(name for one in known for name in skeleton_of(one).ids)
        earlier = known[1 : 1 + whole]
        now = onto(imported, known[0], earlier, retired=retired)[0].roadmap if known else imported.roadmap
        known.insert(0, now)
        flat = [one for section in version for one in section]
        for one in flat:
            called.setdefault(one.words, set()).add(one.identity)
        assert len(flat) == len(now.tasks)
        for task, one in zip(now.tasks, flat, strict=True):
            before = owners.setdefault(task.id, {one.identity})
            assert one.identity in before or before & called[one.words], (task, before)
            before.add(one.identity)


@slow
@given(histories())
def test_ticks_before_are_ticks_after(versions: list[list[list[Known]]]):
    """Every tick is visible with its task, or out of sight under an id that nothing else has."""
    text = [
        [f"## Week {at}: Part {at}", *(f"- [ ] {one.text}" for one in section)]
        for version in versions[:2]
        for at, section in enumerate(version, start=1)
    ]
    first, second = ("\n".join(line for section in half for line in section) for half in (text[:3], text[3:]))
    if "[ ]" not in first or "[ ]" not in second:
        return
    before = roadmap_of(first)
    after = go_on_from(before, roadmap_of(second)).roadmap
    ticks = {task.id for task in before.tasks}
    visible = {task.id for task in after.tasks} & ticks
    parked = {piece.id for piece in difference(before, after).removed}
    assert len(ticks) == len(visible) + len(parked)
    assert not visible & parked
