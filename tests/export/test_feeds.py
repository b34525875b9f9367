"""Feeds are well formed, know no clock, and keep awkward words."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from broadsheet.export import Holdings, files
from broadsheet.export.syndication import Entry, Feed, atom, json_feed
from tests.export.making import AWKWARD_ARTICLES, Told, project_holdings, shelf

ATOM = "{http://www.w3.org/2005/Atom}"


def feeds(holdings: Holdings) -> dict[str, bytes]:
    return {f.path: b"".join(f.chunks()) for f in files(holdings, ["feeds"])}


def parsed(feed: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(feed)  # noqa: S314 - made here


def titles(feed: bytes) -> list[str | None]:
    return [e.findtext(f"{ATOM}title") for e in parsed(feed).iter(f"{ATOM}entry")]


@pytest.mark.parametrize("site_url", [None, "https://example.org/news"])
def test_both_kinds_hold_the_same_entries(site_url: str | None) -> None:
    made = feeds(shelf(AWKWARD_ARTICLES, site_url=site_url))
    atom, feed = made["data/feeds/articles.atom"], json.loads(made["data/feeds/articles.feed.json"])
    assert titles(atom) == [item["title"] for item in feed["items"]]
    assert sorted(filter(None, titles(atom))) == sorted(t.title for t in AWKWARD_ARTICLES)


def test_ids_are_unique_and_stay_when_others_come() -> None:
    few, more = (
        {e.findtext(f"{ATOM}id") for e in parsed(feeds(shelf(told))["data/feeds/articles.atom"])}
        for told in (AWKWARD_ARTICLES[:3], AWKWARD_ARTICLES)
    )
    assert few < more


def test_times_are_days_of_the_data() -> None:
    atom = parsed(feeds(shelf([Told(date="2024-05-02/2024-05-06")]))["data/feeds/articles.atom"])
    assert {e.text for e in atom.iter(f"{ATOM}updated")} == {"2024-05-02T00:00:00Z"}


def test_an_article_without_a_day_says_so() -> None:
    made = feeds(shelf([Told()]))
    entry = next(parsed(made["data/feeds/articles.atom"]).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert entry.find(f"{ATOM}published") is None
    assert "date not stated" in (entry.findtext(f"{ATOM}summary") or "")
    assert "date_published" not in json.loads(made["data/feeds/articles.feed.json"])["items"][0]


@pytest.mark.parametrize(("date", "published"), [("2023", None), ("2023-01-06", "2023-01-06T00:00:00Z")])
def test_only_a_whole_day_is_a_time_of_publication(date: str, published: str | None) -> None:
    made = feeds(shelf([Told(date=date)]))
    entry = next(parsed(made["data/feeds/articles.atom"]).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}published") == published
    item = json.loads(made["data/feeds/articles.feed.json"])["items"][0]
    assert item.get("date_published") == published


def test_corrections_and_withdrawals_have_a_feed_of_their_own(every_kind: Path) -> None:
    atom = feeds(project_holdings(every_kind))["data/feeds/corrections.atom"]
    assert titles(atom) == ["Correction: Market moves to the square", "Withdrawn: 2024-08-gone"]


def test_every_topic_and_outlet_has_a_feed(every_kind: Path) -> None:
    holdings = project_holdings(every_kind)
    wanted = {f"data/feeds/topics/{t.id}.atom" for t in holdings.library.topics}
    wanted |= {f"data/feeds/outlets/{o.id}.feed.json" for o in holdings.library.outlets}
    assert wanted <= set(feeds(holdings))


ENTRY = Entry(
    id="urn:uuid:2",
    title="A title",
    day="2024-05-03",
    updated="2024-05-04",
    page="articles/a/",
    author="Ann Other",
    summary="A summary",
    url="https://gazette.example/?a=1&b=2",
    language="de",
    rights="The publisher's",
)


def feed_at(base: str) -> Feed:
    words = {"title": "News", "description": "About it", "author": "The archive", "language": "en", "updated": ""}
    return Feed(id="urn:uuid:1", path="data/feeds/topics/t", page="topics/t/", base=base, **words)


@pytest.mark.parametrize(
    ("base", "root", "own"),
    [
        (
            "https://example.org/news/",
            "https://example.org/news/",
            ["https://example.org/news/data/feeds/topics/t.atom"],
        ),
        ("", "../../../", []),
    ],
)
def test_links_of_a_feed_lead_to_the_site_and_to_the_original(base: str, root: str, own: list[str]) -> None:
    found = parsed(atom(feed_at(base), [ENTRY]).encode())
    links = [(link.get("rel"), link.get("href")) for link in found.iter(f"{ATOM}link")]
    assert links == [
        ("alternate", f"{root}topics/t/"),
        *(("self", address) for address in own),
        ("alternate", f"{root}articles/a/"),
        ("via", ENTRY.url),
    ]
    said = json.loads(json_feed(feed_at(base), [ENTRY]))
    assert said.get("home_page_url") == (f"{base}topics/t/" if base else None)
    assert said.get("feed_url") == (f"{base}data/feeds/topics/t.feed.json" if base else None)
    assert said["items"] == [
        {
            "id": "urn:uuid:2",
            **({"url": f"{base}articles/a/"} if base else {}),
            "external_url": ENTRY.url,
            "title": "A title",
            "content_text": "A summary",
            "date_published": "2024-05-03T00:00:00Z",
            "date_modified": "2024-05-04T00:00:00Z",
            "authors": [{"name": "Ann Other"}],
            "language": "de",
        }
    ]


def test_what_an_entry_does_not_have_is_left_out_of_it() -> None:
    bare = replace(ENTRY, url="", language="", rights="", day="")
    entry = next(parsed(atom(feed_at(""), [bare]).encode()).iter(f"{ATOM}entry"))
    assert [child.tag.removeprefix(ATOM) for child in entry] == [
        "id",
        "title",
        "updated",
        "link",
        "author",
        "summary",
    ]
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert entry.get(language) is None
    whole = next(parsed(atom(feed_at(""), [ENTRY]).encode()).iter(f"{ATOM}entry"))
    assert (whole.get(language), whole.findtext(f"{ATOM}rights")) == ("de", ENTRY.rights)
