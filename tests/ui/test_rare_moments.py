"""What takes a rare moment to be said, each in the state of a member that makes the bot say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, time

import pytest

from bot.actions.focusing import Stopped
from bot.roadmap import DAYS, Adjustment, RhythmDay, Roadmap
from bot.roadmap.versions import Edition, Version, skeleton_of
from bot.study.bringing import Matched
from bot.study.choices import Pause
from bot.study.days import instant_of
from bot.study.focus import Focus, Ring
from bot.study.journal import Skip
from bot.study.log import EntryKind, entries
from bot.study.member import Walk
from bot.study.nudges import PersonalNote
from bot.study.progress import Progress
from bot.study.snapshots.chain import chain_of
from bot.study.snapshots.progress import progress_snapshot
from bot.study.snapshots.roadmap import roadmap_snapshot
from bot.study.switching import Switch
from bot.ui.screens.bringing import bring_screen
from bot.ui.screens.chain import streak_line
from bot.ui.screens.checkpoint import checkpoint_screen
from bot.ui.screens.done import ticked_news
from bot.ui.screens.focus import focus_screen, stopped_screen
from bot.ui.screens.layout import Screen
from bot.ui.screens.log import log_screen
from bot.ui.screens.phase import rhythm_screen
from bot.ui.screens.plan import plan_screen
from bot.ui.screens.progress import progress_as_text
from bot.ui.screens.reminder import note_screen
from bot.ui.screens.road import road_as_text
from bot.ui.screens.streak import streak_screen
from bot.ui.screens.week import week_screen, weeks_block
from bot.words import speaking
from tests.study.people import ADA, BERLIN, DAY, MONDAY, standing, week
from tests.words.listening import SPOKEN, listening
from tests.words.marked import plain

_WED, _SAT, _SUN = 2 * DAY, 5 * DAY, 6 * DAY


def _kept(*weeks: int) -> list[date]:
    """The study days that keep these weeks of three study days."""
    return [week(n) + day for n in weeks for day in (0 * DAY, _WED, _SAT)]


def _each_day(roadmap: Roadmap, days: int = 7) -> Roadmap:
    """A roadmap with so many study days a week."""
    return roadmap.model_copy(update={"rhythm": [RhythmDay(day=day, activity="Read", hours=1) for day in DAYS[:days]]})


def _free_with_nothing_ahead() -> Progress:
    """A week without a block, in which an edit removed the only block that was to come."""
    first = {"id": "w1", "title": "Begin", "weeks": 1, "tasks": [{"id": "t1", "text": "Look around"}]}
    last = {"id": "w3", "title": "End", "weeks": 3, "tasks": [{"id": "t3", "text": "Look back"}]}
    old, new = (
        Roadmap.model_validate({"title": "Short", "phases": [{"id": "p", "title": "All", "weeks": "1-3", "blocks": b}]})
        for b in ([first, last], [first])
    )
    versions = (Version(1, date.min, skeleton_of(old)), Version(2, week(2), skeleton_of(new)))
    return replace(standing(new, week(1) + _WED, path=(1, 2, 3)), edition=Edition(new, versions))


def _milestone_in_a_last_free_week() -> Screen:
    """Nothing is walked after the last block, so no day can be told for what is reached there."""
    block = {"id": "w1", "title": "Begin", "weeks": 1, "tasks": [{"id": "t1", "text": "Look around"}]}
    phase = {"id": "p", "title": "All", "weeks": "1-2", "blocks": [block]}
    milestone = {"id": "m", "week": 2, "title": "All seen"}
    roadmap = Roadmap.model_validate({"title": "Short", "phases": [phase], "milestones": [milestone]})
    return road_as_text(roadmap_snapshot(standing(roadmap, MONDAY, path=(1, 2))))


def _all_skipped(roadmap: Roadmap) -> Progress:
    progress = standing(roadmap, MONDAY + DAY)
    skips = tuple(Skip(task.id, "Known.", MONDAY) for task in roadmap.tasks)
    return replace(progress, record=replace(progress.record, journal=replace(progress.journal, skips=skips)))


def _back_on_tuesday(roadmap: Roadmap) -> Progress:
    """Who went back to a roadmap within a week that another one's Monday has begun."""
    progress = standing(roadmap, week(2) + DAY)
    here, elsewhere = ADA.roadmap_id, ADA.roadmap_id + 1
    switches = (Switch(week(0), here), Switch(week(1), elsewhere), Switch(week(3), here))
    return replace(progress, record=replace(progress.record, switches=switches))


def _without_one_checkpoint(roadmap: Roadmap) -> Screen:
    first, *others = roadmap.phases
    phase = first.model_copy(update={"checkpoint": None})
    changed = roadmap.model_copy(update={"phases": [phase, *others]})
    return checkpoint_screen(standing(changed, MONDAY), phase)


def _many_adjustments(roadmap: Roadmap) -> Screen:
    asked = [Adjustment(question=f"Question {n}?", answer="Yes", command="/pace") for n in range(15)]
    return rhythm_screen(standing(roadmap.model_copy(update={"adjustments": asked}), MONDAY))


def _focus(*stretches: int) -> Focus:
    """One that began at noon."""
    noon = instant_of(MONDAY, time(12), BERLIN)
    return Focus(Walk(1, 2), 7, MONDAY, noon, noon, stretches, ring=Ring.CHANNEL, channel_id=3)


def _lengthened(roadmap: Roadmap) -> Screen:
    focus = _focus(25, 5, 25)
    return focus_screen(standing(roadmap, MONDAY), focus.longer(focus.started_at))


def _logged_twice(roadmap: Roadmap) -> Screen:
    """A focus in whose minutes another one was logged, as after a clock was set back."""
    progress, focus = standing(roadmap, MONDAY), _focus(25)
    other = replace(focus, number=6).ended(focus.ends_at, ())
    return stopped_screen(Stopped(progress, progress, focus=focus.ended(focus.ends_at, (other,))))


def _only_an_item(roadmap: Roadmap) -> Screen:
    return bring_screen(standing(roadmap, MONDAY), Matched((), 0, 1, 0, ()), 7)


def _one_line(roadmap: Roadmap, today: date, studied: Iterable[date]) -> Screen:
    return Screen(streak_line(chain_of(standing(roadmap, today, studied=studied))))


def _streak(roadmap: Roadmap, today: date, studied: Iterable[date]) -> Screen:
    return streak_screen(standing(roadmap, today, studied=studied))


def _reminder(progress: Progress) -> Screen:
    return note_screen(PersonalNote(progress, None, is_warning=False), sample=True)


def _every_day_counts(roadmap: Roadmap) -> Screen:
    """A week of seven study days after one that took the only freeze."""
    studied = [MONDAY + n * DAY for n in range(16) if n != 6]
    return _reminder(standing(_each_day(roadmap), week(2) + _WED, studied=studied))


def _two_breaks(roadmap: Roadmap) -> Screen:
    pauses = tuple(Pause(week(n), week(n) + _WED) for n in (2, 4))
    return plan_screen(standing(roadmap, MONDAY, pauses=pauses))


def _item_that_left(roadmap: Roadmap) -> Screen:
    progress = standing(roadmap, MONDAY, shown=["long-gone"])
    assert [entry.kind for entry in entries(progress)] == [EntryKind.EVIDENCE]
    return log_screen(progress)


def _week(progress: Progress) -> Screen:
    return week_screen(progress, weeks_block(progress))


def _ticked_before(roadmap: Roadmap) -> Screen:
    progress = standing(roadmap, MONDAY)
    return Screen(ticked_news(progress, progress, ()))


_MOMENTS: dict[str, tuple[Callable[[Roadmap], Screen], tuple[str, ...]]] = {
    "a free week with nothing after it": (
        lambda _: _week(_free_with_nothing_ahead()),
        ("**A free week:** nothing is due.\n",),
    ),
    "a reminder in it": (lambda _: _reminder(_free_with_nothing_ahead()), ("**Still open**", "⬜ Look around")),
    "everything skipped": (
        lambda roadmap: progress_as_text(progress_snapshot(_all_skipped(roadmap))),
        ("**Nothing in your plan is left in this roadmap.** `/pace` shows what there is now.",),
    ),
    "ticked once more from an older list": (_ticked_before, ("**Those were already ticked.**",)),
    "evidence for an item that left the roadmap": (_item_that_left, ("An item that's no longer in the roadmap",)),
    "two breaks ahead": (_two_breaks, ("Cancel the break from Mon 16 Mar", "Cancel the break from Mon 30 Mar")),
    "back within a week of another roadmap": (
        lambda roadmap: _week(_back_on_tuesday(roadmap)),
        ("Continues on Monday 23 March. Anything you tick before then counts too.",),
    ),
    "no box of a file is a task": (
        _only_an_item,
        ("There's nothing to tick.", "🎓 1 checkpoint item: show what you can do with `/checkpoint`."),
    ),
    "one phase without a checkpoint": (_without_one_checkpoint, ("This phase has no checkpoint.",)),
    "more adjustments than fit": (_many_adjustments, ("Question 13?", "… 1 more adjustment")),
    "rounds of different lengths that ring in the channel": (
        _lengthened,
        (
            "Focus: 55 min in 2 rounds",
            "I'll ring in the channel, with your name, after each round and rest. When it ends,",
        ),
    ),
    "a milestone without a day": (lambda _: _milestone_in_a_last_free_week(), ("Week 2: All seen",)),
    "a milestone outside of a focus": (
        lambda roadmap: road_as_text(roadmap_snapshot(standing(roadmap, MONDAY, path=tuple(range(1, 9))))),
        (
            "Week 14: Phase 2 complete, not in your plan",
            "1. Transformer from Scratch (weeks 3-8), to come, due by Sunday 26 April",
        ),
    ),
    "minutes that were logged already": (
        _logged_twice,
        ("⏱️ The focus is over. Its minutes were already logged, so nothing was added.",),
    ),
    "a running streak that the week can't keep": (
        lambda roadmap: _streak(roadmap, week(1) + _SUN, _kept(0)),
        ("0 of 3 study days this week, any day counts",),
    ),
    "one day and the freezes keep it": (
        lambda roadmap: _streak(roadmap, week(4) + _SUN, _kept(0, 1, 2, 3)),
        ("0 of 3 study days this week · 1 more by Sunday, plus your freezes, keeps it",),
    ),
    "two days and the freezes keep it": (
        lambda roadmap: _streak(_each_day(roadmap, 5), week(4) + _SAT, [MONDAY + n * DAY for n in range(29)]),
        ("1 of 5 study days this week · 2 more by Sunday, plus your freezes, keep it",),
    ),
    "the freezes alone keep it, in full": (
        lambda roadmap: _streak(roadmap, week(4) + _SUN, [*_kept(0, 1, 2, 3), week(4)]),
        ("1 of 3 study days this week, freezes cover the rest",),
    ),
    "the freezes alone keep it": (
        lambda roadmap: _one_line(roadmap, week(4) + _SUN, [*_kept(0, 1, 2, 3), week(4)]),
        ("🔥 4 weeks · 1 of 3 days, 2 freezes would cover the rest · 2 freezes",),
    ),
    "a new streak by a freeze": (
        lambda roadmap: _streak(roadmap, week(2) + _SUN, [*_kept(0), week(2), week(2) + _SUN]),
        ("1 freeze would cover the rest, and a new streak begins.",),
    ),
    "a new streak by a day and a freeze": (
        lambda roadmap: _streak(roadmap, week(2) + _SUN, [*_kept(0), week(2)]),
        ("1 more by Sunday and 1 freeze, and a new streak begins.",),
    ),
    "two freezes for one week": (
        lambda roadmap: _streak(roadmap, week(6), [*_kept(0, 1, 2, 3), week(4), *_kept(5)]),
        ("❄️ kept with 2 freezes · 1 of 3 days",),
    ),
    "no day may be missed any more": (
        _every_day_counts,
        ("🔥 Every day until Sunday counts: 5 study days by Sunday keep your 2 weeks.",),
    ),
}


@pytest.mark.parametrize("moment", _MOMENTS)
def test_rare_moments(curriculum: Roadmap, moment: str):
    """Each is said, within Discord's limits, and all of it goes through the catalogue."""
    screen_of, expected = _MOMENTS[moment]
    with listening() as heard, speaking(SPOKEN):
        heard.hear({"components": screen_of(curriculum).to_components()})
    assert heard.faults == set()
    shown = "".join(f"{plain(text)}\n" for text in heard.texts)
    for words in expected:
        assert words in shown
