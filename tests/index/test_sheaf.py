"""What is kept of documents is what was read of them, whatever was read before."""

import random

import pytest

from broadsheet.index import bind_index, build_index
from broadsheet.index.reader import Reader
from broadsheet.index.sheaf import packed, unpacked
from tests.index.documents import random_docs


@pytest.mark.parametrize("size", [0, 1, 20])
def test_a_sheaf_comes_back(size: int) -> None:
    data = packed(Reader().read(random_docs(size)))
    assert packed(unpacked(data)) == data


def test_a_sheaf_is_the_same_whatever_was_read_before() -> None:
    docs, reader = random_docs(20), Reader()
    reader.read(random_docs(30, seed=2))
    assert packed(reader.read(docs)) == packed(Reader().read(docs))


def test_how_documents_are_put_into_sheaves_does_not_matter() -> None:
    docs, reader = random_docs(30), Reader()
    parts = [docs[first : first + 4] for first in range(0, 30, 4)]
    random.Random(3).shuffle(parts)  # noqa: S311 - test data
    assert bind_index(map(reader.read, [*parts, []]), {}) == build_index(docs, {})


@pytest.mark.parametrize("size", [0, 30, 600, -1])
def test_what_is_cut_short_is_no_sheaf(size: int) -> None:
    data = packed(Reader().read(random_docs(3)))
    with pytest.raises(ValueError):  # noqa: PT011 - several kinds of it
        unpacked(data[:size])
