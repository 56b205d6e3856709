"""Roles for what members reach: given at the event, taken at undo, never compared with Discord's (§12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.study.achievements import achievements
from bot.study.member import Reward
from bot.study.progress import Progress

MOST_REWARDS = 25
"""So many roles may a server have: as many as fit into one list."""

HARMFUL = frozenset(
    {
        *("administrator", "manage_guild", "manage_roles", "manage_channels", "manage_webhooks", "manage_messages"),
        *("manage_nicknames", "manage_expressions", "manage_events", "manage_threads"),
        *("kick_members", "ban_members", "moderate_members", "mute_members", "deafen_members", "move_members"),
        *("mention_everyone", "view_audit_log", "view_guild_insights", "view_creator_monetization_analytics"),
        *("create_expressions", "create_events", "priority_speaker", "bypass_slowmode", "pin_messages"),
    }
)
"""Permissions that nobody should get for studying, as discord.py calls them."""


class Trouble(Enum):
    """Why a role can't be given, or taken."""

    GONE = auto()
    EVERYONES = auto()
    MANAGED = auto()
    """An integration or a subscription gives it."""
    HARMFUL = auto()
    SEES_OTHERS = auto()
    """Whoever has it reads checkpoints here, or sees the members of a cohort: nobody gets that for studying."""
    NO_PERMISSION = auto()
    """The bot may not manage roles."""
    ABOVE = auto()
    """It is not below the bot's own highest role."""


@dataclass(frozen=True, slots=True)
class RoleMove:
    """A role that is to be given for something, or taken back."""

    reward: Reward
    is_given: bool


def role_moves(progress: Progress) -> tuple[RoleMove, ...]:
    """What is to be done about a member's roles, as far as it was not done yet.

    What an edit of the roadmap opens again stays given: only an undo marks it as lost.
    """
    record, wants = progress.record, progress.member.wants_roles
    if not record.rewards and not record.given_roles:
        return ()
    reached = {achievement.key for achievement in achievements(progress)} if wants else set[str]()
    given = {one.achievement for one in record.given_roles}
    lost = [one for one in record.given_roles if not wants or (one.is_lost and one.achievement not in reached)]
    takes = [RoleMove(one, is_given=False) for one in lost]
    gives = [
        RoleMove(one, is_given=True)
        for one in record.rewards
        if one.achievement in reached and one.achievement not in given
    ]
    return (*takes, *gives)


def lost_without(progress: Progress, task_id: str) -> tuple[str, ...]:
    """What a member no longer has reached once a tick is taken back, of that for which they were given a role."""
    given = [one.achievement for one in progress.record.given_roles]
    if not given:
        return ()
    journal = progress.journal
    less = replace(
        journal,
        ticks=tuple(tick for tick in journal.ticks if tick.task_id != task_id),
        brought=tuple(tick for tick in journal.brought if tick.task_id != task_id),
    )
    then = replace(progress, record=replace(progress.record, journal=less))
    lost = {achievement.key for achievement in achievements(progress)} - {
        achievement.key for achievement in achievements(then)
    }
    return tuple(achievement for achievement in given if achievement in lost)
