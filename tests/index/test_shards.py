from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pytest

from broadsheet.index import shards
from broadsheet.index.document import FIELDS, PHRASE_FIELDS
from broadsheet.index.places import Band, Places
from broadsheet.index.postings import Postings, client_order
from tests.index.decoding import decode, ungap
from tests.index.documents import random_docs
from tests.index.test_postings import by_term, read

Found = dict[tuple[str, str], list[tuple[int, ...]]]
"""Term and field to the documents that have it."""

LETTERS = {name[0]: name for name in FIELDS}


def lines(contents: Iterable[bytes]) -> list[str]:
    return b"\n".join(contents).decode().split("\n")


def documents(cut: list[shards.Shard]) -> Found:
    """What a reader of the term shards finds: document, count and, but for the body, length."""
    found: Found = defaultdict(list)
    for line in lines(shard.terms for shard in cut):
        term, *fields = line.split(" ")
        for written in fields:
            numbers = iter(decode(written[1:]))
            size = next(numbers)
            steps, counts = [], []
            for step in (next(numbers) for _ in range(size)):
                steps.append(step // 2)
                counts.append(next(numbers) + 2 if step % 2 else 1)
            rows = zip(ungap(steps), counts, *([] if written[0] == "b" else [list(numbers)]), strict=True)
            found[term, LETTERS[written[0]]] += rows
    return found


def counted(postings: Postings) -> Found:
    found: Found = defaultdict(list)
    for term, rows in by_term(postings).items():
        for name, doc, times, _ in rows:
            length = () if name == "body" else (int(postings.lengths[name][doc]),)
            found[term, name].append((doc, times, *length))
    return found


@pytest.fixture(params=[(7_000, 8_000), (200, 5), (1, 1)])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    size, part = request.param
    monkeypatch.setattr(shards, "SHARD_SIZE", size)
    monkeypatch.setattr(shards, "PART", part)


@pytest.mark.usefixtures("small")
def test_shards_hold_the_postings_however_they_are_cut() -> None:
    postings = read(random_docs(60))
    cut = shards.cut(postings, {})
    assert documents(cut) == counted(postings)
    firsts = [client_order(shard.first) for shard in cut]
    assert firsts == sorted(firsts)


@pytest.mark.usefixtures("small")
def test_position_shards_hold_the_steps_however_they_are_cut() -> None:
    postings = read(random_docs(60))
    found: dict[str, list[int]] = defaultdict(list)
    for line in lines(shard.positions for shard in shards.cut(postings, {}) if shard.positions):
        for written in line.split(" ")[1:]:
            found[LETTERS[written[0]]] += decode(written[1:])
    for name in PHRASE_FIELDS:
        rows = [row for _, found_in in sorted(by_term(postings).items()) for row in found_in if row[0] == name]
        assert found[name] == [step for row in rows for step in row[3]]


def test_spellings_stand_behind_the_term_they_belong_to() -> None:
    postings = read(random_docs(20))
    cut = shards.cut(postings, {"ferri": "Fähre", "aaa": "b_c|d", "zzz": "e"})
    found = lines(shard.terms for shard in cut)
    assert found[0] == "aaa sb_c|d"
    assert found[-1] == "zzz se"
    place = found.index("ferri sFähre")
    assert found[place - 1].startswith("ferri ")


def test_lengths_are_told_as_runs_of_numbers() -> None:
    told = shards.runs(Places((0, 1, 2), np.array([1, 2, 6]), [Band(0, 8)]), np.array([0, 2, 2, 0, 0, 0, 7, 0]))
    assert decode(told) == [2, 6, 5, 2]
    assert shards.runs(Places((), np.array([], np.int64), []), np.array([], np.int64)) == ""
