"""What a file would become: counts, the first block as members will see it, what changes, and what to choose (§9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import discord
from discord import ui

from bot.actions.importing import Asked, Confirmed, Draft, Kept
from bot.roadmap.files.jobs import Read
from bot.study.shelf import ServerRoadmap, Shelf
from bot.ui.screens.import_choices import ask_about, more_choices, weekday_of
from bot.ui.screens.layout import CALM, Screen, button, lines, link, plain, press, short
from bot.ui.screens.verbs import Verb
from bot.words import hours, listed, tr, tr_n

GOOD = 0x22C55E
_MOST_REMARKS = 10
_ROOM = 800
"""Characters for each of the first block, the changes and the remarks: all of it fits into one message."""
_LONGEST_TASK, _LONGEST_ADDRESS = 150, 200
"""A first block shows what members will see; what is longer is in the file."""
_SIGNS = {"+ ": "➕", "~ ": "✏️", "→ ": "↪️", "- ": "➖"}


def draft_screen(kept: Kept, shelf: Shelf, *, news: str = "") -> Screen:
    """What a draft would become, with its buttons; `news` stands above it."""
    draft, read = kept.draft, kept.draft.read
    known = shelf.get(draft.asked.onto) if draft.asked.onto is not None else None
    screen = Screen(
        news,
        f"## {plain(short(read.title, _LONGEST_TASK))}",
        lines(_facts(draft, known)),
        colour=CALM if news else GOOD,
    )
    if read.changes:
        screen.part(tr("**What changes**"), fitting_lines(map(_change, read.changes.lines)))
        ask_about(screen, kept.number, read.changes.questions)
    screen.part(tr("**The first block, as members will see it**"), _opening(read))
    if read.remarks:
        screen.part(tr("**Good to know**"), _remarks(read.remarks))
    more_choices(screen, kept, shelf)
    return screen.part(_question(draft, known)).row(*_buttons(kept))


def _facts(draft: Draft, known: ServerRoadmap | None) -> Iterator[str]:
    read = draft.read
    held = [
        tr_n("{number} phase", "{number} phases", read.phases),
        tr_n("{number} block", "{number} blocks", read.blocks),
        tr_n("{number} task", "{number} tasks", read.tasks),
    ]
    if read.items:
        held.append(tr_n("{number} checkpoint item", "{number} checkpoint items", read.items))
    yield tr_n(
        "{file}: {parts} in {number} week.",
        "{file}: {parts} in {number} weeks.",
        read.weeks,
        file=plain(asked_name(draft.asked)),
        parts=listed(held),
    )
    if not read.dated:
        each = round(read.tasks / read.weeks) or 1
        yield tr_n(
            "The file names no weeks, so I spread the tasks out, {number} a week. `weeks:` sets a different length.",
            "The file names no weeks, so I spread the tasks out, {number} a week. `weeks:` sets a different length.",
            each,
        )
    yield tr(
        "{hours} a week: {days}.",
        hours=hours(sum(many for _, many in read.study_days)),
        days=", ".join(f"{weekday_of(day)} {hours(many)}" for day, many in read.study_days),
    )
    if known and draft.asked.restores is not None:
        yield tr("This brings back version {version}.", version=draft.asked.restores)
    elif known:
        yield _newer_version(known)


def _newer_version(known: ServerRoadmap) -> str:
    title = plain(short(known.title, _LONGEST_TASK))
    if not known.members:
        return tr("It's a new version of “{title}”. Nobody has started it yet.", title=title)
    return tr_n(
        "It's a new version of “{title}”. {number} member is on it.",
        "It's a new version of “{title}”. {number} members are on it.",
        known.members,
        title=title,
    )


def asked_name(asked: Asked) -> str:
    """What is to become a roadmap: the name of its file, or the former version."""
    return asked.name if asked.restores is None else tr("Version {version}", version=asked.restores)


def _change(line: str) -> str:
    """A line of the diff with a sign that Discord takes for no list."""
    sign = _SIGNS.get(line[:2])
    return f"{sign} {plain(line[2:])}" if sign else plain(line)


def _opening(read: Read) -> str:
    opening = read.opening
    tasks = [f"⬜ {_task(text, address)}" for text, address in opening.tasks]
    title = plain(short(opening.title, _LONGEST_TASK))
    return lines((tr("Week {weeks}: {title}", weeks=opening.weeks, title=title), fitting_lines(tasks)))


def _task(text: str, address: str | None) -> str:
    words = short(text, _LONGEST_TASK)
    return link(words, address) if address and len(address) <= _LONGEST_ADDRESS else plain(words)


def _remarks(remarks: Sequence[str]) -> str:
    told = [f"- {plain(remark)}" for remark in remarks[:_MOST_REMARKS]]
    return fitting_lines(told, hidden=len(remarks) - len(told))


def fitting_lines(told: Iterable[str], hidden: int = 0) -> str:
    """Whole lines, as many as there is room for, and how many there are more."""
    shown: list[str] = []
    left = _ROOM
    for line in told:
        left -= len(line) + 1
        if left < 0 or hidden < 0:
            hidden += 1
        else:
            shown.append(line)
    return lines(
        [
            *shown,
            *(
                [tr_n("… and {number} more in the file", "… and {number} more in the file", hidden)]
                if hidden > 0
                else []
            ),
        ]
    )


def _question(draft: Draft, known: ServerRoadmap | None) -> str:
    if draft.read.changes and draft.read.changes.another:
        return tr("Keep both, replace the old one, or cancel? Nothing is saved until you choose.")
    if known:
        return tr("Nothing changes until you press *Use it*. Tasks that stay keep their ticks.")
    said = [tr("Nothing is saved until you press *Use it*.")]
    if draft.read.ticked:
        said.append(tr("Ticks in the file aren't imported for anyone. To bring yours, use `/start ticks:`."))
    return " ".join(said)


def _buttons(kept: Kept) -> Iterator[ui.Button[Screen]]:
    another = bool(kept.draft.read.changes and kept.draft.read.changes.another)
    beside = another and kept.draft.asked.restores is None
    if beside:
        yield button(tr("Keep both"), press(Verb.IMPORT_BESIDE, kept.number), discord.ButtonStyle.primary)
    use = discord.ButtonStyle.danger if another else discord.ButtonStyle.success
    yield button(tr("Replace") if another else tr("Use it"), press(Verb.IMPORT_USE, kept.number), use)
    yield button(tr("Get the file"), press(Verb.IMPORT_FILE, kept.number))
    yield button(tr("Cancel"), press(Verb.IMPORT_CANCEL, kept.number))


def unchanged_screen(draft: Draft, known: ServerRoadmap) -> Screen:
    """The file is what is in use already."""
    name, title = plain(asked_name(draft.asked)), plain(known.title)
    return Screen(tr("No changes: {file} says the same as “{title}”.", file=name, title=title), colour=GOOD)


def cancelled_screen() -> Screen:
    """Nothing became of a draft."""
    return Screen(tr("Cancelled. Nothing was saved."))


def used_screen(done: Confirmed) -> Screen:
    """What was stored, and what to do next."""
    edition, read = done.edition, done.draft.read
    title = plain(read.title)
    if edition.newest.number > 1:
        return Screen(
            tr("✅ Version {version} of “{title}” is in use.", version=edition.newest.number, title=title),
            tr(
                "Its blocks apply from this week and its study days from next Monday. Members hear about it "
                "once, in their next private reply. `/admin roadmap restore` brings back an earlier version."
            ),
            colour=GOOD,
        )
    operators = done.shelf.get(0)
    only = operators is not None and not operators.archived
    return Screen(
        tr("✅ “{title}” is ready.", title=title),
        tr("Members start it with `/start`. To change it, edit your file and import it again. Nobody loses a tick."),
        tr(
            "-# *Only ours* hides “{title}”: nobody new can start it on their own, and members on it carry on.",
            title=plain(operators.title),
        )
        if only and operators
        else "",
        colour=GOOD,
    ).row(
        button(tr("Make it the default"), press(Verb.ROADMAP_DEFAULT, edition.roadmap_id)),
        button(tr("Only ours"), press(Verb.ROADMAP_ARCHIVE, 0)) if only else None,
        button(tr("All roadmaps"), press(Verb.ROADMAPS)),
    )


def file_screen(draft: Draft, files: Sequence[tuple[str, str]]) -> Screen:
    """A draft as files: the roadmap, and the whole report."""
    screen = Screen(
        tr(
            "Here's “{title}” as a roadmap file, with the full report. You can edit the file and import it.",
            title=plain(draft.read.title),
        )
    )
    return attached(screen, files)


def attached(screen: Screen, files: Sequence[tuple[str, str]]) -> Screen:
    """A screen with text files to take along."""
    for name, text in files:
        screen.attach(discord.File(BytesIO(text.encode()), name))
    return screen


def report_text(draft: Draft) -> str:
    """Everything that is said about a draft, without limits."""
    changes = draft.read.changes
    told = [f"{asked_name(draft.asked)} -> {draft.read.title}", ""]
    told += [tr("What changes:"), *changes.all, ""] if changes else []
    questions = changes.questions if changes else ()
    told += [tr("? {was} -> {now} (counts as new)", was=one.was, now=one.now) for one in questions]
    return "\n".join([*told, *draft.read.remarks, ""])
