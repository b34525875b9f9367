"""Files of the index grow slowly with the documents."""

import pytest

from broadsheet.index import SearchDoc, build_index, sizes
from broadsheet.index.sizes import SMALL, grown


def test_a_small_index_has_files_of_the_size_that_is_told() -> None:
    assert [grown(3_000, documents) for documents in (0, 1, SMALL)] == [3_000] * 3


def test_eight_times_the_documents_have_files_of_twice_the_size() -> None:
    assert 5_990 <= grown(3_000, 8 * SMALL) <= 6_000


def shown(files: dict[str, bytes]) -> list[str]:
    return [name for name in files if "/docs-" in name]


def test_a_larger_index_has_fewer_files_for_its_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    docs = [
        SearchDoc(f"articles/{n}/", "article", f"Ferry {n}", f"gulls {n * 7} and nets " * 40) for n in range(300)
    ]
    small = shown(build_index(docs, {}))
    monkeypatch.setattr(sizes, "SMALL", 10)
    assert len(shown(build_index(docs, {}))) < len(small) / 2
