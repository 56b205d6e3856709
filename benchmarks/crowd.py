"""A post for a server of 2,000 members: is the event loop held up, and with it every command?"""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from benchmarks.ground import longest_stall
from bot.actions.adopting import adopt
from bot.reminders.tick import Tick
from bot.roadmap import Roadmap, read_roadmap
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.cohort_posts import CohortPost
from bot.study.deliveries import Receipt
from bot.study.focus import Bell, Room
from bot.study.leaderboard import Board, BoardMessage
from bot.study.member import Member, Server, ServerChoice
from bot.study.nudges import PersonalNote
from bot.study.posts import ServerPost
from bot.ui.screens.post import post_screen

FEW, MANY = 20, 2_000
_ROADMAP = Path(__file__).parents[1] / "roadmap.yaml"
_ZONE = ZoneInfo("Europe/Berlin")
_START, _SATURDAY = date(2026, 9, 7), datetime(2026, 11, 28, 17, tzinfo=UTC)


class _Screens:
    """Makes the messages and sends none: what Discord takes its time for is measured elsewhere."""

    async def post(
        self, server: Server, post: ServerPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        post_screen(post, late=late, mark=nonce)
        return Receipt("sent", 1)

    async def announce(
        self, server: Server, post: CohortPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        return Receipt("sent", 1)

    async def draw_board(self, message: BoardMessage, board: Board | None) -> bool | None:
        return True

    async def find_board(self, message: BoardMessage) -> int | None:
        """As above."""
        return 0

    async def is_open(self, server: Server) -> bool:
        return True

    async def present(self, guild_id: int, user_ids: Set[int]) -> frozenset[int] | None:
        return frozenset(user_ids)

    async def note(self, note: PersonalNote, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        return Receipt("sent", 1)

    async def tell_readers(
        self, server: Server, count: int, since: datetime, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        return Receipt("sent", 1)

    async def ring(self, bell: Bell, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        return Receipt("sent", 1)

    async def show_room(self, room: Room, people: int, now: datetime) -> bool:
        return True


async def _stall(roadmap: Roadmap, database: Path, members: int) -> float:
    """The longest time for which the event loop did not come round during a tick with one post due, in ms."""
    store = await Store.open(database)
    await adopt(store, roadmap, datetime.combine(_START, time(), UTC))
    for number in range(1, members + 1):
        member = Member(1, number, _ZONE)
        await store.members.join(member, Choice(_START), _SATURDAY)
        tasks = [task.id for task in roadmap.tasks[:20]]
        await store.journals.tick(member.walk, tasks, _START + timedelta(days=number % 60), _SATURDAY)
    await store.servers.change(Server(1, _ZONE, channel_id=1), ServerChoice(), _SATURDAY)
    tick = Tick(store, _Screens(), lambda: _SATURDAY + timedelta(seconds=10))
    stall = await longest_stall(tick())
    await store.close()
    return stall


async def report() -> None:
    """The stall with few members and with many."""
    roadmap = read_roadmap(_ROADMAP.read_bytes())
    with TemporaryDirectory() as folder:
        few = await _stall(roadmap, Path(folder) / "few.db", FEW)
        many = await _stall(roadmap, Path(folder) / "many.db", MANY)
    print(f"Longest stall of the event loop during a tick with one post due: {few:.0f} ms for {FEW} members, ", end="")
    print(f"{many:.0f} ms for {MANY:,}: {many / few:.1f} times for {MANY // FEW} times as many", flush=True)
