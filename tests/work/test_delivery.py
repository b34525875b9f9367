"""Files of data that are known to be as they would be made stay, and what is written is what a cold build writes."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.export import export, formats
from broadsheet.export.output import Passing
from broadsheet.export.spool import Spool
from broadsheet.pipeline import examined, linked
from broadsheet.publish import Staging
from broadsheet.publish.swap import remove
from broadsheet.store import Store
from broadsheet.work.delivery import Delivered, deliver
from broadsheet.work.examination import local_hands, passing_store
from broadsheet.work.progress import Quiet
from tests.work.test_press import CHANGES, Corpus, begun, files_below


def delivered(root: Path, store: Store, name: str = "docs") -> Delivered:
    """Write the data of a corpus, and put it in the place of what was there."""
    found = examined(root, local_hands(1), store, Quiet())
    library = linked(found)
    docs, new = root / f"build/{name}", root / f"build/{name}.new"
    new.mkdir(parents=True)
    made = deliver(partial(export, library, found.corpus), Staging(new, docs), store)
    remove(docs)
    new.rename(docs)
    return made


def alter(corpus: Corpus) -> None:
    """Say something else in a file of the last build, of the same length."""
    path = corpus.chance.choice(sorted(p for p in (corpus.root / "build/docs").rglob("*") if p.is_file()))
    path.write_bytes(path.read_bytes()[::-1])


def lose(corpus: Corpus) -> None:
    """Take a file of the last build away."""
    corpus.chance.choice(sorted(p for p in (corpus.root / "build/docs").rglob("*") if p.is_file())).unlink()


@settings(max_examples=3)
@given(st.integers(0, 2**32), st.lists(st.sampled_from((*CHANGES, alter, lose)), min_size=1, max_size=3))
def test_what_is_delivered_after_any_changes_is_what_is_made_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, changes: list[Callable[[Corpus], None]]
) -> None:
    corpus, store = begun(tmp_path_factory.getbasetemp() / "delivered", seed), passing_store()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "_OF_A_SHEET", 2)
        delivered(corpus.root, store)
        for change in changes:
            change(corpus)
            delivered(corpus.root, store)
            remove(corpus.root / "build/cold")
            delivered(corpus.root, passing_store(), "cold")
            assert files_below(corpus.root / "build/docs") == files_below(corpus.root / "build/cold")
    shutil.rmtree(corpus.root)


def test_lines_of_articles_that_stay_come_from_the_last_tables_while_nobody_has_altered_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, store, added = begun(tmp_path / "project", 3), passing_store(), set()
    whole = Spool.add

    def noticed(kept: Spool, name: str, data: bytes, basis: str = "") -> None:
        added.update([basis] if basis else ())
        whole(kept, name, data, basis)

    monkeypatch.setattr(formats, "_OF_A_SHEET", 1)
    monkeypatch.setattr(Spool, "add", noticed)
    delivered(corpus.root, store)
    sheets = len(added)
    assert sheets > 5
    added.clear()
    delivered(corpus.root, store)
    assert not added
    more = "Ferry stays in port\n\nThe ferry will stay in port, the captain said.\n"
    (corpus.root / "corpus/articles/2031-01-01-ferry.txt").write_text(more, encoding="utf-8")
    delivered(corpus.root, store)
    assert len(added) < sheets
    for table in ("claims.csv", "corpus.sqlite"):
        altered = corpus.root / "build/docs/data" / table
        altered.write_bytes(altered.read_bytes()[::-1])
        added.clear()
        delivered(corpus.root, store)
        assert len(added) == sheets + 1


def test_what_stays_is_not_made_and_what_somebody_altered_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, store, asked = begun(tmp_path / "project", 3), passing_store(), set()
    whole = Passing.__iter__

    def noticed(passing: Passing) -> Iterator[bytes]:
        asked.add(passing.file.path)
        return whole(passing)

    monkeypatch.setattr(Passing, "__iter__", noticed)
    first = delivered(corpus.root, store)
    small = {path for path in asked if path.startswith("articles/") or "/topics/" in path}
    assert len(small) > 20
    asked.clear()
    again = delivered(corpus.root, store)
    assert again == first
    assert not asked & small
    altered = corpus.root / "build/docs" / min(small)
    altered.write_bytes(altered.read_bytes() + b"more")
    delivered(corpus.root, store)
    assert asked & small == {min(small)}


def test_what_is_known_of_the_files_may_be_broken_or_missing(tmp_path: Path) -> None:
    corpus, store = begun(tmp_path / "project", 5), passing_store()
    (key,) = delivered(corpus.root, store).keys
    before = files_below(corpus.root / "build/docs")
    for said in (b"", b"{}", b'{"":{"data/index.md":[1,2,3]}}', b"[1]"):
        store.put(key, said)
        delivered(corpus.root, store)
        assert files_below(corpus.root / "build/docs") == before
