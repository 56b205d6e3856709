"""The room for words: whole sentences ready for translation, and numbers, dates and lists as people say them.

English stands in the code as the source; what is shown is looked up by gettext for the language of the moment.
"""

from bot.words.catalogue import language, languages, speak, speaking, teach, to_tr, tr, tr_n
from bot.words.dates import (
    date_span,
    day_name,
    month_name,
    short_date,
    short_day_of_month,
    short_month,
    weekday_letter,
    weekday_name,
    weekday_names,
)
from bot.words.durations import duration, hours
from bot.words.lists import listed, listed_or
from bot.words.locale import DEFAULT
from bot.words.numbers import decimal, grouped

__all__ = [
    "DEFAULT", "date_span", "day_name", "decimal", "duration", "grouped", "hours", "language", "languages", "listed",
    "listed_or", "month_name", "short_date", "short_day_of_month", "short_month", "speak", "speaking", "teach", "to_tr",
    "tr", "tr_n", "weekday_letter", "weekday_name", "weekday_names",
]  # fmt: skip
