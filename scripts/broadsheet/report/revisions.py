"""Reads the corpus at a revision from the repository, whatever lies in the working folder."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from broadsheet.corpus import Place
from broadsheet.models import ARTICLES
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import Found, find_places, raw_at
from broadsheet.read.articles import stem_of
from broadsheet.read.shards import line_of, places_in

_BELOW = f"{ARTICLES}/"
LINES = ".jsonl"
_LINK = "120000"
_FILE = ("100644", "100755")
_SAFE = "safe.directory"


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
        return frozenset(self.places)

    @property
    def places(self) -> Mapping[str, Place]:
        """Return where each article lies, by id, as `read` would find it."""
        return self._found[0]

    @cached_property
    def marks(self) -> Mapping[str, Hashable]:
        """Return what stands for each article and what people wrote about it, by id."""
        files, (places, lines) = self.files, self._found
        return {n: lines.get(n, (files.get(p.path), files.get(p.sidecar_path))) for n, p in places.items()}

    @cached_property
    def _found(self) -> tuple[Mapping[str, Place], Mapping[str, str]]:
        """Return where each article lies, and a digest of each that is a line; no other article is opened."""
        paths = sorted(path for path in self.files if path.startswith(_BELOW))
        texts = {stem_of(path) for path in paths if path.endswith((".txt", ".html"))}
        opened = [p for p in paths if p.endswith(LINES) or (p.endswith(".yml") and stem_of(p) not in texts)]
        with tempfile.TemporaryDirectory(prefix="broadsheet-") as name:
            self._write(opened, Path(name))
            places = {place.id: place for place in find_places(Found(Path(name)), files=paths)[0]}
            lines = {n: line_of(Path(name), place) for n, place in places.items() if place.line is not None}
        return places, {name: hashlib.sha256(line).hexdigest() for name, line in lines.items()}

    def texts(self, names: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
        """Yield id and raw text of the articles that are UTF-8, or of some of them, one at a time."""
        wanted = [p for n, p in self.places.items() if p.has_text and (names is None or n in names)]
        alone: dict[str, list[Place]] = defaultdict(list)
        for place in wanted:
            if place.line is None and self.files[place.path].mode in _FILE:
                alone[self.files[place.path].oid].append(place)
        for oid, data in self._contents(alone):
            with suppress(UnicodeDecodeError):
                text = data.decode("utf-8-sig")
                yield from ((place.id, text) for place in alone[oid])
        with tempfile.TemporaryDirectory(prefix="broadsheet-") as name:
            self._write([path for path in self.files if path.endswith(LINES)], Path(name))
            found = ((place.id, raw_at(Path(name), place)) for place in wanted if place.line is not None)
            yield from ((name, raw.text) for name, raw in found if raw is not None)

    def put(self, ids: Collection[str], folder: Path) -> None:
        """Write the authority files and the files of some articles below a folder; a link stays a link.

        A file of lines keeps those of these articles, and those that are none, at their numbers.
        """
        (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
        for path in self._write([p for p in self.files if _is_of(p, ids)], folder):
            if path.startswith(_BELOW) and path.endswith(LINES):
                _thin(folder, path, ids)

    def _write(self, paths: Iterable[str], folder: Path) -> list[str]:
        """Write files below a folder, and return those that are plain files."""
        plain: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if self.files[path].mode == _LINK:
                (folder / path).symlink_to("nowhere")  # where it leads is nobody's business: links are refused
            elif self.files[path].mode in _FILE:
                plain[self.files[path].oid].append(path)
        for oid, data in self._contents(plain):
            for path in plain[oid]:
                (folder / path).write_bytes(data)
        return [path for same in plain.values() for path in same]

    def _contents(self, oids: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield blobs with their object ids, one at a time."""
        with tempfile.TemporaryFile() as asked:
            asked.writelines(f"{oid}\n".encode() for oid in sorted(oids))
            asked.seek(0)
            command = _command(self.root, "cat-file", "--batch")
            with subprocess.Popen(command, stdin=asked, stdout=subprocess.PIPE) as git:  # noqa: S603
                told = git.stdout or io.BytesIO()
                while head := told.readline().decode().split():
                    if head[1] == "blob":
                        yield head[0], told.read(int(head[2]))
                        told.read(1)


def _is_of(path: str, ids: Collection[str]) -> bool:
    """Return whether a file is needed to read some articles."""
    return not path.startswith(_BELOW) or path.endswith(LINES) or stem_of(path) in ids


def _thin(folder: Path, shown: str, ids: Collection[str]) -> None:
    """Empty the lines of a file that are articles nobody asked for."""
    data, kept, at = (folder / shown).read_bytes(), [], 0
    for place in places_in(Found(folder), shown):
        if place.line is not None and place.id not in ids:
            kept += [data[at : place.line.start], b"\n"]
            at = place.line.end
    (folder / shown).write_bytes(b"".join([*kept, data[at:]]))


def revisions(root: Path, span: str) -> tuple[Revision, Revision]:
    """Return the two revisions of `BASE..HEAD`, the first being where HEAD left BASE.

    Raises BroadsheetError where one of them is not in the repository.
    """
    base, dots, head = span.partition("..")
    head = head.lstrip(".") or "HEAD"
    if not dots or not base:
        raise _unknown(span)
    _must_be_readable(root)
    ends = [_commit(root, base), _commit(root, head)]
    start = _told(root, "merge-base", *ends)
    if not start:
        raise _unknown(span)
    return Revision(root, start), Revision(root, ends[1])


def _must_be_readable(root: Path) -> None:
    """Raise BroadsheetError where a folder is in no repository, or in one that git does not open for this user."""
    asked = _run(root, "rev-parse", "--git-dir")
    # "... safe.directory <folder>" is what git says to do where a repository is somebody else's, in any language.
    remedy = [line.strip() for line in asked.stderr.decode("utf-8", "replace").splitlines() if _SAFE in line]
    what = "is in no git repository"
    hint = "name the project's folder with --root, or begin one there: git init, then commit what is there"
    if remedy:
        what = "belongs to another user, and git does not open a repository of others unless it is told to"
        hint = f"take it over (chown), or where you trust it: {remedy[-1]}"
    if remedy or not asked.stdout.strip():
        raise BroadsheetError(Problem(root.as_posix(), 1, 1, "REVISION", what, hint))


def _commit(root: Path, name: str) -> str:
    found = _told(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not found:
        raise _unknown(name)
    return found


def _command(root: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(root), "-c", "core.quotepath=false", *arguments]


def _git(root: Path, *arguments: str) -> bytes:
    """Return what git says; nothing where it refuses. Raises BroadsheetError where there is no git."""
    return _run(root, *arguments).stdout


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(_command(root, *arguments), capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        hint = "install git, which keeps the revisions"
        raise BroadsheetError(Problem("git", 1, 1, "REVISION", "is not on this machine", hint)) from None


def _told(root: Path, *arguments: str) -> str:
    return _git(root, *arguments).decode("utf-8", "replace").strip()


def _unknown(what: str) -> BroadsheetError:
    hint = "name revisions that the repository has, with their history: BASE..HEAD, or one after --since"
    return BroadsheetError(Problem("corpus", 1, 1, "REVISION", f"cannot be compared: {what[:200]!r}", hint))
