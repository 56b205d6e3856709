"""The bot as Discord sees it: intents, commands, presses, errors."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.actions.celebrating import Celebrating
from bot.actions.outcomes import Outcome
from bot.pictures.drawing.achievement import draw_achievement
from bot.store.errors import StoreError
from bot.store.store import Store
from bot.study.changes import what_changed
from bot.study.feats import Reached, reached
from bot.study.member import Server, Where
from bot.study.occasions import is_to_be_asked
from bot.study.progress import Progress
from bot.study.standing import freezes_to_tell, may_offer_catchup
from bot.ui.command_sync import tell_commands
from bot.ui.gallery import Gallery
from bot.ui.inputs.zones import zone_choices
from bot.ui.replies import Notice, Refusal, add_notice, explain, finish_with, note_saved
from bot.ui.router import ADDRESS, Router
from bot.ui.screens.catchup import offer
from bot.ui.screens.celebration import celebrate
from bot.ui.screens.layout import Address, Picture, Screen, button, press
from bot.ui.screens.plan import changed_roadmap, offer_resume
from bot.ui.screens.reminder import pause_button
from bot.ui.screens.streak import freezes_spent
from bot.words.alt_text import Shown, alt_text
from bot.words.states import achievement_name

_log = logging.getLogger(__name__)

_Facts = TypeVar("_Facts", bound=Shown)

Clock = Callable[[], datetime]
"""The time now, aware. Handed in from the wiring, so that the sandbox and the tests can move it."""

discord.VoiceClient.warn_nacl = False  # the bot never speaks, so nobody needs to hear about voice libraries
discord.VoiceClient.warn_dave = False

NOT_JOINED = "You have not joined the roadmap here yet. Type /start: it takes ten seconds and changes nothing else."


DMS_REFUSED = (
    "🔕 Discord did not let me write to you: your direct messages are closed for this server, so your reminders are "
    "off. Open them in the server's privacy settings, or choose the channel, then turn them on with /reminders."
)


DM_REFUSED = (
    "🔕 Discord did not let me write to you what you had put off: your direct messages are closed for this server. "
    "Your reminders in the channel go on as before."
)

AWAY = (
    "👋 It has been two weeks, and that is fine: everything you did is still here. Take a break with a date to come "
    "back on, go lighter with /pace, or simply go on."
)

_NOTICED = "noticed"
"""In an interaction's extras: its notices are collected."""


class Tree(app_commands.CommandTree["Roadmate"]):
    """The slash commands; all of them in servers only."""

    async def on_error(
        self, interaction: discord.Interaction[Roadmate], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer a failed command with a calm sentence."""
        await explain(interaction, error)


class Roadmate(commands.Bot):
    """The client: what its cogs share is the store and the clock."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used: no message events are asked for
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self.store = store
        self.clock = clock
        self.router = Router()
        self.gallery = Gallery()
        self.celebrating = Celebrating(store)

    async def take(self, cog: RoadmateCog) -> None:
        """Add a cog's commands to the tree and its presses to the router."""
        await self.add_cog(cog)
        self.router.add(cog)

    async def setup_hook(self) -> None:
        """Tell Discord the commands, if it does not have them yet."""
        await tell_commands(self)

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Hand an event on, unless the bot is closed: the library's own tasks may outlive it by a moment."""
        if not self.is_closed():
            super().dispatch(event_name, *args, **kwargs)

    async def on_ready(self) -> None:
        """Say in the log that members can be served."""
        _log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Hand presses, choices and modal answers to the router; the tree takes the commands."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self.router.dispatch(interaction)

    def is_in(self, guild_id: int) -> bool | None:
        """Whether the bot is in a server, also one that is unavailable; None while it does not know."""
        return self.get_guild(guild_id) is not None if self.is_ready() else None

    async def progress_of(self, guild_id: int, user_id: int) -> Progress | None:
        """Where a member stands now, or None when they have not joined."""
        return await self.store.standings.of(guild_id, user_id, self.clock())


class RoadmateCog(commands.Cog):
    """What all cogs ask for: in which server, who is asking, where they stand, where the server posts."""

    def __init__(self, bot: Roadmate) -> None:
        self.bot = bot

    async def home(self, interaction: discord.Interaction) -> int:
        """The server an interaction is about: a press in a direct message means the only one joined.

        Raises Refusal when the member has joined none or several.
        """
        if interaction.guild_id is not None:
            return interaction.guild_id
        address: Address | None = interaction.extras.get(ADDRESS)
        if address and address.guild_id:
            return address.guild_id
        joined = await self.bot.store.members.guilds_of(interaction.user.id)
        if len(joined) != 1:
            raise Refusal("Please use this in your study server: your progress belongs to the server you joined in.")
        return joined[0]

    async def asker(self, interaction: discord.Interaction, guild_id: int | None = None) -> Progress:
        """The progress of whoever sent the interaction. Raises Refusal when they have not joined."""
        home = guild_id or await self.home(interaction)
        progress = await self.bot.progress_of(home, interaction.user.id)
        if progress is None:
            raise Refusal(NOT_JOINED)
        self.stands(interaction, progress)
        if not interaction.extras.setdefault(_NOTICED, False):  # a command may ask twice, before and after its deed
            interaction.extras[_NOTICED] = True
            for notice in self._notices(progress):
                add_notice(interaction, notice)
        return progress

    def _notices(self, progress: Progress) -> Iterator[Notice]:
        """What a member has to hear with their next private reply."""
        store, member, page = self.bot.store, progress.member, progress.page
        if member.dms_refused:
            said = DMS_REFUSED if member.where is Where.OFF else DM_REFUSED
            yield Notice(said, lambda: store.members.refusal_told(member.guild_id, member.user_id))
        if page.told_version < progress.edition.newest.number:
            changes, newest = what_changed(progress), progress.edition.newest.number
            more = button("Change my pace", press("plan")) if changes.ends_later else None
            said = changed_roadmap(changes, member.zone)
            yield Notice(said, lambda: store.plans.version_told(member.walk, newest), more)
        if member.where is not Where.DM and is_to_be_asked(progress):
            today = progress.today
            yield Notice(
                AWAY, lambda: store.members.note_asked(member.guild_id, [member.user_id], today), pause_button(member)
            )
        if spent := freezes_to_tell(progress):
            last = spent[-1].monday
            said = freezes_spent(progress, spent)
            yield Notice(said, lambda: store.members.freezes_told(member.guild_id, member.user_id, last))

    async def typist(self, interaction: discord.Interaction) -> Progress | None:
        """The progress of whoever is typing an option, or None: autocomplete has no way to explain anything."""
        if interaction.guild_id is None:
            return None
        return await self.bot.progress_of(interaction.guild_id, interaction.user.id)

    async def zone_choices(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The zones to offer to whoever is typing an option."""
        server = await self.bot.store.servers.get(interaction.guild_id) if interaction.guild_id else None
        return await zone_choices(typed, self.bot.clock(), server.zone if server else None)

    async def picture(self, guild_id: int, facts: _Facts, draw: Callable[[_Facts], bytes]) -> Picture | None:
        """A picture for a reply; None where the server wants none, or when it can't be drawn."""
        server = await self.bot.store.servers.get(guild_id)
        return await self.bot.gallery.picture(facts, draw, alt_text) if server is None or server.pictures else None

    def stands(self, interaction: discord.Interaction, progress: Progress) -> None:
        """Say where whoever sent an interaction stands: its private answer tells them what they reached."""
        finish_with(interaction, progress.member.walk, lambda screen: self._celebrate(progress, screen))

    def saved(self, interaction: discord.Interaction, outcome: Outcome) -> Progress:
        """Where a member stands after a change; from here on nothing that fails says that it was not saved."""
        note_saved(interaction)
        self.stands(interaction, outcome.after)
        return outcome.after

    def with_offers(
        self, interaction: discord.Interaction, progress: Progress, screen: Screen, *, tells_pause: bool = False
    ) -> Screen:
        """Add the way out of a pause, or the quiet offer to catch up if it was not seen for a while.

        `tells_pause`: the screen itself says that the plan is paused.
        """
        if pause := progress.pause:
            return offer_resume(screen, progress, None if tells_pause else pause)
        if not may_offer_catchup(progress):
            return screen
        walk, today = progress.member.walk, progress.today
        add_notice(interaction, Notice("", lambda: self.bot.store.plans.offered_catchup(walk, today)))
        return offer(screen)

    async def _celebrate(self, progress: Progress, screen: Screen) -> Notice | None:
        """Add the celebration of the greatest thing that was reached, once, whatever completed it."""
        celebrating = self.bot.celebrating
        try:
            claim = await celebrating.claim(progress)
        except StoreError as error:
            _log.warning("a celebration waits for the next reply: %s", error)
            return None
        if claim is None:
            return None
        try:
            it, *others = (reached(progress, feat) for feat in claim.feats)
            also = [other.title for other in others if other.title != achievement_name(it)]
            celebrate(screen, it, also, await self._praise(progress, screen, it))
        except BaseException:
            celebrating.lost(claim)
            raise
        return Notice("", lambda: celebrating.told(claim), lost=lambda: celebrating.lost(claim))

    async def _praise(self, progress: Progress, screen: Screen, it: Reached) -> Picture | None:
        """The picture of a celebration; none beside another one, nor when it can't be told whether they are wanted."""
        if screen.files:
            return None
        try:
            return await self.picture(progress.member.guild_id, it, draw_achievement)
        except StoreError:
            return None

    async def server(self, interaction: discord.Interaction) -> Server | None:
        """The server's settings, or None while it is not set up."""
        return await self.bot.store.servers.get(await self.home(interaction))
