"""Ids that have given their places to others lead to where they are now."""

from __future__ import annotations

from broadsheet.link.moves import find_moves
from broadsheet.models import Moved
from broadsheet.records import Entity, Redirect


def redirect(old: str, new: str, why: str = "") -> Redirect:
    return Redirect.model_validate({"from": old, "to": new, "why": why})


def entity(name: str, into: str | None = None) -> Entity:
    return Entity.model_validate({"id": name, "name": name.title(), "type": "person", "merged_into": into})


def test_an_id_leads_to_the_end_of_its_chain() -> None:
    moves = find_moves([redirect("a", "b", "spelt wrong"), redirect("b", "c")], [], {"c"}, set())
    assert moves == (Moved("article", "a", "c", "spelt wrong"), Moved("article", "b", "c"))


def test_a_merged_name_leads_to_the_page_of_the_other() -> None:
    entities = [entity("one", "two"), entity("two", "three"), entity("three")]
    assert find_moves([], entities, set(), {"three"}) == (
        Moved("topic", "one", "three"),
        Moved("topic", "two", "three"),
    )


def test_what_leads_nowhere_or_in_a_circle_has_no_page() -> None:
    assert find_moves([redirect("a", "b")], [entity("x", "y"), entity("y", "x")], set(), {"z"}) == ()
