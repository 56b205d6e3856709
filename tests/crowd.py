"""A server with many members in many cohorts, all at once: on the leaderboard, agreed to be seen or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.roadmap import Roadmap
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.cohorts import Cohort, Shares
from bot.study.member import Member, Walk
from tests.store.people import BERLIN
from tests.study_server import StudyServer

LONGEST = "*" * 32
"""The longest display name, of which every character has to be escaped."""


def residents(server: StudyServer, count: int = 2000) -> list[int]:
    """So many people in a server, by their ids."""
    return [server.guild.add_member(server.env.create_user(f"resident-{n}")).id for n in range(count)]


async def crowd(
    store: Store,
    guild_id: int,
    roadmap: Roadmap,
    monday: date,
    now: datetime,
    *,
    members: Sequence[int] = range(1, 2001),
    cohorts: int = 40,
    role: int = 9,
    name: str = LONGEST,
) -> list[Cohort]:
    """Members who have walked since a Monday, on two of three study days a week, with a task a week.

    Three of four agreed to be seen, with this name; all are on the leaderboard.
    """
    groups = [
        Cohort(guild_id, number, f"{number:02} {'_' * 47}", monday, 0, Shares.MENTORS, role)
        for number in range(1, cohorts + 1)
    ]
    weeks = max(1, (now.date() - monday).days // 7)
    changes = [store.cohorts.make(group) for group in groups]
    for number, user_id in enumerate(members, start=1):
        walk, group = Walk(guild_id, user_id), groups[number % cohorts]
        changes += [
            store.members.join(Member(guild_id, user_id, BERLIN), Choice(monday), now),
            store.cohorts.join(group, user_id, monday, f"{number:04}{name}"[:32] if number % 4 else None),
            store.leaderboard.join(guild_id, user_id, now),
            *(
                store.journals.log_session(walk, 10 * week + day, monday + timedelta(weeks=week, days=day), 30, "note")
                for week in range(weeks)
                for day in (0, 2)
            ),
            *(
                store.journals.tick(walk, [task.id], monday + timedelta(weeks=week), now)
                for week, task in enumerate(roadmap.tasks[:weeks])
            ),
        ]
    await store.together(*changes)
    return groups
