"""Reference managers' readers give back titles, authors and dates: rispy, pybtex, bibtexparser, citeproc."""

import json
from pathlib import Path

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from pybtex.database import parse_string

from broadsheet.citations import bibtex, csl, ris
from broadsheet.export import Holdings
from tests.export.making import Told, lines, shelf


def one_line(text: str) -> str:
    return " ".join(text.split())


def decoded(text: str) -> list[dict[str, str]]:
    """Return what an entry's fields say in print; the reader shows a circumflex as the accent that TeX prints."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(keep_math_mode=False)])
    assert library.failed_blocks == []
    return [{f.key: f.value.replace("ˆ", "^") for f in entry.fields} for entry in library.entries]


def test_bibtexparser_and_pybtex_read_every_entry(folder: Path, shelved: Holdings) -> None:
    text = (folder / "corpus.bib").read_text(encoding="utf-8")
    wanted = [one_line(shelved.title(a)) for a in shelved.published]
    assert [entry["title"] for entry in decoded(text)] == wanted
    database = parse_string(text, "bibtex")
    assert list(database.entries) == [a.id for a in shelved.published]
    authors = [len(e.persons.get("author", ())) for e in database.entries.values()]
    assert authors == [1 if a.byline.value else 0 for a in shelved.published]


def test_rispy_reads_every_record(folder: Path, shelved: Holdings) -> None:
    records = rispy.loads((folder / "corpus.ris").read_bytes().decode())
    assert [r["title"] for r in records] == [one_line(shelved.title(a)) for a in shelved.published]
    assert [r.get("authors", [""]) for r in records] == [
        [one_line(a.byline.value or "")] for a in shelved.published
    ]
    assert {r["type_of_reference"] for r in records} == {"NEWS"}


def test_citeproc_reads_every_item(folder: Path, shelved: Holdings) -> None:
    items = json.loads((folder / "corpus.csl.json").read_text(encoding="utf-8"))
    source = CiteProcJSON(items)
    assert list(source) == [a.id for a in shelved.published]
    for item in items:
        parts = item.get("issued", {}).get("date-parts")
        if parts and len(parts) == 1:
            assert source[item["id"]].issued.year == parts[0][0]


@given(lines, lines)
def test_any_title_and_author_come_back(title: str, author: str) -> None:
    holdings = shelf([Told(title, author)])
    cited = holdings.cited(holdings.published[0])
    (entry,) = decoded(bibtex(cited))
    assert entry["title"] == one_line(title).replace("ˆ", "^")
    assert entry["author"] == one_line(author).replace("ˆ", "^")
    (record,) = rispy.loads(ris(cited))
    assert record["title"] == one_line(title)
    assert record["authors"] == [one_line(author)]
    assert csl(cited)["title"] == one_line(title)
