"""extruct finds in the pages of a built site what search engines are meant to find."""

import json
from pathlib import Path
from typing import Any

import extruct
import feedparser
import pytest

from broadsheet.pipeline import build
from tests.export.conftest import FILES

ADDRESS = "https://example.org/news/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    config = f"title: Harbour & <news>\ndescription: What was written.\nsite_url: {ADDRESS}\n"
    for path, content in {"corpus.yml": config, **FILES}.items():
        target = root / "corpus" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    project = Path(__file__).resolve().parents[2]
    for name in ("mkdocs.yml", "templates"):
        (root / name).symlink_to(project / name)
    build(root)
    return root / "build" / "site"


def linked_data(page: Path) -> list[dict[str, Any]]:
    """Return every object that a page says in JSON-LD."""
    found = extruct.extract(page.read_text(encoding="utf-8"), syntaxes=["json-ld"], errors="strict")
    return [thing for item in found["json-ld"] for thing in item.get("@graph", [item])]


def test_every_article_is_a_news_article_with_its_headline(site: Path) -> None:
    rows = [
        json.loads(line) for line in (site / "data/articles.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    ]
    checked = 0
    for row in rows:
        if row["status"] == "published" and row["title"]:
            (page,) = linked_data(site / "articles" / row["id"] / "index.html")
            assert page["mainEntity"]["@type"] == "NewsArticle"
            assert page["mainEntity"]["headline"] == row["title"]
            assert page["mainEntity"]["identifier"] == row["id"]
            checked += 1
    assert checked > 3


def test_the_data_page_describes_the_data_set(site: Path) -> None:
    (dataset,) = [t for t in linked_data(site / "data" / "index.html") if "Dataset" in str(t.get("@type"))]
    assert dataset == json.loads((site / "data/croissant.json").read_text(encoding="utf-8")) | {
        "distribution": dataset["distribution"]
    }
    listed = {file["name"] for file in dataset["distribution"]}
    assert {"articles.csv", "corpus.sqlite", "croissant.json"} <= listed
    assert all((site / "data" / name).is_file() for name in listed)


def test_every_page_says_json_that_is_whole(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        linked_data(page)


def test_every_feed_follows_a_page_and_leads_to_pages_that_are_there(site: Path) -> None:
    feeds = [feedparser.parse(path.read_bytes()) for path in sorted(site.rglob("*.atom"))]
    links = {link for feed in feeds for link in (feed.feed.link, *(entry.link for entry in feed.entries))}
    assert len(feeds) > 5
    for link in links:
        assert link.startswith(ADDRESS)
        assert (site / link.removeprefix(ADDRESS) / "index.html").is_file(), link
