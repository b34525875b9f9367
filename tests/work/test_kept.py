"""What is put together from what was kept is what is made from nothing."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.export import export
from broadsheet.link import link
from broadsheet.models import Library
from broadsheet.pipeline import examined
from broadsheet.redact import redact
from broadsheet.store import Store
from broadsheet.work import kept
from broadsheet.work.examination import local_hands, passing_store
from broadsheet.work.progress import Quiet
from tests.work.test_press import CHANGES, Corpus, begun


def made(root: Path, store: Store) -> tuple[Library, dict[str, bytes]]:
    """Return a corpus as it is linked, and all files of data."""
    found = examined(root, local_hands(1), store, Quiet())
    library = link(found.articles, found.corpus, found.gists)
    data = {name: b"".join(pieces) for name, pieces in export(redact(library), found.corpus)}
    return replace(library, articles=()), data


@settings(max_examples=8)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4))
def test_what_is_linked_and_exported_after_any_changes_is_what_is_made_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, changes: list[Callable[[Corpus], None]]
) -> None:
    corpus, store = begun(tmp_path_factory.getbasetemp() / "kept", seed), passing_store()
    made(corpus.root, store)
    for change in changes:
        change(corpus)
        library, data = made(corpus.root, store)
        cold, expected = made(corpus.root, passing_store())
        assert library == cold
        assert [name for name in data.keys() | expected.keys() if data.get(name) != expected.get(name)] == []
    shutil.rmtree(corpus.root)


def test_one_article_more_changes_one_sheaf_or_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_OF_A_SHEAF", 3)
    corpus, store = begun(tmp_path / "project", 7), passing_store()
    for _ in range(12):
        corpus.add()

    def sheaves() -> set[str]:
        found = examined(corpus.root, local_hands(1), store, Quiet())
        assert [card.id for sheaf in found.gists.sheaves() for card in sheaf.cards] == list(found.names)
        return {key for key in found.keys if key.endswith(".sheaf")}

    before = sheaves()
    assert len(before) > 3
    corpus.add()
    assert 1 <= len(sheaves() - before) <= 2
