"""What `/admin doctor` looks at, and what it can mend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.actions.setting_up import resume_posts
from bot.roadmap.versions import Edition
from bot.store.errors import UnknownZone
from bot.study.cohorts import Cohort
from bot.study.days import ROLLOVER, instant_of, study_day, week_of
from bot.study.member import NO_CHANNEL, Server, ServerChoice
from bot.study.own_days import Calls, is_never_called
from bot.study.review import Policy
from bot.study.rhythm import days_as_written, days_of_several, server_days
from bot.ui.channels import Look, look_at_help_channel, look_at_review_channel, look_at_study_channel
from bot.ui.client import Roadmate
from bot.ui.replies import Refusal
from bot.ui.reward_check import reward_lines
from bot.ui.role_counts import nobody_has
from bot.ui.screens.channels import not_told
from bot.ui.screens.doctor import CheckUp, clock_line, doctor_screen, posts_paused, posts_resumed
from bot.ui.screens.doctor_groups import cohort_status, mentors_gone, on_archived, review_status
from bot.ui.screens.layout import Screen
from bot.ui.screens.refusals import Why, servers_zone_unknown_here
from bot.ui.screens.settings import never_called_line, unknown_zones
from bot.ui.screens.setup import everyone_reads, no_reviewers, reviewers_gone, which_reviewers
from bot.ui.upcoming import next_real_post
from bot.ui.who_is_here import who_has_left
from bot.ui.whole_guild import guild_here

_LOOKED_BACK = timedelta(days=30)
_MOST_ASKED = 500
"""Of so many members Discord is asked whether they are here still: five questions."""
_PATIENCE = 1.0
"""Seconds for its answer."""


async def check_up(bot: Roadmate, guild_id: int, interaction: discord.Interaction) -> Screen:
    """What is missing, the last post and the next; posts that were paused go on if the channel is open."""
    store, now = bot.store, bot.clock()
    try:
        server = await store.servers.get(guild_id)
    except UnknownZone as unknown:
        raise Refusal(servers_zone_unknown_here(unknown.name)) from unknown
    if server is None or server.channel_id is None:
        raise Refusal(Why.NOT_SET_UP)
    guild = await guild_here(interaction)
    study, asks = look_at(guild, server)
    resumed = bool(server.trouble) and guild is not None and not study.closed
    if resumed:
        await resume_posts(store, server, now)
    await _notice_leavers(interaction, bot)
    editions = await store.progress.walked(guild_id)
    cohorts, waiting = await store.cohorts.all(guild_id), await store.review_queue.count_free(guild_id, now)
    today, shelf = study_day(now, server.zone), await store.roadmaps.shelf(guild_id)
    archived = {one.roadmap_id for one in shelf.all if one.archived}
    calls = await calls_of(bot, server, editions)
    findings = (
        not_told() if guild is None else "",
        posts_paused() if server.trouble and not resumed else "",
        study.closed,
        *study.advice,
        asks.closed if _has_help_channel(server) or not study.closed else "",
        *asks.advice,
        *look_at_review(guild, server),
        await nobody_reads_yet(guild, server),
        *look_at_cohorts(guild, cohorts),
        on_archived([one for one in cohorts if one.roadmap_id in archived and one.is_to_begin(today)]),
        *(one.trouble for one in await reward_lines(bot, guild_id, guild)),
        never_called_line(calls),
        clock_line(bot.discords_clock.ahead),
        *unknown_zones(await store.following.zones(guild_id)),
    )
    monday = instant_of(week_of(today), ROLLOVER, server.zone)
    found = CheckUp(
        server,
        days_of_several(editions, server, today),
        now,
        [finding for finding in findings if finding],
        posts_resumed() if resumed else "",
        this_week=await store.stats.since(guild_id, monday),
        lately=await store.stats.since(guild_id, now - _LOOKED_BACK),
        last=await store.stats.last_post(guild_id),
        upcoming=None if study.closed else await next_real_post(store, server, now),
        members=await store.members.count(guild_id),
        calls=calls,
        groups=[*review_status(server, *waiting), *cohort_status(cohorts)],
    )
    here = guild and guild.get_channel(interaction.channel_id or 0)
    return doctor_screen(found, _mends(server, study, asks, here, some_wait=bool(waiting[0])))


async def _notice_leavers(interaction: discord.Interaction, bot: Roadmate) -> None:
    """Ask Discord who of the members is in the server still, so that nobody else is counted."""
    guild_id = interaction.guild_id or 0
    asked = await bot.store.members.ids(guild_id, _MOST_ASKED)
    if gone := await who_has_left(interaction, asked, _PATIENCE):
        await bot.store.leavers.left(guild_id, gone)


def look_at(guild: discord.Guild | None, server: Server) -> tuple[Look, Look]:
    """A look at a server's study channel and at its help channel; while Discord tells nothing, nothing is found."""
    if guild is None:
        return Look(), Look()
    study = guild.get_channel(server.channel_id) if server.channel_id else None
    asks = guild.get_channel(server.asks_in) if server.asks_in else None
    return look_at_study_channel(study, pictures=server.pictures), look_at_help_channel(asks)


def look_at_review(guild: discord.Guild | None, server: Server) -> list[str]:
    """What is in the way of checkpoints being read, a sentence each; while Discord has told nothing, nothing."""
    if guild is None or server.readers.policy is Policy.SELF:
        return []
    role = guild.get_role(server.readers.role_id) if server.readers.role_id else None
    found = [look_at_role(server, role, guild)] if server.readers.policy is Policy.MENTOR else []
    if server.review_channel_id:
        found.append(look_at_review_channel(guild.get_channel(server.review_channel_id)).closed)
    return [finding for finding in found if finding]


async def nobody_reads_yet(guild: discord.Guild | None, server: Server) -> str:
    """That nobody has the role whose members read; nothing where somebody has, or Discord doesn't say."""
    role_id = server.readers.role_id
    if guild is None or server.readers.policy is not Policy.MENTOR or role_id in (None, guild.id):
        return ""
    there = guild.get_role(role_id)
    return no_reviewers(role_id) if there and await nobody_has(guild, role_id) else ""


def look_at_cohorts(guild: discord.Guild | None, cohorts: Sequence[Cohort]) -> list[str]:
    """The cohorts whose mentors' role is gone, a sentence each; while Discord has told nothing, none."""
    if guild is None:
        return []
    return [mentors_gone(one) for one in cohorts if one.role_id and guild.get_role(one.role_id) is None]


def look_at_role(server: Server, role: discord.Role | None, guild: discord.Guild) -> str:
    """What is wrong with the role whose members read; nothing when all is well."""
    if server.readers.role_id is None:
        return which_reviewers()
    if role is None:
        return reviewers_gone()
    return everyone_reads() if role.id == guild.id else ""


async def calls_of(bot: Roadmate, server: Server, editions: Sequence[Edition]) -> Calls:
    """How many of those who follow the channel have none of its days among their own; `editions` are walked here."""
    now = bot.clock()
    today = study_day(now, server.zone)
    missed, followers = 0, 0
    async for some in bot.store.progress.everybody(server.guild_id, now, in_channel=True):
        missed += sum(is_never_called(reader, server_days(reader.edition, server, today)) for reader in some)
        followers += len(some)
    return Calls(followers, missed, days_as_written(editions), days_of_several(editions, server, today))


def _mends(server: Server, study: Look, asks: Look, here: object, *, some_wait: bool) -> Sequence[str]:
    """What can be mended with a press, of what was found: words that `mended` knows.

    `some_wait`: there are checkpoints to be read, also where by now shown is done.
    """
    mends: list[str] = []
    if study.closed and isinstance(here, discord.TextChannel) and not look_at_study_channel(here).closed:
        mends.append("here")
    if asks.closed and _has_help_channel(server) and not study.closed:
        mends.append("help")
    if study.lacks_files:
        mends.append("pictures")
    if server.review_channel_id and (some_wait or server.readers.policy is not Policy.SELF):
        mends.append("readers")
    return mends


def mended(word: str, server: Server | None, here: int | None) -> ServerChoice | None:
    """The settings that mend something, pressed in a channel; None for a word that nothing is known of."""
    return {
        "here": ServerChoice(channel_id=here),
        "help": ServerChoice(help_channel_id=server.channel_id if server else None),
        "pictures": ServerChoice(pictures=False),
        "readers": ServerChoice(review_channel_id=NO_CHANNEL),
    }.get(word)


def _has_help_channel(server: Server) -> bool:
    return server.asks_in != server.channel_id
