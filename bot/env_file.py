"""The settings file `.env`, as editors and shells on any system write it."""

from __future__ import annotations

import codecs
from io import StringIO
from pathlib import Path

from bot.refusals import CannotBeDone

ENV_FILE = Path(".env")

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def settings_in(path: Path) -> dict[str, str]:
    """The settings of a file by their names in small letters; none when there is no file.

    Raises CannotBeDone when it can't be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CannotBeDone(
            f"Cannot read the settings in {path}: {error.strerror}. Make it a file that the bot may read, or remove it."
        ) from error
    from dotenv import dotenv_values  # noqa: PLC0415  # a health check that needs no file shall not wait for it

    return {name.lower(): value or "" for name, value in dotenv_values(stream=StringIO(_text(data, path))).items()}


def _text(data: bytes, path: Path) -> str:
    """The text, whatever wrote it: Windows PowerShell writes UTF-16, or the code page of Western Europe."""
    try:
        return data.decode(_encoding(data))
    except UnicodeDecodeError:
        raise CannotBeDone(f"The settings in {path} are in an unknown encoding. Save it as UTF-8.") from None


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    if b"\0" in data:  # UTF-16 without its mark: every second byte of plain English is 0
        return "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
