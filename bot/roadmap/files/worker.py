"""The process that does one job within limits: the job on standard input, the answer on standard output.

`python -m bot.roadmap.files.worker SECONDS MEGABYTES`; it limits itself, as far as the system knows limits.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Mapping, Sequence

from bot.roadmap.changes.continuing import NotTheSame
from bot.roadmap.changes.difference import difference, lines
from bot.roadmap.changes.likeness import Near
from bot.roadmap.faults import BadRoadmap
from bot.roadmap.files.exporting import export_markdown
from bot.roadmap.files.from_checklist import Imported, Refused, import_file, onto
from bot.roadmap.files.jobs import (
    FAILED,
    JOB,
    TOO_MUCH,
    Answer,
    Changes,
    Compare,
    Export,
    Import,
    Job,
    Opening,
    Question,
    Read,
    Said,
    Written,
)
from bot.roadmap.files.writing import write_roadmap
from bot.roadmap.model import Roadmap

if sys.platform != "win32":
    import resource

_OPTIONS = re.compile(r'--(bullets|section|weeks)\b( "…"| \d+)?')
_VALUES = {"bullets": "True"}
_ALL = 100_000
_MOST_FAULTS = 10


def do(job: Job) -> Answer:
    """Do a job; what is wrong with a file is an answer, too."""
    match job:
        case Import():
            return _import(job)
        case Compare():
            before, after = map(Roadmap.model_validate_json, (job.before, job.after))
            return _read(after).model_copy(update={"changes": _changes(before, after, job.ticks)})
        case Export(kind="yaml"):
            return Written(text=write_roadmap(Roadmap.model_validate_json(job.document), job.source))
        case Export():
            return Written(text=export_markdown(Roadmap.model_validate_json(job.document)))


def _import(job: Import) -> Read | Said:
    changes = None
    try:
        imported = import_file(job.data, job.name, job.wishes)
        if job.before:
            before, *earlier = map(Roadmap.model_validate_json, (job.before, *job.earlier))
            imported, continued = onto(imported, before, earlier, job.answers, job.retired)
            changes = _changes(before, imported.roadmap, job.ticks, continued.questions)
    except (Refused, NotTheSame, BadRoadmap) as refused:
        return Said(sentence=in_discord(_first(str(refused).split("\n"))))
    return _read(imported.roadmap).model_copy(update={**_remarks(imported), "changes": changes})


def _first(told: Sequence[str]) -> str:
    """What is wrong with a file, as far as somebody reads it in a message."""
    more = len(told) - _MOST_FAULTS
    return "\n".join([*told[:_MOST_FAULTS], *([f"and {more:,} more"] if more > 0 else [])])


def _remarks(imported: Imported) -> dict[str, object]:
    return {
        "dated": imported.dated,
        "says_days": "rhythm" in imported.said,
        "remarks": tuple(in_discord(f"{remark.spoken}.") for remark in imported.remarks),
        "ticked": imported.ticked,
    }


def _read(roadmap: Roadmap) -> Read:
    first = roadmap.blocks[0]
    return Read(
        document=roadmap.model_dump_json(exclude_none=True),
        title=roadmap.title,
        phases=len(roadmap.phases),
        blocks=len(roadmap.blocks),
        tasks=len(roadmap.tasks),
        items=len(roadmap.items),
        weeks=roadmap.weeks_total,
        study_days=tuple((row.day, row.hours) for row in roadmap.rhythm),
        opening=Opening(
            title=first.title, weeks=str(first.weeks), tasks=tuple((task.text, task.link) for task in first.tasks)
        ),
    )


def _changes(before: Roadmap, after: Roadmap, ticks: Mapping[str, int], asked: tuple[Near, ...] = ()) -> Changes:
    found = difference(before, after)
    return Changes(
        none=found.none,
        another=found.another,
        lines=tuple(lines(found, ticks)),
        all=tuple(lines(found, ticks, _ALL)),
        questions=tuple(Question(old=one.old.id, was=one.old.text, new=one.new.id, now=one.new.text) for one in asked),
    )


def in_discord(sentence: str) -> str:
    """A sentence of the command line with its options as a slash command has them.

    >>> in_discord('Import one section: --section "…". --bullets takes them as tasks.')
    'Import one section: section:"…". bullets:True takes them as tasks.'
    """
    return _OPTIONS.sub(lambda found: f"{found[1]}:{_VALUES.get(found[1], '')}{(found[2] or '').strip()}", sentence)


def main() -> int:
    """Do the job that stands on standard input, in so many seconds and megabytes."""
    _limit(*map(int, sys.argv[1:]))
    try:
        return _work()
    except (MemoryError, SystemError):  # CPython's own code raises the latter where memory ends within it
        return TOO_MUCH


def _work() -> int:
    try:
        answer = do(JOB.validate_json(sys.stdin.buffer.read()))
        sys.stdout.buffer.write(answer.model_dump_json().encode())
        sys.stdout.buffer.flush()
    except (MemoryError, SystemError):
        raise
    except Exception as error:  # whatever it is, its message may hold what somebody wrote
        # Where memory is at its end, saying so may fail of the same.
        sys.stderr.write("".join([type(error).__name__, "\n", *traceback.format_tb(error.__traceback__)]))
        sys.stderr.flush()
        return FAILED
    return 0


def _limit(seconds: int, megabytes: int) -> None:
    """Take no more than is given, and let everything else go first."""
    if sys.platform == "win32":
        return
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    if sys.platform == "linux":  # elsewhere a process has more address space than it uses
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    os._exit(main())  # where memory is at its end, tidying up fails too, and would end with another code
