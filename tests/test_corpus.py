"""A corpus is read only where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.corpus import Corpus, Entries, Entry, Place
from broadsheet.records import CorpusConfig


class Counted(tuple[Place, ...]):
    """Places that count how often somebody goes over all of them."""

    times = 0

    def __iter__(self) -> Iterator[Place]:
        """Yield the places, one time more."""
        Counted.times += 1
        return super().__iter__()


def test_what_was_written_about_some_articles_is_found_without_going_over_all_of_them_each_time() -> None:
    places = Counted(Place(f"a-{n}", f"corpus/articles/a-{n}.txt", f"corpus/articles/a-{n}.yml") for n in range(9))
    corpus = Corpus(
        CorpusConfig(title="Any", description="Any."),
        Entries(places, never_opened, lambda place: place.id.encode()),
    )
    found = [row for n in (5, 3, 1) for row in corpus.records([f"a-{n + 1}", f"a-{n}", "nowhere"])]
    assert [name for name, _, _ in found] == ["a-5", "a-6", "a-3", "a-4", "a-1", "a-2"]
    assert found[0] == ("a-5", "corpus/articles/a-5.yml", b"a-5")
    assert Counted.times == 1


def never_opened(place: Place) -> Entry:
    """Stand for what opens an article."""
    raise AssertionError(place)
