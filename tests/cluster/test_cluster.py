"""A cluster finds what one machine finds, though a worker dies; what it cannot do is said in one line."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from broadsheet.cli import main
from broadsheet.problems import BroadsheetError
from broadsheet.read import survey
from broadsheet.store import Store
from broadsheet.work import cluster as module
from broadsheet.work.cluster import Office, address_of, cluster_hands, examine_there, shared
from broadsheet.work.desk import Desk, Examined
from broadsheet.work.examination import local_hands, passing_store
from tests.conftest import ARTICLE, ROOT, Project

MODULES = {"scheduler": "distributed.cli.dask_scheduler", "worker": "distributed.cli.dask_worker"}
QUICK = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "3s", "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(folder / "address.json"))
        wait_for(lambda: (folder / "address.json").exists())
        self.workers = [self._start("worker", "--no-nanny", "--nthreads", "1") for _ in range(2)]

    @property
    def address(self) -> str:
        import json

        return str(json.loads((self.folder / "address.json").read_text())["address"])

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        given = [self.address] if what == "worker" else []
        command = [sys.executable, "-m", MODULES[what], *given, "--host", "127.0.0.1", "--no-dashboard", *options]
        environment = {**os.environ, **QUICK, "PYTHONPATH": f"{ROOT / 'scripts'}"}
        return subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def wait_for(condition: object) -> None:
    until = time.monotonic() + 30
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    yield running
    running.end()


@pytest.fixture
def corpus(project: Project) -> Path:
    files = {f"articles/a{n:03}.txt": ARTICLE.replace("Monday", f"day {n}") for n in range(120)}
    return project({**files, "articles/a007.yml": "outlet: planet\n", "articles/a008.txt": b"caf\xe9"})


def found_in(store: Store, outcomes: list[Examined]) -> list[tuple[object, ...]]:
    return [
        (
            o.id,
            o.key,
            o.described,
            o.problems,
            *(store.get(f"{o.key}.{kind}") for kind in ("found", "article") if o.key),
        )
        for o in outcomes
    ]


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_which_a_worker_is_killed_finds_what_one_machine_finds(
    cluster: Cluster, corpus: Path, tmp_path: Path
) -> None:
    here, there = passing_store(), shared(passing_store(), (tmp_path / "far").as_uri())
    read, _ = survey(corpus)
    assert read is not None
    alone = list(local_hands(1)(corpus, Desk(), here, read.places))
    outcomes = []
    for outcome in cluster_hands(cluster.address, (tmp_path / "far").as_uri())(corpus, Desk(), there, read.places):
        if not outcomes:
            os.kill(cluster.workers[0].pid, signal.SIGKILL)
        outcomes.append(outcome)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    assert found_in(there, outcomes) == found_in(here, alone)


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_goes_away_is_one_line(project: Project, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    running = Cluster(tmp_path)
    root = project({f"articles/a{n:03}.txt": ARTICLE.replace("Monday", f"day {n}") for n in range(200)})
    store = passing_store()
    read, _ = survey(root)
    assert read is not None
    try:
        outcomes = cluster_hands(running.address, address_of(store))(root, Desk(), store, read.places)
        next(outcomes)
        running.end()
        with pytest.raises(BroadsheetError) as caught:
            list(outcomes)
    finally:
        running.end()
    assert [p.code for p in caught.value.problems] == ["CLUSTER"]


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_one_line_and_the_last_site_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(module, "_PATIENCE", 1)
    root = project()
    (root / "build/site").mkdir(parents=True)
    (root / "build/site/index.html").write_text("before")
    with pytest.raises(SystemExit) as caught:
        main(["build", "--root", str(root), "--cluster", "tcp://127.0.0.1:9"])
    assert caught.value.code == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("tcp://127.0.0.1:9:1:1: CLUSTER the cluster does not answer")
    assert said[1:] == ["1 error, 0 warnings"]
    assert (root / "build/site/index.html").read_text() == "before"


def test_a_store_that_refuses_writes_is_one_line(project: Project, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    (tmp_path / "file").write_text("no folder")
    url = (tmp_path / "file" / "store").as_uri()
    root = project()
    read, _ = survey(root)
    assert read is not None
    with pytest.raises(BroadsheetError) as caught:
        next(cluster_hands("tcp://127.0.0.1:9", url)(root, Desk(), passing_store(), read.places))
    assert [(p.path, p.code) for p in caught.value.problems] == [(url, "CLUSTER-STORE")]


def test_a_worker_with_another_version_of_the_program_finds_nothing() -> None:
    with pytest.raises(BroadsheetError) as caught:
        examine_there(Office("file:///nowhere", "", "other"), [])
    assert "another version" in str(caught.value)


def trouble_of(monkeypatch: pytest.MonkeyPatch, error: BaseException, at: str) -> BaseException:
    """What connecting to a cluster makes of an error of its parts."""
    distributed = pytest.importorskip("distributed")

    class Client:
        def __init__(self, *args: object, **options: object) -> None:
            self.fail("connect")

        def __enter__(self) -> "Client":
            return self

        def __exit__(self, *raised: object) -> None:
            pass

        def wait_for_workers(self, *args: object, **options: object) -> None:
            self.fail("wait")

        def fail(self, place: str) -> None:
            if place == at:
                raise error

    monkeypatch.setattr(distributed, "Client", Client)
    with pytest.raises(type(error) if at == "fault" else BroadsheetError) as caught, module._client("tcp://a:1"):
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("error", "at", "said"),
    [
        (TimeoutError("0/1 arrived"), "wait", "no worker in sight"),
        (OSError("refused by all workers"), "connect", "OSError: refused by all workers"),
        (ValueError("unknown address scheme"), "connect", "ValueError: unknown address scheme"),
        (CancelledError("gone"), "work", "CancelledError: gone"),
    ],
    ids=str,
)
def test_what_a_cluster_cannot_do_is_told_by_its_kind(
    monkeypatch: pytest.MonkeyPatch, error: Exception, at: str, said: str
) -> None:
    assert f"the cluster does not answer ({said})" in str(trouble_of(monkeypatch, error, at))


def test_a_fault_of_the_program_is_no_trouble_of_the_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    error = KeyError("workers")
    assert trouble_of(monkeypatch, error, "fault") is error


def test_a_service_that_fails_later_is_one_line_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    from fsspec.implementations.memory import MemoryFileSystem

    def refuse(self: object, *args: object, **options: object) -> bytes:
        raise RuntimeError("SlowDown")

    store = shared(passing_store(), f"memory://{tmp_path.name}")
    for name in ("cat_file", "pipe_file", "exists"):
        monkeypatch.setattr(MemoryFileSystem, name, refuse)
    for work in (lambda: store.get("0" * 64 + ".found"), lambda: store.put("0" * 64 + ".found", b"")):
        with pytest.raises(BroadsheetError) as caught:
            work()
        assert [(p.path, p.code) for p in caught.value.problems] == [
            (f"memory://{tmp_path.name}", "CLUSTER-STORE")
        ]
