"""The files of an index stay as they are where nothing in them has changed."""

import random

import pytest

from broadsheet.index import SearchDoc, build_index, display, shards


@pytest.mark.parametrize(("kind", "most"), [("docs", 24), ("terms", 60), ("positions", 60)])
def test_one_document_more_changes_few_files(kind: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_SIZE", 200)
    monkeypatch.setattr(display, "CHUNK_SIZE", 1_000)
    chance = random.Random(4)  # noqa: S311 - test data
    words = [f"w{number}" for number in range(5_000)]
    docs = [
        SearchDoc(f"articles/{n}/", "article", "", " ".join(chance.sample(words, 10 + n % 30))) for n in range(501)
    ]
    before, after = (
        {content for name, content in build_index(found, {}).items() if f"/{kind}-" in name}
        for found in (docs[:-1], docs)
    )
    assert 1 <= len(after - before) <= most < len(after) / 3
