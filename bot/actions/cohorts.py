"""Cohorts: made, changed and closed by an admin; joined, left and agreed to by members (§12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto
from typing import Any

from bot.actions.deeds import Deed
from bot.actions.joining import JOINING
from bot.actions.outcomes import Outcome
from bot.actions.switching import switched
from bot.store.change import Change
from bot.store.store import Store
from bot.study.cohorts import MOST_COHORTS, Cohort, Shares, late_on, starts_for
from bot.study.letters import same_letters
from bot.study.member import Member
from bot.study.progress import Progress

COHORT = "cohort"
"""The kind of preview that joining a cohort is, and making or changing one."""


class Hindrance(Enum):
    """Why something can't be done with a cohort."""

    NOT_THERE = auto()
    NAME_TAKEN = auto()
    TOO_MANY = auto()
    OVER = auto()
    """Joining has ended."""
    CHANGED = auto()
    """Since it was shown."""


class CannotGroup(Exception):
    """It can't be done with that cohort."""

    def __init__(self, why: Hindrance) -> None:
        super().__init__(why.name)
        self.why = why


# ---- by an admin. Each raises CannotGroup or StoreError; then nothing was changed.


async def refuse_cohort(store: Store, cohort: Cohort) -> None:
    """Refuse a cohort before it is shown: another one has its name, or there are as many as there may be."""
    _refuse(cohort, await store.cohorts.all(cohort.guild_id))


async def make_cohort(store: Store, cohort: Cohort) -> None:
    """Add a cohort; one that was added before stays as it is."""
    async with store.locks.of(("cohorts", cohort.guild_id)):
        others = await store.cohorts.all(cohort.guild_id)
        if any(other.number == cohort.number for other in others):
            return
        _refuse(cohort, others)
        await store.cohorts.make(cohort)


async def change_cohort(store: Store, before: Cohort, after: Cohort) -> None:
    """Change a cohort as it was shown; where it shares something else, or with others, all consents end."""
    async with store.locks.of(("cohorts", before.guild_id)):
        others = await store.cohorts.all(before.guild_id)
        now = next((other for other in others if other.number == before.number), None)
        if now is None:
            raise CannotGroup(Hindrance.NOT_THERE)
        if replace(now, size=0, terms=0) == replace(after, size=0, terms=0):
            return
        if replace(now, size=0) != replace(before, size=0):
            raise CannotGroup(Hindrance.CHANGED)
        _refuse(after, others)
        await store.cohorts.change(after, asks_anew=asks_anew(before, after))


async def close_cohort(store: Store, guild_id: int, number: int) -> Cohort | None:
    """Let a cohort go, with its memberships and consents; its members' plans stay. None when it is gone already."""
    async with store.locks.of(("cohorts", guild_id)):
        if cohort := await store.cohorts.get(guild_id, number):
            await store.cohorts.close(guild_id, number)
        return cohort


def asks_anew(before: Cohort, after: Cohort) -> bool:
    """Whether a change shares something else than before, or with others."""
    return (before.shares, before.role_id) != (after.shares, after.role_id)


def _refuse(cohort: Cohort, others: list[Cohort]) -> None:
    same = (other for other in others if same_letters(other.name) == same_letters(cohort.name))
    if any(other.number != cohort.number for other in same):
        raise CannotGroup(Hindrance.NAME_TAKEN)
    if len(others) >= MOST_COHORTS and all(other.number != cohort.number for other in others):
        raise CannotGroup(Hindrance.TOO_MANY)


# ---- what joining would come to; nothing is stored


@dataclass(frozen=True, slots=True)
class Ways:
    """How somebody would join a cohort: a plan for each Monday they can start on, the cohort's first.

    Where they `keep` the plan that they have, or had parked, it is the only one.
    """

    plans: tuple[Progress, ...]
    keeps: bool = False


async def ways_in(store: Store, cohort: Cohort, before: Progress | None, newcomer: Member, now: datetime) -> Ways:
    """The ways into a cohort for a member, or for somebody who has not joined the roadmap yet (§12).

    Raises LookupError when its roadmap has gone.
    """
    mondays = starts_for(cohort.monday, newcomer.today(now))
    if before is None:
        member = replace(newcomer, roadmap_id=cohort.roadmap_id)
        return Ways(tuple([await store.progress.newcomer(member, now, monday) for monday in mondays]))
    if before.member.roadmap_id == cohort.roadmap_id:
        if not _may_begin_anew(before):
            return Ways((before,), keeps=True)
        return Ways(tuple(_begun_anew(before, monday) for monday in mondays))
    if any(other.member.roadmap_id == cohort.roadmap_id for other in before.others):
        return Ways((await switched(store, before, cohort.roadmap_id),), keeps=True)
    return Ways(tuple([await switched(store, before, cohort.roadmap_id, monday) for monday in mondays]))


def _may_begin_anew(before: Progress) -> bool:
    """Whether a plan has yet to begin, and does not go by a date of its own."""
    return (
        not before.has_started and before.record.choices[0].pace.finish_by is None and len(before.record.choices) == 1
    )


def _begun_anew(before: Progress, monday: date) -> Progress:
    record = before.record
    choices = (replace(record.choices[0], monday=monday),)
    return replace(before, record=replace(record, choices=choices, joined_late_on=late_on(monday, before.today)))


# ---- by a member. Each raises StoreError or SavedUnseen, too.


async def join_cohort(deed: Deed, after: Progress, shown: Cohort, name: str | None) -> Outcome:
    """Join a cohort with the plan that was shown, and the name where its member agrees to be seen.

    `deed.before` is where the member stands, or would stand who has not joined the roadmap yet. The preview is used up.
    """
    store, member = deed.store, after.member
    async with store.locks.of(("cohorts", member.guild_id)):
        cohort = await store.cohorts.get(member.guild_id, shown.number)
        if cohort is None:
            raise CannotGroup(Hindrance.NOT_THERE)
        if not cohort.takes(after.today):
            raise CannotGroup(Hindrance.OVER)
        if cohort.terms != shown.terms:
            raise CannotGroup(Hindrance.CHANGED)
        agreed = name if cohort.shares is Shares.MENTORS else None
        await deed.save(
            *await _plan_with(deed, after),
            store.cohorts.join(cohort, member.user_id, after.today, agreed),
            store.previews.drop(*deed.who, COHORT),
            store.previews.drop(*deed.who, JOINING),
        )
    return Outcome(deed.before, await deed.afterwards())


async def _plan_with(deed: Deed, after: Progress) -> list[Change[Any]]:
    """What begins the plan that was shown; nothing where its member keeps theirs."""
    store, member, record = deed.store, after.member, after.record
    begins, late = record.choices[0], record.joined_late_on
    now = await store.progress.of(member.guild_id, member.user_id, after.now)
    if now is None:
        return [store.members.join(member, begins, after.now, late)]
    if now.member.roadmap_id != member.roadmap_id:
        return [store.members.switch(member, record.switches, begins, late)]
    if now.record.choices != record.choices:
        return [store.plans.begin_anew(member.walk, begins, late)]
    return []


async def leave_cohort(deed: Deed) -> Outcome:
    """Leave one's cohort; consent and name go at once, the plan stays."""
    await deed.save(deed.store.cohorts.leave(*deed.who))
    return Outcome(deed.before, await deed.afterwards())


async def answer_cohort(deed: Deed, shown: Cohort, name: str | None) -> Outcome:
    """Agree to what a cohort shares, with the name that others see, or take it back. Raises CannotGroup."""
    group = deed.before.record.group
    if group is None or group.cohort.number != shown.number:
        raise CannotGroup(Hindrance.NOT_THERE)
    if group.cohort.terms != shown.terms:
        raise CannotGroup(Hindrance.CHANGED)
    await deed.save(deed.store.cohorts.answer(group.cohort, deed.before.member.user_id, name))
    return Outcome(deed.before, await deed.afterwards())


async def seen_here(store: Store, progress: Progress, name: str) -> None:
    """A member uses the bot in their server, so they are in it; a name that is kept becomes the one that others see."""
    member, group = progress.member, progress.record.group
    if member.has_left:
        await store.leavers.is_back(member.guild_id, member.user_id)
    if group and group.has_agreed and group.name != name:
        await store.cohorts.renew_name(progress.member.guild_id, progress.member.user_id, name)
