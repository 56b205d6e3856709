"""The bot as Discord sees it: intents, commands, presses, errors."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands
from discord.state import ConnectionState

from bot.actions.apart import Apart
from bot.actions.cohorts import seen_here
from bot.actions.deeds import Deed
from bot.actions.outcomes import Outcome
from bot.actions.setting_up import settings_of
from bot.store.errors import NotHeld, StoreError
from bot.store.holding import Mine
from bot.store.store import Store
from bot.study.achievements import untold_achievements
from bot.study.cohorts import Cohort
from bot.study.firsts import firsts
from bot.study.member import Server
from bot.study.progress import Progress
from bot.study.shelf import Shelf
from bot.ui.command_sync import tell_commands
from bot.ui.discords_clock import DiscordsClock
from bot.ui.identifying import Gate
from bot.ui.inputs.zones import zone_choices
from bot.ui.languages import speak_to
from bot.ui.lean_cache import LeanState
from bot.ui.news import Newsroom
from bot.ui.outcomes import Watcher, note_arrival, tell
from bot.ui.picture_cache import PictureCache
from bot.ui.rate_limit import RateLimit
from bot.ui.replies import Refusal, end_with, explain, note_saved
from bot.ui.responding import OPENS_A_FORM, Responder, in_time
from bot.ui.roles import RoleGiver
from bot.ui.router import Router
from bot.ui.screens.layout import Picture, Screen
from bot.ui.screens.refusals import Why, reason
from bot.ui.screens.servers import add_server, servers_screen, unnamed_server
from bot.ui.whereabouts import NAMED_SERVER, guild_of, is_private_chat, note_home
from bot.words.alt_text import Shown

_log = logging.getLogger(__name__)

_Facts = TypeVar("_Facts", bound=Shown)
_Found = TypeVar("_Found")

Clock = Callable[[], datetime]
"""The time now, aware. Handed in from the wiring, so that the sandbox and the tests can move it."""

discord.VoiceClient.warn_nacl = False  # the bot never speaks, so nobody needs to hear about voice libraries
discord.VoiceClient.warn_dave = False

NOT_JOINED = Why.NOT_JOINED


class Tree(app_commands.CommandTree["Roadmate"]):
    """The slash commands."""

    async def interaction_check(self, interaction: discord.Interaction[Roadmate], /) -> bool:
        """Every command passes here first: from now on it is answered in its member's language, and in time."""
        speak_to(interaction)
        note_arrival(interaction)
        if not await interaction.client.admits(interaction):
            interaction.client.tell_watcher(interaction)
            return False
        if interaction.type is discord.InteractionType.autocomplete:
            interaction.client.tell_watcher_of_typing(interaction)
        command = interaction.command
        opens_a_form = command is not None and command.extras == OPENS_A_FORM
        if interaction.type is discord.InteractionType.application_command and not opens_a_form:
            Responder.of(interaction).defer_in_time()
        return True

    async def on_error(
        self, interaction: discord.Interaction[Roadmate], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer a failed command with a calm sentence."""
        await explain(interaction, error)
        interaction.client.tell_watcher(interaction)


class Common:
    """What all bot objects of a process share."""

    def __init__(
        self, store: Store, clock: Clock, rate_limit: RateLimit | None = None, *, is_one: bool = False
    ) -> None:
        """`is_one`: there is one bot object, which does all there is to do."""
        self.is_one = is_one
        self.store = store
        self.clock = clock
        self.discords_clock = DiscordsClock(clock)
        self.rate_limit = rate_limit or RateLimit()
        self.picture_cache = PictureCache()
        self.apart = Apart()
        self.watcher: Watcher | None = None
        """Told how each command, press and form goes."""


async def _always() -> Mine:
    """Nobody else is there."""
    return Mine.YES


class Roadmate(commands.Bot):
    """One line to Discord with all commands: what its cogs share is the store and the clock."""

    def __init__(self, common: Common, shard: int | None = None, of: int | None = None) -> None:
        super().__init__(
            http_trace=common.discords_clock.trace,
            shard_id=shard,
            shard_count=of,
            command_prefix=commands.when_mentioned,  # never used: no message events are asked for
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        self.store = common.store
        self.clock = common.clock
        self.router = Router()
        self.rate_limit = common.rate_limit
        self.picture_cache = common.picture_cache
        self.apart = common.apart
        self.discords_clock = common.discords_clock
        self.news = Newsroom(self.store, self.picture_cache, RoleGiver(self.store, self))
        self.is_mine: Callable[[], Awaitable[Mine]] = _always
        """Whether nobody else serves this part of the servers at this moment."""
        self.gate: Gate | None = None
        """The way in, where others identify too."""
        self.under_way: set[asyncio.Task[Any]] = set()
        """What is being done for members at this moment."""
        self.common = common

    def _get_state(self, **options: Any) -> ConnectionState[Any]:
        """What discord.py knows of the servers: as little as is needed."""
        return LeanState(dispatch=self.dispatch, handlers=self._handlers, hooks=self._hooks, http=self.http, **options)

    async def take(self, cog: RoadmateCog) -> None:
        """Add a cog's commands to the tree and its presses to the router."""
        await self.add_cog(cog)
        self.router.add(cog)

    async def setup_hook(self) -> None:
        """Tell Discord the commands, where nobody else does."""
        if self.common.is_one:
            await tell_commands(self, self.store)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until it is this shard's turn."""
        if self.gate is None:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await self.gate.identify()

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Hand an event on, unless the bot is closed: the library's own tasks may outlive it by a moment."""
        if not self.is_closed():
            super().dispatch(event_name, *args, **kwargs)

    async def on_ready(self) -> None:
        """Say in the log that members can be served."""
        if (self.shard_count or 1) == 1:
            _log.info("ready as %s in %d servers", self.user, len(self.guilds))
        else:
            _log.info(
                "ready as %s in %d servers, shard %d of %d",
                *(self.user, len(self.guilds), self.shard_id, self.shard_count),
            )

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Hand presses, choices and modal answers to the router; the tree takes the commands."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            speak_to(interaction)
            note_arrival(interaction)
            if await self.admits(interaction):
                await self.router.dispatch(interaction)
            self.tell_watcher(interaction)

    async def admits(self, interaction: discord.Interaction) -> bool:
        """Whether something may be done here that was asked for; else whoever asked is told to try again.

        Where another process has taken over, that one answers.
        """
        task = asyncio.current_task()
        assert task is not None
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)
        mine = await self.is_mine()
        if mine is Mine.YES:
            return True
        _log.warning("nothing was done for an interaction, as another process may serve its shard by now")
        if mine is Mine.UNCERTAIN and interaction.type is not discord.InteractionType.autocomplete:
            await explain(interaction, NotHeld())
        return False

    async def on_app_command_completion(self, interaction: discord.Interaction, _command: object) -> None:
        """A command has come to its end."""
        self.tell_watcher(interaction)

    def tell_watcher(self, interaction: discord.Interaction) -> None:
        """An interaction has come to its end."""
        if self.common.watcher:
            tell(self.common.watcher, interaction)

    def tell_watcher_of_typing(self, interaction: discord.Interaction) -> None:
        """Somebody types an option: discord.py says nothing of the end, but its task of this interaction ends there."""
        if self.common.watcher and (task := asyncio.current_task()):
            task.add_done_callback(lambda _: self.tell_watcher(interaction))

    def server_name(self, guild_id: int) -> str:
        """A server's name, as far as the gateway told it."""
        guild = self.get_guild(guild_id)
        return guild.name if guild else unnamed_server(guild_id)

    async def is_in(self, guild_id: int) -> bool | None:
        """Whether the bot is in a server, also one that is unavailable; None while it does not know."""
        return self.get_guild(guild_id) is not None if self.is_ready() else None

    def serves(self, guild_id: int) -> bool:
        """Whether what happens in a server comes in here."""
        return self.shard_id is None or (guild_id >> 22) % (self.shard_count or 1) == self.shard_id

    async def progress_of(self, guild_id: int, user_id: int) -> Progress | None:
        """Where a member stands now, or None when they have not joined."""
        return await self.store.progress.of(guild_id, user_id, self.clock())


class RoadmateCog(commands.Cog):
    """What all cogs ask for: in which server, who is asking, where they stand, where the server posts."""

    def __init__(self, bot: Roadmate) -> None:
        self.bot = bot

    async def home(self, interaction: discord.Interaction) -> int:
        """The server an interaction is about; in direct messages the only one joined, or the one chosen last.

        Raises Refusal when the member has joined none, or several and chosen none of them.
        """
        if known := guild_of(interaction):
            return known
        return (await self._without_a_server(interaction)).member.guild_id

    async def _without_a_server(self, interaction: discord.Interaction) -> Progress:
        """Where whoever sent a direct message stands in the server that they mean. Raises Refusal, as `home`."""
        meant = await self.bot.store.progress.meant_by(interaction.user.id, self.bot.clock())
        if meant is None:
            raise Refusal(Why.JOINED_NOWHERE)
        if not meant.is_clear:
            Responder.of(interaction).defer_in_time()  # no form is opened now
            homes = await self.bot.store.homes.of(interaction.user.id)
            servers = [(home.guild_id, self.bot.server_name(home.guild_id)) for home in homes]
            raise Refusal(Why.SEVERAL_SERVERS, servers_screen(servers, reason(Why.SEVERAL_SERVERS)))
        note_home(interaction, meant.progress.member.guild_id)
        return meant.progress

    async def _whereabouts(self, interaction: discord.Interaction) -> Progress | None:
        """Where whoever sent an interaction stands, asked of the store once; None when they have not joined.

        Raises Refusal where it is not known which server they mean.
        """
        if home := interaction.extras.get(NAMED_SERVER) or guild_of(interaction):
            return await self.bot.progress_of(home, interaction.user.id)
        return await self._without_a_server(interaction)

    async def asker(self, interaction: discord.Interaction) -> Progress:
        """The progress of whoever sent the interaction. Raises Refusal when they have not joined."""
        progress = await self._whereabouts(interaction)
        if progress is None:
            raise Refusal(NOT_JOINED)
        await self.knows(interaction, progress)
        return progress

    async def knows(self, interaction: discord.Interaction, progress: Progress) -> None:
        """Whoever sent an interaction is this member: it brings their news, and shows that they are here."""
        self.stands(interaction, progress)
        self.bot.news.expect(interaction, progress)
        if isinstance(interaction.user, discord.Member):
            try:
                await seen_here(self.bot.store, progress, interaction.user.display_name)
            except StoreError as error:
                _log.warning("that a member is here was not noted: %s", error)

    async def typist(self, interaction: discord.Interaction) -> Progress | None:
        """The progress of whoever is typing an option, or None: autocomplete has no way to explain anything."""
        return await self.known_in_time(interaction, self._whereabouts(interaction))

    async def zone_choices(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The zones to offer to whoever is typing an option."""

        async def ask() -> Server | None:
            return await settings_of(self.bot.store, await self.home(interaction))

        server = await self.known_in_time(interaction, ask())
        return await zone_choices(typed, self.bot.clock(), server.zone if server else None)

    async def typists_shelf(self, interaction: discord.Interaction) -> Shelf:
        """The roadmaps of the server for which somebody is typing an option; none when that takes too long."""

        async def ask() -> Shelf:
            return await self.bot.store.roadmaps.shelf(await self.home(interaction))

        return await self.known_in_time(interaction, ask()) or Shelf(())

    async def typists_cohorts(self, interaction: discord.Interaction) -> list[Cohort]:
        """The cohorts of the server in which somebody is typing; none when the store takes too long."""
        return await self.known_in_time(interaction, self.bot.store.cohorts.all(interaction.guild_id or 0)) or []

    async def known_in_time(self, interaction: discord.Interaction, asking: Awaitable[_Found]) -> _Found | None:
        """What somebody who types an option is to be offered; None when it takes too long, or can't be told."""
        try:
            return await in_time(interaction, asking)
        except Refusal:
            return None

    async def picture(
        self, progress: Progress, facts: Callable[[], _Facts], draw: Callable[[_Facts], bytes]
    ) -> Picture | None:
        """A picture for a reply to a member; None where the server wants none, or when it can't be drawn."""
        return await self.bot.news.picture(progress, facts, draw)

    def stands(self, interaction: discord.Interaction, progress: Progress) -> None:
        """Say where whoever sent an interaction stands: its private answer tells them what they reached."""
        self.bot.news.expect_achievements(interaction, progress, lambda: untold_achievements(progress))
        guild_id = progress.member.guild_id
        note_home(interaction, guild_id)
        if is_private_chat(interaction):
            end_with(interaction, lambda screen: self._say_server(interaction.user.id, guild_id, screen))

    async def _say_server(self, user_id: int, guild_id: int, screen: Screen) -> None:
        """Say which server a private answer is about, where its member joined others too."""
        try:
            if len(await self.bot.store.homes.of(user_id)) > 1:
                add_server(screen, self.bot.server_name(guild_id))
        except StoreError as error:
            _log.warning("an answer does not say which server it is about: %s", error)

    def deed(self, interaction: discord.Interaction, before: Progress, number: int | None = None) -> Deed:
        """What an interaction asks for, as a deed; `number`: of the preview that shows what is done."""
        return Deed(self.bot.store, before, interaction.id if number is None else number)

    def saved(self, interaction: discord.Interaction, outcome: Outcome) -> Progress:
        """Where a member stands after a change; from here on nothing that fails says that it was not saved."""
        note_saved(interaction)
        before, after = outcome.before, outcome.after
        self.bot.news.expect_achievements(
            interaction, after, lambda: outcome.reached, lambda: firsts(before, after).keys
        )
        return outcome.after

    def with_offers(
        self, interaction: discord.Interaction, progress: Progress, screen: Screen, *, tells_pause: bool = False
    ) -> Screen:
        """Add the way out of a pause, or the quiet offer to catch up if it was not seen for a while.

        `tells_pause`: the screen itself says that the plan is paused.
        """
        return self.bot.news.with_offers(interaction, progress, screen, tells_pause=tells_pause)

    async def server(self, interaction: discord.Interaction) -> Server | None:
        """The server's settings, or None while it is not set up."""
        return await self.bot.store.servers.get(await self.home(interaction))
