"""What a saved page's metadata states is quoted from it, and judged before it is believed."""

import pytest

from broadsheet.check.verify import verify
from broadsheet.corpus import Entry
from broadsheet.describe import knowledge_of
from broadsheet.models import Article, Raw
from broadsheet.records import OutletRecord, Sidecar
from broadsheet.work.workers import describe_one

OUTLETS = (
    OutletRecord(
        id="courier", name="The Courier", spellings=("Northport Courier",), url="https://www.courier.example/"
    ),
)
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


def test_a_login_is_no_writer() -> None:
    stated = '<meta name="author" content="ann-o"><meta name="parsely-author" content="Ann Other">'
    assert described(stated).byline.value == "Ann Other"
    assert described('<meta name="author" content="ann-o">').byline.value is None


def test_the_title_of_a_page_ends_in_the_name_of_its_outlet() -> None:
    for title in ("Bridge to close in spring - Northport Courier", "Bridge to close | News | The&#32;Courier"):
        outlet = described(f"<title>{title}</title>").outlet
        assert (outlet.value, outlet.status, outlet.rule) == ("courier", "stated", "self-naming")
        assert outlet.evidence[0].text in title
    for title in ("The Courier", "The Courier closes in spring", "Bridge to close - The Courier closes too"):
        assert described(f"<title>{title}</title>").outlet.value is None


def test_a_page_that_stands_on_the_site_of_an_outlet_is_its() -> None:
    outlet = described("<link rel=canonical href='https://news.courier.example/a'>").outlet
    assert (outlet.value, outlet.status) == ("courier", "stated")
    assert [quote.text for quote in outlet.evidence] == ["https://news.courier.example/a"]
    assert described("<link rel=canonical href='https://notcourier.example/a'>").outlet.value is None
    assert described("<link rel=canonical href='https://[courier.example/a'>").outlet.value is None


def test_an_address_that_a_person_gave_is_a_ground_to_infer_and_says_so() -> None:
    given = Sidecar(source_url="https://www.Courier.example/2021/3/4/bridge")
    article = described("", "", given)
    assert (article.outlet.value, article.outlet.status, article.outlet.evidence) == ("courier", "inferred", ())
    assert article.outlet.note == "the address given for it is at courier.example"
    assert (article.date.value and article.date.value.edtf, article.date.known) == ("2021-03-04", None)
    assert article.date.note == "the address given for it has /2021/3/4"


def test_the_day_in_the_address_of_a_page_is_inferred_from_its_words() -> None:
    date = described("<link rel=canonical href='https://hill.example/2021/03/04/bridge'>").date
    assert (date.value and date.value.edtf, date.status) == ("2021-03-04", "inferred")
    assert [quote.text for quote in date.evidence] == ["https://hill.example/2021/03/04/bridge"]
    assert described("<link rel=canonical href='https://hill.example/2021/02/31/bridge'>").date.value is None


def test_a_page_names_several_things_at_once_that_its_words_are() -> None:
    date = described('<meta itemprop="datePublished dateCreated" content="2021-03-04T10:00Z">').date
    assert date.value is not None
    assert (date.value.edtf, date.status) == ("2021-03-04", "stated")


def test_a_headline_that_only_the_metadata_states_is_quoted_from_it() -> None:
    source = '<html><head><meta property="og:title" content="Bridge &amp; quay"></head><body><p>It will close on Monday.'
    raw = Raw("a", "corpus/articles/a.html", source, "0", "html")
    title = describe_one(Entry(raw, Sidecar(), ""), knowledge_of((), OUTLETS)).title
    assert (title.value, title.status) == ("Bridge & quay", "stated")
    assert [quote.text for quote in title.evidence] == ["Bridge &amp; quay"]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("Bridge to close in spring | Hill News | The Courier", "Bridge to close in spring"),
        ("Bridge to close in spring – The Courier", "Bridge to close in spring"),
        ("Bridge to close in springtime, say the clerks of Northport", None),
        ("Bridge to close in spring-time", None),
    ],
)
def test_the_stated_headline_counts_where_only_the_title_of_the_window_goes_on(
    window: str, expected: str | None
) -> None:
    head = f'<title>{window}</title><meta property="og:title" content="Bridge to close in spring">'
    source = (
        f"<html lang='en'><head>{head}</head><body><article>{BODY.partition('</h1>')[2]}</article></body></html>"
    )
    raw = Raw("a", "corpus/articles/a.html", source, "0", "html")
    article = describe_one(Entry(raw, Sidecar(), ""), knowledge_of((), OUTLETS))
    assert verify(article, raw) == []
    assert article.title.value == (expected or window)


def test_the_writer_is_who_a_line_of_the_article_names_where_the_metadata_names_the_outlet() -> None:
    stated = '<meta property="og:site_name" content="Hill Post"><meta name="author" content="Hill Post">'
    line = "<p class='byline'>By Ann Other, harbour correspondent</p>"
    source = f"<html lang='en'><head>{stated}</head><body><article>{BODY.replace('</h1>', '</h1>' + line)}</article></body></html>"
    raw = Raw("a", "corpus/articles/a.html", source, "0", "html")
    for text, writer in ((source, "Ann Other"), (source.replace(line, ""), "Hill Post")):
        article = describe_one(Entry(Raw("a", raw.path, text, "0", "html"), Sidecar(), ""), knowledge_of((), ()))
        assert article.byline.value == writer
