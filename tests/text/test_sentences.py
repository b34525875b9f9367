"""Sentences: quotations keep their attribution, abbreviations end nothing."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.models import Span
from broadsheet.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_quotation_of_several_sentences_stays_with_its_attribution() -> None:
    assert split("“Go home. Stay there,” she said. “Then rest.”") == [
        "“Go home. Stay there,” she said.",
        "“Then rest.”",
    ]


def test_a_quotation_that_stands_alone_has_as_many_sentences_as_it_has() -> None:
    assert split("“It rained. It stopped. We left.”") == ["“It rained.", "It stopped.", "We left.”"]


def test_titles_initials_and_places_end_no_sentence() -> None:
    assert split("Mr. J. R. Moss met the U.S. envoy at 5 p.m. The talks went on.") == [
        "Mr. J. R. Moss met the U.S. envoy at 5 p.m.",
        "The talks went on.",
    ]


def test_initials_end_a_sentence_only_where_another_begins() -> None:
    assert split("An R.K.R. Dollar order came. He left the R.K.R. The end.") == [
        "An R.K.R. Dollar order came.",
        "He left the R.K.R.",
        "The end.",
    ]


def test_blanks_around_every_mark_change_nothing() -> None:
    assert split('IT RAINED IN THE U.K . WEST . " IT IS A NUISANCE, " SAID MOSS . " I LEFT . " THE END .') == [
        "IT RAINED IN THE U.K . WEST .",
        '" IT IS A NUISANCE, " SAID MOSS .',
        '" I LEFT . "',
        "THE END .",
    ]


def test_an_unclosed_quotation_holds_nothing_together() -> None:
    assert len(split("“It rained. It stopped. We left.")) == 3


def test_british_single_marks_count_and_apostrophes_do_not() -> None:
    assert split("‘The boys’ bikes are gone. It’s a pity,’ he said. Nobody knew.") == [
        "‘The boys’ bikes are gone. It’s a pity,’ he said.",
        "Nobody knew.",
    ]


def test_only_the_asked_stretch_is_split() -> None:
    assert sentences("One. Two. Three.", Span(5, 9)) == [Span(5, 9)]


@given(st.text(alphabet="ab.!? \n\"'“”‘’(A", max_size=80))
def test_sentences_are_in_order_and_lose_nothing_but_space(text: str) -> None:
    found = sentences(text)
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
