"""Members and moments for the tests of the store."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.roadmap import Block, Milestone, Phase, Roadmap, Task, Weeks
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.member import DEFAULT_TIME, Member, MemberRecord, Server, ServerChoice, Walk

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
GUILD, ADA, BOB = 1 << 62, (1 << 63) - 1, 3
"""Ids use all 63 bits that Discord may fill."""

BERLIN = ZoneInfo("Europe/Berlin")
AS_WRITTEN = Choice(MONDAY)
WALK = Walk(GUILD, ADA)

SMALL = Roadmap(
    title="Small",
    phases=(
        Phase(
            id="only",
            title="Only",
            weeks=Weeks(1, 2),
            blocks=(Block(id="first", title="First", weeks=Weeks(1, 2), tasks=(Task(id="ppo", text="Read PPO"),)),),
        ),
    ),
    milestones=(Milestone(id="m-end", week=2, title="The end"),),
)
"""A roadmap of one block and one task."""

TEXTS = [
    "plain",
    "it's; DROP TABLE members;--",
    '"quoted" \\ {"json": [1]}',
    "two\nlines\tand a tab",
    "100 % of %(it)s :name ::text",
    "Ελληνικά, 中文, हिन्दी, עברית, العربية, ไทย",
    "👩🏽‍🚀🇺🇦 e\u0301 \u202eright to left\u202c",
    "  spaces  ",
    "1e5",
    "0",
    "x" * 4000,
]
"""What people write, in any script, and what programs trip over."""


async def join(store: Store, user_id: int = ADA, guild_id: int = GUILD) -> Member:
    """Somebody joins as written."""
    member = Member(guild_id, user_id, BERLIN)
    await store.members.join(member, AS_WRITTEN, NOW)
    return member


async def set_up(
    store: Store, guild_id: int, channel_id: int, due_at: datetime, zone: ZoneInfo = BERLIN, at: time = DEFAULT_TIME
) -> None:
    """A server with a study channel, whose next moment is due at an instant."""
    server = Server(guild_id, zone, at, channel_id)
    await store.servers.change(server, ServerChoice(channel_id, zone, at), due_at)


async def begin_another(store: Store, walk: Walk) -> None:
    """A member begins another roadmap; the one that they walk stays the one that is shown."""
    await store.members.join(Member(walk.guild_id, walk.user_id, BERLIN, roadmap_id=walk.roadmap_id), AS_WRITTEN, NOW)


async def record_of(store: Store, user_id: int = ADA, guild_id: int = GUILD) -> MemberRecord:
    """The record of somebody who has joined."""
    record = await store.members.record(guild_id, user_id)
    assert record is not None
    return record
