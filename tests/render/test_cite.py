"""Citations in words and in files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import citations
from broadsheet.citations import Item
from broadsheet.dates import parse
from broadsheet.render import cite

FULL = Item(
    id="2031-03-04-gazette-bridge",
    title="Bridge “shut” at 100% & more",
    author="Ines Marlowe",
    outlet="The Quillhaven Gazette",
    date=parse("2031-03-04"),
    language="en",
    url="https://gazette.example/a_b",
    page="https://example.org/articles/x/",
    archive="The Harbour Bridge",
)
BARE = replace(FULL, author="", outlet="", date=None, url="", page="", language="")


def test_the_styles_follow_their_handbooks() -> None:
    said = cite.in_styles(replace(FULL, title="Is the bridge shut?"))
    assert said["APA"] == (
        "Ines Marlowe. (2031, March 4). Is the bridge shut? The Quillhaven Gazette. https://gazette.example/a_b"
    )
    assert said["Chicago"] == (
        "Ines Marlowe, “Is the bridge shut?” The Quillhaven Gazette, March 4, 2031, https://gazette.example/a_b."
    )
    assert said["MLA"] == (
        "Ines Marlowe. “Is the bridge shut?” The Quillhaven Gazette, 4 Mar. 2031, https://gazette.example/a_b."
    )


def test_what_is_unknown_is_left_out_or_said_to_be_undated_and_the_archive_stands_for_where_it_is_found() -> None:
    said = cite.in_styles(replace(BARE, title="Bridge shut"))
    assert said["APA"] == "Bridge shut. (n.d.). Copy in The Harbour Bridge."
    assert said["Chicago"] == "“Bridge shut,” n.d., copy in The Harbour Bridge."
    assert said["MLA"] == "“Bridge shut.” Copy in The Harbour Bridge."


def test_an_approximate_date_is_cited_as_such() -> None:
    about = replace(FULL, date=parse("2031-03~"))
    said = cite.in_styles(about)
    assert "(ca. 2031, March)" in said["APA"]
    assert "ca. March 2031" in said["Chicago"]
    assert "circa Mar. 2031" in said["MLA"]
    assert citations.csl(about)["issued"] == {"date-parts": [[2031, 3]], "circa": True}
    assert "date = {2031-03~}" in citations.bibtex(about)


def test_punctuation_meets_the_end_of_a_headline_as_american_english_has_it() -> None:
    said = cite.in_styles(replace(FULL, title="They called it “over”"))
    assert "“They called it “over”,” The Quillhaven Gazette" in said["Chicago"]
    said = cite.in_styles(replace(FULL, title="It is over."))
    assert "“It is over.” The Quillhaven Gazette" in said["MLA"]


@given(title=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40))
def test_every_word_of_a_headline_stands_in_every_style(title: str) -> None:
    for said in cite.in_styles(replace(FULL, title=f"Bridge {title} shut")).values():
        assert "Marlowe" in said
        assert [w for w in title.split() if w.isalnum() and w not in said] == []


def test_an_interval_is_cited_as_undated() -> None:
    assert "n.d." in cite.in_styles(replace(FULL, date=parse("2031-03/2031-05")))["APA"]


def test_bibtex_escapes_what_tex_would_take_for_commands() -> None:
    entry = citations.bibtex(FULL)
    assert entry.startswith("@article{2031-03-04-gazette-bridge,\n")
    assert r"title = {{Bridge “shut” at 100\% \& more}}" in entry
    assert "month = mar," in entry
    assert "{a_b}" not in entry
    assert entry.count("{") == entry.count("}")


def test_ris_is_a_newspaper_record() -> None:
    lines = citations.ris(FULL).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "DA  - 2031/03/04/" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_line_breaks_in_a_title_cannot_begin_a_field_of_their_own() -> None:
    nasty = replace(FULL, title="One\nTY  - BOOK\r\n}@book{x,", author="A\nER  - ")
    assert citations.ris(nasty).count("\r\nTY") == 0
    assert "\nER  - \r\n" in citations.ris(nasty)
    assert len(citations.ris(nasty).splitlines()) == len(citations.ris(FULL).splitlines())
    assert "\n}@book" not in citations.bibtex(nasty)


def test_csl_json_holds_what_is_known_and_nothing_else() -> None:
    item = json.loads(citations.csl_json(FULL))[0]
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "Ines Marlowe"}]
    assert set(json.loads(citations.csl_json(BARE))[0]) == {"id", "type", "title", "archive"}


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2031-03-04", (2031, 3, 4)),
        ("2031-03~", (2031, 3)),
        ("2031", (2031,)),
        ("2031-01/2031-02", ()),
        ("", ()),
    ],
)
def test_only_a_single_date_is_cited(edtf: str, parts: tuple[int, ...]) -> None:
    date = parse(edtf) if edtf else None
    assert replace(FULL, date=date).single == parts
