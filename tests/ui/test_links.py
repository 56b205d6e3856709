"""A task's page is a press away wherever Discord takes links, and its text stands alone where it takes none."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.roadmap import Roadmap
from tests.conftest import NOON
from tests.study_server import MONDAY, study_server_on

LINKED = "[Chords \\[1\\] \\*all\\*](<https://example.org/a_b?x=1&y=(2)>)"
PLAIN = "Chords [1] *all*"


async def test_links_are_shown_and_never_in_the_way(tmp_path: Path):
    """/week, /done, /undo, /catchup, the post and a direct message link; lists to choose from have the text."""
    tasks = [
        {"id": "chords", "text": PLAIN, "link": "https://example.org/a_b?x=1&y=(2)"},
        *({"id": f"song-{n}", "text": f"Song {n}", "link": f"https://example.org/{n}{'x' * 480}"} for n in range(20)),
    ]
    phases = [
        {"id": "p", "title": "P", "weeks": "1-2", "blocks": [{"id": "b", "title": "B", "weeks": "1", "tasks": tasks}]}
    ]
    linked = Roadmap.model_validate({"title": "Guitar", "phases": phases})
    async with study_server_on(linked, tmp_path / "roadmate.db", NOON) as server:
        await server.set_up()
        ada = await server.member("ada")
        week = await ada.slash("week")
        assert LINKED in week.text
        assert week.options["chords"] == PLAIN
        assert all(line.endswith(">)") for line in week.text.splitlines() if line.startswith("⬜"))
        assert (await ada.choices("done", "task", "chords")).keys() == {PLAIN}
        assert f"**{LINKED}**" in (await ada.slash("done", task="chords")).text
        assert f"**{LINKED}** is open again" in (await ada.slash("undo", task="chords")).text
        await server.tick_at(MONDAY, "18:00")
        assert LINKED in server.post_texts[-1]
        await ada.slash("reminders", where="dm", time="19:00")
        await server.tick_at(MONDAY + timedelta(days=2), "19:00")
        assert LINKED in ada.dms[-1]
        ada.at(MONDAY + timedelta(weeks=1))
        assert LINKED in (await (await ada.slash("catchup")).press("Skip…")).text
