"""What a server does with its roadmaps: the default, archiving one, taking it into use again (product §9)."""

from __future__ import annotations

from datetime import datetime

from bot.store.store import Store
from bot.study.shelf import MOST_OWN, ServerRoadmap, Shelf


class CannotShelve(Exception):
    """It can't be done with that roadmap. The message is for the admin."""


async def make_default(store: Store, guild_id: int, roadmap_id: int) -> ServerRoadmap:
    """Have members who choose none begin with a roadmap. Raises CannotShelve or StoreError, as all here do."""
    async with store.locks.of(("roadmaps", guild_id)):
        _, one = await _found(store, guild_id, roadmap_id)
        if one.archived:
            raise CannotShelve("It is archived: take it into use again first, with /admin roadmap restore.")
        await store.roadmaps.make_default(guild_id, roadmap_id)
        return one


async def archive(store: Store, guild_id: int, roadmap_id: int, now: datetime) -> ServerRoadmap:
    """Take a roadmap out of use: nobody begins it any more, whoever walks it goes on."""
    async with store.locks.of(("roadmaps", guild_id)):
        shelf, one = await _found(store, guild_id, roadmap_id)
        if one.archived:
            raise CannotShelve("It is archived already. /admin roadmap restore takes it into use again.")
        if len(shelf.in_use) == 1:
            raise CannotShelve(
                "It is the only roadmap in use, and members need one to begin. Import another one first, or take an "
                "archived one into use again."
            )
        await store.roadmaps.archive(guild_id, roadmap_id, now)
        return one


async def bring_back(store: Store, guild_id: int, roadmap_id: int) -> ServerRoadmap:
    """Take an archived roadmap into use again."""
    async with store.locks.of(("roadmaps", guild_id)):
        shelf, one = await _found(store, guild_id, roadmap_id)
        if one.archived and one.is_own and len(shelf.own) >= MOST_OWN:
            raise CannotShelve(
                f"This server has {MOST_OWN} roadmaps of its own in use, and more don't fit. Archive another one first."
            )
        await store.roadmaps.bring_back(guild_id, roadmap_id)
        return one


async def _found(store: Store, guild_id: int, roadmap_id: int) -> tuple[Shelf, ServerRoadmap]:
    shelf = await store.roadmaps.shelf(guild_id)
    one = shelf.get(roadmap_id)
    if one is None:
        raise CannotShelve("That roadmap is not there. /admin roadmap list shows what this server has.")
    return shelf, one
