"""The outlet: curated, named by the page itself, or unknown."""

import hashlib

import pytest

from broadsheet.corpus import Entry
from broadsheet.describe import knowledge_of
from broadsheet.models import Article, Raw
from broadsheet.records import OutletRecord, Sidecar
from broadsheet.work.workers import describe_one

OUTLETS = (
    OutletRecord(id="courier", name="The Courier", spellings=("Northport Courier",)),
    OutletRecord(id="herald", name="Evening Herald"),
)
BODY = (
    "The bridge will close on Monday for six weeks of repairs, the council said in a statement on Friday.\n\n" * 3
)


def described(text: str, outlet: str | None = None) -> Article:
    raw = Raw("a", "corpus/articles/a.txt", text, hashlib.sha256(text.encode()).hexdigest())
    return describe_one(Entry(raw, Sidecar(outlet=outlet), ""), knowledge_of((), OUTLETS))


def test_an_outlet_that_nobody_states_is_unknown() -> None:
    outlet = described(BODY).outlet
    assert (outlet.value, outlet.status, outlet.note) == (None, "unknown", "not stated in the text")


def test_an_outlet_named_in_the_body_is_a_subject_and_not_the_source() -> None:
    assert (
        described(BODY + "The Evening Herald reported it first, a spokesman said on Monday.").outlet.value is None
    )


@pytest.mark.parametrize(
    "line", ["Bridge to close for six weeks - Northport Courier", "Bridge to close for six weeks | The Courier"]
)
def test_a_source_line_states_it_with_its_words(line: str) -> None:
    outlet = described(f"{BODY}{line}\nRead More\nPost a Comment\n").outlet
    assert (outlet.value, outlet.status) == ("courier", "stated")
    assert outlet.evidence[0].text in line


def test_the_letterhead_of_a_press_release_states_it() -> None:
    ministry = OutletRecord(id="ministry", name="Ministry of Harbours")
    head = "Ministry of Harbours\n\nOffice of the Harbour Master\n\nMEDIA RELEASE\n\nBridge to close in May\n\n"
    raw = Raw("a", "corpus/articles/a.txt", f"{head}{BODY}ENDS\n", "")
    outlet = describe_one(Entry(raw, Sidecar(), ""), knowledge_of((), (*OUTLETS, ministry))).outlet
    assert (outlet.value, outlet.status, outlet.evidence[0].text) == ("ministry", "stated", "Ministry of Harbours")


def test_what_a_person_says_wins() -> None:
    outlet = described(
        f"{BODY}Bridge to close for six weeks - Northport Courier\nPost a Comment\n", "herald"
    ).outlet
    assert (outlet.value, outlet.status, outlet.evidence) == ("herald", "curated", ())


def test_two_outlets_that_both_speak_of_themselves_leave_it_unknown() -> None:
    appeals = "Support the Evening Herald: your donation helps us.\nSubscribe to The Courier today.\n"
    assert described(BODY + appeals).outlet.value is None


def page(title: str, notice: str) -> str:
    menu = "Skip to content\nMenu\nHome\nNews\nSport\nWeather\nSubscribe\nSign in\nShare\nAdvertisement\n"
    foot = "\nMost read\nRelated articles\nPrivacy policy\nTerms of use\nCookie settings\n"
    return f"{title}\n{menu}Bridge to close for six weeks\n{BODY}{foot}{notice}\n"


@pytest.mark.parametrize("name", ["Leck Health", "Ruritania Institute of Rivers"])
def test_a_name_at_the_end_of_the_title_and_in_the_notice_of_copyright_states_the_outlet(name: str) -> None:
    outlet = described(page(f"Bridge to close for six weeks | {name}", f"© 2026 {name.upper()}")).outlet
    assert (outlet.value, outlet.status) == (name, "stated")
    assert [quote.text for quote in outlet.evidence] == [name, name.upper()]


@pytest.mark.parametrize("notice", ["All rights reserved", "© 2026 Leck Healthcare", "Leck Health on Facebook"])
def test_the_end_of_a_title_alone_names_no_outlet(notice: str) -> None:
    assert described(page("Bridge to close for six weeks | Leck Health", notice)).outlet.value is None


@pytest.mark.parametrize(
    ("site", "address", "outlet"),
    [
        ("India", "https://wire.example/a", None),
        ("India", "https://india-today.example/a", "India"),
        ("The Harbour Wire", "https://wire.example/a", "The Harbour Wire"),
    ],
)
def test_a_place_alone_is_a_section_unless_the_address_is_called_so(
    site: str, address: str, outlet: str | None
) -> None:
    page = (
        f'<html><head><title>Quay shut</title><meta property="og:site_name" content="{site}">'
        f'<link rel="canonical" href="{address}"></head><body><article><h1>Quay shut</h1>'
        "<p>The quay was shut on Monday after a storm, the mayor of the town said in the evening.</p>"
        "</article></body></html>"
    )
    raw = Raw("a", "corpus/articles/a.html", page, "0", "html")
    assert describe_one(Entry(raw, Sidecar(), ""), knowledge_of((), ())).outlet.value == outlet
