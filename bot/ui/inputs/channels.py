"""Channels as options: by their ids, as nothing more is known of them until it is asked for."""

from __future__ import annotations

from typing import Any

from discord import AppCommandOptionType, ChannelType, app_commands
from discord.app_commands import AppCommandChannel


class ChannelOption(app_commands.Transformer):
    """Has Discord offer channels of some kinds."""

    def __init__(self, *kinds: ChannelType) -> None:
        self._kinds = kinds

    @property
    def type(self) -> AppCommandOptionType:
        """An option of Discord's own for channels."""
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        """The kinds that Discord offers."""
        return list(self._kinds)

    async def transform(self, interaction: Any, value: AppCommandChannel, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]  # a channel is what Discord sends for such an option
        """The id of the channel that was chosen."""
        return value.id
