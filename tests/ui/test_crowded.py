"""Cohorts, the organiser's view and the leaderboard where 2,000 members are in 40 cohorts: all of it fits (§6, §12)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.conftest import NOON
from tests.crowd import crowd, residents
from tests.study_server import MONDAY, Learner, study_server_on
from tests.ui.test_limits import Shape, refused_by_discord, roadmap_of

WEEK = timedelta(weeks=1)
NAME = "*" * 28
"""The longest names, of which every character has to be escaped; they have no word in small Latin letters."""


async def look_around(admin: Learner, ada: Learner, cohort: str) -> None:
    """Every view of cohorts and of the leaderboard, and every preview."""
    for options in ({}, {"cohort": cohort}, {"roadmap": "0"}):
        shown = await admin.slash("admin members", **options)
        for _ in range(2):
            shown = await shown.press(next(label for label in shown.labels if "▶" in label))
    await admin.slash("admin export", cohort=cohort)
    more = await (await admin.slash("admin cohort list")).press("More cohorts ▶")
    assert "16-30 of 40" in more.text
    changed = {"name": "計" * 50, "shares": "sums", "joining_ends": "in 3 weeks"}
    shown = await admin.slash("admin cohort change", cohort=cohort, **changed)
    await shown.press(shown.labels[0])
    await admin.slash("admin cohort close", cohort=cohort)
    await admin.slash("admin cohort new", name="計", start=(MONDAY + 20 * WEEK).isoformat())
    await admin.slash("admin setup", leaderboard="off")
    await ada.slash("cohort")
    late = await ada.slash("start", cohort="計" * 50)
    assert len(late.labels) == 2
    joining = await late.press(late.labels[0])
    await joining.press(joining.labels[0])
    mine = await ada.slash("cohort")
    await mine.press(mine.labels[-1])
    for action in ("join", "show", "leave"):
        await ada.slash("leaderboard", action=action)
    choices = await admin.choices("admin members", "cohort")
    assert len(choices) == 25


async def test_every_view_fits_and_is_translated(tmp_path: Path):
    """Within 40 components and 4,000 characters, in sentences 40 % longer, and all of them in the catalogue."""
    async with study_server_on(roadmap_of(Shape(3, 2, 4, 3, "学習計画")), tmp_path / "roadmate.db", NOON) as server:
        await server.set_up()
        server.clock.now += 5 * WEEK
        guild, now = server.guild.id, server.clock.now
        role = server.guild.create_role("*" * 30).id
        await crowd(server.store, guild, server.roadmap, MONDAY, now, members=residents(server), role=role, name=NAME)
        await look_around(server.admin, server.newcomer("ada"), "7")
        assert refused_by_discord(server) == []
        assert server.heard.untranslated({"ada", "study", "Study", "hall"}) == []
        assert server.heard.faults == set()
