"""Writes the proposed files into a corpus: new files only, never through a link, never over another."""

from __future__ import annotations

import os
from pathlib import Path

from broadsheet.contribute.proposals import Proposal
from broadsheet.contribute.shelf import ARTICLES, OUTLETS
from broadsheet.contribute.sidecars import record_text
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.records import OutletRecord
from broadsheet.strict_yaml import load


def write(proposal: Proposal, root: Path) -> tuple[str, ...]:
    """Write an article's files below a project's folder and return their paths, relative to it.

    Raises BroadsheetError, and leaves nothing behind, where a file is in the way.
    """
    folder = root / ARTICLES
    for part in (root / "corpus", folder):
        if part.is_symlink():
            raise _in_the_way(part.relative_to(root).as_posix())
    folder.mkdir(parents=True, exist_ok=True)
    paths = [proposal.raw.path, proposal.sidecar_path]
    _create(root, paths[0], proposal.raw.data)
    try:
        _create(root, paths[1], proposal.sidecar.encode())
        if proposal.outlet is not None:
            _append(root / OUTLETS, proposal.outlet)
            paths.append(OUTLETS)
    except BaseException:
        (root / paths[0]).unlink()
        raise
    return tuple(paths)


def _create(root: Path, shown: str, data: bytes) -> None:
    try:
        with (root / shown).open("xb") as file:  # fails where anything, a link too, has this name
            file.write(data)
    except FileExistsError:
        raise _in_the_way(shown) from None


def _in_the_way(shown: str) -> BroadsheetError:
    return BroadsheetError(Problem(shown, 1, 1, "FILE-KIND", "is in the way", "remove or rename it first"))


def _append(path: Path, outlet: OutletRecord) -> None:
    """Add a record at the end of the outlets, whose order and comments stay as they are."""
    if path.is_symlink():
        raise _in_the_way(OUTLETS)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if before and not before.endswith("\n"):
        before += "\n"
    lines = record_text({"id": outlet.id, "name": outlet.name}).splitlines()
    record = "".join(f"{'- ' if i == 0 else '  '}{line}\n" for i, line in enumerate(lines))
    whole = before + record
    if not isinstance(load(whole, OUTLETS).data, list):
        raise BroadsheetError(
            Problem(OUTLETS, 1, 1, "FILE-LIST", "is no list of records", "begin each with `- id:`")
        )
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_text(whole, encoding="utf-8", newline="")
    new.replace(path)
