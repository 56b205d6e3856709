"""Setting a server up, and finding out what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import discord
from discord import ChannelType, app_commands

from bot.actions.setting_up import resume_posts, set_up, settings_of
from bot.study.days import study_day
from bot.study.member import Server, ServerChoice
from bot.study.previews import Preview
from bot.study.review import Policy
from bot.study.rhythm import days_as_written, days_of_several, own_days_of_server
from bot.ui.channels import is_gone
from bot.ui.check_up import calls_of, check_up, look_at, look_at_review, mended, nobody_reads_yet
from bot.ui.client import Roadmate
from bot.ui.cogs.admin_group import ADMIN
from bot.ui.cogs.cohort_settings import ServerCohorts
from bot.ui.cogs.members import Members
from bot.ui.cogs.roles import ServerRoles
from bot.ui.cogs.shelf import ServerRoadmaps
from bot.ui.cogs.zones import asking_which_zone, zone_picked
from bot.ui.inputs.channels import ChannelOption
from bot.ui.inputs.times import read_time
from bot.ui.inputs.weekdays import read_weekdays, weekday_choices
from bot.ui.inputs.zones import read_zone
from bot.ui.replies import Refusal, note_saved, show
from bot.ui.router import PREVIEW_GONE, STALE, Press, on_press, refuse_others
from bot.ui.screens.clocks import taken_line
from bot.ui.screens.layout import Screen
from bot.ui.screens.settings import never_called_line, zone_followed
from bot.ui.screens.setup import (
    SetupFacts,
    cancelled,
    cant_ask,
    cant_post,
    cant_review,
    changed_meanwhile,
    set_up_screen,
    setup_screen,
    which_channel,
    which_zone,
)
from bot.ui.screens.verbs import Verb
from bot.ui.setup_requests import from_content, shown_of, to_content
from bot.ui.upcoming import next_look_at, next_real_post
from bot.ui.whole_guild import guild_here

TextChannelId = Annotated[int, ChannelOption(ChannelType.text, ChannelType.news)]
HelpChannelId = Annotated[int, ChannelOption(ChannelType.text, ChannelType.news, ChannelType.forum)]

SETUP = "setup"
"""The kind of a preview of settings."""


class Admin(ServerRoles, ServerRoadmaps, ServerCohorts, Members):
    """`/admin setup` and `/admin doctor`, and with its bases all of `/admin`."""

    admin = ADMIN

    @admin.command(description="Choose where and when I post")
    @app_commands.describe(
        channel="The study channel (default: this one)",
        zone="The server's time zone: type your city",
        time="What time reminders come on study days, such as 18:00",
        help_channel="Where /stuck opens its threads (default: the study channel)",
        pictures="Whether my messages come with pictures; the text says the same",
        days="The days I post on, such as Tue Thu Sun (default: the roadmap's)",
        leaderboard="Whether members can join a leaderboard of study days",
        review="Who reads checkpoints",
        reviewers="The role whose members read checkpoints, for review: mentor",
        review_channel="Where readers hear, on study days, that something waits",
    )
    @app_commands.choices(
        review=[
            app_commands.Choice(name="self: no review, showing every item is enough", value="self"),
            app_commands.Choice(name="peer: members who have passed the phase", value="peer"),
            app_commands.Choice(name="mentor: a role that you choose with reviewers:", value="mentor"),
        ]
    )
    @app_commands.rename(help_channel="help")
    async def setup(
        self,
        interaction: discord.Interaction[Roadmate],
        channel: TextChannelId | None = None,
        zone: str | None = None,
        time: str | None = None,
        help_channel: HelpChannelId | None = None,
        pictures: Literal["on", "off"] | None = None,
        days: str | None = None,
        leaderboard: Literal["on", "off"] | None = None,
        review: str | None = None,
        reviewers: discord.Role | None = None,
        review_channel: TextChannelId | None = None,
    ) -> None:
        """Show what will be; what is left out stays as it was."""
        guild_id = await self.home(interaction)
        known = await settings_of(self.bot.store, guild_id)
        if zone is None and known is None:
            raise Refusal(which_zone())
        needs_channel = channel or known is None or is_gone(await guild_here(interaction), known.channel_id)
        editions = await self.bot.store.progress.walked(guild_id)
        chosen = ServerChoice(
            (channel or _text_channel(interaction).id) if needs_channel else None,
            None,
            read_time(time) if time is not None else None,
            help_channel,
            pictures == "on" if pictures else None,
            own_days_of_server(editions, read_weekdays(days, days_as_written(editions))) if days is not None else None,
            leaderboard == "on" if leaderboard else None,
            Policy(review) if review else None,
            reviewers.id if reviewers else None,
            review_channel,
        )
        await self._preview_in(interaction, known, chosen, zone)

    @on_press(Verb.SET_UP_ZONE)
    async def picked_zone(self, press: Press) -> None:
        """The place that was meant, of several."""
        refuse_others(press.interaction)
        zone, chosen = await zone_picked(self, press)
        known = await settings_of(self.bot.store, await self.home(press.interaction))
        await self._preview_in(press.interaction, known, from_content(chosen), zone)

    async def _preview_in(
        self, interaction: discord.Interaction, known: Server | None, chosen: ServerChoice, zone: str | None
    ) -> None:
        """Show what the choice comes to, in a zone that is typed."""
        now = self.bot.clock()
        async with asking_which_zone(self, interaction, Verb.SET_UP_ZONE, to_content(chosen)):
            found = await read_zone(zone, now) if zone is not None else None
        if found:
            chosen = replace(chosen, zone=ZoneInfo(found.zone))
        await self._preview(interaction, known, chosen, taken_line(found, now) if found else "")

    async def _preview(
        self, interaction: discord.Interaction, known: Server | None, chosen: ServerChoice, news: str = ""
    ) -> None:
        """Show what the choice comes to, and keep it until it is taken; what changes nothing is only shown."""
        store, guild_id, now = self.bot.store, await self.home(interaction), self.bot.clock()
        server = chosen.of(known, guild_id)
        warnings = await self._looked_over(interaction, server, chosen)
        facts = await self._facts(server, now, days_are_asked=chosen.days is not None)
        if known and shown_of(known) == shown_of(server):
            if known.trouble:
                await resume_posts(store, server, now)
            await show(interaction, set_up_screen(facts, warnings, is_saved=False, news=news))
            return
        preview = Preview(SETUP, interaction.id, {"chosen": to_content(chosen), "shown": shown_of(server)})
        await store.previews.put(guild_id, interaction.user.id, preview, now)
        before = await self._facts(known, now) if known else None
        await show(interaction, setup_screen(facts, warnings, preview.number, before=before, news=news))

    @on_press(Verb.SET_UP)
    async def pressed_set_up(self, press: Press) -> None:
        """ "Set it up": what was shown, unless the settings have changed meanwhile."""
        interaction, store = press.interaction, self.bot.store
        refuse_others(interaction)
        guild_id, now = await self.home(interaction), self.bot.clock()
        preview = await store.previews.get(guild_id, interaction.user.id, SETUP, press.number(0), now)
        known = await settings_of(store, guild_id)
        chosen = from_content(preview.content["chosen"]) if preview else None
        if preview is None or chosen is None or not (known or chosen.zone):
            raise Refusal(PREVIEW_GONE)
        server = chosen.of(known, guild_id)
        if shown_of(server) != preview.content["shown"]:
            await self._preview(interaction, known, chosen, changed_meanwhile())
            return
        warnings = await self._looked_over(interaction, server, chosen)
        done = await set_up(store, guild_id, chosen, now)
        note_saved(interaction)
        await store.previews.drop(guild_id, interaction.user.id, SETUP)
        screen = set_up_screen(await self._facts(done.after, now), warnings)
        await show(interaction, screen.say(zone_followed(done.moved)))

    @on_press(Verb.SET_UP_CANCEL)
    async def pressed_cancel(self, press: Press) -> None:
        """ "Cancel": the preview is dropped, unless it is another one by now, and the settings stay as they are."""
        interaction, store = press.interaction, self.bot.store
        refuse_others(interaction)
        guild_id, user_id, now = await self.home(interaction), interaction.user.id, self.bot.clock()
        if await store.previews.get(guild_id, user_id, SETUP, press.number(0), now):
            await store.previews.drop(guild_id, user_id, SETUP)
        await show(interaction, Screen(cancelled()))

    async def _looked_over(self, interaction: discord.Interaction, server: Server, chosen: ServerChoice) -> list[str]:
        """What would work better with more permissions. Raises Refusal where what is chosen would not work."""
        study, asks = look_at(await guild_here(interaction), server)
        if study.closed:
            raise Refusal(cant_post(server, study.closed))
        if asks.closed and chosen.help_channel_id:
            raise Refusal(cant_ask(server, asks.closed))
        reading = look_at_review(await guild_here(interaction), server)
        if chosen.changes_review and reading:
            raise Refusal(cant_review(reading[0]))
        unread = await nobody_reads_yet(await guild_here(interaction), server)
        return [*study.advice, *filter(None, [asks.closed]), *asks.advice, *reading, *filter(None, [unread])]

    async def _facts(self, server: Server, now: datetime, *, days_are_asked: bool = False) -> SetupFacts:
        """What the settings come to."""
        editions = await self.bot.store.progress.walked(server.guild_id)
        calls = await calls_of(self.bot, server, editions)
        return SetupFacts(
            server,
            days_of_several(editions, server, study_day(now, server.zone)),
            await next_real_post(self.bot.store, server, now),
            await next_look_at(self.bot.store, editions, server, now),
            now,
            never_called_line(calls, days_are_asked=days_are_asked),
        )

    @setup.autocomplete("days")
    async def _weekdays(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        walked = self.bot.store.progress.walked(interaction.guild_id or 0)
        editions = await self.known_in_time(interaction, walked)
        return weekday_choices(typed, days_as_written(editions)) if editions else []

    @setup.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self.zone_choices(interaction, typed)

    @admin.command(description="Check that everything works, and see what to do if it doesn't")
    async def doctor(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Say what is missing, the last post and the next."""
        await self._doctor(interaction)

    @on_press(Verb.DOCTOR)
    async def pressed_doctor(self, press: Press) -> None:
        """ "Check everything" and "Check again"."""
        refuse_others(press.interaction)
        await self._doctor(press.interaction)

    async def _doctor(self, interaction: discord.Interaction) -> None:
        await show(interaction, await check_up(self.bot, await self.home(interaction), interaction))

    @on_press(Verb.MEND)
    async def pressed_mend(self, press: Press) -> None:
        """What the check-up offers to mend: the settings that its button names."""
        refuse_others(press.interaction)
        guild_id = await self.home(press.interaction)
        server = await self.bot.store.servers.get(guild_id)
        chosen = mended(press.word(0), server, press.interaction.channel_id)
        if server is None or chosen is None:
            raise Refusal(STALE)
        await self._looked_over(press.interaction, chosen.of(server, guild_id), chosen)
        await set_up(self.bot.store, guild_id, chosen, self.bot.clock())
        note_saved(press.interaction)
        await self._doctor(press.interaction)


def _text_channel(interaction: discord.Interaction) -> discord.TextChannel:
    """The channel in which the command was typed. Raises Refusal when posts can't come there."""
    if isinstance(interaction.channel, discord.TextChannel):
        return interaction.channel
    raise Refusal(which_channel())
