"""Long lists are cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.render.paging import PART, Part, in_order, newest_first

Cut = Callable[[str, Sequence[int]], list[Part[int]]]
SIZES = st.integers(0, 5 * PART)


@given(SIZES, st.sampled_from([in_order, newest_first]))
def test_every_entry_is_on_one_page_in_its_order(size: int, cut: Cut) -> None:
    parts = cut("x/index.md", range(size))
    assert [entry for part in parts for entry in part.entries] == list(range(size))
    assert all(0 < len(part.entries) < 2 * PART for part in parts if size)
    assert len({part.path for part in parts}) == len(parts)
    assert parts[0].path == "x/index.md"
    assert {part.in_all for part in parts} == {size}


@given(SIZES, st.integers(1, 3 * PART))
def test_new_entries_change_no_page_but_the_first(size: int, more: int) -> None:
    before = {part.path: list(part.entries) for part in newest_first("x.md", range(size))[1:]}
    after = {part.path: list(part.entries) for part in newest_first("x.md", range(-more, size))[1:]}
    assert before.items() <= after.items()


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
    assert in_order("x.md", range(4 * PART))[number - 1].links == links


def test_a_short_list_is_one_page_without_links() -> None:
    for cut in (in_order, newest_first):
        (part,) = cut("x/index.md", range(PART))  # type: ignore[operator]
        assert part.links == []
