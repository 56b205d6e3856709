"""A server's own roadmaps: a file becomes a draft, which is shown, and the draft a version of a roadmap (§9).

Nothing but the draft is stored before it is confirmed; what was shown is what is stored then.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto

from pydantic import BaseModel, ConfigDict, Field

from bot.actions.apart import Apart, TooMuchWork
from bot.roadmap import Roadmap
from bot.roadmap.files.jobs import Answer, Compare, Import, Job, Read, Said
from bot.roadmap.files.wishes import Wishes
from bot.roadmap.versions import Edition, Version, edited, skeleton_of
from bot.store.store import Store
from bot.study.days import study_day, week_of
from bot.study.previews import Preview
from bot.study.shelf import MOST_KEPT, MOST_OWN, FormerVersion, Shelf
from bot.study.text import shortened

_AS_TEXT = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

DRAFT = "import"
"""The kind of preview that a draft is."""


class Obstacle(Enum):
    """Why a file, or a former version, does not become a roadmap here."""

    FAULTY_FILE = auto()
    NOT_THERE = auto()
    VERSION_GONE = auto()
    TOO_MUCH_WORK = auto()
    FULL = auto()
    FULL_WITH_ARCHIVED = auto()


class NotImported(Exception):
    """A file does not become a roadmap here; a faulty one has a sentence about its fault."""

    def __init__(self, why: Obstacle, fault: str = "") -> None:
        super().__init__(why.name)
        self.why, self.fault = why, fault


class Asked(BaseModel):
    """What is to become a roadmap, and how: a file, or a former version of one."""

    model_config = _AS_TEXT

    name: str
    data: bytes = b""
    wishes: Wishes = Wishes()
    onto: int | None = None
    """The roadmap whose next version it is to be; None: a new one."""
    beside: bool = False
    """A new one, whatever it is called."""
    answers: dict[str, str] = Field(default_factory=dict[str, str])
    """Old ids and the new ones that are theirs."""
    restores: int | None = None
    """The number of the former version that is to hold again."""


class Draft(BaseModel):
    """What something asked for would become; `base` is the hash of the version that it was compared with."""

    model_config = _AS_TEXT

    asked: Asked
    read: Read
    file: str
    """The hash of the file."""
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft under the number that its buttons carry."""

    number: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A draft that became a version of a roadmap."""

    draft: Draft
    edition: Edition
    shelf: Shelf
    """What the server had before."""


class Overtaken(Exception):
    """The roadmap has changed since a draft was made; `asked` is what it was made from."""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked


class DraftGone(Exception):
    """The draft is stored already, or something else was shown after it, or its day is over."""


async def draft(store: Store, apart: Apart, guild_id: int, asked: Asked) -> Draft:
    """What something asked for would become; nothing is stored. Raises NotImported, StoreError or JobFailed."""
    found = await _drafted(store, apart, guild_id, asked)
    if asked.onto is not None:
        return found
    shelf = await store.roadmaps.shelf(guild_id)
    known = shelf.titled(found.read.title)
    if known and not asked.beside:
        return await _drafted(store, apart, guild_id, asked.model_copy(update={"onto": known.roadmap_id}))
    _refuse_full(shelf, asked)
    if known is None:
        return found
    title = shortened(found.read.title, 290)
    number = next(n for n in range(2, MOST_KEPT + 2) if not shelf.titled(f"{title} ({n})"))
    name = f"{title} ({number})"
    wishes = Wishes(name, asked.wishes.weeks, asked.wishes.bullets, asked.wishes.section, asked.wishes.study_days)
    return await _drafted(store, apart, guild_id, asked.model_copy(update={"wishes": wishes}))


async def keep(store: Store, guild_id: int, user_id: int, found: Draft, number: int, now: datetime) -> Kept:
    """Keep a draft for a day under the number of the interaction that shows it."""
    await store.previews.put(guild_id, user_id, Preview(DRAFT, number, found.model_dump(mode="json")), now)
    return Kept(number, found)


async def kept(store: Store, guild_id: int, user_id: int, number: int, now: datetime) -> Draft:
    """The draft of a number. Raises DraftGone."""
    preview = await store.previews.get(guild_id, user_id, DRAFT, number, now)
    if preview is None:
        raise DraftGone
    return Draft.model_validate_json(json.dumps(preview.content))


async def confirm(store: Store, guild_id: int, user_id: int, number: int, now: datetime) -> Confirmed:
    """Make a draft the newest version of its roadmap. No row about a member is written.

    Raises DraftGone, Overtaken or NotImported, and StoreError; then nothing was changed.
    """
    async with store.locks.of(("roadmaps", guild_id)):
        found = await kept(store, guild_id, user_id, number, now)
        shelf = await store.roadmaps.shelf(guild_id)
        _refuse_full(shelf, found.asked)
        roadmap = await asyncio.to_thread(Roadmap.model_validate_json, found.read.document)
        edition = await _next(store, guild_id, shelf, found, roadmap, await _monday(store, guild_id, now))
        is_first, *_ = await store.once(
            number,
            now,
            store.roadmaps.confirm(edition, now),
            store.roadmaps.drop_documents(guild_id, edition.roadmap_id),
            store.previews.drop(guild_id, user_id, DRAFT),
        )
        if not is_first:
            raise Overtaken(found.asked)
        store.progress.confirmed(edition)
        return Confirmed(found, edition, shelf)


async def cancel(store: Store, guild_id: int, user_id: int) -> None:
    """Forget a draft."""
    await store.previews.drop(guild_id, user_id, DRAFT)


async def _next(store: Store, guild_id: int, shelf: Shelf, found: Draft, roadmap: Roadmap, monday: date) -> Edition:
    """The edition that a draft makes. Raises Overtaken."""
    if found.asked.onto is None:
        if not found.asked.beside and shelf.titled(found.read.title):
            raise Overtaken(found.asked)
        number = max((one.roadmap_id for one in shelf.all), default=0) + 1
        return Edition(roadmap, (Version(1, monday, skeleton_of(roadmap)),), guild_id, number)
    newest, *_ = await store.roadmaps.former(guild_id, found.asked.onto)
    if _hash(newest.document.encode()) != found.base:
        raise Overtaken(found.asked)
    before = await store.progress.edition(guild_id, found.asked.onto)
    return edited(before, roadmap, max(monday, before.newest.monday))


async def _drafted(store: Store, apart: Apart, guild_id: int, asked: Asked) -> Draft:
    versions = await store.roadmaps.former(guild_id, asked.onto) if asked.onto is not None else []
    if asked.onto is not None and not versions:
        raise NotImported(Obstacle.NOT_THERE)
    answer = await _answer(apart, await _job(store, guild_id, asked, versions))
    if isinstance(answer, Said):
        raise NotImported(Obstacle.FAULTY_FILE, answer.sentence)
    assert isinstance(answer, Read), "files are read"
    base = _hash(versions[0].document.encode()) if versions else None
    return Draft(asked=asked, read=answer, file=_hash(asked.data), base=base)


async def _job(store: Store, guild_id: int, asked: Asked, versions: list[FormerVersion]) -> Job:
    if asked.onto is None:
        return Import(name=asked.name, data=asked.data, wishes=asked.wishes)
    ticks = await store.journals.ticks_here(guild_id, asked.onto)
    newest, *earlier = versions
    if asked.restores is not None:
        former = next((one for one in earlier if one.number == asked.restores), None)
        if former is None:
            raise NotImported(Obstacle.VERSION_GONE)
        return Compare(before=newest.document, after=former.document, ticks=ticks)
    edition = await store.progress.edition(guild_id, asked.onto)
    return Import(
        name=asked.name,
        data=asked.data,
        wishes=asked.wishes,
        before=newest.document,
        earlier=tuple(one.document for one in earlier),
        retired=frozenset(name for version in edition.versions for name in version.skeleton.ids),
        answers=asked.answers,
        ticks=ticks,
    )


async def _answer(apart: Apart, job: Job) -> Answer:
    try:
        return await apart.do(job)
    except TooMuchWork:
        raise NotImported(Obstacle.TOO_MUCH_WORK) from None


def _refuse_full(shelf: Shelf, asked: Asked) -> None:
    if asked.onto is not None:
        return
    if len(shelf.own) >= MOST_OWN:
        raise NotImported(Obstacle.FULL)
    if sum(one.is_own for one in shelf.all) >= MOST_KEPT:
        raise NotImported(Obstacle.FULL_WITH_ARCHIVED)


async def _monday(store: Store, guild_id: int, now: datetime) -> date:
    """The Monday of the week under way in a server: from then on a version's blocks hold (§1)."""
    server = await store.servers.get(guild_id)
    return week_of(study_day(now, server.zone) if server else now.astimezone(UTC).date())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
