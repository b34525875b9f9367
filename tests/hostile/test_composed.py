"""A letter and its accent, whether they are one character or two, are the same to every part of the program."""

import unicodedata
from pathlib import Path

import pytest

from broadsheet.index.analyse import words
from broadsheet.link import link
from broadsheet.models import Library
from tests.conftest import Project
from tests.making import examine, made_from

TEXT = """Métro bridge to close

The bridge in Québec will close on Monday, Adéla Björkén told the Café Gazette.

“The bridge is très old, and we want it to last another fifty years,” said Björkén. The métro runs on.
"""
PAGE = (
    '<html><head><title>Métro bridge to close</title><meta property="og:site_name" content="Café Gazette"></head>'
    "<body><article><h1>Métro bridge to close</h1>"
    "<p>The bridge in Québec will close on Monday, Adéla Björkén told reporters at the town hall.</p>"
    "<p>“The bridge is très old, and we want it to last another fifty years,” said Björkén.</p></article></body>"
)
REGISTERED = {
    "entities.yml": "- {id: adela, name: Adéla Björkén, type: person}\n- {id: quebec, name: Québec, type: place}\n",
    "topics.yml": "- {id: metro, name: Métro, words: [métro]}\n",
    "outlets.yml": "- {id: cafe, name: Café Gazette}\n",
}
FORMS = ("NFC", "NFD")


def library_of(project: Project, text: str, registered: str) -> tuple[Path, Library]:
    files = {name: unicodedata.normalize(registered, content) for name, content in REGISTERED.items()}
    root = project({"articles/2024-05-harbour.txt": unicodedata.normalize(text, TEXT)} | files)
    corpus, articles, _ = examine(root)
    return root, link(articles, corpus)


@pytest.mark.parametrize("text", FORMS)
@pytest.mark.parametrize("registered", FORMS)
def test_names_and_themes_are_found_however_their_letters_are_put_together(
    project: Project, text: str, registered: str
) -> None:
    _, library = library_of(project, text, registered)
    assert {topic.id for topic in library.topics} >= {"adela", "quebec", "metro"}
    [article] = library.articles
    assert [m.id for m in article.mentions if m.id] == ["quebec", "adela", "adela"]
    assert [c.speaker_id for c in article.claims][-1] == "adela"
    assert all(unicodedata.is_normalized("NFC", topic.name) for topic in library.topics)


@pytest.mark.parametrize("text", FORMS)
def test_a_saved_page_says_the_same_in_either_form(project: Project, text: str) -> None:
    page = {"articles/2024-05-harbour.txt": None, "articles/page.html": unicodedata.normalize(text, PAGE)}
    _, [article], _ = examine(project(page | REGISTERED))
    assert article.outlet.value == "cafe"
    assert article.title.value == "Métro bridge to close"
    assert [m.id for m in article.mentions if m.id] == ["quebec", "adela", "adela"]
    assert unicodedata.is_normalized("NFC", article.cleaned.text)


def test_a_search_for_either_finds_both() -> None:
    assert words(unicodedata.normalize("NFD", TEXT)) == words(unicodedata.normalize("NFC", TEXT))


def test_two_articles_that_differ_only_in_this_are_one_text(project: Project) -> None:
    both = {f"articles/2024-05-{form.lower()}.txt": unicodedata.normalize(form, TEXT) for form in FORMS}
    corpus, articles, _ = examine(project({"articles/2024-05-harbour.txt": None} | both | REGISTERED))
    library = link(articles, corpus)
    assert [len(family.members) for family in library.families] == [2]
    assert {group.articles for group in library.groups} == {2}
    made_from(library, corpus)
