import math
import random

import pytest
from lunr.builder import Builder

from broadsheet.index.analyse import stem, stop_words, surface, words
from broadsheet.index.document import FIELDS, UNSTEMMED, SearchDoc
from broadsheet.index.postings import Postings, count
from broadsheet.words import table
from tests.index.documents import random_docs


def terms_of(doc: SearchDoc, field: str) -> list[str]:
    forms = [surface(word) for word in words(doc.field(field))]
    kept = [form for form in forms if form and form not in stop_words()]
    return kept if field == UNSTEMMED else [stem(form) for form in kept]


def lunr_index(docs: list[SearchDoc]) -> Builder:
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


def weights(postings: Postings) -> dict[str, dict[str, float]]:
    """The weights of lunr's field vectors, from the counts that we keep."""
    k1, b = table("search")["k1"], table("search")["b"]
    found: dict[str, dict[str, float]] = {f"{f}/{d.address}": {} for f in FIELDS for d in postings.docs}
    for term, fields in postings.terms.items():
        having = sum(len(posting.docs) for posting in fields.values())
        idf = math.log(1 + abs((len(postings.docs) - having + 0.5) / (having + 0.5)))
        for field, posting in fields.items():
            for doc, times in zip(posting.docs, posting.counts, strict=True):
                size = postings.lengths[field][doc] / postings.average(field)
                score = idf * ((k1 + 1) * times) / (k1 * (1 - b + b * size) + times)
                score *= table("search")["boosts"][field]
                found[f"{field}/{postings.docs[doc].address}"][term] = round(score, 3)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_postings_and_scores_are_those_of_lunrs_own_builder(seed: int) -> None:
    docs = random_docs(40, seed)
    theirs = lunr_index(docs)
    terms = {entry["_index"]: term for term, entry in theirs.inverted_index.items()}
    vectors = {
        str(ref): {terms[int(i)]: w for i, w in zip(v.elements[::2], v.elements[1::2], strict=True)}
        for ref, v in theirs.field_vectors.items()
    }
    assert weights(count(docs)) == vectors


def test_the_order_of_the_documents_does_not_matter() -> None:
    docs = random_docs(30)
    other = docs[:]
    random.Random(3).shuffle(other)  # noqa: S311 - test data
    assert count(docs) == count(other)


def test_no_documents_make_empty_postings() -> None:
    postings = count([])
    assert (postings.docs, postings.terms, postings.average("body")) == ([], {}, 0.0)


def test_documents_stand_in_the_order_of_their_bodies_lengths() -> None:
    lengths = count(random_docs(50)).lengths["body"]
    assert lengths == sorted(lengths)
