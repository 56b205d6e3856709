"""What must come at a look, by the product's words: the random walk compares it with what came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.study.days import last_occurrence, next_occurrence, study_day, week_of
from bot.study.member import Where
from tests.reminders.walk.person import DAY, MORNING, NIGHT, STUDY_DAYS, VALID, Away, Person, Row

LATE = timedelta(minutes=5)
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class Place:
    """A server: where and when its posts come, and the posts themselves."""

    guild: int
    zone: ZoneInfo
    at: time
    next_due: datetime
    rows: dict[date, Row] = field(default_factory=dict[date, Row])


@dataclass(frozen=True)
class Message:
    """What came, or must come: to whom (0: the channel), of what kind, with an apology or not."""

    guild: int
    user: int
    kind: str
    late: bool
    called: frozenset[int] = frozenset()


@dataclass
class Rules:
    """All that is known of a world, and what it asks of the bot."""

    places: dict[int, Place]
    people: list[Person]
    away: list[Away] = field(default_factory=list[Away])
    last_look: datetime | None = None
    unsure: dict[tuple[int, date], Row] = field(default_factory=dict[tuple[int, date], Row])
    """Posts of this look that depend on a direct message of this look: which of the two is first is left open."""
    written: dict[int, list[tuple[datetime, int]]] = field(default_factory=dict[int, list[tuple[datetime, int]]])
    """The unasked messages that reached somebody: when they were due, and of which server."""
    rations: dict[tuple[int, date], tuple[Person, tuple[str, date]]] = field(
        default_factory=dict[tuple[int, date], tuple[Person, tuple[str, date]]]
    )

    def own_time(self, person: Person) -> time:
        """The time of day of somebody's direct messages."""
        at = self.places[person.guild].at
        return person.at if person.at is not None else at if MORNING <= at < NIGHT else time(18)

    def look(self, now: datetime, *, down: bool) -> set[Message]:
        """What must come at this look; nothing while Discord is down, and what is planned waits."""
        if self.last_look and now - self.last_look > DAY:
            self.away.append((self.last_look, now))
        self.last_look = now
        for place in self.places.values():
            self._plan_post(place, now)
        for person in self.people:
            self._plan_note(person, now)
        before = self._calls(now)
        users = {person.user for person in self.people}
        notes = {note for user in users for note in self._notes(user, now, down=down)}
        after = self._calls(now)
        self.unsure = {key: self.places[key[0]].rows[key[1]] for key in after if after[key] != before[key]}
        return {*notes, *(post for place in self.places.values() for post in self._posts(place, now, down=down))}

    def _calls(self, now: datetime) -> dict[tuple[int, date], frozenset[int] | None]:
        """Whom each post that is still to be sent would call."""
        return {
            (place.guild, day): self._called(place, day, row.due, now)
            for place in self.places.values()
            for day, row in place.rows.items()
            if row.state == "open"
        }

    # --- posts

    def _plan_post(self, place: Place, now: datetime) -> None:
        if place.next_due > now:
            return
        due = last_occurrence(now, place.at, place.zone)
        day = study_day(due, place.zone)
        place.next_due = next_occurrence(now, place.at, place.zone)
        before = place.rows.get(day)
        if before and (before.state in ("open", "sent") or before.due >= due):
            return
        place.rows[day] = Row(due)

    def _called(self, place: Place, day: date, due: datetime, now: datetime) -> frozenset[int] | None:
        """Whom a post calls; None when there is nobody whom it is for."""
        here = [one for one in self.people if one.guild == place.guild and one.where is Where.CHANNEL]
        warned = [one for one in here if one.needs_warning(now, self.away) and not self._was_warned(one, now, due)]
        waiting = [one for one in here if not _comes_by_itself(one, due)]
        meant = [one for one in waiting if one.wants(day, now) and not one.is_away(day, now, self.away)]
        meant = meant if day.weekday() in STUDY_DAYS else []
        return frozenset(one.user for one in meant if one.ping) if meant or warned else None

    def _posts(self, place: Place, now: datetime, *, down: bool) -> Iterable[Message]:
        for day, row in place.rows.items():
            if row.state != "open":
                continue
            is_meant = last_occurrence(row.due, place.at, place.zone) == row.due
            called = self._called(place, day, row.due, now)
            if now > row.due + VALID or not is_meant or study_day(now, place.zone) != day or called is None:
                row.state = "over"
            elif not down:
                row.state = "sent"
                for one in self.people:
                    is_here = one.guild == place.guild and one.where is Where.CHANNEL
                    if is_here and one.needs_warning(now, self.away) and not self._was_warned(one, now, row.due):
                        one.warned[week_of(one.today(now))] = row.due
                yield Message(place.guild, 0, "post", now - row.due > LATE, called)

    # --- direct messages

    def _was_warned(self, person: Person, now: datetime, due: datetime) -> bool:
        by = person.warned.get(week_of(person.today(now)))
        return by is not None and by != due

    def _plan_note(self, person: Person, now: datetime) -> None:
        if person.where is not Where.DM or person.next_due is None or person.next_due > now:
            return
        at = self.own_time(person)
        due = last_occurrence(now, at, person.zone)
        person.next_due = next_occurrence(now, at, person.zone)
        kind = self._kind(person, due, self._was_warned(person, due, due))
        if kind is None:
            return
        is_warning = kind == "warning" and now <= due + VALID
        today = person.today(due)
        key = ("warning", week_of(today)) if is_warning else ("rhythm", today)
        before = person.rows.get(key)
        if before is None or (before.state not in ("open", "sent") and before.due < due):
            person.rows[key] = Row(due)

    def _kind(self, person: Person, now: datetime, was_warned: bool) -> str | None:
        """What to write to somebody today; None is silence."""
        if not was_warned and person.needs_warning(now, self.away):
            return "warning"
        today = person.today(now)
        if not person.wants(today, now):
            return None
        if person.is_away(today, now, self.away):
            return "question" if person.may_be_asked(today, now, self.away) else None
        return "reminder"

    def _notes(self, user: int, now: datetime, *, down: bool) -> Iterable[Message]:
        """What somebody must get: what they put off, and one message more a day at most."""
        for person, key, row in self._waiting(user, now):
            if key[0] == "later":
                yield from self._put_off_note(person, row, now, down=down)
            elif (message := self._unasked(person, key, row, now, down=down)) is not None:
                yield message

    def _waiting(self, user: int, now: datetime) -> Sequence[tuple[Person, tuple[str, date], Row]]:
        """In the order in which they are sent: a warning first, then the server that was heard longest ago."""
        found: list[tuple[Person, tuple[str, date], Row]] = []
        for person in self.people:
            if person.user == user:
                put_off = (((("later"), day), row) for day, row in person.put_off.items())
                found += [(person, key, row) for key, row in (*person.rows.items(), *put_off) if _is_due(row, now)]
        heard = {guild: due for due, guild in sorted(self.written.get(user, []))}

        def rank(one: tuple[Person, tuple[str, date], Row]) -> tuple[bool, datetime, datetime, int]:
            person, key, row = one
            return key[0] != "warning", heard.get(person.guild, NEVER), row.due, person.guild

        return sorted(found, key=rank)

    def _put_off_note(self, person: Person, row: Row, now: datetime, *, down: bool) -> Iterable[Message]:
        today = person.today(now)
        unwanted = person.where is Where.OFF or today in person.studied or person.quiet_on == today
        into_the_night = person.is_night(now) and not person.is_night(row.due)
        if now > row.due + VALID or unwanted or person.paused_on(today) or into_the_night:
            row.state = "over"
        elif not down:
            row.state = "sent"
            if person.needs_warning(now, self.away):
                person.warned.setdefault(week_of(today), row.due)
            yield Message(person.guild, person.user, "put off", now - row.due > LATE)

    def _unasked(self, person: Person, key: tuple[str, date], row: Row, now: datetime, *, down: bool) -> Message | None:
        today, user = person.today(now), person.user
        kind = self._wanted(person, key, row, now)
        if kind is None or now > row.due + VALID:
            row.state = "over"
            return None
        holder, held = self.rations.get((user, today), (person, key))
        if (holder, held) != (person, key) and holder.rows[held].state in ("open", "sent"):
            return None
        self.rations[user, today] = (person, key)
        if down:
            return None
        row.state = "sent"
        self.written.setdefault(user, []).append((row.due, person.guild))
        if kind == "warning":
            person.warned[week_of(today)] = row.due
        if kind == "question":
            person.asked_on = today
        return Message(person.guild, user, kind, now - row.due > LATE)

    def _wanted(self, person: Person, key: tuple[str, date], row: Row, now: datetime) -> str | None:
        """What a message would say now; None when it has no place any more."""
        today, at = person.today(now), self.own_time(person)
        is_meant = last_occurrence(row.due, at, person.zone) == row.due and person.today(row.due) == today
        put_off = person.put_off_after(row.due)
        gives_way = put_off is not None and person.today(put_off) == today
        if person.where is not Where.DM or not is_meant or gives_way or person.is_night(now):
            return None
        days = [person.today(due) for due, _ in self.written.get(person.user, [])]
        if today in days or sum(week_of(day) == week_of(today) for day in days) >= max(4, len(STUDY_DAYS) + 1):
            return None
        return self._kind(person, now, was_warned=key[0] != "warning")


def _is_due(row: Row, now: datetime) -> bool:
    return row.state == "open" and row.due <= now


def _comes_by_itself(person: Person, due: datetime) -> bool:
    """Whether somebody gets a message of their own on the day of a post, as they put it off."""
    rows = person.put_off.values()
    return any(row.state in ("open", "sent") and due <= row.due < due + DAY for row in rows)
