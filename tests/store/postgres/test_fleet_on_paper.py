"""What becomes of shards whatever happens to their processes, on paper: no sockets, no clock but our own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.store.postgres.sharing import SENDER
from bot.store.turns import GAP_SECONDS
from tests.store.postgres.fleet_on_paper import FleetOnPaper


def running(shards: int, processes: int, most: int | None = None, concurrency: int = 1) -> FleetOnPaper:
    """A fleet that has all its shards."""
    fleet = FleetOnPaper(shards, concurrency, most)
    for _ in range(processes):
        fleet.start()
    fleet.pass_time(15)
    assert fleet.held() == set(range(shards))
    return fleet


def test_what_a_dead_process_had_is_held_within_3_seconds() -> None:
    fleet = running(6, 3)
    dead = next(process for process in fleet.processes if SENDER in process.mine)
    fleet.kill(dead)
    fleet.pass_time(3)
    assert fleet.held() == set(range(6))
    assert sum(SENDER in process.mine for process in fleet.processes) == 1


def test_what_a_frozen_process_had_is_held_within_9_seconds_and_is_not_its_own_after() -> None:
    fleet = running(6, 3)
    frozen = fleet.processes[0]
    had = frozen.mine
    fleet.freeze(frozen)
    fleet.pass_time(9)
    assert fleet.held() == set(range(6))
    fleet.thaw(frozen)
    assert not any(frozen.acts_for(seat, fleet.now) for seat in had)
    fleet.pass_time(5)
    assert not frozen.served & had


def test_a_restart_of_the_database_moves_nothing() -> None:
    fleet = running(6, 3)
    before = [process.served for process in fleet.processes]
    identified = len(fleet.identified)
    fleet.start()  # one that knows nothing of what the others serve
    fleet.restart_database()
    fleet.pass_time(20)
    assert [process.served for process in fleet.processes] == [*before, frozenset()]
    assert len(fleet.identified) == identified


def test_who_has_the_most_it_may_have_leaves_the_rest_free() -> None:
    fleet = running(6, 3, most=2)
    fleet.kill(fleet.processes[0])
    fleet.pass_time(30)
    assert len(fleet.held()) == 4
    fleet.start()
    fleet.pass_time(10)
    assert len(fleet.held()) == 6


def test_100_000_servers_on_40_shards_in_5_processes() -> None:
    """The numbers of docs/operating.md: a start, and one of five that dies."""
    fleet = FleetOnPaper(40)
    for _ in range(5):
        fleet.start()
    fleet.pass_time(10)
    assert sorted(len(process.served - {SENDER}) for process in fleet.processes) == [8] * 5
    fleet.pass_time(200)
    assert fleet.served() == set(range(40))
    times = sorted(at for at, _ in fleet.identified)
    assert times[-1] - times[0] < 39 * GAP_SECONDS + 0.1 < 200
    fleet.kill(fleet.processes[0])
    died_at = fleet.now
    fleet.pass_time(3)
    assert fleet.held() == set(range(40))
    fleet.pass_time(39 - 3)
    assert fleet.served() == set(range(40))
    assert max(len(process.served - {SENDER}) for process in fleet.processes) == 10
    assert max(at for at, _ in fleet.identified) < died_at + 39


HAPPENINGS = ("kill", "start", "freeze", "thaw", "cut", "restart")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["kill", "start", "freeze", "thaw", "cut", "restart"]), st.integers(0, 4), st.floats(0.1, 9)
    ),
    max_size=10,
)


@settings(max_examples=25, deadline=None)
@given(EVENTS, st.integers(1, 7))
def test_whatever_happens_nobody_acts_twice_and_all_is_held_again(
    events: list[tuple[str, int, float]], shards: int
) -> None:
    """`check` looks after each step that no two act for one shard."""
    fleet = running(shards, 3)
    for event, which, seconds in events:
        process = fleet.processes[which % len(fleet.processes)]
        match event:
            case "kill" if len(fleet.processes) > 1:
                fleet.kill(process)
            case "start" if len(fleet.processes) < 5:
                fleet.start()
            case "freeze":
                fleet.freeze(process)
            case "thaw":
                fleet.thaw(process)
            case "cut" if process.frozen_at is None:
                fleet.cut(process)
            case "restart":
                fleet.restart_database()
            case _:
                pass
        fleet.pass_time(seconds)
    for process in fleet.processes:
        fleet.thaw(process)
    fleet.pass_time(20)
    assert fleet.held() == set(range(shards))
    assert sum(SENDER in process.mine for process in fleet.processes) == 1
    served = [seat for process in fleet.processes for seat in process.served]
    assert len(served) == len(set(served)), "a shard is served by one process"
