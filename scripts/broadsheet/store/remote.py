"""Files that several machines share: what one build puts there, every worker of it reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from broadsheet.problems import BroadsheetError, Problem
from broadsheet.store import Files, Folder


def store_trouble(url: str, what: str) -> BroadsheetError:
    """Return what to raise where the store at an address does not do what it should."""
    hint = "see that this machine and every worker may read and write there"
    return BroadsheetError(Problem(url, 1, 1, "CLUSTER-STORE", what, hint))


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Say in one line what a service could not do: each has exceptions of its own."""
    try:
        yield
    except Exception as e:
        raise store_trouble(url, f"cannot be used ({type(e).__name__}: {str(e)[:200]})") from e


@dataclass(frozen=True)
class Remote:
    """Files at an address that fsspec knows, such as `s3://bucket/folder`.

    Raises BroadsheetError where the service refuses, or is not there.
    """

    url: str

    def read(self, name: str) -> bytes | None:
        """Return what an object holds; None where there is none."""
        with _told(self.url):
            try:
                return bytes(self._system.cat_file(self._place(name)))
            except FileNotFoundError:
                return None

    def write(self, name: str, data: bytes) -> None:
        """Write an object: services show it whole or not at all, and in a folder it is renamed into place."""
        with _told(self.url):
            system, place = self._system, self._place(name)
            if "file" in (system.protocol if isinstance(system.protocol, tuple) else (system.protocol,)):
                Folder(self._place("").rstrip("/")).write(name, data)
            else:
                system.pipe_file(place, data)

    def has(self, name: str) -> bool:
        """Return whether there is an object of this name."""
        with _told(self.url):
            return bool(self._system.exists(self._place(name)))

    def remove(self, name: str) -> None:
        """Remove an object; nothing happens where it is not there."""
        with _told(self.url), suppress(OSError):
            self._system.rm_file(self._place(name))

    def ages(self) -> Iterator[tuple[str, float]]:
        """Yield nothing: what several builds share is swept by whoever keeps it."""
        return iter(())

    def drop(self, name: str) -> None:
        """Do nothing, likewise."""

    @property
    def _system(self) -> Any:
        """Return fsspec's file system, which it keeps; imported late, since only a cluster needs it."""
        import fsspec

        return fsspec.core.url_to_fs(self.url)[0]

    def _place(self, name: str) -> str:
        import fsspec

        return f"{str(fsspec.core.url_to_fs(self.url)[1]).rstrip('/')}/{name}"


@dataclass(frozen=True)
class Nearby:
    """Files of a far place, of which those that were read once lie near."""

    near: Files
    far: Files

    def read(self, name: str) -> bytes | None:
        """Return what a name holds, near or far."""
        found = self.near.read(name)
        if found is None and (found := self.far.read(name)) is not None:
            self.near.write(name, found)
        return found

    def write(self, name: str, data: bytes) -> None:
        """Write in both places, the far one first."""
        self.far.write(name, data)
        self.near.write(name, data)

    def has(self, name: str) -> bool:
        """Return whether one of the places has the name."""
        return self.near.has(name) or self.far.has(name)

    def remove(self, name: str) -> None:
        """Take a name away in both places."""
        self.near.remove(name)
        self.far.remove(name)

    def ages(self) -> Iterator[tuple[str, float]]:
        """Yield what lies near."""
        return self.near.ages()

    def drop(self, name: str) -> None:
        """Take away what lies near."""
        self.near.drop(name)
