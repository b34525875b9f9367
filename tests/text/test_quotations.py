"""Quotations: American, British, straight, curly, nested and never closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.models import Span
from broadsheet.text.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ('"One," she said. "Two."', ["One,", "Two."]),
        ("''One,'' she said.", ["One,"]),
        ("‘One,’ she said. ‘Two.’", ["One,", "Two."]),
        ("'One,' she said. 'It's two.'", ["One,", "It's two."]),
        ("«One», she said.", ["One"]),
        ("A “slip“, he said.", ["slip"]),
        ('She said "one,” then “two."', ["one,", "two."]),
        ("“He said ‘no “never” no’ twice,” she said.", ["He said ‘no “never” no’ twice,"]),
        ("‘The boys’ bikes are gone,’ he said.", ["The boys’ bikes are gone,"]),
        ("The boys' bikes and the girls' bikes.", []),
        ("The ’90s and rock ’n’ roll.", []),
        ('A 6\'2" man and a 12" ruler.', []),
        ("It’s late, isn’t it?", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_what_is_never_closed_runs_to_the_end_of_the_paragraph() -> None:
    (quotation,) = quotations("He said: “One. Two.", Span(0, 19))
    assert (quotation.span, quotation.closed) == (Span(9, 19), False)


def test_a_missing_mark_does_not_swallow_the_next_quotation() -> None:
    assert quoted("“One, he said. “Two,” he said.") == ["Two,"]


@given(st.text(alphabet="ab ,.\"'“”‘’«»", max_size=60))
def test_quotations_are_in_order_and_never_overlap(text: str) -> None:
    found = quotations(text, Span(0, len(text)))
    ends = [0, *(q.span.end for q in found)]
    assert all(end <= q.span.start for end, q in zip(ends, found, strict=False))
    assert all(q.span.start < q.inner.start <= q.inner.end <= q.span.end for q in found)


def test_a_quotation_that_opens_again_and_again_goes_on() -> None:
    assert quoted('He said: "One is. "Two is. "Three is."') == ["One is.", "Two is.", "Three is."]
