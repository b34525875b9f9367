"""Finds the articles among files and folders, and reads each as what a person brings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.contribute.submissions import Row, Submission, kind_of
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read.files import ENDINGS, MAX_PAGE_BYTES, PAGES, read_bytes, unread_folder

_NO_TEXT = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")
"""What PDF, DOCX and other archives, RTF and old Word files begin with."""


def read_file(path: Path) -> Submission:
    """Return a file's text as it lies there. Raises BroadsheetError where it cannot be read, or is none."""
    data = read_bytes(path, path.as_posix(), MAX_PAGE_BYTES)
    if data.startswith(_NO_TEXT):
        what, hint = "holds pages or an archive, no plain text", "save its words as .txt, or the web page as .html"
        raise BroadsheetError(Problem(path.as_posix(), 1, 1, "FILE-KIND", what, hint))
    return Submission(data, path.as_posix(), "html" if path.suffix.lower() in PAGES else kind_of(data))


def find_files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield the files that are meant: each named, and those of a folder that may be articles, in order.

    A folder that cannot be read is a problem, wherever it lies.
    """
    for path in paths:
        unread: list[Problem] = []
        found = sorted(_below(path, unread)) if path.is_dir() else [path]
        yield from found
        yield from unread
        if not found and not unread:
            hint = f"name one with files that end in {', '.join(ENDINGS)}"
            yield Problem(path.as_posix(), 1, 1, "ADD-TEXT", "holds no article", hint)


_MADE = ("corpus", "build")
"""Folders of a project whose texts are no new articles."""


def _below(folder: Path, unread: list[Problem]) -> Iterator[Path]:
    """Yield the texts and pages below a folder.

    What is hidden, what a link leads to, and what a project has already or has made is none of them.
    """

    def note(e: OSError) -> None:
        unread.append(unread_folder(e, Path(e.filename).as_posix()))

    for here, folders, names in os.walk(folder, onerror=note):
        made = _MADE if all(Path(here, name).exists() for name in ("corpus", "mkdocs.yml")) else ()
        folders[:] = [name for name in folders if not name.startswith(".") and name not in made]
        for name in names:
            path = Path(here, name)
            if path.suffix.lower() in ENDINGS and not name.startswith(".") and not path.is_symlink():
                yield path


def read_files(found: Iterable[Path | Problem]) -> Iterator[Row]:
    """Yield each file as what a person brings, or the problem it has."""
    for path in found:
        if isinstance(path, Problem):
            yield path
            continue
        try:
            yield read_file(path)
        except BroadsheetError as e:
            yield from e.problems
