"""What I did, by day, to look at, to correct and to remove (§6)."""

from __future__ import annotations

import re
from datetime import date

import discord
from discord import app_commands

from bot.actions.correcting import correct, remove
from bot.actions.ticking import undo
from bot.study.log import Entry, EntryKind, entry_of, may_move
from bot.study.progress import Progress
from bot.ui.client import Roadmate, RoadmateCog
from bot.ui.inputs.days import read_day
from bot.ui.replies import Refusal, open_form, show
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.done import undone_screen
from bot.ui.screens.log import (
    correct_modal,
    corrected,
    day_is_fixed,
    entry_gone,
    entry_screen,
    log_screen,
    not_minutes,
    removed,
)
from bot.ui.screens.verbs import Verb

MOST_MINUTES = 24 * 60
_MINUTES = re.compile(r"(\d{1,6})\s*(?:m|min|minutes?)?", re.ASCII | re.IGNORECASE)


class Log(RoadmateCog):
    """`/log` and its buttons and form."""

    @app_commands.command(description="What you did, day by day, to correct or remove it")
    async def log(self, interaction: discord.Interaction[Roadmate]) -> None:
        """Show the newest entries."""
        await show(interaction, log_screen(await self.asker(interaction)))

    @on_press(Verb.LOG)
    async def pressed(self, press: Press) -> None:
        """ "Newer", "Older" and "Back"."""
        await show(press.interaction, log_screen(await self.asker(press.interaction), press.number(0)))

    @on_press(Verb.LOG_PICK)
    async def picked(self, press: Press) -> None:
        """An entry chosen from the list."""
        progress = await self.asker(press.interaction)
        await show(press.interaction, entry_screen(progress, _entry(progress, press, next(iter(press.values), ""))))

    @on_press(Verb.LOG_CORRECT, opens_a_form=True)
    async def ask(self, press: Press) -> None:
        """ "Correct…": the form."""
        progress = await self.asker(press.interaction)
        await open_form(press.interaction, correct_modal(progress, _entry(progress, press, press.word(0))))

    @on_press(Verb.LOG_SAVE)
    async def save(self, press: Press) -> None:
        """The form's answer."""
        before = await self.asker(press.interaction)
        entry = _entry(before, press, press.word(0))
        written = [value.strip() for value in press.values]
        day = _day(written.pop(0), before, entry) if press.number(1) and written else entry.study_day
        minutes = _minutes(written.pop(0), entry) if entry.kind is not EntryKind.EVIDENCE and written else None
        changed = await correct(self.deed(press.interaction, before), entry, day, minutes, "".join(written) or None)
        if changed is None:
            raise Refusal(entry_gone())
        await show(press.interaction, log_screen(self.saved(press.interaction, changed), news=corrected()))

    @on_press(Verb.LOG_REMOVE)
    async def remove(self, press: Press) -> None:
        """ "Remove": a tick is taken back as with /undo, and can be ticked again."""
        interaction = press.interaction
        before = await self.asker(interaction)
        entry = _entry(before, press, press.word(0))
        if entry.kind is EntryKind.TICK and (task := before.roadmap.task(entry.id)):
            undone = await undo(self.deed(interaction, before), task)
            after = self.saved(interaction, undone)
            await show(interaction, undone_screen(before, after, task, undone.taken, interaction.id))
            return
        after = self.saved(interaction, await remove(self.deed(interaction, before), entry))
        await show(interaction, log_screen(after, news=removed(stays_study_day=not may_move(before, entry))))


def _entry(progress: Progress, press: Press, key: str) -> Entry:
    """The entry of a button. Raises Refusal when it is gone, or belongs to another roadmap."""
    press.refuse_other_roadmap(progress)
    if not key:
        raise Refusal(STALE)
    if entry := entry_of(progress, key):
        return entry
    raise Refusal(entry_gone())


def _day(typed: str, progress: Progress, entry: Entry) -> date:
    """The day that was written, or the one it had. Raises Refusal."""
    if typed == entry.study_day.isoformat():
        return entry.study_day
    day = read_day(typed, progress)
    if day != entry.study_day and not may_move(progress, entry):
        raise Refusal(day_is_fixed())
    return day


def _minutes(typed: str, entry: Entry) -> int | None:
    """The minutes that were written. Raises Refusal."""
    if not typed and entry.kind is not EntryKind.SESSION:
        return None
    match = _MINUTES.fullmatch(typed)
    if match and 1 <= int(match[1]) <= MOST_MINUTES:
        return int(match[1])
    raise Refusal(not_minutes(MOST_MINUTES))
