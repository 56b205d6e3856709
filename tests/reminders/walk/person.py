"""A member in the random walk: what they want, what they have done, and what the product's rules ask of the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.study.choices import Pause
from bot.study.days import closes_at, instant_of, study_day, week_of
from bot.study.member import Where

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
STUDY_DAYS = (0, 2, 5)
MORNING, NIGHT = time(8), time(21)
VALID = timedelta(hours=3)

Away = tuple[datetime, datetime]


@dataclass
class Row:
    """A message that is to be sent, or was: when it was due, and what became of it."""

    due: datetime
    state: str = "open"


@dataclass
class Person:
    """One member of one server."""

    guild: int
    user: int
    zone: ZoneInfo
    starts_on: date
    where: Where = Where.CHANNEL
    at: time | None = None
    follows: bool = False
    ping: bool = False
    studied: set[date] = field(default_factory=set[date])
    pauses: list[Pause] = field(default_factory=list[Pause])
    quiet_on: date | None = None
    asked_on: date | None = None
    closed_until: date | None = None
    warned: dict[date, datetime] = field(default_factory=dict[date, datetime])
    """The Mondays of the weeks in which they were warned, and by the message of which moment."""
    next_due: datetime | None = None
    rows: dict[tuple[str, date], Row] = field(default_factory=dict[tuple[str, date], Row])
    put_off: dict[date, Row] = field(default_factory=dict[date, Row])

    def today(self, now: datetime) -> date:
        """Their study day."""
        return study_day(now, self.zone)

    def paused_on(self, day: date) -> bool:
        """Whether they take a break."""
        return any(pause.first <= day < pause.until for pause in self.pauses)

    def put_off_after(self, earliest: datetime) -> datetime | None:
        """The next moment to which they have put a message off, that came or is still to come."""
        found = [row.due for row in self.put_off.values() if row.state in ("open", "sent") and row.due >= earliest]
        return min(found, default=None)

    def is_away(self, day: date, now: datetime, away: list[Away]) -> bool:
        """Two weeks without a study day, none of which was the bot's."""
        return day - self.last_seen(now, away) >= 14 * DAY

    def last_seen(self, now: datetime, away: list[Away]) -> date:
        """Since when they are silent."""
        back = [pause.until for pause in self.pauses if pause.until <= self.today(now)]
        outages = [self.today(until) for _, until in away if until <= now]
        return max([self.starts_on, *back, *outages, *self.studied])

    def may_be_asked(self, day: date, now: datetime, away: list[Away]) -> bool:
        """Whether this silence was not asked about yet."""
        return self.asked_on is None or self.asked_on <= self.last_seen(now, away) or self.asked_on == day

    def wants(self, day: date, now: datetime) -> bool:
        """Whether a study day's reminder makes sense to them."""
        today = self.today(now)
        if day.weekday() not in STUDY_DAYS or day < self.starts_on:
            return False
        if self.paused_on(day) or self.quiet_on in (today, day):
            return False
        return day not in self.studied and not (today > day and today in self.studied)

    def needs_warning(self, now: datetime, away: list[Away]) -> bool:
        """Whether this is the day on which the fewest days that keep the streak are all the days left."""
        today = self.today(now)
        if self.paused_on(today) or self.quiet_on == today or today in self.studied:
            return False
        weeks, freezes = self._chain(now, away)
        monday = week_of(today)
        target, touched, done = self._week(monday)
        if weeks < 2 or touched or target == 0 or done >= target or monday < self.starts_on:
            return False
        needed = max(0, max(target - freezes, 1 if target > 1 else 0) - done)
        left = sum(1 for n in range(7) if (day := monday + n * DAY) >= today and day not in self.studied)
        return 0 < needed == left

    def _week(self, monday: date) -> tuple[int, bool, int]:
        days = [monday + weekday * DAY for weekday in STUDY_DAYS]
        target = sum(1 for day in days if not self.paused_on(day))
        return target, target < len(days), sum(1 for n in range(7) if monday + n * DAY in self.studied)

    def _chain(self, now: datetime, away: list[Away]) -> tuple[int, int]:
        """How many weeks in a row were kept, and how many freezes there are."""
        this_monday, weeks, freezes, kept = week_of(self.today(now)), 0, 1, 0
        monday = min([this_monday, self.starts_on, *map(week_of, self.studied)])
        while monday <= this_monday:
            target, touched, done = self._week(monday)
            missing, is_kept = target - done, False
            if target == 0:
                pass
            elif missing <= 0:
                is_kept = True
            elif monday < self.starts_on or self.is_open(monday, now, away) or touched:
                pass
            elif done and missing <= freezes:
                is_kept, freezes = True, freezes - missing
            else:
                weeks = 0
            if is_kept:
                weeks, kept = weeks + 1, kept + 1
                freezes = min(3, freezes + 1) if kept % 4 == 0 else freezes
            monday += WEEK
        return weeks, freezes

    def is_open(self, monday: date, now: datetime, away: list[Away]) -> bool:
        """Whether a week takes entries: until Tuesday 04:00, or two days after a long time away."""
        if self.closed_until and monday <= self.closed_until:
            return False
        closes = closes_at(monday, self.zone)
        held = any(since <= closes <= until and now < until + 2 * DAY for since, until in away)
        return self.today(now) < monday + 8 * DAY or held

    def close_weeks(self, now: datetime, away: list[Away]) -> None:
        """The zone is about to change: what is closed stays closed."""
        monday = week_of(self.today(now))
        while self.is_open(monday, now, away):
            monday -= WEEK
        self.closed_until = monday

    def is_night(self, now: datetime) -> bool:
        """Whether a message may not come, as they have not chosen such a time."""
        chose_it = self.at is not None and not MORNING <= self.at < NIGHT
        return not chose_it and not MORNING <= now.astimezone(self.zone).time() < NIGHT

    def later(self, choice: str, own_time: time, now: datetime) -> datetime:
        """When a message comes that they put off now."""
        if choice == "tomorrow":
            day = self.today(now) + DAY
            return instant_of(day + DAY if own_time < time(4) else day, own_time, self.zone)
        evening = instant_of(now.astimezone(self.zone).date(), time(20), self.zone)
        if choice == "evening" and evening > now:
            return evening
        return now.replace(second=0, microsecond=0) + timedelta(hours=1)
