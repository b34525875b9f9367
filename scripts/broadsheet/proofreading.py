"""Reads the files of a built site over processes; one that is what it was at the last check is not read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from pydantic import ConfigDict, TypeAdapter

from broadsheet.cache_keys import code_digest
from broadsheet.crew import processes, spread
from broadsheet.digests import digest_of
from broadsheet.progress import Progress, followed
from broadsheet.publish.marks import Mark, mark
from broadsheet.site_check import Finding, find
from broadsheet.site_files import is_clean, is_table, stretches
from broadsheet.store import Store, parsed

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


@dataclass(frozen=True)
class _Bundle:
    """Files of a site that are remembered together."""

    key: str
    marks: Mapping[str, Mark]
    """By path from the site's root, in the order in which they are read."""


@dataclass(frozen=True)
class _Task:
    """A file to be read, and what stood in it when it was last read."""

    site: Path
    name: str
    digest: bytes


_Answer = tuple[bytes, Finding | None]
"""The digest of a file, and what is found in it unless it holds what it held."""


@dataclass
class Proofreader:
    """Reads files for `check_site`, and remembers under which keys the store has what is found in them."""

    store: Store
    jobs: int
    progress: Progress
    keys: set[str] = field(default_factory=set)

    def __call__(self, site: Path, names: Sequence[str]) -> Iterator[tuple[str, Finding]]:
        """Yield what is found in each file, by its path from the site's root, in any order."""
        bundles = _bundles(site, names)
        self.keys |= {bundle.key for bundle in bundles}
        changed: list[tuple[_Bundle, dict[str, _Record]]] = []
        for bundle in bundles:
            kept = _kept(self.store, bundle.key)
            if {name: record.mark for name, record in kept.items()} == bundle.marks:
                yield from ((name, record.finding) for name, record in kept.items())
            else:
                changed.append((bundle, kept))
        answers = self._answers([task for bundle, kept in changed for task in _tasks(site, bundle, kept)])
        for bundle, kept in changed:
            records = dict(_records(bundle, kept, answers))
            self.store.put(bundle.key, _codec().dump_json(records))
            yield from ((name, record.finding) for name, record in records.items())

    def _answers(self, tasks: Sequence[_Task]) -> dict[str, _Answer]:
        """Return what is found in files that must be read, by name."""
        if self.jobs <= 1 or len(tasks) < _WORTH_A_PROCESS:
            answers: Iterator[_Answer] = map(_answer, tasks)
        else:
            answers = spread(processes(self.jobs, _nothing), _answer_all, tasks, _lost)
        counted = followed(answers, "files checked", len(tasks), self.progress)
        return {task.name: answer for task, answer in zip(tasks, counted, strict=True)}


def _bundles(site: Path, names: Sequence[str]) -> list[_Bundle]:
    """Return the files in bundles: to which one belongs depends on its name, so that few change their place.

    Each folder of the site has its own, for all files of the search come and go together.
    """
    sizes = Counter(map(_section, names))
    numbers = {section: 1 << (size // _TOGETHER).bit_length() for section, size in sizes.items()}
    bundles: dict[tuple[str, int], dict[str, Mark]] = {}
    for name in names:
        section = _section(name)
        place = crc32(name.encode(errors="surrogateescape")) % numbers[section]
        bundles.setdefault((section, place), {})[name] = mark(f"{site}/{name}")
    base = (code_digest(), f"{site.parent.name}/{site.name}")
    return [
        _Bundle(_key(*base, section, str(numbers[section]), str(n)), marks)
        for (section, n), marks in sorted(bundles.items())
    ]


def _section(name: str) -> str:
    """Return the folder of the site's root in which a file lies; none for one that lies in the root itself."""
    return name.partition("/")[0] if "/" in name else ""


def _key(*parts: str) -> str:
    digest = digest_of(part.encode(errors="surrogateescape") for part in parts)
    return f"{digest}.pages"


def _kept(store: Store, key: str) -> dict[str, _Record]:
    return parsed(_codec(), store.get(key)) or {}


def _tasks(site: Path, bundle: _Bundle, kept: Mapping[str, _Record]) -> Iterator[_Task]:
    """Yield the files of a bundle that are not those that something is remembered of."""
    for name, here in bundle.marks.items():
        record = kept.get(name)
        if record is None or record.mark != here:
            yield _Task(site, name, b"" if record is None else record.digest)


def _records(
    bundle: _Bundle, kept: Mapping[str, _Record], answers: Mapping[str, _Answer]
) -> Iterator[tuple[str, _Record]]:
    """Yield what is to be remembered of the files of a bundle from now on."""
    for name, here in bundle.marks.items():
        if name not in answers:
            yield name, kept[name]
        else:
            digest, finding = answers[name]
            yield name, _Record(here, digest, kept[name].finding if finding is None else finding)


def _answer(task: _Task) -> _Answer:
    path = task.site / task.name
    if is_table(path):
        return _answer_of_table(task, path)
    digest = blake2b(path.read_bytes(), digest_size=_WHOLE).digest()
    return digest, None if digest == task.digest else find(path, task.name)


def _answer_of_table(task: _Task, path: Path) -> _Answer:
    """Read only the stretches of a table that are not known to be clean; one that has a fault is read as a whole.

    What stands for a clean table are the digests of its stretches, so that each is known again.
    """
    known = {task.digest[n : n + _PART] for n in range(0, len(task.digest), _PART)}
    digests, all_clean = b"", True
    with path.open("rb") as file:
        for stretch in stretches(file):
            digest = blake2b(stretch, digest_size=_PART).digest()
            digests += digest
            all_clean = all_clean and (digest in known or is_clean(stretch))
    if not all_clean:
        digests = blake2b(digests, digest_size=_WHOLE).digest()
    if digests == task.digest:
        return digests, None
    return digests, Finding() if all_clean else find(path, task.name)


# Bytes of a digest of a stretch, and of a file: of two lengths, so that none is ever taken for one of the other.
_PART, _WHOLE = 16, 32


def _lost(task: _Task) -> _Answer:
    return b"", Finding(((1, 1, "SITE-DATA", "makes the process die that reads it"),))


def _nothing() -> None:
    """Begin with nothing: a task says all."""


def _answer_all(tasks: Sequence[_Task]) -> list[_Answer]:
    return list(map(_answer, tasks))


@cache
def _codec() -> TypeAdapter[dict[str, _Record]]:
    config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
    return TypeAdapter(dict[str, _Record], config=config)
