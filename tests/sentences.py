"""What many tests look for in what the bot says, read from its screens: so words can be improved in one place."""

from __future__ import annotations

from bot.store.errors import Trouble
from bot.ui.screens.answers import forgotten_unseen, nothing_saved, saved_unseen
from bot.ui.screens.doctor import all_well
from bot.ui.screens.refusals import Why, reason

STALE = reason(Why.STALE)
PREVIEW_GONE = reason(Why.PREVIEW_GONE)
NOT_JOINED = reason(Why.NOT_JOINED)
NO_MANAGER = reason(Why.NO_MANAGER)
OTHER_ROADMAP = reason(Why.OTHER_ROADMAP)
ALL_WELL = all_well()
SAVED_UNSEEN = saved_unseen()
FORGOTTEN_UNSEEN = forgotten_unseen()
DISK_FULL = nothing_saved(Trouble.DISK_FULL)
BUSY = nothing_saved(Trouble.BUSY)
DONE_BEFORE = nothing_saved(Trouble.DONE_BEFORE)
