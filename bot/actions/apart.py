"""Busy work in a process of its own: it is given 10 seconds and 200 MB, and nobody's commands wait for it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path

import bot
from bot.roadmap.files.jobs import ANSWER, LIMITS, TOO_MUCH, Answer, Job, Limits

_log = logging.getLogger(__name__)

_FOLDER = Path(bot.__file__).parents[1]
_NEEDED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG")
"""What of the environment a process needs to start; the token is not handed on."""


_WITHOUT_MEMORY = b"MemoryError"
"""Where memory is at its end, even ending with the right code may fail: then these are Python's own last words."""


class TooMuchWork(Exception):
    """A job was ended, as it needed more time or memory than it may have."""


class JobFailed(Exception):
    """A job went wrong; where is in the log."""


class Apart:
    """Does jobs one after the other, so that several at once take no more memory than one."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def do(self, job: Job, limits: Limits = LIMITS) -> Answer:
        """The answer to a job. Raises TooMuchWork, or JobFailed."""
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.roadmap.files.worker", str(limits.seconds), str(limits.megabytes)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                cwd=_FOLDER,
                env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            )
            try:
                async with asyncio.timeout(limits.patience):
                    said, wrong = await process.communicate(job.model_dump_json().encode())
            except TimeoutError:
                raise TooMuchWork from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        code = process.returncode or 0
        if code == TOO_MUCH or code < 0 or _WITHOUT_MEMORY in wrong:
            _log.warning("a job was ended with code %d", code)
            raise TooMuchWork
        if code:
            _log.error("a job went wrong: %s", wrong.decode(errors="replace"))
            raise JobFailed
        return ANSWER.validate_json(said)
