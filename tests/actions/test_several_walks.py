"""A server with two roadmaps of its own and twelve members, week by week; one of the lists is edited four times.

What is due, the streak and the counts stand in a table, to be checked by hand. A study week asks for Monday, Wednesday
and Saturday; everybody is looked at on Sunday evening, when a week that falls short is still open.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.actions.bringing import bring
from bot.actions.deeds import Deed
from bot.actions.joining import join
from bot.actions.pausing import pause
from bot.actions.switching import switch, switched
from bot.actions.ticking import log_session, tick
from bot.roadmap import Roadmap
from bot.roadmap.changes.difference import difference
from bot.roadmap.files.from_checklist import import_file, onto
from bot.roadmap.versions import Edition, edited, first_edition
from bot.store.address import Address
from bot.store.store import Store
from bot.study.choices import Pause
from bot.study.days import instant_of
from bot.study.member import Member
from bot.study.progress import Progress
from tests.databases import ON_BOTH
from tests.store.people import BERLIN, GUILD, MONDAY, NOW

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
GUITAR, GREEK = 1, 2

HOLDING = "## Week 1: Holding\n- [ ] Tune the guitar\n- [ ] Sit up straight\n"
CHORDS = "## Week 2: Chords\n- [ ] Play the chord E minor\n- [ ] Press three strings for G major\n"
RHYTHM = "## Week 3: Rhythm\n- [ ] Only down strokes\n- [ ] Up and down\n"
SONGS = "## Week 4: Songs\n- [ ] A first song\n- [ ] Something by the Beatles\n"
CLEANED = HOLDING + "- [ ] Clean the strings afterwards\n"
REWORDED = CHORDS.replace("the chord E minor", "the chord of E minor")
WITHOUT_G = REWORDED.replace("- [ ] Press three strings for G major\n", "")
SWAPPED = SONGS.replace("4", "3") + RHYTHM.replace("3", "4")
BARRE = "## Week 5: Barre\n- [ ] Barre with one finger\n"

GUITARS = (
    (HOLDING + CHORDS + RHYTHM + SONGS, (0, 0, 0)),
    (CLEANED + REWORDED + RHYTHM + SONGS, (1, 1, 0)),
    (CLEANED + REWORDED + SWAPPED, (0, 0, 0)),
    (CLEANED + WITHOUT_G + SWAPPED + BARRE, (1, 0, 1)),
    (CLEANED + REWORDED + SWAPPED + BARRE, (1, 0, 0)),
)
"""The list in each week, with how much is added, reworded and removed: on Tuesday, and it holds from Monday."""

GREEKS = "\n".join(
    f"## Week {n}: {name}\n- [ ] Write {name}"
    for n, name in enumerate(("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"), 1)
)

TABLE = """
      first week       | second            | third             | fourth          | fifth             | sixth
      as begun         | strings, E minor  | songs first       | no G; barre     | G is back         | as it is
ada G t3 Holding 1 2/8 | t3 Chords 2 4/9   | t3 Rhythm 3 6/9   | t3 Songs 4 7/9  | t3 Barre 5 9/10   | 3 Barre 6 9/10
ben G t3 Holding 1 2/8 | t2 Chords 1 4/9   | t3 Rhythm 3 6/9   | 0 Songs 3 5/9   | t3 Barre 1 7/10   | 3 Barre 2 7/10
cem G t3 Holding 1 2/8 | t3 Chords 2 4/9   | xt3 Alpha 3 1/6   | t3 Beta 4 2/6   | xt3 Rhythm 5 6/10 | t3 Songs 6 8/10
dan K t3 Alpha 1 1/6   | ty3 Holding 2 0/9 | t3 Holding 3 3/9  | t3 Chords 4 4/9 | t3 Songs 5 7/10   | t3 Rhythm 6 9/10
eva G t3 Holding 1 2/8 | t3 Chords 2 4/9   | p Rhythm 2 4/9    | t3 Rhythm 3 5/9 | t3 Songs 4 8/10   | t3 Barre 5 9/10
fay G j Holding 0 0/8  | t3 Holding 1 2/9  | t3 Chords 2 4/9   | t3 Songs 3 5/9  | t3 Rhythm 4 8/10  | t3 Barre 5 9/10
gus G 3 Holding 1 0/8  | 3 Chords 2 0/9    | 3 Rhythm 3 0/9    | 3 Songs 4 0/9   | 3 Barre 5 0/10    | 3 Barre 6 0/10
hal K t3 Alpha 1 1/6   | t3 Beta 2 2/6     | t3 Gamma 3 3/6    | t3 Delta 4 4/6  | t3 Epsilon 5 5/6  | t3 Zeta 6 6/6
ida K t1 Alpha 0 1/6   | t1 Beta 0 2/6     | t1 Gamma 0 3/6    | t1 Delta 0 4/6  | t1 Epsilon 0 5/6  | t1 Zeta 0 6/6
jon K T3 Alpha 1 6/6   | 0 Beta 1 6/6      | xt3 Holding 2 3/9 | t3 Chords 3 4/9 | 0 Songs 3 5/10    | 0 Rhythm 0 5/10
kim G b0 Holding 0 2/8 | t3 Chords 1 4/9   | t3 Rhythm 2 6/9   | t3 Songs 3 6/9  | t3 Barre 4 8/10   | 3 Barre 5 8/10
lea G t3 Holding 1 2/8 | tz3 Chords 2 4/9  | t3 Rhythm 3 6/9   | t3 Songs 4 7/9  | t3 Barre 5 9/10   | 3 Barre 6 9/10
"""
"""G walks the guitar, K the Greek letters. What a member does in a week: `t` ticks what is due, `T` everything, `b`
brings two ticks along; the number is how many study days there are; `x` changes to the other roadmap on Monday, `y` on
Wednesday, `z` on Tuesday and back on Thursday; `p` pauses the week; `j` joins on Thursday. Then follow the block that
is due, the streak, and how many tasks are done. What is under way when the list is edited goes on before what is new.
"""

ROWS = [row[6:].split("|") for row in TABLE.strip("\n").splitlines()[2:]]
NAMES = [row[:5].split() for row in TABLE.strip("\n").splitlines()[2:]]
CELLS = {name: [cell.split() for cell in row] for (name, _), row in zip(NAMES, ROWS, strict=True)}
BEGIN_ON = {name: {"G": GUITAR, "K": GREEK}[letter] for name, letter in NAMES}
IDS = {name: number for number, name in enumerate(CELLS, start=1)}


def read(text: str, title: str, before: Edition | None = None, earlier: list[Roadmap] | None = None) -> Roadmap:
    """A list as the importer reads it: the next version of the one before."""
    imported = import_file(f"# {title}\n\n{text}".encode(), f"{title}.md")
    return onto(imported, before.roadmap, earlier or [])[0].roadmap if before else imported.roadmap


class StudyHall:
    """The server, without Discord: what its members do, and where they stand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NOW
        self.deeds = 0
        self.earlier: list[Roadmap] = []

    def at(self, week: int, weekday: int, hour: int = 12) -> None:
        """Move the time."""
        self.now = instant_of(MONDAY + week * WEEK + weekday * DAY, time(hour), BERLIN)

    def deed(self, before: Progress) -> Deed:
        """What a member does next."""
        self.deeds += 1
        return Deed(self.store, before, self.deeds)

    async def add(self, number: int, roadmap: Roadmap) -> None:
        """The server gets a roadmap."""
        first = first_edition(roadmap, MONDAY)
        assert await self.store.roadmaps.confirm(Edition(roadmap, first.versions, GUILD, number), self.now)

    async def edit(self, week: int) -> None:
        """The list of this week is imported onto the one before; nothing about a member is written."""
        known = await self.store.progress.edition(GUILD, GUITAR)
        after = read(GUITARS[week][0], "Guitar", known, self.earlier)
        self.earlier.insert(0, known.roadmap)
        change = difference(known.roadmap, after)
        assert tuple(map(len, (change.added, change.reworded, change.removed))) == GUITARS[week][1]
        assert await self.store.roadmaps.confirm(edited(known, after, MONDAY + week * WEEK), self.now)

    async def of(self, name: str) -> Progress:
        """Where a member stands now."""
        progress = await self.store.progress.of(GUILD, IDS[name], self.now)
        assert progress is not None
        return progress

    async def join(self, name: str) -> None:
        """Join the roadmap that a member begins with."""
        member = Member(GUILD, IDS[name], BERLIN, roadmap_id=BEGIN_ON[name])
        await join(self.deed(await self.store.progress.newcomer(member, self.now)))

    async def change(self, name: str) -> None:
        """Go over to the other roadmap."""
        before = await self.of(name)
        other = GUITAR + GREEK - before.member.roadmap_id
        await switch(self.deed(before), await switched(self.store, before, other))

    async def study(self, name: str) -> None:
        """Log half an hour."""
        before = await self.of(name)
        await log_session(self.deed(before), before.today, 30, None)

    async def on_monday(self, name: str, does: str) -> None:
        """What a member does when a week begins."""
        if "x" in does:
            await self.change(name)
        before = await self.of(name)
        if "t" in does or "T" in does:
            blocks = before.due_blocks if "t" in does else before.blocks
            tasks = [task for block in blocks for task in block.tasks if not before.has_done(task.id)]
            await tick(self.deed(before), tasks, before.today)
        if "b" in does:
            await bring(self.deed(before), [before.roadmap.tasks[0].id, before.roadmap.tasks[6].id])
        if "p" in does:
            await pause(self.deed(before), Pause(before.today, before.today + WEEK))


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """A new database of either kind."""
    return request.getfixturevalue("postgres_address") if request.param == "postgres" else tmp_path / "roadmate.db"


@pytest.fixture
async def hall(address: Address) -> AsyncIterator[StudyHall]:
    """The server with its two roadmaps, on the first Monday."""
    store = await Store.open(address)
    opened = StudyHall(store)
    opened.at(0, 0, 9)
    await opened.add(GUITAR, read(GUITARS[0][0], "Guitar"))
    await opened.add(GREEK, read(GREEKS, "Greek letters"))
    yield opened
    await store.close()


@ON_BOTH
async def test_everybody_stands_where_they_should_in_every_week(hall: StudyHall):
    """Six weeks of twelve members."""
    late = {name for name, weeks in CELLS.items() if "j" in weeks[0][0]}
    for name in CELLS.keys() - late:
        await hall.join(name)
    for week in range(6):
        does = {name: weeks[week][0] for name, weeks in CELLS.items()}
        studies = {name: sum(int(sign) for sign in what if sign.isdigit()) for name, what in does.items()}
        for day in range(7):
            hall.at(week, day)
            if day == 1 and 0 < week < len(GUITARS):
                await hall.edit(week)
            for name, what in does.items():
                if day == 0 and name not in late:
                    await hall.on_monday(name, what)
                if ("y" in what and day == 2) or ("z" in what and day in (1, 3)):
                    await hall.change(name)
                if "j" in what and day == 3:
                    await hall.join(name)
                    late.remove(name)
                if day in (0, 2, 5)[: studies[name]]:
                    await hall.study(name)
        hall.at(week, 6, 20)
        stands = {name: await hall.of(name) for name in CELLS}
        found = {
            name: [one.due_blocks[0].title, str(one.streak.weeks), f"{one.done}/{one.total}"]
            for name, one in stands.items()
        }
        assert found == {name: weeks[week][1:] for name, weeks in CELLS.items()}, f"week {week}"
