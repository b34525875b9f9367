"""Examines articles on the machines of a Dask cluster; texts and results travel through a store that all share."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from broadsheet.corpus import Place
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.read import Material, material
from broadsheet.store import Folder, Store
from broadsheet.store.keys import code_digest
from broadsheet.store.remote import Nearby, Remote, store_trouble
from broadsheet.work.crew import Crew, spread
from broadsheet.work.desk import Desk, Examined, examined
from broadsheet.work.examination import Hands, lost

# Seconds to wait for a scheduler, and for its first worker.
_PATIENCE, _WORKER_PATIENCE = 10, 60
# Chunks given out for each thread of the cluster, so that none waits for the next.
_AHEAD = 3
# Results fetched at a time: a far store answers late, and to many at once.
_FETCHERS = 16


@dataclass(frozen=True, slots=True)
class Task:
    """An article to examine, and where its bytes lie in the shared store."""

    place: Place
    raw: str
    """Key of the text; empty where there is none."""
    sidecar: str
    problems: tuple[Problem, ...]
    """Why a file of it cannot be read."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a worker needs to know of the build."""

    store: str
    """Address of the shared store."""
    desk: str
    """Key of the registered tables in it."""
    code: str
    """Digest of the program that gives the work out: another one may find something else."""


def is_available() -> bool:
    """Return whether this machine has what a cluster needs."""
    return find_spec("distributed") is not None and find_spec("fsspec") is not None


def address_of(store: Store) -> str:
    """Return the address of a store in a folder, for workers that share the disk."""
    if not isinstance(store.files, Folder):
        raise TypeError("only a folder has an address")
    return Path(store.files.path).resolve().as_uri()


def shared(near: Store, url: str) -> Store:
    """Return the store at an address; what was read from it once lies near."""
    return Store(Nearby(near.files, Remote(url)))


def cluster_hands(address: str, url: str) -> Hands:
    """Return the hands of a cluster, by the addresses of its scheduler and of the store that all share.

    They raise BroadsheetError where the scheduler cannot be reached or goes away, or the store cannot be used.
    """

    def examine(root: Path, desk: Desk, store: Store, places: Sequence[Place]) -> Iterator[Examined]:
        far = Store(Remote(url))
        office = Office(url, _put(far, "desk", _desk_codec().dump_json(desk)), code_digest())
        tasks = (_task(place, material(root, place), far) for place in places)
        with _client(address) as client, ThreadPoolExecutor(_FETCHERS) as fetchers:
            for outcome in spread(_crew(client), partial(examine_there, office), tasks, _lost):
                if outcome.described and isinstance(store.files, Nearby):
                    fetchers.submit(_fetch, store, outcome.key)
                yield outcome

    return examine


def _task(place: Place, given: Material, far: Store) -> Task:
    raw, sidecar = ("" if data is None else _put(far, "raw", data) for data in (given.raw, given.sidecar))
    return Task(place, raw, sidecar, given.problems)


def _put(far: Store, what: str, data: bytes) -> str:
    """Let the shared store hold bytes under a key that is made from them."""
    key = f"{hashlib.sha256(data).hexdigest()}.{what}"
    if key not in far:
        far.put(key, data)
    return key


def _fetch(store: Store, key: str) -> None:
    store.get(f"{key}.found")
    store.get(f"{key}.article")


def _lost(task: Task) -> Examined:
    return lost(task.place)


# ------------------------------------------------------------------ the cluster


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Connect to a scheduler; imported late, since it takes longer than all of the program."""
    import distributed

    connect: Any = distributed.Client
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said once, by us
    try:
        connected = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as e:  # nobody there, or no address at all
        raise _no_answer(address, e) from e
    try:
        with connected as client:
            _wait_for_a_worker(client, address)
            yield client
    except (OSError, CancelledError) as e:
        # The connection raises the first, and what waits for a scheduler that has gone the second.
        raise _no_answer(address, e) from e


def _wait_for_a_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_WORKER_PATIENCE)
    except TimeoutError as e:
        raise _cluster_trouble(address, "no worker in sight") from e


def _no_answer(address: str, error: BaseException) -> BroadsheetError:
    return _cluster_trouble(address, f"{type(error).__name__}: {str(error)[:200]}")


def _cluster_trouble(address: str, what: str) -> BroadsheetError:
    hint = "see that its scheduler and its workers run; what was found so far is kept"
    return BroadsheetError(Problem(address, 1, 1, "CLUSTER", f"the cluster does not answer ({what})", hint))


def _crew(client: Any) -> Crew:
    from distributed.scheduler import KilledWorker

    @contextmanager
    def hire() -> Iterator[Executor]:
        # The scheduler gives what a dead worker had to others, and gives up on what has killed several.
        yield client.get_executor(pure=False)

    def look() -> None:
        # What was given out while the connection broke is never cancelled.
        if client.status in ("closing", "closed", "failed"):
            raise OSError("the connection to the scheduler is gone")

    return Crew(hire, _AHEAD * max(1, sum(client.nthreads().values())), died=(KilledWorker,), look=look)


# ------------------------------------------------------------------ in a worker of the cluster


def examine_there(office: Office, tasks: Sequence[Task]) -> list[Examined]:
    """Return what becomes of articles whose bytes lie in the shared store, or raise BroadsheetError."""
    if office.code != code_digest():
        what = "a worker has another version of the program than the machine that builds"
        raise BroadsheetError(Problem("broadsheet", 1, 1, "CLUSTER", what, "install the same on all of them"))
    store, desk = Store(Remote(office.store)), _desk_of(office)
    return [examined(task.place, _material(task, office), desk, store) for task in tasks]


def _material(task: Task, office: Office) -> Material:
    raw, sidecar = (_taken(office, key) if key else None for key in (task.raw, task.sidecar))
    return Material(raw, sidecar, task.problems)


def _taken(office: Office, key: str) -> bytes:
    data = Store(Remote(office.store)).get(key)
    if data is None:
        what = f"{key[:12]} is not there for a worker; do all machines see the same store?"
        raise store_trouble(office.store, what)
    return data


@lru_cache(2)
def _desk_of(office: Office) -> Desk:
    return _desk_codec().validate_json(_taken(office, office.desk))


@cache
def _desk_codec() -> TypeAdapter[Desk]:
    return TypeAdapter(Desk)
