"""What may not be published is held back, wherever the articles lie."""

from dataclasses import replace

from broadsheet.models import Article, Fact, Span, card_of
from broadsheet.redact import redact, redacted, shown_end
from broadsheet.shelf import Shelf
from tests.link.making import article, linked

TEXT = "The bridge is closed.\n\nIt opens in May, the mayor said.\n\nTraders fear the worst, a baker said."
MADE = [
    article("a", TEXT),
    replace(article("b", TEXT), text_policy="excerpt"),
    replace(article("c", TEXT), text_policy="metadata"),
    replace(article("d", TEXT), withdrawn="asked for"),
]


def test_articles_on_a_shelf_are_redacted_as_those_in_memory() -> None:
    library = linked(MADE)
    by_id = {a.id: a for a in MADE}
    shelf = Shelf(tuple(by_id), by_id.__getitem__)
    expected, found = redact(library), redact(replace(library, articles=shelf))
    assert isinstance(found.articles, Shelf)
    assert tuple(found.articles) == tuple(expected.articles)
    assert replace(found, articles=expected.articles) == expected
    assert redact(found) == found


def test_only_articles_that_are_not_shown_in_full_are_opened() -> None:
    opened: list[str] = []

    def load(name: str) -> Article:
        opened.append(name)
        return next(a for a in MADE if a.id == name)

    redact(replace(linked(MADE), articles=Shelf(("a", "b", "c", "d"), load)))
    assert opened == ["b", "c", "d"]


def test_cards_are_those_of_the_redacted_articles() -> None:
    library = redact(linked(MADE))
    assert library.cards == tuple(map(card_of, library.articles))


def test_of_an_article_without_text_no_statement_is_left_not_even_one_in_its_headline() -> None:
    told = article("e", "Bridge is closed, the mayor said\n\nIt opens in May. Traders fear the worst.")
    assert told.title.value
    assert told.claims
    assert redacted(replace(told, text_policy="excerpt")).claims
    assert redacted(replace(told, text_policy="metadata")).claims == ()


def test_what_a_page_states_of_an_article_goes_with_it() -> None:
    fact = Fact("title", "Bridge closed", Span(0, 13), "og:title")
    told = replace(MADE[3], cleaned=replace(MADE[3].cleaned, facts=(fact,)))
    assert redacted(told).cleaned.facts == ()


def test_what_is_shown_ends_where_the_redacted_text_ends() -> None:
    assert [shown_end(a) for a in MADE] == [len(redacted(a).cleaned.text) for a in MADE]
    assert shown_end(MADE[0]) > shown_end(MADE[1]) > shown_end(MADE[2]) == shown_end(MADE[3]) == 0


def test_what_is_shown_of_an_excerpt_stands_where_it_stands_in_the_raw_file() -> None:
    raw = "Share this\n\n" + TEXT.replace("closed.", "closed.\nADVERTISEMENT\n")
    whole = article("f", raw)
    shown = redacted(replace(whole, text_policy="excerpt"))
    text = "".join(piece.text for piece in shown.cleaned.ledger)
    assert shown.claims
    for claim in shown.claims:
        assert [text[slice(*span)] for span in claim.raw_spans] == [raw[slice(*span)] for span in claim.raw_spans]
    assert text.count("\n") == raw[: len(text)].count("\n")
    assert "ADVERTISEMENT" not in text
    assert "worst" not in text
