"""bibtexparser, with its reader of TeX, gives back every title, author and date."""

from pathlib import Path

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings

from broadsheet.citations import bibtex
from broadsheet.export import Holdings
from tests.export.making import Told, dates, hostile, shelf


def one_line(text: str) -> str:
    return " ".join(text.split())


def decoded(text: str) -> list[dict[str, str]]:
    """Return what an entry's fields say in print; the reader shows a circumflex as the accent that TeX prints."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)])
    assert library.failed_blocks == []
    return [{f.key: f.value.replace("ˆ", "^") for f in entry.fields} for entry in library.entries]


def test_every_entry_is_read(folder: Path, shelved: Holdings) -> None:
    found = decoded((folder / "corpus.bib").read_text(encoding="utf-8"))
    assert [entry["title"] for entry in found] == [one_line(card.heading) for card in shelved.published]


@settings(max_examples=60)
@given(hostile, hostile, dates)
def test_any_title_author_and_date_come_back(title: str, author: str, date: str) -> None:
    holdings = shelf([Told(title, author, date)])
    written = bibtex(holdings.cited(holdings.published[0]))
    (entry,) = decoded(written)
    assert entry["title"] == one_line(title).replace("ˆ", "^")
    assert entry["author"] == one_line(author).replace("ˆ", "^")
    # A date is no TeX: BibLaTeX reads it as it stands.
    (plain,) = bibtexparser.parse_string(written).entries
    assert {field.key: field.value for field in plain.fields}.get("date", "") == date
