"""A corpus that is too large for one site, as several."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from broadsheet.gate import check_page
from broadsheet.models import ClaimRef, Family, Library, Opposition, StatementGroup, Topic
from broadsheet.parts import address_of, part_of, parts_of, restricted
from broadsheet.records import CorpusConfig
from broadsheet.shelf import shelved
from tests.making import check_pages, holding
from tests.render import made

CONFIG = made.config(sites={"url": "https://example.org/harbour-{part}/"})


def rendered(library: Library, config: CorpusConfig) -> dict[str, str]:
    return {name: content.decode() for name, content in made.rendered(library, config).items()}


@pytest.mark.parametrize(
    ("article", "part"),
    [("2031-03-04-gazette", "2031"), ("1987", "1987"), ("undated-note", "undated"), ("20310-x", "undated")],
)
def test_an_articles_part_is_read_from_its_permanent_id(article: str, part: str) -> None:
    assert part_of(article) == part


def test_a_corpus_that_asks_for_none_is_one_site() -> None:
    library, config = made.library(), made.config()
    assert [(p.name, p.library, p.config, p.folder) for p in parts_of(library, config)] == [
        ("", library, config, "build/site")
    ]
    assert address_of("2031-x", config) == ""


def test_every_article_is_on_one_part_and_the_main_site_leads_to_all() -> None:
    main, *others = parts_of(made.library(), CONFIG)
    assert [(p.name, p.folder) for p in others] == [
        ("2031", "build/sites/2031"),
        ("undated", "build/sites/undated"),
    ]
    ids = [card.id for part in others for card in part.library.cards]
    assert sorted(ids) == sorted(card.id for card in main.library.cards)
    assert [a.id for part in others for a in part.library.articles] == ids
    assert {p.config.site_url for p in others} == {
        "https://example.org/harbour-2031/",
        "https://example.org/harbour-undated/",
    }


def test_articles_on_a_shelf_stay_there() -> None:
    library = made.library()
    _, year, _ = parts_of(replace(library, articles=shelved(library.articles)), CONFIG)
    assert [a.id for a in year.library.articles] == [c.id for c in year.library.cards]


def test_the_main_site_has_a_signpost_at_every_articles_address_and_leads_straight_to_statements() -> None:
    files = rendered(made.library(), CONFIG)
    article = "2031-03-04-gazette-bridge-closed"
    away = f"https://example.org/harbour-2031/articles/{article}/"
    signpost = files[f"articles/{article}.md"]
    assert f"]({away})" in signpost
    assert "## Who says what" not in signpost
    assert 'robots: "noindex"' in signpost
    assert f"]({away}#c-" in files["claims/g-weeks.md"]
    assert f"]({away})" in files["articles/index.md"]
    assert '"https://example.org/harbour-2031/articles/' in files["compare/f-bridge.md"]
    assert "may not be shown" not in "".join(files.values())


def test_the_pages_of_every_part_pass_the_gate_and_link_only_to_each_other() -> None:
    for part in parts_of(made.library(), CONFIG)[1:]:
        pages = made.rendered(part.library, part.config)
        assert check_pages(pages.items(), part.library) == []
        made.assert_links_lead_somewhere(pages)


def test_the_gate_lets_signposts_through() -> None:
    main = parts_of(made.library(), CONFIG)[0]
    for name, content in made.rendered(main.library, main.config).items():
        assert check_page(name, content, None) == []


def test_a_part_counts_only_what_it_has() -> None:
    library = made.library()
    first = library.articles[0]
    apart = replace(first, id="2030-" + first.id)
    groups = tuple(
        replace(g, claims=tuple(r._replace(article=apart.id) if r.article == first.id else r for r in g.claims))
        for g in library.groups
    )
    moved = replace(holding(library, (apart, *library.articles[1:])), groups=groups)
    parts = {p.name: p.library for p in parts_of(moved, CONFIG)}
    weeks = {name: next(g for g in parts[name].groups if g.id == "g-weeks") for name in ("", "2030", "2031")}
    assert {name: (g.articles, len(g.claims)) for name, g in weeks.items()} == {
        "": (2, 2), "2030": (1, 1), "2031": (1, 1),
    }  # fmt: skip
    assert all(set(t.articles) <= {c.id for c in parts["2031"].cards} for t in parts["2031"].topics)


def test_a_topic_of_a_part_has_the_statements_and_the_opposed_ones_that_are_there() -> None:
    library = made.library()
    here, away = (
        StatementGroup("s-1", (ClaimRef("2031-a", "c-1"),), 1, 1),
        StatementGroup("s-2", (ClaimRef("2030-x", "c-2"),), 1, 1),
    )
    both, mixed = Opposition("t", "s-1", "s-1", "curated"), Opposition("t", "s-1", "s-2", "curated")
    topic = Topic("t", "T", "theme", articles=("2031-a", "2030-x"), about=("s-1", "s-2"), by=("s-2", "s-1"))
    whole = replace(library, groups=(here, away), topics=(replace(topic, oppositions=(both, mixed)),))
    whole = holding(whole, [replace(library.articles[0], id=name) for name in topic.articles])
    (shown,) = restricted(whole, {"2031-a"}).topics
    assert (shown.articles, shown.about, shown.by, shown.oppositions) == (("2031-a",), ("s-1",), ("s-1",), (both,))


def test_a_part_says_where_all_parts_are() -> None:
    config = made.config(sites={"url": "https://example.org/harbour-{part}/"}, site_url="https://example.org/all/")
    parts = {part.name: part.config.about for part in parts_of(made.library(), config)}
    assert "https://example.org/all/" in parts["2031"][0]
    assert not config.about or "https://example.org/all/" not in config.about[0]
    nowhere = made.config(sites={"url": "https://example.org/harbour-{part}/"}, site_url=None)
    assert parts_of(made.library(), nowhere)[1].config.about[0].endswith(f"a part of “{nowhere.title}”.")


def test_near_copies_are_one_text_on_a_part_too() -> None:
    library = made.library()
    refs = tuple(
        ClaimRef(f"{year}-{name}", f"c-{name * 8}") for year, name in ((2031, "a"), (2031, "b"), (2032, "c"))
    )
    group = StatementGroup("s-1", refs, articles=3, texts=2)
    # They are kin by way of an article of another year.
    family = Family("f-1", ("2031-a", "2030-x", "2031-b"), ())
    years = restricted(replace(library, groups=(group,), families=(family,)), {"2031-a", "2031-b"})
    assert [(g.articles, g.texts) for g in years.groups] == [(2, 1)]


def test_a_part_tells_no_counts_of_what_other_parts_write() -> None:
    library = made.library()
    topic = replace(library.topics[0], written=(("Old Bridge", "gazette", 7),))
    whole = replace(library, topics=(topic,))
    assert restricted(whole, set(topic.articles)).topics[0].written == topic.written
    assert restricted(whole, set(topic.articles[:1])).topics[0].written == ()


@pytest.mark.parametrize("url", ["https://example.org/", "javascript:{part}", "https://a.example/{part}{part}"])
def test_an_address_without_a_place_for_the_part_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        made.config(sites={"url": url})
