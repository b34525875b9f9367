"""Writes the proposed files into a corpus: new files only, never through a link, never over another."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from broadsheet.check.naming import OUTLETS
from broadsheet.contribute.proposals import Proposal
from broadsheet.contribute.sidecars import item_text, reads_as
from broadsheet.locking import changing
from broadsheet.models import ARTICLES
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.authority import MAX_AUTHORITY_BYTES
from broadsheet.read.files import decoded, read_bytes
from broadsheet.records.strict_yaml import load

_EMPTY_LIST = re.compile(r"^\[[ ]{0,20}\]", re.MULTILINE)


@contextmanager
def writing(root: Path) -> Iterator[Callable[[Proposal], tuple[str, ...]]]:
    """Give what writes an article below a project's folder and returns its paths, relative to it.

    It raises BroadsheetError where a file is in the way, and leaves nothing of that article behind. All are
    written as a whole, with the records of new outlets at the end: whatever else goes wrong, none of them stays.
    """
    outlets: list[str] = []
    with changing(root), ExitStack() as undoing:
        yield partial(_write, root, undoing, outlets)
        if outlets:
            append(root, OUTLETS, "".join(outlets))
        undoing.pop_all()


def _write(root: Path, undoing_all: ExitStack, outlets: list[str], proposal: Proposal) -> tuple[str, ...]:
    folder = root / ARTICLES
    for part in (root / "corpus", folder):
        if part.is_symlink():
            raise in_the_way(part.relative_to(root).as_posix())
    folder.mkdir(parents=True, exist_ok=True)
    files = {proposal.raw.path: proposal.raw.data, proposal.sidecar_path: proposal.sidecar.encode()}
    with ExitStack() as undoing:
        for shown, data in files.items():
            _create(root / shown, shown, data, undoing)
        undoing_all.push(undoing.pop_all())
    if proposal.outlet is not None:
        outlets.append(item_text(proposal.outlet.model_dump(exclude_defaults=True)))
    return (*files, *([OUTLETS] if proposal.outlet is not None else []))


def _create(path: Path, shown: str, data: bytes, undoing: ExitStack) -> None:
    try:
        with path.open("xb") as file:  # fails where anything, a link too, has this name
            undoing.callback(path.unlink)
            file.write(data)
    except FileExistsError:
        raise in_the_way(shown) from None


def in_the_way(shown: str) -> BroadsheetError:
    """Return what says that something else has a file's name."""
    return BroadsheetError(Problem(shown, 1, 1, "FILE-KIND", "is in the way", "remove or rename it first"))


def append(root: Path, shown: str, records: str) -> None:
    """Add records at the end of a list file, at once or not at all. Raises BroadsheetError as `extended` does."""
    replace_text(root / shown, extended(authority_text(root, shown), shown, records))


def authority_text(root: Path, shown: str) -> str:
    """Return what a file says that people write; nothing where there is none."""
    there = os.path.lexists(root / shown)
    return decoded(read_bytes(root / shown, shown, MAX_AUTHORITY_BYTES), shown) if there else ""


def extended(before: str, shown: str, records: str) -> str:
    """Return a list file with records at its end; order and comments stay as they are.

    Raises BroadsheetError where the file would not be read as the records it had and these.
    """
    had = load(before, shown).data or []
    whole = f"{_open_ended(before, had)}{records}".lstrip("\n")
    if not isinstance(had, list) or not reads_as(whole, [*had, *load(records, shown).data]):
        hint = "begin each record with `- id: ...`, on a line of its own"
        raise BroadsheetError(Problem(shown, 1, 1, "FILE-LIST", "is no list that a record can be added to", hint))
    return whole


def replace_text(path: Path, text: str, undoing: ExitStack | None = None) -> None:
    """Write a file at once or not at all, its line ends as they are in the text; say what would undo it."""
    before = path.read_bytes() if undoing is not None and path.exists() else None
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8", newline="")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    if undoing is not None:
        undoing.callback(path.unlink if before is None else partial(path.write_bytes, before))


def _open_ended(text: str, had: object) -> str:
    """Return a list file as records can follow it: without the brackets of an empty list, its last line ended."""
    text = text if had else _EMPTY_LIST.sub("", text, count=1)
    return text if not text or text.endswith("\n") else f"{text}\n"
