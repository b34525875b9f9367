"""A surname alone: whom it means where nobody of that name is named in full."""

from collections.abc import Callable
from typing import Literal

import pytest

from broadsheet.describe.names import Registry, find_mentions
from broadsheet.models import Cleaned
from broadsheet.records import Entity


def person(name: str, status: Literal["confirmed", "proposed"]) -> Entity:
    return Entity(id="somebody", name=name, type="person", status=status)


@pytest.mark.parametrize(
    ("name", "text", "proposed", "confirmed"),
    [
        ("Zoe Murphy", "The council met on Monday. It thanked Murphy for the bridge.", 0, 1),
        ("Zoe Murphy", "Zoe Murphy came on Monday. It thanked Murphy for the bridge.", 2, 2),
        ("Ada Vahurest", "The council met on Monday. It thanked Vahurest for the bridge.", 1, 1),
        ("Ajmal Jan", "The ferry sank on Jan 12 and was raised; by late Jan it sailed. Jan was cold.", 0, 0),
    ],
)
def test_a_common_surname_needs_the_full_name_where_nobody_has_confirmed_the_record(
    name: str, text: str, proposed: int, confirmed: int, article: Callable[[str], Cleaned]
) -> None:
    def times(status: Literal["confirmed", "proposed"]) -> int:
        found = find_mentions(article(text), Registry([person(name, status)]))
        return sum(mention.id == "somebody" for mention in found)

    assert (times("proposed"), times("confirmed")) == (proposed, confirmed)
