"""What a file would become: counts, the first block as members will see it, what changes, and what to choose (§9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import discord
from discord import ui
from discord.utils import format_dt

from bot.actions.importing import Confirmed, Draft, Kept
from bot.roadmap import DAYS
from bot.roadmap.files.jobs import Question, Read
from bot.study.shelf import ServerRoadmap, Shelf
from bot.study.words import counted, listed
from bot.ui.screens.layout import CALM, Screen, button, hours, lines, link, plain, press, short

_GOOD = 0x22C55E
_MOST_REMARKS = 10
_MOST_OPTIONS = 25
_MOST_QUESTIONS = 2 * _MOST_OPTIONS
_ROOM = 800
"""Characters for each of the first block, the changes and the remarks: all of it fits into one message."""

_LONGEST_TASK, _LONGEST_ADDRESS = 150, 200
"""A first block shows what members will see; what is longer is in the file."""

_SIGNS = {"+ ": "➕", "~ ": "✏️", "→ ": "↪️", "- ": "➖"}

_HOURS = (0.5, 1, 1.5, 2, 3, 4, 5, 6)


def draft_screen(kept: Kept, shelf: Shelf, *, news: str = "") -> Screen:
    """What a draft would become, with its buttons; `news` stands above it."""
    draft, read = kept.draft, kept.draft.read
    known = shelf.get(draft.asked.onto) if draft.asked.onto is not None else None
    screen = Screen(
        news,
        f"## {plain(short(read.title, _LONGEST_TASK))}",
        lines(_facts(draft, known)),
        colour=CALM if news else _GOOD,
    )
    if read.changes:
        screen.part("**What changes**", _block(map(_change, read.changes.lines)))
        _ask(screen, kept.number, read.changes.questions)
    screen.part("**The first block, as members will see it**", _opening(read))
    if read.remarks:
        screen.part("**What to know**", _remarks(read.remarks))
    _more_choices(screen, kept, shelf)
    return screen.part(_question(draft, known)).row(*_buttons(kept))


def _facts(draft: Draft, known: ServerRoadmap | None) -> Iterator[str]:
    read = draft.read
    held = [counted(read.phases, "phase"), counted(read.blocks, "block"), counted(read.tasks, "task")]
    held += [counted(read.items, "checkpoint item")] if read.items else []
    yield f"{plain(draft.asked.name)}: {listed(held)} in {counted(read.weeks, 'week')}."
    if not read.dated:
        each = round(read.tasks / read.weeks) or 1
        yield f"It names no weeks, so I spread them, {each} a week. `weeks:` sets another length."
    days = ", ".join(f"{day} {hours(many)}" for day, many in read.study_days)
    yield f"{hours(sum(many for _, many in read.study_days))} a week: {days}."
    if known and draft.asked.restores is not None:
        yield f"Version {draft.asked.restores} of it would hold again."
    elif known:
        who = counted(known.members, "member walks", "members walk") if known.members else "nobody walks yet"
        yield f"It is a new version of “{plain(short(known.title, _LONGEST_TASK))}”, which {who}."


def _change(line: str) -> str:
    """A line of the diff with a sign that Discord takes for no list."""
    sign = _SIGNS.get(line[:2])
    return f"{sign} {plain(line[2:])}" if sign else plain(line)


def _opening(read: Read) -> str:
    opening = read.opening
    tasks = [f"⬜ {_task(text, address)}" for text, address in opening.tasks]
    return f"Week {opening.weeks}: {plain(short(opening.title, _LONGEST_TASK))}\n{_block(tasks)}"


def _task(text: str, address: str | None) -> str:
    words = short(text, _LONGEST_TASK)
    return link(words, address) if address and len(address) <= _LONGEST_ADDRESS else plain(words)


def _remarks(remarks: Sequence[str]) -> str:
    told = [f"- {plain(remark)}" for remark in remarks[:_MOST_REMARKS]]
    return _block(told, hidden=len(remarks) - len(told))


def _block(told: Iterable[str], hidden: int = 0) -> str:
    """Whole lines, as many as there is room for, and how many there are more."""
    shown: list[str] = []
    left = _ROOM
    for line in told:
        left -= len(line) + 1
        if left < 0 or hidden < 0:
            hidden += 1
        else:
            shown.append(line)
    return lines([*shown, *([f"… and {hidden} more, in the file"] if hidden > 0 else [])])


def _ask(screen: Screen, number: int, questions: Sequence[Question]) -> None:
    """Selects for what may be one task; what is not chosen counts as new."""
    if not questions:
        return
    left = len(questions) - _MOST_QUESTIONS
    more = f" {counted(left, 'more pair counts', 'more pairs count')} as new." if left > 0 else ""
    screen.say(
        f"Are these the same tasks? Choose those that are: they keep their ticks. The others count as new.{more}"
    )
    for at in range(0, min(len(questions), _MOST_QUESTIONS), _MOST_OPTIONS):
        options = [
            discord.SelectOption(label=short(one.now, 100), value=f"{one.old}={one.new}", description=_was(one))
            for one in questions[at : at + _MOST_OPTIONS]
        ]
        screen.container.add_item(
            ui.ActionRow(
                ui.Select(
                    custom_id=press("import-same", number, at),
                    placeholder="The same task, reworded…",
                    options=options,
                    max_values=len(options),
                )
            )
        )


def _was(one: Question) -> str:
    return short(f"was: {one.was}", 100)


def _more_choices(screen: Screen, kept: Kept, shelf: Shelf) -> None:
    """Study days and hours, where the file says none; and which roadmap it is a new version of."""
    draft, read = kept.draft, kept.draft.read
    if draft.asked.restores is None and (not read.says_days or draft.asked.wishes.study_days):
        chosen = dict(read.study_days)
        days = [discord.SelectOption(label=day, value=day, default=day in chosen) for day in DAYS]
        same = next(iter(chosen.values())) if len(set(chosen.values())) == 1 else None
        lengths = [discord.SelectOption(label=hours(h), value=f"{h:g}", default=h == same) for h in _HOURS]
        for custom_id, placeholder, options, most in (
            ("import-days", "Study days", days, len(days)),
            ("import-hours", "Hours on each study day", lengths, 1),
        ):
            screen.container.add_item(
                ui.ActionRow(
                    ui.Select(
                        custom_id=press(custom_id, kept.number),
                        placeholder=placeholder,
                        options=options,
                        max_values=most,
                    )
                )
            )
    if draft.asked.onto is None:
        olds = [(str(one.roadmap_id), one.title) for one in shelf.own]
        screen.choice(press("import-onto", kept.number), "Or is it a new version of…", olds)


def _question(draft: Draft, known: ServerRoadmap | None) -> str:
    if draft.read.changes and draft.read.changes.another:
        return "Import it beside the old one, replace that, or cancel? Nothing is stored until you choose."
    if known:
        return "Nothing changes until you press *Use it*. Ticks of tasks that stay are kept."
    ticks = " Ticks in the file are nobody's here; take yours along with `/start ticks:`." if draft.read.ticked else ""
    return f"Nothing is stored until you press *Use it*.{ticks}"


def _buttons(kept: Kept) -> Iterator[ui.Button[Screen]]:
    another = bool(kept.draft.read.changes and kept.draft.read.changes.another)
    beside = another and kept.draft.asked.restores is None
    if beside:
        yield button("Import beside", press("import-beside", kept.number), discord.ButtonStyle.primary)
    use = discord.ButtonStyle.danger if another else discord.ButtonStyle.success
    yield button("Replace" if another else "Use it", press("import-use", kept.number), use)
    yield button("Get the file", press("import-file", kept.number))
    yield button("Cancel", press("import-cancel", kept.number))


def unchanged_screen(draft: Draft, known: ServerRoadmap) -> Screen:
    """The file is what is in use already."""
    return Screen(f"No change: {plain(draft.asked.name)} says what “{plain(known.title)}” says already.", colour=_GOOD)


def cancelled_screen() -> Screen:
    """Nothing became of a draft."""
    return Screen("Cancelled. Nothing was stored.")


def used_screen(done: Confirmed) -> Screen:
    """What was stored, and what to do next."""
    edition, read = done.edition, done.draft.read
    title = plain(read.title)
    if edition.newest.number > 1:
        return Screen(
            f"✅ Version {edition.newest.number} of “{title}” is in use.",
            "Its blocks hold from this week on, its study days from next Monday. Members hear of it once, with their "
            "next private reply. `/admin roadmap restore` brings a former version back.",
            colour=_GOOD,
        )
    operators = done.shelf.get(0)
    only = operators is not None and not operators.archived
    return Screen(
        f"✅ “{title}” is in use.",
        "Members begin it with `/start`. To change it, edit your file and import it again: nobody loses a tick.",
        f"-# *Only ours* hides “{plain(operators.title)}” from who begins; whoever walks it goes on."
        if only and operators
        else "",
        colour=_GOOD,
    ).row(
        button("Make it the default", press("roadmap-default", edition.roadmap_id)),
        button("Only ours", press("roadmap-archive", 0)) if only else None,
        button("All roadmaps", press("roadmaps")),
    )


def file_screen(draft: Draft, files: Sequence[tuple[str, str]]) -> Screen:
    """A draft as files: the roadmap, and the whole report."""
    screen = Screen(
        f"“{plain(draft.read.title)}” as a roadmap file, and all there is to say about it. "
        "You can edit the file and import it."
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
    told = [f"{draft.asked.name} -> {draft.read.title}", ""]
    told += ["What changes:", *changes.all, ""] if changes else []
    questions = changes.questions if changes else ()
    told += [f"? {one.was} -> {one.now} (counts as new)" for one in questions]
    return "\n".join([*told, *draft.read.remarks, ""])


def restore_screen(one: ServerRoadmap, former: Sequence[tuple[int, str]]) -> Screen:
    """What of a roadmap can be had back: its former versions, and itself when it is archived."""
    screen = Screen(f"## {plain(one.title)}", colour=_GOOD)
    if one.archived:
        screen.ask("It is archived: nobody begins it.", button("Use it again", press("roadmap-back", one.roadmap_id)))
    if not former:
        return screen.say("It has no former versions.")
    screen.say("A former version becomes the newest one again; you see first what changes.")
    return screen.choice(
        press("roadmap-version", one.roadmap_id),
        "Bring back…",
        [(str(number), said) for number, said in former],
    )


def shelf_screen(shelf: Shelf, news: str = "") -> Screen:
    """All roadmaps of a server; above them what was just done."""
    screen = Screen(news, "## Roadmaps of this server", lines(_line(one, shelf) for one in shelf.in_use), colour=_GOOD)
    if archived := [one for one in shelf.all if one.archived]:
        screen.part("**Archived**", _block(_line(one, shelf) for one in archived))
    return screen.part(
        "-# `/admin roadmap import` adds one or changes one · `export` gives it as a file · `default` is what members "
        "begin with · `archive` · `restore`"
    )


def _line(one: ServerRoadmap, shelf: Shelf) -> str:
    said = [f"**{plain(one.title)}**"]
    said += ["default"] if shelf.default == one and len(shelf.in_use) > 1 else []
    said += [f"version {one.version}, {format_dt(one.confirmed_at, 'D')}"] if one.is_own else ["from the operator"]
    said += [counted(one.members, "member")]
    return " · ".join(said)
