"""How a member is reminded: where, when, in which zone, with or without a ping."""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.actions.settings import closed_dms, set_reminders
from bot.study.choices import OwnDays
from bot.study.member import ReminderChoice, Where
from bot.study.nudges import PersonalNote, own_session
from bot.study.own_days import is_within_breaks, own_days_from
from bot.study.progress import Progress
from bot.study.rhythm import days_as_written
from bot.ui.askers import for_member
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.zones import asking_which_zone, zone_picked
from bot.ui.inputs.times import read_time
from bot.ui.inputs.weekdays import read_weekdays, weekday_choices
from bot.ui.inputs.zones import read_zone
from bot.ui.receipts import DMS_CLOSED
from bot.ui.replies import Refusal, show, tell
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.clocks import taken_line
from bot.ui.screens.layout import Screen
from bot.ui.screens.reminder import note_screen
from bot.ui.screens.settings import (
    break_too_long,
    reminders_off,
    reminders_screen,
    sample_refused,
    sample_sent,
    sample_waits,
)
from bot.ui.screens.verbs import Verb


class Settings(RoadmateCog):
    """`/reminders` and its buttons."""

    @app_commands.command(description="Where, when and whether I remind you")
    @app_commands.describe(
        where="In the channel with the others, as a direct message, or not at all",
        time="For direct messages: your time of day, such as 18:00",
        zone="Your time zone: type your city",
        ping="Mention you in the channel; others can then see that the reminder is for you",
        days="Your study days, such as Tue Thu Sun; any 1 to 7 of them",
    )
    @for_member
    async def reminders(
        self,
        interaction: discord.Interaction[Roadmate],
        progress: Progress,
        where: Literal["channel", "dm", "off"] | None = None,
        time: str | None = None,
        zone: str | None = None,
        ping: bool | None = None,
        days: str | None = None,
    ) -> None:
        """Show the settings, changed by whatever was given."""
        await self._change(interaction, progress, where, time, zone, ping, days)

    @on_press(Verb.REMIND_ZONE)
    @for_member
    async def picked_zone(self, press: Press, progress: Progress) -> None:
        """The place that was meant, of several."""
        zone, options = await zone_picked(self, press)
        where, time, ping, days = options.values()
        await self._change(press.interaction, progress, where, time, zone, ping, days)

    async def _change(
        self,
        interaction: discord.Interaction,
        progress: Progress,
        where: str | None,
        time: str | None,
        zone: str | None,
        ping: bool | None,
        days: str | None,
    ) -> None:
        now = self.bot.clock()
        options = {"where": where, "time": time, "ping": ping, "days": days}
        async with asking_which_zone(self, interaction, Verb.REMIND_ZONE, options):
            found = await read_zone(zone, now) if zone is not None else None
        own = (
            own_days_from(progress, read_weekdays(days, days_as_written([progress.edition])))
            if days is not None
            else None
        )
        chosen = ReminderChoice(
            Where(where) if where else None,
            read_time(time) if time is not None else None,
            ZoneInfo(found.zone) if found else None,
            ping,
        )
        if own is not None and not is_within_breaks(progress, own):
            raise Refusal(break_too_long())
        await self._save_and_show(interaction, progress, chosen, own, taken_line(found, now) if found else "")

    @reminders.autocomplete("days")
    async def _weekdays(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        progress = await self.typist(interaction)
        return weekday_choices(typed, days_as_written([progress.edition])) if progress else []

    @reminders.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self.zone_choices(interaction, typed)

    @on_press(Verb.REMINDERS)
    @for_member
    async def pressed(self, press: Press, progress: Progress) -> None:
        """ "Reminders…"."""
        await show(press.interaction, await self._screen(press.interaction, progress))

    @on_press(Verb.REMIND)
    @for_member
    async def pressed_where(self, press: Press, progress: Progress) -> None:
        """ "In the channel", "As a DM" and "Off"."""
        if press.word(0) not in list(Where):
            raise Refusal(STALE)
        await self._save_and_show(press.interaction, progress, ReminderChoice(where=Where(press.word(0))))

    @on_press(Verb.REMIND_OFF, names_server=True)
    @for_member
    async def pressed_off(self, press: Press, progress: Progress) -> None:
        """ "No more reminders", on a direct message."""
        off = await set_reminders(self.deed(press.interaction, progress), ReminderChoice(Where.OFF))
        self.saved(press.interaction, off)
        await tell(press.interaction, reminders_off())

    @on_press(Verb.PING)
    @for_member
    async def pressed_ping(self, press: Press, progress: Progress) -> None:
        """ "Mention me" and "Don't mention me"."""
        await self._save_and_show(press.interaction, progress, ReminderChoice(ping=bool(press.number(0))))

    @on_press(Verb.REMIND_NOW)
    @for_member
    async def send_one_now(self, press: Press, progress: Progress) -> None:
        """ "Send me one now": a reminder as it would come, so that closed messages are noticed at once."""
        note = PersonalNote(progress, own_session(progress, progress.today), is_warning=False)
        try:
            await press.interaction.user.send(view=note_screen(note, sample=True))
        except discord.HTTPException as refused:
            if refused.code not in DMS_CLOSED:
                raise Refusal(sample_waits()) from None
            await closed_dms(self.deed(press.interaction, progress))
            raise Refusal(sample_refused()) from None
        await tell(press.interaction, sample_sent())

    async def _save_and_show(
        self,
        interaction: discord.Interaction,
        progress: Progress,
        chosen: ReminderChoice,
        own: OwnDays | None = None,
        news: str = "",
    ) -> None:
        if not chosen.is_empty or own is not None:
            changed = await set_reminders(self.deed(interaction, progress), chosen, own)
            progress = self.saved(interaction, changed)
        await show(interaction, await self._screen(interaction, progress, news))

    async def _screen(self, interaction: discord.Interaction, progress: Progress, news: str = "") -> Screen:
        in_channel = await self.bot.store.members.count_in_channel(progress.member.guild_id)
        return reminders_screen(progress, await self.server(interaction), in_channel, news=news)
