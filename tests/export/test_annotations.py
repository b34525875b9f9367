"""Annotations quote exactly what stands at their positions, in both texts."""

import json
from operator import itemgetter
from pathlib import Path
from typing import Any

from broadsheet.export import Holdings
from broadsheet.export.web_annotations import annotation_page
from broadsheet.models import Article
from tests.export.making import project_holdings


def published(holdings: Holdings) -> list[Article]:
    return [a for a in holdings.library.articles if not a.withdrawn]


def test_every_quotation_stands_where_its_position_says(every_kind: Path) -> None:
    holdings = project_holdings(every_kind)
    raws = {e.raw.id: e.raw.text for e in holdings.corpus.entries}
    checked = 0
    for article in published(holdings):
        texts = {".txt": article.cleaned.text, "ni:": raws[article.id]}
        for item in annotation_page(holdings, article)["items"]:
            for target in item["target"]:
                text = next(t for mark, t in texts.items() if mark in target["source"])
                checked += _check(text, target["selector"])
    assert checked > 10


def _check(text: str, selectors: list[dict[str, Any]]) -> int:
    kinds = {s["type"]: s for s in selectors}
    position = kinds["TextPositionSelector"]
    quote = kinds.get("TextQuoteSelector")
    if quote is None:
        return 0
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"] != ""
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    return 1


def test_the_ledger_in_it_gives_the_raw_file_back(every_kind: Path) -> None:
    holdings = project_holdings(every_kind)
    raws = {e.raw.id: e.raw.text for e in holdings.corpus.entries}
    for article in published(holdings):
        ledger = annotation_page(holdings, article)["ledger"]
        assert "".join(p["text"] for p in ledger) == (raws[article.id] if article.text_policy == "full" else "")


def test_the_ledger_in_it_gives_the_text_back_and_says_no_word_twice(every_kind: Path) -> None:
    for article in published(holdings := project_holdings(every_kind)):
        placed = [p for p in annotation_page(holdings, article)["ledger"] if p["start"] is not None]
        told = [(p["start"], p["text"] if p["became"] is None else p["became"]) for p in placed]
        if article.text_policy == "full":
            assert "".join(words for _, words in sorted(told, key=itemgetter(0))) == article.cleaned.text
        assert all(p["became"] != p["text"] for p in placed)


def test_nothing_is_annotated_where_the_text_is_not_published(every_kind: Path) -> None:
    holdings = project_holdings(every_kind)
    market = next(a for a in published(holdings) if a.text_policy == "metadata")
    assert annotation_page(holdings, market)["items"] == []
    assert json.dumps(annotation_page(holdings, market)).count("TextQuoteSelector") == 0
