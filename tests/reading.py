"""Files are read without starting a process each time; tests/actions/test_apart.py is about that process."""

from __future__ import annotations

import asyncio

from bot.actions.apart import Apart
from bot.roadmap.files import worker
from bot.roadmap.files.jobs import LIMITS, Answer, Job, Limits


class Here(Apart):
    """The same work in this process."""

    async def do(self, job: Job, limits: Limits = LIMITS) -> Answer:
        """Do it in a thread."""
        return await asyncio.to_thread(worker.do, job)
