"""How numbers, dates and lists are written: as in British English, "Wednesday 31 March 2027" and "1, 2 and 3"."""

from babel import Locale

LOCALE = Locale("en", "GB")
