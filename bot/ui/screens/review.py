"""What a reader sees: what waits, one checkpoint with its evidence, and the form of the verdict (§7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui
from discord.utils import format_dt

from bot.actions.reviewing import WhyNot
from bot.study.review import MOST_HELD, FrozenItem, Reading, State, Waiting
from bot.ui.screens.layout import CALM, Screen, button, plain, press, readable
from bot.ui.screens.reminder import late_line
from bot.ui.screens.verbs import Verb
from bot.words import to_tr, tr, tr_n

_A_PAGE = 7
_TEXT_A_PAGE = 3000
LONGEST_WORDS = 1000

_WHY_NOT = {
    WhyNot.NOT_THEIRS: to_tr("That one isn't for you to read. /review shows what is."),
    WhyNot.GONE: to_tr("Somebody else has taken it, or it no longer waits. /review shows what does."),
    WhyNot.NOT_HELD: to_tr("You aren't holding that one now, so I can't show it. /review shows what waits."),
}


def queue_screen(waiting: Sequence[Waiting], page: int = 0, news: str = "", *, among_peers: bool = False) -> Screen:
    """What one reader holds and may take, the longest waiting first; nothing of any evidence.

    `among_peers`: here those read who have passed a phase.
    """
    free = [one for one in waiting if not one.held_until]
    held = [one for one in waiting if one.held_until]
    screen = Screen(tr("## Review"), news, _count_line(free), colour=CALM)
    for one in held:
        assert one.held_until is not None, "just looked at"
        said = tr(
            "📖 **{checkpoint}** · yours until {until}",
            checkpoint=plain(one.title),
            until=format_dt(one.held_until, "f"),
        )
        screen.ask(said, button(tr("Go on reading"), press(Verb.READ, one.number), discord.ButtonStyle.primary))
    pages = max(1, -(-len(free) // _A_PAGE))
    page = min(max(page, 0), pages - 1)
    for one in free[page * _A_PAGE : (page + 1) * _A_PAGE]:
        screen.ask(_line(one), button(tr("Take it"), press(Verb.TAKE, one.number)))
    if free and len(held) < MOST_HELD:
        screen.say(
            tr(
                "-# What you take is yours for 48 hours, then others can take it. You can hold 3 at a time. What "
                "nobody reads within 7 days is signed automatically."
            )
        )
    if among_peers and not waiting:
        screen.say(
            tr("-# You read what others submit for phases you've passed yourself, or submitted while few have passed.")
        )
    return screen.row(
        button(tr("◀ Previous checkpoints"), press(Verb.REVIEW, page - 1)) if page else None,
        button(tr("More checkpoints ▶"), press(Verb.REVIEW, page + 1)) if page + 1 < pages else None,
        button(tr("Look again"), press(Verb.REVIEW)),
    )


def _count_line(free: Sequence[Waiting]) -> str:
    if not free:
        return tr("There's nothing for you to read here now.")
    since = format_dt(free[0].submitted_at, "D")
    return tr_n(
        "**{number} checkpoint waits**, since {since}.",
        "**{number} checkpoints wait**, the longest since {since}.",
        len(free),
        since=since,
    )


def _line(one: Waiting) -> str:
    said = (
        f"**{plain(one.title)}**",
        _again(one),
        tr_n("{number} item", "{number} items", one.items),
        tr("since {since}", since=format_dt(one.submitted_at, "D")),
    )
    return " · ".join(filter(None, said))


def _again(one: Waiting) -> str:
    """That somebody has read it before, and asked for more."""
    if not one.returns:
        return ""
    return tr_n("🔁 sent again after a return", "🔁 sent again after {number} returns", one.returns)


def reading_screen(reading: Reading, page: int = 0) -> Screen:
    """A checkpoint with its evidence, for the one who holds it."""
    waiting, pages = reading.waiting, _pages(reading.items)
    page = min(max(page, 0), len(pages) - 1)
    assert waiting.held_until is not None, "only who holds it reads it"
    author = f"<@{reading.author}>" if reading.author else tr("somebody who chose not to be named")
    screen = Screen(
        tr("## {checkpoint}", checkpoint=plain(waiting.title)),
        tr(
            "By {author} · sent {since} · yours until {until}",
            author=author,
            since=format_dt(waiting.submitted_at, "D"),
            until=format_dt(waiting.held_until, "f"),
        ),
        _again(waiting),
        colour=CALM,
    )
    screen.say(*(f"**{plain(item.words)}**\n{readable(item.evidence)}" for item in pages[page]))
    screen.row(
        button(tr("Sign…"), press(Verb.VERDICT, "sign", waiting.number), discord.ButtonStyle.success),
        button(tr("Return…"), press(Verb.VERDICT, "return", waiting.number)),
        button(tr("Give it back"), press(Verb.PUT_BACK, waiting.number)),
    )
    return screen.row(
        button(tr("◀ Previous items"), press(Verb.READ, waiting.number, page - 1)) if page else None,
        button(tr("More items ▶"), press(Verb.READ, waiting.number, page + 1)) if page + 1 < len(pages) else None,
        button(tr("See the queue"), press(Verb.REVIEW)),
    )


def _pages(items: Sequence[FrozenItem]) -> list[list[FrozenItem]]:
    """Items in pages, so that all of the evidence can be read: none of it is cut."""
    pages: list[list[FrozenItem]] = [[]]
    room = _TEXT_A_PAGE
    for item in items:
        length = len(plain(item.words)) + len(readable(item.evidence))
        if pages[-1] and (length > room or len(pages[-1]) >= _A_PAGE):
            pages.append([])
            room = _TEXT_A_PAGE
        pages[-1].append(item)
        room -= length
    return pages


def verdict_modal(verdict: State, number: int) -> ui.Modal:
    """The form that takes a reader's words: needed to return a checkpoint, welcome to sign it."""
    signs = verdict is State.SIGNED
    code = "sign" if signs else "return"
    modal = ui.Modal(
        title=tr("Sign this checkpoint") if signs else tr("Return this checkpoint"),
        custom_id=press(Verb.DECIDE, code, number),
    )
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph, max_length=LONGEST_WORDS, required=not signs
    )
    label: ui.Label[ui.Modal] = ui.Label(
        text=tr("A few words, if you like") if signs else tr("What is missing?"),
        description=tr("Only the author reads your words; your name isn't shown."),
        component=field,
    )
    modal.add_item(label)
    modal.stop()  # the answer comes through the router, also after a restart
    return modal


def waits_screen(count: int, since: datetime, mark: str, *, late: bool = False) -> Screen:
    """The one line for those who read, in the channel that was chosen for it."""
    return Screen(
        late_line() if late else "",
        tr_n(
            "📬 **{number} checkpoint waits to be read**, since {since}.",
            "📬 **{number} checkpoints wait to be read**, the longest since {since}.",
            count,
            since=format_dt(since, "D"),
        ),
        colour=CALM,
    ).row(button(tr("See what waits"), press(Verb.REVIEW, 0, mark), discord.ButtonStyle.primary))


def decided_line(verdict: State, title: str) -> str:
    """What was just decided."""
    if verdict is State.SIGNED:
        return tr("✍️ Signed: {checkpoint}. Thank you for reading.", checkpoint=plain(title))
    return tr("↩️ Returned: {checkpoint}. Thank you for reading.", checkpoint=plain(title))


def put_back_line() -> str:
    """Others may take it again."""
    return tr("It's back, for somebody else to take.")


def why_not(why: WhyNot) -> str:
    """Why something can't be read, or decided about."""
    if why is WhyNot.ENOUGH:
        return tr_n(
            "You hold {number} already. Sign, return or put one back first.",
            "You hold {number} already. Sign, return or put one back first.",
            MOST_HELD,
        )
    return tr(_WHY_NOT[why])


def words_needed() -> str:
    """A checkpoint is returned with a word on what is missing."""
    return tr("Say in a few words what is missing, so that its author knows what to do.")


def nobody_reads() -> str:
    """Checkpoints are not read in this server."""
    return tr("Checkpoints aren't read by others here: they're done once every item is shown.")


def mentors_read(role_id: int) -> str:
    """Somebody asks what waits who is no mentor."""
    return tr("Checkpoints are read by {role} here. /checkpoint shows where your own stands.", role=f"<@&{role_id}>")


def roles_unseen() -> str:
    """Mentors are known by their role, which a direct message doesn't bring along."""
    return tr("Type /review in your server: here I can't see which roles you have.")
