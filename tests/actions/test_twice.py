"""The same press twice, and two presses of one button: done once; two settings at once: both hold."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.actions.achievements import AchievementClaims
from bot.actions.setting_up import set_up
from bot.actions.settings import set_reminders
from bot.store.address import Address
from bot.store.database import Database
from bot.store.errors import DoneBefore
from bot.store.store import Store
from bot.study.member import ReminderChoice, ServerChoice, Where
from tests.actions.deeds import ACTIONS, AT, GUILD, PHASE, WALK, deed, stored

NUMBERED = [name for name, action in ACTIONS.items() if action.is_numbered]


LOOKS_FIRST = ("ask", "take to read", "sign", "return")
"""What is told before all else where it stands: of the open question, or of who holds a checkpoint."""


@pytest.fixture
def store(database: Database) -> Store:
    """The store on that database."""
    return Store(database)


@pytest.mark.parametrize("name", NUMBERED)
async def test_one_press_that_arrives_twice_at_once(address: Address, store: Store, name: str):
    """One of them does it, the other one hears that it is done; a third one later changes nothing either."""
    act, asked = ACTIONS[name].act, await deed(store)
    first, second = await asyncio.gather(act(asked), act(asked), return_exceptions=True)
    if isinstance(first, DoneBefore):  # a server takes either one first
        first, second = second, first
    assert not isinstance(first, BaseException)
    assert isinstance(second, DoneBefore) or name in LOOKS_FIRST
    once = stored(address)
    (third,) = await asyncio.gather(act(asked), return_exceptions=True)
    assert isinstance(third, DoneBefore) or name in LOOKS_FIRST
    assert stored(address) == once


@pytest.mark.parametrize("name", [name for name in ACTIONS if not name.startswith("log ")])
async def test_two_presses_at_once(address: Address, store: Store, name: str):
    """Two fingers on one button come to the same as one; two sessions that are logged are two."""
    act, asked = ACTIONS[name].act, await deed(store)
    await act(asked)
    once = stored(address)
    await act(replace(asked, number=78))
    twice = stored(address)
    for state in (once, twice):
        del state["deeds"]
    if name in ("leave", "keep a preview"):  # they write down the deed's own number, or another deletion
        once, twice = ({**state, "deletions": [], "previews": []} for state in (once, twice))
    assert twice == once


async def test_two_settings_at_once_both_hold(store: Store):
    """Each saves only what it was given, and the next message is due by both."""
    asked = await deed(store)
    chosen = [ReminderChoice(at=time(7)), ReminderChoice(ping=True), ReminderChoice(zone=ZoneInfo("Asia/Tokyo"))]
    await asyncio.gather(*(set_reminders(replace(asked, number=n), one) for n, one in enumerate(chosen)))
    member = (await deed(store)).before.member
    assert (member.where, member.at, member.ping, member.zone.key) == (Where.DM, time(7), True, "Asia/Tokyo")
    due_at = await store.members.earliest_due()
    assert due_at is not None
    assert due_at.astimezone(ZoneInfo("Asia/Tokyo")).time() == time(7)


async def test_two_admins_at_once_both_hold(store: Store):
    """One moves the time and the days, the other the zone, the help channel and the pictures."""
    chosen = [
        ServerChoice(at=time(7), days=(1, 3)),
        ServerChoice(zone=ZoneInfo("Asia/Tokyo"), help_channel_id=9, pictures=False),
    ]
    await asyncio.gather(*(set_up(store, GUILD, one, AT) for one in chosen))
    server = await store.servers.get(GUILD)
    assert server is not None
    assert (server.channel_id, server.help_channel_id, server.pictures) == (5, 9, False)
    assert (server.at, server.days, server.zone.key, server.trouble) == (time(7), (1, 3), "Asia/Tokyo", None)
    assert server.next_due_at is not None
    assert server.next_due_at.astimezone(server.zone).time() == time(7)


async def test_two_first_setups_at_once_both_hold(store: Store):
    """A server that nobody has set up yet."""
    chosen = [ServerChoice(1, ZoneInfo("Asia/Tokyo"), at=time(7)), ServerChoice(1, ZoneInfo("Asia/Tokyo"), days=(5,))]
    await asyncio.gather(*(set_up(store, 8, one, AT) for one in chosen))
    server = await store.servers.get(8)
    assert server is not None
    assert (server.at, server.days) == (time(7), (5,))


async def test_an_achievement_is_told_and_shared_once(store: Store):
    """One answer claims it; lost, the next one tells; told, nobody does any more. Sharing goes by itself."""
    claims = AchievementClaims(store)
    for claim_it in (lambda: claims.claim(WALK, [PHASE]), lambda: claims.claim_share(WALK, PHASE)):
        found = await asyncio.gather(claim_it(), claim_it())
        (claim,) = filter(None, found)
        claims.lost(claim)
        again = await claim_it()
        assert again == claim
        await claims.told(claim)
        assert await claim_it() is None
        assert await AchievementClaims(store).claim(WALK, [PHASE]) is None
    assert await AchievementClaims(store).claim_share(WALK, PHASE) is None
