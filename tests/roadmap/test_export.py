"""A roadmap goes out as a checklist, and comes back in as the same roadmap."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from bot.roadmap import Roadmap, read_roadmap
from bot.roadmap.changes.difference import difference, lines
from bot.roadmap.files.exporting import export_markdown
from bot.roadmap.files.from_checklist import import_file, onto
from bot.roadmap.files.writing import write_roadmap
from tests.roadmap.random_roadmaps import roadmaps

OURS = read_roadmap((Path(__file__).parents[2] / "roadmap.yaml").read_bytes())

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@slow
@given(roadmaps())
def test_what_goes_out_comes_back_in(roadmap: Roadmap):
    """Export, then import: every id, text, link, week and line beside them."""
    back = import_file(export_markdown(roadmap).encode(), "export.md")
    assert back.roadmap == roadmap
    again, _ = onto(back, roadmap)
    assert lines(difference(roadmap, again.roadmap)) == ["No change."]


@slow
@given(roadmaps())
def test_a_file_that_is_written_is_read_as_the_same(roadmap: Roadmap):
    """The same for YAML."""
    assert read_roadmap(write_roadmap(roadmap, "plan.md")) == roadmap


def test_our_own_roadmap_reads_like_a_checklist():
    """What an admin gets to edit: labels, titles and ids, and nothing escaped that need not be."""
    exported = export_markdown(OURS)
    assert "## Phase 1: Foundations (weeks 1-8) <!-- id: foundations -->\n" in exported
    assert "### Weeks 1-2: ML Fundamentals <!-- id: ml-fundamentals -->\n" in exported
    assert '- [ ] Read "Attention Is All You Need" (annotated) <!-- id: attention-paper -->\n' in exported
    assert "### Phase 1 Checkpoint <!-- checkpoint -->\n" in exported
    assert import_file(exported.encode(), "export.md").roadmap == OURS


def test_a_task_added_to_an_export_gets_an_id_and_the_others_keep_theirs():
    """An admin edits what the bot gave them."""
    edited = export_markdown(OURS).replace("### Weeks 3-4", "- [ ] Draw a graph\n\n### Weeks 3-4", 1)
    back, _ = onto(import_file(edited.encode(), "export.md"), OURS)
    assert lines(difference(OURS, back.roadmap)) == ["1 added.", "+ Draw a graph"]
    assert back.roadmap.task("draw-graph")
