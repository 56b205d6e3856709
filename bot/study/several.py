"""Going over to another roadmap, or back to one that is parked: where the member would stand (§9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.roadmap.versions import Edition
from bot.study.choices import Choice
from bot.study.cohorts import late_on
from bot.study.days import week_of
from bot.study.member import MemberRecord
from bot.study.progress import Progress
from bot.study.switching import Switch, after_switch, holds_from


def as_switched(before: Progress, edition: Edition, begins: date | None = None) -> Progress:
    """Where a member would stand who went over now: as written where they never walked it, else as they had left it.

    `begins` is the Monday of a cohort with which they begin it, past or to come.
    """
    member = replace(before.member, roadmap_id=edition.roadmap_id)
    owner = before.walking_in(week_of(before.today))
    mine_before = any(other.member.roadmap_id == edition.roadmap_id for other in before.record.others)
    begins = None if mine_before else begins
    monday = max(holds_from(before.today, owner.plan.starts_on), begins or date.min)
    left = Switch(before.record.choices[0].monday, before.member.roadmap_id)
    switches = after_switch(before.record.switches, left, Switch(monday, edition.roadmap_id))
    parked = [
        (replace(before.record, others=()), before.edition),
        *zip(before.record.others, before.other_editions, strict=True),
    ]
    mine = next((record for record, _ in parked if record.member.roadmap_id == edition.roadmap_id), None)
    newest = edition.newest.number
    begun = Choice(begins or monday, version=newest, scoped_in=newest)
    late = late_on(begun.monday, before.today)
    record = mine or MemberRecord(
        member, (begun,), own_days=before.record.own_days, told_version=newest, joined_late_on=late
    )
    others = [(replace(other, switches=switches), known) for other, known in parked if other is not mine]
    return Progress(
        edition,
        replace(
            record,
            member=member,
            newest_version=newest,
            switches=switches,
            others=tuple(other for other, _ in others),
        ),
        before.now,
        before.outages,
        tuple(known for _, known in others),
    )
