"""What pages say of themselves in the words of schema.org."""

from __future__ import annotations

from typing import Any

from broadsheet.records import CorpusConfig
from broadsheet.render import linked_data

META: dict[str, Any] = {
    "kind": "article",
    "id": "2031-03-04-gazette-bridge",
    "outlet": "The Quillhaven Gazette",
    "published": "2031-03-04",
    "authors": ["Ines Marlowe"],
    "language": "en",
    "entities": [{"name": "Harbour Board", "type": "organisation"}, {"name": "Quay", "type": "unknown"}],
    "corrections": [{"date": "2031-04-01", "what": "The date was wrong.", "why": ""}],
    "updated": "2031-04-01",
    "source": {"url": "https://gazette.example/a", "archived_url": ""},
}
BARE = META | {
    "outlet": "unknown",
    "published": "",
    "authors": [],
    "language": "unknown",
    "entities": [],
    "corrections": [],
}


def config(address: str = "") -> CorpusConfig:
    return CorpusConfig(title="Harbour news", description="What was written.", site_url=address or None)


def test_an_article_page_is_an_archives_copy_of_a_news_article() -> None:
    page = linked_data.of(META, "Bridge shut", "articles/x.md", config("https://example.org/news/"))
    assert page is not None
    assert (page["@type"], page["url"]) == ("WebPage", "https://example.org/news/articles/x/")
    assert page["isPartOf"] == {"@type": "WebSite", "name": "Harbour news", "url": "https://example.org/news/"}
    article = page["mainEntity"]
    assert (article["@type"], article["headline"], article["datePublished"]) == (
        "NewsArticle",
        "Bridge shut",
        "2031-03-04",
    )
    assert [m["@type"] for m in article["mentions"]] == ["Organization", "Thing"]
    assert page["correction"][0]["text"] == "The date was wrong."


def test_what_nobody_knows_is_not_there_at_all() -> None:
    page = linked_data.of(BARE, "Bridge shut", "articles/x.md", config())
    assert page is not None
    assert set(page) == {"@context", "@type", "name", "isPartOf", "dateModified", "mainEntity"}
    assert set(page["mainEntity"]) == {"@type", "headline", "identifier", "url"}


def test_a_statement_appears_in_articles_and_is_not_judged() -> None:
    claim = {"text": "it is shut", "speaker": "", "appearances": [{"page": "articles/x/", "outlet": ""}] * 60}
    page = linked_data.of(
        {"kind": "statement", "claim": claim}, "", "claims/s-1.md", config("https://example.org")
    )
    assert page is not None
    assert page["@type"] == "Claim"
    assert page["firstAppearance"] == {"@type": "NewsArticle", "url": "https://example.org/articles/x/"}
    assert len(page["appearance"]) == linked_data.MOST_NAMED
    assert "author" not in page
    assert "reviewRating" not in page


def test_other_pages_say_nothing() -> None:
    assert linked_data.of({"kind": "home"}, "Home", "index.md", config()) is None
