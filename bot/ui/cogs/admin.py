"""Setting a server up, and finding out what is missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.actions.setting_up import resume_posts, set_up
from bot.roadmap.versions import Edition
from bot.study.days import study_day
from bot.study.member import Server, ServerChoice
from bot.study.own_days import is_never_called
from bot.study.rhythm import own_days_of_server, server_days
from bot.study.timing import next_post_at
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.times import read_time
from bot.ui.inputs.weekdays import read_weekdays, weekday_choices
from bot.ui.inputs.zones import read_zone, taken_line
from bot.ui.replies import Refusal, note_saved, show
from bot.ui.router import Press, on_press
from bot.ui.screens.layout import until, zone_now
from bot.ui.screens.settings import day_names, doctor_screen, never_called_line, set_up_screen, tally_line

_NEEDED = {"view_channel": "View Channel", "send_messages": "Send Messages"}

_OUTCOMES = {
    "sent": "sent",
    "missed": "missed",
    "refused": "refused by Discord",
    "silent": "nobody to remind",
}

_NO_HISTORY = (
    "Posts work, but give me Read Message History in <#{channel}>: with it I can see after a crash what I have sent."
)

_NO_FILES = "Posts work, but give me Attach Files in <#{channel}>: without it the week's last post has no picture."

_LOOKED_BACK = timedelta(days=30)

_RESUMED = "Posts were paused, as Discord refused the last one. The channel is open for me now, and they go on."

_TROUBLE = (
    "Posts are paused: Discord refused the last one. Open the channel for me, and they go on by themselves; "
    "or choose another with /admin setup channel:."
)


class Admin(RoadmateCog):
    """`/admin setup` and `/admin doctor`."""

    admin = app_commands.Group(
        name="admin",
        description="Set Roadmate up for this server",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @admin.command(description="Choose where and when I post; one command, and it works")
    @app_commands.describe(
        channel="The study channel; left out, this one",
        zone="The server's time zone: type your city",
        time="When reminders come on study days, such as 18:00",
        help_channel="Where /stuck opens its threads; left out, the study channel",
        pictures="Whether my messages carry pictures; the text says the same",
        days="The days I post on, such as Tue Thu Sun; left out, the roadmap's",
    )
    @app_commands.rename(help_channel="help")
    async def setup(
        self,
        interaction: discord.Interaction[Roadmate],
        channel: discord.TextChannel | None = None,
        zone: str | None = None,
        time: str | None = None,
        help_channel: discord.TextChannel | discord.ForumChannel | None = None,
        pictures: Literal["on", "off"] | None = None,
        days: str | None = None,
    ) -> None:
        """Save the channel, zone and time; what is left out stays as it was."""
        guild_id = await self.home(interaction)
        known = await self.bot.store.servers.get(guild_id)
        now = self.bot.clock()
        chosen = channel or self._own_channel(interaction, known)
        if missing := await self._missing(interaction, chosen.id):
            raise Refusal(f"I can't post in {chosen.mention} yet. {missing} Then run /admin setup again.")
        found = await read_zone(zone, now) if zone is not None else None
        if found is None and known is None:
            raise Refusal("Which time zone is this server in? Add zone: and type a city, such as Berlin, and pick it.")
        edition = await self.bot.store.standings.edition(guild_id)
        wanted = ServerChoice(
            chosen.id if channel or known is None or known.channel_id != chosen.id else None,
            ZoneInfo(found.zone) if found else None,
            read_time(time) if time is not None else None,
            help_channel.id if help_channel else None,
            pictures == "on" if pictures else None,
            own_days_of_server(edition, read_weekdays(days, edition)) if days is not None else None,
        )
        server = (await set_up(self.bot.store, guild_id, wanted, now)).after
        note_saved(interaction)
        upcoming = await self._next_post(edition, server, now)
        never_called = await self._never_called(server, edition)
        screen = set_up_screen(server, edition, upcoming, now, never_called=never_called, is_new=known is None)
        await show(interaction, screen.say(taken_line(found, now)) if found else screen)

    @setup.autocomplete("days")
    async def _weekdays(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return weekday_choices(typed, await self.bot.store.standings.edition(interaction.guild_id or 0))

    @setup.autocomplete("zone")
    async def _zones(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self.zone_choices(interaction, typed)

    @admin.command(description="Check that everything works, and what to do if it doesn't")
    async def doctor(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Say what is missing, the last post and the next."""
        await self._doctor(interaction)

    @on_press("doctor")
    async def pressed_doctor(self, press: Press) -> None:
        """ "Check everything" and "Check again"."""
        if not press.interaction.permissions.manage_guild:
            raise Refusal("Only those who may manage this server can see its check-up.")
        await self._doctor(press.interaction)

    async def _doctor(self, interaction: discord.Interaction) -> None:
        guild_id = await self.home(interaction)
        server = await self.bot.store.servers.get(guild_id)
        members = await self.bot.store.members.count(guild_id)
        if server is None or server.channel_id is None:
            todo = "No study channel is chosen yet. Run /admin setup in it, with zone: and your city."
            await show(interaction, doctor_screen([todo], [], "none yet", None, members))
            return
        missing = await self._missing(interaction, server.channel_id)
        findings = [_TROUBLE] if server.trouble and missing else []
        resumed: list[str] = []
        if missing:
            findings.append(missing)
        else:
            if server.trouble:  # it is open: posts go on
                await resume_posts(self.bot.store, server, self.bot.clock())
                resumed = [_RESUMED]
            findings += self._advice(interaction, server)
        now = self.bot.clock()
        edition = await self.bot.store.standings.edition(guild_id)
        if never_called := await self._never_called(server, edition):
            findings.append(never_called)
        days = server_days(edition, server, study_day(now, server.zone))
        facts = [
            *resumed,
            f"**Channel:** <#{server.channel_id}>",
            f"**Time:** {day_names(days, server.at)} at {server.at:%H:%M} in {zone_now(server.zone, now)}",
            f"**Pictures:** {'on' if server.pictures else 'off'} (`/admin setup pictures:` changes it)",
        ]
        tally = await self.bot.store.tallies.since(guild_id, self.bot.clock() - _LOOKED_BACK)
        last = await self.bot.store.tallies.last_post(guild_id)
        said = f"{until(last.due_at)}, {_OUTCOMES[last.state]}" if last else "none yet"
        if tally.sent or tally.missed or tally.refused:
            facts.append(f"**Last {_LOOKED_BACK.days} days:** {tally_line(tally)}")
        upcoming = None if missing else await self._next_post(edition, server, now)
        await show(interaction, doctor_screen(findings, facts, said, upcoming, members))

    async def _next_post(self, edition: Edition, server: Server, now: datetime) -> datetime:
        """The next post that will really come: a day whose post was sent gets no second one at another time."""
        upcoming = next_post_at(edition, server, now)
        while await self.bot.store.deliveries.was_posted(server.guild_id, study_day(upcoming, server.zone)):
            upcoming = next_post_at(edition, server, upcoming)
        return upcoming

    async def _never_called(self, server: Server, edition: Edition) -> str:
        """How many of those who follow the channel have none of its days among their own; nothing when nobody."""
        now = self.bot.clock()
        posts = server_days(edition, server, study_day(now, server.zone))
        never, readers = 0, 0
        async for some in self.bot.store.standings.everybody(server.guild_id, now, in_channel=True):
            never += sum(is_never_called(reader, posts) for reader in some)
            readers += len(some)
        return never_called_line(never, readers)

    def _own_channel(self, interaction: discord.Interaction, known: Server | None) -> discord.abc.GuildChannel:
        """The channel meant when none is named: the one chosen before, else where the command was typed."""
        guild = interaction.guild
        if known and known.channel_id and guild and (before := guild.get_channel(known.channel_id)):
            return before
        if isinstance(interaction.channel, discord.TextChannel):
            return interaction.channel
        raise Refusal("Choose a text channel for the reminders: /admin setup channel:")

    def _advice(self, interaction: discord.Interaction, server: Server) -> list[str]:
        """What works without, and better with it, by what the gateway told of the channel."""
        guild = interaction.guild
        channel = guild.get_channel(server.channel_id) if guild and server.channel_id else None
        if guild is None or channel is None:
            return []
        allowed = channel.permissions_for(guild.me)
        lacking = [] if allowed.read_message_history else [_NO_HISTORY]
        if server.pictures and not allowed.attach_files:
            lacking.append(_NO_FILES)
        return [advice.format(channel=channel.id) for advice in lacking]

    async def _missing(self, interaction: discord.Interaction, channel_id: int) -> str | None:
        """What the bot may not do in a channel, as a sentence with the remedy; None when all is well."""
        guild = interaction.guild
        if guild is None:
            return None
        try:
            channel = guild.get_channel(channel_id) or await guild.fetch_channel(channel_id)
        except discord.NotFound:
            return "The study channel is gone. Choose another with /admin setup channel:."
        except discord.Forbidden:
            return f"I can't see <#{channel_id}>: give me View Channel and Send Messages there."
        allowed = channel.permissions_for(guild.me)
        lacking = [label for name, label in _NEEDED.items() if not getattr(allowed, name)]
        return f"Give me {' and '.join(lacking)} in <#{channel_id}>." if lacking else None
