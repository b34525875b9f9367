"""Permanent ids are listed, noted, and never dropped from the list."""

from click.testing import CliRunner

from broadsheet.cli.ids import ids
from broadsheet.work.recheck import recheck
from tests.conftest import Project


def test_ids_are_noted_and_a_vanished_one_stays_noted(project: Project) -> None:
    root = project({"published.yml": "- id: 2024-01-gone\n"})
    assert CliRunner().invoke(ids, ["--root", str(root)]).output == "2024-01-gone\n2024-05-harbour\n"
    CliRunner().invoke(ids, ["--root", str(root), "--write"])
    assert (root / "corpus/published.yml").read_text().endswith("- id: 2024-01-gone\n- id: 2024-05-harbour\n")
    assert [p.code for p in recheck(root).problems] == ["ID-GONE"]
    CliRunner().invoke(ids, ["--root", str(root), "--write"])
    assert [p.code for p in recheck(root).problems] == ["ID-GONE"]
