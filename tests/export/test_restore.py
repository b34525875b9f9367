"""A corpus made from its export is the corpus that was exported, and nothing is written that should not be."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadsheet.cli import cli
from broadsheet.export import restore
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.work.examination import CACHE, store_of
from tests.export.conftest import FILES, WHOLE

# Lines that are articles, written in more than one way, the last without an end.
LINES = (
    '{"id": "z-first", "text": "Nets mended\\n\\nThe nets were mended, the crew said.\\n", "sidecar": {"date": "2023-01"}}\n'
    '{"sidecar":{"outlet_note":""},"id":"a-second","html":"<html><body><h1>Caf\\u00e9 opens</h1><p>A caf\u00e9 opens, the owner said.</p></body></html>"}\r\n'
    '{"id": "m-third", "text": "Crane sold\\r\\n\\r\\nThe crane was sold, the port said."}'
)


def exported(root: Path, out: Path) -> Path:
    result = CliRunner().invoke(cli, ["export", "--root", str(root), "--out", str(out), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return out / "data"


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_corpus_in_full_comes_back_byte_for_byte(project: Callable[..., Path], tmp_path: Path) -> None:
    parted = ("lamp", "market", "gone")
    whole = {path: data for path, data in FILES.items() if not any(word in path for word in parted)}
    root = project({**whole, "articles/2023/Part_1.jsonl": LINES})
    data = exported(root, tmp_path / "out")
    result = CliRunner().invoke(cli, ["import", str(data), "--out", str(tmp_path / "copy")])
    assert "site_name" in (tmp_path / "copy/mkdocs.yml").read_text()
    assert result.exit_code == 0, result.output
    assert tree(tmp_path / "copy" / "corpus") == tree(root / "corpus")
    assert b"\r\n" in WHOLE.encode()


def test_files_of_registered_names_and_folders_of_any_name_come_back(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    records = "- {id: crane-company, name: Crane Company, type: organisation}\n"
    names = {"entities/people.v2.yml": FILES["entities.yml"], "entities/Companies and ports.yml": records}
    text = "Ferry stays in port\n\nThe ferry stays in port, the captain said.\n"
    folders = {"articles/São Tomé, 2024/ferry.txt": text, "articles/São Tomé, 2024/ferry.yml": "date: 2024\n"}
    root = project({**names, **folders})
    data = exported(root, tmp_path / "out")
    result = CliRunner().invoke(cli, ["import", str(data), "--out", str(tmp_path / "copy")])
    assert result.exit_code == 0, result.output
    assert tree(tmp_path / "copy" / "corpus") == tree(root / "corpus")


def test_what_an_export_keeps_is_noted_so_that_no_build_removes_it(every_kind: Path, tmp_path: Path) -> None:
    exported(every_kind, tmp_path / "out")
    store = store_of(every_kind)
    there = {p for p in (every_kind / CACHE).rglob("*") if p.is_file() and "used-" not in p.name}
    for path in there:
        os.utime(path, (0, 0))
    store.sweep([])
    assert any(path.name.endswith(".note") for path in there)
    assert all(path.is_file() for path in there)


def test_articles_that_are_held_back_are_named(every_kind: Path, tmp_path: Path) -> None:
    data = exported(every_kind, tmp_path / "out")
    told = [str(found) for found in restore(data) if isinstance(found, Problem)]
    assert len(told) == 3
    assert all("IMPORT-TEXT" in line for line in told)


def test_an_existing_corpus_is_left_alone(every_kind: Path, tmp_path: Path) -> None:
    data = exported(every_kind, tmp_path / "out")
    before = tree(every_kind)
    result = CliRunner().invoke(cli, ["import", str(data), "--out", str(every_kind)])
    assert result.exit_code == 2
    assert tree(every_kind) == before


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("ledger", "raw_path", "corpus/articles/../../escaped.txt"),
        ("ledger", "raw_path", "/escaped.txt"),
        ("ledger", "raw_path", "corpus/articles/a.py"),
        ("records", "path", "corpus/../mkdocs.yml"),
        ("records", "path", "corpus/entities/../../mkdocs.yml"),
        ("records", "path", "corpus/entities/..yml"),
        ("records", "path", "corpus/entities/a\\b.yml"),
        ("records", "path", "corpus/entities/c:x.yml"),
        ("records", "path", "corpus/entities/people.yaml"),
        ("records", "path", "corpus/articles/../x.jsonl:1"),
        ("records", "path", "corpus/articles/.hidden.jsonl:1"),
        ("ledger", "raw_sha256", "0" * 64),
        ("ledger", "pieces", "no list"),
    ],
)
def test_a_damaged_or_hostile_export_is_refused(
    every_kind: Path, tmp_path: Path, name: str, key: str, value: str
) -> None:
    data = exported(every_kind, tmp_path / "out")
    path = data / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kind = [row for row in rows if "corpus/entities/" not in str(value) or row["article"] is None]
    kind[0][key] = value
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(BroadsheetError):
        list(restore(data))
    result = CliRunner().invoke(cli, ["import", str(data), "--out", str(tmp_path / "copy")])
    assert isinstance(result.exception, BroadsheetError) or result.exit_code == 1
    assert not (tmp_path / "copy").exists()  # so that the next try is not refused


def test_a_folder_that_is_there_stays_as_it_was_where_the_export_is_damaged(
    every_kind: Path, tmp_path: Path
) -> None:
    data = exported(every_kind, tmp_path / "out")
    with (data / "articles.jsonl").open("a", encoding="utf-8") as file:
        file.write("{}\n")
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mkdocs.yml").write_text("site_name: News\n")
    result = CliRunner().invoke(cli, ["import", str(data), "--out", str(tmp_path / "copy")])
    assert result.exit_code == 1
    assert tree(tmp_path / "copy") == {"mkdocs.yml": b"site_name: News\n"}
    assert [path.name for path in (tmp_path / "copy").iterdir()] == ["mkdocs.yml"]


def test_a_line_that_is_no_utf_8_is_named(every_kind: Path, tmp_path: Path) -> None:
    data = exported(every_kind, tmp_path / "out")
    lines = (data / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (data / "ledger.jsonl").write_bytes(b"".join([*lines, '{"article": "café"}\n'.encode("latin-1")]))
    with pytest.raises(BroadsheetError, match=rf"^ledger.jsonl:{len(lines) + 1}:1: IMPORT "):
        list(restore(data))


def test_a_folder_without_an_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(BroadsheetError, match="is missing"):
        list(restore(tmp_path))
