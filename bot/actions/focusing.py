"""Study timers: beginning, lengthening, ending with what is logged, and sharing one in a channel (§13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.actions.outcomes import Outcome, afterwards
from bot.roadmap import Task
from bot.store.store import Store
from bot.study.days import week_of
from bot.study.deliveries import RING, STAYS_VALID, Delivery
from bot.study.focus import Bell, Focus, Room, bell_at
from bot.study.progress import Progress


@dataclass(frozen=True, slots=True)
class Stopped(Outcome):
    """A focus that has ended, and whether its task was ticked just now; None: nobody asked for it."""

    focus: Focus
    ticked: bool | None = None


async def running(store: Store, user_id: int, now: datetime) -> Focus | None:
    """Somebody's focus under way, in whatever server; one whose time has run out is ended first."""
    focus = await _last(store, user_id)
    if focus is None or focus.ended_at is not None:
        return None
    if focus.is_over(now):
        await end(store, focus, now)
        return None
    return focus


async def begin(store: Store, focus: Focus, room: Room | None = None) -> Focus:
    """Start a focus, shared in a room or not, and return the one that runs now: another one, if there was one."""
    if other := await running(store, focus.walk.user_id, focus.joined_at):
        return other
    opened = [store.focus_rooms.open(room)] if room else []
    if (await store.together(store.focuses.begin(focus), *opened))[0]:
        return focus
    if room:
        await store.focus_rooms.close(room.number)
    return await running(store, focus.walk.user_id, focus.joined_at) or focus


async def lengthen(store: Store, focus: Focus, now: datetime) -> Focus | None:
    """Add 5 minutes to a focus as it was shown; None when it is over, or another one by now."""
    longer = focus.longer(now)
    return longer if longer != focus and await store.focuses.lengthen(focus, longer, now) else None


async def end(store: Store, focus: Focus, at: datetime) -> Focus:
    """End a focus at an instant, or when its time ran out, and log its minutes once, whoever else ends it."""
    return await _end(store, focus, at, None)


async def stop(store: Store, before: Progress, focus: Focus, done: Task | None = None) -> Stopped:
    """End a member's focus now; with a task that is done, both happen or neither. Raises StoreError or SavedUnseen."""
    if done is None:
        ended = await _end(store, focus, before.now, None)
        return Stopped(before, await afterwards(store, before), ended)
    ended = await _end(store, focus, before.now, (done, _day_of(focus, before)))
    return Stopped(before, await afterwards(store, before), ended, ticked=not before.has_done(done.id))


async def ring(store: Store, focus: Focus, now: datetime) -> None:
    """Write down that a focus rings for the change that has just come; a second time changes nothing."""
    bell = bell_at(focus, now)
    if bell is None:
        return
    valid_until = bell.due_at + STAYS_VALID if bell.is_last else min(bell.next_change, bell.due_at + STAYS_VALID)
    await store.deliveries.plan(
        Delivery(
            _target(bell), RING, focus.study_day, focus.walk.guild_id, focus.walk.user_id, bell.due_at, valid_until
        )
    )


async def bell_of(store: Store, delivery: Delivery) -> Bell | None:
    """What a message is to ring for; None when nobody needs it any more."""
    _, number, place = delivery.target.split(":")
    remembered = await store.focuses.of(delivery.user_id or 0)
    focus = next((focus for focus in remembered if focus.number == int(number)), None)
    if focus is None or focus.ring is None or int(place) >= len(focus.stretches):
        return None
    bell = Bell(focus, int(place))
    was_left = focus.ended_at is not None and not (bell.is_last and focus.ended_at >= bell.due_at)
    return None if was_left or bell.due_at != delivery.due_at else bell


def _target(bell: Bell) -> str:
    return f"focus:{bell.focus.number}:{bell.place}"


def _day_of(focus: Focus, progress: Progress) -> date:
    """The study day of a focus, as long as its week takes entries; else today."""
    return focus.study_day if progress.is_open(week_of(focus.study_day)) else progress.today


async def _last(store: Store, user_id: int) -> Focus | None:
    remembered = await store.focuses.of(user_id)
    return remembered[-1] if remembered else None


async def _end(store: Store, focus: Focus, at: datetime, done: tuple[Task, date] | None) -> Focus:
    """End it as it stands in the store; whoever changed it meanwhile is heard, and it is read once more."""
    user_id = focus.walk.user_id
    while True:
        remembered = await store.focuses.of(user_id)
        now = next((one for one in remembered if one.number == focus.number), None)
        stands = now is None or now.ended_at is not None
        ended = now.ended(at, remembered) if now and not stands else now or focus
        tick = [store.journals.tick(focus.walk, [done[0].id], done[1], at)] if done else []
        if stands and not tick:
            return ended
        was_ended, *_ = await store.together(store.focuses.end(now or focus, ended), *tick)
        if stands or was_ended:
            return ended
