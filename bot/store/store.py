"""The store: all that Roadmate remembers, one small class a theme. One method, one statement."""

from __future__ import annotations

from pathlib import Path

from bot.store.celebrations import Celebrations
from bot.store.deletions import Deletions
from bot.store.deliveries import Deliveries
from bot.store.facts import Facts
from bot.store.journals import Journals
from bot.store.members import Members
from bot.store.outages import Outages
from bot.store.personal import Personal
from bot.store.plans import Plans
from bot.store.previews import Previews
from bot.store.questions import Questions
from bot.store.roadmaps import Roadmaps
from bot.store.servers import Servers
from bot.store.sqlite import Database
from bot.store.standings import Standings
from bot.store.tallies import Tallies
from bot.store.upgrading import Upgrading


class Store:
    """Named questions and deeds on one open database; `close` ends it."""

    def __init__(self, database: Database) -> None:
        self.servers = Servers(database)
        self.plans = Plans(database)
        self.members = Members(database, self.plans)
        self.roadmaps = Roadmaps(database)
        self.outages = Outages(database)
        self.standings = Standings(self.members, self.roadmaps, self.outages)
        self.previews = Previews(database)
        self.upgrading = Upgrading(database)
        self.journals = Journals(database)
        self.deliveries = Deliveries(database)
        self.celebrations = Celebrations(database)
        self.tallies = Tallies(database)
        self.questions = Questions(database)
        self.personal = Personal(database)
        self.deletions = Deletions(database)
        self.facts = Facts(database)
        self._database = database

    @classmethod
    async def open(cls, path: Path) -> Store:
        """Open the SQLite file at `path`. Raises CannotOpen with a sentence that says what to do."""
        return cls(await Database.open(path))

    async def close(self) -> None:
        """Give the file free for the next process."""
        await self._database.close()
