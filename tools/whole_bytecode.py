"""Removes compiled modules that are half written, so that Python makes them anew: `make run` and `make demo` begin so.

A disk that is full takes the first part of a file; Python before 3.14 keeps that, and ends with a stack trace from then
on, also when there is room again. Run as a file with `-S`, so that nothing is imported that could be broken itself.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

_HEADER = 16  # bytes: version, flags, time and size of the source


def is_whole(module: Path) -> bool:
    """Whether a compiled module can be loaded; one of another Python, which is not loaded, counts as whole."""
    if sys.implementation.cache_tag not in module.name:
        return True
    try:
        marshal.loads(memoryview(module.read_bytes())[_HEADER:])  # noqa: S302  # what Python does with it next anyway
    except (EOFError, ValueError, TypeError):
        return False
    return True


def main(folders: list[str]) -> int:
    """Look at all compiled modules below some folders; 1 when a broken one can't be removed."""
    for folder in folders:
        for module in Path(folder).rglob("*.pyc"):
            try:
                if not is_whole(module):
                    module.unlink()
            except OSError as error:
                print(f"{module} is half written: remove it ({error.strerror}).", file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
