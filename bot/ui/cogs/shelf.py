"""`/admin roadmap list`, `export`, `default`, `archive` and `restore`: what a server has, and makes of it."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from datetime import date
from typing import Literal, TypeVar

import discord
from discord import app_commands

from bot.actions import shelving
from bot.actions.importing import Asked
from bot.actions.shelving import CannotShelve
from bot.roadmap.files.jobs import Export, Written
from bot.study.days import study_day
from bot.study.shelf import ServerRoadmap, Shelf
from bot.ui.client import Roadmate
from bot.ui.cogs.admin_group import ROADMAP
from bot.ui.cogs.importing import Importing
from bot.ui.inputs.roadmaps import read_roadmap_name, roadmap_choices
from bot.ui.replies import Refusal, note_saved, show
from bot.ui.responding import Responder
from bot.ui.router import STALE, Press, on_press, refuse_others
from bot.ui.screens.importing import attached
from bot.ui.screens.roadmap_refusals import not_shelved
from bot.ui.screens.shelf import (
    archive_screen,
    exported_screen,
    is_archived,
    is_back,
    is_default,
    roadmap_screen,
    shelf_screen,
    version_name,
)
from bot.ui.screens.verbs import Verb

_Done = TypeVar("_Done")


class ServerRoadmaps(Importing):
    """What a server has, and makes of it."""

    @ROADMAP.command(name="list", description="Show this server's roadmaps")
    async def list_roadmaps(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Show them all."""
        await self._list(interaction)

    @on_press(Verb.ROADMAPS)
    async def pressed_list(self, press: Press) -> None:
        """ "All roadmaps"."""
        refuse_others(press.interaction)
        await self._list(press.interaction)

    async def _list(self, interaction: discord.Interaction) -> None:
        await show(interaction, shelf_screen(await self._shelf(interaction)))

    @ROADMAP.command(description="Get a roadmap as a file that you can edit and import again")
    @app_commands.describe(
        roadmap="Which one (default: the server's default)",
        kind="A Markdown checklist with ids, or YAML with everything",
    )
    @app_commands.rename(kind="format")
    async def export(
        self,
        interaction: discord.Interaction[Roadmate],
        roadmap: str | None = None,
        kind: Literal["markdown", "yaml"] = "markdown",
    ) -> None:
        """Hand the file out."""
        await self._export(interaction, await self._named(interaction, roadmap), kind)

    @on_press(Verb.ROADMAP_FILE)
    async def pressed_file(self, press: Press) -> None:
        """ "Get the file"."""
        refuse_others(press.interaction)
        await self._export(press.interaction, _one(await self._shelf(press.interaction), press.number(0)), "markdown")

    async def _export(
        self, interaction: discord.Interaction, one: ServerRoadmap, kind: Literal["markdown", "yaml"]
    ) -> None:
        await Responder.of(interaction).defer_now()
        home = interaction.guild_id if one.is_own else 0
        newest, *_ = await self.bot.store.roadmaps.former(home or 0, one.roadmap_id)
        written = await self.bot.apart.do(Export(document=newest.document, kind=kind))
        assert isinstance(written, Written), "a roadmap is written"
        name = f"{_file_name(one.title)}.{'md' if kind == 'markdown' else 'yaml'}"
        await show(interaction, attached(exported_screen(one.title), [(name, written.text)]))

    @ROADMAP.command(description="Set the roadmap that /start offers first, and that new invitations are for")
    @app_commands.describe(roadmap="Which one")
    async def default(self, interaction: discord.Interaction[Roadmate], roadmap: str) -> None:
        """Choose it."""
        one = await self._named(interaction, roadmap)
        await self._make_default(interaction, one.roadmap_id)

    @on_press(Verb.ROADMAP_DEFAULT)
    async def pressed_default(self, press: Press) -> None:
        """ "Make it the default"."""
        refuse_others(press.interaction)
        await self._make_default(press.interaction, press.number(0))

    async def _make_default(self, interaction: discord.Interaction, roadmap_id: int) -> None:
        one = await _shelved(shelving.make_default(self.bot.store, await self.home(interaction), roadmap_id))
        note_saved(interaction)
        await self._say(interaction, is_default(one.title))

    @ROADMAP.command(description="Take a roadmap out of use: nobody can start it on their own, members on it carry on")
    @app_commands.describe(roadmap="Which one; the operator's can be hidden here too")
    async def archive(self, interaction: discord.Interaction[Roadmate], roadmap: str) -> None:
        """Ask once more."""
        one = await self._named(interaction, roadmap)
        await self._ask_to_archive(interaction, one.roadmap_id)

    @on_press(Verb.ROADMAP_OUT)
    async def pressed_out(self, press: Press) -> None:
        """ "Archive…"."""
        refuse_others(press.interaction)
        await self._ask_to_archive(press.interaction, press.number(0))

    async def _ask_to_archive(self, interaction: discord.Interaction, roadmap_id: int) -> None:
        guild_id, today = await self.home(interaction), await self._today(interaction)
        meant = await _shelved(shelving.archiving(self.bot.store, guild_id, roadmap_id, today))
        await show(interaction, archive_screen(meant, today))

    @on_press(Verb.ROADMAP_ARCHIVE)
    async def pressed_archive(self, press: Press) -> None:
        """ "Archive it" and "Only ours"."""
        interaction = press.interaction
        refuse_others(interaction)
        guild_id, today = await self.home(interaction), await self._today(interaction)
        number, now = press.number(0), self.bot.clock()
        meant = await _shelved(shelving.archive(self.bot.store, guild_id, number, today, now))
        note_saved(interaction)
        await self._say(interaction, is_archived(meant, today))

    async def _today(self, interaction: discord.Interaction) -> date:
        """The server's day; UTC's where it was never set up."""
        server, now = await self.server(interaction), self.bot.clock()
        return study_day(now, server.zone) if server else now.date()

    @ROADMAP.command(description="Bring back an earlier version or an archived roadmap")
    @app_commands.describe(roadmap="Which roadmap")
    async def restore(self, interaction: discord.Interaction[Roadmate], roadmap: str) -> None:
        """Show what can be had back."""
        shelf = await self._shelf(interaction)
        await self._show_one(interaction, shelf, read_roadmap_name(roadmap, shelf.all))

    @on_press(Verb.ROADMAP_ONE)
    async def picked(self, press: Press) -> None:
        """A roadmap chosen from all: what can be done with it."""
        refuse_others(press.interaction)
        chosen = next(iter(press.values), "")
        if not (chosen.isascii() and chosen.isdecimal()):
            raise Refusal(STALE)
        shelf = await self._shelf(press.interaction)
        await self._show_one(press.interaction, shelf, _one(shelf, int(chosen)))

    async def _show_one(self, interaction: discord.Interaction, shelf: Shelf, one: ServerRoadmap) -> None:
        server = await self.server(interaction)
        former: list[tuple[int, str]] = []
        if one.is_own:
            _, *older = await self.bot.store.roadmaps.former(interaction.guild_id or 0, one.roadmap_id)
            zone = server.zone if server else None
            for version in older:
                day, today = (
                    study_day(at, zone) if zone else at.date() for at in (version.confirmed_at, self.bot.clock())
                )
                former.append((version.number, version_name(version.number, day, today, version.title)))
        await show(interaction, roadmap_screen(one, former, is_default=one == shelf.default))

    @on_press(Verb.ROADMAP_VERSION)
    async def former_version(self, press: Press) -> None:
        """A former version was chosen: what would change."""
        refuse_others(press.interaction)
        if len(press.values) != 1 or not press.values[0].isdecimal():
            raise Refusal(STALE)
        number, version = press.number(0), int(press.values[0])
        await Responder.of(press.interaction).defer_now()
        asked = Asked(name="", onto=number, restores=version)
        await self.draft(press.interaction, asked)

    @on_press(Verb.ROADMAP_BACK)
    async def bring_back(self, press: Press) -> None:
        """ "Use it again"."""
        refuse_others(press.interaction)
        guild_id = await self.home(press.interaction)
        one = await _shelved(shelving.bring_back(self.bot.store, guild_id, press.number(0)))
        note_saved(press.interaction)
        await self._say(press.interaction, is_back(one.title))

    @export.autocomplete("roadmap")
    @default.autocomplete("roadmap")
    @archive.autocomplete("roadmap")
    @restore.autocomplete("roadmap")
    async def _roadmaps(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return roadmap_choices((await self.typists_shelf(interaction)).all, typed)

    async def _named(self, interaction: discord.Interaction, typed: str | None) -> ServerRoadmap:
        """The roadmap that is meant; the default when none is named. Raises Refusal."""
        shelf = await self._shelf(interaction)
        if typed is None and shelf.default:
            return shelf.default
        return read_roadmap_name(typed or "", shelf.all)

    async def _shelf(self, interaction: discord.Interaction) -> Shelf:
        return await self.bot.store.roadmaps.shelf(await self.home(interaction))

    async def _say(self, interaction: discord.Interaction, sentence: str) -> None:
        """What was done, above all roadmaps."""
        await show(interaction, shelf_screen(await self._shelf(interaction), sentence))


def _one(shelf: Shelf, roadmap_id: int) -> ServerRoadmap:
    """The roadmap that a press names. Raises Refusal when there is none."""
    if one := shelf.get(roadmap_id):
        return one
    raise Refusal(STALE)


async def _shelved(doing: Awaitable[_Done]) -> _Done:
    """What was done with a roadmap. Raises Refusal."""
    try:
        return await doing
    except CannotShelve as refused:
        raise Refusal(not_shelved(refused.why)) from None


def _file_name(title: str) -> str:
    """A title as the name of a file.

    >>> _file_name("Kitchen garden: 12 weeks!")
    'kitchen-garden-12-weeks'
    """
    return re.sub(r"\W+", "-", title.lower()).strip("-")[:60] or "roadmap"
