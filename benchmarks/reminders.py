"""Measure the reminders: `python -m benchmarks.reminders [kill|load|plan|crowd|large|year|tick] [--deliveries N]`."""

from __future__ import annotations

import argparse
import asyncio

from benchmarks import crowd, kill, large, load, planning, tick, year


async def main() -> None:
    """Run what is asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminders", description="Measure the reminders.")
    parser.add_argument(
        "which",
        nargs="?",
        choices=("kill", "load", "plan", "crowd", "large", "year", "tick"),
        help="one of them; left out, all",
    )
    parser.add_argument("--deliveries", type=int, help="how many messages (default 3000 for kill, 5000 for load)")
    args = parser.parse_args()
    if args.which in (None, "tick"):
        await tick.report()
    if args.which in (None, "plan"):
        await planning.report()
    if args.which in (None, "crowd"):
        await crowd.report()
    if args.which in (None, "large"):
        await large.report()
    if args.which in (None, "year"):
        await year.report()
    if args.which in (None, "load"):
        await load.report(args.deliveries or 5000)
    if args.which in (None, "kill"):
        await kill.report(args.deliveries or 3000)


if __name__ == "__main__":
    asyncio.run(main())
