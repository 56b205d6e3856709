"""What Prometheus is told: few series, true numbers, and nothing about anybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args
from unittest.mock import create_autospec

import pytest
from discord import app_commands
from prometheus_client.parser import text_string_to_metric_families

from bot.operations.census import Census
from bot.operations.metrics import MOST_COMMANDS, Metrics
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.store.timing import TimedDatabase
from bot.study.deliveries import Outcome
from bot.ui import outcomes
from tests.study_server import MONDAY, StudyServer

ROOT = Path(__file__).parents[2]
DASHBOARD: dict[str, Any] = json.loads((ROOT / "docs" / "grafana" / "roadmate.json").read_text("utf-8"))
PARTS = {*re.findall(r'part\("(\w+)"\)', (ROOT / "bot" / "store" / "store.py").read_text("utf-8")), "other"}
CODES = ["1xx", "2xx", "3xx", "4xx", "429", "5xx", "no answer"]


def samples(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Every series by its name and the values of its labels, as Prometheus' own parser reads them."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
    }


async def ok() -> bool:
    return True


async def fails() -> bool:
    return False


async def at_its_most() -> Metrics:
    """Every label has every value that it can have."""
    metrics = Metrics()
    for tick in (ok, fails):
        await metrics.ticking(tick)()
    for outcome in (*get_args(Outcome), "no answer"):
        metrics.delivered(outcome, 5)
    for number in range(100):
        for outcome in (outcomes.DONE, outcomes.REFUSED, outcomes.FAILED):
            metrics.answered(f"command {number}", outcome, 0.2)
    for part in PARTS:
        metrics.asked_store(part, 0.01)
    for code in CODES:
        metrics.requested(code)
    metrics.stands(well=True, shards=1, held=1, servers=2, members=3, backup=datetime(2026, 3, 2, tzinfo=UTC))
    return metrics


async def test_never_more_than_200_series():
    """However many servers, members and commands there are."""
    found = samples(await at_its_most())
    assert len(found) <= 200
    assert len({labels[1] for labels in found if labels[0] == "roadmate_commands_total"}) == MOST_COMMANDS + 1
    assert found["roadmate_commands_total", "other", "failed"] == 100 - MOST_COMMANDS


async def test_numbers_are_true():
    """Ticks by outcome, deliveries and their lateness, and what stands."""
    found = samples(await at_its_most())
    assert found["roadmate_ticks_total", "done"] == found["roadmate_ticks_total", "failed"] == 1
    assert found["roadmate_tick_seconds_count",] == 2
    assert found["roadmate_delivery_lateness_seconds_count",] == 1, "of what was sent alone"
    assert found["roadmate_delivery_lateness_seconds_bucket", "10.0"] == 1
    assert found["roadmate_command_seconds_count",] == 300
    assert found["roadmate_members",] == 3
    assert found["roadmate_last_backup_timestamp_seconds",] == datetime(2026, 3, 2, tzinfo=UTC).timestamp()


async def test_members_are_counted_rarely():
    """They are read one by one; and a database that does not answer leaves the last count."""
    now, counts = [0.0], iter([5, 8])

    async def count() -> int:
        if (found := next(counts, None)) is None:
            raise StoreError("busy")
        return found

    census = Census(count, lambda: now[0])
    assert [await census.members(), await census.members()] == [5, 5]
    now[0] += 301
    assert await census.members() == 8
    now[0] += 301
    assert await census.members() == 8


# --- nothing about anybody


async def test_no_label_holds_an_id_a_name_or_a_text(study_server: StudyServer):
    """Days in a server, with everything that people write: the labels are the code's own words."""
    metrics = Metrics()
    study_server.bot.common.watcher = metrics.answered
    study_server.tick.watcher = metrics.delivered
    watched = Store(TimedDatabase(study_server.store.members._db, metrics.asked_store))  # pyright: ignore[reportPrivateUsage]  # the open one
    name, note = "Åsa 東京", "a very private note"
    asa = await study_server.member(name)
    await asa.slash("reminders", where="dm")
    await asa.offered("done", "task", "ppo")
    await asa.slash("done", task="ppo", minutes=25, note=note)
    await asa.slash("done", task=note)
    await asa.slash("week")
    await asa.forge("rm:nonsense:12345")
    await asa.forge("rm:tick:any", "backprop")
    await (await asa.slash("stuck", task="vllm")).write("Where does the minus come from?")
    await study_server.newcomer("nobody").slash("progress")
    await study_server.admin.slash("admin doctor")
    await study_server.admin.slash("admin roadmap list")
    for day in (MONDAY, MONDAY.replace(day=4)):
        await study_server.tick_at(day, "18:00:20")
    assert await watched.members.count_all() == 1
    found = samples(metrics)
    assert {key[1:] for key in found if key[0] == "roadmate_commands_total"} == {
        ("start", "done"),
        ("reminders", "done"),
        ("autocomplete", "done"),
        ("done", "done"),
        ("done", "refused"),
        ("week", "done"),
        ("stuck", "done"),
        ("press", "done"),
        ("press", "refused"),
        ("form", "done"),
        ("progress", "refused"),
        ("admin", "done"),
    }
    assert found["roadmate_deliveries_total", "sent"] == 1
    assert found["roadmate_store_part_seconds_count", "members"] == found["roadmate_store_seconds_count",] == 1
    commands = {c.qualified_name for c in study_server.bot.tree.walk_commands() if isinstance(c, app_commands.Command)}
    words = {name.split()[0] for name in commands} | {
        "press",
        "form",
        "autocomplete",
        "unknown",
        "other",
    }
    words |= PARTS
    words |= {*get_args(Outcome), "no answer", *CODES, outcomes.DONE, outcomes.REFUSED, outcomes.FAILED}
    labels = {value for key in found for value in key[1:]}
    assert {value for value in labels if not re.fullmatch(r"[\d.]+|\+Inf", value)} <= words
    text = metrics.text().decode()
    ids = (study_server.guild.id, study_server.channel.id, asa.actor.id, study_server.bot.application_id)
    for secret in (*map(str, ids), name, note, "minus", "ppo", "backprop", "Study hall", "nonsense"):
        assert secret not in text


async def test_a_list_that_never_came_counts_as_failed(study_server: StudyServer, monkeypatch: pytest.MonkeyPatch):
    """discord.py logs and swallows what goes wrong while somebody types."""
    metrics = Metrics()
    study_server.bot.common.watcher = metrics.answered
    asa = await study_server.member("Asa")
    broken = create_autospec(study_server.store.progress.of, side_effect=StoreError("busy"))
    monkeypatch.setattr(study_server.store.progress, "of", broken)
    with suppress(Exception):  # nothing is offered, whatever the fake Discord makes of that
        await asa.offered("done", "task", "ppo")
    study_server.surprises.clear()
    assert samples(metrics)["roadmate_commands_total", "autocomplete", "failed"] == 1


# --- the dashboard


def expressions() -> Iterator[str]:
    """Everything that the dashboard asks."""
    for panel in DASHBOARD["panels"]:
        for target in panel["targets"]:
            yield target["expr"]
    for variable in DASHBOARD["templating"]["list"]:
        yield str(variable["query"])


async def test_the_dashboard_asks_for_metrics_that_there_are():
    """Each name and each label of its expressions; each metric is on it."""
    metrics = await at_its_most()
    families = list(text_string_to_metric_families(metrics.text().decode()))
    there = {sample.name for family in families for sample in family.samples}
    asked = {name for expression in expressions() for name in re.findall(r"\broadmate_\w+", expression)}
    assert asked <= there
    assert {family.name for family in families} == {
        next(family.name for family in families if any(sample.name == name for sample in family.samples))
        for name in asked
    }
    labels = {label for family in families for sample in family.samples for label in sample.labels} | {"job"}
    for expression in expressions():
        by = {label.strip() for found in re.findall(r"by \(([^)]*)\)", expression) for label in found.split(",")}
        matched = set(re.findall(r"[{,]\s*(\w+)=", expression))
        assert by | matched <= labels, expression


def test_the_dashboards_panels_lie_beside_each_other():
    """No two on the same place, none beyond the edge; each has a number and a title of its own."""
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken
        assert max(x for x, _ in cells) < 24
        taken |= cells
    for key in ("id", "title"):
        values = [panel[key] for panel in DASHBOARD["panels"]]
        assert len(set(values)) == len(values)


async def test_the_guide_names_every_metric():
    """And none that there is not."""
    told = set(re.findall(r"`(roadmate_\w+)`", (ROOT / "docs" / "operating.md").read_text("utf-8")))
    families = text_string_to_metric_families((await at_its_most()).text().decode())
    assert told == {family.name + ("_total" if family.type == "counter" else "") for family in families}
