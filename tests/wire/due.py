"""A database file in which reminders are due, made before the bot starts or while it is down."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.store.address import Address
from bot.store.store import Store
from bot.study.choices import Choice
from bot.study.days import study_day, week_of
from bot.study.member import Member, ReminderChoice, Where
from tests.store.people import set_up

from .process import PROJECT
from .world import Channel

_RHYTHM = re.compile(r"^rhythm:\n(?:  .*\n)+", re.MULTILINE)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def roadmap_of_every_day(folder: Path, last: int = 6) -> Path:
    """The project's roadmap with a rhythm on all days up to one: on the wall clock, today must be one of them."""
    rows = "".join(f"  - day: {day}\n    activity: Read\n    hours: 0.5\n" for day in _DAYS[: last + 1])
    text = _RHYTHM.sub(f"rhythm:\n{rows}", (PROJECT / "roadmap.yaml").read_text("utf-8"))
    path = folder / "every-day.yaml"
    path.write_text(text, "utf-8")
    return path


class DueNow:
    """This minute, in a zone where it is midday: no quiet hour and no change of day is near."""

    def __init__(self) -> None:
        now = datetime.now(UTC)
        ahead = 12 - now.hour
        self.zone = ZoneInfo(f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT")
        self.instant = now.replace(second=0, microsecond=0)
        self.day = study_day(now, self.zone)
        self.plan = Choice(week_of(self.day))

    @property
    def at(self) -> time:
        """The time of day that this minute is in the zone."""
        return self.instant.astimezone(self.zone).time()


async def posts_due(database: Address, *channels: Channel, user_id: int = 1001) -> None:
    """The servers of these channels are set up, with one member each, and their moment has just come."""
    due = DueNow()
    store = await Store.open(database)
    for channel in channels:
        assert channel.guild_id is not None
        await store.members.join(Member(channel.guild_id, user_id, due.zone), due.plan, due.instant)
        await set_up(store, channel.guild_id, channel.id, due.instant, due.zone, due.at)
    await store.close()


async def studied_today(database: Path, guild_id: int, *user_ids: int) -> None:
    """Members who have logged an hour today."""
    due = DueNow()
    store = await Store.open(database)
    for user_id in user_ids:
        member = Member(guild_id, user_id, due.zone, Where.OFF)
        await store.members.join(member, due.plan, due.instant)
        await store.journals.log_session(member.walk, user_id, due.day, 60, None)
    await store.close()


async def note_due(database: Path, guild_id: int, user_id: int) -> None:
    """A member who is reminded by direct messages, and whose moment has just come."""
    due = DueNow()
    store = await Store.open(database)
    member = Member(guild_id, user_id, due.zone, Where.DM, due.at)
    await store.members.join(member, due.plan, due.instant)
    await store.members.set_reminders(guild_id, user_id, ReminderChoice(Where.DM), due.instant)
    await store.close()


def age_claims(database: Path) -> None:
    """Let the claims of a process that died run out, as two minutes would."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("UPDATE deliveries SET lease_until = lease_until - 120 WHERE state = 'open'")
