"""One name is one topic, however it is dotted and accented."""

import pytest

from broadsheet.topic_keys import slug


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("U.S.", "US"),
        ("U.S.A.", "USA"),
        ("J.K. Lindqvist", "JK Lindqvist"),
        ("Université d’Été", "Universite d'Ete"),
    ],
)
def test_a_name_has_one_slug_however_it_is_written(written: str, same: str) -> None:
    assert slug(written) == slug(same)


def test_dots_between_words_part_them() -> None:
    assert slug("St. Ada") == "st-ada"
    assert slug("harbour.example") == "harbour-example"
    assert slug("...") == "name"
