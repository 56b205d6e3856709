"""What a reader of messages can see for themselves, whatever the rules of planning are: each message is held to it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from bot.study.days import last_occurrence, study_day, week_of
from bot.study.member import Where
from tests.reminders.walk.person import STUDY_DAYS, VALID, Person
from tests.reminders.walk.rules import LATE, Message, Rules


class Promises:
    """Keeps a record of looks and messages, and refuses what was promised not to happen."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.kept: Counter[str] = Counter()
        """How many messages of each kind were held to them."""
        self._looks: list[tuple[datetime, bool]] = []
        self._wished: dict[tuple[int, int], datetime] = {}
        self._asked_for: Counter[tuple[int, int]] = Counter()
        self._a_day: Counter[tuple[int, date]] = Counter()
        self._a_week: Counter[tuple[int, int, date]] = Counter()
        self._posts: Counter[tuple[int, date]] = Counter()

    def looked(self, now: datetime, *, down: bool) -> None:
        """The bot looked; with Discord down, in vain."""
        self._looks.append((now, down))

    def wished(self, person: Person, now: datetime) -> None:
        """Somebody's times are others from now on."""
        self._wished[person.guild, person.user] = now

    def put_off(self, person: Person, _due: datetime) -> None:
        """Somebody asked for one message."""
        self._asked_for[person.guild, person.user] += 1

    def keep(self, message: Message, now: datetime) -> None:
        """Raises AssertionError with the promise that a message breaks."""
        self.kept[message.kind + (" with an apology" if message.late else "")] += 1
        if message.user == 0:
            self._keep_post(message, now)
            return
        person = next(one for one in self._rules.people if (one.guild, one.user) == (message.guild, message.user))
        today, told = person.today(now), f"{message} at {now}"
        assert person.where is not Where.OFF, f"off: {told}"
        assert today not in person.studied, f"done: {told}"
        assert not person.paused_on(today), f"paused: {told}"
        assert person.quiet_on != today, f"not today: {told}"
        if message.kind == "put off":
            self._asked_for[message.guild, message.user] -= 1
            assert self._asked_for[message.guild, message.user] >= 0, f"nobody asked for it: {told}"
            return
        assert person.where is Where.DM, f"in the channel: {told}"
        assert not person.is_night(now), f"at night: {told}"
        assert message.kind == "warning" or today.weekday() in STUDY_DAYS, f"on a free day: {told}"
        self._keep_ration(person, today, told)
        self._keep_time(person, message, now)

    def _keep_ration(self, person: Person, today: date, told: str) -> None:
        self._a_day[person.user, today] += 1
        assert self._a_day[person.user, today] == 1, f"two on a day: {told}"
        self._a_week[person.guild, person.user, week_of(today)] += 1
        assert self._a_week[person.guild, person.user, week_of(today)] <= 4, f"too many in a week: {told}"

    def _keep_time(self, person: Person, message: Message, now: datetime) -> None:
        """On time, or late because the bot was away, Discord was down, or another server's message was under way."""
        due = last_occurrence(now, self._rules.own_time(person), person.zone)
        late = now - due
        assert late <= VALID, f"{late} late: {message} at {now}"
        assert message.late == (late > LATE), f"a false apology, or none: {message} at {now}"
        tried = [is_down for at, is_down in self._looks[:-1] if at >= due]
        assert all(tried), f"late without reason: {message} at {now}"
        wished = self._wished[person.guild, person.user]
        assert due > wished or late <= timedelta() or tried, f"by a time that holds no more: {message} at {now}"

    def _keep_post(self, message: Message, now: datetime) -> None:
        place = self._rules.places[message.guild]
        due = last_occurrence(now, place.at, place.zone)
        day = study_day(due, place.zone)
        self._posts[message.guild, day] += 1
        assert self._posts[message.guild, day] == 1, f"two posts: {message} at {now}"
        assert message.late == (now - due > LATE), f"a false apology, or none: {message} at {now}"
        assert all(is_down for at, is_down in self._looks[:-1] if at >= due), f"late without reason: {message} at {now}"
        for user in message.called:
            person = next(one for one in self._rules.people if (one.guild, one.user) == (message.guild, user))
            assert person.ping, f"{user} did not ask to be named: {message} at {now}"
            assert person.where is Where.CHANNEL, f"{user} is not in the channel: {message} at {now}"
            assert day not in person.studied, f"{user} has studied: {message} at {now}"
