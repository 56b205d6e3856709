"""The invitation over real sockets: two presses at once are one message."""

from __future__ import annotations

import asyncio
from pathlib import Path

from .fake_discord import FakeDiscord
from .process import BotProcess


async def test_pressed_twice_at_once_it_stands_once(fake: FakeDiscord, tmp_path: Path) -> None:
    """Discord knows the second one by its nonce; both presses are answered."""
    async with BotProcess(fake, tmp_path) as process:
        await process.ready()
        shown = await fake.set_up()
        invite = next(one.custom_id for one in shown.buttons if one.label == "Post an invitation")
        await asyncio.gather(*(fake.press(shown, invite, fake.admin.id) for _ in range(2)))
        (message,) = fake.channel_messages()
        assert "Study with us" in str(message["components"])
        assert "Traceback" not in process.output
