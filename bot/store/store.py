"""The store: all that Roadmate remembers, one small class a theme. One method, one statement or one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.store.achievements import Achievements
from bot.store.address import Address, PostgresAddress
from bot.store.board_messages import BoardMessages
from bot.store.bot_state import BotState
from bot.store.calendars import Calendars
from bot.store.change import Change, run_together
from bot.store.cohorts import Cohorts
from bot.store.database import Database
from bot.store.deeds import Deeds
from bot.store.deletions import Deletions
from bot.store.deliveries import Deliveries
from bot.store.departures import Departures
from bot.store.focus_rooms import FocusRooms
from bot.store.focuses import Focuses
from bot.store.following import Following
from bot.store.homes import Homes
from bot.store.journals import Journals
from bot.store.leaderboard import Leaderboard
from bot.store.leavers import Leavers
from bot.store.locks import Locks
from bot.store.members import Members
from bot.store.opening import open_database, turns_on
from bot.store.outages import Outages
from bot.store.personal import Personal
from bot.store.plans import Plans
from bot.store.previews import Previews
from bot.store.progress import ProgressReader
from bot.store.questions import Questions
from bot.store.rations import Rations
from bot.store.review_queue import ReviewQueue
from bot.store.reviews import Reviews
from bot.store.roadmaps import Roadmaps
from bot.store.roles import Roles
from bot.store.rosters import Rosters
from bot.store.servers import Servers
from bot.store.stats import Stats
from bot.store.timing import TimedDatabase, Watcher
from bot.store.traces import Wiped
from bot.store.turns import OwnTurns, Turns
from bot.store.upgrading import Upgrading
from bot.store.whole_records import WholeRecords


class Store:
    """Everything that is remembered, in one open database; `close` ends it."""

    def __init__(self, database: Database) -> None:
        part = database.part
        self.servers = Servers(part("servers"))
        self.roadmaps = Roadmaps(part("roadmaps"))
        self.plans = Plans(part("plans"))
        self.members = Members(part("members"))
        self.following = Following(part("members"))
        self.homes = Homes(part("members"))
        self.previews = Previews(part("previews"))
        self.cohorts = Cohorts(part("cohorts"))
        self.rosters = Rosters(part("cohorts"))
        self.leaderboard = Leaderboard(part("leaderboard"))
        self.leavers = Leavers(part("leaderboard"))
        self.board_messages = BoardMessages(part("leaderboard"))
        self.journals = Journals(part("journals"))
        self.deliveries = Deliveries(part("deliveries"))
        self.rations = Rations(part("deliveries"))
        self.achievements = Achievements(part("achievements"))
        self.reviews = Reviews(part("reviews"))
        self.review_queue = ReviewQueue(part("reviews"))
        self.roles = Roles(part("roles"))
        self.questions = Questions(part("questions"))
        self.personal = Personal(part("personal"))
        self.focuses = Focuses(part("focus"))
        self.focus_rooms = FocusRooms(part("focus"))
        self.calendars = Calendars(part("calendars"))
        self.outages = Outages(part("upkeep"))
        self.progress = ProgressReader(WholeRecords(part("progress")), self.members, self.roadmaps, self.outages)
        self.upgrading = Upgrading(part("upgrading"))
        self.stats = Stats(part("upkeep"))
        self.deletions = Deletions(part("upkeep"))
        self.departures = Departures(part("upkeep"))
        self.bot_state = BotState(part("upkeep"))
        self.deeds = Deeds(part("upkeep"))
        self.turns: Turns = OwnTurns()
        self.locks = Locks(database)
        """For changes that rest on what they read."""
        self._database = part("together")

    @classmethod
    async def open(cls, address: Address, watcher: Watcher | None = None) -> Store:
        """Open the database at an address; `watcher` is told how long its answers take.

        Raises CannotOpen with a sentence that says what to do.
        """
        database = await open_database(address)
        store = cls(TimedDatabase(database, watcher) if watcher else database)
        store.turns = turns_on(address, database)
        store.progress.others_write = isinstance(address, PostgresAddress)
        return store

    async def together(self, *changes: Change[Any]) -> list[Any]:
        """Make several changes as one, in one transaction and one hop; returns what each of them tells.

        Raises StoreError; then nothing was changed.
        """
        return await run_together(self._database, changes)

    async def once(self, number: int, now: datetime, *changes: Change[Any]) -> list[Any]:
        """Make changes as one, and note under this number that they are made; returns what each of them tells.

        Raises DoneBefore when they were made under it before, and StoreError; then nothing was changed.
        """
        _, *told = await run_together(self._database, [self.deeds.note(number, now), *changes], once=True)
        return told

    async def wipe(self) -> Wiped:
        """Wipe what deleted rows have left in the file and its journal, if there is anything. Raises StoreError."""
        return await self._database.wipe()

    async def close(self) -> None:
        """Give the file free for the next process."""
        await self._database.close()
