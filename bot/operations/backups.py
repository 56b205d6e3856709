"""Backups that the bot makes by itself, and the list of deletions beside them (§10, §11)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from bot.operations.retention import made_at, name_of, to_keep
from bot.store.address import Address, beside, stem_of
from bot.store.backing_up import back_up
from bot.store.deletions import KEPT, LEDGER, Deletions, ledger_text
from bot.store.errors import CannotOpen, StoreError
from bot.store.sqlite.copying import write_whole

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 30
_AGAIN = timedelta(minutes=15)
"""After a backup that failed."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where to and how often."""

    folder: Path
    every: timedelta


class Backups:
    """What is looked at every half minute: the list of deletions, and whether a backup is due."""

    def __init__(
        self, database: Address, deletions: Deletions, schedule: Schedule | None, clock: Callable[[], datetime]
    ) -> None:
        self.is_on: Callable[[], bool] = lambda: True
        """Whether this is the process that does it, where there are several."""
        self._database = database
        self._deletions = deletions
        self._schedule = schedule
        self._clock = clock
        self.newest: datetime | None = None
        """When the newest scheduled backup was made, as far as it was looked at."""
        self._not_before: datetime | None = None
        self._ending = Event()
        self._work: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Do what is due. What fails is logged in a sentence and tried again."""
        if not self.is_on():
            return
        now = self._clock()
        try:
            await self._deletions.drop_before(now - KEPT)
            ledger = ledger_text(await self._deletions.since(now - KEPT))
            await asyncio.to_thread(_write_changed, beside(self._database, LEDGER), ledger)
        except (StoreError, OSError) as error:
            _log.warning("the list of deletions could not be written: %s", error)
            return
        if self._schedule and not (self._not_before and now < self._not_before):
            self._work = asyncio.create_task(asyncio.to_thread(self._keep_up, self._schedule, ledger, now))
            await asyncio.shield(self._work)  # so that the end can wait for the thread

    def _keep_up(self, schedule: Schedule, ledger: str, now: datetime) -> None:
        try:
            _write_changed(schedule.folder / beside(self._database, LEDGER).name, ledger)
            self._back_up_if_due(schedule, now)
        except (CannotOpen, OSError) as error:
            self._not_before = now + _AGAIN
            if not self._ending.is_set():
                why = f"Cannot write in {schedule.folder}: {error.strerror}." if isinstance(error, OSError) else error
                _log.error("%s Trying again in a quarter of an hour.", why)

    def _back_up_if_due(self, schedule: Schedule, now: datetime) -> None:
        stem = stem_of(self._database)
        there = {at: file for file in schedule.folder.iterdir() if (at := made_at(stem, file.name))}
        if not any(now - schedule.every < at <= now for at in there):
            target = schedule.folder / name_of(stem, now)
            back_up(self._database, target, self._ending.is_set)
            _log.info("backed up to %s", target.name)
            there[now] = target
        self.newest = max((at for at in there if at <= now), default=None)
        keep = to_keep(there, now)
        for at, file in there.items():
            if at not in keep and at <= now:
                file.unlink(missing_ok=True)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """While this lasts, what is due is done; a backup under way at the end is given up."""
        looking = asyncio.create_task(self._look_on())
        try:
            yield
        finally:
            self._ending.set()
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            if self._work:
                await asyncio.wait([self._work])

    async def _look_on(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(_LOOK_SECONDS)


def usable(folder: Path) -> Path:
    """The folder for backups, made if need be. Raises CannotOpen when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / ".roadmate-trial"
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise CannotOpen(
            f"Cannot write in BACKUP_DIR {folder}: {error.strerror}. Name a folder that the bot may write in."
        ) from error
    return folder


def _write_changed(file: Path, text: str) -> None:
    if not file.exists() or file.read_text("utf-8") != text:
        write_whole(file, text)
