"""Work in a process of its own: it gives its answer, or is ended, and the bot goes on."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path

import pytest

from bot.actions.apart import Apart, JobFailed, TooMuchWork
from bot.roadmap.files.jobs import Export, Import, Limits, Read, Written

HERE = Path(__file__).parents[1] / "roadmap" / "checklists"


def of(text: bytes, name: str = "plan.md") -> Import:
    """A file to import."""
    return Import(name=name, data=text)


def has_no_children() -> bool:
    """Whether every process that was started here has ended."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


async def test_a_file_comes_back_as_a_roadmap(monkeypatch: pytest.MonkeyPatch):
    """The answer of the process, and it was told no secret."""
    monkeypatch.setenv("DISCORD_TOKEN", "a.secret.token")
    read = await Apart().do(of((HERE / "deep-lists.md").read_bytes(), "deep-lists.md"))
    assert isinstance(read, Read)
    assert (read.title, read.tasks, read.phases, read.dated) == ("Music theory", 13, 3, False)
    written = await Apart().do(Export(document=read.document, kind="markdown"))
    assert isinstance(written, Written)
    assert written.text.count("- [ ] ") == 13


@pytest.mark.parametrize("limits", [Limits(seconds=1), Limits(megabytes=80), Limits(patience=0.01)], ids=str)
async def test_too_much_work_is_ended(limits: Limits):
    """It leaves no process behind, and the next job is done."""
    apart = Apart()
    with pytest.raises(TooMuchWork):
        await apart.do(of(b"- [ ] a\n" * 40_000), limits)
    assert isinstance(await apart.do(of(b"- [ ] Read on\n")), Read)
    assert has_no_children()


async def test_what_goes_wrong_is_logged_without_what_was_read(caplog: pytest.LogCaptureFixture):
    """A surprise says where it was, and nothing of a member's words."""
    with caplog.at_level(logging.ERROR), pytest.raises(JobFailed):
        await Apart().do(Export(document='{"title": "my secret plan"}', kind="yaml"))
    assert "ValidationError" in caplog.text
    assert "secret" not in caplog.text


async def test_whoever_waits_no_longer_leaves_no_process():
    """A bot that ends while a file is read ends that, too."""
    waiting = asyncio.create_task(Apart().do(of(b"- [ ] a\n" * 1000)))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert has_no_children()
