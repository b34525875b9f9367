"""The search as a reader meets it, in headless Chromium."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lunr.builder import Builder
from playwright.sync_api import Browser, Page, expect

from broadsheet.index import SearchDoc, client_files, shards
from broadsheet.index.analyse import stem, stop_words, surface, words
from broadsheet.index.document import FIELDS
from broadsheet.words import table
from tests.browser.search_site import searched, write_site
from tests.index.documents import WORDS, random_docs
from tests.index.test_postings import read, terms_of

pytestmark = pytest.mark.browser

NASTY = '<img src=x onerror="document.title=1"> & <b>bold</b>'
DOCS = [
    SearchDoc(
        "articles/ferry/",
        "article",
        "Ferry strike closes the harbour",
        "The ferry workers of Northport went on strike on Monday. Oil prices did not move. " * 3,
        names="Northport\nAnna Lindqvist\nAna Lindkvist",
        outlet="wire",
        outlet_name="Morning Wire",
        date="2023-01-09",
        date_words="9 January 2023",
        month="2023-01",
        topics=("Northport", "Strikes"),
        family="f1",
    ),
    SearchDoc(
        "articles/copy/",
        "article",
        "Ferry strike shuts harbour",
        "The ferry workers of Northport went on strike on Monday.",
        outlet="gazette",
        outlet_name="The Gazette",
        date="2023-01-10",
        date_words="10 January 2023",
        month="2023-01",
        topics=("Northport",),
        family="f1",
    ),
    SearchDoc(
        "articles/budget/",
        "article",
        f"Budget {NASTY}",
        f"The price of oil is a question of the budget, says the council of Łódź. {NASTY} 北京公司",
        outlet="wire",
        outlet_name="Morning Wire",
        month="unknown",
        date_words="date not stated",
    ),
    SearchDoc(
        "articles/ferry/#c-1",
        "claim",
        "Anna Lindkvist",
        "the strike will go on",
        outlet="wire",
        outlet_name="Morning Wire",
        date="2023-02-01",
        month="2023-02",
        speaker="Anna Lindkvist",
        verb="denied",
    ),
    SearchDoc("topics/northport/", "topic", "Northport", "A town with a harbour.", names="Northport"),
]
SYNONYMS = {"Anna Lindqvist": ("Ana Lindkvist",)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("search")
    write_site(folder, DOCS, SYNONYMS)
    with searched(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which nothing may fail: no script error, no violated policy, no dialog."""
    context = browser.new_context()
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on(
        "console", lambda message: failures.append(message.text) if "Content Security" in message.text else None
    )
    page.on("dialog", lambda dialog: failures.append(dialog.message))
    yield page
    context.close()
    assert failures == []


def results(page: Page, site: str, query: str) -> list[str]:
    """The titles on the search page for the part of an address after the question mark."""
    page.goto(f"{site}search/?{query}")
    expect(page.locator(".bs-page__status")).not_to_be_empty()
    return page.locator(".bs-hit__title").all_inner_texts()


def told(page: Page) -> str:
    return page.locator(".bs-page__status").inner_text() + " " + page.locator(".bs-page__told").inner_text()


def test_the_slash_opens_the_box_and_arrows_and_enter_lead_to_a_result(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("strik")
    expect(page.locator("[role=option]").first).to_be_visible()
    expect(page.locator("#bs-q")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[role=status]").first).to_contain_text("result")
    page.keyboard.press("ArrowDown")
    active = page.locator("#bs-q").get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sub/articles/**")


def test_escape_closes_the_list_and_enter_without_a_choice_opens_the_search_page(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("#bs-q").click()
    page.keyboard.type("ferry strike")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".bs-search__panel")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sub/search/?q=ferry+strike")


def test_every_letter_of_a_longer_word_keeps_its_results(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("#bs-q").click()
    for letter in "questions":  # its stem is shorter than most of its beginnings
        page.keyboard.type(letter)
        page.wait_for_timeout(30)
    expect(page.locator("[role=option]")).to_have_count(1)
    page.locator("#bs-q").fill("questio")
    expect(page.locator("[role=option]")).to_have_count(1)


def test_the_beginning_of_a_word_finds_it_in_the_next_shard_too(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SHARD_SIZE", 1)  # each term in a shard of its own
    write_site(tmp_path, DOCS)
    with searched(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        page.goto(root)
        page.locator("#bs-q").fill("harb")
        expect(page.locator("[role=option]")).to_have_count(2)


def test_members_of_a_family_stand_under_one_result(page: Page, site: str) -> None:
    assert len(results(page, site, "q=ferry")) == 1
    assert "1 more page" in page.locator(".bs-hit__family summary").inner_text()
    assert "1 result. 1 more page has much the same text as one of these and is listed under it." in told(page)


def test_a_large_family_leaves_room_for_the_others_and_is_listed_under_its_best(
    browser: Browser, tmp_path: Path
) -> None:
    body = "The ferry sails. " * 3
    alike = [SearchDoc(f"articles/a{n}/", "article", f"Ferry {n}", body, family="f") for n in range(40)]
    others = [SearchDoc(f"articles/b{n}/", "article", f"Boat {n}", f"{body} Rain.") for n in range(15)]
    write_site(tmp_path, [*alike, *others])
    with searched(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        titles = results(page, root, "q=ferry")
        assert [title.split()[0] for title in titles] == ["Ferry", *["Boat"] * 9]
        assert "16 results. 39 more pages have much the same text" in told(page)
        assert page.locator(".bs-hit__family summary").inner_text().startswith("39 more pages")
        page.get_by_role("button", name="More results").click()
        expect(page.locator(".bs-hit")).to_have_count(16)
        expect(page.get_by_role("button", name="More results")).to_be_hidden()


def test_more_results_asked_for_twice_at_once_are_shown_once(browser: Browser, tmp_path: Path) -> None:
    body = "The ferry sails. The boat waits."
    write_site(tmp_path, [SearchDoc(f"articles/a{n}/", "article", f"Page {n}", f"{body} {n}") for n in range(35)])
    with searched(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        results(page, root, "q=ferry")
        more = "[...document.querySelectorAll('button')].find((one) => one.textContent === 'More results')"
        page.evaluate(f"() => {{ const more = {more}; more.click(); more.click(); }}")
        expect(page.locator(".bs-hit")).to_have_count(20)
        titles = page.locator(".bs-hit a").all_inner_texts()
        assert len(titles) == len(set(titles))


def test_what_has_only_some_of_the_words_is_said(page: Page, site: str) -> None:
    results(page, site, "q=oil budget council absent")
    assert "each with some of the words." in told(page)
    results(page, site, "q=budget question")
    assert told(page).startswith("1 result.")
    results(page, site, "q=strike workers")
    assert "2 results (1 with all words, the others with some). 1 more page has" in told(page)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ('"oil prices"', {"Ferry strike closes the harbour"}),
        ('"price of oil"', {"Budget"}),
        ("“price of oil”", {"Budget"}),
        ("+oil -budget", {"Ferry strike closes the harbour"}),
        ("counc*", {"Budget"}),
        ("lodz", {"Budget"}),
        ("北京", {"Budget"}),
        ("outlet:wire speaker:lindkvist strike", {"the strike will go on"}),
        ("speaker:Lindkvist", {"the strike will go on"}),
        ("type:statement speaker:Lindkvist until:2999", {"the strike will go on"}),
        ("from:2023-02 strike", {"the strike will go on"}),
        ("to:2023-01-09 strike", {"Ferry strike closes the harbour"}),
        ("topic:strikes", {"Ferry strike closes the harbour"}),
        ("kind:statements strike", {"the strike will go on"}),
    ],
)
def test_the_query_language(page: Page, site: str, query: str, titles: set[str]) -> None:
    found = {title.split(" <")[0] for title in results(page, site, f"q={quote(query)}")}
    assert found == titles


def test_a_statement_says_what_its_speaker_did(page: Page, site: str) -> None:
    results(page, site, "q=speaker:Lindkvist")
    assert page.locator(".bs-hit__about").inner_text() == "Statement · Anna Lindkvist denied · Morning Wire"


def test_another_spelling_is_searched_for_too_and_said(page: Page, site: str) -> None:
    found = results(page, site, "q=lindqvist")
    assert set(found) == {"the strike will go on", "Ferry strike closes the harbour"}
    assert "Also searched for “Lindkvist" in told(page)


def test_a_misspelt_word_is_put_right_on_request(page: Page, site: str) -> None:
    assert results(page, site, "q=hrabour") == []
    page.get_by_role("link", name="harbour").click()
    expect(page.locator(".bs-hit").first).to_be_visible()
    assert "q=harbour" in page.url


@pytest.mark.parametrize("query", ["hte", "fery:oil"])
def test_neither_a_stop_word_nor_a_name_before_a_colon_is_proposed(page: Page, site: str, query: str) -> None:
    results(page, site, f"q={query}")
    assert "Did you mean" not in told(page)


def test_where_nothing_is_found_there_is_nothing_to_narrow_down(page: Page, site: str) -> None:
    results(page, site, "q=ferry")
    expect(page.locator(".bs-page__facets")).to_be_visible()
    results(page, site, "q=zeppelin")
    expect(page.locator(".bs-page__facets")).to_be_hidden()
    results(page, site, "q=ferry&outlet=nobody")
    page.get_by_label("nobody").click()
    expect(page.locator(".bs-page__status")).to_contain_text("1 result.")


ASK_ALL = """async (requests) => {
  const { SearchClient } = await import(new URL("assets/search/client.js", location.href));
  const client = new SearchClient(new URL("./", location.href));
  const answers = await Promise.all(requests.map((request) => client.ask(request)));
  return answers.map((answer) => answer && answer.total);
}"""


@pytest.mark.parametrize(("typing", "totals"), [(False, [1, 2, 2]), (True, [None, None, 2])])
def test_a_question_waits_for_no_other_and_while_typing_the_newest_counts(
    page: Page, site: str, typing: bool, totals: list[int | None]
) -> None:
    page.goto(site)
    requests = [{"query": query, "typing": typing} for query in ("workers", "oil", "harbour")]
    assert page.evaluate(ASK_ALL, requests) == totals


def test_facets_count_narrow_and_stand_in_the_address(page: Page, site: str) -> None:
    results(page, site, "q=strike")
    row = page.locator("fieldset", has_text="Outlet").locator("label", has_text="The Gazette")
    assert row.inner_text().split()[-1] == "1"
    expect(page.locator("fieldset", has_text="Month")).to_contain_text("January 2023")
    row.locator("input").click()
    expect(page.locator(".bs-hit__title")).to_have_text(["Ferry strike shuts harbour"])
    assert "outlet=gazette" in page.url
    page.go_back()
    expect(page.locator(".bs-page__status")).to_contain_text("2 results")


def test_unknown_is_a_value_one_can_narrow_down_to(page: Page, site: str) -> None:
    assert len(results(page, site, "q=oil&month=unknown")) == 1


def test_the_newest_come_first_when_asked_for(page: Page, site: str) -> None:
    assert results(page, site, "q=strike&sort=date")[0] == "the strike will go on"


def test_no_words_ask_for_help(page: Page, site: str) -> None:
    page.goto(f"{site}search/")
    expect(page.locator(".bs-page__help")).to_be_visible()


BAD = [
    ("the of and", "Too common to be searched for: the, of, and."),
    ("!!! ??? ...", "Nothing found."),
    ('"unbalanced oil', "never closed"),
    ("colour:red oil", "There is no filter “colour:”"),
    ("from:yesterday oil", "wants a date"),
    ("from:2023-02 to:2023-01-31 oil", "is later than"),
    ("before:2031 oil", "“before:” is read as “to:”."),
    ("oil OR ferry", "“OR” is left out."),
    ("oil NOT ferry", "a - right before a word"),
    ("-oil", "Say also what to look for"),
    ("oil " * 2500, "only its beginning"),
    ("constructor __proto__ hasOwnProperty toString", "Nothing found."),
    ("outlet:constructor topic:__proto__", "There is no outlet “constructor” here."),
    ("<img src=x onerror=alert(1)>", "result"),
    ('"><script>alert(1)</script>', "Nothing found."),
    ("شلام עולם‮ test", "Nothing found."),
    ("\ud83d\ude00 \u0000 \ufeff", "Nothing found."),
    ("*", "Nothing found."),
    ("a* +* -* :* \"\" '' ()", ""),
    ("oil" * 3500, "only its beginning"),
    ('"+-' * 3500, "only its beginning"),
    ("ß·ﬁ𝕠𝕚𝕝 oil", "result"),
]


def test_bad_queries_get_a_clear_word(page: Page, site: str) -> None:
    page.goto(f"{site}search/")
    for query, says in BAD:
        page.locator("#bs-page-q").fill(query)
        page.get_by_role("button", name="Search").click()
        expect(page.locator(".bs-page__hits[aria-busy]")).to_have_count(0)
        expect(page.locator("#bs-search-page")).to_contain_text(says)
        assert "failed" not in told(page)
        assert page.locator("#bs-search-page img, #bs-search-page script, #bs-search-page b").count() == 0


def test_bad_queries_are_borne_by_the_box_too(page: Page, site: str) -> None:
    page.goto(site)
    box, status = page.locator("#bs-q"), page.locator(".bs-search__status")
    for query, _ in BAD:
        box.fill("")
        expect(page.locator(".bs-search__panel")).to_be_hidden()
        box.fill(query)
        expect(status).to_contain_text(re.compile("result|Nothing found"))
        expect(status).not_to_contain_text("failed")
        assert page.locator(".bs-search img, .bs-search script, .bs-search b").count() == 0


def test_markup_in_titles_and_texts_is_shown_as_words(page: Page, site: str) -> None:
    assert NASTY in results(page, site, "q=budget")[0]
    assert "<b>bold</b>" in page.locator(".bs-hit__snippet").first.inner_text()
    assert page.locator(".bs-hit img, .bs-hit b").count() == 0
    assert page.locator("mark").first.inner_text() == "Budget"


def test_a_hit_may_lead_to_another_site_of_the_collection_and_to_nothing_but_pages(
    browser: Browser, tmp_path: Path
) -> None:
    addresses = (
        "../2023/articles/a/",
        "/else/where/",
        "https://example.org/b/",
        "javascript:alert(1)",
        "data:text/html,a",
    )
    write_site(tmp_path, [SearchDoc(one, "article", f"Ferry {n}", "Oil.") for n, one in enumerate(addresses)])
    with searched(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()
        results(page, root, "q=ferry")
        hits = page.locator(".bs-hit__title").all()
        found = {hit.inner_text(): hit.locator("a").get_attribute("href") for hit in hits}
    host = root.removesuffix("/sub/")
    led = [f"{host}/2023/articles/a/", f"{host}/else/where/", "https://example.org/b/", root, root]
    assert found == {f"Ferry {n}": address for n, address in enumerate(led)}


DAMAGED = {
    "terms-0.txt": "ferry",
    "positions-0.txt": '"ferry strike"',
    "docs-*.json": "ferry",
    "words-5.txt": "hrabour",
    "facet-outlet.json": "ferry",
    "facet-family.json": "ferry",
    "manifest.json": "ferry",
    "worker.js": "ferry",
}
"""Files, and a query that needs each."""


@pytest.mark.parametrize("damage", ["missing", "truncated", "other build"])
@pytest.mark.parametrize("part", DAMAGED)
def test_a_damaged_index_is_said_in_clear_words(browser: Browser, tmp_path: Path, part: str, damage: str) -> None:
    site = write_site(tmp_path, DOCS, SYNONYMS)
    path = next(
        path
        for path in sorted(site.glob(f"search/**/{part}"))
        if part[:4] != "docs" or b'"articles/ferry/"' in path.read_bytes()
    )
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if damage == "truncated" else data[:-3] + b"xyz")
    with searched(tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        found = results(page, address, f"q={quote(DAMAGED[part])}")
        expect(page.locator(".bs-page__results")).to_contain_text("Reload the page")
        assert bool(found) == (part == "facet-outlet.json")  # what is counted is missing, what is found is not
        assert errors == []


def test_an_index_of_another_format_is_refused_in_clear_words(browser: Browser, tmp_path: Path) -> None:
    manifest = write_site(tmp_path, DOCS) / "search" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 999}))
    with searched(tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        assert results(page, address, "q=ferry") == []
        assert "of another version than this page. Reload the page" in told(page)


def test_an_index_published_anew_meanwhile_is_taken_up(browser: Browser, tmp_path: Path) -> None:
    write_site(tmp_path, DOCS)
    with searched(tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        results(page, address, "q=ferry")
        write_site(tmp_path, [*DOCS, SearchDoc("articles/new/", "article", "Ferry sails again", "At last.")])
        page.locator("#bs-page-q").fill("sails")
        page.get_by_role("button", name="Search").click()
        expect(page.locator(".bs-hit__title")).to_have_text(["Ferry sails again"])


def test_what_was_searched_once_is_found_offline(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        results(page, site, "q=ferry")
        context.set_offline(True)
        page.locator("#bs-page-q").fill("ferry workers")
        page.get_by_role("button", name="Search").click()
        expect(page.locator(".bs-hit").first).to_be_visible()


TEXTS = [
    "The U.S. and O’Brien’s 1,200.50 Łódź co-operate, don't they?",
    "Straße ﬁnance Ærøskøbing ’tis 5th x.y.z e.g. J.F.Kennedy",
    "北京公司ABC カタカナ한국어 שלום мир ไทย हिन्दी",
    "a_b c'd'e ''x'' 1.2.3. 1,,2 ½ ² Ⅳ \u0130stanbul na\u0308ive",
    "lay days tries ministry prices relational eed conditional " + "long" * 30,
]


def in_worker(page: Page, site: str) -> None:
    """Open a page in which the worker's functions can be called."""
    page.goto(f"{site}plain.html")
    script = client_files()["worker.js"].decode()
    opened = script.replace('(() => {\n"use strict";', "").rsplit("})();", 1)[0]
    page.add_script_tag(content=opened.replace("self.onmessage", "self.unused"))


def test_both_sides_cut_texts_into_the_same_terms(page: Page, site: str) -> None:
    in_worker(page, site)
    theirs = page.evaluate("(texts) => texts.map((t) => analyse(t).map((w) => [w.form, w.stem, w.place]))", TEXTS)
    ours = []
    for text in TEXTS:
        forms = [(surface(word), place) for place, word in enumerate(words(text))]
        kept = [[form, stem(form), place] for form, place in forms if form and form not in stop_words()]
        ours.append([word if word[0] != "eed" else ["eed", "e", word[2]] for word in kept])
    assert theirs == ours


DIFFERING = """() => {
  const differing = [];
  for (let code = 0; code < 0x3000; code++) {
    const letter = String.fromCharCode(code);
    if (!LATIN_TEXT.test(letter)) continue;
    for (const name of Object.keys(ANY)) {
      const pattern = (classes) => new RegExp(`[${classes[name]}]`, "u").test(letter);
      if (pattern(LATIN) !== pattern(ANY)) differing.push([name, letter]);
    }
  }
  return differing;
}"""


def test_the_classes_at_hand_say_of_each_latin_letter_what_unicode_says(page: Page, site: str) -> None:
    in_worker(page, site)
    assert page.evaluate("LATIN_TEXT.test('naïve “Łódź” €5 – ½')")
    assert not page.evaluate("LATIN_TEXT.test('мир')")
    assert page.evaluate(DIFFERING) == []


def whole_index(docs: list[SearchDoc]) -> dict[str, Any]:
    """lunr.py's, in which documents have the numbers that ours gives them."""
    places = read(docs).places
    builder = Builder()
    builder.ref("number")
    builder.k1(table("search")["k1"])
    builder.b(table("search")["b"])
    for field in FIELDS:
        builder.field(field, boost=table("search")["boosts"][field])
    for place, number in zip(places.order, places.numbers.tolist(), strict=True):
        builder.add({"number": str(number)} | {field: terms_of(docs[place], field) for field in FIELDS})
    serialised: dict[str, Any] = builder.build().serialize()
    return {**serialised, "version": "2.3.9", "pipeline": []}


COMPARE = """async ([queries, root]) => {
  const index = lunr.Index.load(await (await fetch(new URL("whole.json", root))).json());
  const search = await Search.open(null, new URL("search/", root));
  const best = (pairs) => // sums taken in another order differ behind the ninth decimal
    pairs.map(([doc, score]) => [doc, Number(score.toFixed(9))]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 20);
  const pairs = [];
  for (const text of queries) {
    const query = parseQuery(text);
    await Promise.all(query.items.map((item) => prepare(item, search.terms)));
    const clauses = query.items.flatMap((item) => item.clauses);
    if (!clauses.length) continue; // nothing but stop words: lunr would return every document
    const theirs = index.query((q) => {
      for (const { term, fields, boost } of clauses) q.term(term, { fields: [...fields], boost, usePipeline: false });
    }).map(({ ref, score }) => [Number(ref), score]);
    const docs = theirs.map(([doc]) => doc);
    const sums = sumScores(clauses, search.terms);
    const ours = [...lunrScores(clauses, search.terms, shortlist(docs, (doc) => sums[doc], 20))];
    pairs.push([text, best(ours), best(theirs)]);
  }
  return pairs;
}"""


def test_the_shards_rank_as_lunr_does_on_the_whole_index(browser: Browser, tmp_path: Path) -> None:
    docs = random_docs(300, seed=7)
    (write_site(tmp_path, docs) / "whole.json").write_text(json.dumps(whole_index(docs)))
    chance = random.Random(11)  # noqa: S311 - test data
    queries = [" ".join(chance.sample(WORDS, chance.randrange(1, 5))) for _ in range(150)]
    with searched(tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        in_worker(page, address)
        compared = page.evaluate(COMPARE, [queries, address])
    assert len(compared) == len(queries)
    for text, ours, theirs in compared:
        assert ours == theirs, text
    assert any(len(ours) == 20 for _, ours, _ in compared)
    assert len(set(itertools.chain.from_iterable(text.split() for text, *_ in compared))) > 20


ASK_IN_TURN = """async (requests) => {
  const { SearchClient } = await import(new URL("assets/search/client.js", location.href));
  const client = new SearchClient(new URL("./", location.href));
  const totals = [];
  for (const request of requests) totals.push((await client.ask(request)).total);
  return totals;
}"""


def test_a_word_of_very_many_documents_is_found_in_all_of_them_after_it_was_typed(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("SHARD_SIZE", 60), ("PART", 8)):
        monkeypatch.setattr(shards, name, value)
    docs = [
        SearchDoc(f"articles/{n}/", "article", f"Day {n}", f"The government met on day {n}.") for n in range(40)
    ]
    write_site(tmp_path, docs)
    questions = [{"query": "gove", "typing": True}, {"query": "government"}, {"query": "govern*"}]
    with searched(tmp_path) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        typed, *totals = page.evaluate(ASK_IN_TURN, questions)
    assert 0 < typed <= 40
    assert totals == [40, 40]


@pytest.mark.parametrize(
    ("query", "words", "found"),
    [
        ("strike January 2023", "January 2023", "strike from:2023-01 to:2023-01"),
        ("strike 9 Jan 2023", "9 Jan 2023", "strike from:2023-01-09 to:2023-01-09"),
        ("February 1, 2023", "February 1, 2023", "from:2023-02-01 to:2023-02-01"),
    ],
)
def test_a_time_in_a_question_is_offered_as_a_limit(
    page: Page, site: str, query: str, words: str, found: str
) -> None:
    results(page, site, f"q={quote(query)}")
    page.get_by_role("link", name=words, exact=True).click()
    expect(page.locator("#bs-page-q")).to_have_value(found)
    expect(page.locator(".bs-hit")).to_have_count(1)


@pytest.mark.parametrize(
    "query", ["strike", "may 5", "2023", '"january 2023"', "strike from:2023-01 january 2023"]
)
def test_no_limit_is_offered_where_no_time_is_meant_or_one_is_set(page: Page, site: str, query: str) -> None:
    results(page, site, f"q={quote(query)}")
    expect(page.locator(".bs-page__told")).not_to_contain_text("Only what is from")


def test_the_title_of_the_page_names_the_question_for_those_who_come_back(page: Page, site: str) -> None:
    results(page, site, "q=strike")
    expect(page).to_have_title(re.compile("^strike – "))
    page.locator("#bs-page-q").fill("harbour")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^harbour – "))
    page.go_back()
    expect(page).to_have_title(re.compile("^strike – "))
