"""Citations say of a date what their format can, and no word breaks out of its field."""

import json

import pytest
from hypothesis import given

from broadsheet.citations import Item, bibtex, csl, csl_json, ris
from broadsheet.dates import parse
from tests.export.making import AWKWARD, lines


def item(**told: str) -> Item:
    known = {"id": "a-1", "title": "A title", "author": "", "outlet": "", "language": "", "url": "", "page": ""}
    date = told.pop("date", "")
    return Item(**{**known, **told}, date=parse(date) if date else None, archive="An archive")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "issued", "year", "day"),
    [
        ("2024-05-06", {"date-parts": [[2024, 5, 6]]}, "2024", "2024/05/06/"),
        ("2024-05", {"date-parts": [[2024, 5]]}, "2024", "2024/05//"),
        ("2024", {"date-parts": [[2024]]}, "2024", "2024///"),
        ("2024-05-06~", {"date-parts": [[2024, 5, 6]], "circa": True}, "2024", "2024/05/06/"),
        ("2024-05-02/2024-05-06", {"date-parts": [[2024, 5, 2], [2024, 5, 6]]}, None, None),
        ("2024/..", None, None, None),
        ("", None, None, None),
    ],
)
def test_each_format_says_of_a_date_what_it_can(
    date: str, issued: object, year: str | None, day: str | None
) -> None:
    cited = item(date=date)
    assert csl(cited).get("issued") == issued
    assert (f"year = {{{year}}}" in bibtex(cited)) == (year is not None)
    assert (f"DA  - {day}\r\n" in ris(cited)) == (day is not None)
    assert ("DA  - " in ris(cited)) == (day is not None)


@pytest.mark.parametrize("date", ["2024-05-06~", "2024-05-02/2024-05-06", "2024/.."])
def test_the_exact_date_is_kept(date: str) -> None:
    cited = item(date=date)
    assert csl(cited)["custom"] == {"edtf": date}
    assert f"date = {{{date}}}" in bibtex(cited)
    assert f"N1  - Date (EDTF): {date}\r\n" in ris(cited)


def test_each_format_says_all_that_is_known() -> None:
    told = {"author": "Ann Other", "outlet": "The Gazette", "language": "en", "url": "https://gazette.example/a"}
    cited = item(date="2024-05-06", **told)
    assert csl(cited) == {
        "id": "a-1",
        "type": "article-newspaper",
        "title": "A title",
        "author": [{"literal": "Ann Other"}],
        "container-title": "The Gazette",
        "issued": {"date-parts": [[2024, 5, 6]]},
        "language": "en",
        "URL": "https://gazette.example/a",
        "custom": {"edtf": "2024-05-06"},
    }
    assert bibtex(cited).splitlines() == [
        "@article{a-1,",
        "  title = {{A title}},",
        "  author = {{Ann Other}},",
        "  journal = {The Gazette},",
        "  year = {2024},",
        "  month = may,",
        "  date = {2024-05-06},",
        "  url = {https://gazette.example/a},",
        "  langid = {en},",
        "  library = {An archive},",
        "}",
    ]
    assert ris(cited).splitlines() == [
        "TY  - NEWS",
        "ID  - a-1",
        "TI  - A title",
        "AU  - Ann Other",
        "T2  - The Gazette",
        "DA  - 2024/05/06/",
        "PY  - 2024",
        "N1  - Date (EDTF): 2024-05-06",
        "LA  - en",
        "UR  - https://gazette.example/a",
        "DB  - An archive",
        "ER  - ",
    ]


def test_a_page_of_the_site_stands_for_an_original_that_nobody_knows() -> None:
    cited = item(page="https://news.example/articles/a-1/")
    assert csl(cited)["URL"] == cited.page
    assert f"UR  - {cited.page}\r\n" in ris(cited)
    assert f"url = {{{cited.page}}}" in bibtex(cited)


def test_who_keeps_the_copy_is_told_where_nobody_knows_the_original() -> None:
    cited = item(date="2024-05-06~", page="https://news.example/articles/a-1/")
    assert csl(cited)["archive"] == "An archive"
    assert "N1  - Date: about 6 May 2024; Copy in An archive\r\n" in ris(cited)
    assert "note = {Date: about 6 May 2024; Copy in An archive}" in bibtex(cited)
    known = item(url="https://gazette.example/a", page=cited.page)
    assert "archive" not in csl(known)
    assert "Copy" not in ris(known) + bibtex(known)


@pytest.mark.parametrize("title", AWKWARD)
def test_braces_balance_whatever_the_title(title: str) -> None:
    assert balanced(bibtex(item(title=title, author=title, outlet=title)))


@given(lines)
def test_no_words_end_a_field_or_an_entry(words: str) -> None:
    cited = item(title=words, author=words, outlet=words)
    assert balanced(bibtex(cited))
    assert bibtex(cited).count("\n") == len(bibtex(cited).splitlines())
    assert ris(cited).count("\r\n") == len(ris(cited).splitlines())
    assert json.loads(csl_json(cited)) == [csl(cited)]


def balanced(text: str) -> bool:
    """Return whether braces match as BibTeX counts them: a backslash before one changes nothing."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
