"""What a saved page's metadata states is quoted from it, and judged before it is believed."""

import pytest

from broadsheet.corpus import Entry
from broadsheet.models import Article, Raw
from broadsheet.records import OutletRecord, Sidecar
from broadsheet.verify import verify
from broadsheet.workers import describe_one, knowledge_of

OUTLETS = (OutletRecord(id="courier", name="The Courier", spellings=("Northport Courier",)),)
BODY = "<h1>Bridge to close in spring</h1>" + "".join(
    f"<p>The bridge will close on {day} for six weeks of repairs, the council said in a statement.</p>"
    for day in ("Monday", "Tuesday", "Friday", "Sunday")
)


def described(head: str, language: str = "", sidecar: Sidecar | None = None) -> Article:
    source = f"<html lang='{language}'><head>{head}</head><body><article>{BODY}</article></body></html>"
    raw = Raw("a", "corpus/articles/a.html", source, "0", "html")
    article = describe_one(Entry(raw, sidecar or Sidecar(), ""), knowledge_of((), OUTLETS))
    assert verify(article, raw) == []
    return article


def test_a_registered_outlet_is_known_by_any_of_its_names() -> None:
    outlet = described('<meta property="og:site_name" content="northport courier">').outlet
    assert (outlet.value, outlet.status) == ("courier", "stated")
    assert [quote.text for quote in outlet.evidence] == ["northport courier"]


def test_an_outlet_that_nobody_registered_is_given_by_its_name() -> None:
    assert described('<meta property="og:site_name" content="Hill Post | News">').outlet.value == "Hill Post"


@pytest.mark.parametrize("stated", ["2021-03-04T23:30:00-05:00", "2021-03-04", "March 4, 2021 11:30 pm"])
def test_the_day_is_the_one_the_page_writes(stated: str) -> None:
    date = described(f'<meta property="article:published_time" content="{stated}">').date
    assert date.value is not None
    assert (date.value.edtf, date.status, date.rule) == ("2021-03-04", "stated", "article:published_time")
    assert [quote.text for quote in date.evidence] == [stated]


@pytest.mark.parametrize("stated", ["yesterday", "2021-02-31", "1614899000"])
def test_what_is_no_date_states_none(stated: str) -> None:
    assert described(f'<meta property="article:published_time" content="{stated}">').date.status == "unknown"


def test_a_person_wins_over_the_page() -> None:
    date = described(
        '<meta property="article:published_time" content="2021-03-04">', "", Sidecar(date="2021-03-05")
    )
    assert date.date.value is not None
    assert (date.date.value.edtf, date.date.status) == ("2021-03-05", "curated")


@pytest.mark.parametrize(
    ("stated", "status"), [("en-GB", "stated"), ("en", "stated"), ("de", "inferred"), ("", "inferred")]
)
def test_the_stated_language_counts_unless_the_text_is_in_another(stated: str, status: str) -> None:
    language = described("", stated).language
    assert (language.value, language.status) == ("en", status)


def test_the_canonical_address_is_the_source_if_it_is_a_web_address() -> None:
    assert described('<link rel=canonical href="https://hill.example/a">').source.url == "https://hill.example/a"
    assert described('<link rel=canonical href="javascript:alert(1)">').source.url == ""


def test_the_writer_is_quoted_from_the_metadata() -> None:
    byline = described('<meta name="author" content="Ann &amp; Bob Other">').byline
    assert (byline.value, byline.status) == ("Ann & Bob Other", "stated")
    assert [quote.text for quote in byline.evidence] == ["Ann &amp; Bob Other"]
