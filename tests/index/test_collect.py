import random
from dataclasses import replace

import pytest

from broadsheet.dates import parse
from broadsheet.index import collect, search_documents
from broadsheet.models import Article, Finding, Library
from broadsheet.parts import parts_of
from broadsheet.redact import EXCERPT_PARAGRAPHS, redact
from broadsheet.shelf import Shelf
from tests.making import holding, note_in
from tests.render import made


def with_policy(policy: str) -> Library:
    library = made.library()
    articles = tuple(replace(article, text_policy=policy) for article in library.articles)
    return redact(holding(library, articles))


def test_every_article_statement_and_topic_shown_can_be_found() -> None:
    library = redact(made.library())
    kinds = [doc.kind for doc in search_documents(library)]
    shown = [article for article in library.articles if not article.withdrawn]
    wanted = {"article": len(shown), "claim": len(library.groups), "topic": len(library.topics)}
    assert {kind: kinds.count(kind) for kind in wanted} == wanted


def test_a_statement_tells_what_its_speaker_did() -> None:
    library = made.library()
    article = library.articles[0]
    claims = tuple(replace(claim, cue="did not say") for claim in article.claims)
    denying = replace(article, claims=claims)
    docs = search_documents(redact(holding(library, (denying, *library.articles[1:]))))
    verbs = {
        doc.verb for doc in docs if doc.kind == "claim" and doc.address.startswith(f"articles/{article.id}/#")
    }
    assert verbs == {"did not say"}


def test_a_statement_is_found_by_every_outlet_that_carries_it() -> None:
    library = redact(made.library())
    outlet_of = {card.id: card.outlet.known for card in library.cards}
    carried = [{outlet_of[ref.article] for ref in group.claims} - {None} for group in library.groups]
    found = [{doc.outlet, *doc.also} - {""} for doc in search_documents(library) if doc.kind == "claim"]
    assert found == carried
    assert max(map(len, found)) > 1


def test_a_statement_is_found_by_every_topic_that_it_is_about() -> None:
    library = redact(made.library())
    about = [{topic.name for topic in library.topics if group.id in topic.about} for group in library.groups]
    assert [{*doc.topics} for doc in search_documents(library) if doc.kind == "claim"] == about
    assert max(map(len, about)) > 0


def test_every_article_is_read_once() -> None:
    library, read = redact(made.library()), list[str]()
    articles = {article.id: article for article in library.articles}

    def load(name: str) -> Article:
        read.append(name)
        return articles[name]

    shelved = replace(library, articles=Shelf(tuple(articles), load))
    assert list(search_documents(shelved)) == list(search_documents(library))
    assert read == [article.id for article in library.articles if not article.withdrawn]


def test_what_is_kept_of_articles_is_what_would_be_made_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "_OF_A_SHEAF", 2)
    chance, kept, library = random.Random(1), dict[str, bytes](), made.library()  # noqa: S311
    articles = {article.id: article for article in library.articles}

    for change in range(12):
        name = chance.choice(sorted(articles))
        text = articles[name].cleaned.text
        articles[name] = replace(articles[name], dek=replace(articles[name].dek, value=f"{text[:9]} {change}"))
        digests = {each: str(hash(article.dek)) for each, article in articles.items()}
        shelf = Shelf(tuple(articles), articles.__getitem__, digests=digests, note=note_in(kept))
        shown = chance.sample(library.cards, chance.randint(1, len(library.cards)))
        plain = tuple(articles[card.id] for card in shown)
        part = replace(library, articles=plain, cards=tuple(shown), groups=())
        assert list(search_documents(replace(part, articles=shelf))) == list(search_documents(part))


def test_a_hit_says_no_date_or_outlet_that_is_only_a_guess() -> None:
    library = made.library()
    articles = tuple(
        replace(a, date=Finding(parse("1945-06-12/.."), "inferred"), outlet=Finding("gazette", "inferred"))
        for a in library.articles
    )
    docs = search_documents(redact(holding(library, articles)))
    shown = {(d.date, d.date_words, d.month, d.outlet, d.outlet_name) for d in docs if d.kind != "topic"}
    assert shown == {("", "", "unknown", "", "")}


@pytest.mark.parametrize(
    ("edtf", "month"), [("../2023-01", "2023-01"), ("2023", "2023"), ("2023-02-03", "2023-02")]
)
def test_a_hit_is_of_the_month_under_which_lists_have_it(edtf: str, month: str) -> None:
    library = made.library()
    articles = tuple(replace(a, date=Finding(parse(edtf), "curated")) for a in library.articles)
    docs = search_documents(redact(holding(library, articles)))
    assert {d.month for d in docs if d.kind != "topic"} == {month}


def test_hits_on_the_main_site_of_several_lead_straight_to_the_parts() -> None:
    config = made.config(sites={"url": "https://{part}.example.org/harbour"})
    main, *parts = parts_of(redact(made.library()), config)
    bases = {part.name: part.config.site_url for part in parts}
    assert bases["2031"] == "https://2031.example.org/harbour/"
    # In each part the same documents have the same addresses below its own root.
    own = {
        f"{bases[part.name]}{doc.address}"
        for part in parts
        for doc in search_documents(part.library, part.config)
        if doc.kind == "article"
    }
    docs = list(search_documents(main.library, main.config))
    assert {doc.address for doc in docs if doc.kind == "article"} == own
    assert {doc.address.partition("#")[0] for doc in docs if doc.kind == "claim"} <= own
    assert all("/#c-" in doc.address for doc in docs if doc.kind == "claim")
    assert all(doc.address.startswith("topics/") for doc in docs if doc.kind == "topic")


def test_of_an_excerpt_what_is_shown_can_be_found() -> None:
    library = with_policy("excerpt")
    found = {doc.address: doc.body for doc in search_documents(library) if doc.kind == "article"}
    for article in library.articles:
        if not article.withdrawn:
            parts = [
                article.cleaned.text[slice(*p.clean)] for p in article.cleaned.paragraphs if p.role != "title"
            ]
            assert found[f"articles/{article.id}/"] == "\n\n".join(parts)
            assert len(parts) <= EXCERPT_PARAGRAPHS
    assert any("\n\n" in body for body in found.values())


def test_of_an_article_without_its_text_no_words_can_be_found() -> None:
    docs = [doc for doc in search_documents(with_policy("metadata")) if doc.kind != "topic"]
    assert docs
    assert {(doc.kind, doc.body, doc.claims, doc.names) for doc in docs} == {("article", "", "", "")}
