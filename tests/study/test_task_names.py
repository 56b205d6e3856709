"""What tasks are called in a list, and which one a typed text means."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest

from bot.roadmap import Roadmap
from bot.study.task_names import LONGEST_NAME
from bot.words.task_names import task_names


def roadmap_with(*blocks: Sequence[str]) -> Roadmap:
    """A roadmap of one phase, with a block for each list of texts; the tasks are t1, t2 and so on."""
    texts = [(number, text) for number, block in enumerate(blocks, 1) for text in block]
    ids = iter(range(1, len(texts) + 1))
    return Roadmap.model_validate(
        {
            "title": "Road",
            "phases": [
                {
                    "id": "p1",
                    "title": "Phase",
                    "weeks": f"1-{len(blocks)}",
                    "blocks": [
                        {
                            "id": f"b{week}",
                            "title": "Block",
                            "weeks": week,
                            "tasks": [{"id": f"t{next(ids)}", "text": text} for text in block],
                        }
                        for week, block in enumerate(blocks, 1)
                    ],
                }
            ],
        }
    )


ROAD = roadmap_with(
    ["Do the exercises", "Review backpropagation, gradient descent (SGD)", "Résumé", "C++ basics"],
    ["Do the exercises", "Read about gradient flow", "Resume", "C# basics"],
    ["Do the Exercises", "学習計画を書く", "Übung macht den Meister"],
    ["Do the exercises", "Do the exercises", "x-ray of a network", "word " * 40],
)


def meant(typed: str, *among: str) -> list[str]:
    """The ids that a text means; without `among`, all tasks are open."""
    tasks = [task for task in ROAD.tasks if not among or task.id in among]
    return [task.id for task in task_names(ROAD).meant(typed, lambda: tasks)]


def test_equal_texts_are_told_apart_by_their_week():
    """And by a number where they stand in one week; the others are shown as they are."""
    shown = [task_names(ROAD).shown(task) for task in ROAD.tasks]
    assert shown[0] == "Do the exercises · week 1"
    assert shown[8] == "Do the Exercises · week 3"
    assert shown[11:13] == ["Do the exercises · week 4 (1)", "Do the exercises · week 4 (2)"]
    assert shown[1] == "Review backpropagation, gradient descent (SGD)"
    assert len(set(shown)) == len(shown)


def test_a_long_text_is_cut_between_words():
    """With a sign of it, and within what Discord shows."""
    name = task_names(ROAD).shown(ROAD.tasks[-1])
    assert name == "word " * 19 + "word…"
    assert len(name) <= LONGEST_NAME


def test_long_texts_with_one_beginning_are_told_apart():
    """What would be cut to the same words has its week, within the limit."""
    road = roadmap_with(["x" * 150 + "a"], ["x" * 150 + "b"])
    first, second = (task_names(road).shown(task) for task in road.tasks)
    assert first.endswith("… · week 1")
    assert second.endswith("… · week 2")
    assert max(len(first), len(second)) <= LONGEST_NAME


def test_each_name_that_is_shown_means_its_task():
    """In any letter case, with or without marks, in both forms of Unicode."""
    for task in ROAD.tasks:
        name = task_names(ROAD).shown(task)
        for typed in (name, name.upper(), f" {name} ", unicodedata.normalize("NFD", name), task.id, task.id.upper()):
            assert meant(typed) == [task.id], typed


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("review backpropagation, gradient descent (sgd)", ["t2"]),
        ("Résumé", ["t3"]),
        ("RE\u0301SUME\u0301", ["t3"]),
        ("Resume", ["t7"]),  # the same marks go before the same letters
        ("C# basics", ["t8"]),
        ("c++ basics", ["t4"]),
        ("Do the exercises", ["t1", "t5", "t9", "t12", "t13"]),
        ("backprop", ["t2"]),
        ("gradient desc", ["t2"]),
        ("desc rev", ["t2"]),
        ("sgd", ["t2"]),
        ("gradient", ["t2", "t6"]),
        ("ubung", ["t11"]),
        ("übung", ["t11"]),
        ("計画", ["t10"]),
        ("計", []),
        ("x", []),  # one task has an x in it, and nobody meant it
        ("re", []),
        ("c+", []),
        ("ropagation", []),  # inside a word
        ("", []),
        ("**", []),
        ("knitting", []),
    ],
)
def test_free_text_means_a_task_when_it_names_one(typed: str, ids: list[str]):
    """Exactly, or by three letters that begin a word; two in scripts without spaces."""
    assert meant(typed) == ids


def test_of_equal_texts_the_open_one_is_meant():
    """When the others are done."""
    assert meant("Do the exercises", "t5", "t6") == ["t5"]
    assert meant("gradient", "t6") == ["t6"]
    assert meant("gradient desc", "t6") == ["t2"]  # done already, which is then said


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("gradient", ["t2", "t6"]),
        ("read grad", ["t6"]),
        ("GRADIENT read", ["t6"]),
        ("do the exercises", ["t1", "t5", "t9", "t12", "t13"]),
        ("resume", ["t3", "t7"]),
        ("re", ["t2", "t3", "t6", "t7"]),
        ("Do the exercises · week 3", ["t9"]),
        ("ropa", ["t2"]),
        ("zzz", []),
    ],
)
def test_a_list_offers_what_has_the_words(typed: str, ids: list[str]):
    """The best match first; a name that was shown finds its task."""
    assert [task.id for task in task_names(ROAD).with_words(typed, ROAD.tasks, 25)] == ids


def test_names_are_made_once_for_a_roadmap():
    """A key asks for 2,000 of them."""
    assert task_names(ROAD) is task_names(ROAD)
    assert task_names(ROAD) is not task_names(roadmap_with(["Other"]))
