"""Being stuck on a task and asking the others (§6)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A member is stuck on a task; the message that asks stands in a thread or a channel."""

    user_id: int
    task_id: str
    channel_id: int
    message_id: int

    @property
    def is_certain(self) -> bool:
        """Whether its message is known; otherwise the question was about to be asked in the channel."""
        return self.message_id != 0
