"""Pages stay small however large the archive is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadsheet.dates import parse
from broadsheet.models import (
    Claim,
    ClaimRef,
    Family,
    Finding,
    Kinship,
    Library,
    StatementGroup,
    Story,
    Topic,
    packed_alignments,
)
from broadsheet.render import Known, Maker, cite
from broadsheet.render.lists import MOST_OF_A_KIND
from broadsheet.render.paging import LEAST, PART
from tests.making import library_of
from tests.render import made

CLAIM = ["The quay is open", "A voice", "said", "indirect", "say", ""]


@pytest.fixture(autouse=True)
def _without_citations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes most of the time and is the same on every page."""
    monkeypatch.setattr(cite, "in_styles", lambda cited: {})


def archive(size: int) -> Library:
    """Return as many articles as asked, of one family, one story, one topic, with a statement each."""
    one = made.alone(
        lines=[("title", "The quay"), ("body", "The quay is open, a voice said.")], claims=[CLAIM]
    ).articles[0]
    first = date(2001, 1, 1)
    articles = tuple(
        replace(one, id=f"a-{n:05}", date=Finding(parse((first + timedelta(days=n)).isoformat()), "stated"))
        for n in range(size)
    )
    ids = tuple(a.id for a in articles)
    claim: Claim = one.claims[0]
    groups = tuple(StatementGroup(f"{i}-{claim.id}", (ClaimRef(i, claim.id),), 1, 1) for i in ids)
    topic = Topic("quay", "The quay", "place", articles=ids, about=tuple(g.id for g in groups))
    middle = ids[size // 2]
    kinships = tuple(Kinship(middle, i, 0.9, 0.9, "copy", packed_alignments(())) for i in ids if i != middle)
    families, stories = (Family("f", ids, kinships),), (Story("s", ids),)
    return library_of(articles, families=families, stories=stories, groups=groups, topics=(topic,))


def test_an_article_page_does_not_grow_with_the_archive() -> None:
    pages = [made.rendered(archive(size), made.config()) for size in (60, 600)]
    sizes = [len(files[f"articles/a-{n:05}.md"]) for files, n in zip(pages, (30, 300), strict=True)]
    assert abs(sizes[1] / sizes[0] - 1) < 0.1


def test_of_a_long_story_an_article_leads_to_the_nearest_ones() -> None:
    text = made.rendered(archive(60), made.config())["articles/a-00010.md"].decode()
    listed = text.split("## More on this story")[1].split("\n## ")[0]
    assert [n for n in range(60) if f"a-{n:05}.md" in listed] == [6, 7, 8, 9, 11, 12, 13, 14]


def test_what_is_looked_at_for_an_article_or_a_statement_does_not_grow_with_its_family() -> None:
    asked = []
    for size in (60, 600):
        library = archive(size)
        (first, second), others = library.groups[:2], library.groups[2:]
        both = StatementGroup(first.id, first.claims + second.claims, 2, 1)
        maker = Maker(replace(library, groups=(both, *others)), made.config())
        drafts = {draft.path: draft for draft in maker.drafts() if isinstance(draft, Known)}
        for path in ("articles/a-00010.md", f"claims/{both.id}.md"):
            maker.site.told.noted.clear()
            assert maker.made(drafts[path])[1]
            asked.append(len(maker.site.told.noted))
    assert asked[:2] == asked[2:]


def test_no_page_of_a_large_archive_is_large() -> None:
    files = made.rendered(archive(1_000), made.config())
    largest = {name: len(content) for name, content in files.items() if len(content) > 100_000}
    assert largest == {}
    assert len(files["index.md"]) < 20_000
    assert LEAST < files["claims/index.md"].count(b"\n| ") <= PART + 1
    listed = (files[name] for name in files if name.startswith("articles/page/") or name == "articles/index.md")
    assert sum(text.count(b"](../a-") + text.count(b"](a-") for text in listed) == 1_000


def test_topics_past_the_first_of_a_kind_stand_on_the_list_of_the_kind() -> None:
    topics = tuple(
        Topic(f"p{n}", f"Person {n}", "person", articles=("one",), proposed=n >= 300) for n in range(500)
    )
    library = replace(made.alone(), topics=topics)
    files = {name: content.decode() for name, content in made.rendered(library, made.config()).items()}
    assert files["topics/index.md"].count("\n- ") == MOST_OF_A_KIND
    assert "[All 500 people](all/person.md)" in files["topics/index.md"]
    lists = [files["topics/all/person.md"], *(files[f"topics/all/person/page/{n}.md"] for n in (2, 3))]
    assert sum(text.count("\n- ") for text in lists) == 500
    assert ["500 in all" in text for text in lists] == [True, False, False]
    assert "All" not in files["topics/index.md"].split("## ")[0]
    made.assert_links_lead_somewhere({name: content.encode() for name, content in files.items()})
