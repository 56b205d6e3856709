"""`/admin roadmap import`, its report with buttons, and `restore`, which shows the same report."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.actions import importing
from bot.actions.importing import Asked, DraftGone, Kept, NotImported, Overtaken
from bot.roadmap import DAYS
from bot.roadmap.files.jobs import Export, Written
from bot.roadmap.files.syntax import MOST_BYTES
from bot.roadmap.files.wishes import Wishes, study_days
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.cogs.admin_group import ROADMAP
from bot.ui.inputs.roadmaps import read_roadmap_name, roadmap_choices
from bot.ui.replies import Refusal, note_saved, show
from bot.ui.responding import Responder
from bot.ui.router import PREVIEW_GONE, STALE, Press, on_press, refuse_others
from bot.ui.screens.importing import (
    asked_name,
    cancelled_screen,
    draft_screen,
    file_screen,
    report_text,
    unchanged_screen,
    used_screen,
)
from bot.ui.screens.roadmap_refusals import not_imported, too_large
from bot.ui.screens.shelf import roadmap_changed
from bot.ui.screens.verbs import Verb


class Importing(RoadmateCog):
    """A file becomes a roadmap of this server."""

    @ROADMAP.command(
        name="import", description="Turn a checklist into a roadmap; you'll see it before anything is saved"
    )
    @app_commands.describe(
        file="A Markdown checklist (.md, .markdown, .txt) or a roadmap file (.yaml), at most 1 MiB",
        name="What the roadmap is called (default: what the file says)",
        weeks="How many weeks it takes, if the file doesn't say",
        bullets="Count plain bullets as tasks too",
        section="Import only what's under this heading",
        onto="The roadmap this is a new version of (default: the one with the same name)",
    )
    async def import_file(
        self,
        interaction: discord.Interaction[Roadmate],
        file: discord.Attachment,
        name: app_commands.Range[str, 1, 100] | None = None,
        weeks: app_commands.Range[int, 1, 104] | None = None,
        bullets: bool = False,
        section: app_commands.Range[str, 1, 300] | None = None,
        onto: str | None = None,
    ) -> None:
        """Read the file and show what it would become."""
        guild_id = await self.home(interaction)
        if file.size > MOST_BYTES:
            raise Refusal(too_large(file.filename, file.size))
        known = read_roadmap_name(onto, (await self.bot.store.roadmaps.shelf(guild_id)).own) if onto else None
        await Responder.of(interaction).defer_now()
        asked = Asked(
            name=file.filename,
            data=await file.read(),
            wishes=Wishes(name, weeks, bullets, section),
            onto=known.roadmap_id if known else None,
        )
        await self.draft(interaction, asked)

    @import_file.autocomplete("onto")
    async def _own_roadmaps(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return roadmap_choices((await self.typists_shelf(interaction)).own, typed)

    @on_press(Verb.IMPORT_USE)
    async def use(self, press: Press) -> None:
        """ "Use it", or "Replace"."""
        refuse_others(press.interaction)
        await Responder.of(press.interaction).defer_now()
        guild_id = await self.home(press.interaction)
        try:
            done = await importing.confirm(
                self.bot.store, guild_id, press.interaction.user.id, press.number(0), self.bot.clock()
            )
        except DraftGone:
            raise Refusal(PREVIEW_GONE) from None
        except NotImported as refused:
            raise Refusal(not_imported(refused, "")) from None
        except Overtaken as overtaken:
            asked = overtaken.asked.model_copy(update={"answers": {}})
            await self.draft(press.interaction, asked, news=roadmap_changed())
            return
        note_saved(press.interaction)
        await show(press.interaction, used_screen(done))

    @on_press(Verb.IMPORT_CANCEL)
    async def cancel(self, press: Press) -> None:
        """ "Cancel"."""
        refuse_others(press.interaction)
        await importing.cancel(self.bot.store, await self.home(press.interaction), press.interaction.user.id)
        await show(press.interaction, cancelled_screen())

    @on_press(Verb.IMPORT_FILE)
    async def get_file(self, press: Press) -> None:
        """ "Get the file": the roadmap as YAML, and the whole report."""
        kept = await self._kept(press)
        await Responder.of(press.interaction).defer_now(thinking=True)
        written = await self.bot.apart.do(
            Export(document=kept.draft.read.document, kind="yaml", source=asked_name(kept.draft.asked))
        )
        assert isinstance(written, Written), "a roadmap is written"
        files = [("roadmap.yaml", written.text), ("report.txt", report_text(kept.draft))]
        await show(press.interaction, file_screen(kept.draft, files))

    @on_press(Verb.IMPORT_BESIDE)
    async def beside(self, press: Press) -> None:
        """ "Import beside": a roadmap of its own."""
        await self._again(press, onto=None, beside=True, answers={})

    @on_press(Verb.IMPORT_ONTO)
    async def onto(self, press: Press) -> None:
        """ "Or is it a new version of…"."""
        await self._again(press, onto=_number(press), beside=False)

    @on_press(Verb.IMPORT_SAME)
    async def same(self, press: Press) -> None:
        """Two tasks are one."""
        kept = await self._kept(press)
        asked = {
            f"{one.old}={one.new}": (one.old, one.new)
            for one in (kept.draft.read.changes.questions if kept.draft.read.changes else ())
        }
        chosen = dict(asked[value] for value in press.values if value in asked)
        await self._again(press, answers={**kept.draft.asked.answers, **chosen})

    @on_press(Verb.IMPORT_DAYS)
    async def days(self, press: Press) -> None:
        """The study days; a new one takes as long as the first."""
        kept = await self._kept(press)
        known = dict(kept.draft.read.study_days)
        chosen = [day for day in DAYS if day in press.values]
        if not chosen:
            raise Refusal(STALE)
        each = [known.get(day, next(iter(known.values()))) for day in chosen]
        await self._again(press, wishes=_with_days(kept.draft.asked.wishes, chosen, each))

    @on_press(Verb.IMPORT_HOURS)
    async def hours(self, press: Press) -> None:
        """The hours of every study day."""
        kept = await self._kept(press)
        try:
            many = float(press.values[0])
            wishes = _with_days(kept.draft.asked.wishes, [day for day, _ in kept.draft.read.study_days], [many])
        except (IndexError, ValueError):
            raise Refusal(STALE) from None
        await self._again(press, wishes=wishes)

    async def _kept(self, press: Press) -> Kept:
        """The draft whose button was pressed. Raises Refusal."""
        refuse_others(press.interaction)
        guild_id, number = await self.home(press.interaction), press.number(0)
        try:
            found = await importing.kept(self.bot.store, guild_id, press.interaction.user.id, number, self.bot.clock())
        except DraftGone:
            raise Refusal(PREVIEW_GONE) from None
        return Kept(number, found)

    async def _again(self, press: Press, **changed: object) -> None:
        """Read once more, with what was chosen."""
        asked = (await self._kept(press)).draft.asked.model_copy(update=changed)
        await Responder.of(press.interaction).defer_now()
        await self.draft(press.interaction, asked)

    async def draft(self, interaction: discord.Interaction, asked: Asked, *, news: str = "") -> None:
        """Show what something asked for would become, and keep it for a day."""
        store, guild_id = self.bot.store, await self.home(interaction)
        try:
            found = await importing.draft(store, self.bot.apart, guild_id, asked)
        except NotImported as refused:
            raise Refusal(not_imported(refused, asked_name(asked))) from None
        shelf = await store.roadmaps.shelf(guild_id)
        known = shelf.get(found.asked.onto) if found.asked.onto is not None else None
        if known and found.read.changes and found.read.changes.none:
            await show(interaction, unchanged_screen(found, known))
            return
        kept = await importing.keep(store, guild_id, interaction.user.id, found, interaction.id, self.bot.clock())
        await show(interaction, draft_screen(kept, shelf, news=news))


def _with_days(wishes: Wishes, days: list[str], hours: list[float]) -> Wishes:
    return Wishes(wishes.name, wishes.weeks, wishes.bullets, wishes.section, study_days(days, hours))


def _number(press: Press) -> int:
    """The roadmap that was chosen. Raises Refusal."""
    if len(press.values) != 1 or not press.values[0].isdecimal():
        raise Refusal(STALE)
    return int(press.values[0])
