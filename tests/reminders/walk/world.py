"""Four weeks of a few servers and their members: random deeds, a look every half hour, and each look is judged."""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.actions.deeds import Deed
from bot.actions.later import not_today, put_off
from bot.actions.pausing import pause, resume
from bot.actions.setting_up import set_up
from bot.actions.settings import set_reminders
from bot.reminders.tick import Tick
from bot.roadmap import Block, Phase, Roadmap, Task, Weeks
from bot.roadmap.versions import first_edition
from bot.store.address import Address
from bot.store.store import Store
from bot.study.choices import Choice, Pause
from bot.study.cohort_posts import CohortPost
from bot.study.days import first_monday, next_occurrence, study_day, week_of
from bot.study.deliveries import Receipt
from bot.study.focus import Bell, Room
from bot.study.leaderboard import Board, BoardMessage
from bot.study.member import Member, ReminderChoice, Server, ServerChoice, Walk, Where
from bot.study.nudges import PersonalNote
from bot.study.posts import ServerPost
from tests.fresh_database import put_fresh_database
from tests.reminders.walk.person import DAY, Person, Row
from tests.reminders.walk.promises import Promises
from tests.reminders.walk.rules import Message, Place, Rules

HALF_AN_HOUR, MINUTE = timedelta(minutes=30), timedelta(minutes=1)
LOOKS = 4 * 7 * 48
ROADMAP = Roadmap(
    title="Walked",
    phases=(
        Phase(
            id="only",
            title="Only",
            weeks=Weeks(1, 16),
            blocks=tuple(
                Block(id=f"b{n}", title=f"B{n}", weeks=Weeks(2 * n + 1, 2 * n + 2), tasks=(Task(id=f"t{n}", text="T"),))
                for n in range(8)
            ),
        ),
    ),
)
STARTS = tuple(datetime(2026, month, day, tzinfo=UTC) for month, day in ((2, 23), (3, 16), (9, 21), (10, 12), (12, 14)))
"""Mondays: weeks in which clocks change, a week 53, and the end of a year."""

ZONES = ("Europe/Berlin", "America/New_York", "America/Los_Angeles", "Pacific/Auckland", "Pacific/Apia", "UTC")
KATHMANDU = "Asia/Kathmandu"
OWN_TIMES = ("00:30", "03:30", "07:00", "09:00", "12:00", "17:30", "18:00", "20:00", "20:30", "22:30")
SERVER_TIMES = ("00:30", "08:00", "15:00", "18:00", "18:00", "20:00", "22:00")


class Pretended:
    """Discord, as far as a tick needs it: it takes messages, or does not answer."""

    def __init__(self) -> None:
        self.down = False
        self.came: list[Message] = []
        self.marks: list[str] = []

    async def draw_board(self, message: BoardMessage, board: Board | None) -> bool | None:
        """There are no leaderboards here."""
        return True

    async def find_board(self, message: BoardMessage) -> int | None:
        """As above."""
        return 0

    async def is_open(self, server: Server) -> bool:
        """Every channel is."""
        return True

    async def present(self, guild_id: int, user_ids: Set[int]) -> frozenset[int] | None:
        """Nobody leaves."""
        return frozenset(user_ids)

    async def post(
        self, server: Server, post: ServerPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """A post."""
        return self._take(Message(server.guild_id, 0, "post", late, frozenset(post.called)), nonce)

    async def announce(
        self, server: Server, post: CohortPost, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """There are no cohorts here."""
        raise NotImplementedError

    async def note(self, note: PersonalNote, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """A direct message."""
        kind = "question" if note.asks_for_a_break else "warning" if note.is_warning else "reminder"
        member = note.progress.member
        return self._take(
            Message(member.guild_id, member.user_id, "put off" if note.was_put_off else kind, late), nonce
        )

    async def tell_readers(
        self, server: Server, count: int, since: datetime, *, late: bool, nonce: str, again: bool = False
    ) -> Receipt | None:
        """Nobody reads checkpoints here."""
        raise NotImplementedError

    async def ring(self, bell: Bell, *, late: bool, nonce: str, again: bool = False) -> Receipt | None:
        """Nobody times their study here."""
        raise NotImplementedError

    async def show_room(self, room: Room, people: int, now: datetime) -> bool:
        """Nor together."""
        raise NotImplementedError

    def _take(self, message: Message, nonce: str) -> Receipt | None:
        if self.down:
            return None
        self.came.append(message)
        self.marks.append(nonce)
        return Receipt("sent", len(self.marks))


class World:
    """A few servers, some members, and the bot on a database of its own."""

    def __init__(self, store: Store, seed: int, people: int) -> None:
        self.store = store
        self.random = Random(seed)
        self.start = self.random.choice(STARTS)
        self.now = self.start + timedelta(hours=10)
        self.discord = Pretended()
        self.tick = self._process()
        self.rules = Rules({}, [])
        self.promises = Promises(self.rules)
        self._people = people
        self._count = 0
        """So many presses and commands there were."""

    @classmethod
    async def on(cls, address: Address, seed: int, people: int) -> World:
        """A new world in a database; a file need not outlive a loss of power, so nothing waits for the disk."""
        await put_fresh_database(address)
        store = await Store.open(address)
        if isinstance(address, Path):
            await store._database.rows("PRAGMA synchronous=OFF")  # pyright: ignore[reportPrivateUsage]  # no method does that
        world = cls(store, seed, people)
        await store.roadmaps.confirm(first_edition(ROADMAP, week_of(world.start.date()) - 8 * DAY), world.start)
        await world._populate()
        return world

    async def walk(self, looks: int = LOOKS) -> None:
        """Four weeks, or so many half hours. Raises AssertionError with all that was broken and when."""
        away_until = down_until = self.now
        for _ in range(looks):
            if self.random.random() < 0.003:
                away_until = self.now + self.random.choice((2, 3, 5, 9, 26, 50)) * timedelta(hours=1)
            if self.random.random() < 0.015:
                down_until = self.now + self.random.choice((1, 2, 4, 8)) * HALF_AN_HOUR
            if self.now >= away_until:
                self.discord.down = self.now < down_until
                await self._look()
                if await self._deeds() and self.discord.down:
                    self.now += 4 * MINUTE
                    await self._look()
                    self.now -= 4 * MINUTE
                self.tick = self._process() if self.random.random() < 0.02 else self.tick
            self.now += HALF_AN_HOUR

    async def _look(self) -> None:
        must = self.rules.look(self.now, down=self.discord.down)
        self.promises.looked(self.now, down=self.discord.down)
        self.discord.came.clear()
        assert await self.tick(), f"the look at {self.now} failed"
        came = self.discord.came
        for message in came:
            self.promises.keep(message, self.now)
        assert len(came) == len(set(came)), f"doubled at {self.now}: {came}"
        for (guild, _), row in self.rules.unsure.items():
            posts = {message for message in (*came, *must) if (message.guild, message.user) == (guild, 0)}
            must = (must - posts) | (posts & set(came))
            row.state = "open" if self.discord.down else "sent" if posts & set(came) else "over"
        assert set(came) == must, f"at {self.now}: missing {must - set(came)}, unasked for {set(came) - must}"
        assert len(self.discord.marks) == len(set(self.discord.marks)), f"the same message twice at {self.now}"

    def _process(self) -> Tick:
        """The bot, started anew on the same file."""
        return Tick(self.store, self.discord, lambda: self.now)

    # --- who there is

    async def _populate(self) -> None:
        for guild in (1, 2, 3):
            zone, at = ZoneInfo(self.random.choice(ZONES)), time.fromisoformat(self.random.choice(SERVER_TIMES))
            place = Place(guild, zone, at, next_occurrence(self.now, at, zone))
            self.rules.places[guild] = place
            await set_up(self.store, guild, ServerChoice(guild, zone, at), self.now)
        for user in range(101, 101 + self._people):
            for guild in self.random.sample((1, 2, 3), self.random.choice((1, 2))):
                await self._join(guild, user)

    async def _join(self, guild: int, user: int) -> None:
        place, follows = self.rules.places[guild], self.random.random() < 0.5
        zone = place.zone if follows else ZoneInfo(self.random.choice((*ZONES, KATHMANDU)))
        starts_on = first_monday(study_day(self.now, zone))
        person = Person(guild, user, zone, starts_on, follows=follows)
        self.rules.people.append(person)
        await self.store.members.join(Member(guild, user, zone, follows_zone=follows), Choice(starts_on), self.now)
        where = self.random.choice((Where.DM, Where.DM, Where.CHANNEL))
        at = self._own_time(zone) if self.random.random() < 0.6 else None
        await self._set(person, where=where, at=time(18) if user % 3 == 0 and zone.key != KATHMANDU else at)

    def _own_time(self, zone: ZoneInfo) -> time:
        at = self.random.choice(OWN_TIMES)
        return time.fromisoformat(f"{at[:3]}{int(at[3:]) + 15}" if zone.key == KATHMANDU else at)

    # --- what they do

    async def _deeds(self) -> bool:
        """What happens before the next look; whether it has to do with when messages come."""
        moved = False
        for person in self.rules.people:
            if self.random.random() < self._diligence(person):
                await self._study(person)
            if self.random.random() < 0.012:
                moved |= await self._wish(person)
        if self.random.random() < 0.01:
            await self._change_server(self.random.choice(list(self.rules.places.values())))
            moved = True
        return moved

    def _diligence(self, person: Person) -> float:
        """How likely somebody studies in a half hour: some never, some nearly every day, some until they get tired."""
        until_tired = 0.03 if self.now < self.start + 15 * DAY else 0.002
        return (0, 0.004, 0.012, until_tired, until_tired)[person.user % 5]

    async def _deed(self, person: Person) -> Deed:
        progress = await self.store.progress.of(person.guild, person.user, self.now)
        assert progress is not None
        self._count += 1
        return Deed(self.store, progress, self._count)

    async def _study(self, person: Person) -> None:
        today = person.today(self.now)
        self._count += 1
        await self.store.journals.log_session(Walk(person.guild, person.user), self._count, today, 30, None)
        person.studied.add(today)

    async def _wish(self, person: Person) -> bool:
        match self.random.randrange(10):
            case 0 | 1:
                await self._later(person, self.random.choice(("1h", "evening", "tomorrow")))
            case 2:
                await not_today(await self._deed(person))
                person.quiet_on = person.today(self.now)
            case 3 | 4:
                await self._set(person, where=self.random.choice((Where.OFF, Where.CHANNEL, Where.DM, Where.DM)))
            case 5 | 6:
                await self._set(person, at=self._own_time(person.zone))
            case 7:
                zone = ZoneInfo(self.random.choice(ZONES))
                await self._set(person, zone=zone, at=self._own_time(zone))
            case 8:
                await self._set(person, ping=not person.ping)
            case _:
                await self._break(person)
        return True

    async def _set(
        self,
        person: Person,
        where: Where | None = None,
        at: time | None = None,
        zone: ZoneInfo | None = None,
        ping: bool | None = None,
    ) -> None:
        """`/reminders`."""
        await set_reminders(await self._deed(person), ReminderChoice(where, at, zone, ping))
        if where not in (None, person.where):
            person.put_off = {day: row for day, row in person.put_off.items() if row.state != "open"}
        if zone:
            person.close_weeks(self.now, self.rules.away)
            person.follows = False
        person.where, person.at, person.zone = where or person.where, at or person.at, zone or person.zone
        person.ping = person.ping if ping is None else ping
        if where or at or zone:
            self._arm(person)
        self.promises.wished(person, self.now)

    def _arm(self, person: Person) -> None:
        is_written_to = person.where is Where.DM
        own_time = self.rules.own_time(person)
        person.next_due = next_occurrence(self.now, own_time, person.zone) if is_written_to else None

    async def _later(self, person: Person, choice: str) -> None:
        due, today = person.later(choice, self.rules.own_time(person), self.now), person.today(self.now)
        await put_off(await self._deed(person), due)
        person.put_off = {day: row for day, row in person.put_off.items() if row.state != "open"}
        person.put_off[today] = Row(due)
        person.quiet_on = None
        self.promises.put_off(person, due)

    async def _break(self, person: Person) -> None:
        deed, today = await self._deed(person), person.today(self.now)
        if current := deed.before.pause:
            await resume(deed, current)
            person.pauses.remove(current)
            if current.first < today:
                person.pauses.append(Pause(current.first, today))
        elif len(person.pauses) < 3:
            wanted = Pause(today, today + self.random.choice((1, 3, 7, 10)) * DAY)
            await pause(deed, wanted)  # it replaces what it overlaps: planned, in another zone
            apart = [one for one in person.pauses if one.until <= wanted.first or wanted.until <= one.first]
            person.pauses = [*apart, wanted]

    async def _change_server(self, place: Place) -> None:
        """`/admin setup`: another time, or another zone, in which those who took it over follow."""
        if self.random.random() < 0.5:
            place.at = time.fromisoformat(self.random.choice(SERVER_TIMES))
        else:
            place.zone = ZoneInfo(self.random.choice(ZONES))
        await set_up(self.store, place.guild, ServerChoice(place.guild, place.zone, place.at), self.now)
        place.next_due = next_occurrence(self.now, place.at, place.zone)
        for person in self.rules.people:
            if person.guild == place.guild and person.follows and person.zone != place.zone:
                person.close_weeks(self.now, self.rules.away)
                person.zone = place.zone
            if person.guild == place.guild and (person.follows or person.at is None):
                self._arm(person)
                self.promises.wished(person, self.now)
