"""The site as a reader meets it, in headless Chromium, below a path as on GitHub Pages."""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from broadsheet import export
from broadsheet.corpus import Corpus
from broadsheet.index import build_index, client_files, search_documents, spellings
from broadsheet.models import Finding, Library, card_of
from broadsheet.publish import SITE
from broadsheet.redact import redact
from broadsheet.render import render
from tests.browser.opened import served
from tests.making import publish
from tests.render import made

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
# https://github.com/dequelabs/axe-core : the words of each violation, of any impact, and the first place that has it.
AXE = f"{(resources.files('axe_playwright_python') / 'axe.min.js').read_text(encoding='utf-8')};0"
VIOLATIONS = """axe.run({resultTypes: ["violations"], %s}).then((run) =>
    run.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes[0].html.slice(0, 150)}`))"""
# Schemes differ in their colours alone and widths in all else, so not everything is asked of both in both.
# https://www.deque.com/axe/core-documentation/api-documentation/ has the options.
VIEWS = {
    ("light", 1280): "",
    ("light", 320): 'rules: {"color-contrast": {enabled: false}}',
    ("dark", 320): 'runOnly: ["cat.color"]',
}
ARTICLE = "articles/2031-03-04-gazette-bridge-closed/"
KINDS = [
    "",
    "articles/",
    ARTICLE,
    "articles/undated-ferry-note/",
    "articles/2031-03-06-courier-withdrawn/",
    "topics/",
    "topics/warnings/",
    "topics/harbour-board/",
    "claims/",
    "claims/g-weeks/",
    "outlets/",
    "outlets/gazette/",
    "compare/f-bridge/",
    "data/",
    "about/",
    "search/?q=bridge",
    "contribute/",
    "codes/",
    "keys/",
    "corrections/",
    "withdrawn/",
    "404.html",
]
"""A page of every kind."""
MOST_BYTES = 120_000
"""What an article may load on the first view, compressed."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the built site as `my-repo`."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    config = made.config(site_url="https://example.org/my-repo/")
    library = _with_another_language(made.library(), "undated-ferry-note")
    index = {**build_index(search_documents(library), spellings(library)), **client_files()}
    files = dict(render(library, config)) | {f"search/{name}": content for name, content in index.items()}
    holdings = export.Holdings(redact(library), Corpus(config, ()))
    exported = export.files(holdings, ("jsonl", "citations", "feeds", "annotations"))
    files |= {file.path: b"".join(file.chunks()) for file in exported}
    files["data/index.md"] = export.data_page(holdings, [])
    publish(root, files.items(), config)
    served = tmp_path_factory.mktemp("served")
    (root / SITE).rename(served / "my-repo")
    return served


def _with_another_language(library: Library, name: str) -> Library:
    """Return a library of which one article is in Arabic, as an editor says."""
    spoken = Finding("ar", "curated", note="As its publisher says.")
    articles = tuple(replace(a, language=spoken) if a.id == name else a for a in library.articles)
    return replace(library, articles=articles, cards=tuple(map(card_of, articles)))


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    """Serve the site and return its address."""
    with served(folder) as address:
        yield f"{address}my-repo/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_every_kind_of_page_can_be_read_by_everybody(browser: Browser, base: str, scheme: str, width: int) -> None:
    shape = {"width": width, "height": 800}
    context = browser.new_context(viewport=shape, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda e: said.append(str(e)))
    opened.on("request", lambda r: said.append(r.url) if not r.url.startswith(base) else None)
    faults = []
    for kind in KINDS:
        opened.goto(base + kind, wait_until="load")
        if kind.startswith("search/"):
            opened.wait_for_selector(".bs-facet", state="attached")
        opened.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        faults += [f"{kind}: {fault}" for fault in opened.evaluate(f"({CHECKS})()")]
        opened.evaluate(AXE)
        faults += [f"{kind}: {fault}" for fault in opened.evaluate(VIOLATIONS % VIEWS[scheme, width])]
    context.close()
    assert said == []
    assert faults == []


def test_the_checks_find_what_is_wrong(page: Page) -> None:
    page.set_content(
        "<!doctype html><p>Read <a href=x style='text-decoration:none;color:#999'>grey</a></p><button></button><h3 id=a>b</h3>"
        "<i id=a style='display:block;width:2000px'>wide</i>"
    )
    page.evaluate("document.querySelector('p').className = 'md-typeset'")
    found = " ".join(page.evaluate(f"({CHECKS})()"))
    for fault in (
        "has no name",
        "stands twice",
        "not one h1",
        "skips a level",
        "hard to read",
        "no language",
        "wider",
    ):
        assert fault in found, fault


def test_a_reader_follows_a_statement_to_its_sentence(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("link", name="it would stay closed for at least six weeks").click()
    expect(page).to_have_url(re.compile(r"/claims/g-weeks/$"))
    page.get_by_role("link", name="it would stay closed for at least six weeks").click()
    mark = page.locator("mark:target")
    expect(mark).to_have_text("it would stay closed for at least six weeks")
    expect(mark).to_be_in_viewport()


def test_a_click_on_a_statement_shows_what_is_known_about_it(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    page.locator("mark", has_text="Nobody was ever in danger").click()
    card = page.locator(".bs-card")
    expect(card).to_contain_text("Odalys Fenwright said")
    expect(card).to_contain_text("Reported in 2 articles, 2 independent texts")
    expect(page.locator("mark.is-open")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_card_gives_way_to_whatever_a_reader_turns_to(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    statement, card = page.locator("mark", has_text="Nobody was ever in danger"), page.locator(".bs-card")
    statement.click()
    page.locator("#bs-q").click()
    expect(card).to_have_count(0)
    page.keyboard.type("bridge")
    expect(page.locator("#bs-q")).to_have_value("bridge")
    statement.click()
    while card.count():
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== document.body")


def test_whoever_skips_the_masthead_is_at_the_content(page: Page, base: str) -> None:
    for kind in (ARTICLE, "corrections/", "search/"):
        page.goto(base + kind)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to content")
        page.keyboard.press("Enter")
        expect(page.locator("#__skip")).to_be_focused()


def test_words_of_another_language_are_told_apart(page: Page, base: str) -> None:
    page.goto(f"{base}articles/undated-ferry-note/")
    text = page.locator(".bs-lead")
    expect(text).to_have_attribute("lang", "ar")
    expect(text).to_have_attribute("dir", "auto")
    expect(page.locator(".bs-head")).to_have_attribute("lang", "en")
    page.goto(base + ARTICLE)
    expect(page.locator(".bs-lead[lang]")).to_have_count(0)


def test_the_list_of_the_search_box_has_no_fault(page: Page, base: str) -> None:
    page.goto(base)
    page.locator("#bs-q").fill("bridge")
    expect(page.get_by_role("option").first).to_be_visible()
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS % "") == []


def test_without_scripts_the_same_click_leads_to_the_list(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(base + ARTICLE)
    opened.locator("a.bs-ref").first.click()
    expect(opened.locator(".bs-entry:target")).to_contain_text("it would stay closed for at least six weeks")
    opened.locator(".bs-entry:target > a").click()
    expect(opened.locator("mark:target")).to_be_in_viewport()
    context.close()


def test_without_scripts_every_page_can_be_reached_and_read(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    seen, waiting = set[str](), [base]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = opened.goto(address)
        assert response is not None
        assert response.ok, address
        assert opened.locator("h1").inner_text(), address
        links = opened.locator("a[href]").evaluate_all("all => all.map((a) => a.href.split('#')[0].split('?')[0])")
        waiting += [u for u in dict.fromkeys(links) if u.startswith(base) and u.endswith("/") and u not in seen]
        waiting = [u for u in dict.fromkeys(waiting) if u not in seen]
    context.close()
    for kind in KINDS:
        assert kind.endswith(".html") or base + kind.partition("?")[0] in seen, kind


def test_the_statements_can_be_filtered(page: Page, base: str) -> None:
    page.goto(base + "claims/")
    rows = page.locator("tbody tr:visible")
    expect(rows).to_have_count(7)
    page.get_by_label("Outlet").select_option("The Tide")
    expect(rows).to_have_count(2)
    page.get_by_label("How").select_option("quoted")
    expect(rows).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 of 7")


def test_the_colours_can_be_changed_and_are_kept(page: Page, base: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(base)
    paper = "getComputedStyle(document.body).backgroundColor"
    bright = page.evaluate(paper)
    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(paper)
    assert dark != bright
    page.goto(base + "about/")
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="Light colours").click()
    assert page.evaluate(paper) == bright


def test_every_control_is_reached_by_the_keyboard_and_seen(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    wanted = "document.querySelectorAll('main a[href], header a, header input, header button, summary, footer a').length"
    count, reached, hidden = page.evaluate(wanted), 0, []
    for _ in range(count + 10):
        page.keyboard.press("Tab")
        about = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
            return [e.tagName, s.outlineStyle !== "none" || e.className === "md-skip",
                    b.bottom > 0 && b.top < innerHeight, e.outerHTML.slice(0, 80)]; }"""
        )
        if about[0] == "BODY":
            break
        reached += 1
        hidden += [] if about[1] and about[2] else [about[3]]
    assert reached >= count
    assert hidden == []


def test_an_article_weighs_little(page: Page, base: str) -> None:
    weights: list[int] = []
    page.on("response", lambda r: weights.append(len(gzip.compress(r.body()))))
    page.goto(base + ARTICLE, wait_until="networkidle")
    assert sum(weights) < MOST_BYTES


def test_on_paper_only_the_article_and_its_evidence_are_left(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    page.emulate_media(media="print")
    for gone in (".bs-search", ".bs-sections", ".bs-head__jumps", "footer ul"):
        expect(page.locator(gone)).to_be_hidden()
    for kept in ("h1", ".bs-head__date", "mark >> nth=0", "#who-says-what", ".bs-cite"):
        expect(page.locator(kept)).to_be_visible()


def test_reference_managers_find_a_newspaper_article(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    contents = page.locator("meta[name]").evaluate_all(
        "all => Object.fromEntries(all.map((m) => [m.name, m.content]))"
    )
    assert contents["z:itemType"] == "newspaperArticle"
    assert contents["citation_title"] == "Harbour bridge closed after cracks are found"
    assert contents["citation_date"] == "2031-03-04"
    assert page.locator('meta[property="og:site_name"]').get_attribute("content") == "The Quillhaven Gazette"
    data = page.locator('script[type="application/ld+json"]').evaluate("s => JSON.parse(s.textContent)")
    assert data["mainEntity"]["@type"] == "NewsArticle"
    assert data["mainEntity"]["publisher"]["name"] == "The Quillhaven Gazette"
    assert data["dateModified"] == "2031-04-01"
    assert data["correction"][0]["text"] == "The date was wrong by a day. A reader told us."


@pytest.mark.parametrize(
    "kind", ["", "articles/", ARTICLE, "topics/warnings/", "outlets/gazette/", "corrections/"]
)
def test_every_file_of_data_that_a_page_names_is_there(page: Page, base: str, kind: str) -> None:
    page.goto(base + kind)
    named = page.locator("link[rel=alternate]").evaluate_all("all => all.map((l) => [l.type, l.href])")
    assert len(named) == (5 if kind == ARTICLE else 2)
    for media_type, address in named:
        answer = page.request.get(address)
        assert answer.ok, address
        assert (b"<feed" in answer.body()[:200]) == (media_type == "application/atom+xml")


def test_the_page_for_missing_addresses_works_at_any_of_them(page: Page, base: str, folder: Path) -> None:
    missing = (folder / "my-repo" / "404.html").read_text(encoding="utf-8")
    page.route("**/no/such/page/", lambda route: route.fulfill(status=404, content_type="text/html", body=missing))
    failed: list[str] = []
    page.on("response", lambda r: failed.append(r.url) if not r.ok and "no/such" not in r.url else None)
    page.goto(base + "no/such/page/", wait_until="networkidle")
    page.get_by_role("link", name="all articles").click()
    expect(page).to_have_url(base + "articles/")
    assert failed == []


def test_the_sitemap_has_the_dates_of_the_data_and_no_others(base: str, folder: Path) -> None:
    sitemap = (folder / "my-repo" / "sitemap.xml").read_text(encoding="utf-8")
    address = "https://example.org/my-repo/"
    assert f"<loc>{address}{ARTICLE}</loc><lastmod>2031-04-01</lastmod>" in sitemap
    assert f"<loc>{address}articles/undated-ferry-note/</loc></url>" in sitemap
    assert set(re.findall("<lastmod>(.*?)</lastmod>", sitemap)) == {"2031-04-01"}


def test_the_canonical_address_is_the_published_one(page: Page, base: str) -> None:
    page.goto(base + ARTICLE)
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert urlsplit(canonical).path == f"/my-repo/{ARTICLE}"


def test_before_a_question_the_search_page_explains_itself_in_lines(page: Page, base: str) -> None:
    page.goto(f"{base}search/")
    first = page.locator(".bs-page__help dd").first
    expect(first).to_be_visible()
    assert first.evaluate("told => told.offsetWidth") > 400
