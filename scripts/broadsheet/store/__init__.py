"""Keeps bytes by key: each entry is checked when it is read, and one that is broken is not there."""

from __future__ import annotations

import hashlib
import os
import re
import time
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from typing import Protocol, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

# Changes whenever entries are written in another way; entries of another format are not there.
_FORMAT = b"broadsheet-store-3 "
_HEAD = len(_FORMAT) + 64 + 1
_KEY = re.compile(r"[0-9a-f]{64}\.[a-z]+")
_USED = re.compile(r"used-[a-z]+-\d+")
# An entry that no build has listed yet may be another's that runs now.
_OLD_SECONDS = 3600
# Builds whose entries are kept: going back to an earlier state of the corpus costs nothing.
_GENERATIONS = 3


class Files(Protocol):
    """Named bytes in some place; names have one slash at most."""

    def read(self, name: str) -> bytes | None:
        """Return what a name holds; None where there is nothing."""

    def write(self, name: str, data: bytes) -> None:
        """Let a name hold these bytes, at once or not at all. Raises OSError where that cannot be."""

    def has(self, name: str) -> bool:
        """Return whether there is something of this name."""

    def remove(self, name: str) -> None:
        """Take a name away; nothing happens where it is not there."""

    def ages(self) -> Iterator[tuple[str, float]]:
        """Yield every name and when it was written, in seconds since 1970."""

    def drop(self, name: str) -> None:
        """Take away what `ages` tells of a name; what others share stays."""


@dataclass(frozen=True)
class Store:
    """Bytes by key: 64 hexadecimal digits, a full stop and a word that says what it is."""

    files: Files

    def get(self, key: str) -> bytes | None:
        """Return what a key holds; None where there is nothing, or nothing whole."""
        entry = self.files.read(_name(key))
        if entry is None:
            return None
        packed = entry[_HEAD:]
        if entry[:_HEAD] == _head(key, packed):
            with suppress(zlib.error):
                return zlib.decompress(packed)
        self.files.remove(_name(key))
        return None

    def put(self, key: str, value: bytes, level: int = 1) -> None:
        """Let a key hold these bytes, packed at a level of zlib's. Raises OSError where they cannot be written."""
        packed = zlib.compress(value, level)
        self.files.write(_name(key), _head(key, packed) + packed)

    def __contains__(self, key: str) -> bool:
        """Return whether there is an entry; whether it is whole shows when it is read."""
        return self.files.has(_name(key))

    def sweep(self, used: Collection[str], by: str = "build") -> None:
        """Note what a build (or a check) has used, and remove what none of the last ones of either has."""
        there = list(self.files.ages())
        lists = sorted(name for name, _ in there if _USED.fullmatch(name))
        own = [name for name in lists if name.startswith(f"used-{by}-")]
        latest = int(own[-1].rpartition("-")[2]) if own else 0
        kept = "\n".join(sorted(used)).encode()
        if not own or self.files.read(own[-1]) != kept:
            own.append(f"used-{by}-{latest + 1:012}")
            lists.append(own[-1])
            self.files.write(own[-1], kept)
        stale, now = {*own[:-_GENERATIONS]}, time.time()
        named = {key for one in lists if one not in stale for key in self._listed(one)}
        for name, written in there:
            key = name.replace("/", "")
            if name in stale or (name not in lists and key not in named and now - written > _OLD_SECONDS):
                self.files.drop(name)

    def _listed(self, name: str) -> list[str]:
        return (self.files.read(name) or b"").decode("ascii", "replace").split()


def parsed(codec: TypeAdapter[T], data: bytes | None) -> T | None:
    """Return what an entry of the store says; None where there is none, or it is whole and yet no such thing."""
    return understood(codec.validate_json, data)


def understood(read: Callable[[bytes], T], data: bytes | None) -> T | None:
    """Return what `read` makes of an entry; None where there is none, or it is whole and yet no such thing."""
    try:
        return None if data is None else read(data)
    except Exception:  # whatever that raises; if `read` is at fault, it raises it again for what is made anew
        return None


def _head(key: str, packed: bytes) -> bytes:
    # With the key, so that what stands in another's place is not there either.
    # BLAKE2 (RFC 7693) takes half the time of SHA-2 where the processor has no instructions for the latter.
    digest = hashlib.blake2b(key.encode(), digest_size=32)
    digest.update(packed)
    return _FORMAT + digest.hexdigest().encode() + b"\n"


def _name(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key of a store")
    return f"{key[:2]}/{key[2:]}"


_numbers = count()


@dataclass(frozen=True)
class Folder:
    """Files below a folder of this machine."""

    path: str

    def read(self, name: str) -> bytes | None:
        """Return what a file holds; None where there is none that can be read."""
        with suppress(OSError), open(f"{self.path}/{name}", "rb") as file:
            return file.read()
        return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file beside its place and rename it, so that nobody ever reads half of it."""
        place = f"{self.path}/{name}"
        new = f"{place}.{os.getpid()}-{next(_numbers)}.new"
        try:
            file = open(new, "xb")  # noqa: SIM115 - closed below; the folder is made only where it is missing
        except FileNotFoundError:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            file = open(new, "xb")  # noqa: SIM115
        try:
            with file:
                file.write(data)
            os.replace(new, place)
        except BaseException:
            with suppress(OSError):
                os.unlink(new)
            raise

    def has(self, name: str) -> bool:
        """Return whether there is a file of this name."""
        return os.path.exists(f"{self.path}/{name}")

    def remove(self, name: str) -> None:
        """Remove a file; nothing happens where it is not there."""
        with suppress(OSError):
            os.unlink(f"{self.path}/{name}")

    def ages(self) -> Iterator[tuple[str, float]]:
        """Yield every file's name and when it was written."""
        with suppress(OSError):
            yield from _ages(self.path)

    def drop(self, name: str) -> None:
        """Remove a file."""
        self.remove(name)


def _ages(folder: str, below: str = "") -> Iterator[tuple[str, float]]:
    with os.scandir(folder) as found:
        for entry in found:
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    yield from _ages(entry.path, f"{entry.name}/")
                else:
                    yield below + entry.name, entry.stat().st_mtime
