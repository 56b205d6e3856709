"""Which days a plan has: study days with number, hours and block, milestones, checkpoints; pauses have none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.roadmap import Roadmap
from bot.study.agenda import agenda
from bot.study.choices import OwnDays, Pause
from tests.study.people import DAY, MONDAY, WEEK, standing, week


def test_the_curriculum_as_written(curriculum: Roadmap):
    """36 weeks of Monday, Wednesday and Saturday, numbered on; hours as the week's work has them."""
    plan = agenda(standing(curriculum, MONDAY))
    assert [one.number for one in plan.study_days] == list(range(1, 109))
    assert [one.day for one in plan.study_days[:4]] == [MONDAY, MONDAY + 2 * DAY, MONDAY + 5 * DAY, week(1)]
    first, in_a_project = plan.study_days[0], plan.study_days[6]
    assert (first.activities, first.hours, first.blocks) == (("Read paper/blog",), 1.0, ("ML Fundamentals",))
    assert in_a_project.hours == pytest.approx(7 / 4)
    assert next((phase.id, day) for day, phase in plan.checkpoints) == ("foundations", week(8) - DAY)
    assert len(plan.checkpoints) == 5
    assert [(one.week, day) for day, one in plan.milestones][:1] == [(8, week(8) - DAY)]
    assert len(plan.milestones) == 7


def test_it_is_the_same_on_any_day(curriculum: Roadmap):
    """It rests on the plan alone: neither on today nor on what is done."""
    then = standing(curriculum, week(20), done=["backprop"], studied=[MONDAY])
    assert agenda(then) == agenda(standing(curriculum, MONDAY))


@pytest.mark.parametrize(
    ("first", "until", "missing", "later"),
    [
        (week(1), week(3), [week(1), week(2)], 2),
        (week(1) + DAY, week(1) + 3 * DAY, [week(1) + 2 * DAY], 0),
        (week(7) + 5 * DAY, week(8), [week(7) + 5 * DAY], 0),
    ],
)
def test_pauses_have_none(curriculum: Roadmap, first: date, until: date, missing: list[date], later: int):
    """A paused day has no event of any kind; paused weeks move what follows, and its number stays with it."""
    pause = Pause(first, until)
    before, after = (agenda(standing(curriculum, MONDAY, pauses=pauses)) for pauses in ((), (pause,)))
    days = [one.day for one in after.study_days]
    events = [*days, *(day for day, _ in after.milestones), *(day for day, _ in after.checkpoints)]
    assert not any(pause.covers(day) for day in events)
    assert not set(missing) & set(days)
    assert days[-1] == before.study_days[-1].day + later * WEEK
    assert [one.number for one in after.study_days] == list(range(1, len(days) + 1))


def test_a_part_of_the_roadmap(curriculum: Roadmap):
    """From the fourth phase on: what is out of scope has no milestone and no checkpoint."""
    plan = agenda(standing(curriculum, MONDAY, path=tuple(range(23, 37))))
    assert len(plan.study_days) == 14 * 3
    assert min(one.week for _, one in plan.milestones) >= 23
    assert [day for day, _ in plan.checkpoints] == [week(8) - DAY, week(14) - DAY]


def test_own_days_share_the_week(curriculum: Roadmap):
    """Two days of one's own from the third week on take the week's hours between them."""
    member = standing(curriculum, MONDAY)
    record = member.record.__class__(member.member, member.record.choices, own_days=(OwnDays(week(2), (1, 6)),))
    plan = agenda(member.__class__(member.edition, record, member.now))
    third = [one for one in plan.study_days if week(2) <= one.day < week(3)]
    assert [one.day for one in third] == [week(2) + DAY, week(2) + 6 * DAY]
    assert sum(one.hours for one in third) == pytest.approx(7)
    assert len(third[1].activities) == 2


def test_several_blocks_in_a_week(curriculum: Roadmap):
    """At a faster pace a day names all blocks of its week, with the hours that this takes."""
    first = agenda(standing(curriculum, MONDAY, weeks=9)).study_days[0]
    assert len(first.blocks) == 2
    assert first.hours == pytest.approx(4.0)
    assert agenda(standing(curriculum, MONDAY, weeks=9)).study_days[-1].day == week(9) - timedelta(days=2)
