"""Long lists are cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.paging import PART, Part, from_newest, in_order, newest_first
from broadsheet.render.site import Site
from tests.render import made

Cut = Callable[[str, Sequence[str]], list[Part]]


def ids(number: int, start: str = "") -> list[str]:
    return [f"{start}{n}" for n in range(number)]


SIZES = st.integers(0, 5 * PART)


@given(SIZES, st.sampled_from([in_order, newest_first]))
def test_every_entry_is_on_one_page_in_its_order(size: int, cut: Cut) -> None:
    parts = cut("x/index.md", ids(size))
    assert [entry for part in parts for entry in part.entries] == ids(size)
    assert all(0 < len(part.entries) <= (2 * PART if cut is newest_first else PART) for part in parts if size)
    assert len({part.path for part in parts}) == len(parts)
    assert parts[0].path == "x/index.md"
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert {part.of for part in parts} == {len(parts)}


@given(SIZES, st.integers(1, 3 * PART))
def test_new_entries_change_no_page_but_the_first(size: int, more: int) -> None:
    before = {part.path: part.entries for part in newest_first("x.md", ids(size))[1:]}
    after = {part.path: part.entries for part in newest_first("x.md", [*ids(more, "new "), *ids(size)])[1:]}
    assert before.items() <= after.items()


@pytest.mark.parametrize("cut", [in_order, newest_first])
def test_one_entry_more_in_the_middle_changes_few_pages(cut: Cut) -> None:
    every = ids(30 * PART)
    before, changed = {part.entries for part in cut("x.md", every)}, []
    for place in range(0, len(every), 59):
        after = cut("x.md", [*every[:place], "one more", *every[place:]])
        changed.append(sum(part.entries not in before for part in after))
    assert sum(changed) < 1.5 * len(changed)


@pytest.mark.parametrize(
    ("number", "links"),
    [
        (1, [("Next", "x/page/2.md"), ("Last", "x/page/4.md")]),
        (2, [("First", "x.md"), ("Next", "x/page/3.md"), ("Last", "x/page/4.md")]),
        (3, [("First", "x.md"), ("Previous", "x/page/2.md"), ("Next", "x/page/4.md")]),
        (4, [("First", "x.md"), ("Previous", "x/page/3.md")]),
    ],
)
def test_pages_lead_to_each_other_and_never_twice_to_one(number: int, links: list[tuple[str, str]]) -> None:
    assert Part((), number, 4, "x.md").links == links


def test_a_short_list_is_one_page_without_links() -> None:
    for cut in (in_order, newest_first):
        (part,) = cut("x/index.md", ids(PART))  # type: ignore[operator]
        assert part.links == []


def test_articles_without_a_known_day_stand_last_wherever_articles_are_listed() -> None:
    site = Site(made.library(), made.config())
    undated = [card.id for card in site.published if not site.day(card)]
    listed = from_newest(site, site.published)
    days = [site.day(site.articles[name]) for name in listed]
    assert undated
    assert listed[-len(undated) :] == undated
    assert days[: -len(undated)] == sorted(days[: -len(undated)], reverse=True)
