"""Reference managers' readers give back titles, authors and dates: rispy, pybtex, citeproc."""

import json
from pathlib import Path

import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from pybtex.database import Entry, parse_string
from pybtex.richtext import Text

from broadsheet.citations import bibtex, csl, csl_json, ris
from broadsheet.export import Holdings
from tests.export.making import Told, dates, hostile, shelf

# What the reader of TeX does not know, though every TeX does.
_LEFT = {"$\\lbrace $": "{", "$\\rbrace $": "}", "\\textasciicircum ": "^", "\\$": "$"}


def one_line(text: str) -> str:
    return " ".join(text.split())


def printed(field: str) -> str:
    """Return what a field of BibTeX says in print."""
    text = str(Text.from_latex(field))
    for written, meant in _LEFT.items():
        text = text.replace(written, meant)
    return text


def author(entry: Entry) -> str:
    (person,) = entry.persons.get("author", [None])
    return "" if person is None else printed(str(person))


def test_pybtex_reads_every_entry(folder: Path, shelved: Holdings) -> None:
    database = parse_string((folder / "corpus.bib").read_text(encoding="utf-8"), "bibtex")
    assert list(database.entries) == [card.id for card in shelved.published]
    for card, entry in zip(shelved.published, database.entries.values(), strict=True):
        assert printed(entry.fields["title"]) == one_line(card.heading)
        assert author(entry) == one_line(card.byline.value or "")
        assert entry.fields.get("date", "") == (card.date.value.edtf if card.date.value else "")


def test_rispy_reads_every_record(folder: Path, shelved: Holdings) -> None:
    records = rispy.loads((folder / "corpus.ris").read_bytes().decode())
    cards = shelved.published
    assert [r["title"] for r in records] == [one_line(card.heading) for card in cards]
    assert [r.get("authors", [""]) for r in records] == [[one_line(card.byline.value or "")] for card in cards]
    assert {r["type_of_reference"] for r in records} == {"NEWS"}


def test_citeproc_reads_every_item(folder: Path, shelved: Holdings) -> None:
    items = json.loads((folder / "corpus.csl.json").read_text(encoding="utf-8"))
    # It warns of `custom`, which CSL-JSON has and this reader does not.
    source = CiteProcJSON([{key: value for key, value in item.items() if key != "custom"} for item in items])
    assert list(source) == [card.id for card in shelved.published]
    for item in items:
        parts = item.get("issued", {}).get("date-parts")
        if parts and len(parts) == 1:
            assert source[item["id"]].issued.year == parts[0][0]


@settings(max_examples=100)
@given(hostile, hostile, dates)
def test_any_title_author_and_date_come_back(title: str, name: str, date: str) -> None:
    holdings = shelf([Told(title, name, date)])
    cited = holdings.cited(holdings.published[0])
    (entry,) = parse_string(bibtex(cited), "bibtex").entries.values()
    assert printed(entry.fields["title"]) == one_line(title)
    assert author(entry) == one_line(name)
    assert entry.fields.get("date", "") == date
    (record,) = rispy.loads(ris(cited))
    assert record["title"] == one_line(title)
    assert record["authors"] == [one_line(name)]
    dated = [note for note in record.get("notes", []) if note.startswith("Date (EDTF): ")]
    assert dated == ([f"Date (EDTF): {date}"] if date else [])
    (item,) = json.loads(csl_json(cited))
    assert item == csl(cited)
    assert (item["title"], item["author"]) == (one_line(title), [{"literal": one_line(name)}])
    assert item.get("custom", {}).get("edtf", "") == date
    assert ("issued" in item) == bool(date and ".." not in date)
