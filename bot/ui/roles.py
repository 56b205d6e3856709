"""Roles at Discord: what stands in the way of one, and giving and taking them (§12).

A role is noted when Discord has taken it: after a crash between the two it is given once more, which changes nothing.
"""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.progress import Progress
from bot.study.roles import HARMFUL, RoleMove, Trouble, role_moves
from bot.ui.no_answer import NO_ANSWER
from bot.ui.screens.roles import move_failed, moved_line
from bot.ui.whole_guild import whole_guild

_log = logging.getLogger(__name__)

_PATIENCE = 5.0
"""Seconds for which an answer waits until Discord has given a role."""


async def roles_that_see(store: Store, guild_id: int) -> frozenset[int]:
    """The roles of a server that read checkpoints or see the members of a cohort."""
    server, cohorts = await store.servers.get(guild_id), await store.cohorts.all(guild_id)
    seeing = {server.readers.role_id if server else None, *(one.role_id for one in cohorts)}
    return frozenset(role_id for role_id in seeing if role_id is not None)


def trouble_with(guild: discord.Guild, role_id: int, seeing: frozenset[int]) -> Trouble | None:
    """Why a role of a server can't be given; None when it can. `seeing`: the roles that see what others did."""
    role = guild.get_role(role_id)
    if role is None:
        return Trouble.GONE
    if role.is_default():
        return Trouble.EVERYONES
    if role.managed:
        return Trouble.MANAGED
    if harm_of(role):
        return Trouble.HARMFUL
    if role_id in seeing:
        return Trouble.SEES_OTHERS
    if not guild.me.guild_permissions.manage_roles:
        return Trouble.NO_PERMISSION
    return None if role < guild.me.top_role else Trouble.ABOVE


def harm_of(role: discord.Role) -> list[str]:
    """The permissions of a role that nobody should get for studying."""
    return sorted(name for name, has in role.permissions if has and name in HARMFUL)


def role_ids(user: discord.User | discord.Member) -> frozenset[int]:
    """The roles that whoever sent an interaction brings along; in a direct message it brings none."""
    if not isinstance(user, discord.Member):
        return frozenset()
    return frozenset(user._roles)  # pyright: ignore[reportPrivateUsage]  # their ids, as roles are not kept


class RoleGiver:
    """Gives members the roles of what they have reached, and takes them back at an undo."""

    def __init__(self, store: Store, client: discord.Client) -> None:
        self._store = store
        self._client = client
        self._said: set[tuple[int, int, RoleMove]] = set()
        """What could not be done, and was said: once is enough."""

    async def settle(self, interaction: discord.Interaction, progress: Progress) -> list[str]:
        """Do what is to be done about a member's roles; returns what there is to say of it."""
        moves = role_moves(progress)
        guild = await whole_guild(self._client, progress.member.guild_id) if moves else None
        if guild is None:
            return []
        seeing = await roles_that_see(self._store, guild.id)
        return [said for move in moves if (said := await self._settle(interaction, guild, seeing, progress, move))]

    async def _settle(
        self,
        interaction: discord.Interaction,
        guild: discord.Guild,
        seeing: frozenset[int],
        progress: Progress,
        move: RoleMove,
    ) -> str:
        trouble = trouble_with(guild, move.reward.role_id, seeing)
        is_gone = trouble is Trouble.GONE and not move.is_given
        is_harmless_to_take = trouble in (Trouble.HARMFUL, Trouble.SEES_OTHERS, None) and not move.is_given
        if trouble and not is_gone and not is_harmless_to_take:
            return self._once(progress, move)
        if not is_gone and not await self._moved(interaction, guild, move):
            return self._once(progress, move)
        walk, roles = progress.member.walk, self._store.roles
        try:
            await (roles.given(walk, move.reward) if move.is_given else roles.taken(walk, move.reward))
        except StoreError as error:
            _log.warning("a role was given or taken, and that could not be saved: %s", error)
        return "" if is_gone else moved_line(move)

    async def _moved(self, interaction: discord.Interaction, guild: discord.Guild, move: RoleMove) -> bool:
        """Whether Discord gave the role, or took it."""
        role = discord.Object(move.reward.role_id)
        try:
            async with asyncio.timeout(_PATIENCE):
                user = interaction.user
                member = user if isinstance(user, discord.Member) else await guild.fetch_member(user.id)
                await (member.add_roles(role) if move.is_given else member.remove_roles(role))
        except NO_ANSWER as failed:
            _log.warning("a role could not be given or taken: %s", type(failed).__name__)
            return False
        return True

    def _once(self, progress: Progress, move: RoleMove) -> str:
        key = (progress.member.guild_id, progress.member.user_id, move)
        if key in self._said:
            return ""
        self._said.add(key)
        return move_failed(move)
