"""The pages of a library."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
import yaml
from markdown import Markdown
from markdown_it import MarkdownIt

from broadsheet.codes import codes
from broadsheet.dates import parse
from broadsheet.models import Article, Family, Finding, Kinship, Source, packed_alignments
from broadsheet.render import addresses, compare, render
from broadsheet.render.compare import differences
from broadsheet.render.html import ANYWHERE, TAGS
from broadsheet.render.repository import Repository
from broadsheet.render.statements import Statement
from broadsheet.shelf import Shelf
from tests.conftest import ROOT
from tests.making import holding
from tests.render import made

ARTICLE = "articles/2031-03-04-gazette-bridge-closed.md"


@cache
def pages() -> dict[str, bytes]:
    return made.rendered(made.library(), made.config())


def text(path: str) -> str:
    return pages()[path].decode()


def body(path: str) -> str:
    """Return a page without its front matter."""
    return text(path).split("---\n", 2)[2]


def header(path: str) -> dict[str, object]:
    loaded = yaml.safe_load(text(path).split("---\n", 2)[1])
    assert isinstance(loaded, dict)
    return loaded


def markdown_pages() -> list[str]:
    return [path for path in pages() if path.endswith(".md")]


def test_every_kind_of_page_is_made() -> None:
    for path in (
        "index.md",
        "articles/index.md",
        "topics/index.md",
        "topics/warnings.md",
        "claims/index.md",
        "claims/g-weeks.md",
        "outlets/index.md",
        "outlets/tide.md",
        "compare/f-bridge.md",
        "about.md",
        "search.md",
        "contribute.md",
        "codes.md",
        "keys.md",
        "corrections.md",
        "withdrawn.md",
        ARTICLE,
    ):
        assert path in pages()


def test_only_pages_are_made_here_and_the_files_of_data_elsewhere() -> None:
    assert markdown_pages() == list(pages())
    assert "bridge-closed.bib" in body(ARTICLE)


def test_two_renderings_are_the_same_bytes() -> None:
    assert made.rendered(made.library(), made.config()) == pages()


def test_texts_are_read_only_for_articles_and_comparisons() -> None:
    library, read = made.library(), list[str]()
    texts = {a.id: a for a in library.articles}

    def load(name: str) -> Article:
        read.append(name)
        return texts[name]

    shelf = Shelf(tuple(texts), load)
    assert dict(render(replace(library, articles=shelf), made.config())) == pages()
    compared = library.families[0].members
    shown = [a.id for a in library.articles if not a.withdrawn]
    assert sorted(read) == sorted([*shown, *compared])


def test_every_page_has_one_first_level_heading_and_a_title() -> None:
    for path in markdown_pages():
        assert len(re.findall(r"^# ", body(path), re.MULTILINE)) == 1, path
        assert header(path)["title"], path


def test_every_link_between_pages_leads_to_a_page_that_is_made() -> None:
    made.assert_links_lead_somewhere(pages())


def test_a_claim_has_an_anchor_at_its_exact_words_and_an_entry_that_leads_back() -> None:
    page = body(ARTICLE)
    assert re.search(r'<mark [^>]*id="(c-[0-9a-f]{8})">the town had ignored earlier warnings</mark>', page)
    for claim in made.library().articles[0].claims:
        assert page.count(f'id="{claim.id}"') == 1
        assert page.count(f'id="{claim.id}-info"') == 1
        assert f'href="#{claim.id}-info"' in page
        assert f"](#{claim.id})" in page


def test_a_claim_in_two_parts_is_marked_twice_and_has_one_anchor() -> None:
    found = re.findall(r"<mark [^>]*>([^<]*)</mark>", body(ARTICLE))
    assert found[1:3] == ["Nobody was ever in danger", "We closed it the hour we knew."]


def test_the_paragraphs_read_as_the_articles_own_words_in_both_dialects() -> None:
    for article in made.library().articles:
        if article.withdrawn:
            continue
        source = body(f"articles/{article.id}.md")
        for html in (MarkdownIt("commonmark").render(source), Markdown(extensions=["tables"]).convert(source)):
            plain = " ".join(re.sub(r"<[^>]*>", "", html).split())
            for paragraph in article.cleaned.paragraphs:
                assert article.cleaned.text[slice(*paragraph.clean)] in plain


def test_the_front_matter_keeps_the_record_of_the_article() -> None:
    kept = header(ARTICLE)
    assert kept["id"] == "2031-03-04-gazette-bridge-closed"
    assert kept["outlet"] == "The Quillhaven Gazette"
    assert kept["date"] == "2031-03-04"
    assert kept["date_basis"] == "recorded with the article: The town’s calendar has the day."
    assert kept["entities"][0] == {  # type: ignore[index]
        "id": "odalys-fenwright", "name": "Odalys Fenwright", "type": "person", "mentions": 3,
    }  # fmt: skip
    assert kept["source"]["removed"] == 4  # type: ignore[index]


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    kept, page = header("articles/undated-ferry-note.md"), body("articles/undated-ferry-note.md")
    assert (kept["outlet"], kept["date"]) == ("unknown", "unknown")
    assert "Outlet not stated in the text" in page
    assert "Date not stated in the text" in page


def test_the_removed_lines_are_listed_with_their_reasons() -> None:
    page = body(ARTICLE)
    assert "<td>2</td><td>Share on Chirper</td><td>" in page
    assert "Read more: The best pies on the quay" in page


def test_a_withdrawn_article_keeps_its_address_and_loses_its_words() -> None:
    everything = b"".join(pages().values()).decode()
    assert "may not be shown" not in everything
    assert "The publisher asked for it." in body("articles/2031-03-06-courier-withdrawn.md")
    assert header("articles/2031-03-06-courier-withdrawn.md")["robots"] == "noindex"


def test_a_statement_page_says_where_it_stands_and_where_the_reports_differ() -> None:
    page = body("claims/g-weeks.md")
    assert "in 2 articles, which share one text." in page
    assert "[Compare them sentence by sentence](../compare/f-bridge.md)" in page
    assert "A figure differs: “six” in one, “eight” in another." in page
    assert page.count("cite-this-article") == 2


def test_only_statements_with_more_to_tell_have_a_page_and_the_others_lead_to_their_words() -> None:
    library = made.library()
    opposed = {key for topic in library.topics for o in topic.oppositions for key in (o.a, o.b)}
    telling = {g.id for g in library.groups if g.articles > 1} | opposed
    there = {path for path in pages() if path.startswith("claims/") and "# This page has moved" not in body(path)}
    assert there == {"claims/index.md", *map(addresses.statement, telling)}
    listed = body("claims/index.md")
    for group in library.groups:
        first = group.claims[0]
        own = addresses.statement(group.id).removeprefix("claims/")
        assert (f"]({own})" in listed) == (group.id in telling)
        assert (f"](../articles/{first.article}.md#{first.claim})" in listed) == (group.id not in telling)


def test_an_article_leads_to_what_stands_against_its_statements() -> None:
    assert re.search(r"\[What stands against it\]\(\.\./claims/[^)]+\)", body(ARTICLE))


def test_opposed_statements_stand_side_by_side_and_on_both_their_pages() -> None:
    sides = re.findall(r"<ul class=\"bs-opposed__side\">", body("topics/warnings.md"))
    assert len(sides) == 2
    against = [path for path in markdown_pages() if "## What stands against it" in body(path)]
    assert len(against) == 2


def test_the_comparison_shows_what_differs_by_tags_and_not_only_by_colour() -> None:
    page = body("compare/f-bridge.md")
    assert "<del>six</del>" in page
    assert "<ins>eight</ins>" in page
    assert "a figure differs: “six”, “eight”" in page
    assert "Only in the first" in page
    assert "Only in the second" in page


def test_shared_texts_have_a_list_of_their_own_where_there_are_any() -> None:
    page = body("compare/index.md")
    assert "the newest first: 1 in all" in page
    assert "](f-bridge.md)" in page
    assert "2 articles: The Quillhaven Gazette, 4 March 2031; Harbour Courier, about 5 March 2031" in page
    assert "(../compare/index.md)" in body("articles/index.md")
    assert "1 shared text" in re.sub("<.*?>", "", body("index.md"))
    assert "[All shared texts](index.md)" in body("compare/f-bridge.md")
    library = made.library()
    a, b = (c.id for c in library.cards if not c.withdrawn and c.id not in library.families[0].members)
    two = (
        *library.families,
        Family("f-second", (a, b), (Kinship(a, b, 0.9, 0.9, "copy", packed_alignments(())),)),
    )
    listed = made.rendered(replace(library, families=two), made.config())["compare/index.md"].decode()
    assert len(re.findall(r"^- \[", listed, re.MULTILINE)) == len(two)
    none = made.rendered(replace(library, families=()), made.config())
    assert "compare/index.md" not in none
    assert b"compare/" not in none["articles/index.md"]


def test_only_the_listed_tags_and_attributes_are_used() -> None:
    for path in markdown_pages():
        without_code = re.sub(r"`[^`]*`", "", body(path))
        for tag, attributes in re.findall(
            r"<([a-zA-Z0-9]+)((?:\s+[a-zA-Z-]+(?:=\"[^\"]*\")?)*)\s*/?>", without_code
        ):
            assert tag.lower() in TAGS, (path, tag)
            for name in re.findall(r"\s([a-zA-Z-]+)", re.sub(r'"[^"]*"', "", attributes)):
                known = ANYWHERE | TAGS[tag.lower()]
                assert name.lower() in known or name.startswith("data-"), (path, tag, name)


def test_addresses_lead_from_any_page_to_any_other() -> None:
    assert addresses.url_link("index.md", "articles/x.md") == "articles/x/"
    assert addresses.url_link("articles/x.md", "articles/x.bib") == "../x.bib"
    assert addresses.url_link("articles/x.md", "topics/y.md#a") == "../../topics/y/#a"
    assert addresses.url_link("articles/x.md", "index.md") == "../../"
    assert addresses.url_link("articles/x.md", "articles/x.md#c-1") == "#c-1"
    assert addresses.file_link("articles/x.md", "topics/y.md") == "../topics/y.md"
    assert addresses.file_link("index.md", "about.md") == "about.md"


def test_only_web_addresses_become_links() -> None:
    assert addresses.web("javascript:alert(1)") == ""
    assert addresses.web("data:text/html,x") == ""
    assert addresses.web("https://a.example/b c(d)<e>") == "https://a.example/b%20c%28d%29%3Ce%3E"


def test_differences_are_tagged_in_whole_stretches() -> None:
    before, after = differences("The old bridge was shut, he said.", "The new gate was shut, she said.")
    assert before == "The <del>old bridge</del> was shut, <del>he</del> said."
    assert after == "The <ins>new gate</ins> was shut, <ins>she</ins> said."
    assert differences("Same.", "Same.") == ("Same.", "Same.")
    assert differences("", "<b>") == ("", "<ins>&lt;b&gt;</ins>")


def test_a_speaker_who_is_no_name_begins_with_a_capital() -> None:
    assert '<span class="bs-who">The mayor’s office said</span>' in body(
        "articles/2031-03-05-courier-bridge-stays-shut.md"
    )
    assert "Somebody the text does not name called" in body("articles/2031-03-05-courier-bridge-stays-shut.md")


def test_what_a_body_is_called_stands_apart_from_the_spellings_of_its_name() -> None:
    library = made.library()
    topics = tuple(
        replace(t, called=("Mayor Odalys Fenwright",)) if t.id == "odalys-fenwright" else t for t in library.topics
    )
    page = made.rendered(replace(library, topics=topics), made.config())["topics/odalys-fenwright.md"].decode()
    written, called = page.split("| Called instead of the name |")
    assert "| Fenwright | 2 |" in written
    assert "| Mayor Odalys Fenwright | 1 |" in called
    assert "Mayor Odalys Fenwright |" not in written


def test_a_candidate_says_what_both_sides_speak_of() -> None:
    library = made.library()
    theme, *others = library.topics
    proposed = replace(theme.oppositions[0], status="candidate", why="both speak of: letters, warnings")
    shown = made.rendered(
        replace(library, topics=(replace(theme, oppositions=(proposed,)), *others)), made.config()
    )
    assert (
        "not yet looked at by a person. Both speak of: letters, warnings" in shown["topics/warnings.md"].decode()
    )
    against = [text.decode() for path, text in shown.items() if b"## What stands against it" in text]
    assert all("not yet looked at by a person; both speak of: letters, warnings" in text for text in against)


REPOSITORY = "https://example.org/a/b"


@cache
def with_repository() -> dict[str, str]:
    made_pages = made.rendered(made.library(), made.config(repo_url=REPOSITORY, contact="desk@example.org"))
    return {path: content.decode() for path, content in made_pages.items()}


def test_readers_are_led_to_the_forms_of_the_repository() -> None:
    page = with_repository()["contribute.md"]
    for form in ("article", "correction", "takedown"):
        assert (ROOT / f".github/ISSUE_TEMPLATE/{form}.yml").is_file()
        assert f"]({REPOSITORY}/issues/new?template={form}.yml)" in page


def test_every_article_offers_to_correct_its_sidecar_or_to_begin_one() -> None:
    known, unknown = with_repository()[ARTICLE], with_repository()["articles/undated-ferry-note.md"]
    folder = "main/corpus/articles"
    assert f'"{REPOSITORY}/edit/{folder}/2031-03-04-gazette-bridge-closed.yml"' in known
    assert f'"{REPOSITORY}/new/{folder}?filename=undated-ferry-note.yml"' in unknown
    assert "Correct this page" not in with_repository()["articles/2031-03-06-courier-withdrawn.md"]


def test_an_article_that_is_a_line_is_read_and_corrected_in_its_file() -> None:
    here = Repository(made.config(repo_url=REPOSITORY))
    line = "corpus/articles/all.jsonl:17"
    assert here.file(line) == f"{REPOSITORY}/blob/main/corpus/articles/all.jsonl#L17"
    for has_sidecar in (False, True):
        source = Source(line, "0" * 64, has_sidecar=has_sidecar)
        assert here.correction(source) == f"{REPOSITORY}/edit/main/corpus/articles/all.jsonl#L17"


def test_words_lead_to_their_line_in_the_repository() -> None:
    page = with_repository()[ARTICLE]
    assert f"]({REPOSITORY}/blob/main/corpus/articles/2031-03-04-gazette-bridge-closed.txt#L" in page


def test_without_a_repository_the_words_say_what_to_do_instead() -> None:
    assert "names no repository on the web" in body("contribute.md")
    assert "those who publish this archive" in body("contribute.md")
    assert "github" not in body("contribute.md").lower()
    assert '<a href="../../contribute/#correct-a-page">Correct this page</a>' in body(ARTICLE)
    assert re.search("^## Correct a page$", body("contribute.md"), re.MULTILINE)


def test_every_code_of_the_checks_has_a_heading_whose_address_it_is() -> None:
    headings = re.findall(r"^## (.*)$", body("codes.md"), re.MULTILINE)
    assert headings == [code.code for code in codes()]
    assert "codes.md" in body("contribute.md")
    assert "codes.md" in body("about.md")


def test_pages_say_when_their_articles_were_last_put_right() -> None:
    assert header(ARTICLE)["updated"] == "2031-04-01"
    assert header("articles/undated-ferry-note.md")["updated"] == ""
    assert header("topics/harbour-board.md")["updated"] == "2031-04-01"
    assert header("topics/tobiah-quent.md")["updated"] == ""
    assert header("index.md")["updated"] == header("corrections.md")["updated"] == "2031-04-01"


def test_pages_name_their_feeds() -> None:
    assert header("index.md")["feed"] == header("articles/index.md")["feed"] == "data/feeds/articles"
    assert header("topics/warnings.md")["feed"] == "data/feeds/topics/warnings"
    assert header("outlets/tide.md")["feed"] == "data/feeds/outlets/tide"
    assert header("corrections.md")["feed"] == "data/feeds/corrections"


def test_a_statement_ascribed_to_two_speakers_names_both() -> None:
    speaker = "[Odalys Fenwright](../topics/odalys-fenwright.md), elsewhere"
    assert f'| {speaker} <span class="bs-tag">the mayor’s office</span>, said |' in body("claims/index.md")
    page = body("claims/g-danger.md")
    assert f'<span class="bs-dek">Attributed to {speaker} to the mayor’s office, in 2 articles' in page


def test_a_pronoun_is_nobody_by_name() -> None:
    card = made.library().cards[0]
    said = replace(card.claims[0], speaker="He", speaker_id=None)
    shown = Statement(card, said, "He", None, None, "")
    assert shown.whom == "somebody whom the text calls “He”"
    assert replace(shown, claim=replace(said, speaker="")).whom == "somebody the text does not name"


def test_a_member_of_a_family_that_is_known_to_the_month_stands_after_those_of_its_days() -> None:
    library = made.library()
    month = Finding(parse("2031-03"), "curated")
    first, *others = library.articles
    page = made.rendered(holding(library, (replace(first, date=month), *others)), made.config())
    turned = page["compare/f-bridge.md"].decode()
    order = [turned.index(f">{title}") for title in ("Bridge stays shut for eight", "Harbour bridge closed")]
    assert order == sorted(order)
    assert turned.index("<del>eight</del>") < turned.index("<ins>six</ins>")
    assert "a figure differs: “eight”, “six”" in turned
    assert "Not all of their dates are known to the day" in turned


def test_a_date_known_to_the_year_is_never_told_as_its_first_day() -> None:
    page = made.rendered(made.alone(date="2031"), made.config())["articles/one.md"].decode()
    _, head, shown = page.split("---\n", 2)
    front = yaml.safe_load(head)
    assert (front["published"], front["linked_data"]["mainEntity"]["datePublished"]) == ("2031", "2031")
    assert '<time datetime="2031">2031</time>' in shown
    assert "2031-01-01" not in shown


def test_a_date_that_is_only_about_is_told_to_readers_alone() -> None:
    page = made.rendered(made.alone(date="2031-03-04~"), made.config())["articles/one.md"].decode()
    front = yaml.safe_load(page.split("---\n", 2)[1])
    assert (front["date"], front["published"]) == ("2031-03-04~", "")
    assert "datePublished" not in front["linked_data"]["mainEntity"]
    assert "About 4 March 2031" in page


def test_lists_have_no_article_under_a_month_that_nobody_knows() -> None:
    def heading(date: str | None) -> str:
        listed = made.rendered(made.alone(date=date), made.config())["articles/index.md"].decode()
        return re.findall("(?m)^## (.+)$", listed)[0]

    assert [heading(d) for d in ("2031-03-04", "2031-03~", "2031", "2031?")] == [
        "March 2031",
        "March 2031",
        "2031",
        "2031",
    ]
    assert heading("2030-12-30/2031-01-02") == "January 2031"
    assert heading(None) == "Date unknown"


def test_one_page_compares_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    library = made.library()
    whole = made.rendered(library, made.config())["compare/f-bridge.md"].decode()
    monkeypatch.setattr(compare, "MOST_COMPARED", 0)
    less = made.rendered(library, made.config())["compare/f-bridge.md"].decode()
    assert "<del>" in whole
    assert "<del>" not in less
    assert re.findall(r"\w+", re.sub("</?(?:del|ins)>", "", whole)) == re.findall(r"\w+", less)


def test_a_path_of_any_letters_leads_to_its_file() -> None:
    repository = Repository(made.config().model_copy(update={"repo_url": "https://example.org/archive"}))
    file = repository.file("corpus/articles/C# 50%/a?.txt")
    assert file.endswith("/corpus/articles/C%23%2050%25/a%3F.txt")
    assert repository.line("corpus/a b.txt", 7).endswith("/corpus/a%20b.txt#L7")
    assert repository.line("corpus/all.jsonl:3", 7).endswith("/corpus/all.jsonl#L3")
