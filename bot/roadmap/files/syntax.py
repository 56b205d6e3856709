"""Files that are no YAML at all, said in a sentence: encodings, control characters, indentation, quotes."""

import re

import yaml

MOST_BYTES = 1024 * 1024

# What YAML itself allows in a file (YAML 1.1, 5.1), written as what it does not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_UNFIT = (
    "this line does not fit those above it; indent it like its neighbours, "
    "and put a text that contains quotes in other quotes"
)
_SENTENCES = {
    "mapping values are not": "there is one ': ' too many; put the text in quotes, or mend the line above",
    "cannot start any token": "a text cannot begin like this; use no tabs, and put the text in quotes",
    "tab character": "there is a tab before this text; indent with spaces",
    "unexpected end of stream": "what opens in this line is never closed; close the quote or bracket",
    "did not find expected key": _UNFIT,
    "expected <block end>": _UNFIT,
    "incompatible YAML": "this file asks for another version of YAML; remove the line that begins with %YAML",
    "could not find expected ':'": "this line has no ':' after its key; write 'key: text'",
}


class Unreadable(Exception):
    """A file of which nothing can be read, with the one fault to mend first."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(line, sentence)
        self.line = line
        self.sentence = sentence


def readable(text: str | bytes) -> str:
    """The text of a file, if it is text and of a reasonable size."""
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        raise Unreadable(1, f"the file has {size:,} bytes, at most {MOST_BYTES:,} are read; shorten it")
    if isinstance(text, bytes):
        text = _decoded(text)
    text = text.removeprefix("\N{BYTE ORDER MARK}")
    if bad := _FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        told = f"the character U+{ord(bad[0]):04X} cannot stand here; remove it, or save the file as UTF-8"
        raise Unreadable(line, told)
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "the file is not UTF-8 text; save it with the encoding UTF-8") from error


def syntax_fault(error: yaml.YAMLError) -> Unreadable:
    """What YAML's own message means for an author."""
    problem = str(getattr(error, "problem", None) or "")
    at = getattr(error, "problem_mark", None)
    if "unexpected end of stream" in problem:
        # The end is where YAML gave up; the author looks for the beginning.
        at = getattr(error, "context_mark", None) or at
    told = next((sentence for sign, sentence in _SENTENCES.items() if sign in problem), None)
    plain = f"YAML cannot read this line ({problem or 'no reason given'}); put texts with special signs in quotes"
    return Unreadable(at.line + 1 if at else 1, told or plain)
