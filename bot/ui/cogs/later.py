"""Putting a reminder off, or asking for peace for today."""

from __future__ import annotations

from bot.actions.later import not_today, put_off
from bot.study.progress import Progress
from bot.study.timing import Later, choices_of_later, put_off_until
from bot.ui.askers import for_member
from bot.ui.client import RoadmateCog
from bot.ui.replies import Refusal, show
from bot.ui.router import STALE, Press, on_press
from bot.ui.screens.later import later_screen, put_off_screen, quiet_screen
from bot.ui.screens.verbs import Verb


class PutOff(RoadmateCog):
    """ "Later…" on a reminder, and what follows."""

    @on_press(Verb.LATER, names_server=True)
    @for_member
    async def ask(self, press: Press, progress: Progress) -> None:
        """ "Later…": for how long?"""
        choices = choices_of_later(progress.member, progress.now)
        await show(press.interaction, later_screen(progress.member.guild_id, choices))

    @on_press(Verb.PUT_OFF, names_server=True)
    @for_member
    async def put_off(self, press: Press, progress: Progress) -> None:
        """ "In 1 hour", "This evening" and "Tomorrow": a direct message comes then, also after "Not today"."""
        if press.word(1) not in list(Later):
            raise Refusal(STALE)
        member = progress.member
        server = await self.bot.store.servers.get(member.guild_id)
        due_at = put_off_until(Later(press.word(1)), member, server, self.bot.clock())
        self.saved(press.interaction, await put_off(self.deed(press.interaction, progress), due_at))
        await show(press.interaction, put_off_screen(due_at))

    @on_press(Verb.NOT_TODAY, names_server=True)
    @for_member
    async def not_today(self, press: Press, progress: Progress) -> None:
        """ "Not today": nothing more on this study day."""
        quiet = self.saved(press.interaction, await not_today(self.deed(press.interaction, progress)))
        await show(press.interaction, quiet_screen(quiet))
