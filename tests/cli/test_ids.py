"""Permanent ids are listed, noted, and never dropped from the list."""

from pathlib import Path

import pytest
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


def test_the_list_of_ids_is_written_at_once_or_not_at_all(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"published.yml": "- id: 2024-01-gone\n"})
    whole = Path.write_text

    def fail(path: Path, text: str, **how: str) -> None:
        whole(path, text[:10])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_text", fail)
    assert CliRunner().invoke(ids, ["--root", str(root), "--write"]).exit_code == 1
    assert {p.name: p.read_text() for p in (root / "corpus").glob("*pub*")} == {
        "published.yml": "- id: 2024-01-gone\n"
    }
