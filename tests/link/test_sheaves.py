"""Gists in sheaves say what they say one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.corpus import Corpus
from broadsheet.link import Gist, Sheaf, gist, link, packed, unpacked
from broadsheet.link.overlap import Ints
from broadsheet.link.themes import theme_words
from broadsheet.models import Article, Library
from broadsheet.records import CorpusConfig, Decisions, Entity, Theme
from broadsheet.shelf import shelved
from tests.link.making import article
from tests.making import note_in

PLACE = Entity(id="ruritania", name="Ruritania", type="place", spellings=("Ruritanian",))
THEMES = (
    Theme(id="bridge", name="Bridges", words=("bridge*",)),
    Theme(id="pass", name="The pass", words=("high pass",)),
)
CORPUS = Corpus(
    CorpusConfig(title="Test", description="Articles of a test."), (), (), (PLACE,), THEMES, Decisions()
)
SAID = (
    "The bridge in Ruritania will be closed until the spring of next year, the mayor of Northport told reporters."
)
TEXTS = (
    f"Bridge closed\n\n{SAID} The Ruritanian army holds the high pass, Ivan Petrov said.",
    f"Bridge to close\n\n{SAID} A ferry will run.",
    "Pass reopened\n\nThe pass lies high. “It is open again,” Ivan Petrov said on Tuesday in Ruritania.",
    "Weather",
)
ARTICLES = tuple(article(f"a{n}", text, (PLACE,), f"2024-05-0{n + 1}") for n, text in enumerate(TEXTS))
GISTS = tuple(map(gist, ARTICLES))


@dataclass(frozen=True)
class Bundles(Sequence[Gist]):
    """Gists that come in sheaves of some length."""

    length: int

    def __len__(self) -> int:
        return len(GISTS)

    def __getitem__(self, at: int) -> Gist:  # type: ignore[override]
        return GISTS[at]

    def sheaves(self) -> Iterator[Sheaf]:
        for start in range(0, len(GISTS), self.length):
            sheaf = Sheaf()
            for found in GISTS[start : start + self.length]:
                sheaf.add(found)
            yield unpacked(packed(sheaf))


def without_articles(library: Library) -> Library:
    return replace(library, articles=())


@pytest.mark.parametrize("length", [1, 2, 3, 10])
def test_articles_are_linked_alike_from_gists_and_from_sheaves(length: int) -> None:
    alone = link(ARTICLES, CORPUS, GISTS)
    bound = link(ARTICLES, CORPUS, Bundles(length))
    assert {topic.id for topic in alone.topics} >= {"bridge", "pass", "ruritania"}
    assert without_articles(bound) == without_articles(alone)


def arrays(sheaf: Sheaf) -> list[Ints]:
    return [*sheaf.terms.block(), *sheaf.names.cells()]


def test_a_sheaf_can_be_written_and_read() -> None:
    for gists in ((), GISTS[:1], GISTS):
        sheaf = Sheaf()
        for found in gists:
            sheaf.add(found)
        again = unpacked(packed(sheaf))
        assert (again.cards, again.runs, again.said, again.sizes) == (
            sheaf.cards,
            sheaf.runs,
            sheaf.said,
            sheaf.sizes,
        )
        assert (again.terms.words, again.names.words) == (sheaf.terms.words, sheaf.names.words)
        for mine, theirs in zip(arrays(again), arrays(sheaf), strict=True):
            assert mine.tolist() == theirs.tolist()
        assert packed(again) == packed(sheaf)


def test_what_is_known_of_pairs_and_phrases_is_not_read_again() -> None:
    opened: list[str] = []

    def load(name: str) -> Article:
        opened.append(name)
        return next(a for a in ARTICLES if a.id == name)

    digests = {a.id: a.source.sha256 for a in ARTICLES}
    shelf = replace(shelved(ARTICLES), load=load, note=note_in({}), digests=digests)
    first = link(shelf, CORPUS, GISTS)
    assert first.families
    assert set(opened) >= {"a0", "a1", "a2"}
    opened.clear()
    assert without_articles(link(shelf, CORPUS, GISTS)) == without_articles(first)
    assert opened == []
    assert without_articles(first) == without_articles(link(ARTICLES, CORPUS))


@given(
    st.lists(st.sampled_from(["bridge", "bridges", "abridged", "high", "pass", "o'bridge", "it's"]), max_size=6)
)
def test_words_of_many_articles_tell_what_those_of_one_tell(words: list[str]) -> None:
    sheaf = Sheaf()
    for held in (words, ["pass"], []):
        line = " ".join(sorted(set(held)))
        sheaf.terms.add(line, np.ones(len(line.split()), dtype="<u2").tobytes())
    for theme in map(theme_words, THEMES):
        sure, may = theme.in_terms(sheaf.terms)
        single = theme.single is not None and theme.single.search(" ".join(words)) is not None
        assert bool(sure[0]) == single
        several = any(all(part.search(" ".join(words)) for part in parts) for parts in theme.several)
        assert bool(may[0]) == (several and not single)
