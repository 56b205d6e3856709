"""Roles in words: those that an admin has chosen, what stands in their way, and what a member hears (§12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.study.roles import MOST_REWARDS, RoleMove, Trouble
from bot.ui.screens.layout import CALM, Screen, lines, plain, press
from bot.ui.screens.verbs import Verb
from bot.words import listed, to_tr, tr, tr_n

_TROUBLES = {
    Trouble.GONE: to_tr("The role for **{reached}** was deleted. Choose another with /admin roles."),
    Trouble.EVERYONES: to_tr("Everyone has that role already. Choose another for **{reached}** with /admin roles."),
    Trouble.MANAGED: to_tr(
        "{role} belongs to an app or to subscribers, so I can't give it for **{reached}**. "
        "Choose another with /admin roles."
    ),
    Trouble.SEES_OTHERS: to_tr(
        "{role} sees what others do: it reads checkpoints here, or belongs to a cohort. "
        "Choose a role without that for **{reached}**."
    ),
    Trouble.NO_PERMISSION: to_tr("Give me the permission Manage Roles, so that I can give {role} for **{reached}**."),
    Trouble.ABOVE: to_tr(
        "{role} is above my own role, so I can't give it for **{reached}**. "
        "Move mine above it under Server Settings, Roles."
    ),
}


_PERMISSIONS = {
    "administrator": to_tr("Administrator"),
    "ban_members": to_tr("Ban Members"),
    "bypass_slowmode": to_tr("Bypass Slowmode"),
    "create_events": to_tr("Create Events"),
    "create_expressions": to_tr("Create Expressions"),
    "deafen_members": to_tr("Deafen Members"),
    "kick_members": to_tr("Kick Members"),
    "manage_channels": to_tr("Manage Channels"),
    "manage_events": to_tr("Manage Events"),
    "manage_expressions": to_tr("Manage Expressions"),
    "manage_guild": to_tr("Manage Server"),
    "manage_messages": to_tr("Manage Messages"),
    "manage_nicknames": to_tr("Manage Nicknames"),
    "manage_roles": to_tr("Manage Roles"),
    "manage_threads": to_tr("Manage Threads"),
    "manage_webhooks": to_tr("Manage Webhooks"),
    "mention_everyone": to_tr("Mention Everyone"),
    "moderate_members": to_tr("Timeout Members"),
    "move_members": to_tr("Move Members"),
    "mute_members": to_tr("Mute Members"),
    "pin_messages": to_tr("Pin Messages"),
    "priority_speaker": to_tr("Priority Speaker"),
    "view_audit_log": to_tr("View Audit Log"),
    "view_creator_monetization_analytics": to_tr("View Creator Monetization Analytics"),
    "view_guild_insights": to_tr("View Server Insights"),
}
"""Those that nobody should get for studying, as Discord calls them."""

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class RewardLine:
    """One role that an admin has chosen: its value in lists, what it is for, and what stands in its way."""

    value: str
    reached: str
    role_id: int
    trouble: str = ""


def trouble_line(trouble: Trouble, reached: str, role_id: int, harm: Sequence[str]) -> str:
    """Why a role can't be given, and what to do; `harm`: the permissions that nobody should get for studying."""
    role = f"<@&{role_id}>"
    if trouble is Trouble.HARMFUL:
        return tr(
            "{role} gives permissions that nobody should get for studying ({permissions}). "
            "Choose a role without them for **{reached}**.",
            role=role,
            permissions=listed(tr(_PERMISSIONS[name]) for name in harm[:_MOST_NAMED]),
            reached=plain(reached),
        )
    return tr(_TROUBLES[trouble], role=role, reached=plain(reached))


def roles_screen(chosen: Sequence[RewardLine], news: str = "") -> Screen:
    """The roles that an admin has chosen, with a way to take one out."""
    screen = Screen(tr("## Roles"), news, colour=CALM)
    if not chosen:
        screen.say(tr("No roles yet. Choose one with `/admin roles reached: role:`."))
    screen.say(
        lines(
            tr("{reached} → {role}", reached=f"**{plain(one.reached)}**", role=f"<@&{one.role_id}>") for one in chosen
        ),
        lines(f"⚠️ {one.trouble}" for one in chosen if one.trouble),
        tr(
            "-# Each member decides whether they want them: a role shows the others what they've reached. I give it "
            "when that is reached, and take it back when that is undone. What you change by hand stays as it is."
        ),
    )
    options = [(one.value, tr("No role for {reached}", reached=one.reached)) for one in chosen]
    return screen.choice(press(Verb.DROP_ROLE), tr("Take a role out…"), options)


def role_chosen(reached: str, role_id: int) -> str:
    """A role was chosen."""
    return tr(
        "Members who want it get {role} for **{reached}** from now on.", role=f"<@&{role_id}>", reached=plain(reached)
    )


def role_dropped() -> str:
    """A role was taken out."""
    return tr("Taken out. Whoever has that role keeps it.")


def no_such_achievement(typed: str) -> str:
    """Nothing that can be reached is called so."""
    return tr("“{typed}” isn't something to reach here. Start typing and pick one from the list.", typed=plain(typed))


def both_needed() -> str:
    """A role, or what it is for, is missing."""
    return tr("Choose both: `reached:` says what for, `role:` which one.")


def too_many_roles() -> str:
    """There are as many as there may be."""
    return tr_n(
        "There is {number} role already, the most there can be. Take one out first.",
        "There are {number} roles already, the most there can be. Take one out first.",
        MOST_REWARDS,
    )


def moved_line(move: RoleMove) -> str:
    """What was given to a member, or taken from them."""
    role = f"<@&{move.reward.role_id}>"
    if move.is_given:
        return tr("🎖️ You have the role {role} now.", role=role)
    return tr("The role {role} is gone with it.", role=role)


def move_failed(move: RoleMove) -> str:
    """A role could not be given, or taken."""
    role = f"<@&{move.reward.role_id}>"
    if move.is_given:
        return tr("I couldn't give you the role {role}; I'll try again with your next command.", role=role)
    return tr("I couldn't take the role {role} back; I'll try again with your next command.", role=role)
