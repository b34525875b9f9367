"""Feed readers and the JSON Feed rules take every feed."""

import json
from pathlib import Path

import feedparser
from hypothesis import given, settings

from broadsheet.dates import parse, sure
from broadsheet.export import Holdings
from tests.export.making import Told, dates, exported, hostile, shelf


def test_feedparser_finds_every_atom_feed_well_formed(folder: Path, shelved: Holdings) -> None:
    paths = sorted(folder.rglob("*.atom"))
    assert len(paths) == 2 + len(shelved.library.outlets) + len(shelved.library.topics)
    for path in paths:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.bozo_exception)
        assert feed.version == "atom10"
        assert feed.feed.updated
        assert all(e.id and e.title and e.updated and e.links and e.author for e in feed.entries)


def test_every_article_is_in_the_feed_of_the_corpus(folder: Path, shelved: Holdings) -> None:
    feed = feedparser.parse((folder / "feeds/articles.atom").read_bytes(), sanitize_html=False)
    titles = sorted(card.heading for card in shelved.published)
    assert sorted(e.title for e in feed.entries) == titles
    items = json.loads((folder / "feeds/articles.feed.json").read_text(encoding="utf-8"))["items"]
    assert sorted(i["title"] for i in items) == titles


def test_json_feeds_have_what_the_specification_wants(folder: Path) -> None:
    for path in folder.rglob("*.feed.json"):
        feed = json.loads(path.read_text(encoding="utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert len({i["id"] for i in feed["items"]}) == len(feed["items"])
        assert all("content_text" in i or "content_html" in i for i in feed["items"])


@settings(max_examples=100)
@given(hostile, hostile, dates)
def test_any_title_author_and_date_come_back(title: str, author: str, date: str) -> None:
    made = exported(shelf([Told(title, author, date)]), "feeds")
    (entry,) = feedparser.parse(made["data/feeds/articles.atom"], sanitize_html=False).entries
    (item,) = json.loads(made["data/feeds/articles.feed.json"])["items"]
    assert (entry.title, entry.author) == (title.strip(), author.strip())
    assert (item["title"], item["authors"]) == (title.strip(), [{"name": author}])
    known = sure(parse(date)) if date else ""
    day = known if len(known) == len("2024-05-01") else ""  # feeds have whole days only
    assert entry.get("published", "")[:10] == item.get("date_published", "")[:10] == day
