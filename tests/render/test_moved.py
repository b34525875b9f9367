"""Old addresses lead on, with or without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations
from urllib.parse import urljoin

from broadsheet.index import search_documents
from broadsheet.models import Article, ClaimRef, Moved, statement_id
from broadsheet.redact import redact
from broadsheet.render import leading, render
from broadsheet.render.addresses import COMPARISONS, site_url
from broadsheet.site_check.pages import page_of
from tests.link.making import article, linked
from tests.render import made

ARTICLE = "2031-03-04-gazette-bridge-closed"


def test_an_old_address_leads_to_the_new_page() -> None:
    library = replace(
        made.library(),
        moved=(Moved("article", "old", ARTICLE, "Spelt wrong."), Moved("topic", "quay", "harbour-board")),
    )
    pages = dict(render(library, made.config()))
    article, topic = pages["articles/old.md"].decode(), pages["topics/quay.md"].decode()
    assert f"]({ARTICLE}.md)" in article
    assert "Spelt wrong." in article
    assert f"articles/{ARTICLE}/" in article
    assert "](harbour-board.md)" in topic
    assert "noindex" in topic


SAID = "Anna Ferrers said the harbour wall will not be repaired before the next winter storm comes."
COPIES = [
    article("a-first", SAID, date="2024-05-01"),
    article("b-second", f"The council met. {SAID} Nobody voted.", date="2024-05-02"),
    article("c-third", SAID, date="2024-05-03"),
]


def pages_of(articles: Sequence[Article]) -> dict[str, str]:
    library = redact(linked(articles))
    found = dict(chain(render(library, made.config()), leading(library, made.config())))
    of_one = (name for name in found if name.startswith(("claims/s-", "compare/")) and name != COMPARISONS)
    return {name: found[name].decode() for name in of_one}


def shown(pages: Mapping[str, str]) -> set[str]:
    return {name for name in pages if name.endswith(".md")}


def address(name: str) -> str:
    """Where the page of a file is, seen from the site's root."""
    return site_url(name).removesuffix("index.html")


def test_whichever_article_came_first_its_statement_and_comparison_are_found() -> None:
    pages = pages_of(COPIES)
    (statement,), (comparison,) = ({n for n in shown(pages) if n.startswith(at)} for at in ("claims/", "compare/"))
    assert comparison == "compare/a-first.md"
    assert set(map(address, pages)) == {f"compare/{a.id}/" for a in COPIES} | {
        f"claims/{statement_id(ClaimRef(a.id, a.claims[0].id))}/" for a in COPIES
    }
    for some in chain(combinations(COPIES, 2), [COPIES]):
        earlier = shown(pages_of(some))
        assert len(earlier) == 2
        for name in earlier - {statement, comparison}:
            end = statement if name.startswith("claims/") else comparison
            page = pages[f"{address(name)}index.html"]
            leads = urljoin(f"https://a.example/{address(name)}", re.findall(r'href="([^"]*)"', page)[0])
            assert leads == f"https://a.example/{address(end)}"
            assert '<meta name="robots" content="noindex">' in page
            assert page.count(re.findall(r'url=([^"]*)"', page)[0]) == 2


def test_what_an_article_was_first_in_is_found_when_it_has_another_id() -> None:
    renamed = linked([replace(COPIES[0], id="renamed"), *COPIES[1:]])
    library = redact(replace(renamed, moved=(Moved("article", "a-first", "renamed"),)))
    there = dict(chain(render(library, made.config()), leading(library, made.config())))
    earlier = shown(pages_of(COPIES))
    assert len(earlier) == 2
    for name in earlier:
        assert f"{address(name)}index.html" in there


def test_what_leads_on_may_stand_in_a_site() -> None:
    pages = pages_of(COPIES)
    files = {name: page for name, page in pages.items() if name not in shown(pages)}
    assert len(files) == 4
    for name, page in files.items():
        assert page_of(page.encode(), name).faults == ()


def test_what_is_alone_or_taken_down_leads_nowhere() -> None:
    assert pages_of(COPIES[:1]) == {}
    gone = replace(COPIES[0], withdrawn="A mistake")
    assert pages_of([gone, *COPIES[1:]]) == pages_of(COPIES[1:])
    assert pages_of([gone, COPIES[1]]) == {}


def test_claims_that_are_not_shown_lead_nowhere() -> None:
    held_back = replace(COPIES[1], text_policy="metadata")
    claims = {name for name in pages_of([COPIES[0], held_back, COPIES[2]]) if name.startswith("claims/")}
    assert claims == {name for name in pages_of([COPIES[0], COPIES[2]]) if name.startswith("claims/")}


def test_a_page_that_is_there_stays_there() -> None:
    library = redact(linked(COPIES))
    (group,) = library.groups
    # What a digest of ten digits may do, however seldom: another statement has the id of one of the claims.
    other = replace(group, id=statement_id(group.claims[1]))
    files = dict(leading(replace(library, groups=(group, other)), made.config()))
    for one in (group, other):
        assert f"claims/{one.id}/index.html" not in files


def test_old_addresses_are_in_no_search() -> None:
    library = redact(replace(linked(COPIES), moved=(Moved("article", "old", "a-first"),)))
    (group,) = library.groups
    first = group.claims[0]
    addresses = [doc.address for doc in search_documents(library) if doc.kind != "topic"]
    articles = [f"articles/{card.id}/" for card in library.cards]
    assert sorted(addresses) == sorted([*articles, f"articles/{first.article}/#{first.claim}"])
