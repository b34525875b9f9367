"""Reads the files of a built site over processes; one that is what it was at the last check is not read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pydantic import ConfigDict, TypeAdapter

from broadsheet.digests import digest_of
from broadsheet.publish.marks import Mark, mark
from broadsheet.site_check import Finding, find, together
from broadsheet.site_check.files import is_clean, is_table, stretches
from broadsheet.store import Store, parsed
from broadsheet.store.keys import code_digest
from broadsheet.work.crew import processes, spread
from broadsheet.work.progress import Progress

# Files; fewer are read sooner than a process is started.
_WORTH_A_PROCESS = 200
# Files whose records lie in one entry of the store: to open one costs more than what most of them take in it.
_TOGETHER = 256


class _Record(NamedTuple):
    """What is remembered of a file."""

    mark: Mark
    digest: bytes
    """What stands for what it holds: a site that is made anew holds what it held in other files."""
    finding: Finding


class _Known(NamedTuple):
    """What is remembered of files together."""

    stamp: str
    """What stands for their names and marks."""
    finding: Finding


@dataclass(frozen=True)
class _Bundle:
    """Files of a site that are remembered together."""

    site: str
    names: tuple[str, ...]
    """Paths from the site's root, in the order in which they are read."""
    digest: str
    """What stands for the bundle, whatever is in its files."""

    @property
    def key(self) -> str:
        """Return where the records of the files lie."""
        return f"{self.digest}.pages"

    @property
    def sum_key(self) -> str:
        """Return where that lies which is found in all of them."""
        return f"{self.digest}.sum"

    def stamp(self) -> str:
        """Return what stands for the files as they are."""
        return _digest(*(f"{name}\0{mark(f'{self.site}/{name}')}" for name in self.names))


class _Task(NamedTuple):
    """A bundle of which something has changed, and its records as they were kept."""

    bundle: _Bundle
    kept: bytes | None


class _Done(NamedTuple):
    """What is to be kept of a bundle, and what is found in it."""

    records: bytes
    finding: Finding


class _File(NamedTuple):
    """A file to be read, and what stood in it when it was last read."""

    path: Path
    name: str
    digest: bytes


_Answer = tuple[bytes, Finding | None]
"""The digest of a file, and what is found in it unless it holds what it held."""
# Names of files need not be UTF-8.
_ERRORS = "surrogateescape"


@dataclass
class Proofreader:
    """Reads files for `check_site`, and remembers under which keys the store has what is found in them."""

    store: Store
    jobs: int
    progress: Progress
    keys: set[str] = field(default_factory=set)

    def __call__(self, site: Path, names: Sequence[str]) -> Iterator[tuple[Sequence[str], Finding]]:
        """Yield what is found in files, with their paths from the site's root; bundle by bundle, in any order."""
        changed: list[tuple[_Bundle, str]] = []
        for bundle in _bundles(site, names):
            self.keys |= {bundle.key, bundle.sum_key}
            stamp, known = bundle.stamp(), parsed(_sum_codec(), self.store.get(bundle.sum_key))
            if known is not None and known.stamp == stamp:
                yield bundle.names, known.finding
            else:
                changed.append((bundle, stamp))
        done, total = 0, sum(len(bundle.names) for bundle, _ in changed)
        tasks = (_Task(bundle, self.store.get(bundle.key)) for bundle, _ in changed)
        for (bundle, stamp), made in zip(changed, self._read(tasks, total), strict=True):
            self.store.put(bundle.key, made.records)
            self.store.put(bundle.sum_key, _sum_codec().dump_json(_Known(stamp, made.finding)))
            done += len(bundle.names)
            self.progress.at("files checked", done, total)
            yield bundle.names, made.finding

    def _read(self, tasks: Iterable[_Task], files: int) -> Iterator[_Done]:
        if self.jobs <= 1 or files < _WORTH_A_PROCESS:
            return map(_done, tasks)
        return spread(processes(self.jobs, _nothing), _done_all, tasks, _carefully)


def _bundles(site: Path, names: Sequence[str]) -> list[_Bundle]:
    """Return the files in bundles: to which one belongs depends on its name, so that few change their place.

    Each folder of the site has its own, for all files of the search come and go together.
    """
    sizes = Counter(map(_section, names))
    numbers = {section: 1 << (size // _TOGETHER).bit_length() for section, size in sizes.items()}
    bundles: dict[tuple[str, int], list[str]] = {}
    for name in names:
        section = _section(name)
        bundles.setdefault((section, crc32(name.encode(errors=_ERRORS)) % numbers[section]), []).append(name)
    base = (code_digest(), f"{site.parent.name}/{site.name}")
    return [
        _Bundle(str(site), tuple(found), _digest(*base, section, str(numbers[section]), str(n)))
        for (section, n), found in sorted(bundles.items())
    ]


def _section(name: str) -> str:
    """Return the folder of the site's root in which a file lies; none for one that lies in the root itself."""
    return name.partition("/")[0] if "/" in name else ""


def _digest(*parts: str) -> str:
    return digest_of(part.encode(errors=_ERRORS) for part in parts)


# ------------------------------------------------------------------ what is found in a bundle


def _done_all(tasks: Sequence[_Task]) -> list[_Done]:
    return list(map(_done, tasks))


def _carefully(task: _Task) -> _Done:
    """Read a bundle that makes the process die: each of its files by itself."""
    return _done(task, partial(spread, processes(1, _nothing), _answer_all, lost=_lost))


def _lost(file: _File) -> _Answer:
    return b"", Finding(((file.name, (1, 1, "SITE-DATA", "makes the process die that reads it")),))


def _nothing() -> None:
    """Begin with nothing: a task says all."""


def _answer_all(files: Sequence[_File]) -> list[_Answer]:
    return list(map(_answer, files))


def _done(task: _Task, read: Callable[[Sequence[_File]], Iterable[_Answer]] = _answer_all) -> _Done:
    """Return what is found in a bundle; only what has changed is read."""
    bundle, kept = task.bundle, parsed(_codec(), task.kept) or {}
    here = {name: mark(f"{bundle.site}/{name}") for name in bundle.names}
    files = [*_changed(bundle, kept, here)]
    answers = {file.name: answer for file, answer in zip(files, read(files), strict=True)}
    records = dict(_records(here, kept, answers))
    return _Done(_codec().dump_json(records), together(record.finding for record in records.values()))


def _changed(bundle: _Bundle, kept: Mapping[str, _Record], here: Mapping[str, Mark]) -> Iterator[_File]:
    """Yield the files of a bundle that are not those that something is remembered of."""
    for name in bundle.names:
        record = kept.get(name)
        if record is None or record.mark != here[name]:
            yield _File(Path(bundle.site, name), name, b"" if record is None else record.digest)


def _records(
    here: Mapping[str, Mark], kept: Mapping[str, _Record], answers: Mapping[str, _Answer]
) -> Iterator[tuple[str, _Record]]:
    """Yield what is to be remembered of the files of a bundle from now on."""
    for name, now in here.items():
        if name not in answers:
            yield name, kept[name]
        else:
            digest, finding = answers[name]
            yield name, _Record(now, digest, kept[name].finding if finding is None else finding)


def _answer(file: _File) -> _Answer:
    if is_table(file.path):
        return _answer_of_table(file)
    digest = blake2b(file.path.read_bytes(), digest_size=_WHOLE).digest()
    return digest, None if digest == file.digest else find(file.path, file.name)


def _answer_of_table(file: _File) -> _Answer:
    """Read only the stretches of a table that are not known to be clean; one that has a fault is read as a whole.

    What stands for a clean table are the digests of its stretches, so that each is known again.
    """
    known = {file.digest[n : n + _PART] for n in range(0, len(file.digest), _PART)}
    digests, all_clean = b"", True
    with file.path.open("rb") as lines:
        for stretch in stretches(lines):
            digest = blake2b(stretch, digest_size=_PART).digest()
            digests += digest
            all_clean = all_clean and (digest in known or is_clean(stretch))
    if not all_clean:
        digests = blake2b(digests, digest_size=_WHOLE).digest()
    if digests == file.digest:
        return digests, None
    return digests, Finding() if all_clean else find(file.path, file.name)


# Bytes of a digest of a stretch, and of a file: of two lengths, so that none is ever taken for one of the other.
_PART, _WHOLE = 16, 32


_CONFIG = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


@cache
def _codec() -> TypeAdapter[dict[str, _Record]]:
    return TypeAdapter(dict[str, _Record], config=_CONFIG)


@cache
def _sum_codec() -> TypeAdapter[_Known]:
    return TypeAdapter(_Known, config=_CONFIG)
