"""The order of the coverage: by what is known of dates, and by no guess."""

from broadsheet.models import Finding
from tests.link.making import article, linked

SAID = "Anna Ferrers said the harbour wall will not be repaired before the next winter storm."
REMEMBERS = f"The harbour wall was built on 12 June 1945. {SAID}"


def test_a_guessed_date_puts_no_article_before_those_whose_date_is_known() -> None:
    guessed, dated = article("a-guessed", REMEMBERS), article("b-dated", SAID, date="2023-05-02")
    assert (guessed.date.status, guessed.date.value and guessed.date.value.edtf) == ("inferred", "1945-06-12/..")
    library = linked([guessed, dated])
    assert [card.id for card in library.cards] == ["b-dated", "a-guessed"]
    (group,) = (group for group in library.groups if group.articles == 2)
    assert group.claims[0].article == "b-dated"


def test_a_value_is_known_that_the_text_states_or_a_person_set() -> None:
    found = {status: Finding("x", status).known for status in ("curated", "stated", "inferred", "unknown")}
    assert found == {"curated": "x", "stated": "x", "inferred": None, "unknown": None}
