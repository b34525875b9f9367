import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.builder import Builder

from broadsheet.index import build_index
from broadsheet.index.analyse import stem, stop_words, surface, words
from broadsheet.index.document import FIELDS, UNSTEMMED, SearchDoc
from broadsheet.index.postings import Postings, Texts, count
from broadsheet.index.reader import Reader
from broadsheet.words import table
from tests.index.decoding import ungap
from tests.index.documents import random_docs

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "articles").rglob("*.txt"))


def terms_of(doc: SearchDoc, field: str) -> list[str]:
    forms = [surface(word) for word in words(doc.field(field))]
    kept = [form for form in forms if form and form not in stop_words()]
    return kept if field == UNSTEMMED else [stem(form) for form in kept]


def lunr_index(docs: Sequence[SearchDoc]) -> Builder:
    builder = Builder()
    builder.ref("address")
    builder.k1(table("search")["k1"])
    builder.b(table("search")["b"])
    for field in FIELDS:
        builder.field(field, boost=table("search")["boosts"][field])
    for doc in docs:
        builder.add({"address": doc.address} | {field: terms_of(doc, field) for field in FIELDS})
    builder.build()
    return builder


def read(docs: Iterable[SearchDoc]) -> Postings:
    reader = Reader()
    for doc in docs:
        reader.add(doc)
    return reader.postings()


def weights(docs: Sequence[SearchDoc]) -> dict[str, dict[str, float]]:
    """The weights of lunr's field vectors, from the counts that we keep."""
    postings = read(docs)
    k1, b = table("search")["k1"], table("search")["b"]
    document = by_number(docs, postings)
    found: dict[str, dict[str, float]] = {f"{f}/{d.address}": {} for f in FIELDS for d in docs}
    for term, rows in by_term(postings).items():
        idf = math.log(1 + abs((len(docs) - len(rows) + 0.5) / (len(rows) + 0.5)))
        for name, doc, times, _ in rows:
            size = postings.lengths[name][doc] / postings.average(name)
            score = idf * ((k1 + 1) * times) / (k1 * (1 - b + b * size) + times)
            score *= table("search")["boosts"][name]
            found[f"{name}/{document[doc].address}"][term] = round(score, 3)
    return found


T = TypeVar("T")


def by_number(given: Sequence[T], postings: Postings) -> dict[int, T]:
    """What was given for each document, by the number it has in the index."""
    places = postings.places
    return {number: given[place] for number, place in zip(places.numbers.tolist(), places.order, strict=True)}


def by_term(postings: Postings) -> dict[str, list[tuple[str, int, int, list[int]]]]:
    """For each term, where it stands: field, document, how often, and the steps between its places."""
    found: dict[str, list[tuple[str, int, int, list[int]]]] = {}
    for block in postings.blocks():
        for name, field in block.fields.items():
            steps = iter(field.steps.tolist())
            for number, term in enumerate(block.terms):
                for place in range(*field.bounds[number : number + 2]):
                    times = int(field.counts[place])
                    row = (name, int(field.docs[place]), times, [next(steps) for _ in range(times)])
                    found.setdefault(term, []).append(row)
            assert next(steps, None) is None
    return found


def lunr_weights(docs: Sequence[SearchDoc]) -> dict[str, dict[str, float]]:
    theirs = lunr_index(docs)
    terms = {entry["_index"]: term for term, entry in theirs.inverted_index.items()}
    return {
        str(ref): {terms[int(i)]: w for i, w in zip(v.elements[::2], v.elements[1::2], strict=True)}
        for ref, v in theirs.field_vectors.items()
    }


@pytest.mark.parametrize("seed", range(5))
def test_postings_and_scores_are_those_of_lunrs_own_builder(seed: int) -> None:
    docs = random_docs(40, seed)
    assert weights(docs) == lunr_weights(docs)


def test_postings_and_scores_of_the_corpus_are_those_of_lunrs_own_builder() -> None:
    docs = [SearchDoc(path.name, "article", path.stem, path.read_text("utf-8")) for path in ARTICLES]
    assert len(docs) >= 5
    assert weights(docs) == lunr_weights(docs)


LETTERS = st.text(st.sampled_from("abcs .,'-’“é—…北ж1290_\n"), max_size=60)


@given(st.lists(st.tuples(LETTERS, LETTERS, LETTERS), min_size=1, max_size=6))
def test_whatever_texts_hold_lunrs_own_builder_counts_the_same(texts: list[tuple[str, str, str]]) -> None:
    docs = [SearchDoc(str(number), "article", *two, names=names) for number, (*two, names) in enumerate(texts)]
    assert weights(docs) == lunr_weights(docs)


@given(st.lists(st.lists(st.sampled_from(("ferry", "strike", "the", "oil")), max_size=8), max_size=6))
def test_steps_lead_to_the_places_of_a_term(bodies: list[list[str]]) -> None:
    docs = [SearchDoc(str(number), "article", "", " ".join(body)) for number, body in enumerate(bodies)]
    postings = read(docs)
    body_of = by_number(bodies, postings)
    for term, rows in by_term(postings).items():
        for _, doc, _, steps in rows:
            body = [stem(word) for word in body_of[doc]]
            assert ungap(steps) == [place for place, word in enumerate(body) if word == term]


@pytest.mark.parametrize("block", [1, 7, 100])
def test_the_size_of_a_block_does_not_matter(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = random_docs(30)
    whole = by_term(read(docs))
    monkeypatch.setattr("broadsheet.index.postings.BLOCK", block)
    assert len(list(read(docs).blocks())) > 1
    assert by_term(read(docs)) == whole


def test_the_order_of_the_documents_does_not_matter() -> None:
    docs = random_docs(30)
    other = docs[:]
    random.Random(3).shuffle(other)  # noqa: S311 - test data
    assert build_index(docs, {}) == build_index(other, {})


def test_no_documents_make_empty_postings() -> None:
    postings = read([])
    assert (postings.places.order, postings.terms, postings.average("body"), list(postings.blocks())) == (
        [],
        [],
        0.0,
        [],
    )


def test_documents_stand_in_the_order_of_their_bodies_lengths() -> None:
    postings = read(random_docs(50))
    lengths = postings.lengths["body"][postings.places.numbers].tolist()
    assert len(lengths) == 50
    assert lengths == sorted(lengths)


def test_more_than_the_numbers_hold_is_refused() -> None:
    texts = Texts(np.zeros(0, np.int32), np.array([2**40]))
    with pytest.raises(OverflowError, match="several sites"):
        count(texts, np.array([0]), 0, 2**23)
