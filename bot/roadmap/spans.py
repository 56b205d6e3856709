"""The two spans of a roadmap as its file writes them: weeks ("1-8" or 9) and hours a week ("6-8" or 7)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

MOST_WEEKS = 104
MOST_HOURS = 40

_WEEKS = r"[1-9][0-9]{0,2}(-[1-9][0-9]{0,2})?"
_HOURS = r"[0-9]{1,2}(\.[0-9]{1,2})?(-[0-9]{1,2}(\.[0-9]{1,2})?)?"


@dataclass(frozen=True, slots=True)
class Weeks:
    """Roadmap weeks, counted from 1, first and last included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"should go upwards; write {self.last}-{self.first}")
        if self.first < 1:
            raise ValueError("should count from 1")
        if self.last > MOST_WEEKS:
            raise ValueError(f"should end by week {MOST_WEEKS}; a roadmap has no more weeks than that")

    @classmethod
    def read(cls, written: object) -> Self:
        """The weeks that "1-8", "9" or 9 stand for; ValueError with a sentence for anything else."""
        if isinstance(written, cls):
            return written
        text = _written(written, _WEEKS)
        if text is None:
            raise ValueError("should be written like 1-8, or 9 for a single week")
        first, _, last = text.partition("-")
        return cls(int(first), int(last or first))

    @property
    def count(self) -> int:
        """How many weeks these are."""
        return self.last - self.first + 1

    def __contains__(self, week: object) -> bool:
        return isinstance(week, int) and self.first <= week <= self.last

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def __str__(self) -> str:
        return _span(self.first, self.last)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _written_as_text(core_schema.no_info_plain_validator_function(cls.read))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "title": "Weeks",
            "description": "Roadmap weeks, first and last included: 1-8, or 9 for a single week.",
            "examples": ["1-8", 9],
            "anyOf": [
                {"type": "string", "pattern": f"^{_WEEKS}$"},
                {"type": "integer", "minimum": 1, "maximum": MOST_WEEKS},
            ],
        }


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week, from least to most."""

    least: float
    most: float

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError(f"should go upwards; write {_span(self.most, self.least)}")
        if self.least <= 0 or self.most > MOST_HOURS:
            raise ValueError(f"should be more than 0 and at most {MOST_HOURS} hours a week")

    @classmethod
    def read(cls, written: object) -> Self:
        """The hours that "6-8", "7" or 7 stand for; ValueError with a sentence for anything else."""
        if isinstance(written, cls):
            return written
        text = _written(written, _HOURS)
        if text is None:
            raise ValueError("should be written like 6-8, or 7 when it is always the same")
        least, _, most = text.partition("-")
        return cls(float(least), float(most or least))

    @property
    def middle(self) -> float:
        """The hours to reckon with."""
        return (self.least + self.most) / 2

    def __str__(self) -> str:
        return _span(self.least, self.most)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _written_as_text(core_schema.no_info_plain_validator_function(cls.read))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "title": "Hours",
            "description": "Hours a week, from least to most: 6-8, or 7 when it is always the same.",
            "examples": ["6-8", 7],
            "anyOf": [
                {"type": "string", "pattern": f"^{_HOURS}$"},
                {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_HOURS},
            ],
        }


def _written(written: object, pattern: str) -> str | None:
    """The text of a number or a span; None for anything else (an author's yes is no 1)."""
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        return None
    text = f"{written:g}" if isinstance(written, float) else str(written).strip()
    return text if re.fullmatch(pattern, text, re.ASCII) else None


def _span(first: float, last: float) -> str:
    return f"{first:g}" if first == last else f"{first:g}-{last:g}"


def _written_as_text(
    reading: core_schema.PlainValidatorFunctionSchema,
) -> core_schema.PlainValidatorFunctionSchema:
    reading["serialization"] = core_schema.plain_serializer_function_ser_schema(
        str, return_schema=core_schema.str_schema()
    )
    return reading
