"""Every "§" leads to a rule that is published, and every place in the glossary is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RULES = ROOT / "docs" / "rules.md"
GLOSSARY = ROOT / "docs" / "glossary.md"


def test_every_section_named_in_code_is_a_heading_of_the_rules():
    """In code, tests and documents; a rule that nobody can read is none."""
    headings = set(re.findall(r"^## §(\d+) ", RULES.read_text(encoding="utf-8"), re.MULTILINE))
    files = [file for folder in ("bot", "tests", "docs", "benchmarks") for file in (ROOT / folder).rglob("*.*")]
    named = {
        (file.relative_to(ROOT).as_posix(), section)
        for file in files
        if file.suffix in (".py", ".md", ".sql")
        for section in re.findall(r"§(\d+)", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    assert {place for place in named if place[1] not in headings} == set()


def test_every_place_of_the_glossary_is_there():
    """A file or a folder below bot/, where the term's rules are."""
    rows = re.findall(r"^\| (.+?) \| .+? \| (`.+`) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 30
    assert [term for term, _ in rows] == sorted((term for term, _ in rows), key=str.casefold)
    folders = ("bot", "bot/ui")
    gone = [
        place
        for _, places in rows
        for place in re.findall(r"`(.+?)`", places)
        if not any((ROOT / folder / place).exists() for folder in folders)
    ]
    assert gone == []
