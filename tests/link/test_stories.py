"""Articles on one event are gathered, those on another are not."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.link.stories import _average_linkage
from tests.link.making import article, linked

BRIDGE = "The harbour bridge will close for repairs. Engineers found cracks in a girder of the bridge, a clerk said on Monday."
BRIDGE_TOO = "Cracks in a girder force the harbour bridge to close for repairs, engineers and the town clerk said on Tuesday."
PAINTING = "The museum has bought a painting of a lighthouse. Collectors had thought the painting lost, a curator said on Monday."
FERRY = "A ferry ran aground on a sandbank. Passengers were taken off the ferry by lifeboats, the coastguard said on Monday."
FILLING = [
    f"The {thing} society met to hear reports from its {thing} branch, and elected a treasurer, members of the {thing} group said."
    for thing in ("chess", "rowing", "beekeeping", "walking", "sewing")
]


def stories(**texts: tuple[str, str | None]) -> list[tuple[str, ...]]:
    articles = [article(name, text, date=date) for name, (text, date) in texts.items()]
    articles += [article(f"z{i}", text) for i, text in enumerate(FILLING)]
    return [s.members for s in linked(articles).stories if not s.id.startswith("z")]


def test_two_reports_of_one_event_are_a_story() -> None:
    assert stories(a=(BRIDGE, None), b=(BRIDGE_TOO, None), c=(PAINTING, None), d=(FERRY, None)) == [("a", "b")]


def test_reports_far_apart_in_time_are_not() -> None:
    assert stories(a=(BRIDGE, "2021-05-01"), b=(BRIDGE_TOO, "2021-05-04")) == [("a", "b")]
    assert stories(a=(BRIDGE, "2021-05-01"), b=(BRIDGE_TOO, "2021-06-04")) == []
    assert stories(a=(BRIDGE, "2021-05"), b=(BRIDGE_TOO, "2021-06-04")) == [("a", "b")]


def test_the_order_of_the_articles_does_not_matter() -> None:
    texts = {"a": (BRIDGE, None), "b": (BRIDGE_TOO, None), "c": (PAINTING, None)}
    turned = stories(**dict(reversed(texts.items())))
    assert [set(s) for s in turned] == [set(s) for s in stories(**texts)] == [{"a", "b"}]


def test_reports_of_a_day_and_of_a_time_with_no_end_may_be_one_story() -> None:
    assert stories(a=(BRIDGE, "2021-05-01"), b=(BRIDGE_TOO, "2021-05-01/..")) == [("a", "b")]


@given(st.integers(2, 9).flatmap(lambda n: st.permutations(range(1, n * (n - 1) // 2 + 1))))
def test_groups_are_those_of_joining_the_two_most_alike_again_and_again(ranks: list[int]) -> None:
    number = next(n for n in range(2, 10) if n * (n - 1) // 2 == len(ranks))
    pairs = list(combinations(range(number), 2))
    cosine = {pair: 0.3 * (rank / len(ranks)) ** 2 for pair, rank in zip(pairs, ranks, strict=True)}
    groups = [[place] for place in range(number)]

    def average(two: tuple[list[int], list[int]]) -> float:
        return float(np.mean([cosine[min(a, b), max(a, b)] for a in two[0] for b in two[1]]))

    while len(groups) > 1 and average(best := max(combinations(groups, 2), key=average)) >= 0.14:
        groups = [sorted(best[0] + best[1]), *(group for group in groups if group not in best)]
    first, second = np.array(pairs, dtype=np.uint32).T
    found = _average_linkage((first, second, np.array(list(cosine.values()))), number)
    assert sorted(found) == sorted(group for group in groups if len(group) > 1)


def test_a_hundred_copies_are_one_group() -> None:
    first, second = (side.astype(np.uint32) for side in np.triu_indices(100, 1))
    assert _average_linkage((first, second, np.ones(len(first))), 100) == [list(range(100))]
