"""What belongs to one key is gathered under it."""

from broadsheet.gathering import gathered


def test_keys_and_what_belongs_to_them_stay_in_order() -> None:
    found = gathered([("b", 2), ("a", 1), ("b", 1), ("b", 2)])
    assert list(found.items()) == [("b", (2, 1, 2)), ("a", (1,))]
