"""What a leaderboard reads of its members is as good as all that is stored about them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.adopting import adopt
from bot.actions.leaderboard import board, score_boards
from bot.roadmap import Roadmap
from bot.roadmap.versions import first_edition
from bot.store.database import Database
from bot.store.store import Store
from bot.study.choices import Choice, OwnDays, Pause, Scope
from bot.study.leaderboard import board_of, first_week, score_of
from bot.study.member import Member, Walk
from bot.study.switching import Switch
from tests.store.people import BERLIN, GUILD, MONDAY

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
KINDS = ("plain", "idle", "paused", "own days", "finished", "finished in a focus", "switched", "skipped", "late")


async def live(store: Store, roadmap: Roadmap, user_id: int, kind: str, joined_at: datetime = NOW) -> None:
    """A member of a kind, who has studied on Mondays and Wednesdays since four weeks."""
    member, walk, tasks = Member(GUILD, user_id, BERLIN), Walk(GUILD, user_id), roadmap.tasks
    phase = roadmap.phases[0]
    scope = Scope(phase.id, roadmap.projects[0].id) if kind == "finished in a focus" else Scope()
    late = MONDAY + WEEK if kind == "late" else None
    await store.members.join(member, Choice(MONDAY, scope), NOW, late)
    await store.leaderboard.join(GUILD, user_id, joined_at)
    if kind == "idle":
        return
    for n in range(8):
        await store.journals.log_session(walk, n, MONDAY + (n // 2) * WEEK + (n % 2) * 2 * DAY, 30, None)
    await store.journals.tick(walk, [tasks[0].id], MONDAY, NOW)
    match kind:
        case "paused":
            await store.plans.pause(walk, Pause(MONDAY + WEEK, MONDAY + 2 * WEEK))
        case "own days":
            await store.plans.set_own_days(walk, OwnDays(MONDAY, (6,)))
        case "finished" | "finished in a focus":
            await store.journals.bring(walk, [task.id for task in tasks[1:]], MONDAY + DAY)
        case "skipped":
            await store.plans.skip(walk, [task.id for task in tasks[1:]], "", MONDAY + WEEK)
        case "switched":
            went, switches = (
                Member(GUILD, user_id, BERLIN, roadmap_id=1),
                [Switch(MONDAY, 0), Switch(MONDAY + 2 * WEEK, 1)],
            )
            await store.members.switch(went, switches, Choice(MONDAY + 2 * WEEK))
            await store.journals.log_session(Walk(GUILD, user_id, 1), 99, MONDAY + 3 * WEEK + 5 * DAY, 30, None)
        case _:
            pass


@pytest.mark.parametrize("knows_roadmaps", [False, True])
async def test_the_board_reads_what_it_needs(
    database: Database, store: Store, curriculum: Roadmap, knows_roadmaps: bool
):
    """The scores are those of whole records, whatever their members did, from the first look of a process on."""
    await adopt(store, curriculum, datetime.combine(MONDAY, datetime.min.time(), UTC))
    own = first_edition(curriculum, MONDAY)
    await store.roadmaps.confirm(type(own)(curriculum, own.versions, GUILD, 1), NOW)
    for user_id, kind in enumerate(KINDS, start=1):
        await live(store, curriculum, user_id, kind)
    store.progress.forget()
    if knows_roadmaps:
        await store.progress.edition(GUILD)
    later, first = NOW + DAY, first_week(NOW, ())
    found = await board(store, GUILD, NOW)
    whole = [await store.progress.of(GUILD, user_id, NOW) for user_id in range(1, len(KINDS) + 1)]
    assert found == board_of([score_of(one, first) for one in whole if one], first)
    assert await store.leaderboard.to_score(first, later, 10) == [GUILD]  # who joined just now may be somebody new
    await score_boards(store, later)
    assert await store.leaderboard.to_score(first, later, 10) == []
    assert await board(Store(database), GUILD, NOW) == found  # by the scores that are kept, also in another process
    await store.personal.forget(GUILD, 1, NOW)
    await live(store, curriculum, 1, "idle", later)  # who came back is somebody new
    await store.leaderboard.leave(GUILD, 2)
    again = await board(store, GUILD, NOW)
    whole = [await store.progress.of(GUILD, user_id, NOW) for user_id in (1, *range(3, len(KINDS) + 1))]
    assert again == board_of([score_of(one, first) for one in whole if one], first)
    assert len({(line.score.days, line.score.target) for line in found.lines}) > 4
