"""Reads the corpus at a revision from the repository, whatever lies in the working folder."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from broadsheet.problems import BroadsheetError, Problem

ARTICLES = "corpus/articles/"
_LINK = "120000"
_FILE = ("100644", "100755")


@dataclass(frozen=True)
class Blob:
    """A file of a revision."""

    mode: str
    oid: str


@dataclass(frozen=True)
class Revision:
    """The corpus as one revision has it."""

    root: Path
    """The project's folder, in a repository or one itself."""
    commit: str

    @cached_property
    def files(self) -> Mapping[str, Blob]:
        """Return every file below `corpus/`, by path relative to the project's folder."""
        found: dict[str, Blob] = {}
        for row in _git(self.root, "ls-tree", "-r", "-z", self.commit, "corpus/").split(b"\0"):
            if row:
                head, _, path = row.partition(b"\t")
                mode, _, oid = head.decode().split()
                found[path.decode("utf-8", "surrogateescape")] = Blob(mode, oid)
        return found

    @property
    def articles(self) -> frozenset[str]:
        """Return the ids of the articles."""
        return frozenset(PurePosixPath(path).stem for path in self.files if _is_raw(path))

    def texts(self) -> Iterable[tuple[str, str]]:
        """Return id and raw text of every article that is UTF-8, in order."""
        paths = sorted(path for path in self.files if _is_raw(path) and self.files[path].mode in _FILE)
        contents = self._contents({self.files[path].oid for path in paths})
        for path in paths:
            try:
                yield PurePosixPath(path).stem, contents[self.files[path].oid].decode("utf-8-sig")
            except UnicodeDecodeError:
                continue

    def put(self, ids: Collection[str], folder: Path) -> None:
        """Write the authority files and the files of some articles below a folder; a link stays a link."""
        paths = [p for p in self.files if not p.startswith(ARTICLES) or PurePosixPath(p).stem in ids]
        contents = self._contents({self.files[path].oid for path in paths})
        (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
        for path in paths:
            target, blob = folder / path, self.files[path]
            target.parent.mkdir(parents=True, exist_ok=True)
            if blob.mode == _LINK:
                target.symlink_to("nowhere")  # where it leads is nobody's business: links are refused
            elif blob.mode in _FILE:
                target.write_bytes(contents[blob.oid])

    def _contents(self, oids: Collection[str]) -> dict[str, bytes]:
        """Return blobs by their object ids."""
        asked = sorted(oids)
        told = _git(self.root, "cat-file", "--batch", stdin="".join(f"{oid}\n" for oid in asked).encode())
        found, at = {}, 0
        for _ in asked:
            end = told.index(b"\n", at)
            oid, kind, *size = told[at:end].decode().split()
            at = end + 1
            if kind == "blob":
                found[oid] = told[at : at + int(size[0])]
                at += int(size[0]) + 1
        return found


def _is_raw(path: str) -> bool:
    return path.startswith(ARTICLES) and path.endswith((".txt", ".html"))


def revisions(root: Path, span: str) -> tuple[Revision, Revision]:
    """Return the two revisions of `BASE..HEAD`, the first being where HEAD left BASE.

    Raises BroadsheetError where one of them is not in the repository.
    """
    base, dots, head = span.partition("..")
    head = head.lstrip(".") or "HEAD"
    if not dots or not base:
        raise _unknown(span)
    ends = [_commit(root, base), _commit(root, head)]
    start = _git(root, "merge-base", *ends).decode().strip()
    return Revision(root, start), Revision(root, ends[1])


def _commit(root: Path, name: str) -> str:
    return (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    )


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    command = ["git", "-C", str(root), "-c", "core.quotepath=false", *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=True)  # noqa: S603
    except (subprocess.CalledProcessError, FileNotFoundError):
        raise _unknown(" ".join(arguments)) from None
    return done.stdout


def _unknown(what: str) -> BroadsheetError:
    hint = "name it as BASE..HEAD, in a repository that has both with their history"
    return BroadsheetError(Problem("corpus", 1, 1, "REVISION", f"cannot be compared: {what[:200]!r}", hint))
