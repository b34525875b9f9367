"""Pages that are left as they are are those that would be the same if they were made again."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.link import link
from broadsheet.pipeline import examined
from broadsheet.problems import BroadsheetError, Problem
from broadsheet.publish import Staging
from broadsheet.redact import redact
from broadsheet.render import render
from broadsheet.store import Store
from broadsheet.work import bundles
from broadsheet.work import press as press_module
from broadsheet.work.bundles import Job, Pressed, Shares
from broadsheet.work.crew import Crew
from broadsheet.work.examination import local_hands, passing_store
from broadsheet.work.press import press
from broadsheet.work.progress import Quiet
from tests.conftest import CONFIG

SENTENCES = (
    "The harbour bridge in Northport will close on Monday for repairs, the city council said.",
    '"The bridge is safe, but old," said Ada Lindqvist. "We want it to last another fifty years."',
    "Traders on the quay fear for their business, and the work is expected to take six weeks.",
    "Tom Verne told the Northport Courier that the bridge was never safe after the flood of 1998.",
    "Mara Holt, who speaks for the traders of Eastmoor, said that nobody had asked them before the decision.",
    "The council denied that the bridge was unsafe and said that every lorry had been weighed since March.",
    "Engineers found cracks in two of the nine pillars, according to a report that Ada Lindqvist signed.",
    "Ferries between Northport and Eastmoor will run every twenty minutes while the bridge is closed.",
    "Tom Verne said the report had been held back for a year.",
)
STARTERS = (
    "Bridge to close",
    "Traders fear for their business",
    "Ferries instead of a bridge",
    "Cracks in a bridge",
)
ENTITIES = (
    {"id": "ada-lindqvist", "name": "Ada Lindqvist", "type": "person"},
    {"id": "northport", "name": "Northport", "type": "place", "note": "A port."},
    {"id": "tom-verne", "name": "Tom Verne", "type": "person"},
    {"id": "mara-holt", "name": "Mara Holt", "type": "person", "spellings": ["Holt"]},
)
OUTLETS = ({"id": "courier", "name": "Northport Courier"}, {"id": "post", "name": "Eastmoor Post"})
THEMES = ({"id": "safety", "name": "Safety", "words": ["safe", "unsafe", "cracks"]},)


@dataclass
class Corpus:
    """A corpus that people work on, one change after the other."""

    root: Path
    chance: random.Random
    sidecars: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def _folder(self) -> Path:
        return self.root / "corpus/articles"

    def _any(self) -> str:
        return self.chance.choice(sorted(self.sidecars))

    def _text(self, name: str, sentences: list[str]) -> None:
        title, paragraphs = self.chance.choice(STARTERS), "\n\n".join(sentences)
        (self._folder / f"{name}.txt").write_text(f"{title}\n\n{paragraphs}\n")

    def _sidecar(self, name: str, **values: Any) -> None:
        self.sidecars[name] |= values
        (self._folder / f"{name}.yml").write_text(yaml.safe_dump(self.sidecars[name], sort_keys=False))

    def _table(self, name: str, records: Any) -> None:
        chosen = [dict(r) for r in records if self.chance.random() < 0.7]
        (self.root / f"corpus/{name}.yml").write_text(yaml.safe_dump(chosen, sort_keys=False))

    def add(self) -> None:
        name = f"a{self.chance.randrange(1000):03}"
        self._text(name, self.chance.sample(SENTENCES, self.chance.randint(2, 5)))
        self.sidecars[name] = {}
        self._sidecar(name, date=f"2024-05-{self.chance.randint(1, 9):02}")

    def copy(self) -> None:
        one, name = self._any(), f"b{self.chance.randrange(1000):03}"
        shutil.copy(self._folder / f"{one}.txt", self._folder / f"{name}.txt")
        self.sidecars[name] = {}
        self._sidecar(name, date="2024-05-09")

    def reword(self) -> None:
        self._text(self._any(), self.chance.sample(SENTENCES, 3))

    def remove(self) -> None:
        if len(self.sidecars) > 2:
            name = self._any()
            del self.sidecars[name]
            for path in self._folder.glob(f"{name}.*"):
                path.unlink()

    def date(self) -> None:
        self._sidecar(self._any(), date=self.chance.choice(["2024-05-02", "2024-05", "2023-12-31"]))

    def outlet(self) -> None:
        self._sidecar(self._any(), outlet=self.chance.choice(OUTLETS)["id"])

    def headline(self) -> None:
        self._sidecar(self._any(), title=f"Headline {self.chance.randrange(9)}", title_note="As printed.")

    def withdraw(self) -> None:
        self._sidecar(self._any(), status="withdrawn", withdrawn_reason="It was asked for.")

    def publish(self) -> None:
        name = self._any()
        self.sidecars[name] = {"date": "2024-05-03"}
        self._sidecar(name)

    def hold_back(self) -> None:
        self._sidecar(self._any(), text=self.chance.choice(["full", "excerpt", "metadata"]))

    def correct(self) -> None:
        self._sidecar(self._any(), corrections=[{"date": "2024-06-01", "what": "The date was wrong."}])

    def register(self) -> None:
        self._table("entities", ENTITIES)

    def name_outlets(self) -> None:
        (self.root / "corpus/outlets.yml").write_text(
            yaml.safe_dump([{**o, "name": o["name"] + self.chance.choice(["", " Daily"])} for o in OUTLETS])
        )

    def themes(self) -> None:
        self._table("topics", THEMES)

    def retitle(self) -> None:
        config = CONFIG + self.chance.choice(
            ["", "repo_url: https://example.org/a\n", "site_url: https://a.example\n"]
        )
        (self.root / "corpus/corpus.yml").write_text(config)


CHANGES: tuple[Callable[[Corpus], None], ...] = (
    *(Corpus.add, Corpus.copy, Corpus.reword, Corpus.remove, Corpus.date, Corpus.outlet, Corpus.headline),
    *(Corpus.withdraw, Corpus.publish, Corpus.hold_back, Corpus.correct, Corpus.register, Corpus.name_outlets),
    *(Corpus.themes, Corpus.retitle),
)


def begun(root: Path, seed: int) -> Corpus:
    shutil.rmtree(root, ignore_errors=True)
    (root / "corpus/articles").mkdir(parents=True)
    corpus = Corpus(root, random.Random(seed))  # noqa: S311 - the same changes every time
    for change in (
        Corpus.register,
        Corpus.name_outlets,
        Corpus.themes,
        Corpus.retitle,
        *[Corpus.add] * 6,
        Corpus.copy,
    ):
        change(corpus)
    return corpus


def pressed(root: Path, store: Store, jobs: int = 1) -> tuple[Pressed, dict[str, bytes], dict[str, bytes]]:
    """Return what was pressed, the files that are there now, and those that making every page gives."""
    found = examined(root, local_hands(1), store, Quiet())
    library = redact(link(found.articles, found.corpus, found.gists))
    new, docs = root / "docs.new", root / "docs"
    new.mkdir()
    made = press(library, found.corpus.config, Staging(new, docs), jobs=jobs, progress=Quiet(), store=store)
    expected = dict(render(library, found.corpus.config))
    shutil.rmtree(docs, ignore_errors=True)
    new.rename(docs)
    return made, files_below(docs), expected


def files_below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@settings(max_examples=12)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=5))
def test_a_build_after_any_changes_is_the_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, changes: list[Callable[[Corpus], None]]
) -> None:
    root = tmp_path_factory.getbasetemp() / "changed"
    corpus, store = begun(root, seed), passing_store()
    pressed(root, store)
    for change in changes:
        change(corpus)
        made, there, expected = pressed(root, store)
        assert [name for name in there.keys() | expected.keys() if there.get(name) != expected.get(name)] == []
        assert made.problems == ()


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return begun(tmp_path / "project", 7)


def inodes(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_ino for p in folder.rglob("*.md")}


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # threads of the browser may still be there
@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_page_that_stays_is_neither_made_nor_read_back(
    corpus: Corpus, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "_WORTH_A_PROCESS", 1)
    store, noted = passing_store(), corpus.root / "checked"
    check = bundles.check_page

    def noting(name: str, *more: Any) -> list[Problem]:
        with noted.open("a") as file:
            file.write(f"{name}\n")
        return check(name, *more)

    monkeypatch.setattr(bundles, "check_page", noting)
    pressed(corpus.root, store, jobs)
    before = inodes(corpus.root / "docs")
    noted.unlink()
    made, there, expected = pressed(corpus.root, store, jobs)
    assert there == expected
    assert inodes(corpus.root / "docs") == before
    assert not [name for name in noted.read_text().split() if name.startswith("articles/a")]
    assert sorted(made.pages) == sorted(expected)
    assert len(made.keys) == 1


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # threads of the browser may still be there
@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("copy", [1, 1000])
def test_many_bundles_of_pages_are_made_in_turn_and_one_that_changes_leaves_the_traces_of_others(
    corpus: Corpus, copy: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_WORTH_A_PROCESS", 1), ("_WORTH_A_COPY", copy)):
        monkeypatch.setattr(press_module, name, value)
    monkeypatch.setattr(bundles, "_TOGETHER", 2)
    store, keys = passing_store(), list[set[str]]()
    for change in (Corpus.headline, Corpus.add, Corpus.remove):
        made, there, expected = pressed(corpus.root, store, 2)
        assert there == expected
        assert sorted(made.pages) == sorted(expected)
        keys.append({*made.keys})
        change(corpus)
    assert min(map(len, keys)) > 4
    assert all(len(after - before) < len(after) / 2 for before, after in pairwise(keys))


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # threads of the browser may still be there
@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("waits", [True, False])
def test_in_a_very_large_library_all_else_waits_until_the_pages_are_there(
    corpus: Corpus, waits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_WORTH_A_PROCESS", 1), ("_WORTH_WAITING", 1 if waits else 1000)):
        monkeypatch.setattr(press_module, name, value)
    found = examined(corpus.root, local_hands(1), passing_store(), Quiet())
    library = link(found.articles, found.corpus, found.gists)
    seen: list[str] = []
    hired = press_module._hired

    def noting(*given: Any) -> Any:
        yield from hired(*given)
        seen.append("pages")

    monkeypatch.setattr(press_module, "_hired", noting)
    staging = Staging(corpus.root / "docs", corpus.root / "before")
    else_there_is = partial(seen.append, "else")

    def beside() -> tuple[str, ...]:
        (corpus.root / "written").write_text(str(os.getpid()))
        return "a", "b"

    made = press(
        library,
        found.corpus.config,
        staging,
        jobs=2,
        progress=Quiet(),
        meanwhile=else_there_is,
        beside=beside,
    )
    assert seen == (["pages", "else"] if waits else ["else", "pages"])
    assert made.others == ("a", "b")
    assert ((corpus.root / "written").read_text() == str(os.getpid())) == waits


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # threads of the browser may still be there
@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("copy", [1, 1000])
def test_a_process_that_dies_is_one_line(corpus: Corpus, copy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("_WORTH_A_PROCESS", 1), ("_WORTH_A_COPY", copy)):
        monkeypatch.setattr(press_module, name, value)
    here = os.getpid()
    monkeypatch.setattr(bundles, "load_traces", lambda *given: os.getpid() == here or os._exit(1))
    with pytest.raises(BroadsheetError, match="BUILD-WORKER"):
        pressed(corpus.root, passing_store(), 2)


def test_a_process_that_dies_before_all_is_given_out_is_one_line(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dead(ThreadPoolExecutor):
        def submit(self, *given: Any) -> Any:  # type: ignore[override]
            raise BrokenProcessPool

    monkeypatch.setattr(press_module, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(press_module, "processes", lambda *given: Crew(lambda: Dead(1), 1))
    with pytest.raises(BroadsheetError, match="BUILD-WORKER"):
        pressed(corpus.root, passing_store(), 2)


def test_a_process_that_is_no_copy_makes_the_same_pages(corpus: Corpus) -> None:
    found = examined(corpus.root, local_hands(1), passing_store(), Quiet())
    library = replace(link(found.articles, found.corpus, found.gists), articles=tuple(found.articles))
    staging = Staging(corpus.root / "docs", corpus.root / "before")
    shares = Shares(Job(library, found.corpus.config, staging, None))
    another = pickle.loads(pickle.dumps(shares))  # noqa: S301 - our own
    assert sum(len(made.pages) for made in another.pressed(slice(None))) == len(files_below(corpus.root / "docs"))


def test_a_published_page_that_was_altered_is_made_anew(corpus: Corpus) -> None:
    store = passing_store()
    pressed(corpus.root, store)
    page = next((corpus.root / "docs/articles").glob("a*.md"))
    page.write_text("Something else.")
    _, there, expected = pressed(corpus.root, store)
    assert there == expected


def test_a_page_with_a_fault_is_looked_at_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Problem("build/docs/x.md", 1, 1, "PAGE", "holds a fault")
    store = passing_store()
    monkeypatch.setattr(bundles, "check_page", lambda *given: [fault])
    first = pressed(corpus.root, store)[0]
    assert pressed(corpus.root, store)[0].problems == first.problems
    assert len(first.problems) == len(first.pages)


def test_traces_that_are_broken_or_of_another_form_are_not_there(corpus: Corpus) -> None:
    store = passing_store()
    (key,) = pressed(corpus.root, store)[0].keys
    lost = b'{"questions": [], "answers": [], "pages": {"articles/a.md": [[1, 2, 3], "", [4]]}}'
    for data in (b"[]", b'{"questions": [], "answers": [], "pages": {"articles/a.md": 1}}', lost, b"\xff"):
        store.put(key, data)
        _, there, expected = pressed(corpus.root, store)
        assert there == expected


def test_a_store_that_takes_nothing_is_one_line(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(bundles, "keep_traces", full)
    with pytest.raises((OSError, BroadsheetError)):
        pressed(corpus.root, passing_store())
