"""Being stuck: a question is remembered before it is asked, so that asking again never opens a second thread (§6)."""

from __future__ import annotations

import logging

from bot.actions.deeds import Deed
from bot.roadmap import Task
from bot.store.errors import StoreError
from bot.study.questions import Question

_log = logging.getLogger(__name__)


async def begin(deed: Deed, task: Task, channel_id: int) -> Question | None:
    """Remember a question that is about to be asked in a channel; returns the one that is open already, if any.

    Raises DoneBefore or StoreError; then nothing is remembered, and nothing may be asked.
    """
    questions = deed.store.questions
    if asked := await questions.get(deed.walk, task.id):
        return asked
    reserve = questions.reserve(deed.walk, task.id, channel_id, deed.before.now)
    (is_new,) = await deed.save(reserve)
    while not is_new:  # another press was faster
        if asked := await questions.get(deed.walk, task.id):
            return asked
        is_new = await reserve  # and that question was solved just now
    return None


async def place(deed: Deed, question: Question) -> None:
    """Remember where a question stands; if that can't be saved, it is still known that it was asked."""
    try:
        await deed.store.questions.place(deed.walk, question)
    except StoreError:
        _log.warning("a question stands, and where could not be saved")


async def withdraw(deed: Deed, task: Task) -> None:
    """Forget a question that could not be asked; if that can't be saved, its member is told to look for it."""
    try:
        await deed.store.questions.solve(deed.walk, task.id)
    except StoreError:
        _log.warning("a question was not asked, and that could not be saved")


async def solve(deed: Deed, task: Task) -> Question | None:
    """Close a question and return it; None when it was closed before. Raises StoreError."""
    (asked,) = await deed.save(deed.store.questions.solve(deed.walk, task.id))
    return asked
