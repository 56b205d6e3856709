"""The study roadmap: the model, how a file becomes one, and its published schema."""

from bot.roadmap.faults import BadRoadmap, Fault
from bot.roadmap.files.reading import read_roadmap
from bot.roadmap.files.schema import json_schema
from bot.roadmap.model import (
    DAYS,
    DEFAULT_PROJECT_HOURS,
    DEFAULT_RHYTHM,
    Adjustment,
    Block,
    Checkpoint,
    CheckpointItem,
    Hours,
    Milestone,
    NamedPace,
    Phase,
    Project,
    RhythmDay,
    Roadmap,
    Task,
    Weeks,
)
from bot.roadmap.report import counts, warnings

__all__ = [
    "DAYS",
    "DEFAULT_PROJECT_HOURS",
    "DEFAULT_RHYTHM",
    "Adjustment",
    "BadRoadmap",
    "Block",
    "Checkpoint",
    "CheckpointItem",
    "Fault",
    "Hours",
    "Milestone",
    "NamedPace",
    "Phase",
    "Project",
    "RhythmDay",
    "Roadmap",
    "Task",
    "Weeks",
    "counts",
    "json_schema",
    "read_roadmap",
    "warnings",
]
