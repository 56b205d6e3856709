"""What every screen is made of: Components V2 layouts, presses written into custom ids, short text.

A screen keeps no state. Discord returns a press with its custom id, the router finds its handler by
that, and so a button works after a restart just as before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import discord
from discord import ui
from discord.utils import escape_markdown, format_dt

from bot.pictures import palette
from bot.roadmap import Phase, Task
from bot.study.snapshots.progress import NextTask
from bot.study.text import shortened
from bot.ui.screens.verbs import Verb
from bot.words import tr
from bot.words.alt_text import LONGEST
from bot.words.task_names import in_weeks as in_weeks  # noqa: PLC0414  # screens have it from here

MOST_TEXT = 4000
"""Characters that Discord takes in one message, all texts together."""

MOST_CHOICES = 25
"""Options that Discord takes in one select."""
_LONGEST_LABEL = 100
_CELLS = 5
_LINK = re.compile(r"\[(?:\\.|[^\]\\])*\]\(<[^>]*>\)")
"""A link as `link` writes it."""
QUIET = 0x6B7280
CALM = 0xF59E0B

PREFIX = "rm"
LONGEST_CUSTOM_ID = 100


def press(verb: Verb, *args: object) -> str:
    """The custom id that brings a press to the handler of `verb` with these arguments."""
    return ":".join((PREFIX, verb, *map(str, args)))


@dataclass(frozen=True, slots=True)
class Address:
    """Which roadmap the ids in a press belong to, and, below a direct message, which server (0: where it stands)."""

    roadmap_id: int = 0
    guild_id: int = 0

    def __str__(self) -> str:
        server = f"@{_in_base_36(self.guild_id)}" if self.guild_id else ""
        return f"{PREFIX}{self.roadmap_id or ''}{server}"

    @classmethod
    def read(cls, text: str) -> Address | None:
        """The address that a custom id begins with, or None for something forged."""
        match = _ADDRESS.fullmatch(text)
        return cls(int(match[1] or 0), int(match[2] or "0", 36)) if match else None

    def on(self, custom_id: str) -> str:
        """A custom id with this address."""
        return f"{self}:{custom_id.partition(':')[2]}"


_ADDRESS = re.compile(rf"{PREFIX}([0-9]{{0,5}})(?:@([0-9a-z]{{1,13}}))?", re.ASCII)
_WEB_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _in_base_36(number: int) -> str:
    """A number in few letters: custom ids are short."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and in words what it shows, for those who can't see it."""

    png: bytes
    words: str
    coming: Awaitable[Picture | None] | None = field(default=None, compare=False)
    """Set while it is being drawn: the text goes first, and this brings the picture, or None when there is none."""


class Screen(ui.LayoutView):
    """One message: a container with an accent colour, and rows of controls below its text.

    `files` has to be sent along with it.
    """

    def __init__(self, *texts: str, colour: int = QUIET) -> None:
        super().__init__(timeout=None)
        self.container: ui.Container[Screen] = ui.Container(accent_colour=colour)
        self.files: list[discord.File] = []
        self.coming: Awaitable[Picture | None] | None = None
        self._place_of_coming = 0
        self._without_picture: Callable[[], Screen] | None = None
        self._end_of_main = 0
        self._paragraphs: list[ui.TextDisplay[Screen]] = []
        self.add_item(self.container)
        self.say(*texts)
        self.stop()  # nothing listens on the object: presses arrive through the router

    def say(self, *texts: str) -> Screen:
        """Add paragraphs."""
        for text in filter(None, texts):
            self.container.add_item(self._paragraph(text))
        self._fit()
        return self

    def part(self, *texts: str) -> Screen:
        """Add paragraphs below a thin line; nothing when there are none."""
        if any(texts):
            self.container.add_item(ui.Separator())
        return self.say(*texts)

    def picture(self, picture: Picture | None) -> Screen:
        """Add a picture with its words; nothing when there is none, or its place when it is being drawn."""
        if picture is not None and picture.coming is not None:
            self.coming, self._place_of_coming = picture.coming, len(self.container.children)
        elif picture is not None:
            file = discord.File(
                BytesIO(picture.png),
                f"picture-{len(self.files) + 1}.png",
                description=short(picture.words, LONGEST),
            )
            self.files.append(file)
            self.container.add_item(ui.MediaGallery(discord.MediaGalleryItem(file, description=file.description)))
        return self

    def leads_to(self, verb: Verb) -> bool:
        """Whether a button with this press is there already."""
        return any(isinstance(one, ui.Button) and one.custom_id == press(verb) for one in self.walk_children())

    @property
    def has_picture(self) -> bool:
        """Whether a picture goes along."""
        return any(isinstance(child, ui.MediaGallery) for child in self.container.children)

    def or_else(self, full: Callable[[], Screen]) -> Screen:
        """What stands in place of all that is on the screen so far, where its picture can't be drawn or sent."""
        self._without_picture, self._end_of_main = full, len(self.container.children)
        return self

    def completed(self, picture: Picture | None) -> Screen:
        """The screen with the picture that was coming; with the full text when it can't be drawn."""
        self.coming = None
        if picture is None:
            return self.without_picture()
        children, at = self.container.children, self._place_of_coming
        self._show_anew(children[:at])
        self.picture(picture)
        for child in children[at:]:
            self.container.add_item(child)
        self._end_of_main += 1
        return self

    def without_picture(self) -> Screen:
        """The screen with its full text in place of the picture; what was added to it later stays."""
        children = self.container.children
        if self._without_picture:
            children = [*self._without_picture().container.children, *children[self._end_of_main :]]
        self.files.clear()
        self._show_anew([child for child in children if not isinstance(child, ui.MediaGallery)])
        self._paragraphs = [part for part in self.walk_children() if isinstance(part, ui.TextDisplay)]
        self._fit()
        return self

    def _show_anew(self, children: Iterable[ui.Item[Screen]]) -> None:
        self.container.clear_items()
        for child in children:
            self.container.add_item(child)

    def attach(self, file: discord.File) -> Screen:
        """Add a file to take along."""
        self.files.append(file)
        self.container.add_item(ui.File(file))
        return self

    def ask(self, text: str, control: ui.Button[Screen]) -> Screen:
        """Add a line with a button beside it."""
        self.container.add_item(ui.Section(self._paragraph(text), accessory=control))
        self._fit()
        return self

    def row(self, *controls: ui.Button[Screen] | None) -> Screen:
        """Add a row of buttons (at most 5), leaving out those that are None, or whose press is on the screen already.

        Discord takes no two alike; news bring buttons along, and so may what was asked for.
        """
        there = {one.custom_id for one in self.walk_children() if isinstance(one, ui.Button)}
        if shown := [control for control in controls if control and control.custom_id not in there]:
            self.container.add_item(ui.ActionRow(*shown))
        return self

    def choice(
        self,
        custom_id: str,
        placeholder: str,
        options: Sequence[tuple[str, str]],
        *,
        several: bool = False,
    ) -> Screen:
        """Add a select of (value, label) pairs; at most the first 25 fit into one, and no two look the same."""
        labels = told_apart([label for _, label in options[:MOST_CHOICES]], _LONGEST_LABEL)
        shown = [
            discord.SelectOption(label=label, value=value) for label, (value, _) in zip(labels, options, strict=False)
        ]
        if shown:
            select: ui.Select[Screen] = ui.Select(
                custom_id=custom_id,
                placeholder=short(placeholder, 150),
                options=shown,
                max_values=len(shown) if several else 1,
            )
            self.container.add_item(ui.ActionRow(select))
        return self

    def addressed(self, address: Address) -> Screen:
        """Have every press carry which roadmap and which server it is about."""
        for item in self.walk_children():
            if isinstance(item, (ui.Button, ui.Select)) and item.custom_id:
                item.custom_id = address.on(item.custom_id)
        return self

    def _paragraph(self, text: str) -> ui.TextDisplay[Screen]:
        paragraph: ui.TextDisplay[Screen] = ui.TextDisplay(text)
        self._paragraphs.append(paragraph)
        return paragraph

    def _fit(self) -> None:
        """Cut the longest paragraphs, and only those, until all of them fit into one message."""
        room = MOST_TEXT
        by_length = sorted(self._paragraphs, key=lambda paragraph: len(paragraph.content))
        for number, paragraph in enumerate(by_length):
            paragraph.content = _whole_lines(paragraph.content, room // (len(by_length) - number))
            room -= len(paragraph.content)


def button(
    label: str,
    custom_id: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    off: bool = False,
) -> ui.Button[Screen]:
    """A button; `off` shows it without letting it be pressed."""
    return ui.Button(label=short(label, 80), custom_id=custom_id, style=style, disabled=off)


def phase_colour(number: int) -> int:
    """The accent colour of a phase by its number, from 1: that of the pictures."""
    return palette.as_number(palette.phase_colour(number))


def short(text: str, most: int) -> str:
    """A text cut to a length, with a sign of it, and not inside a word if that can be helped."""
    return shortened(text, most)


def told_apart(labels: Sequence[str], most: int) -> list[str]:
    """Labels of at most so many characters; those that would look the same are numbered."""
    fitting = [short(label, most) for label in labels]
    bearers, met = Counter(fitting), Counter[str]()

    def numbered(label: str, fits: str) -> str:
        met[fits] += 1
        number = f" ({met[fits]})"
        return short(label, most - len(number)) + number

    return [numbered(*pair) if bearers[pair[1]] > 1 else pair[1] for pair in zip(labels, fitting, strict=True)]


def plain(text: str) -> str:
    """Somebody's words, shown as they are: no markdown of theirs, no mention, no link card."""
    return escape_markdown(text, ignore_links=False).replace("<", "\\<")


def readable(evidence: str) -> str:
    """Somebody's words as they are, with their links to press and without a card for them."""
    parts = _WEB_ADDRESS.split(evidence)
    return "".join(f"<{part}>" if index % 2 else plain(part) for index, part in enumerate(parts))


def link(text: str, address: str) -> str:
    """A text that leads to a web address, without a card for it."""
    words = plain(text).replace("[", "\\[").replace("]", "\\]")
    return f"[{words}](<{address}>)"


def task_words(task: Task | NextTask, longest: int | None = None) -> str:
    """A task's words, leading to its page if it has one; where Discord takes no links its text stands alone."""
    text = short(task.text, longest) if longest else task.text
    return link(text, task.link) if task.link else plain(text)


def words_of(message: discord.Message | None) -> str:
    """What stands in a message of ours, its buttons and lists left out."""
    boxes = [one for one in message.components if isinstance(one, discord.Container)] if message else []
    return lines(part.content for box in boxes for part in box.children if isinstance(part, discord.TextDisplay))


def _whole_lines(text: str, most: int) -> str:
    """A text of at most so many characters: it ends with a whole line, or with what stands before a link."""
    if len(text) <= most:
        return text
    whole = text.rfind("\n", 0, most - 1)
    if whole > 0:
        return f"{text[:whole]}\n…"
    torn = next((found for found in _LINK.finditer(text) if found.start() < most - 1 < found.end()), None)
    return text[: torn.start()].rstrip() + "…" if torn else short(text, most)


def phase_name(number: int, phase: Phase) -> str:
    """A phase by its number and title: "Phase 1 · Foundations"."""
    return tr("Phase {number} · {title}", number=number, title=plain(phase.title))


def bar(done: int, total: int) -> str:
    """A short bar beside its number; the first thing done fills the first cell, and only all done looks full.

    A screen reader says each cell by its name, so there are few of them, and only after a tick (decision 0037).
    """
    filled = max(done * _CELLS // total, min(done, 1)) if total else 0
    return "▰" * filled + "▱" * (_CELLS - filled)


def zone_now(zone: ZoneInfo, now: datetime) -> str:
    """A zone with its clock, to see at once whether it is the right one (§2): "Europe/Berlin, 18:00 there now"."""
    return tr("{zone}, {time} there now", zone=zone.key.replace("_", " "), time=f"{now.astimezone(zone):%H:%M}")


def until(instant: datetime) -> str:
    """An instant as a distance from now."""
    return format_dt(instant, "R")


def lines(items: Iterable[str]) -> str:
    """One line each."""
    return "\n".join(items)
