"""Checks what people wrote against itself: ids, redirects, names, and the statements that topics name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from broadsheet.check.decided import check_decisions, check_entry
from broadsheet.check.examples import examples_left
from broadsheet.check.naming import OUTLETS, TOPICS, check_names, entity_places, wrong
from broadsheet.corpus import Corpus
from broadsheet.describe import knowledge_of
from broadsheet.link.shingles import components
from broadsheet.models import Article, Card, ClaimRef
from broadsheet.problems import Problem
from broadsheet.records import ClaimPair
from broadsheet.records.strict_yaml import Key

REDIRECTS, DECISIONS, PUBLISHED = "corpus/redirects.yml", "corpus/decisions.yml", "corpus/published.yml"
CONFIG = "corpus/corpus.yml"


def check(corpus: Corpus) -> list[Problem]:
    """Return the problems that the files have with each other, in order of place."""
    outlets = {outlet.id for outlet in corpus.outlets}
    return sorted([*(p for entry in corpus.entries for p in check_entry(entry, outlets)), *check_shared(corpus)])


def check_shared(corpus: Corpus) -> list[Problem]:
    """Return the problems that the authority files have with each other and with the ids of the articles."""
    found = [*check_names(corpus), *_repeated(corpus), *_redirects(corpus), *_gone(corpus), *_undecided(corpus)]
    return sorted([*found, *_unreachable(corpus), *examples_left(corpus)])


def check_found(corpus: Corpus, articles: Iterable[Article]) -> list[Problem]:
    """Return the problems that decisions have with what was found: statements and names they do not meet."""
    by_id = {article.id: article for article in articles}
    knowledge = knowledge_of(corpus.entities, corpus.outlets)
    known = ((entry, by_id[entry.raw.id]) for entry in corpus.entries if entry.raw.id in by_id)
    found = [problem for entry, article in known for problem in check_decisions(entry, article, knowledge)]
    made = {article.id: statements_of(article) for article in by_id.values()}
    return sorted([*found, *check_addresses(corpus, made)])


def statements_of(article: Article | Card) -> list[str]:
    """Return the addresses of an article's statements, as topics and decisions name them."""
    return [ClaimRef(article.id, claim.id).address for claim in article.claims]


# ------------------------------------------------------------------ authority files


def _repeated(corpus: Corpus) -> Iterator[Problem]:
    entities = [(path, i, e.id) for (path, i), e in zip(entity_places(corpus), corpus.entities, strict=True)]
    outlets = [(OUTLETS, i, o.id) for i, o in enumerate(corpus.outlets)]
    themes = [(TOPICS, i, t.id) for i, t in enumerate(corpus.themes)]
    for records in (entities, outlets, themes):
        seen: set[str] = set()
        for path, i, name in records:
            if name in seen:
                what = f"the id {name!r} is there twice"
                yield wrong(corpus, path, (i, "id"), "ID-TWICE", what, "give one of them another id")
            seen.add(name)
    registered = {e.id for e in corpus.entities}
    for path, i, name in themes:
        if name in registered:
            what = f"the id {name!r} is an entity's"
            yield wrong(corpus, path, (i, "id"), "ID-TWICE", what, "topics and entities share their addresses")


def _redirects(corpus: Corpus) -> Iterator[Problem]:
    ids, seen = corpus.ids, set[str]()
    for i, redirect in enumerate(corpus.redirects):
        if redirect.from_ in seen:
            what = f"{redirect.from_!r} is there twice"
            yield wrong(
                corpus, REDIRECTS, (i, "from"), "REDIRECT", what, "an id leads to one article: keep one of them"
            )
        seen.add(redirect.from_)
        if redirect.from_ in ids:
            what = f"{redirect.from_!r} is an article"
            yield wrong(corpus, REDIRECTS, (i, "from"), "REDIRECT", what, "only ids no longer used redirect")
        if redirect.to not in ids:
            what = f"{redirect.to!r} is no article"
            yield wrong(corpus, REDIRECTS, (i, "to"), "REDIRECT", what, "name the article that took its place")


def _gone(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each published id that is neither an article nor redirected."""
    kept = kept_ids(corpus)
    for i, published in enumerate(corpus.published):
        if published.id not in kept:
            yield wrong(corpus, PUBLISHED, (i, "id"), "ID-GONE", *gone(published.id))


def _undecided(corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each pair of statements that is parted and joined too, or joined by way of others."""
    parted = {frozenset((pair.a, pair.b)) for pair in corpus.decisions.part}
    joined = {frozenset((pair.a, pair.b)) for pair in corpus.decisions.join}
    groups = components({at for pair in joined for at in pair}, ((p.a, p.b) for p in corpus.decisions.join))
    group_of = {at: group for group in groups for at in group}
    for i, pair in enumerate(corpus.decisions.part):
        if pair.b in group_of.get(pair.a, ()) and {pair.a, pair.b} not in joined:
            what = f"{pair.a} and {pair.b} are parted here and joined below `join`, by way of others"
            yield wrong(corpus, DECISIONS, ("part", i), "DECISION-BOTH", what, "take one of these joins away")
    for i, pair in enumerate(corpus.decisions.join):
        if {pair.a, pair.b} in parted:
            what = f"{pair.a} and {pair.b} are joined here and parted below `part`"
            yield wrong(corpus, DECISIONS, ("join", i), "DECISION-BOTH", what, "take one of the two away")


def _unreachable(corpus: Corpus) -> Iterator[Problem]:
    """Yield a warning where a site is to be published whose readers can write to nobody."""
    config = corpus.config
    if config.site_url is not None and config.repo_url is None and not config.contact:
        what, hint = "readers are told no way to correct a page", "add `contact`, or `repo_url`"
        yield wrong(corpus, CONFIG, ("site_url",), "CORPUS-CONTACT", what, hint, warning=True)


def kept_ids(corpus: Corpus) -> frozenset[str]:
    """Return the ids whose addresses lead somewhere: articles, tombstones, redirects."""
    return corpus.ids | {redirect.from_ for redirect in corpus.redirects}


def gone(article_id: str) -> tuple[str, str]:
    """Return what to say of a published id that leads nowhere, and what to do about it."""
    hint = f"put the article back, or add `from: {article_id}` to {REDIRECTS}, or keep its sidecar as withdrawn"
    return f"the published article {article_id!r} is gone", hint


def addressed(corpus: Corpus) -> frozenset[str]:
    """Return the ids of the articles whose statements topics or decisions name."""
    return frozenset(address.partition("#")[0] for _, _, pair in _pairs(corpus) for address in (pair.a, pair.b))


def _pairs(corpus: Corpus) -> list[tuple[str, Key, ClaimPair]]:
    pairs: list[tuple[str, Key, ClaimPair]] = [
        (TOPICS, (i, "opposed", j), pair) for i, t in enumerate(corpus.themes) for j, pair in enumerate(t.opposed)
    ]
    pairs += [(DECISIONS, ("join", i), pair) for i, pair in enumerate(corpus.decisions.join)]
    pairs += [(DECISIONS, ("part", i), pair) for i, pair in enumerate(corpus.decisions.part)]
    return pairs


def check_addresses(corpus: Corpus, made: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Yield a problem for each statement that topics or decisions name and nobody makes.

    `made` has the statements of each article that was looked at; those of others are taken on trust.
    """
    for path, key, pair in _pairs(corpus):
        for side in ("a", "b"):
            address = getattr(pair, side)
            article = address.partition("#")[0]
            if address not in made.get(article, ()) and (article in made or article not in corpus.ids):
                what = f"no article makes the statement {address}"
                hint = "copy the address from the statement's link on the article page"
                yield wrong(corpus, path, (*key, side), "CLAIM-UNKNOWN", what, hint)
