"""How many members have each role: a question of Discord's that simcord does not answer by itself."""

from __future__ import annotations

from functools import cache

from simcord.http import RequestContext, route


@cache
def answer_role_counts() -> None:
    """Have simcord answer it, once and for all."""
    route("GET", "/guilds/{guild_id}/roles/member-counts")(_role_counts)


def _role_counts(ctx: RequestContext) -> dict[str, int]:
    """As Discord: for whoever may manage roles, without the role that everyone has."""
    guild_id = ctx.int_arg("guild_id")
    ctx.require_guild_permissions(guild_id, "manage_roles")
    guild = ctx.backend.guilds[guild_id]
    return {
        str(role_id): sum(1 for member in guild.members.values() if role_id in member.role_ids)
        for role_id in guild.roles
        if role_id != guild_id
    }
