"""The commands, one theme a file."""

from bot.ui.client import Roadmate
from bot.ui.cogs.achievements import Achievements
from bot.ui.cogs.admin import Admin
from bot.ui.cogs.bringing import Bringing
from bot.ui.cogs.calendar import CalendarFile
from bot.ui.cogs.catchup import CatchUp
from bot.ui.cogs.checkpoints import Checkpoints
from bot.ui.cogs.cohorts import Cohorts
from bot.ui.cogs.departures import Departures
from bot.ui.cogs.focus import StudyTimer
from bot.ui.cogs.inviting import Inviting
from bot.ui.cogs.joining import Joining
from bot.ui.cogs.later import PutOff
from bot.ui.cogs.leaderboard import LeaderboardOfServer
from bot.ui.cogs.log import Log
from bot.ui.cogs.mydata import MyData
from bot.ui.cogs.plan import OwnPlan
from bot.ui.cogs.progress import ShowingProgress
from bot.ui.cogs.recovery import Recovery
from bot.ui.cogs.review import Reviewing
from bot.ui.cogs.servers import Servers
from bot.ui.cogs.settings import Settings
from bot.ui.cogs.sharing import Sharing
from bot.ui.cogs.stuck import Stuck
from bot.ui.cogs.switching import Switching
from bot.ui.cogs.week import Week

COGS = (
    *(Switching, Bringing, Joining, Week, Log, ShowingProgress, Checkpoints, Reviewing, Achievements, Sharing),
    *(OwnPlan, CatchUp, Stuck, Cohorts, LeaderboardOfServer),
    *(StudyTimer, CalendarFile),
    *(Settings, PutOff, MyData, Servers),
    *(Admin, Inviting, Recovery, Departures),
)


async def add_all(bot: Roadmate) -> None:
    """Add every cog to the bot."""
    for cog in COGS:
        await bot.take(cog(bot))
