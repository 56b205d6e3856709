"""Being stuck: a question is remembered before it is asked, so that asking again never opens a second thread (§7)."""

from __future__ import annotations

import logging

from bot.roadmap import Task
from bot.store.errors import StoreError
from bot.store.questions import Question
from bot.store.store import Store
from bot.study.progress import Progress

_log = logging.getLogger(__name__)


async def begin(store: Store, before: Progress, task: Task, channel_id: int) -> Question | None:
    """Remember a question that is about to be asked in a channel; returns the one that is open already, if any.

    Raises StoreError; then nothing is remembered, and nothing may be asked.
    """
    walk = before.member.walk
    if await store.questions.reserve(walk, task.id, channel_id, before.now):
        return None
    open_one = await store.questions.get(walk, task.id)
    return open_one or await begin(store, before, task, channel_id)  # it was solved just now


async def place(store: Store, before: Progress, question: Question) -> None:
    """Remember where a question stands; if that can't be saved, it is still known that it was asked."""
    try:
        await store.questions.place(before.member.walk, question)
    except StoreError:
        _log.warning("a question stands, and where could not be saved")


async def withdraw(store: Store, before: Progress, task: Task) -> None:
    """Forget a question that could not be asked; if that can't be saved, its member is told to look for it."""
    try:
        await store.questions.solve(before.member.walk, task.id)
    except StoreError:
        _log.warning("a question was not asked, and that could not be saved")


async def solve(store: Store, before: Progress, task_id: str) -> Question | None:
    """Close a question and return it, also about a task that has left the roadmap; None when it was closed before.

    Raises StoreError.
    """
    return await store.questions.solve(before.member.walk, task_id)
