"""Feeds are well formed, know no clock, and keep awkward words."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from broadsheet.export import Holdings, files
from tests.export.making import AWKWARD_ARTICLES, Told, project_holdings, shelf

ATOM = "{http://www.w3.org/2005/Atom}"


def feeds(holdings: Holdings) -> dict[str, bytes]:
    return {f.path: b"".join(f.chunks()) for f in files(holdings, ["feeds"])}


def parsed(atom: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(atom)  # noqa: S314 - made here


def titles(atom: bytes) -> list[str | None]:
    return [e.findtext(f"{ATOM}title") for e in parsed(atom).iter(f"{ATOM}entry")]


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
