"""What counts in a plan, by its names: everything, from a phase on, or a focus (§3)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.study.progress import Progress


@dataclass(frozen=True, slots=True)
class ScopeNames:
    """The phase, by number and title, and the project of a scope; neither where everything counts."""

    is_focus: bool
    phase: tuple[int, str] | None
    project: str

    @property
    def is_whole(self) -> bool:
        """Whether the whole roadmap counts."""
        return not (self.phase or self.project)


def scope_of(progress: Progress) -> ScopeNames:
    """What counts in a member's plan."""
    roadmap = progress.roadmap
    is_focus, project = False, None
    phase = roadmap.phase(progress.plan.scope.phase or "")
    if focus := progress.focus:
        is_focus, (phase, project) = True, focus
    elif phase is roadmap.phases[0]:
        phase = None  # from the first one on, everything counts
    named = (roadmap.number_of(phase), phase.title) if phase else None
    return ScopeNames(is_focus, named, project.title if project else "")
