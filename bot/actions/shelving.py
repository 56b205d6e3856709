"""What a server does with its roadmaps: the default, archiving one, taking it into use again (§9)."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum, auto

from bot.store.store import Store
from bot.study.shelf import MOST_OWN, Archiving, ServerRoadmap, Shelf


class Hindrance(Enum):
    """Why something can't be done with a roadmap."""

    NOT_THERE = auto()
    IS_ARCHIVED = auto()
    ARCHIVED_BEFORE = auto()
    ONLY_ONE = auto()
    """Members need one to begin."""
    NO_ROOM = auto()


class CannotShelve(Exception):
    """It can't be done with that roadmap."""

    def __init__(self, why: Hindrance) -> None:
        super().__init__(why.name)
        self.why = why


async def make_default(store: Store, guild_id: int, roadmap_id: int) -> ServerRoadmap:
    """Have members who choose none begin with a roadmap. Raises CannotShelve or StoreError, as all here do."""
    async with store.locks.of(("roadmaps", guild_id)):
        _, one = await _found(store, guild_id, roadmap_id)
        if one.archived:
            raise CannotShelve(Hindrance.IS_ARCHIVED)
        await store.roadmaps.make_default(guild_id, roadmap_id)
        return one


async def archiving(store: Store, guild_id: int, roadmap_id: int, today: date) -> Archiving:
    """What it would mean to take a roadmap out of use on a day. Raises CannotShelve before it is asked about."""
    shelf, one = await _found(store, guild_id, roadmap_id)
    if one.archived:
        raise CannotShelve(Hindrance.ARCHIVED_BEFORE)
    if len(shelf.in_use) == 1:
        raise CannotShelve(Hindrance.ONLY_ONE)
    cohorts = (cohort for cohort in await store.cohorts.all(guild_id) if cohort.roadmap_id == roadmap_id)
    return Archiving(
        one,
        shelf.without(one).default if shelf.default == one else None,
        tuple(cohort for cohort in cohorts if cohort.is_to_begin(today)),
    )


async def archive(store: Store, guild_id: int, roadmap_id: int, today: date, now: datetime) -> Archiving:
    """Take a roadmap out of use: nobody begins it but with a cohort, whoever walks it goes on."""
    async with store.locks.of(("roadmaps", guild_id)):
        meant = await archiving(store, guild_id, roadmap_id, today)
        await store.roadmaps.archive(guild_id, roadmap_id, now)
        return meant


async def bring_back(store: Store, guild_id: int, roadmap_id: int) -> ServerRoadmap:
    """Take an archived roadmap into use again."""
    async with store.locks.of(("roadmaps", guild_id)):
        shelf, one = await _found(store, guild_id, roadmap_id)
        if one.archived and one.is_own and len(shelf.own) >= MOST_OWN:
            raise CannotShelve(Hindrance.NO_ROOM)
        await store.roadmaps.bring_back(guild_id, roadmap_id)
        return one


async def _found(store: Store, guild_id: int, roadmap_id: int) -> tuple[Shelf, ServerRoadmap]:
    shelf = await store.roadmaps.shelf(guild_id)
    one = shelf.get(roadmap_id)
    if one is None:
        raise CannotShelve(Hindrance.NOT_THERE)
    return shelf, one
